"""Codes that the ledger keeps must fit in its lines."""

from kopgroep.ledger.models import Entry
from kopgroep.programme.code_lengths import LONGEST
from tests.programme.conftest import Copy

LONG = "x" * (LONGEST + 1)


def test_the_longest_code_is_what_a_line_keeps() -> None:
    kept = {Entry._meta.get_field(name).max_length for name in ("outcome", "theme", "line", "source")}
    assert kept == {LONGEST}


def test_a_code_that_is_too_long_for_a_line_is_refused(copy: Copy) -> None:
    copy.edit("results.yaml", "code: nieuwe-markt", f"code: {LONG}")
    (fault,) = copy.faults()
    assert (fault.file, fault.key, fault.problem, fault.remedy) == (
        "results.yaml",
        "results.kinds[6].code",
        f"code '{LONG}' has 41 signs",
        "Shorten it to 40 signs: lines of the ledger keep it",
    )


def test_a_code_that_just_fits_is_taken(copy: Copy) -> None:
    copy.edit("results.yaml", "code: nieuwe-markt", f"code: {LONG[1:]}")
    assert copy.load().result_kind(LONG[1:]).code == LONG[1:]
