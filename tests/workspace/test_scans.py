"""Scans in the workspace: lists, starting one, filling it in together, finishing, linking, withdrawing."""

import io
import json
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kopgroep.accounts.models import ReadEvent, User
from kopgroep.casework.timeline import timeline
from kopgroep.companies.models import Company, Position
from kopgroep.ledger.models import Entry
from kopgroep.post.models import Letter
from kopgroep.programme import current
from kopgroep.programme.kinds import EntryKind
from kopgroep.programme.scans import ItemKind
from kopgroep.scans.actions.fillings import Visitor, begin_alone, finish_filling, save_answers, withdraw_filling
from kopgroep.scans.models import Filling
from tests.factories import ENERGY, TODAY, energy_scan, make_company, make_filling
from tests.scans.sheets import FULL, sheet

MOST_QUERIES = 10


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """A Monday, with the small scan in the programme."""
    today_is(TODAY)
    monkeypatch.setitem(current().__dict__, "scans", (*current().scans, energy_scan()))


@pytest.fixture
def desk(client: Client, anna: User) -> Client:
    """Anna at her desk."""
    client.force_login(anna)
    return client


def url(name: str, *keys: Any) -> str:
    """The address of a page of the workspace."""
    return reverse(f"workspace:{name}", args=keys)


def sent(**fields: str) -> dict[str, str]:
    """A form as a browser sends it."""
    return {"submission": str(uuid.uuid4()), **fields}


def visited(**facts: Any) -> Filling:
    """A scan that somebody finished at the counter."""
    visitor = Visitor(contact_name="Bram Jansen", contact_email="bram@example.org", **facts)
    filling = begin_alone(energy_scan(), visitor, submission=uuid.uuid4())
    return finish_filling(save_answers(filling, ENERGY).filling)


def of_another_scan(company: Company, by: User) -> Filling:
    """The first scan of the programme, of which nearly nothing was answered."""
    scan = current().scans[0]
    item = next(item for item in scan.items.values() if scan.words(item) and item.kind != ItemKind.MANY)
    return make_filling(company, by, scan=scan, **{item.code: {"value": scan.words(item)[0]}})


def names(page: Any) -> list[str]:
    return [row.filling.company_name for row in page.context["rows"]]


def test_each_tab_shows_its_scans_and_nothing_else(desk: Client, anna: User) -> None:
    make_filling(make_company("Klaar"), anna)
    make_filling(make_company("Bezig"), anna, finished=False)
    visited(company_typed="Te koppelen")
    withdraw_filling(make_filling(make_company("Ingetrokken"), anna), reason="Dubbel", by=anna)
    assert [names(desk.get(url("scans"), {"tab": tab})) for tab in ("", "bezig", "koppelen")] == [
        ["Klaar"],
        ["Bezig"],
        ["Te koppelen"],
    ]


def test_filters_stand_in_the_address(desk: Client, anna: User, sjoerd: User) -> None:
    make_filling(make_company("Van Anna"), anna)
    make_filling(make_company("Van Sjoerd"), sjoerd)
    of_another_scan(make_company("Groei"), anna)
    assert names(desk.get(url("scans"), {"van": "mij", "scan": "energie"})) == ["Van Anna"]
    assert names(desk.get(url("scans"), {"scan": "energie"})) == ["Van Sjoerd", "Van Anna"]
    assert len(names(desk.get(url("scans"), {"scan": "onzin", "van": "wie", "tab": "wat"}))) == 3


def test_moments_are_counted_per_company_and_scan(desk: Client, anna: User, today_is: Callable[[date], None]) -> None:
    company = make_company("Drie keer")
    for months in (0, 6, 12):
        today_is(TODAY + timedelta(days=30 * months))
        make_filling(company, anna)
    of_another_scan(company, anna)
    make_filling(make_company("Een keer"), anna)
    rows = desk.get(url("scans"), {"scan": "energie"}).context["rows"]
    assert [(row.filling.company_name, row.moment) for row in rows] == [
        ("Een keer", "T0"),
        ("Drie keer", "T2"),
        ("Drie keer", "T1"),
        ("Drie keer", "T0"),
    ]
    assert {row.level for row in rows} == {"Onderweg"}


@pytest.mark.parametrize("tab", ["", "bezig", "koppelen"])
@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_the_same_few_queries_however_long_it_is(
    desk: Client, anna: User, tab: str, number: int, django_assert_max_num_queries: Any
) -> None:
    for _ in range(number):
        make_filling(make_company(), anna, finished=tab == "")
        visited(company_guess=make_company())
    with django_assert_max_num_queries(MOST_QUERIES) as asked:
        page = desk.get(url("scans"), {"tab": tab})
    assert (len(page.context["rows"]), len(asked)) == (number, 5)


