"""Finding companies that stand in the file twice, and judging them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command

from kopgroep.accounts.models import User
from kopgroep.base.errors import Refused
from kopgroep.companies.actions import add_company, add_person, state_fact
from kopgroep.companies.doubles import find_doubles, judge_again, judge_distinct, likeness, name_pair, traits_of
from kopgroep.companies.doubles.traits import core, digits, host
from kopgroep.companies.merging import merge_companies
from kopgroep.companies.models import Company, LikelyDouble, StatedFact
from kopgroep.jobs.management.commands import find_doubles as command
from tests.factories import TODAY, make_company

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def found_pairs() -> list[tuple[str, str, list[str]]]:
    rows = LikelyDouble.objects.filter(state="open").order_by("first", "second").select_related("first", "second")
    return [(row.first.name, row.second.name, row.reasons) for row in rows]


@pytest.mark.parametrize(
    ("name", "what"),
    [("Bakkerij De Korenaar B.V.", "bakkerij de korenaar"), ("V.O.F. Stam", "stam"), ("B.V.", "bv")],
)
def test_a_name_is_compared_without_its_legal_form(name: str, what: str) -> None:
    assert core(name) == what


@pytest.mark.parametrize(
    "written", ["0593-123456", "0593 12 34 56", "+31 593 123456", "0031593123456", "+31(0)593123456"]
)
def test_a_telephone_number_is_one_however_it_is_written(written: str) -> None:
    assert digits(written) == "0593123456"


def test_what_is_too_short_or_too_long_is_no_number() -> None:
    assert (digits("112"), digits("0" * 16), host("https://www.rhee.nl/over")) == ("", "", "rhee.nl")


def test_the_same_name_is_found_and_another_town_makes_it_another_company(anna: User) -> None:
    make_company("Bakkerij De Korenaar B.V.", place="Assen")
    add_company(name="Bakkerij de korenaar", place="Assen", by=anna)
    add_company(name="Bakkerij De Korenaar", place="Emmen", by=anna)
    find_doubles()
    # The two that were written by hand lie in two towns as well.
    assert found_pairs() == [("Bakkerij De Korenaar B.V.", "Bakkerij de korenaar", ["name", "place"])]


def test_a_typing_error_in_the_same_town_is_found(anna: User) -> None:
    make_company("Timmerfabriek De Drift", place="Assen")
    add_company(name="Timerfabriek De Drift", place="Assen", by=anna)
    add_company(name="Slagerij Rozema", place="Assen", by=anna)
    find_doubles()
    assert found_pairs() == [("Timmerfabriek De Drift", "Timerfabriek De Drift", ["near_name", "place"])]


def test_the_same_person_or_telephone_in_the_same_town_is_found(anna: User) -> None:
    register = make_company("Rhee Holding", phone="0593-123456", place="Beilen")
    add_person(register, name="Bram", email="bram@rhee.example", by=anna)
    by_hand = add_company(name="Trekkers van Bram", by=anna)
    add_person(by_hand, name="Bram", email="bram@rhee.example", by=anna)
    caller = add_company(name="Loonbedrijf", place="Beilen", by=anna)
    state_fact(caller, field=StatedFact.Field.PHONE, value="+31 593 123456", source="zelf", by=anna)
    find_doubles()
    assert found_pairs() == [
        ("Rhee Holding", "Trekkers van Bram", ["person"]),
        ("Rhee Holding", "Loonbedrijf", ["place", "phone"]),
    ]


def test_two_numbers_are_never_doubles() -> None:
    one, other = make_company("De Drift", phone="0593-123456"), make_company("De Drift", phone="0593-123456")
    find_doubles()
    assert found_pairs() == []
    traits = traits_of([one.pk, other.pk])
    assert likeness(traits[one.pk], traits[other.pk]).score == 0.0


def test_a_public_mail_domain_and_a_number_of_many_say_nothing(anna: User) -> None:
    for n in range(22):
        company = add_company(name=f"Zaak {chr(97 + n) * 9}", by=anna)
        add_person(company, name=f"Iemand {n}", email=f"iemand{n}@gmail.com", phone="0593 999999", by=anna)
    find_doubles()
    assert found_pairs() == []


def test_a_second_run_finds_nothing_new(anna: User) -> None:
    make_company("De Drift")
    add_company(name="De Drift", by=anna)
    assert (find_doubles().new, find_doubles().new, find_doubles().known) == (1, 0, 1)
    assert LikelyDouble.objects.count() == 1


def test_a_judged_pair_does_not_come_back_also_not_as_another_row(anna: User) -> None:
    register = make_company("De Drift")
    by_hand, again = (add_company(name="De Drift", by=anna) for _ in range(2))
    find_doubles()
    assert LikelyDouble.objects.count() == 3
    judge_distinct(LikelyDouble.objects.get(first=register, second=by_hand), by=anna)
    # The third file turns out to be the one that is another company.
    merge_companies(by_hand, again, by=anna)
    LikelyDouble.objects.filter(state="open").delete()
    found = find_doubles()
    assert (found.new, found.settled) == (0, 1)


def test_the_walk_goes_on_where_it_was_cut_off(anna: User) -> None:
    made = []
    for name in ("Aardappelhandel", "Bloemenkas", "Camping"):
        make_company(name)
        made.append(add_company(name=name, by=anna).pk)
    told: list[tuple[int, int]] = []

    class CutOffError(Exception):
        pass

    def cut(done: int, last: int) -> None:
        told.append((done, last))
        if len(told) == 2:
            raise CutOffError

    with pytest.raises(CutOffError):
        find_doubles(tell=cut, size=1)
    assert told == [(1, made[0]), (1, made[1])]
    assert find_doubles(after=told[-1][1], size=1).looked_at == 1
    assert LikelyDouble.objects.count() == 3


def test_the_command_remembers_its_place_and_says_what_it_found(anna: User, capsys: Any) -> None:
    make_company("De Drift")
    by_hand = add_company(name="De Drift", by=anna)
    command.place().write_text(str(by_hand.pk), encoding="ascii")
    call_command("find_doubles")
    assert capsys.readouterr().out.startswith("0 bedrijven zonder KVK-nummer bekeken: 0 nieuwe paren")
    call_command("find_doubles")
    assert capsys.readouterr().out.startswith("1 bedrijven zonder KVK-nummer bekeken: 1 nieuwe paren")
    assert not command.place().exists()


def test_a_judgement_can_be_taken_back_but_not_that_of_a_merged_pair(anna: User) -> None:
    register, by_hand = make_company("De Drift"), add_company(name="De Drift", by=anna)
    pair = name_pair(by_hand, register, by=anna)
    assert (pair.first, pair.reasons) == (register, ["name", "told"])
    assert judge_distinct(pair, by=anna).state == "distinct"
    assert judge_again(pair, by=anna).state == "open"
    assert name_pair(register, by_hand, by=anna) == pair
    merge_companies(register, by_hand, by=anna)
    for act in (judge_distinct, judge_again):
        with pytest.raises(Refused, match="samengevoegd"):
            act(pair, by=anna)


def test_no_pair_of_one_company_or_of_two_numbers(anna: User) -> None:
    one, other = make_company("Een"), make_company("Twee")
    with pytest.raises(Refused, match="verschillende"):
        name_pair(one, one, by=anna)
    with pytest.raises(Refused, match="KVK-nummer"):
        name_pair(one, other, by=anna)
    assert Company.objects.count() == 2
    assert LikelyDouble.objects.count() == 0
