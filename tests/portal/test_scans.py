"""The scans at the counter: beginning, filling in page by page, going on later, finishing."""

import shutil
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.portal.limits import SCANS
from kopgroep.post.models import Letter
from kopgroep.programme import current
from kopgroep.scans.actions.fillings import finish_filling, save_answers, start_filling, withdraw_filling
from kopgroep.scans.actions.proofs import LARGEST
from kopgroep.scans.letters import send_link, tell_result
from kopgroep.scans.links import token_for
from kopgroep.scans.models import Filling, Proof
from tests.at_once import at_once
from tests.factories import ENERGY, TODAY, energy_scan, make_company
from tests.portal.scans import begin, heading, page_of, path, save, send

START = "/scans/energie/"
PROGRAMMES = Path(__file__).resolve().parents[2] / "programmes"


@pytest.fixture(autouse=True)
def _small_region(monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[None]:
    """The invented region, of which the small scan is one."""
    monkeypatch.setenv("KOPGROEP_PROGRAMME", str(PROGRAMMES / "voorbeeld"))
    current.cache_clear()
    yield
    monkeypatch.undo()
    current.cache_clear()


def boxes(**changes: str | None) -> dict[str, str]:
    """What somebody fills in to begin; named boxes are changed, and left out when None."""
    filled: dict[str, str | None] = {
        "company_text": "Bakkerij De Korenaar",
        "name": "Bram Jansen",
        "email": "bram@example.org",
        "website": "",
        "submission": str(uuid.uuid4()),
    }
    return {box: value for box, value in {**filled, **changes}.items() if value is not None}


def messages(response: Any) -> set[str]:
    """Every sentence of what is wrong with the form of the start page."""
    return {str(sentence) for sentences in response.context["form"].errors.values() for sentence in sentences}


# Beginning.


def test_list_names_every_scan_with_its_purpose_and_its_minutes(client: Client) -> None:
    page = client.get("/scans/").content.decode()
    for words in ("Energiescan", "In vijf minuten zie je waar je bedrijf energie kan besparen", "Ongeveer 5 minuten"):
        assert words in page


def test_ended_scan_is_not_on_offer_any_more(client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    region = shutil.copytree(PROGRAMMES / "voorbeeld", tmp_path / "region")
    file = region / "scans" / "energie.yaml"
    written = file.read_text(encoding="utf-8")
    file.write_text(
        written.replace("  code: energie\n", f"  code: energie\n  retired_on: {TODAY}\n", 1), encoding="utf-8"
    )
    begun = begin()
    monkeypatch.setenv("KOPGROEP_PROGRAMME", str(region))
    current.cache_clear()
    assert "Er is op dit moment geen scan" in client.get("/scans/").content.decode()
    assert client.get(START).status_code == 404
    # Who was busy with it goes on.
    assert client.get(path(begun, "bedrijf")).status_code == 200


def test_start_page_says_what_happens_with_the_answers(client: Client) -> None:
    page = client.get(START)
    assert (page.status_code, heading(page)) == (200, "Energiescan")
    assert "Een adviseur van het programma kan ze lezen" in page.content.decode()
    assert client.get("/scans/onzin/").status_code == 404


def test_begun_scan_leads_to_its_first_page_and_mails_the_link(client: Client) -> None:
    response = client.post(START, boxes())
    filling = Filling.objects.get()
    assert response.headers["Location"] == path(filling)
    assert (filling.mode, filling.company, filling.company_typed) == ("alone", None, "Bakkerij De Korenaar")
    assert (filling.contact_name, filling.contact_email, filling.language) == ("Bram Jansen", "bram@example.org", "nl")
    letter = Letter.objects.get()
    assert (letter.kind, letter.to, letter.subject) == ("scan_link", "bram@example.org", "Je link naar de Energiescan")
    assert path(filling) in letter.text
    page = client.get(path(filling), follow=True)
    assert (page.redirect_chain, heading(page)) == ([(path(filling, "bedrijf"), 302)], "Je bedrijf")
    assert [event.verb for event in AuditEvent.objects.order_by("pk")] == ["start"]


def test_without_an_address_the_link_stands_on_the_page(client: Client) -> None:
    page = client.post(START, boxes(email=""), follow=True)
    assert Letter.objects.count() == 0
    assert f'http://localhost:8000{path(Filling.objects.get())}"' in page.content.decode()


def test_company_of_the_register_is_a_guess_and_fills_in_what_is_public(client: Client) -> None:
    company = make_company("Bakkerij De Korenaar", sbi_scheme="2008", sbi_section="C")
    first = client.post(START, boxes(company_text="korenaar"))
    assert messages(first) == {"Kies je bedrijf in de lijst, of zeg dat het er niet bij staat."}
    page = client.post(START, boxes(company_text="korenaar", company=str(company.pk)), follow=True)
    filling = Filling.objects.get()
    assert (filling.company, filling.company_guess, filling.company_typed) == (None, company, "")
    assert filling.prefilled == {"sector": "register"}
    assert "<b>Vooraf ingevuld</b> uit het handelsregister. Klopt dit?" in page.content.decode()


def test_looking_up_a_company_without_a_script_begins_nothing(client: Client) -> None:
    make_company("Bakkerij De Korenaar")
    page = client.post(START, boxes(company_text="korenaar", search="1"))
    assert (page.status_code, messages(page), Filling.objects.count()) == (200, set(), 0)
    assert "Bakkerij De Korenaar, Assen" in page.content.decode()
    listed = client.get("/bedrijf-zoeken/?voor=scan&company_text=korenaar", headers={"HX-Request": "true"})
    assert "Bakkerij De Korenaar, Assen" in listed.content.decode()
    assert "<html" not in listed.content.decode()
    none = client.get("/bedrijf-zoeken/?voor=scan&company_text=zwzwzw", headers={"HX-Request": "true"})
    assert "Laat het dan zo staan." in none.content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Vul je naam in, zodat we weten wie antwoordde."),
        ({"company_text": ""}, "Vul de naam van je bedrijf in."),
        ({"company_text": "1234567"}, "Een KVK-nummer heeft 8 cijfers. Je kunt ook de naam van je bedrijf invullen."),
        ({"email": "bram"}, "Dit is geen e-mailadres. Een adres ziet er zo uit: naam@bedrijf.nl."),
        (
            {"website": "https://spam.example"},
            "Een vakje dat leeg moet blijven was ingevuld, misschien door je browser. Verstuur het nog een keer.",
        ),
    ],
)
def test_start_that_is_not_right_begins_nothing(client: Client, changes: dict[str, str], sentence: str) -> None:
    response = client.post(START, boxes(**changes))
    assert (response.status_code, messages(response), Filling.objects.count()) == (422, {sentence}, 0)