def test_long_list_has_pages(desk: Client, anna: User) -> None:
    company = make_company()
    for _ in range(51):
        make_filling(company, anna, finished=False)
    page = desk.get(url("scans"), {"tab": "bezig"})
    assert len(page.context["rows"]) == 50
    assert len(desk.get(url("scans") + page.context["page"].following).context["rows"]) == 1


def test_list_says_what_to_do_when_it_is_empty(desk: Client) -> None:
    assert "Open een bedrijf en kies een scan." in desk.get(url("scans")).content.decode()
    assert "Geen scan wacht op een bedrijf" in desk.get(url("scans"), {"tab": "koppelen"}).content.decode()


def test_menu_has_scans_and_at_most_eight_words(client: Client, marieke: User) -> None:
    client.force_login(marieke)
    menu = client.get(url("scans")).context["nav"]
    assert [item.label for item in menu if item.current] == ["Scans"]
    assert len(menu) == 8
    assert [item.label for item in client.get(url("agenda")).context["nav"] if item.current] == ["Vandaag"]
    assert url("agenda") in client.get(url("today")).content.decode()


def test_starting_together_leads_to_the_questions(desk: Client, anna: User) -> None:
    company = make_company()
    form = sent(mode="together")
    answer = desk.post(url("filling-new", company.pk, "energie"), form)
    filling = Filling.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, url("filling", filling.pk))
    assert (filling.mode, filling.company, filling.adviser) == ("together", company, anna)
    assert desk.post(url("filling-new", company.pk, "energie"), form)["Location"] == answer["Location"]
    assert Filling.objects.count() == 1


def test_start_page_shows_the_one_that_is_open(desk: Client, anna: User) -> None:
    company = make_company()
    filling = make_filling(company, anna, finished=False)
    page = desk.get(url("filling-new", company.pk, "energie"))
    assert [row.filling for row in page.context["going"]] == [filling]
    assert url("filling", filling.pk) in page.content.decode()


def test_link_goes_to_the_person_who_is_known(desk: Client, anna: User) -> None:
    company = make_company()
    page = desk.get(url("filling-new", company.pk, "energie"))
    assert page.context["send"].initial == {}
    form = sent(mode="alone", contact_name="Bram", contact_email="bram@example.org", spoken="nl")
    answer = desk.post(url("filling-new", company.pk, "energie"), form)
    filling = Filling.objects.get()
    assert answer["Location"] == url("company", company.pk)
    assert (filling.mode, filling.contact_email, filling.language) == ("alone", "bram@example.org", "nl")
    letter = Letter.objects.get()
    assert (letter.to, "/scan/" in letter.text) == ("bram@example.org", True)
    desk.post(url("filling-new", company.pk, "energie"), form)
    assert (Filling.objects.count(), Letter.objects.count()) == (1, 1)


def test_link_without_an_address_is_refused_beside_the_field(desk: Client) -> None:
    answer = desk.post(url("filling-new", make_company().pk, "energie"), sent(mode="alone", spoken="nl"))
    assert (answer.status_code, list(answer.context["send"].errors)) == (422, ["contact_email"])
    assert answer.context["together"].is_bound is False
    assert Filling.objects.count() == 0


def test_scan_that_the_programme_does_not_have_is_no_page(desk: Client) -> None:
    company = make_company()
    for name in ("filling-new", "scan-upload"):
        assert desk.get(url(name, company.pk, "onzin")).status_code == 404
    assert desk.get(url("scan-template", "onzin")).status_code == 404


def test_questions_are_answered_page_by_page_until_the_result(desk: Client, anna: User) -> None:
    filling = make_filling(make_company(), anna, finished=False)
    Filling.objects.filter(pk=filling.pk).update(answers={})
    here = url("filling", filling.pk)
    assert desk.get(here)["Location"] == f"{here}?deel=bedrijf"
    page = desk.get(f"{here}?deel=bedrijf")
    seen = page.context["page"].form["seen"].value()
    answers = {"vraag-mensen": "0", "vraag-sector": "bouw", "seen": seen, "next": "1"}
    wrong = desk.post(f"{here}?deel=bedrijf", answers)
    assert (wrong.status_code, wrong.context["page"].form.faults()) == (422, {"mensen": "Vul 1 of meer in."})
    filling.refresh_from_db()
    assert filling.answers == {"sector": {"value": "bouw"}}
    right = desk.post(f"{here}?deel=bedrijf", answers | {"vraag-mensen": "12"})
    assert right["Location"] == f"{here}?deel=meten"
    filling.refresh_from_db()
    assert filling.answers["mensen"] == {"value": 12}


