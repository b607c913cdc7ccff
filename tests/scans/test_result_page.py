"""What the page of a result says: without a request, from a finished scan."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kopgroep.accounts.models import User
from kopgroep.programme import current
from kopgroep.scans.models import Filling
from kopgroep.scans.result_page import ResultPage, result_page
from tests.factories import ENERGY, TODAY, make_company, make_filling
from tests.scans.others import make_group, make_snapshot


@pytest.fixture(autouse=True)
def _noon(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def page_of(filling: Filling) -> ResultPage:
    return result_page(filling, on=TODAY)


def energy(by: User, **given: Any) -> ResultPage:
    return page_of(make_filling(make_company("Bakkerij De Korenaar"), by, **given))


def export(by: User, **words: Any) -> ResultPage:
    """The export ladder with these answers, as words."""
    given = {code: {"value": word} for code, word in words.items()}
    return page_of(make_filling(make_company("Bakkerij De Korenaar"), by, scan=current().scan("export"), **given))


def test_the_heading_is_one_sentence_with_company_and_level(small_region: None, anna: User) -> None:
    page = energy(anna)
    assert page.conclusion == "Bakkerij De Korenaar staat op het niveau ‘Onderweg’."
    assert page.meaning == "Je hebt de eerste stappen gezet."
    assert page.kicker == "Energiescan, versie 1.0.0. Ingevuld op 15 mei 2023 samen met Anna Bakker"


def test_the_level_strip_marks_where_it_stands(small_region: None, anna: User) -> None:
    heading = energy(anna).heading
    assert heading is not None
    assert (heading.value, heading.top) == ("57,5", "van 100")
    assert [(level.name, level.stretch, level.current) for level in heading.levels] == [
        ("Begin", "onder 40", False),
        ("Onderweg", "40 tot 75", True),
        ("Voorop", "vanaf 75", False),
    ]


def test_a_level_that_was_held_back_says_by_what(small_region: None, anna: User) -> None:
    everything = {"maatregelen": {"value": ["isolatie", "led", "warmtepomp", "zon"]}, "besparing": {"value": 20}}
    page = energy(anna, lezen={"value": "nooit"}, **everything)
    assert page.conclusion == "Bakkerij De Korenaar staat op het niveau ‘Onderweg’."
    assert page.held_back == "Met 75 zou dit ‘Voorop’ zijn. Dat niveau vraagt ook: Meten minstens 60 (nu 50)."


def test_a_level_that_was_reached_was_not_held_back(small_region: None, anna: User) -> None:
    assert energy(anna).held_back == ""


def test_the_profile_tells_each_dimension_and_the_total_below(small_region: None, anna: User) -> None:
    page = energy(anna)
    assert [(row.name, row.shown, row.share, row.measured) for row in page.profile] == [
        ("Meten", "65", 65, ""),
        ("Doen", "50", 50, ""),
    ]
    assert page.total is not None
    assert (page.total.name, page.total.shown) == ("Energie", "57,5")
    assert page.measured == "Gemeten op 4 van 4 vragen. Niet gemeten is niet 0."


def test_what_was_not_measured_is_never_nought(small_region: None, anna: User) -> None:
    page = energy(anna, meter={"state": "dont_know"})
    first = page.profile[0]
    assert (first.value, first.share, first.shown, first.scored) == (None, None, "", "niet gemeten")
    assert first.measured == "gemeten op 0 van 2 vragen"
    assert page.measured == "Gemeten op 2 van 4 vragen. Niet gemeten is niet 0."
    assert page.heading is None
    assert page.conclusion == "Er is te weinig ingevuld om Bakkerij De Korenaar een niveau te geven."
    assert page.meaning.startswith("Er zijn te weinig antwoorden bij Meten.")


def test_nothing_measured_at_all_still_has_a_page(small_region: None, anna: User) -> None:
    given = {code: {"state": "dont_know"} for code in ENERGY if code not in ("mensen", "sector")}
    page = energy(anna, **given)
    assert {row.value for row in page.profile} == {None}
    assert (page.heading, page.total, page.advice, page.held_back) == (None, None, (), "")
    assert page.meaning == "Doe de scan nog eens en beantwoord meer vragen. Wat je invulde, is bewaard."


def test_the_first_company_reads_why_there_is_no_comparison(small_region: None, anna: User) -> None:
    page = energy(anna)
    assert (page.peers, page.compared) == (None, False)
    assert page.no_peers == "Nog geen vergelijking: minder dan 10 bedrijven."


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (9, None),
        (10, "Je hoort bij het middelste derde deel van deze groep. De groep is klein: tussen 31% en 83% van zulke "
         "bedrijven scoort lager."),
        (49, "Je hoort bij het middelste derde deel van deze groep. De groep is klein: tussen 45% en 72% van zulke "
         "bedrijven scoort lager."),
        (50, "Van hen scoort 58% lager dan jij. Bij zoveel bedrijven kan dat ook 44% tot 71% zijn."),
    ],
    ids=["9", "10", "49", "50"],
)  # fmt: skip
def test_the_position_is_said_as_surely_as_the_group_allows(
    small_region: None, anna: User, n: int, said: str | None
) -> None:
    make_group(make_snapshot(), n, size_group="klein")
    page = energy(anna)
    assert (page.peers.standing if page.peers else None) == said
    assert page.compared is (n >= 10)


def test_others_stand_beside_each_dimension_with_group_source_and_n(small_region: None, anna: User) -> None:
    snapshot = make_snapshot()
    make_group(snapshot, 9, sector_group="bouw", size_group="klein")
    make_group(snapshot, 20, size_group="klein")
    page = energy(anna)
    assert page.peers is not None
    assert page.peers.who == "20 bedrijven met 10 tot 50 mensen"
    assert page.peers.why == "Van bedrijven die meer op het jouwe lijken, deden er te weinig mee om te laten zien."
    assert page.peers.source == (
        "Eigen scans tot en met 31 maart 2023, n = 20. Niet gewogen: wie meedeed is geen steekproef."
    )
    assert [(row.median_shown, row.difference) for row in page.profile] == [("47,5", "+17,5"), ("47,5", "+2,5")]


def test_the_narrowest_group_needs_no_reason(small_region: None, anna: User) -> None:
    make_group(make_snapshot(), 12, sector_group="bouw", size_group="klein")
    page = energy(anna)
    assert page.peers is not None
    assert (page.peers.who, page.peers.why) == ("12 bedrijven met 10 tot 50 mensen in de sector bouw", "")


def test_advice_tells_effort_who_money_proof_and_by_when(small_region: None, anna: User) -> None:
    page = energy(anna)
    assert page.advice_title == "Eén stap voor nu"
    (advice,) = page.advice
    assert (advice.title, advice.hours, advice.who, advice.voucher) == ("Neem één maatregel", 8, "jij zelf", True)
    assert (advice.proof, advice.by) == ("rekening", date(2024, 5, 15))
    assert advice.reason == "Er zijn maatregelen die je nog niet hebt genomen."


def test_at_most_three_pieces_of_advice_with_partners_that_still_help(anna: User) -> None:
    scan = current().scan("digitalisering")
    given = {code: {"value": "no"} for code, item in scan.items.items() if scan.words(item) == ("yes", "no")}
    page = page_of(make_filling(make_company(), anna, scan=scan, **given))
    assert len(page.advice) == 3
    partners = {partner.name for partner in current().partners if partner.is_active(TODAY)}
    assert {each.partner for advice in page.advice for each in advice.help} <= partners


def test_the_company_that_a_visitor_typed_is_named(small_region: None, anna: User) -> None:
    filling = make_filling(make_company(), anna)
    filling.company, filling.company_typed = None, ""
    assert page_of(filling).conclusion == "Je bedrijf staat op het niveau ‘Onderweg’."
    filling.company_typed = "Bakkerij zonder inschrijving"
    assert page_of(filling).conclusion == "Bakkerij zonder inschrijving staat op het niveau ‘Onderweg’."


def test_the_page_speaks_english_when_asked(small_region: None, anna: User) -> None:
    from django.utils import translation

    filling = make_filling(make_company("Bakkerij De Korenaar"), anna)
    with translation.override("en"):
        page = page_of(filling)
    assert page.conclusion == "Bakkerij De Korenaar stands at the level On the way."
    assert page.heading is not None
    assert [level.name for level in page.heading.levels] == ["Start", "On the way", "In front"]


def test_a_list_of_requirements_names_what_is_missing_and_what_is_not_known(anna: User) -> None:
    scan = current().scan("digitalisering")
    given = {"beveiliging": {"value": ["back-up"]}, "updates": {"state": "dont_know"}}
    (check,) = page_of(make_filling(make_company(), anna, scan=scan, **given)).checks
    assert (check.sentence, check.met) == ("Veilige basis: je voldoet aan 1 van 3.", False)
    assert check.missing == ("Inloggen in twee stappen",)
    assert check.unknown == (scan.items["updates"].ask.nl,)


def test_the_ladder_shows_gates_and_the_gap_under_a_higher_position(anna: User) -> None:
    scan = current().scan("export")
    gate = next(scale for scale in scan.scales if scale.kind == "gates").gates[-1]
    open_last = {str(condition.item): condition.one_of[0] for condition in gate.must if condition.one_of}
    page = export(anna, **open_last)
    assert page.ladder is not None
    assert page.heading is None
    top = page.ladder.rungs[-1]
    assert (top.number, top.open, top.here, top.missing, top.state) == (6, True, True, (), "now")
    assert page.conclusion == f"Bakkerij De Korenaar staat op fase 6: {top.name}."
    shut = [rung for rung in page.ladder.rungs if not rung.open]
    assert shut
    assert all(rung.missing or rung.one_of for rung in shut)
    assert page.ladder.gaps == f"Je staat hoger. Nog niet rond: {_and([rung.name for rung in shut])}."
    assert page.ladder.position == "fase 6 van 6"


def _and(words: list[str]) -> str:
    return " en ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def test_who_is_not_on_the_ladder_yet_reads_so(anna: User) -> None:
    scan = current().scan("export")
    gate = next(scale for scale in scan.scales if scale.kind == "gates").gates[-1]
    page = export(anna, **{str(condition.item): "no" for condition in gate.must if condition.one_of})
    assert page.conclusion == "Bakkerij De Korenaar staat nog niet op de exportladder."
    assert page.ladder is not None
    assert (page.ladder.gaps, [rung.here for rung in page.ladder.rungs]) == ("", [False] * 6)


def test_an_open_scan_has_no_result(small_region: None, anna: User) -> None:
    with pytest.raises(ValueError, match="Expecting value"):
        page_of(make_filling(make_company(), anna, finished=False))


@pytest.mark.parametrize("code", [scan.code for scan in current().own_scans])
def test_every_scan_of_the_programme_has_a_page_with_little_and_with_much(anna: User, code: str) -> None:
    scan = current().scan(code)
    for last in (False, True):
        words = {item.code: scan.words(item) for item in scan.items.values() if scan.words(item)}
        many = {code for code in words if scan.items[code].kind == "many"}
        given = {
            code: {"value": [options[-1 if last else 0]] if code in many else options[-1 if last else 0]}
            for code, options in words.items()
        }
        page = page_of(make_filling(make_company(), anna, scan=scan, **given))
        assert page.conclusion
        assert page.meaning
        assert len(page.profile) >= 5
