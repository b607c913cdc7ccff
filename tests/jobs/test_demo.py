"""The demonstration: a log-in for every role, a history that is the same for the same seed, a port that is free."""

import socket
from datetime import date, timedelta
from pathlib import Path

import pytest

from kopgroep.accounts.roles import Role
from kopgroep.jobs.demo.cast import hire, one_per_role
from kopgroep.jobs.demo.play import Play
from kopgroep.jobs.management.commands.demo import taken
from kopgroep.ledger.models import Entry
from kopgroep.programme import current, load
from tests.factories import make_company

PROGRAMMES = Path(__file__).parents[2] / "programmes"


@pytest.mark.django_db
def test_every_role_but_the_entrepreneur_has_a_log_in() -> None:
    people = hire(current())
    assert {role for user in people.values() for role in user.roles} == set(Role) - {Role.ENTREPRENEUR}
    assert {part.role for part in one_per_role()} == set(Role) - {Role.ENTREPRENEUR}


@pytest.mark.django_db
def test_every_municipality_has_an_adviser() -> None:
    people = hire(current())
    assert {code for user in people.values() for code in user.areas} == {m.code for m in current().area}


@pytest.mark.django_db
def test_play_writes_a_history_that_stays_within_its_days() -> None:
    for _ in range(40):
        make_company()
    first, last = date(2023, 3, 1), date(2023, 4, 15)
    heard: list[int] = []
    played = Play(current(), hire(current()), first=first, last=last, seed=7).run(heard.append)
    assert played > 50
    assert sum(heard) == (last - first).days
    days = set(Entry.objects.exclude(kind="ladder_position").values_list("happened_on", flat=True))
    assert min(days) >= first
    assert max(days) <= last


@pytest.mark.django_db
@pytest.mark.parametrize("folder", sorted(path.parent for path in PROGRAMMES.glob("*/programme.yaml")))
def test_any_programme_can_be_played(folder: Path) -> None:
    for _ in range(30):
        make_company()
    programme = load(folder)
    last = programme.period.starts_on + timedelta(days=60)
    play = Play(programme, hire(programme), first=programme.period.starts_on, last=last, seed=7)
    play.draw_up()
    assert {act.__name__ for _day, _number, act in play.agenda} >= {"speak", "ask", "pay"}


def test_taken_port_is_noticed() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
        assert not taken(port)
        other.listen()
        assert taken(port)
