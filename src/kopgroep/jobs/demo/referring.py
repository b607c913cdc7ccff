"""Referrals of the demonstration: partners who accept, decline, forget, and entrepreneurs who say whether it helped."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from kopgroep.accounts.models import User
from kopgroep.accounts.roles import Role
from kopgroep.base.errors import Refused
from kopgroep.casework.actions.referral_answers import (
    accept_referral,
    contact_referral,
    decline_referral,
    report_referral,
    start_referral,
)
from kopgroep.casework.actions.referral_clock import close_unanswered, expire_referrals, remind_partners
from kopgroep.casework.actions.referral_consents import answer_consent, confirm_referral
from kopgroep.casework.actions.referrals import (
    ask_consent,
    close_referral,
    draft_referral,
    note_consent,
    reroute_referral,
    send_again,
    withdraw_referral,
)
from kopgroep.casework.models import Referral
from kopgroep.casework.models.referral_states import Event, State, events_from
from kopgroep.casework.moving import Through
from kopgroep.casework.referrable import Wanted, decliners
from kopgroep.companies.models import Company, Consent, Person
from kopgroep.jobs.demo import phrases
from kopgroep.partners import choosing
from kopgroep.partners.actions import join_partner, pause_desk, set_desk
from kopgroep.partners.models import Desk
from kopgroep.programme import Programme

Act = Callable[[date], None]
Plan = Callable[[date, Act], None]
# Of the partners that fit, advisers mostly take the first.
CHOICE_WEIGHTS = (50, 22, 12, 9, 7)
PAUSED = 3
# The part of what is late that advisers get to in a week.
CHASED = 0.45


def open_desks(programme: Programme, people: dict[str, User], random: Random) -> None:
    """Give every partner an address for its cards and one of them an account. Addresses in ``.invalid`` get no mail."""
    manager = next(user for user in people.values() if Role.MANAGER in user.roles)
    for partner in programme.partners:
        name = f"{random.choice(phrases.FIRST_NAMES)} {random.choice(phrases.LAST_NAMES)}"
        set_desk(partner.code, email=f"{partner.code}@partner.invalid", contact_name=name, by=manager)
    offers = [service.partner for service in programme.services]
    busiest = max(programme.partners, key=lambda partner: (offers.count(partner.code), partner.code))
    for user in people.values():
        if Role.PARTNER in user.roles:
            join_partner(user, busiest.code, by=manager)


def pause_some(programme: Programme, people: dict[str, User], random: Random, on: date) -> None:
    """A few partners are full on the day of the demonstration."""
    manager = next(user for user in people.values() if Role.MANAGER in user.roles)
    idle = sorted(partner.code for partner in programme.partners)
    for code in random.sample(idle, min(PAUSED, len(idle))):
        pause_desk(code, until=on + timedelta(days=random.randint(10, 40)), reason="Geen plaats tot dan", by=manager)


class Referring:
    """The acts around one referral after another. ``plan`` puts a later act on the agenda."""

    def __init__(self, programme: Programme, random: Random, *, plan: Plan) -> None:
        self.programme, self.random, self.plan = programme, random, plan

    def _uuid(self) -> uuid.UUID:
        return uuid.UUID(int=self.random.getrandbits(128), version=4)

    def _later(self, on: date, days: tuple[int, int], act: Act) -> None:
        self.plan(on + timedelta(days=self.random.randint(*days)), act)

    def _partner(self, company: Company, theme: str, ask: str, without: set[str]) -> choosing.Proposal | None:
        """One of the best partners for this question, as the chooser of the product ranks them."""
        wanted = choosing.Wanted(text=ask, themes=frozenset({theme}), without=frozenset(without))
        found = choosing.choose(choosing.wanted_of(company, wanted))[: len(CHOICE_WEIGHTS)]
        return self.random.choices(found, CHOICE_WEIGHTS[: len(found)])[0] if found else None

    def _words(self, theme: str) -> str:
        name = self.programme.theme(theme).name.nl
        return self.random.choice(phrases.REFERRED).format(theme=name[0].lower() + name[1:])

    def hand_over(self, partner: str, *, company: Company, person: Person, theme: str, by: User) -> None:
        """A card for one partner, with consent by telephone and no answer yet."""
        who = {"contact_name": person.name, "contact_email": person.email, "person": person}
        wanted = Wanted(partner=partner, theme=theme, ask=self._words(theme), **who)  # type: ignore[arg-type]
        referral = draft_referral(company, wanted, submission=self._uuid(), by=by)
        note_consent(referral, given=True, answered_by=person.name, how=Consent.How.PHONE, by=by)

    def refer(self, on: date, *, company: Company, person: Person, theme: str, by: User) -> None:
        """An adviser finds a partner for a company, and asks the entrepreneur whether it may be shared."""
        ask = self._words(theme)
        chosen = self._partner(company, theme, ask, decliners(company, question=None, theme=theme))
        if chosen is None:
            return
        wanted = Wanted(
            partner=chosen.partner.code,
            service=chosen.service.code,
            theme=theme,
            ask=ask,
            contact_name=person.name,
            contact_email=person.email,
            contact_phone=f"0599 {self.random.randint(100000, 999999)}",
            person=person,
        )
        referral = draft_referral(company, wanted, submission=self._uuid(), by=by)
        self._ask(referral, on)

    def _ask(self, referral: Referral, on: date) -> None:
        way = self.random.random()
        if way < 0.06:
            return
        if way < 0.35:
            how = self.random.choice((Consent.How.PHONE, Consent.How.VISIT))
            name = referral.contact_name
            referral = note_consent(referral, given=True, answered_by=name, how=how, by=referral.owner)
            self._with_partner(referral, on)
            return
        referral = ask_consent(referral, by=referral.owner)
        if way < 0.95:
            self._later(on, (0, 6), lambda day: self._consent(referral, day))

    def _consent(self, referral: Referral, on: date) -> None:
        fresh = self._fresh(referral, Event.SEND)
        given = self.random.random() < 0.94
        fresh = answer_consent(fresh, given=given, answered_by=fresh.contact_name, link_round=fresh.round)
        if given:
            self._with_partner(fresh, on)

    def _with_partner(self, referral: Referral, on: date) -> None:
        """Most partners accept within days; some decline, and some forget."""
        answer = self.random.random()
        if answer < 0.8:
            self._later(on, (0, 6), lambda day: self._accept(referral, day))
        elif answer < 0.91:
            self._later(on, (0, 5), lambda day: self._decline(referral, day))
        else:
            self._later(on, (16, 19), lambda day: self._after_silence(referral, day))

    def _accept(self, referral: Referral, on: date) -> None:
        fresh = self._fresh(referral, Event.ACCEPT)
        accept_referral(fresh, through=Through.LINK, link_round=fresh.round, who=self._who(fresh))
        self._later(on, (1, 9), lambda day: self._contact(referral, day))

    def _decline(self, referral: Referral, on: date) -> None:
        fresh = self._fresh(referral, Event.DECLINE)
        reason = self.random.choice(self.programme.decline_reasons).code
        decline_referral(fresh, reason=reason, through=Through.LINK, link_round=fresh.round, who=self._who(fresh))
        if self.random.random() < 0.8:
            self._later(on, (1, 4), lambda day: self._reroute(referral, day))

    def _after_silence(self, referral: Referral, on: date) -> None:
        fresh = self._fresh(referral, Event.SEND)
        if fresh.state != State.EXPIRED:
            raise Refused("Answered after all")
        if self.random.random() < 0.6:
            self._reroute(referral, on)
        else:
            self._with_partner(send_again(fresh, by=fresh.owner), on)

    def _reroute(self, referral: Referral, on: date) -> None:
        fresh = self._fresh(referral, Event.REROUTE)
        out = decliners(fresh.company, question=fresh.question, theme=fresh.theme) | {fresh.partner}
        chosen = self._partner(fresh.company, fresh.theme, fresh.ask, out)
        if chosen is None:
            return
        other, service = chosen.partner.code, chosen.service.code
        second = reroute_referral(fresh, partner=other, service=service, submission=self._uuid(), by=fresh.owner)
        self._ask(second, on)

    def _contact(self, referral: Referral, on: date) -> None:
        fresh = self._fresh(referral, Event.CONTACT)
        soon = on + timedelta(days=self.random.randint(2, 12))
        contact_referral(fresh, on=on, appointment_on=soon, through=Through.LINK, link_round=fresh.round)
        if self.random.random() < 0.6:
            self._later(on, (3, 15), lambda day: self._start(referral, day))
        # One in eight is never heard of again, until the adviser asks.
        if self.random.random() < 0.88:
            self._later(on, (16, 80), lambda day: self._report(referral, day))

    def _start(self, referral: Referral, on: date) -> None:
        fresh = self._fresh(referral, Event.START)
        start_referral(fresh, through=Through.LINK, link_round=fresh.round)

    def _report(self, referral: Referral, on: date) -> None:
        fresh = self._fresh(referral, Event.REPORT)
        outcomes = self.programme.referral_outcomes
        outcome = self.random.choices(outcomes, [6 if o.counts else 1 for o in outcomes])[0].code
        told = self.random.choice(phrases.REPORTED)
        report_referral(fresh, outcome=outcome, note=told, through=Through.LINK, link_round=fresh.round)
        if self.random.random() < 0.6:
            self._later(on, (0, 9), lambda day: self._confirm(referral))

    def _confirm(self, referral: Referral) -> None:
        fresh = self._fresh(referral, Event.CONFIRM)
        helped = self.random.choices(("yes", "partly", "no"), (72, 18, 10))[0]
        confirm_referral(fresh, helped=helped, link_round=fresh.round)

    def _fresh(self, referral: Referral, event: Event) -> Referral:
        """The referral as it is now, when this can still happen to it; else the act does not take place."""
        fresh = Referral.objects.select_related("company", "owner").get(pk=referral.pk)
        if event not in events_from(State(fresh.state)):
            raise Refused("Overtaken by something else")
        return fresh

    def _who(self, referral: Referral) -> str:
        desk = Desk.objects.filter(partner=referral.partner).first()
        return desk.contact_name if desk else ""

    def night(self, on: date) -> None:
        """What the clock does before the day begins."""
        expire_referrals(on)
        close_unanswered(on)
        remind_partners(on)

    def chase(self, on: date) -> None:
        """Once a week advisers ring after much of what has waited for more than a week."""
        late = Referral.objects.overdue(on - timedelta(days=7)).select_related("company", "owner")
        for referral in late:
            if self.random.random() < CHASED:
                # An act of its own: what the rules refuse for one must not undo the others.
                self.plan(on, lambda day, one=referral: self._settle(one, day))  # type: ignore[misc]

    def _settle(self, referral: Referral, on: date) -> None:
        by, state = referral.owner, State(referral.state)
        reached = self.random.random() < 0.6
        if state in (State.DRAFT, State.CONSENT_ASKED) and reached:
            name, how = referral.contact_name, Consent.How.PHONE
            self._with_partner(note_consent(referral, given=True, answered_by=name, how=how, by=by), on)
        elif state is State.ACCEPTED and reached:
            contact_referral(referral, on=on, through=Through.ADVISER, by=by)
        elif state in (State.CONTACTED, State.ACTIVE):
            outcome = self.random.choice(self.programme.referral_outcomes).code
            report_referral(referral, outcome=outcome, through=Through.ADVISER, by=by)
        elif state is State.RESULT_KNOWN:
            close_referral(referral, by=by)
        elif state is not State.SENT:
            withdraw_referral(referral, reason="Niet meer nodig, zei de ondernemer", by=by)
