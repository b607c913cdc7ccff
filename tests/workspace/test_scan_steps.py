"""T0, T1, T2 in the workspace: what changed, which proofs count, and the steps that they show."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kopgroep.accounts.models import AuditEvent, ReadEvent, User
from kopgroep.casework.timeline import timeline
from kopgroep.ledger.models import Entry
from kopgroep.programme import current
from kopgroep.programme.kinds import EntryKind
from kopgroep.programme.scans import Comparability, ScaleLink, Scan
from kopgroep.scans.actions.proofs import LARGEST, add_proof, judge_proof
from kopgroep.scans.actions.steps import record_step
from kopgroep.scans.models import Filling, Measure, Proof, Step
from kopgroep.workspace.series_rows import series_of
from tests.factories import ENERGY, TODAY, energy_scan, make_company, make_filling, pdf

LATER = TODAY + timedelta(days=200)
WEEKLY = {"lezen": {"value": "week"}}


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


@pytest.fixture
def pair(anna: User, today_is: Callable[[date], None]) -> tuple[Filling, Filling]:
    """T0 and T1 of one company: the meter is read every week instead of once a year. It is the day of T1."""
    company = make_company()
    before = make_filling(company, anna)
    today_is(LATER)
    return before, make_filling(company, anna, **WEEKLY)


def url(name: str, *keys: Any) -> str:
    """The address of a page of the workspace."""
    return reverse(f"workspace:{name}", args=keys)


def sent(**fields: Any) -> dict[str, Any]:
    """A form as a browser sends it."""
    return {"submission": str(uuid.uuid4()), **fields}


def file(name: str = "plan.pdf", content: bytes = b"%PDF-1.7 plan") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


def edition(version: str, **changes: Any) -> Scan:
    """The small scan in another version."""
    return energy_scan().model_copy(update={"version": version, **changes})


def steps_counted() -> int:
    return Entry.objects.standing().filter(kind=EntryKind.STEP_SHOWN).count()


def test_series_shows_the_scores_and_what_changed_in_the_answers(desk: Client, pair: tuple[Filling, Filling]) -> None:
    page = desk.get(url("scan-series", pair[0].company_id, "energie"))
    series = page.context["series"]
    assert [(time.word, time.on) for time in series.times] == [("T0", TODAY), ("T1", LATER)]
    assert {line.name: [(point.value, point.change) for point in line.points] for line in series.lines} == {
        "Energie": [("57,5", ""), ("75", "+17,5")],
        "Meten": [("65", ""), ("100", "+35")],
        "Doen": [("50", ""), ("50", "0")],
    }
    assert [line.name for line in series.lines if line.heads] == ["Energie"]
    [between] = series.between
    assert [(change.ask, change.before, change.after) for change in between.changes] == [
        ("Hoe vaak bekijkt iemand de meterstanden?", "Eens per jaar", "Elke week")
    ]
    assert (between.earlier, between.later, between.days, between.warnings) == ("T0", "T1", 200, [])


def test_scores_that_changed_their_meaning_are_not_put_in_one_line(
    anna: User, today_is: Callable[[date], None]
) -> None:
    company = make_company()
    made = [make_filling(company, anna, scan=edition("1.0.0"), **ENERGY)]
    today_is(LATER)
    made.append(make_filling(company, anna, scan=edition("2.0.0"), **ENERGY))
    series = series_of(made)
    assert {(point.change, point.broken) for line in series.lines for point in line.points[1:]} == {("", True)}
    assert series.between[0].warnings == [
        "Meten, Doen, Energie: de manier van scoren veranderde tussen versie 1.0.0 en 2.0.0."
    ]


def test_link_between_versions_says_why_and_its_note_is_told(anna: User, today_is: Callable[[date], None]) -> None:
    note = {"nl": "De vragen lijken op elkaar.", "en": "The questions are alike."}
    link = ScaleLink.model_validate(
        {"scale": "meten", "other": "meten", "version": 1, "how": Comparability.LINKED, "note": note}
    )
    exact = link.model_copy(update={"scale": "doen", "other": "doen", "how": Comparability.EXACT})
    company = make_company()
    made = [make_filling(company, anna, scan=edition("1.0.0"), **ENERGY)]
    today_is(LATER)
    made.append(make_filling(company, anna, scan=edition("2.0.0", links=(link, exact)), **ENERGY))
    series = series_of(made)
    assert {line.name: line.points[1].broken for line in series.lines} == {
        "Energie": True,
        "Meten": True,
        "Doen": False,
    }
    assert "Meten: De vragen lijken op elkaar." in series.between[0].warnings


def test_series_without_a_finished_scan_leads_to_the_scans_of_the_company(desk: Client) -> None:
    company = make_company()
    assert desk.get(url("scan-series", company.pk, "energie"))["Location"] == url("company-scans", company.pk)


@pytest.mark.parametrize("number", [1, 3])
def test_series_asks_few_queries(
    desk: Client, anna: User, number: int, today_is: Callable[[date], None], django_assert_max_num_queries: Any
) -> None:
    company = make_company()
    for months in range(number):
        today_is(TODAY + timedelta(days=40 * months))
        add_proof(make_filling(company, anna), pdf(), by=anna)
    with django_assert_max_num_queries(15):
        desk.get(url("scan-series", company.pk, "energie"))


def test_step_counts_after_choosing_its_proof(desk: Client, pair: tuple[Filling, Filling], anna: User) -> None:
    before, after = pair
    page = desk.get(url("filling", after.pk)).content.decode()
    assert "Dit telt nog niet: er is geen bewijs." in page
    desk.post(url("proof-new", after.pk), sent(file=file(), dated_on=LATER.isoformat(), item="maatregelen"))
    proof = Proof.objects.get()
    assert (proof.item, proof.dated_on, proof.seen_by, proof.counts) == ("maatregelen", LATER, anna, True)
    form = desk.get(url("step-new", after.pk, 0)).context["form"]
    assert [value for value, _label in form.fields["proof"].choices] == [str(proof.pk)]
    answer = desk.post(url("step-new", after.pk, 0), sent(proof=str(proof.pk)))
    assert answer["Location"] == url("filling", after.pk) + "#steps"
    step = Step.objects.get()
    assert (step.before, step.after, step.proof, steps_counted()) == (before, after, proof, 1)
    assert "plan.pdf" in desk.get(url("filling", after.pk)).content.decode()
    items, _older = timeline(after.company or make_company(), user=anna, group="measure")
    assert (items[0].kind, items[0].scan) == (EntryKind.STEP_SHOWN, after.pk)


def test_page_says_of_each_proof_why_it_does_not_show_the_step(
    desk: Client, pair: tuple[Filling, Filling], anna: User
) -> None:
    _before, after = pair
    add_proof(after, pdf(LATER, "nieuw.pdf", b"1"))
    add_proof(after, pdf(TODAY - timedelta(days=1), "oud.pdf", b"2"), by=anna)
    judge_proof(add_proof(after, pdf(LATER, "fout.pdf", b"3"), by=anna), refused_reason="Een offerte", by=anna)
    [row] = desk.get(url("filling", after.pk)).context["steps"]
    assert {proof.name: why for proof, why in row.misfits} == {
        "nieuw.pdf": "nog niemand bekeek het",
        "oud.pdf": "ouder dan de vorige scan, van 15\N{NO-BREAK SPACE}mei\N{NO-BREAK SPACE}2023",
        "fout.pdf": "toont dit niet aan: Een offerte",
    }
    assert (row.fits, row.why_not) == ([], "Dit telt nog niet: geen van de bewijzen toont het aan.")
    wrong = Proof.objects.get(name="oud.pdf")
    assert desk.post(url("step-new", after.pk, 0), sent(proof=str(wrong.pk))).status_code == 422
    assert steps_counted() == 0


def test_step_of_which_the_proof_is_refused_later_asks_for_another(
    desk: Client, pair: tuple[Filling, Filling], anna: User
) -> None:
    _before, after = pair
    proof = add_proof(after, pdf(LATER), by=anna)
    record_step(after, rule=0, proof=proof, by=anna)
    desk.post(url("proof-refuse", proof.pk), sent(reason="Onleesbaar"))
    page = desk.get(url("filling", after.pk))
    [row] = page.context["steps"]
    assert (row.step, steps_counted()) == (None, 0)
    assert "toont dit niet aan: Onleesbaar" in page.content.decode()
    other = add_proof(after, pdf(LATER, more=b"better"), by=anna)
    desk.post(url("step-new", after.pk, 0), sent(proof=str(other.pk)))
    assert steps_counted() == 1


def test_step_that_the_scans_do_not_show_is_no_page(desk: Client, pair: tuple[Filling, Filling]) -> None:
    before, after = pair
    assert desk.get(url("step-new", before.pk, 0)).status_code == 404
    assert desk.get(url("step-new", after.pk, 7)).status_code == 404


def test_proof_is_seen_or_refused_with_a_reason(desk: Client, anna: User) -> None:
    proof = add_proof(make_filling(make_company(), anna), pdf())
    desk.post(url("proof-seen", proof.pk))
    proof.refresh_from_db()
    assert (proof.counts, proof.seen_by, proof.seen_on) == (True, anna, TODAY)
    assert desk.post(url("proof-refuse", proof.pk), sent(reason="")).status_code == 422
    desk.post(url("proof-refuse", proof.pk), sent(reason="Dit is een offerte"))
    proof.refresh_from_db()
    assert (proof.counts, proof.refused_reason) == (False, "Dit is een offerte")
    page = desk.get(url("filling", proof.filling_id)).content.decode()
    assert "Dit is een offerte" in page
    assert AuditEvent.objects.filter(verb="judge").count() == 2


@pytest.mark.parametrize(
    ("sent_file", "day", "field"),
    [
        (file("virus.exe", b"MZ"), TODAY, "file"),
        (file("plan.pdf", b"<html>"), TODAY, "file"),
        (file("plan.pdf", b""), TODAY, "file"),
        (file("plan.pdf", b"%PDF-" + bytes(LARGEST)), TODAY, "file"),
        (file(), TODAY + timedelta(days=1), "dated_on"),
    ],
    ids=["kind", "content", "empty", "large", "to come"],
)
def test_file_that_is_not_kept_says_why_beside_the_field(
    desk: Client, anna: User, sent_file: SimpleUploadedFile, day: date, field: str
) -> None:
    filling = make_filling(make_company(), anna)
    sent_file.seek(0)
    answer = desk.post(url("proof-new", filling.pk), sent(file=sent_file, dated_on=day.isoformat()))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Proof.objects.count() == 0


def test_file_is_given_to_keep_and_never_runs(desk: Client, anna: User) -> None:
    company = make_company()
    proof = add_proof(make_filling(company, anna), pdf(name="jaar plan.pdf"), by=anna)
    answer = desk.get(url("proof", proof.pk))
    assert b"".join(answer.streaming_content) == pdf().content  # type: ignore[attr-defined]
    assert answer["Content-Disposition"] == 'attachment; filename="jaar plan.pdf"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    read = ReadEvent.objects.get()
    assert (read.actor, read.subject_type, read.subject_id, read.page) == (anna, "company", company.pk, "proof")


def test_files_are_only_for_who_may_see_scans(
    client: Client, anna: User, olga: User, charlie: User, fenna: User, petra: User, priya: User
) -> None:
    proof = add_proof(make_filling(make_company(), anna), pdf(), by=anna)
    heard = {}
    for person in (olga, charlie, fenna, petra, priya):
        client.force_login(person)
        heard[person.name] = client.get(url("proof", proof.pk)).status_code
    assert heard == {olga.name: 200, charlie.name: 403, fenna.name: 403, petra.name: 403, priya.name: 403}
    client.force_login(olga)
    assert client.post(url("proof-seen", proof.pk)).status_code == 403
    assert client.get("/media/" + proof.file.name).status_code == 404


def test_position_with_a_file_counts_as_proven_and_without_one_does_not(desk: Client) -> None:
    company = make_company()
    low, high = current().ladder.phases[:2]
    desk.post(url("position-new", company.pk), sent(phase=low.code, taken_on="2023-05-01", proof="Gezegd"))
    shown = {"phase": high.code, "taken_on": TODAY.isoformat(), "file": file(), "dated_on": "2023-05-10"}
    desk.post(url("position-new", company.pk), sent(**shown))
    lines = Entry.objects.standing().filter(kind=EntryKind.LADDER_POSITION).order_by("happened_on")
    assert [(line.outcome, line.detail["proof"]) for line in lines] == [(low.code, False), (high.code, True)]
    proof = Proof.objects.get()
    assert (proof.measure, proof.company, proof.dated_on) == (
        Measure.objects.get(phase=high.code),
        company,
        date(2023, 5, 10),
    )
    page = desk.get(url("proof-refuse", proof.pk)).content.decode()
    assert "plan.pdf" in page


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"file": True}, "dated_on"),
        ({"dated_on": "2023-05-10"}, "file"),
        ({"file": True, "dated_on": "gisteren"}, "dated_on"),
    ],
)
def test_file_and_its_day_go_together(desk: Client, given: dict[str, Any], field: str) -> None:
    data = {"phase": current().ladder.phases[0].code, "taken_on": TODAY.isoformat()} | given
    if "file" in data:
        data["file"] = file()
    answer = desk.post(url("position-new", make_company().pk), sent(**data))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Measure.objects.count() == 0
