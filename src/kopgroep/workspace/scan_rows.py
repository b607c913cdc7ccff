"""A scan on a page: its name, what time it is for the company, its level as a word, and how far it is."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kopgroep.accounts.models import User
from kopgroep.base.clock import ZONE, today
from kopgroep.companies.models import Company
from kopgroep.programme import current
from kopgroep.programme.scans import Scan
from kopgroep.scans.engine.routing import asked
from kopgroep.scans.models import Filling
from kopgroep.scans.moments import give_editions, moment_word, with_moment

WEEK = 7


@dataclass(frozen=True)
class Row:
    """What a list or a page says of one scan."""

    filling: Filling

    @property
    def name(self) -> str:
        """The name of the scan, as it was when it was filled in."""
        return self.filling.definition.name.in_(get_language() or "nl")

    @property
    def moment(self) -> str:
        """``T0`` for the first finished one of this company; empty for what does not count, or not yet."""
        filling = self.filling
        known = filling.company_id and filling.finished_at and not filling.withdrawn_on and filling.counts
        return moment_word(getattr(self.filling, "earlier", 0)) if known else ""

    @property
    def level(self) -> str:
        """The level that heads the result, or where the company stands; says so when nothing was measured."""
        return level_word(self.filling)

    @property
    def mode(self) -> str:
        """How the answers came in."""
        return str(self.filling.get_mode_display())

    @property
    def stand(self) -> tuple[str, str]:
        """Where it stands, as a word with its shape."""
        if self.filling.withdrawn_on:
            return _("withdrawn"), "rest"
        if self.filling.finished_at:
            return (_("finished"), "ok") if self.filling.company_id else (_("to be linked"), "near")
        return _("being filled in"), "near"

    @property
    def days(self) -> int:
        """How many days ago something happened with it: finished, or else saved."""
        last = self.filling.finished_at or self.filling.saved_at
        return (today() - last.astimezone(ZONE).date()).days

    @property
    def age(self) -> str:
        """The same in words."""
        if self.days < 1:
            return _("today")
        return ngettext("%(n)s day ago", "%(n)s days ago", self.days) % {"n": self.days}

    @property
    def lies_still(self) -> bool:
        """Whether nobody went on for a week."""
        return self.filling.is_open and self.days >= WEEK

    @property
    def progress(self) -> str:
        """How many questions have an answer."""
        questions = asked(self.filling.definition, self.filling.answers, today())
        done = len([item for item in questions if item.code in self.filling.answers])
        return _("%(done)s of %(all)s questions") % {"done": done, "all": len(questions)}


def level_word(filling: Filling) -> str:
    """The name of the level, of the phase of the ladder, or the score when the scale has no levels."""
    scan, result, language = filling.definition, filling.scored, get_language() or "nl"
    if result.headline is None:
        return _("not measured")
    scale, score = scan.scale_of[result.headline], result.scales[result.headline]
    level = next((level for level in scale.levels if level.code == score.level), None)
    if level:
        return level.name.in_(language)
    ladder = getattr(scale, "ladder", "")
    phase = current().ladder.at(int(score.value or 0)) if ladder == current().ladder.code else None
    if phase:
        return _("Phase %(number)s: %(name)s") % {"number": phase.number, "name": phase.name.in_(language)}
    return f"{scale.name.in_(language)}: {score.value:g}".replace(".", ",")


def rows_of(fillings: Iterable[Filling]) -> list[Row]:
    """Scans with what a list says of them; one query for all their editions."""
    fillings = list(fillings)
    give_editions(fillings)
    return [Row(filling) for filling in fillings]


@dataclass(frozen=True)
class OfCompany:
    """One scan of the programme at one company: every time that it was finished, and the ones that are open."""

    scan: Scan
    name: str
    series: list[Row]
    """Finished, the first first."""
    going: list[Row]
    """Being filled in."""
    beside: list[Row]
    """Answers that are laid beside those that count, such as an employee's."""

    @property
    def last(self) -> Row | None:
        """The latest finished one."""
        return self.series[-1] if self.series else None

    @property
    def may_start(self) -> bool:
        """Whether a new one may be started: the scan is still used."""
        return self.scan.is_active(today())


def scans_of(company: Company, *, user: User) -> list[OfCompany]:
    """Every scan of the programme that is used or was used here, in the order of the programme; two queries."""
    fillings = Filling.objects.visible_to(user).filter(company=company, withdrawn_on=None).select_related("adviser")
    rows = rows_of(with_moment(fillings).order_by("finished_on", "pk"))
    language, known = get_language() or "nl", {scan.code: scan for scan in current().own_scans}
    # A scan that the programme no longer has keeps the definition of its last edition.
    known |= {row.filling.scan: row.filling.definition for row in rows if row.filling.scan not in known}
    found = []
    for code, scan in known.items():
        here = [row for row in rows if row.filling.scan == code]
        if here or scan.is_active(today()):
            done = [row for row in here if row.filling.finished_at and row.filling.counts]
            beside = [row for row in here if row.filling.finished_at and not row.filling.counts]
            going = [row for row in here if row.filling.is_open]
            found.append(OfCompany(scan, scan.name.in_(language), done, going, beside))
    return found
