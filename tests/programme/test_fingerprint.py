"""The version of a programme follows what it says, not how it is written down."""

from typing import Any

import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from kopgroep.programme.fingerprint import fingerprint
from kopgroep.programme.yaml_lines import read
from tests.programme.conftest import Copy

SCALARS = st.booleans() | st.integers() | st.text(st.characters(codec="utf-8"), max_size=6) | st.dates() | st.none()
KEYS = st.text(alphabet="abcdef", min_size=1, max_size=4) | st.integers(2000, 2100)
CONTENT = st.dictionaries(
    KEYS,
    st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3)),
    max_size=4,
)


def _turned(data: Any) -> Any:
    """The same content with every mapping in the opposite order."""
    if isinstance(data, dict):
        return {key: _turned(data[key]) for key in reversed(list(data))}
    return [_turned(item) for item in data] if isinstance(data, list) else data


@given(CONTENT)
def test_order_of_keys_does_not_matter(content: dict[Any, Any]) -> None:
    assert fingerprint(_turned(content)) == fingerprint(content)


@given(CONTENT, CONTENT)
def test_other_content_has_another_fingerprint(one: dict[Any, Any], other: dict[Any, Any]) -> None:
    assume(repr(_sorted(one)) != repr(_sorted(other)))
    assert fingerprint(one) != fingerprint(other)


def _sorted(data: Any) -> Any:
    if isinstance(data, dict):
        return sorted((repr(key), _sorted(value)) for key, value in data.items())
    return [_sorted(item) for item in data] if isinstance(data, list) else data


@given(CONTENT, st.integers(2, 6), st.booleans())
def test_comments_indents_and_style_do_not_matter(content: dict[Any, Any], indent: int, flow: bool) -> None:
    plain = yaml.safe_dump(content, sort_keys=False)
    other = "# a comment\n" + yaml.safe_dump(content, indent=indent, default_flow_style=flow, sort_keys=False)
    assert fingerprint(read(other).data) == fingerprint(read(plain).data)


def test_comment_in_a_file_keeps_the_version(copy: Copy) -> None:
    before = copy.load().hash
    copy.edit("themes.yaml", "hour_cap: 12", "hour_cap: 12 # hours")
    assert copy.load().hash == before


def test_changed_number_changes_the_version(copy: Copy) -> None:
    before = copy.load().hash
    copy.edit("themes.yaml", "hour_cap: 12", "hour_cap: 13")
    assert copy.load().hash != before


def test_changed_text_changes_the_version(copy: Copy) -> None:
    before = copy.load().hash
    copy.edit("texts/home.nl.md", "binnen drie werkdagen", "binnen twee werkdagen")
    assert copy.load().hash != before


def test_moved_border_changes_the_version(copy: Copy) -> None:
    before = copy.load().hash
    copy.edit("boundaries.geojson", "[4.46, 52.11]", "[4.47, 52.11]")
    assert copy.load().hash != before
