"""Lists that people keep: named once, shared, changed and let go by their owner."""

from collections.abc import Callable
from datetime import date

import pytest

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.base.errors import Refused, Stale
from kopgroep.casework.actions.lists import change_list, drop_list, keep_list
from kopgroep.casework.models import SavedList
from tests.factories import TODAY

Of = SavedList.Of


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def keep(owner: User, name: str = "Emmen", *, query: str = "gemeente=GM0114", shared: bool = False) -> SavedList:
    return keep_list(name, of=Of.COMPANIES, query=query, shared=shared, by=owner)


def test_a_list_is_kept_once(anna: User) -> None:
    first, second = keep(anna, " Emmen  oost "), keep(anna, "Emmen oost")
    assert (first, first.name, first.made_on, SavedList.objects.count()) == (second, "Emmen oost", TODAY, 1)


@pytest.mark.parametrize("name", ["", "  "])
def test_a_list_needs_a_name(anna: User, name: str) -> None:
    with pytest.raises(Refused) as refused:
        keep(anna, name)
    assert (refused.value.field, SavedList.objects.count()) == ("name", 0)


def test_another_list_of_the_same_name_is_refused(anna: User, sjoerd: User) -> None:
    keep(anna)
    with pytest.raises(Refused):
        keep(anna, query="gemeente=GM0106")
    keep(sjoerd, query="gemeente=GM0106")
    assert SavedList.objects.count() == 2


def test_colleagues_see_shared_lists_only(anna: User, sjoerd: User, charlie: User) -> None:
    keep(anna, "Van mij")
    shared = keep(anna, "Van ons", shared=True)
    assert list(SavedList.objects.visible_to(sjoerd).order_by("pk")) == [shared]
    assert SavedList.objects.visible_to(anna).count() == 2
    assert SavedList.objects.visible_to(charlie).count() == 0


def test_the_owner_renames_and_shares_and_a_clash_is_told(anna: User) -> None:
    kept = keep(anna)
    change_list(kept, name="Emmen en Coevorden", shared=True, by=anna, version=1)
    kept.refresh_from_db()
    assert (kept.name, kept.shared) == ("Emmen en Coevorden", True)
    with pytest.raises(Stale):
        change_list(kept, name="Ander", shared=False, by=anna, version=1)


def test_a_name_in_use_is_refused_when_renaming(anna: User) -> None:
    keep(anna, "Een")
    with pytest.raises(Refused) as refused:
        change_list(keep(anna, "Twee"), name="Een", shared=False, by=anna)
    assert refused.value.field == "name"


def test_only_the_owner_changes_or_drops_a_list(anna: User, sjoerd: User) -> None:
    kept = keep(anna, shared=True)
    for act in (lambda: change_list(kept, name="Mijn", shared=False, by=sjoerd), lambda: drop_list(kept, by=sjoerd)):
        with pytest.raises(Refused):
            act()
    assert SavedList.objects.get().name == "Emmen"


def test_a_dropped_list_leaves_its_trace(anna: User) -> None:
    drop_list(keep(anna), by=anna)
    event = AuditEvent.objects.latest("pk")
    assert (SavedList.objects.count(), event.verb, event.detail["query"]) == (0, "drop_list", "gemeente=GM0114")


def test_filters_that_are_too_long_are_refused(anna: User) -> None:
    with pytest.raises(Refused):
        keep(anna, query="tekst=" + "x" * 1000)
    assert SavedList.objects.count() == 0
