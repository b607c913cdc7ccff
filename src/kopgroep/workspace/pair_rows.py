"""Two companies beside each other, as the pages about doubles show them."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kopgroep.companies.doubles.likeness import Reason
from kopgroep.companies.merging.rows import weights
from kopgroep.companies.models import Company, Establishment, LikelyDouble, Position, StatedFact
from kopgroep.programme import current

SURE = 0.75
"""From this likeness on a pair is called very likely."""


@dataclass(frozen=True)
class Line:
    """One thing that is compared."""

    label: str
    one: str
    other: str

    @property
    def differs(self) -> bool:
        """Whether both say something, and not the same."""
        return bool(self.one and self.other) and self.one.casefold() != self.other.casefold()


@dataclass(frozen=True)
class PairRow:
    """One pair with what is alike and what is not."""

    pair: LikelyDouble
    reasons: list[str]
    lines: list[Line]
    hangs: tuple[list[str], list[str]]
    """What hangs on each of both, in words."""

    @property
    def sure(self) -> bool:
        """Whether it is very likely that both are one."""
        return self.pair.score >= SURE


def reason_words() -> dict[str, str]:
    """What two companies have in common, in words."""
    return {
        Reason.NAME: _("same name"),
        Reason.NEAR_NAME: _("name almost the same"),
        Reason.POSTCODE: _("same postcode"),
        Reason.PLACE: _("same place"),
        Reason.PHONE: _("same telephone number"),
        Reason.EMAIL: _("same e-mail address"),
        Reason.DOMAIN: _("same mail or web domain"),
        Reason.PERSON: _("same person"),
        Reason.TOLD: _("a colleague said so"),
    }


def reasons_in_words(reasons: Iterable[str]) -> str:
    """What is alike, as part of a sentence."""
    words = reason_words()
    return ", ".join(words.get(reason, reason) for reason in reasons)


COUNTED: dict[str, Callable[[int], str]] = {
    "casework.Question.company": lambda n: ngettext("%(n)s question", "%(n)s questions", n),
    "casework.Contact.company": lambda n: ngettext("%(n)s contact moment", "%(n)s contact moments", n),
    "casework.Intake.company": lambda n: ngettext("%(n)s intake", "%(n)s intakes", n),
    "casework.Journey.company": lambda n: ngettext("%(n)s trajectory", "%(n)s trajectories", n),
    "casework.Referral.company": lambda n: ngettext("%(n)s referral", "%(n)s referrals", n),
    "casework.Result.company": lambda n: ngettext("%(n)s result", "%(n)s results", n),
    "casework.Plan.company": lambda n: ngettext("%(n)s growth plan", "%(n)s growth plans", n),
    "casework.SurveyAsk.company": lambda n: ngettext("%(n)s survey", "%(n)s surveys", n),
    "casework.Task.company": lambda n: ngettext("%(n)s task", "%(n)s tasks", n),
    "casework.Appointment.company": lambda n: ngettext("%(n)s appointment", "%(n)s appointments", n),
    "casework.ContactDraft.company": lambda n: ngettext(
        "%(n)s conversation from a calendar", "%(n)s conversations from a calendar", n
    ),
    "scans.Filling.company": lambda n: ngettext("%(n)s scan", "%(n)s scans", n),
    "scans.Filling.company_guess": lambda n: ngettext("%(n)s scan of a visitor", "%(n)s scans of visitors", n),
    "scans.Proof.company": lambda n: ngettext("%(n)s proof", "%(n)s proofs", n),
    "scans.Step.company": lambda n: ngettext("%(n)s step", "%(n)s steps", n),
    "scans.Measure.company": lambda n: ngettext("%(n)s measurement", "%(n)s measurements", n),
    "companies.Position.company": lambda n: ngettext("%(n)s person", "%(n)s people", n),
    "companies.StatedFact.company": lambda n: ngettext(
        "%(n)s fact that the company stated", "%(n)s facts that the company stated", n
    ),
    "companies.Consent.company": lambda n: ngettext("%(n)s answer about consent", "%(n)s answers about consent", n),
    "companies.Establishment.company": lambda n: ngettext(
        "%(n)s establishment, with the name", "%(n)s establishments, with their names", n
    ),
    "companies.Company.merged_into": lambda n: ngettext("%(n)s earlier double", "%(n)s earlier doubles", n),
}
"""The rows of each relation that moves, in words; what people look for first comes first."""

EVERYBODY_HAS = {"companies.Establishment.company"}


def counted(counts: Counter[str] | dict[str, int], *, without: Iterable[str] = ()) -> list[str]:
    """How many rows of each kind, in words; kinds without rows are left out."""
    found = {relation: n for relation in COUNTED if (n := counts.get(relation, 0)) and relation not in without}
    return [COUNTED[relation](n) % {"n": n} for relation, n in found.items()]


def pair_rows(pairs: Iterable[LikelyDouble]) -> list[PairRow]:
    """Some pairs with both companies compared; four queries, however many there are."""
    pairs = list(pairs)
    keys = {pk for pair in pairs for pk in (pair.first_id, pair.second_id)}
    known = _known(keys)
    weight = weights(keys) if keys else {}
    words = reason_words()
    return [
        PairRow(
            pair=pair,
            reasons=[words.get(reason, reason) for reason in pair.reasons],
            lines=_lines(known, pair.first, pair.second),
            hangs=(
                counted(weight[pair.first_id], without=EVERYBODY_HAS),
                counted(weight[pair.second_id], without=EVERYBODY_HAS),
            ),
        )
        for pair in pairs
    ]


@dataclass
class Known:
    """What is known of one company beside its own row."""

    seat: Establishment | None
    people: list[str]
    reached: list[str]
    """Telephone numbers and addresses."""


def _known(keys: set[int]) -> dict[int, Known]:
    found = {pk: Known(None, [], []) for pk in keys}
    for seat in Establishment.objects.leading().filter(company__in=keys):
        found[seat.company_id].seat = seat
        found[seat.company_id].reached.append(seat.phone)
    rows = Position.objects.filter(company__in=keys, until=None).order_by("person__name", "pk").select_related("person")
    for position in rows:
        known = found[position.company_id]
        known.people.append(position.person.name)
        known.reached += [position.person.phone, position.person.email]
    fields = (StatedFact.Field.PHONE, StatedFact.Field.EMAIL)
    for company, value in (
        StatedFact.objects.filter(company__in=keys, field__in=fields).order_by("pk").values_list("company", "value")
    ):
        found[company].reached.append(value)
    return found


def _lines(known: dict[int, Known], one: Company, other: Company) -> list[Line]:
    def line(label: str, of: Callable[[Company, Known], str]) -> Line:
        return Line(label, of(one, known[one.pk]), of(other, known[other.pk]))

    return [
        line(_("KVK number"), lambda company, _known: company.kvk_number or ""),
        line(_("Place"), lambda _company, known: _place(known.seat)),
        line(_("People"), lambda _company, known: ", ".join(dict.fromkeys(known.people))),
        line(_("Telephone and e-mail"), lambda _company, known: ", ".join(dict.fromkeys(filter(None, known.reached)))),
        line(
            _("Account manager"),
            lambda company, _known: str(company.account_manager or ""),
        ),
    ]


def _place(seat: Establishment | None) -> str:
    """The place, or the municipality when that is all that is known; nothing of a shielded address."""
    if seat is None or seat.address_shielded:
        return ""
    return seat.place or next((m.name for m in current().area if m.code == seat.municipality_code), "")