def test_one_answer_is_kept_by_itself_while_somebody_goes_on(desk: Client, anna: User) -> None:
    filling = make_filling(make_company(), anna, finished=False)
    data = {"seen": json.dumps({"mensen": {"value": 12}}), "vraag-mensen": "13"}
    address = f"{url('filling', filling.pk)}?deel=bedrijf"
    answer = desk.post(address, data, headers={"X-Autosave": "1"})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    filling.refresh_from_db()
    assert filling.answers == ENERGY | {"mensen": {"value": 13}}


def test_open_scan_offers_to_mail_its_link_again_and_to_withdraw_it(desk: Client, anna: User) -> None:
    filling = make_filling(make_company(), anna, finished=False)
    Filling.objects.filter(pk=filling.pk).update(contact_email="bram@example.org")
    page = desk.get(f"{url('filling', filling.pk)}?deel=bedrijf").content.decode()
    assert url("filling-send", filling.pk) in page
    assert url("filling-withdraw", filling.pk) in page


def test_page_of_questions_asks_few_queries(desk: Client, anna: User, django_assert_max_num_queries: Any) -> None:
    filling = make_filling(make_company(), anna, finished=False)
    with django_assert_max_num_queries(MOST_QUERIES):
        assert desk.get(f"{url('filling', filling.pk)}?deel=doen").status_code == 200


def test_finishing_with_open_questions_says_which_and_asks_once_more(desk: Client, anna: User) -> None:
    filling = make_filling(make_company(), anna, finished=False)
    answers = {code: answer for code, answer in filling.answers.items() if code != "besparing"}
    Filling.objects.filter(pk=filling.pk).update(answers=answers)
    page = desk.get(url("filling-finish", filling.pk))
    assert [item.code for part in page.context["walk"].parts for item in part.open] == ["besparing"]
    refused = desk.post(url("filling-finish", filling.pk))
    assert (refused.status_code, Filling.objects.finished().count()) == (422, 0)
    answer = desk.post(url("filling-finish", filling.pk), {"incomplete": "1"})
    assert answer["Location"] == url("filling", filling.pk)
    filling.refresh_from_db()
    assert (filling.finished_by, filling.finished_on) == (anna, TODAY)
    assert Entry.objects.standing().filter(kind=EntryKind.BENCHMARK_TAKEN).count() == 1
    assert desk.post(url("filling-finish", filling.pk))["Location"] == url("filling", filling.pk)


def test_scheme_officer_reads_an_open_scan_and_changes_nothing(client: Client, olga: User, anna: User) -> None:
    filling = make_filling(make_company(), anna, finished=False)
    client.force_login(olga)
    page = client.get(url("filling", filling.pk))
    assert page.status_code == 200
    assert "6 van 6 vragen" in page.content.decode()
    client.post(f"{url('filling', filling.pk)}?deel=bedrijf", {"vraag-mensen": "99"})
    filling.refresh_from_db()
    assert filling.answers["mensen"] == {"value": 12}


def test_reading_a_scan_is_written_in_the_read_log(desk: Client, anna: User) -> None:
    filling = make_filling(make_company(), anna)
    desk.get(url("filling", filling.pk))
    read = ReadEvent.objects.get()
    assert (read.actor, read.subject_type, read.subject_id, read.page) == (anna, "company", filling.company_id, "scan")


def test_guess_of_a_visitor_counts_with_one_button(desk: Client, anna: User) -> None:
    company = make_company("Bakkerij De Es")
    filling = visited(company_guess=company)
    page = desk.get(url("scans"), {"tab": "koppelen"}).content.decode()
    assert f'name="company" value="{company.pk}"' in page
    answer = desk.post(url("filling-link", filling.pk), {"company": str(company.pk)})
    assert answer["Location"] == url("filling", filling.pk)
    filling.refresh_from_db()
    assert (filling.company, filling.adviser) == (company, anna)
    assert Entry.objects.standing().of(company).filter(kind=EntryKind.BENCHMARK_TAKEN).count() == 1
    assert Position.objects.get(company=company).person.email == "bram@example.org"


