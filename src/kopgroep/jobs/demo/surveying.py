"""The yearly survey of the demonstration: a round each winter, with answers from a bit less than half."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kopgroep.accounts.models import User
from kopgroep.accounts.roles import Role
from kopgroep.casework.actions.survey_clock import run_surveys
from kopgroep.casework.actions.surveys import open_survey, refuse_survey, take_answers
from kopgroep.casework.models import Survey, SurveyAsk
from kopgroep.jobs.demo.answering import Answering, Stored
from kopgroep.programme import Programme
from kopgroep.programme.results import YearlySurvey
from kopgroep.programme.scans import Item, ItemKind
from kopgroep.scans.actions.fillings import finish_filling, save_answers

Act = Callable[[date], None]
DAY_OF_MONTH = 9
AT_ONCE, AFTER_REMINDER, NEVER = 0.34, 0.2, 0.02
"""How often a company answers the letter, or the reminder, or says that it does not take part."""
WRITES, MAY_BE_CALLED = 0.25, 0.2
MISSED = (
    "Hulp bij het vinden van personeel.",
    "Na het traject hoorde ik een tijd niets. Een belletje na drie maanden was fijn geweest.",
    "Iemand die meeleest bij een subsidieaanvraag.",
    "Een voorbeeld van een bedrijf van onze grootte.",
    "Meer tijd, het was snel voorbij.",
)
RULES = (
    "We moesten drie keer dezelfde gegevens aanleveren.",
    "Niemand kon zeggen wie erover gaat.",
    "De termijn was korter dan de tijd die de leverancier nodig had.",
)


@dataclass
class Surveying:
    """The acts around the survey. It draws for itself, so that the rest of the play stays as it was."""

    programme: Programme
    people: dict[str, User]
    plan: Callable[[date, Act], None]
    random: Random

    def draw_up(self, first: date) -> None:
        """Put a round on the agenda for every year since the start."""
        for survey in self.programme.surveys:
            for year in self.programme.period.years:
                opens = date(year + 1, survey.opens_month, DAY_OF_MONTH)
                if opens.year > first.year:
                    self.plan(opens, lambda on, survey=survey: self.begin(survey, on))  # type: ignore[misc]

    def begin(self, survey: YearlySurvey, on: date) -> None:
        """The manager opens the round of last year."""
        manager = next(user for user in self.people.values() if Role.MANAGER in user.roles)
        open_survey(survey, on.year - 1, by=manager)
        self.night(on)

    def night(self, on: date) -> None:
        """Letters leave; some who got one answer within days. The next night follows until the round is over."""
        run_surveys(on)
        asks = SurveyAsk.objects.filter(survey__in=Survey.objects.open()).order_by("pk")
        for ask in asks.filter(sent_on=on, reminders=0):
            self._perhaps(ask, AT_ONCE, on)
        for ask in asks.filter(reminded_on=on):
            self._perhaps(ask, AFTER_REMINDER, on)
        if Survey.objects.open().exists():
            self.plan(on + timedelta(days=1), self.night)

    def _perhaps(self, ask: SurveyAsk, chance: float, on: date) -> None:
        drawn = self.random.random()
        if drawn < NEVER:
            refuse_survey(ask)
        elif drawn < NEVER + chance:
            self.plan(on + timedelta(days=self.random.randint(1, 8)), lambda day: self._answer(ask, day))

    def _answer(self, ask: SurveyAsk, on: date) -> None:
        ask.refresh_from_db()
        filling = ask.filling
        if filling is None or ask.state not in (SurveyAsk.State.SENT, SurveyAsk.State.REMINDED):
            return
        scan = filling.definition
        content = min(max(round(self.random.gauss(7.7, 1.3)), 2), 10)
        told: Stored = {item.code: self._written(item) for item in scan.items.values() if item.kind is ItemKind.TEXT}
        for item in scan.items.values():
            if item.kind is ItemKind.NUMBER and item.maximum:
                mark = content + self.random.choice((-1, 0, 0, 1)) if item.minimum == 0 else content
                told[item.code] = {"value": min(max(mark, int(item.minimum or 0)), int(item.maximum))}
            elif item.kind is ItemKind.MANY:
                told[item.code] = {"value": self._ticked(item)}
            elif item.kind is ItemKind.YES_NO:
                told[item.code] = {"value": "yes" if self.random.random() < MAY_BE_CALLED else "no"}
        answers = Answering(self.random).fill(scan, ask.company, told, able=content / 10, on=on)
        finish_filling(save_answers(filling, answers).filling, incomplete=True, then=take_answers)

    def _written(self, item: Item) -> dict[str, str]:
        if self.random.random() > WRITES:
            return {"state": "not_applicable"}
        return {"value": self.random.choice(RULES if item.when else MISSED)}

    def _ticked(self, item: Item) -> list[str]:
        """One or two ticks; sometimes the one that goes with no other."""
        alone = [option.code for option in item.options if option.alone]
        if alone and self.random.random() < WRITES:
            return alone[:1]
        return self.random.sample([o.code for o in item.options if not o.alone], self.random.randint(1, 2))
