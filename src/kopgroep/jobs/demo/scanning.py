"""The scans of the demonstration: first ones, later ones, steps with a proof, visitors who fill in one alone."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from kopgroep.accounts.models import User
from kopgroep.companies.models import Company
from kopgroep.jobs.demo import phrases
from kopgroep.jobs.demo.answering import Answering, Stored, met, raised, unmet
from kopgroep.programme import Programme
from kopgroep.programme.scans import GateScale, ItemRise, LadderRise, Scan
from kopgroep.programme.scans.scales import Gate
from kopgroep.reporting.typesetting import typeset
from kopgroep.scans.actions.fillings import (
    Visitor,
    begin_alone,
    finish_filling,
    link_filling,
    save_answers,
    start_filling,
)
from kopgroep.scans.actions.proofs import Attached, add_proof
from kopgroep.scans.actions.steps import record_step, rises
from kopgroep.scans.counting import position_scale
from kopgroep.scans.engine.scoring import score
from kopgroep.scans.letters import send_link
from kopgroep.scans.models import Filling

Act = Callable[[date], None]
Agenda = Callable[[date, Act], None]
ALONE, AGAIN = 0.3, 0.35
"""How often a company fills in its scan alone, and how often it does it again within a year."""
TRIES = 4


@dataclass
class Scanning:
    """The acts around scans. ``plan`` puts a later act on the agenda."""

    programme: Programme
    random: Random
    plan: Agenda
    able: dict[int, float] = field(default_factory=dict)
    """How far each company is, by key; it gets a little further with each scan."""

    def scan_of(self, theme: str) -> Scan | None:
        """The scan of a theme, when the programme has one."""
        return next((scan for scan in self.programme.own_scans if scan.theme == theme), None)

    def take(self, scan: Scan, company: Company, on: date, *, by: User) -> None:
        """A first scan; some do it alone, some do it again most of a year later."""
        if self.random.random() < ALONE:
            self._alone(scan, company, on, by=by)
        else:
            self._together(scan, company, self._answers(scan, company, on), by=by)
        if self.random.random() < AGAIN:
            later = on + timedelta(days=self.random.randint(240, 400))
            self.plan(later, lambda day: self._again(scan, company, day, by=by))

    def visit(self, on: date, *, company: Company) -> None:
        """A visitor finishes a scan that nobody has linked yet."""
        if self.programme.own_scans:
            self._by_visitor(self.random.choice(self.programme.own_scans), company, on)

    def break_off(self, on: date, *, company: Company, by: User) -> None:
        """A company got a link and has answered half of the questions."""
        if not self.programme.own_scans:
            return
        scan = self.random.choice(self.programme.own_scans)
        contact = {"contact_name": self._name(), "contact_email": f"scan{company.pk}@bedrijf.invalid"}
        mode = Filling.Mode.ALONE
        filling = start_filling(scan, company, mode=mode, submission=self.new_key(), by=by, then=send_link, **contact)
        answers = list(self._answers(scan, company, on).items())
        save_answers(filling, dict(answers[: len(answers) // 2]))

    def first(self, scan: Scan, company: Company, on: date, *, by: User) -> None:
        """A scan together with the adviser, such as at the start of a trajectory."""
        self._together(scan, company, self._answers(scan, company, on), by=by)

    def one_up(self, scan: Scan, company: Company, on: date, *, by: User) -> None:
        """A later scan that puts the company one phase higher on the ladder, with a file that shows it."""
        last = Filling.objects.series(company, scan.code).last()
        scale = position_scale(last) if last else None
        if last is None or scale is None:
            return
        after = self._together(scan, company, self._next_gate(scan, scale, last, on), by=by)
        add_proof(after, self.proof_file(on), by=by)

    def end_journey(self, scan: Scan, company: Company, on: date, *, by: User) -> None:
        """The scan at its end: it shows a step, and a file proves that."""
        last = Filling.objects.series(company, scan.code).last()
        if last is None:
            return
        after = self._together(scan, company, self._stepped(scan, last, on), by=by)
        for rise in list(rises(after)):
            proof = add_proof(after, self.proof_file(on), by=by)
            record_step(after, rule=rise.number, proof=proof, by=by)

    def new_key(self) -> uuid.UUID:
        """A key for something that is sent once."""
        return uuid.UUID(int=self.random.getrandbits(128), version=4)

    def _answers(self, scan: Scan, company: Company, on: date, known: Stored | None = None) -> Stored:
        """Answers that hang together; ``known`` are those of an earlier time, which stay."""
        able = self.able.setdefault(company.pk, self.random.betavariate(2.2, 2.8))
        told = dict(known or {})
        for condition in scan.counting if known is None else ():
            told |= met(scan, condition, on=on)
        answers = Answering(self.random).fill(scan, company, told, able=able, on=on)
        return answers if known is not None else self._on_the_ladder(scan, answers, able, on)

    def _on_the_ladder(self, scan: Scan, answers: Stored, able: float, on: date) -> Stored:
        """Stand on the phase that fits how far the company is; answers drawn one by one would open the last."""
        for scale in scan.scales:
            if not isinstance(scale, GateScale):
                continue
            reached = round(able * len(scale.gates))
            for gate in scale.gates[reached:]:
                for condition in (*gate.must[:1], *(gate.either if not gate.must else ())):
                    if condition.item in answers:
                        answers |= unmet(scan, condition, on=on)
            for gate in scale.gates[max(reached - 1, 0) : reached]:
                answers |= self._opened(scan, gate, on)
        return answers

    def _opened(self, scan: Scan, gate: Gate, on: date) -> Stored:
        """Everything that a phase of the ladder asks."""
        found: Stored = {}
        for condition in (*gate.must, *gate.either[:1]):
            if condition.item:
                found |= met(scan, condition, on=on)
        return found

    def _together(self, scan: Scan, company: Company, answers: Stored, *, by: User) -> Filling:
        mode = Filling.Mode.TOGETHER
        filling = start_filling(scan, company, mode=mode, submission=self.new_key(), by=by)
        return finish_filling(save_answers(filling, answers, by=by).filling, by=by, incomplete=True)

    def _alone(self, scan: Scan, company: Company, on: date, *, by: User) -> None:
        """The company fills it in at the counter; a day or two later somebody says which company it is."""
        filling = self._by_visitor(scan, company, on)
        days = timedelta(days=self.random.randint(1, 4))
        self.plan(on + days, lambda day: self._link(filling, company, by=by))

    def _by_visitor(self, scan: Scan, company: Company, on: date) -> Filling:
        name = self._name()
        email = f"scan{self.random.randint(1000, 99999)}@bedrijf.invalid"
        visitor = Visitor(contact_name=name, contact_email=email, company_guess=company)
        filling = begin_alone(scan, visitor, submission=self.new_key())
        saved = save_answers(filling, self._answers(scan, company, on))
        return finish_filling(saved.filling, incomplete=True)

    def _name(self) -> str:
        return f"{self.random.choice(phrases.FIRST_NAMES)} {self.random.choice(phrases.LAST_NAMES)}"

    def _link(self, filling: Filling, company: Company, *, by: User) -> None:
        company.refresh_from_db()
        link_filling(filling, company.merged_into or company, by=by)

    def _again(self, scan: Scan, company: Company, on: date, *, by: User) -> None:
        self.able[company.pk] = min(self.able.get(company.pk, 0.4) + self.random.uniform(0, 0.2), 0.97)
        self._together(scan, company, self._answers(scan, company, on), by=by)

    def _next_gate(self, scan: Scan, scale: GateScale, last: Filling, on: date) -> Stored:
        """The answers of last time, with everything that the next phase asks."""
        answers = dict(last.answers)
        reached = int(last.scored.scales[scale.code].value or 0)
        for gate in scale.gates[reached : reached + 1]:
            answers |= self._opened(scan, gate, on)
        return self._filled(scan, last, answers, on)

    def _stepped(self, scan: Scan, last: Filling, on: date) -> Stored:
        """The answers of last time, raised until one of the steps of the scan shows."""
        scored = sorted(scan.items.keys() & {code for scale in scan.scales for code in getattr(scale, "items", ())})
        answers = dict(last.answers)
        for rule in scan.steps:
            match rule:
                case ItemRise():
                    some = tuple(self.random.sample(rule.items, min(2, len(rule.items))))
                    return self._filled(scan, last, raised(scan, answers, some, by=rule.rise), on)
                case LadderRise():
                    continue
        level = last.scored.scales[scan.headline[0]].level
        for _ in range(TRIES):
            answers = self._filled(scan, last, raised(scan, answers, tuple(scored), by=1), on)
            if score(scan, answers, on=on).scales[scan.headline[0]].level != level:
                break
        return answers

    def _filled(self, scan: Scan, last: Filling, answers: Stored, on: date) -> Stored:
        """Also what is asked now and was not before."""
        assert last.company is not None
        return self._answers(scan, last.company, on, answers)

    def proof_file(self, on: date) -> Attached:
        """An invented file with the day on it."""
        words = f"{self.random.choice(phrases.PROOFS)}, {on:%d-%m-%Y}"
        dated = {"year": on.year, "month": on.month, "day": on.day}
        told = {
            "title": words,
            "paragraphs": [phrases.INVENTED, str(self.new_key())],
            "author": "",
            "foot": phrases.INVENTED,
        }
        paper = typeset("note", {"language": "nl", "dated": dated, **told})
        return Attached("bewijs.pdf", paper, on, words)