def test_another_company_is_found_by_searching(desk: Client) -> None:
    right = make_company("Houtbouw Havelte")
    filling = visited(company_typed="Houtbouw")
    page = desk.get(url("filling-link", filling.pk))
    assert [hit.company_id for hit in page.context["found"]] == [right.pk]
    assert [hit.name for hit in desk.get(url("filling-link", filling.pk), {"q": "niets"}).context["found"]] == []
    desk.post(url("filling-link", filling.pk), {"company": str(right.pk)})
    filling.refresh_from_db()
    assert filling.company == right


def test_company_that_is_not_known_gets_a_file(desk: Client) -> None:
    filling = visited(company_typed="Nieuw BV")
    desk.post(url("filling-link", filling.pk), {"company": "new"})
    filling.refresh_from_db()
    assert filling.company_name == "Nieuw BV"


def test_scan_of_which_somebody_said_whose_it_is_stays_there(desk: Client, sjoerd: User, client: Client) -> None:
    first, second = make_company("Een"), make_company("Twee")
    filling = visited(company_guess=first)
    desk.post(url("filling-link", filling.pk), {"company": str(first.pk)})
    answer = desk.post(url("filling-link", filling.pk), {"company": str(second.pk)}, follow=True)
    assert "Deze scan hoort al bij een bedrijf." in answer.content.decode()
    filling.refresh_from_db()
    assert filling.company == first
    assert desk.post(url("filling-link", filling.pk), {"company": "x"}).status_code == 404


def test_withdrawing_asks_why_and_takes_the_lines_back(desk: Client, anna: User) -> None:
    filling = make_filling(make_company(), anna)
    form = sent(version=str(filling.version), reason="")
    assert desk.post(url("filling-withdraw", filling.pk), form).status_code == 422
    desk.post(url("filling-withdraw", filling.pk), form | {"reason": "Dubbel ingevuld"})
    filling.refresh_from_db()
    assert (filling.withdrawn_on, filling.withdraw_reason) == (TODAY, "Dubbel ingevuld")
    assert Entry.objects.standing().filter(kind=EntryKind.BENCHMARK_TAKEN).count() == 0
    assert "Dubbel ingevuld" in desk.get(url("filling", filling.pk)).content.decode()


def test_withdrawing_from_an_old_page_is_noticed(desk: Client, anna: User) -> None:
    filling = make_filling(make_company(), anna, finished=False)
    form = sent(version=str(filling.version), reason="Weg")
    save_answers(filling, {"mensen": {"value": 3}}, by=anna)
    assert desk.post(url("filling-withdraw", filling.pk), form).status_code == 409
    filling.refresh_from_db()
    assert filling.withdrawn_on is None


def test_link_is_mailed_once_more_and_not_after_finishing(desk: Client, anna: User) -> None:
    visitor = Visitor(contact_email="bram@example.org")
    filling = begin_alone(energy_scan(), visitor, submission=uuid.uuid4())
    desk.post(url("filling-send", filling.pk))
    assert [letter.to for letter in Letter.objects.order_by("pk")] == ["bram@example.org"]
    finish_filling(save_answers(filling, ENERGY).filling)
    desk.post(url("filling-send", filling.pk))
    assert Letter.objects.count() == 1


def test_company_page_has_its_scans_and_the_timeline_tells_of_them(desk: Client, anna: User) -> None:
    company = make_company()
    filling = make_filling(company, anna)
    assert url("company-scans", company.pk) in desk.get(url("company", company.pk)).content.decode()
    part = desk.get(url("company-scans", company.pk), headers={"HX-Request": "true"})
    assert [(one.name, [row.moment for row in one.series]) for one in part.context["done"]] == [("Energiescan", ["T0"])]
    assert "<html" not in part.content.decode()
    items, _older = timeline(company, user=anna, group="measure")
    told = [(item.kind, item.scan, item.text) for item in items]
    assert told == [(EntryKind.BENCHMARK_TAKEN, filling.pk, "Energiescan")]
    assert url("filling", filling.pk) in desk.get(url("company", company.pk)).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_scans_of_a_company_ask_the_same_few_queries(
    desk: Client, anna: User, number: int, django_assert_num_queries: Any
) -> None:
    company = make_company()
    for _ in range(number):
        make_filling(company, anna)
        make_filling(company, anna, finished=False)
    with django_assert_num_queries(8):
        desk.get(url("company-scans", company.pk), headers={"HX-Request": "true"})


