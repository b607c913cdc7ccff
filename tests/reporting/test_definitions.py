"""What a definition means, across versions of the software."""

from kopgroep.programme import Companies, current
from kopgroep.reporting.definitions import meaning


class _NewerRule(Companies):
    """The rule of a later version, with one key more."""

    weekdays_only: bool = False


def test_a_key_that_nobody_uses_changes_no_meaning() -> None:
    indicator = next(item for item in current().indicators if isinstance(item.rule, Companies))
    newer = indicator.model_copy(update={"rule": _NewerRule(**indicator.rule.model_dump())})
    assert meaning(newer) == meaning(indicator)


def test_a_key_that_is_used_changes_the_meaning() -> None:
    indicator = next(item for item in current().indicators if isinstance(item.rule, Companies))
    used = indicator.model_copy(update={"rule": _NewerRule(**indicator.rule.model_dump(), weekdays_only=True)})
    assert meaning(used) != meaning(indicator)
