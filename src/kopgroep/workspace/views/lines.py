"""One line of the ledger: read it, and take it back by a second line with a reason."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.accounts.permissions import Permission
from kopgroep.base.dates import hours
from kopgroep.base.money import amount, euros
from kopgroep.ledger.actions import HOURS, reverse_line
from kopgroep.ledger.models import Entry
from kopgroep.programme import Dimension, EntryKind, current
from kopgroep.workspace.cut_words import code_word
from kopgroep.workspace.forms.acting import refusals_on
from kopgroep.workspace.forms.lines import ReverseLineForm
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.templatetags.casework import name_of
from kopgroep.workspace.views.acting import draw, saved

OUTCOMES = {
    EntryKind.CONTACT_HELD: "contact_kind",
    EntryKind.QUESTION_CLOSED: "question_outcome",
    EntryKind.JOURNEY_CLOSED: "journey_outcome",
    EntryKind.EVENT_HELD: "event_kind",
}
"""In which list of the programme the outcome of a kind of line is found."""


def quantity_words(line: Entry) -> str:
    """The quantity in its own unit: money, hours, or a plain number."""
    language = get_language() or "nl"
    if line.kind in {EntryKind.MONEY_COMMITTED, EntryKind.MONEY_SPENT}:
        return euros(line.quantity, language)
    if line.kind in HOURS:
        return hours(line.quantity, language)
    return amount(line.quantity, language)


def outcome_words(line: Entry) -> str:
    """What came of it, by the programme's own name."""
    kind = EntryKind(line.kind)
    if not line.outcome or kind in OUTCOMES:
        return name_of(line.outcome, OUTCOMES[kind]) if line.outcome else ""
    names = {phase.code: phase.name.in_(get_language() or "nl") for phase in current().ladder.phases}
    return names.get(line.outcome, line.outcome)


def source_name(line: Entry) -> str:
    """The name of the source of money, or its code when the programme no longer knows it."""
    names = {source.code: source.name.in_(get_language() or "nl") for source in current().money}
    return names.get(line.source, line.source)


def find_line(request: Asking, pk: int) -> Entry:
    """The line with its company, its author and its reversal, if this person may see it; else a 404."""
    lines = Entry.objects.visible_to(request.user).select_related("company", "actor", "reverses", "reversed_by__actor")
    return get_object_or_404(lines, pk=pk)


@asks(Permission.SEE_LINES)
def line_page(request: Asking, pk: int) -> HttpResponse:
    """What a line says, under which programme it was written, and whether it still counts."""
    line = find_line(request, pk)
    undone = getattr(line, "reversed_by", None)
    stands = undone is None and line.reverses_id is None
    context = {
        "line": line,
        "undone": undone,
        "may_reverse": stands and line.kind not in HOURS and request.user.may(Permission.CORRECT_LINE),
        "of_hours": line.kind in HOURS and line.subject_id is not None,
        "quantity": quantity_words(line),
        "outcome": outcome_words(line),
        "source_name": source_name(line),
        "existed": code_word(Dimension.EXPERIENCE, line.experience),
    }
    return render(request, "workspace/line.html", context)


@asks(Permission.CORRECT_LINE)
def line_reverse(request: Asking, pk: int) -> HttpResponse:
    """Take a line back."""
    line = find_line(request, pk)
    form = ReverseLineForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            reverse_line(line, reason=form.cleaned_data["reason"], by=request.user)
            return saved(request, _("The line is taken back. It no longer counts."), "workspace:line", pk)
    return draw(request, "workspace/line_form.html", form, line=line)
