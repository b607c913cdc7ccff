"""What came of trajectories in the demonstration: written down, asked, stated, denied, verified, or never heard of."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from kopgroep.accounts.models import User
from kopgroep.accounts.roles import Role
from kopgroep.base.errors import Refused
from kopgroep.casework.actions.result_answers import close_unanswered_results, deny_result, state_result
from kopgroep.casework.actions.results import Reached, ask_result, verify_result, write_result
from kopgroep.casework.models import Journey, Result
from kopgroep.jobs.demo import phrases
from kopgroep.programme import Programme
from kopgroep.programme.kinds import Unit
from kopgroep.programme.results import ResultKind

Act = Callable[[date], None]
Plan = Callable[[date, Act], None]
# How often a closed trajectory gets a result, and what becomes of it.
WRITTEN, ASKED, VERIFIED, AGAIN = 0.34, 0.9, 0.4, 0.6
ANSWERS, ANSWER_WEIGHTS = ("so", "other", "denied", "silent"), (44, 18, 8, 30)
AMOUNTS: dict[Unit, tuple[str, ...]] = {
    Unit.PERSONS: ("1", "1", "1", "2", "2", "3", "5"),
    Unit.FTE: ("0.4", "0.5", "0.8", "1", "1.6", "2.4"),
    Unit.EUROS: ("8000", "12500", "20000", "35000", "60000", "140000"),
    Unit.TIMES: ("1", "1", "1", "2"),
}


class Resulting:
    """The acts around one result after another. It draws for itself, so that the rest of the play stays as it was."""

    def __init__(self, programme: Programme, people: dict[str, User], *, plan: Plan) -> None:
        self.programme, self.plan = programme, plan
        self.random = Random("results")  # noqa: S311  (a play, not a secret)
        self.officers = [user for user in people.values() if {Role.SCHEME_OFFICER, Role.MANAGER} & set(user.roles)]

    def after(self, journey: Journey, on: date) -> None:
        """Some weeks after the end of a trajectory its specialist asks what it brought."""
        if self.random.random() < WRITTEN:
            days = timedelta(days=self.random.randint(15, 90))
            self.plan(on + days, lambda day: self._write(journey, day))

    def _write(self, journey: Journey, on: date) -> None:
        kind = self.random.choice(self.programme.results.kinds)
        reached = Reached(
            kind=kind.code,
            amount=self._amount(kind),
            happened_on=max(on - timedelta(days=self.random.randint(0, 14)), journey.opened_on),
            description=self.random.choice(phrases.REACHED[kind.unit]),
            line=journey.line,
            theme=journey.theme,
            journey=journey,
        )
        submission = uuid.UUID(int=self.random.getrandbits(128), version=4)
        result = write_result(journey.company, reached, submission=submission, by=journey.specialist)
        if self.random.random() < ASKED:
            self._later(on, (1, 6), lambda day: self._ask(result, day))

    def _amount(self, kind: ResultKind) -> Decimal:
        return Decimal(self.random.choice(AMOUNTS[kind.unit]))

    def _ask(self, result: Result, on: date) -> None:
        email = f"contact{result.company_id}@bedrijf.invalid"
        fresh = ask_result(Result.objects.get(pk=result.pk), name="Ondernemer", email=email, by=result.written_by)
        answer = self.random.choices(ANSWERS, ANSWER_WEIGHTS)[0]
        if answer == "silent":
            if fresh.round == 1 and self.random.random() < AGAIN:
                self._later(on, (12, 25), lambda day: self._ask(result, day))
            return
        self._later(on, (0, 4), lambda day: self._answer(result, answer, day))

    def _answer(self, result: Result, answer: str, on: date) -> None:
        fresh = Result.objects.select_related("company", "written_by").get(pk=result.pk)
        if answer == "denied":
            deny_result(fresh, link_round=fresh.round)
            return
        amount = fresh.forecast if answer == "so" else self._amount(self.programme.result_kind(fresh.kind))
        without = self.random.choice(self.programme.results.without).code
        state_result(
            fresh, amount=amount, happened_on=min(fresh.happened_on, on), without=without, link_round=fresh.round
        )
        if self.random.random() < VERIFIED:
            self._later(on, (20, 120), lambda day: self._verify(result, day))

    def _verify(self, result: Result, on: date) -> None:
        fresh = Result.objects.get(pk=result.pk)
        others = [user for user in self.officers if user.pk != fresh.written_by_id]
        if fresh.stated is None or not others:
            raise Refused("Nothing to verify, or nobody to do it")
        # A register mostly shows the same, and now and then less.
        unit = self.programme.result_kind(fresh.kind).unit
        less = self.random.random() < 0.25 and unit in (Unit.FTE, Unit.EUROS)
        amount = (fresh.stated * Decimal("0.8")).quantize(Decimal("0.1")) if less else fresh.stated
        by, against = self.random.choice(others), self.random.choice(phrases.HELD_AGAINST)
        verify_result(fresh, amount=amount, on=on, against=against, evidence=self.random.choice((0, 0, 1)), by=by)

    def _later(self, on: date, days: tuple[int, int], act: Act) -> None:
        self.plan(on + timedelta(days=self.random.randint(*days)), act)

    def night(self, on: date) -> None:
        """What the clock does before the day begins."""
        close_unanswered_results(on)
