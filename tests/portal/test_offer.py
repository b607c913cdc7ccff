"""The offer: chosen by theme and kind, honest about where it comes from."""

from typing import get_args

from django.test import Client

from kopgroep.partners.kinds import PARTNER_KINDS
from kopgroep.portal.views.offer import instruments_for, partners_by_kind
from kopgroep.portal.words import FORMS, SHAPES, STATUSES
from kopgroep.programme import current
from kopgroep.programme.directory import InstrumentForm, InstrumentStatus, PartnerKind


def test_every_code_has_a_word() -> None:
    assert set(FORMS) == set(get_args(InstrumentForm))
    assert set(STATUSES) == set(SHAPES) == set(get_args(InstrumentStatus))
    assert set(PARTNER_KINDS) == set(get_args(PartnerKind))


def test_all_instruments_and_partners_are_there(client: Client, db: None) -> None:
    context = client.get("/aanbod/").context
    assert {row[0].code for row in context["instruments"]} == {i.code for i in current().instruments}
    shown = [p.code for _, group in context["partner_groups"] for p in group]
    assert sorted(shown) == sorted(p.code for p in current().partners)


def test_theme_and_kind_narrow_the_list(client: Client, db: None) -> None:
    context = client.get("/aanbod/", {"thema": "export", "vorm": "voucher"}).context
    wanted = {i.code for i in current().instruments if "export" in i.themes and i.form == "voucher"}
    assert {row[0].code for row in context["instruments"]} == wanted
    assert wanted < {i.code for i in current().instruments}


def test_what_can_be_used_comes_first() -> None:
    statuses = [i.status for i in instruments_for(current(), theme="", form="")]
    assert statuses == sorted(statuses, key=["open", "ongoing", "rounds", "yearly", "unknown", "closed"].index)


def test_partners_of_one_kind_stand_together() -> None:
    kinds = [kind for kind, _ in partners_by_kind(current())]
    assert len(kinds) == len(set(kinds))


def test_unknown_theme_shows_everything(client: Client, db: None) -> None:
    response = client.get("/aanbod/", {"thema": "bestaat-niet"})
    assert response.status_code == 200
    assert len(response.context["instruments"]) == len(current().instruments)


def test_each_instrument_says_source_and_day(client: Client, db: None) -> None:
    page = client.get("/aanbod/").content.decode()
    instruments = current().instruments
    assert page.count("Stand volgens de bron") == len(instruments)
    assert page.count("bekeken op") == len(instruments)
    assert [i.code for i in instruments if i.source_url and i.source_url.replace("&", "&amp;") not in page] == []


def test_choice_in_place_is_the_same_piece_of_the_page(client: Client, db: None) -> None:
    fragment = client.get("/aanbod/", {"thema": "export"}, headers={"HX-Request": "true"}).content.decode().strip()
    assert fragment.startswith('<div id="found">')
    assert fragment in client.get("/aanbod/", {"thema": "export"}).content.decode()
