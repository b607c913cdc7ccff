"""Two people at the same moment: a pair is merged once, and nothing that was being written is lost."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.management import call_command

from kopgroep.accounts.models import User
from kopgroep.casework.models import Contact
from kopgroep.companies.actions import add_company
from kopgroep.companies.merging import merge_companies, undo_merge
from kopgroep.companies.models import Company, Merge
from tests import cast
from tests.at_once import at_once
from tests.factories import TODAY, make_company, make_contact

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def pair_of(by: User) -> tuple[Company, Company]:
    return add_company(name="De Drift", by=by), add_company(name="Drift", by=by)


def test_two_who_merge_a_pair_both_ways_merge_it_once() -> None:
    anna = cast.member("anna")
    one, other = pair_of(anna)
    came = at_once(lambda: merge_companies(one, other, by=anna), lambda: merge_companies(other, one, by=anna))
    assert (came, Merge.objects.count(), len(Company.objects.doubles())) == (["done", "refused"], 1, 1)


def test_two_who_undo_a_merge_undo_it_once() -> None:
    anna = cast.member("anna")
    merge = merge_companies(*pair_of(anna), by=anna)
    assert at_once(lambda: undo_merge(merge, by=anna), lambda: undo_merge(merge, by=anna)) == ["done", "refused"]
    assert Company.objects.doubles() == {}


def test_what_lands_on_the_double_just_after_the_merge_follows_it_and_can_go_back() -> None:
    anna = cast.member("anna")
    kept = make_company("De Drift")
    gone = add_company(name="Drift", by=anna)
    merge = merge_companies(kept, gone, by=anna)
    # The form held the company as it was before.
    contact = make_contact(gone, anna)
    call_command("find_doubles", verbosity=0)
    assert Contact.objects.get(pk=contact.pk).company == kept
    undo_merge(merge, by=anna)
    assert Contact.objects.get(pk=contact.pk).company == gone
