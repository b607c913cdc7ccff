"""The link to a scan: what it opens, for how long, and what it never opens."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core import signing

from kopgroep.accounts.models import User
from kopgroep.programme import current
from kopgroep.scans.actions.fillings import Visitor, begin_alone, finish_filling, save_answers, withdraw_filling
from kopgroep.scans.links import ExpiredLinkError, UnknownLinkError, fill_url, link_until, opened, result_url, token_for
from kopgroep.scans.models import Filling
from tests.factories import ENERGY, TODAY, energy_scan

TERM = timedelta(days=current().clocks.scan_link_days)


@pytest.fixture
def begun(db: None, today_is: Callable[[date], None]) -> Filling:
    """A scan that a visitor began."""
    today_is(TODAY)
    return begin_alone(energy_scan(), Visitor(contact_name="Bram"), submission=uuid.uuid4())


def test_link_opens_its_own_scan_and_stays_the_same(begun: Filling) -> None:
    assert opened(token_for(begun)) == begun
    assert token_for(Filling.objects.get()) == token_for(begun)
    assert fill_url(begun).endswith(f"/scan/{token_for(begun)}/")
    assert result_url(begun).endswith(f"/scan/{token_for(begun)}/resultaat/")


@pytest.mark.parametrize(
    "damaged",
    [
        lambda token: token[:-1],
        lambda token: f"x{token}",
        lambda token: token.swapcase(),
        lambda token: token.split(":")[0],
        lambda _token: "",
        lambda _token: "\0",
        lambda _token: "é" * 40,
        lambda _token: signing.dumps({"filling": 1}, salt="kopgroep.portal.follow"),
        lambda _token: signing.Signer(salt="kopgroep.scans.andere").sign_object({"filling": 1}),
    ],
)
def test_tampered_link_is_not_known(begun: Filling, damaged: Callable[[str], str]) -> None:
    with pytest.raises(UnknownLinkError):
        opened(damaged(token_for(begun)))


def test_link_to_a_scan_that_is_gone_is_not_known(begun: Filling) -> None:
    token = token_for(begun)
    Filling.objects.all().delete()
    with pytest.raises(UnknownLinkError):
        opened(token)


def test_link_lives_a_term_after_the_last_answer(begun: Filling, today_is: Callable[[date], None]) -> None:
    assert link_until(begun) == TODAY + TERM
    today_is(TODAY + TERM)
    save_answers(opened(token_for(begun)), {"mensen": {"value": 12}})
    today_is(TODAY + TERM + TERM)
    finish_filling(opened(token_for(begun)), incomplete=True)
    last = TODAY + TERM + TERM + TERM
    today_is(last)
    assert opened(token_for(begun)).finished_on == TODAY + TERM + TERM
    today_is(last + timedelta(days=1))
    with pytest.raises(ExpiredLinkError) as late:
        opened(token_for(begun))
    assert late.value.filling == begun


def test_withdrawn_scan_does_not_open(begun: Filling, anna: User) -> None:
    finish_filling(save_answers(begun, ENERGY).filling)
    withdraw_filling(begun, reason="Verkeerd bedrijf", by=anna)
    with pytest.raises(ExpiredLinkError):
        opened(token_for(begun))