def test_privacy_officer_sees_no_scans_with_a_company(client: Client, priya: User, anna: User) -> None:
    company = make_company()
    filling = make_filling(company, anna)
    client.force_login(priya)
    page = client.get(url("company", company.pk)).content.decode()
    assert url("company-scans", company.pk) not in page
    assert url("filling", filling.pk) not in page


def upload(client: Client, company: Company, content: bytes, name: str = "scan.xlsx") -> Any:
    """Send a sheet as a browser does."""
    file = SimpleUploadedFile(name, content)
    return client.post(url("scan-upload", company.pk, "energie"), {"submission": str(uuid.uuid4()), "file": file})


def test_template_comes_as_a_file(desk: Client) -> None:
    answer = desk.get(url("scan-template", "energie"))
    assert answer["Content-Disposition"] == 'attachment; filename="energie-1.0.0.xlsx"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    page: Any = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert page["B1"].value == "energie"


def test_sheet_is_shown_first_and_kept_after_a_person_said_so(desk: Client, anna: User) -> None:
    company = make_company()
    shown = upload(desk, company, sheet(**FULL | {"besparing": "veel"}))
    assert (shown.status_code, Filling.objects.count()) == (200, 0)
    assert [(line.code, line.fault) for line in shown.context["sheet"].refused] == [
        ("besparing", "Vul een getal in cijfers in, zoals 12 of 12,5.")
    ]
    read = {"read": shown.context["read"]}
    answer = desk.post(url("scan-upload", company.pk, "energie"), read)
    filling = Filling.objects.get()
    assert answer["Location"] == url("filling", filling.pk)
    assert (filling.mode, filling.company, filling.adviser) == ("upload", company, anna)
    assert filling.answers == {code: answer for code, answer in ENERGY.items() if code != "besparing"}
    # Going back and confirming once more makes no second one, and does not undo what was filled in since.
    save_answers(filling, {"mensen": {"value": 40}}, by=anna)
    assert desk.post(url("scan-upload", company.pk, "energie"), read)["Location"] == answer["Location"]
    filling.refresh_from_db()
    assert (Filling.objects.count(), filling.answers["mensen"]) == (1, {"value": 40})


def test_answers_of_a_sheet_cannot_be_changed_or_brought_to_another_company(desk: Client) -> None:
    company, other = make_company(), make_company()
    read = upload(desk, company, sheet(**FULL)).context["read"]
    wrong = [(company, read[:-2]), (company, ""), (other, read)]
    answers = [desk.post(url("scan-upload", of.pk, "energie"), {"read": text}) for of, text in wrong]
    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert "Kies de spreadsheet nog een keer." in answers[0].content.decode()
    assert Filling.objects.count() == 0


def test_answers_are_not_kept_when_the_scan_changed_meanwhile(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    company = make_company()
    read = upload(desk, company, sheet(**FULL)).context["read"]
    newer = energy_scan().model_copy(update={"version": "1.1.0"})
    monkeypatch.setitem(current().__dict__, "scans", (newer,))
    assert desk.post(url("scan-upload", company.pk, "energie"), {"read": read}).status_code == 422
    assert Filling.objects.count() == 0


@pytest.mark.parametrize("content", [b"", b"Code;Antwoord\n", sheet()], ids=["empty", "csv", "nothing filled in"])
def test_file_that_is_no_sheet_of_this_scan_comes_back_beside_the_field(desk: Client, content: bytes) -> None:
    answer = upload(desk, make_company(), content)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])


def test_everybody_who_may_not_is_refused(
    client: Client, anna: User, charlie: User, fenna: User, petra: User, bram: User
) -> None:
    company = make_company()
    filling = make_filling(company, anna)
    for person in (charlie, fenna, petra, bram):
        client.force_login(person)
        for address in (
            url("scans"),
            url("company-scans", company.pk),
            url("filling", filling.pk),
            url("filling-new", company.pk, "energie"),
            url("scan-upload", company.pk, "energie"),
            url("scan-series", company.pk, "energie"),
            url("scan-template", "energie"),
        ):
            assert (person.name, address, client.get(address).status_code) == (person.name, address, 403)


def test_every_scan_of_the_programme_can_be_sent_as_a_sheet(desk: Client) -> None:
    for scan in current().own_scans:
        page: Any = openpyxl.load_workbook(io.BytesIO(desk.get(url("scan-template", scan.code)).content)).active
        codes = {row[0] for row in page.iter_rows(min_row=5, values_only=True) if row[0]}
        assert {code for code in codes if "/" not in code} == set(scan.items)
