"""The day page: what is too late, due today, new, silent, in that order, each with the one act that clears it."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.casework.day import MOST, Day, Section, day_of
from kopgroep.casework.day_words import section_words
from kopgroep.workspace.addresses import address
from kopgroep.workspace.day_rows import Row, rows_of
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.monitor_waiting import results_waiting

SHOWN = 8
PAGE = 50
WHOLE: dict[str, Section] = {
    "te-laat": Section.OVERDUE,
    "vandaag": Section.TODAY,
    "nieuw": Section.NEW,
    "stil": Section.SILENT,
    "week": Section.WEEK,
    "vol": Section.FULL,
    "post": Section.LETTERS,
}
"""The word in the address that shows one part whole."""
LOOKS = {Section.OVERDUE: "late", Section.NEW: "new", Section.SILENT: "quiet"}
NOTHING: dict[Section, str | Promise] = {
    Section.OVERDUE: _("Nothing is late. Well done."),
    Section.TODAY: _("Nothing has to be done today."),
    Section.NEW: _("No new questions."),
    Section.SILENT: _("Nobody went silent."),
    Section.WEEK: _("Nothing agreed for this week."),
    Section.FULL: _("None of the open trajectories is nearly full."),
    Section.LETTERS: _("All mail has left."),
}


@dataclass(frozen=True)
class Part:
    """One part of the day on the page. ``whole`` is the address with all of it, when not all is shown."""

    section: Section
    title: str
    nothing: str | Promise
    look: str
    count: int
    rows: list[Row]
    whole: str = ""

    @property
    def counted(self) -> str:
        """How many things it holds; with a plus sign when no more were read."""
        return f"{self.count}{'+' if self.count == MOST else ''}"


def part_of(request: Asking, day: Day, section: Section) -> Part:
    """The first rows of a part, with the way to the rest."""
    items, word = day[section], next(word for word, of in WHOLE.items() if of is section)
    return Part(
        section=section,
        title=section_words()[section],
        nothing=NOTHING[section],
        look=LOOKS.get(section, ""),
        count=len(items),
        rows=rows_of(items[:SHOWN], on=day.on),
        whole=address(request.GET, deel=word) if len(items) > SHOWN else "",
    )


@asks(Permission.RECORD_CONTACT)
def today_page(request: Asking) -> HttpResponse:
    """What needs me now, or the team; with ``deel`` one part of it whole, a page at a time."""
    team = request.GET.get("van") == "team"
    day = day_of(request.user, on=today(), team=team)
    context = {"on": day.on, "team": team}
    section = WHOLE.get(request.GET.get("deel", ""))
    if section is None:
        parts = {section.value: part_of(request, day, section) for section in Section}
        main = [parts[part] for part in (Section.OVERDUE, Section.TODAY, Section.NEW, Section.SILENT)]
        results = results_waiting(request.user)
        return render(request, "workspace/today.html", {**context, "parts": parts, "main": main, "results": results})
    asked = request.GET.get("vanaf", "")
    start = min(int(asked), MOST) if asked.isdecimal() and len(asked) < 6 else 0
    whole = {
        "part": part_of(request, day, section),
        "rows": rows_of(day[section][start : start + PAGE], on=day.on),
        "previous": address(request.GET, vanaf=str(max(start - PAGE, 0))) if start else "",
        "following": address(request.GET, vanaf=str(start + PAGE)) if len(day[section]) > start + PAGE else "",
    }
    return render(request, "workspace/today_part.html", {**context, **whole})
