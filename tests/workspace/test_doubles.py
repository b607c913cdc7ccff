"""The queue of likely doubles, the preview of a merge, the address of a double, and undoing."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kopgroep.accounts.models import ReadEvent, User
from kopgroep.companies.actions import add_company, add_person
from kopgroep.companies.doubles import find_doubles, name_pair
from kopgroep.companies.merging import merge_companies
from kopgroep.companies.merging.rules import MOVING
from kopgroep.companies.models import Company, LikelyDouble, Merge
from kopgroep.workspace.pair_rows import COUNTED, reason_words
from tests.factories import TODAY, make_company, make_contact

pytestmark = pytest.mark.django_db

QUEUE = "/werkplek/dubbelen/"


@pytest.fixture(autouse=True)
def _demo_day(today_is: Any) -> None:
    today_is(TODAY)


@pytest.fixture
def by_anna(anna: User) -> Client:
    client = Client()
    client.force_login(anna)
    return client


@pytest.fixture
def pair(anna: User) -> LikelyDouble:
    kept = make_company("Van Rhee Landbouwtechniek")
    gone = add_company(name="Rhee trekkers", place="Beilen", by=anna)
    make_contact(gone, anna)
    return name_pair(kept, gone, by=anna)


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def agreed(client: Client, pair: LikelyDouble) -> dict[str, str]:
    """What the form of the preview sends."""
    form = client.get(f"{QUEUE}{pair.pk}/").context["form"]
    return {"submission": str(uuid.uuid4()), "seen": form["seen"].value(), "reason": "Zelfde loods"}


def test_every_kind_of_row_that_moves_has_words() -> None:
    assert COUNTED.keys() == set(MOVING)


def test_queue_shows_the_pair_with_what_is_alike_and_what_differs(by_anna: Client, pair: LikelyDouble) -> None:
    page = by_anna.get(QUEUE)
    [row] = page.context["rows"]
    assert row.reasons == [reason_words()[reason] for reason in pair.reasons]
    assert [line.label for line in row.lines if line.differs] == ["Plaats"]
    assert row.hangs == ([], ["1 contactmoment"])
    assert f'href="{QUEUE}{pair.pk}/"' in text(page)


def test_queue_without_pairs_says_what_to_do(by_anna: Client) -> None:
    assert "Staat er dubbel in" in text(by_anna.get(QUEUE))
    assert "kg-empty" in text(by_anna.get(f"{QUEUE}?stand=beoordeeld"))


@pytest.mark.parametrize("pairs", [1, 3])
def test_queue_asks_the_database_no_more_for_three_pairs(anna: User, by_anna: Client, pairs: int) -> None:
    for n in range(pairs):
        make_company(f"Bakkerij {'abc'[n] * 8}")
        make_contact(add_company(name=f"Bakkerij {'abc'[n] * 8}", by=anna), anna)
    find_doubles()
    assert len(by_anna.get(QUEUE).context["rows"]) == pairs
    with CaptureQueriesContext(connection) as asked:
        by_anna.get(QUEUE)
    assert len(asked) <= 10


def test_two_companies_leave_the_queue_and_can_come_back(by_anna: Client, pair: LikelyDouble) -> None:
    answer = by_anna.post(f"{QUEUE}{pair.pk}/twee/", follow=True)
    assert list(answer.context["rows"]) == []
    [message] = answer.context["messages"]
    assert message.extra_tags == f"{QUEUE}{pair.pk}/terug/"
    judged = by_anna.get(f"{QUEUE}?stand=beoordeeld")
    assert [row.pk for row in judged.context["page"].rows] == [pair.pk]
    assert len(by_anna.post(message.extra_tags, follow=True).context["rows"]) == 1


def test_preview_says_what_moves_and_is_written_in_the_read_log(by_anna: Client, pair: LikelyDouble) -> None:
    page = by_anna.get(f"{QUEUE}{pair.pk}/")
    assert page.context["moves"] == ["1 contactmoment", "1 vestiging, met de naam"]
    assert "Anna Bakker wordt accountmanager." in text(page)
    assert "2 regels in het grootboek blijven" in text(page)
    read = ReadEvent.objects.filter(page="double").order_by("subject_id").values_list("subject_id", flat=True)
    assert list(read) == [pair.first_id, pair.second_id]


def test_merging_leads_to_the_company_with_an_undo(by_anna: Client, pair: LikelyDouble, anna: User) -> None:
    answer = by_anna.post(f"{QUEUE}{pair.pk}/", agreed(by_anna, pair), follow=True)
    merge = Merge.objects.get()
    assert answer.redirect_chain == [(f"/werkplek/bedrijven/{pair.first_id}/", 302)]
    [message] = answer.context["messages"]
    assert message.extra_tags == f"/werkplek/samenvoegingen/{merge.pk}/ongedaan/"
    assert "Samengevoegd met Rhee trekkers door Anna Bakker" in text(answer)
    assert "Andere vestigingen" not in text(answer)
    assert (merge.reason, merge.by) == ("Zelfde loods", anna)
    again = by_anna.post(message.extra_tags, follow=True)
    assert again.redirect_chain == [(f"/werkplek/bedrijven/{pair.second_id}/", 302)]
    assert Company.objects.doubles() == {}


def test_what_changed_meanwhile_is_shown_before_it_is_merged(by_anna: Client, pair: LikelyDouble, anna: User) -> None:
    form = agreed(by_anna, pair)
    make_contact(pair.second, anna)
    answer = by_anna.post(f"{QUEUE}{pair.pk}/", form)
    assert (answer.status_code, Merge.objects.count()) == (409, 0)
    assert answer.context["moves"][0] == "2 contactmomenten"
    assert 'value="Zelfde loods"' in text(answer)
    form["seen"] = answer.context["form"]["seen"].value()
    assert by_anna.post(f"{QUEUE}{pair.pk}/", form).status_code == 302
    assert Merge.objects.count() == 1


def test_without_a_new_page_the_part_that_changes_holds_what_moves(
    by_anna: Client, pair: LikelyDouble, anna: User
) -> None:
    form = agreed(by_anna, pair)
    make_contact(pair.second, anna)
    part = text(by_anna.post(f"{QUEUE}{pair.pk}/", form, headers={"HX-Request": "true"}))
    assert part.startswith('<div id="panel">')
    assert "<li>2 contactmomenten</li>" in part


def test_a_second_colleague_who_merges_lands_on_the_merged_company(by_anna: Client, pair: LikelyDouble) -> None:
    form = agreed(by_anna, pair)
    merge_companies(pair.first, pair.second, by=pair.second.account_manager or User.objects.get())
    answer = by_anna.post(f"{QUEUE}{pair.pk}/", form, follow=True)
    assert answer.redirect_chain[-1] == (f"/werkplek/bedrijven/{pair.first_id}/", 302)
    assert Merge.objects.count() == 1


def test_the_address_of_a_double_leads_to_the_kept_company(by_anna: Client, pair: LikelyDouble, anna: User) -> None:
    merge_companies(pair.first, pair.second, by=anna)
    answer = by_anna.get(f"/werkplek/bedrijven/{pair.second_id}/", follow=True)
    assert answer.redirect_chain == [(f"/werkplek/bedrijven/{pair.first_id}/", 302)]
    assert "Je kijkt nu naar dat bedrijf." in text(answer)
    assert by_anna.get("/werkplek/bedrijven/999999/").status_code == 404


def test_a_form_of_the_double_that_was_open_saves_to_the_kept_company(
    by_anna: Client, pair: LikelyDouble, anna: User
) -> None:
    merge_companies(pair.first, pair.second, by=anna)
    form = {"submission": str(uuid.uuid4()), "field": "phone", "value": "0593 123456", "source": "Bram"}
    by_anna.post(f"/werkplek/bedrijven/{pair.second_id}/opgave/", form)
    assert pair.first.stated_facts.get().value == "0593 123456"


def test_somebody_names_the_other_file(by_anna: Client, anna: User) -> None:
    kept = make_company("Van Rhee Landbouwtechniek")
    make_company("Van Rhee Holding")
    gone = add_company(name="Van Rhee trekkers", by=anna)
    address = f"/werkplek/bedrijven/{kept.pk}/dubbel/"
    page = by_anna.get(address, {"q": "van rhee"})
    assert [hit.company_id for hit in page.context["hits"]] == [gone.pk]
    answer = by_anna.post(address, {"other": gone.pk})
    assert answer["Location"] == f"{QUEUE}{LikelyDouble.objects.get().pk}/"
    assert by_anna.post(address, {"other": "zzz"}).status_code == 404


def test_the_one_that_stays_can_be_chosen_when_neither_has_a_number(by_anna: Client, anna: User) -> None:
    one, other = add_company(name="Een", by=anna), add_company(name="Twee", by=anna)
    pair = name_pair(one, other, by=anna)
    address = f"{QUEUE}{pair.pk}/"
    assert by_anna.get(address).context["preview"].kept == one
    assert by_anna.get(address, {"blijft": other.pk}).context["preview"].kept == other


def test_undoing_asks_why_and_says_what_goes_back(by_anna: Client, pair: LikelyDouble, anna: User) -> None:
    merge = merge_companies(pair.first, pair.second, by=anna, reason="Zelfde loods")
    address = f"/werkplek/samenvoegingen/{merge.pk}/ongedaan/"
    page = by_anna.get(address)
    assert page.context["moved"] == ["1 contactmoment", "1 vestiging, met de naam"]
    assert "Zelfde loods" in text(page)
    by_anna.post(address, {"submission": str(uuid.uuid4()), "reason": "Toch twee"})
    merge.refresh_from_db()
    assert merge.undone_by == anna
    assert "al ongedaan gemaakt" in text(by_anna.get(address))


def test_before_adding_a_company_it_says_what_is_alike(by_anna: Client) -> None:
    make_company("Bakkerij De Korenaar B.V.", place="Emmen")
    make_company("Bakkerij De Korenaar Zuid", place="Assen")
    form = {"submission": str(uuid.uuid4()), "name": "Bakkerij de Korenaar", "place": "emmen", "municipality_code": ""}
    page = by_anna.post("/werkplek/bedrijven/nieuw/", form)
    assert [(hit.name, words) for hit, words in page.context["alike"]] == [
        ("Bakkerij De Korenaar B.V.", "zelfde naam, zelfde plaats"),
        ("Bakkerij De Korenaar Zuid", "naam bijna gelijk"),
    ]
    assert 'value="Bakkerij de Korenaar"' in text(page)
    # A number of its own makes it another company than those with a number.
    assert by_anna.post("/werkplek/bedrijven/nieuw/", form | {"kvk_number": "12345678"}).status_code == 302


def test_before_adding_a_person_it_says_who_has_that_number(by_anna: Client, anna: User) -> None:
    elsewhere, here = make_company("Rhee Holding"), make_company("Rhee Techniek")
    add_person(elsewhere, name="Bram Jansen", email="bram@rhee.example", phone="0593-123456", by=anna)
    address = f"/werkplek/bedrijven/{here.pk}/persoon/"
    form = {"submission": str(uuid.uuid4()), "name": "B. Jansen", "phone": "+31 593 123456"}
    page = by_anna.post(address, form)
    assert (page.status_code, [(one.person.name, one.companies, words) for one, words in page.context["known"]]) == (
        422,
        [("Bram Jansen", ("Rhee Holding",), "zelfde telefoonnummer")],
    )
    assert 'value="B. Jansen"' in text(page)
    by_anna.post(address, form | {"anyway": "on"})
    by_anna.post(address, {**form, "submission": str(uuid.uuid4()), "email": "bram@rhee.example", "anyway": "on"})
    names = here.positions.order_by("person__name").values_list("person__name", flat=True)
    assert list(names) == ["B. Jansen", "Bram Jansen"]