def test_sent_twice_is_begun_once(client: Client) -> None:
    sent = boxes()
    first, second = client.post(START, sent), client.post(START, sent)
    assert first.headers["Location"] == second.headers["Location"]
    assert (Filling.objects.count(), Letter.objects.count(), AuditEvent.objects.count()) == (1, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_the_same_moment_is_begun_once() -> None:
    sent = boxes()
    came = at_once(*[lambda: Client().post(START, sent)] * 3)
    assert came == ["done"] * 3
    assert (Filling.objects.count(), Letter.objects.count(), AuditEvent.objects.count()) == (1, 1, 1)


def test_machine_that_begins_many_is_stopped(client: Client) -> None:
    for _ in range(SCANS.most):
        assert client.post(START, boxes()).status_code == 302
    response = client.post(START, boxes())
    assert (response.status_code, Filling.objects.count()) == (429, SCANS.most)
    assert "Bram Jansen" in response.content.decode()


# Filling in, page by page.


def test_pages_from_the_first_to_the_result(client: Client) -> None:
    filling = begin()
    parts = {
        "bedrijf": {"mensen": "12", "sector": "bouw"},
        "meten": {"meter": "yes"},
        "doen": {"maatregelen": ["led", "zon"], "besparing": "5"},
    }
    assert send(client, filling, "bedrijf", **parts["bedrijf"]).headers["Location"] == path(filling, "meten")
    # The answer brings up another question: first that one.
    response = send(client, filling, "meten", **parts["meten"])
    assert response.headers["Location"] == path(filling, "meten") + "&erbij=1#v-lezen"
    assert (
        "Door je antwoord komt er nog een vraag bij."
        in client.get(path(filling, "meten") + "&erbij=1").content.decode()
    )
    assert send(client, filling, "meten", lezen="jaar").headers["Location"] == path(filling, "doen")
    assert send(client, filling, "doen", **parts["doen"]).headers["Location"] == path(filling, "afronden")
    page = client.get(path(filling, "afronden"))
    assert (heading(page), "Toch afronden" in page.content.decode()) == ("Alles is ingevuld", False)
    filling.refresh_from_db()
    assert filling.answers == ENERGY
    response = client.post(path(filling, "afronden"))
    assert response.headers["Location"] == path(filling) + "resultaat/"
    filling.refresh_from_db()
    assert (filling.scored.scales["totaal"].value, filling.finished_by) == (57.5, None)


def test_progress_stands_in_words(client: Client) -> None:
    filling = begin()
    save_answers(filling, {"mensen": ENERGY["mensen"], "meter": ENERGY["meter"]})
    page = client.get(path(filling, "meten")).content.decode()
    assert "Deel 2 van 3" in page
    assert "2 van 6 vragen" in page


def test_address_without_a_part_leads_to_the_first_open_one(client: Client) -> None:
    filling = begin()
    save_answers(filling, {code: ENERGY[code] for code in ("mensen", "sector")})
    for address in (path(filling), path(filling, "onzin")):
        assert client.get(address).headers["Location"] == path(filling, "meten")
    save_answers(filling, ENERGY)
    assert client.get(path(filling)).headers["Location"] == path(filling, "afronden")


def test_previous_keeps_the_page_and_goes_back(client: Client) -> None:
    filling = begin()
    response = send(client, filling, "doen", button="previous", besparing="5")
    assert response.headers["Location"] == path(filling, "meten")
    filling.refresh_from_db()
    assert filling.answers == {"besparing": {"value": 5}}


@pytest.mark.parametrize(
    ("answers", "sentences"),
    [
        ({"mensen": "0", "sector": "zeevaart"}, ["Vul 1 of meer in.", "Kies een van de antwoorden."]),
        ({"mensen": "twaalf", "sector": "bouw"}, ["Vul een getal in cijfers in, zoals 12 of 12,5."]),
        ({"mensen": "9999999999999999999999", "sector": ""}, ["Vul een getal in cijfers in, zoals 12 of 12,5."]),
    ],
)
def test_all_that_is_wrong_is_said_at_once_and_what_is_right_is_kept(
    client: Client, answers: dict[str, str], sentences: list[str]
) -> None:
    filling = begin()
    response = send(client, filling, "bedrijf", **answers)
    assert response.status_code == 422
    assert [sentence for _place, _label, sentence in response.context["page"].notes()] == sentences
    page = unescape(response.content.decode())
    assert "Wat klopte, is bewaard. Kijk hier nog eens naar:" in page
    assert f'value="{answers["mensen"]}"' in page
    filling.refresh_from_db()
    kept = {"sector": {"value": "bouw"}} if answers["sector"] == "bouw" else {}
    assert filling.answers == kept


def test_answer_to_a_question_of_another_page_is_not_taken(client: Client) -> None:
    filling = begin()
    send(client, filling, "bedrijf", mensen="12", besparing="99")
    filling.refresh_from_db()
    assert filling.answers == {"mensen": {"value": 12}}


def test_one_answer_is_kept_by_itself_with_the_questions_that_it_brings_up(client: Client) -> None:
    filling = begin()
    answer = save(client, filling, "meten", "meter", "yes").json()
    assert (answer["faults"], 'data-question="lezen"' in answer["page"]) == ({}, True)
    assert "1 van 6 vragen" in answer["page"]
    answer = save(client, filling, "meten", "meter", "no", before={"value": "yes"}).json()
    assert 'data-question="lezen"' not in answer["page"]
    answer = save(client, filling, "bedrijf", "mensen", "0").json()
    assert answer["faults"] == {"mensen": "Vul 1 of meer in."}
    filling.refresh_from_db()
    assert filling.answers == {"meter": {"value": "no"}}


def test_two_devices_do_not_undo_each_other(client: Client) -> None:
    filling = begin()
    here = page_of(client, filling, "bedrijf")
    there = page_of(Client(), filling, "bedrijf")
    Client().post(path(filling, "bedrijf"), {**there, "vraag-mensen": "12", "next": "1"})
    # This page was drawn before that: it says nothing of the number of people.
    client.post(path(filling, "bedrijf"), {**here, "vraag-sector": "bouw", "next": "1"})
    filling.refresh_from_db()
    assert filling.answers == {"mensen": {"value": 12}, "sector": {"value": "bouw"}}


def test_scan_that_changed_meanwhile_goes_on_under_its_own_definition(client: Client) -> None:
    older = energy_scan().model_copy(update={"version": "0.9.0"})
    filling = begin(scan=older)
    words = "Deze scan is vernieuwd terwijl je bezig was."
    assert words in client.get(path(filling, "bedrijf")).content.decode()
    save_answers(filling, ENERGY)
    client.post(path(filling, "afronden"))
    filling.refresh_from_db()
    assert (filling.scored.version, filling.edition.version) == ("0.9.0", "0.9.0")
    assert words not in client.get(path(begin(), "bedrijf")).content.decode()


# Going on later.


def test_link_is_mailed_and_what_was_filled_in_is_kept(client: Client) -> None:
    filling = begin(contact_email="")
    response = send(client, filling, "bedrijf", button="later", mensen="12")
    assert (response.status_code, str(response.context["address"].errors["email"][0])) == (
        422,
        "Vul het e-mailadres in waar de link heen gaat.",
    )
    data = page_of(client, filling, "bedrijf")
    response = client.post(path(filling, "bedrijf"), {**data, "email": "bram@example.org", "later": "1"}, follow=True)
    assert response.redirect_chain == [(path(filling, "bedrijf"), 302)]
    assert "We hebben de link gemaild naar bram@example.org." in response.content.decode()
    filling.refresh_from_db()
    assert (filling.contact_email, filling.answers) == ("bram@example.org", {"mensen": {"value": 12}})
    assert [(letter.kind, letter.to) for letter in Letter.objects.all()] == [("scan_link", "bram@example.org")]


def test_link_is_mailed_once_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    filling = begin(contact_email="")
    filling.contact_email = "bram@example.org"
    for minute, second, letters in ((0, 1, 1), (0, 59, 1), (1, 0, 2)):
        moment = datetime(2023, 5, 15, 9, minute, second, tzinfo=UTC)
        monkeypatch.setattr("kopgroep.scans.letters.now", lambda moment=moment: moment)
        send_link(filling)
        assert Letter.objects.count() == letters


def test_known_address_is_not_changed_by_who_holds_the_link(client: Client) -> None:
    filling = begin()
    data = page_of(client, filling, "bedrijf")
    client.post(path(filling, "bedrijf"), {**data, "email": "dief@example.org", "later": "1"})
    filling.refresh_from_db()
    assert filling.contact_email == "bram@example.org"
    assert {letter.to for letter in Letter.objects.all()} == {"bram@example.org"}


def test_pages_speak_the_language_in_which_it_was_begun(client: Client) -> None:
    filling = begin(language="en")
    assert "Part 1 of 3" in client.get(path(filling, "bedrijf")).content.decode()
    assert Letter.objects.get().subject == "Your link to the Energy scan"


# Finishing.


def test_half_filled_scan_names_what_is_open_and_can_be_finished_all_the_same(client: Client) -> None:
    filling = begin()
    page = client.get(path(filling, "afronden"))
    assert (heading(page), "Toch afronden" in page.content.decode()) == ("Bijna klaar", False)
    save_answers(filling, {code: answer for code, answer in ENERGY.items() if code != "besparing"})
    page = client.get(path(filling, "afronden")).content.decode()
    assert "Er is nog één vraag open." in page
    assert f'<a href="{path(filling, "doen")}">Doen</a>' in page
    assert "Hoeveel procent heb je in drie jaar bespaard?" in page
    refused = client.post(path(filling, "afronden"))
    assert (refused.status_code, "Er zijn nog vragen open: 1." in refused.content.decode()) == (409, True)
    done = client.post(path(filling, "afronden"), {"incomplete": "1"})
    assert done.headers["Location"] == path(filling) + "resultaat/"


def test_finished_scan_mails_its_result_once_and_opens_only_that(client: Client) -> None:
    filling = begin()
    save_answers(filling, ENERGY)
    for _ in range(2):
        assert client.post(path(filling, "afronden")).headers["Location"] == path(filling) + "resultaat/"
    letter = Letter.objects.get(kind="scan_result")
    assert (letter.to, path(filling) + "resultaat/" in letter.text) == ("bram@example.org", True)
    before = Filling.objects.values().get()
    assert client.get(path(filling)).headers["Location"] == path(filling) + "resultaat/"
    late = save(client, filling, "meten", "meter", "no")
    assert late.headers["Location"] == path(filling) + "resultaat/"
    assert Filling.objects.values().get() == before
    assert client.get(path(filling) + "resultaat/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_finished_twice_at_the_same_moment_is_finished_once() -> None:
    filling = begin()
    save_answers(filling, ENERGY)
    address = path(filling, "afronden")
    assert at_once(*[lambda: Client().post(address)] * 3) == ["done"] * 3
    assert Letter.objects.filter(kind="scan_result").count() == 1
    assert AuditEvent.objects.filter(verb="finish").count() == 1


def test_result_of_an_open_scan_leads_back_to_the_questions(client: Client) -> None:
    filling = begin()
    assert client.get(path(filling) + "resultaat/").headers["Location"] == path(filling)


def test_adviser_who_asked_hears_that_it_is_finished(client: Client, anna: User) -> None:
    company = make_company("Bakkerij De Korenaar")
    asked = {"mode": Filling.Mode.ALONE, "contact_name": "Bram", "contact_email": "bram@example.org"}
    filling = start_filling(energy_scan(), company, submission=uuid.uuid4(), by=anna, then=send_link, **asked)
    invited = Letter.objects.get()
    assert invited.subject == "Wil je de Energiescan invullen?"
    assert f"{anna.name} vraagt je" in invited.text
    save_answers(filling, ENERGY)
    client.post(path(filling, "afronden"))
    told = Letter.objects.get(kind="scan_done")
    assert (told.to, told.subject) == (anna.email, "Bakkerij De Korenaar heeft de Energiescan ingevuld")


def test_adviser_who_finished_it_with_the_company_needs_no_mail(anna: User) -> None:
    filling = start_filling(energy_scan(), make_company(), mode=Filling.Mode.TOGETHER, submission=uuid.uuid4(), by=anna)
    finish_filling(save_answers(filling, ENERGY, by=anna).filling, by=anna, then=tell_result)
    assert Letter.objects.count() == 0


# The link.


@pytest.mark.parametrize("below", ["", "resultaat/", "resultaat.pdf"])
def test_link_that_opens_nothing_says_why_and_changes_nothing(
    client: Client, below: str, today_is: Callable[[date], None], anna: User
) -> None:
    filling = begin()
    address = path(filling) + below
    token = token_for(filling)
    tampered = address.replace(token, token[:-1])
    for method in (client.get, client.post):
        response = method(tampered)
        assert (response.status_code, heading(response)) == (404, "Deze link kennen we niet")
    today_is(TODAY + timedelta(days=current().clocks.scan_link_days + 1))
    response = client.get(address)
    assert (response.status_code, heading(response)) == (410, "Deze link werkt niet meer")
    assert START in response.content.decode()
    today_is(TODAY)
    finish_filling(save_answers(filling, ENERGY).filling)
    withdraw_filling(filling, reason="Geheime reden", by=anna)
    response = client.get(address)
    assert (response.status_code, heading(response)) == (410, "Deze scan is ingetrokken")
    assert "Geheime reden" not in response.content.decode()
    assert "Korenaar" not in response.content.decode()


def test_link_of_another_one_reaches_only_that_scan(client: Client) -> None:
    mine, other = begin(), begin(contact_name="Els", company_typed="Een ander")
    client.post(path(mine, "bedrijf"), {"seen": "{}", "vraag-mensen": "12", "filling": other.pk, "next": "1"})
    other.refresh_from_db()
    assert other.answers == {}


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_changes_nothing(client: Client, method: str) -> None:
    filling = begin()
    before = (Filling.objects.values().get(), AuditEvent.objects.count(), Letter.objects.count())
    for part in ("", "bedrijf", "meten", "afronden"):
        response = getattr(client, method)(path(filling, part))
        assert "no-store" in response.headers["Cache-Control"]
    assert (Filling.objects.values().get(), AuditEvent.objects.count(), Letter.objects.count()) == before


def test_machines_are_kept_off_the_links(client: Client) -> None:
    assert "Disallow: /scan/\n" in client.get("/robots.txt").content.decode()


# Proof.


def attach(
    client: Client,
    filling: Filling,
    *,
    content: bytes = b"%PDF-1.7 rekening",
    name: str = "rekening.pdf",
    on: str = "2023-05-01",
) -> Any:
    """Add a file to the question that takes one."""
    data = page_of(client, filling, "doen")
    file = SimpleUploadedFile(name, content)
    boxes = {"bewijs-maatregelen-file": file, "bewijs-maatregelen-dated_on": on, "attach": "maatregelen"}
    return client.post(path(filling, "doen"), {**data, "vraag-besparing": "5", **boxes})


def test_file_is_kept_with_its_question_and_its_day(client: Client) -> None:
    filling = begin()
    for _ in range(2):
        assert attach(client, filling).headers["Location"] == path(filling, "doen")
    proof = Proof.objects.get()
    assert (proof.item, proof.name, proof.dated_on, proof.seen_by) == (
        "maatregelen",
        "rekening.pdf",
        date(2023, 5, 1),
        None,
    )
    page = client.get(path(filling, "doen")).content.decode()
    assert "rekening.pdf, 1\N{NO-BREAK SPACE}mei\N{NO-BREAK SPACE}2023" in page
    filling.refresh_from_db()
    assert filling.answers == {"besparing": {"value": 5}}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"content": b""}, "Dit bestand is leeg."),
        ({"content": b"MZ\x90", "name": "virus.exe"}, "Kies een pdf, een foto (PNG of JPG) of een document"),
        ({"content": b"geen pdf"}, "Kies een pdf, een foto (PNG of JPG) of een document"),
        ({"on": ""}, "Vul de datum in die op het document staat."),
        ({"on": "gisteren"}, "Kies een dag, of schrijf hem als 2023-05-15."),
        ({"on": "2023-05-16"}, "Deze dag komt nog. Vul de datum in die op het document staat."),
        ({"content": b"%PDF-" + b"0" * LARGEST}, "Dit bestand is groter dan 10 MB."),
    ],
)  # fmt: skip
def test_file_that_is_not_kept_says_why_and_the_answers_are_kept(
    client: Client, changes: dict[str, Any], sentence: str
) -> None:
    filling = begin()
    response = attach(client, filling, **changes)
    assert (response.status_code, Proof.objects.count()) == (422, 0)
    [(_place, _label, told)] = response.context["page"].notes()
    assert told.startswith(sentence)
    filling.refresh_from_db()
    assert filling.answers == {"besparing": {"value": 5}}
