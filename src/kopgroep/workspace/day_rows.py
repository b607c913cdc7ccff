"""The things of a day as the page shows them: in words, with the one act that clears each."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.base.dates import nice_date, short_day
from kopgroep.casework.day import Item
from kopgroep.casework.day_words import kind_words
from kopgroep.casework.due import Kind
from kopgroep.casework.models.referral_states import State
from kopgroep.workspace.templatetags.casework import name_of


@dataclass(frozen=True)
class Act:
    """What clears a thing: a button that sends, or a link to where it is done."""

    word: str
    url: str
    sends: bool = False


@dataclass(frozen=True)
class Row:
    """One thing of a day on the page."""

    title: str
    url: str
    """The file of the company, or the page of the thing when it has none."""
    see: str
    """The page of the thing itself."""
    sort: str
    """What kind of thing it is, in a word or two; empty where the page says so already."""
    words: str
    quoted: bool
    when: str
    late: bool
    owner: str
    act: Act
    item: Item


def rows_of(items: list[Item], *, on: date) -> list[Row]:
    """Things of a day as rows of the page."""
    sorts = {**kind_words(), Kind.COMPANY: ""}
    return [_row(item, on=on, sort=sorts[item.kind]) for item in items]


def _row(item: Item, *, on: date, sort: str) -> Row:
    url = page_of(item)
    return Row(
        title=item.company or item.what,
        url=reverse("workspace:company", args=[item.company_id]) if item.company_id else url,
        see=url,
        sort=sort,
        words=_words(item),
        quoted=item.kind is Kind.QUESTION,
        when=_when(item, on=on),
        late=item.due_on is not None and item.due_on < on and item.kind is not Kind.DRAFT,
        owner=item.owner,
        act=_act(item, url, on=on),
        item=item,
    )


def page_of(item: Item) -> str:
    """The address of the page where one sees the whole of a thing."""
    names = {
        Kind.QUESTION: "question",
        Kind.STEP: "contact-edit",
        Kind.TASK: "task",
        Kind.ACTION: "plan-action",
        Kind.CHECK: "plan-check",
        Kind.REFERRAL: "referral",
        Kind.APPOINTMENT: "appointment",
        Kind.DRAFT: "draft",
        Kind.COMPANY: "company",
        Kind.JOURNEY: "journey",
        Kind.LETTER: "letter",
    }
    return _address(item, names[item.kind])


def _address(item: Item, name: str) -> str:
    return reverse(f"workspace:{name}", args=[item.pk])


def _words(item: Item) -> str:
    if item.kind is Kind.REFERRAL:
        return standing(item)
    if item.kind is Kind.CHECK:
        return _("%(months)s months after: %(goal)s") % {"months": item.state, "goal": item.what}
    if item.kind is Kind.ACTION and item.code:
        return _("%(what)s (%(partner)s)") % {"what": item.what, "partner": name_of(item.code, "partner")}
    return item.what if item.company else ""


def standing(item: Item) -> str:
    """How a referral stands, with the name of the partner."""
    words = {
        State.DRAFT: _("Not sent to %(partner)s yet: ask for consent"),
        State.DECLINED: _("%(partner)s cannot help: find another way"),
        State.EXPIRED: _("%(partner)s did not answer: find another way"),
        State.CONSENT_ASKED: _("The entrepreneur has not said whether %(partner)s may know"),
        State.SENT: _("%(partner)s has not answered"),
        State.ACCEPTED: _("%(partner)s has not made contact"),
        State.CONTACTED: _("%(partner)s has not said what came of it"),
        State.ACTIVE: _("%(partner)s has not said what came of it"),
        State.RESULT_KNOWN: _("The entrepreneur has not said whether %(partner)s helped"),
    }
    return words[State(item.state)] % {"partner": name_of(item.code, "partner")}


def _when(item: Item, *, on: date) -> str:
    language = get_language() or "nl"
    if item.kind is Kind.COMPANY:
        return _("last spoken %(day)s") % {"day": nice_date(item.since, language)} if item.since else _("never spoken")
    if item.due_on is None:
        return ""
    # Of another year the day alone would mislead.
    said = short_day if item.due_on.year == on.year else nice_date
    day = {"day": said(item.due_on, language)}
    if item.kind in (Kind.APPOINTMENT, Kind.DRAFT):
        clock = f"{timezone.localtime(item.at):%H:%M}" if item.at else ""
        return clock if item.due_on == on else _("%(day)s, %(time)s") % {**day, "time": clock}
    if item.kind is Kind.QUESTION:
        return (_("promised for %(day)s") if item.due_on < on else _("call by %(day)s")) % day
    return (_("due on %(day)s") if item.due_on != on else _("today")) % day


def _act(item: Item, url: str, *, on: date) -> Act:
    if item.kind is Kind.QUESTION:
        return Act(_("Take question"), _address(item, "question-take"), sends=True)
    if item.kind is Kind.STEP:
        return Act(_("Done"), _address(item, "step-done"), sends=True)
    if item.kind is Kind.TASK:
        return Act(_("Done"), _address(item, "task-done"), sends=True)
    if item.kind is Kind.APPOINTMENT and item.due_on and item.due_on <= on:
        return Act(_("Record contact"), _address(item, "appointment-contact"))
    if item.kind is Kind.COMPANY:
        return Act(_("Record contact"), reverse("workspace:contact-new", args=[item.pk]))
    words = {
        Kind.REFERRAL: _referral_act(item),
        Kind.ACTION: _("Tick off"),
        Kind.CHECK: _("Write down"),
        Kind.DRAFT: _("Keep or drop"),
        Kind.LETTER: _("Decide"),
        Kind.JOURNEY: _("Look at the hours"),
    }
    return Act(words.get(item.kind, _("Look")), url)


def _referral_act(item: Item) -> str:
    if item.state == State.DRAFT:
        return _("Ask consent")
    return _("Choose again") if item.state in (State.DECLINED, State.EXPIRED) else _("Ask after it")
