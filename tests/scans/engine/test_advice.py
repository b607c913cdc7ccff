"""Which advice is proposed, and in which order."""

from datetime import date

from tests.scans.engine.small import DAY, advice, at, count, item, mean, on, result, scan_of, ticks

ITEMS = [item(code) for code in "abcd"]
SCALES = [
    mean("x", {"a": 1, "b": 1}),
    mean("y", {"c": 1}),
    count("n", {"a": 1, "b": 1, "c": 1, "d": 1}),
    mean("z", {"d": 1}),
]


def test_all_conditions_must_hold() -> None:
    told = [
        advice("both", "x", on("a", "no"), at("x", below=60)),
        advice("one", "x", on("a", "no"), at("x", at_least=60)),
    ]
    assert result(scan_of(ITEMS, *SCALES, advice=told), a="no", b="yes").advice == ("both",)


def test_what_is_not_known_proposes_nothing() -> None:
    told = [advice("item", "x", on("c", "no")), advice("scale", "x", at("y", below=60))]
    assert result(scan_of(ITEMS, *SCALES, advice=told), c="dont_know").advice == ()


def test_lowest_dimension_first_then_priority_then_the_order_of_the_file() -> None:
    always = on("d", "yes", "no")
    told = [
        advice("x-later", "x", always, priority=7),
        advice("x-first", "x", always, priority=3),
        advice("x-second", "x", always, priority=3),
        advice("y-only", "y", always, priority=9),
        advice("n-only", "n", always, priority=5),
    ]
    scan = scan_of(ITEMS, *SCALES, advice=told)
    # x stands at 50, y at 0, and n at 2 of 4: half way up as well, so between these two priority decides.
    found = result(scan, a="yes", b="no", c="no", d="yes").advice
    assert found == ("y-only", "x-first", "x-second", "n-only", "x-later")


def test_dimension_that_was_not_measured_comes_last() -> None:
    told = [advice("unknown", "y", on("a", "yes")), advice("known", "x", on("a", "yes"))]
    assert result(scan_of(ITEMS, *SCALES, advice=told), a="yes", b="yes").advice == ("known", "unknown")


def test_requirement_that_is_not_met_comes_before_the_lowest_dimension() -> None:
    scales = [mean("x", {"a": 1}), count("floor", {"b": 1, "c": 1, "d": 1}, checks=True)]
    told = [advice("x-first", "x", on("a", "no"), priority=1), advice("shut", "floor", at("floor", at_least=0))]
    scan = scan_of(ITEMS, *scales, advice=told)
    assert result(scan, a="no", b="yes", c="yes", d="no").advice == ("shut", "x-first")
    assert result(scan, a="no", b="yes", c="yes", d="yes").advice == ("x-first", "shut")


def test_ticks_that_were_left_open() -> None:
    boxes = ticks("boxes", [None, None])
    scan = scan_of([*ITEMS, boxes], *SCALES, advice=[advice("lock-it", "x", on("boxes", none_of=["o0"]))])
    assert result(scan, boxes=[]).advice == ("lock-it",)
    assert result(scan, boxes=["o1"]).advice == ("lock-it",)
    assert result(scan, boxes=["o0"]).advice == ()
    assert result(scan, boxes=["o0", "o1"]).advice == ()
    assert result(scan, boxes="dont_know").advice == ()
    assert result(scan).advice == ()


def test_retired_advice_is_not_proposed_from_that_day() -> None:
    scan = scan_of(ITEMS, *SCALES, advice=[advice("old", "x", on("a", "yes"), retired_on=DAY)])
    assert result(scan, a="yes").advice == ()
    assert result(scan, a="yes", day=date(2023, 5, 14)).advice == ("old",)
