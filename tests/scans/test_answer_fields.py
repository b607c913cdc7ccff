"""The form of one page of a scan: what its boxes show, what they take, and what it leaves to somebody else."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import override

from kopgroep.accounts.models import User
from kopgroep.programme.parts import Text
from kopgroep.programme.scans import Item, ItemKind, Option, Scan
from kopgroep.scans.answer_fields import AnswerField, SectionForm
from kopgroep.scans.walking import Part, walk
from tests.factories import ENERGY, TODAY, energy_scan, make_company, make_filling


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def words(text: str) -> Text:
    """The same words in both languages."""
    return Text(nl=text, en=text)


def item(kind: ItemKind, **facts: Any) -> Item:
    """A question that is no part of a scan on disk."""
    return Item(code="vraag", ask=words("Vraag?"), kind=kind, **facts)


def scan_of(one: Item) -> Scan:
    """The small scan with that question in front."""
    data = energy_scan().model_dump()
    data["sections"][0]["items"] = (one.model_dump(), *data["sections"][0]["items"])
    return Scan.model_validate(data)


def taken(one: Item, **boxes: Any) -> Any:
    """What the question makes of its boxes, as the browser sends them; or the sentence of what is wrong."""
    field = AnswerField(scan_of(one), one, "nl")
    data = QueryDict(mutable=True)
    for name, value in boxes.items():
        data.setlist({"value": "v", "state": "v.state"}[name], value if isinstance(value, list) else [value])
    try:
        return field.clean(field.widget.value_from_datadict(data, data, "v"))
    except ValidationError as error:
        return str(error.messages[0])


PICK = {"options": tuple(Option(code=code, name=words(code)) for code in ("een", "twee"))}


@pytest.mark.parametrize(
    ("one", "boxes", "stored"),
    [
        (item(ItemKind.YES_NO), {"value": "yes"}, {"value": "yes"}),
        (item(ItemKind.YES_NO), {}, None),
        (item(ItemKind.YES_NO), {"value": "=dont_know"}, {"state": "dont_know"}),
        (item(ItemKind.YES_NO), {"value": "=not_applicable"}, "Deze vraag heeft een antwoord nodig."),
        (item(ItemKind.YES_NO, not_applicable=True), {"value": "=not_applicable"}, {"state": "not_applicable"}),
        (item(ItemKind.YES_NO), {"value": "partly"}, "Kies een van de antwoorden."),
        (item(ItemKind.YES_PARTLY_NO), {"value": "partly"}, {"value": "partly"}),
        (item(ItemKind.CHOICE, **PICK), {"value": "twee"}, {"value": "twee"}),
        (item(ItemKind.CHOICE, **PICK), {"value": "drie"}, "Kies een van de antwoorden."),
        (item(ItemKind.CHOICE, **PICK), {"value": "=iets"}, "Deze vraag heeft een antwoord nodig."),
        (item(ItemKind.MANY, **PICK), {"value": ["twee", "een"]}, {"value": ["een", "twee"]}),
        (item(ItemKind.MANY, **PICK), {"value": ["=none"]}, {"value": []}),
        (item(ItemKind.MANY, **PICK), {"value": ["=dont_know"]}, {"state": "dont_know"}),
        (item(ItemKind.MANY, **PICK), {"value": ["drie"]}, "Kies uit de lijst."),
        (
            item(ItemKind.MANY, **PICK),
            {"value": ["een", "=none"]},
            "Kies een van de twee: een antwoord, of een van de vakjes eronder.",
        ),
        (item(ItemKind.NUMBER), {"value": " 12 "}, {"value": 12}),
        (item(ItemKind.NUMBER), {"value": "1.250"}, {"value": 1250}),
        (item(ItemKind.NUMBER), {"value": "€ 1.250.000"}, {"value": 1250000}),
        (item(ItemKind.NUMBER), {"value": "12,5"}, "Vul een heel getal in."),
        (item(ItemKind.NUMBER, decimals=1), {"value": "12,5"}, {"value": 12.5}),
        (item(ItemKind.NUMBER, decimals=1), {"value": "12,55"}, "Gebruik hooguit 1 cijfer achter de komma."),
        (item(ItemKind.NUMBER, decimals=2), {"value": "1.250,75"}, {"value": 1250.75}),
        (item(ItemKind.NUMBER, decimals=2), {"value": "1,250.75"}, {"value": 1250.75}),
        (item(ItemKind.NUMBER, decimals=3), {"value": "0.125"}, {"value": 0.125}),
        (item(ItemKind.NUMBER), {"value": "twaalf"}, "Vul een getal in cijfers in, zoals 12 of 12,5."),
        (item(ItemKind.NUMBER), {"value": "0"}, {"value": 0}),
        (item(ItemKind.NUMBER, minimum=1), {"value": "0"}, "Vul 1 of meer in."),
        (item(ItemKind.NUMBER, maximum=25000), {"value": "25001"}, "Vul hooguit 25.000 in."),
        (item(ItemKind.NUMBER), {"state": ["=iets"]}, "Deze vraag heeft een antwoord nodig."),
        (item(ItemKind.NUMBER), {"value": "", "state": ["=dont_know"]}, {"state": "dont_know"}),
        (
            item(ItemKind.NUMBER),
            {"value": "12", "state": ["=dont_know"]},
            "Kies een van de twee: een antwoord, of een van de vakjes eronder.",
        ),
        (item(ItemKind.NUMBER, dont_know=False), {"value": "12", "state": ["=dont_know"]}, {"value": 12}),
        (item(ItemKind.DATE), {"value": "2023-05-15"}, {"value": "2023-05-15"}),
        (item(ItemKind.DATE), {"value": "2023-02-30"}, "Kies een dag, of schrijf hem als 2023-05-15."),
        (item(ItemKind.TEXT), {"value": " een plan "}, {"value": "een plan"}),
        (item(ItemKind.TEXT), {"value": "x" * 2001}, "Gebruik hooguit 2000 tekens."),
        (item(ItemKind.TEXT), {"value": "   "}, None),
    ],
)  # fmt: skip
def test_answer_is_taken_or_refused_with_what_to_do(one: Item, boxes: dict[str, Any], stored: Any) -> None:
    assert taken(one, **boxes) == stored


def test_no_more_ticks_than_may_be_given() -> None:
    one = item(ItemKind.MANY, **PICK, most=1)
    assert taken(one, value=["een"]) == {"value": ["een"]}
    assert taken(one, value=["een", "twee"]) == "Kruis er hooguit 1 aan."


def test_tick_that_goes_with_no_other_one() -> None:
    alone = Option(code="niets", name=words("Niets"), alone=True)
    one = item(ItemKind.MANY, options=(*PICK["options"], alone))
    assert taken(one, value=["niets"]) == {"value": ["niets"]}
    assert (
        taken(one, value=["niets", "een"])
        == "Een van deze antwoorden gaat niet samen met een ander. Haal dat weg, of de andere."
    )
    choices = [str(words) for _code, words in AnswerField(scan_of(one), one, "nl").widget.choices]
    assert choices == ["een", "twee", "Niets", "Weet ik niet"]


@pytest.mark.parametrize(
    ("one", "stored", "shown"),
    [
        (item(ItemKind.YES_NO), {"value": "no"}, "no"),
        (item(ItemKind.YES_NO), {"state": "dont_know"}, "=dont_know"),
        (item(ItemKind.MANY, **PICK), {"value": ["een"]}, ["een"]),
        (item(ItemKind.MANY, **PICK), {"value": []}, ["=none"]),
        (item(ItemKind.MANY, **PICK), {"state": "dont_know"}, ["=dont_know"]),
        (item(ItemKind.NUMBER, decimals=1), {"value": 12.5}, ["12,5", []]),
        (item(ItemKind.NUMBER), {"value": 0}, ["0", []]),
        (item(ItemKind.NUMBER), {"value": 1250000}, ["1250000", []]),
        (item(ItemKind.NUMBER, decimals=3), {"value": 12500.125}, ["12500,125", []]),
        (item(ItemKind.NUMBER), {"state": "dont_know"}, ["", ["=dont_know"]]),
        (item(ItemKind.DATE), {"value": "2023-05-15"}, ["2023-05-15", []]),
        (item(ItemKind.TEXT), {"value": "een plan"}, ["een plan", []]),
    ],
)
def test_boxes_show_what_is_stored_and_give_the_same_back(one: Item, stored: dict[str, Any], shown: Any) -> None:
    field = AnswerField(scan_of(one), one, "nl")
    assert field.prepare_value(stored) == shown
    assert field.clean(shown) == stored


def test_english_page_reads_and_writes_numbers_the_english_way() -> None:
    one = item(ItemKind.NUMBER, decimals=1)
    with override("en"):
        field = AnswerField(scan_of(one), one, "en")
        assert field.prepare_value({"value": 12.5}) == ["12.5", []]
        assert field.clean(["12.5", []]) == {"value": 12.5}
        assert str(field.widget.widgets[1].choices[0][1]) == "I do not know"


@pytest.fixture
def first(anna: User) -> Part:
    """The first page of a small scan in which nothing was answered yet."""
    return walk(make_filling(make_company(), anna, scan=energy_scan(), finished=False)).parts[0]


def form_of(anna: User, data: dict[str, Any], **given: Any) -> SectionForm:
    """The first page of a small scan, sent."""
    filling = make_filling(make_company(), anna, scan=energy_scan(), finished=False, **given)
    form = SectionForm(data, filling=filling, part=walk(filling).parts[0])
    form.is_valid()
    return form


def test_only_what_this_person_changed_is_given(anna: User) -> None:
    seen = json.dumps({"mensen": ENERGY["mensen"], "sector": None})
    sent = {"seen": seen, "vraag-mensen": "12", "vraag-sector": "bouw"}
    assert form_of(anna, sent).given() == {"sector": {"value": "bouw"}}


def test_answer_that_was_made_empty_is_taken_away(anna: User) -> None:
    seen = json.dumps({"mensen": ENERGY["mensen"], "sector": ENERGY["sector"]})
    assert form_of(anna, {"seen": seen, "vraag-sector": "bouw"}).given() == {"mensen": None}


def test_question_that_was_not_on_the_page_is_left_alone(anna: User) -> None:
    sent = {"seen": json.dumps({"sector": None}), "vraag-sector": "bouw", "vraag-mensen": "99"}
    assert form_of(anna, sent).given() == {"sector": {"value": "bouw"}}


@pytest.mark.parametrize("damaged", ["", "{", "[1]", "null", "12"])
def test_damaged_memory_takes_what_is_filled_in_and_nothing_away(anna: User, damaged: str) -> None:
    form = form_of(anna, {"seen": damaged, "vraag-sector": "bouw"}, mensen={"value": 12})
    assert form.given() == {"sector": {"value": "bouw"}}


def test_wrong_answer_keeps_the_right_one_and_says_what_is_the_matter(anna: User) -> None:
    sent = {"seen": "{}", "vraag-mensen": "0", "vraag-sector": "bouw"}
    form = form_of(anna, sent)
    assert (form.given(), form.faults()) == ({"sector": {"value": "bouw"}}, {"mensen": "Vul 1 of meer in."})


def test_help_of_the_programme_is_no_markup(first: Part, anna: User) -> None:
    one = item(ItemKind.TEXT, help=words("Minder dan <b>10</b>?"))
    assert AnswerField(scan_of(one), one, "nl").help_text == "Minder dan &lt;b&gt;10&lt;/b&gt;?"
