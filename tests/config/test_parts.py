"""The parts draw what they are given, in the language of the page, and refuse a shape they do not know."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation

DAY = date(2023, 5, 15)


def drawn(source: str, address: str = "/", **context: Any) -> str:
    """A piece of template as HTML, in Dutch, with plain spaces."""
    request = RequestFactory().get(address)
    with translation.override("nl"):
        html = Template(source).render(Context({"request": request, "day": DAY, **context}))
    return " ".join(html.replace("\N{NO-BREAK SPACE}", " ").split())


def test_a_badge_is_a_word_with_a_shape() -> None:
    assert drawn('{% badge "te laat" "late" %}') == '<span class="kg-badge kg-badge--late">te laat</span>'


def test_an_unknown_shape_fails_at_once() -> None:
    with pytest.raises(TemplateSyntaxError, match="'red' is not one of ok, near, late, rest"):
        drawn('{% badge "te laat" "red" %}')


def test_an_alert_says_in_a_word_what_it_is() -> None:
    html = drawn('{% alert "error" "leeg bestand" %}<p>Kies een ander.</p>{% endalert %}')
    assert '<p class="kg-alert__title">Dat is niet gelukt: leeg bestand</p>' in html
    assert 'role="alert"' in html
    assert "<p>Kies een ander.</p>" in html


def test_what_a_page_says_is_escaped_and_what_it_draws_is_not() -> None:
    html = drawn("{% empty title %}<p>{{ words }}</p>{% endempty %}", title="<i>", words="<b>")
    assert html == '<div class="kg-empty"><p class="kg-empty__title">&lt;i&gt;</p><p>&lt;b&gt;</p></div>'


@pytest.mark.parametrize(
    ("address", "order", "link"),
    [
        ("/", None, "?op=naam"),
        ("/?op=naam", "ascending", "?op=-naam"),
        ("/?op=-naam&gemeente=a", "descending", "?gemeente=a&amp;op=naam"),
        ("/?op=uren&vanaf=50", None, "?op=naam"),
    ],
)
def test_a_head_sorts_and_keeps_the_filters_but_not_the_page(address: str, order: str | None, link: str) -> None:
    html = drawn('{% sort_head "Naam" "naam" %}', address)
    assert f'href="{link}"' in html
    assert ("aria-sort" in html) == (order is not None)
    assert order is None or f'aria-sort="{order}"' in html


def test_figures_sort_from_high_to_low_first() -> None:
    assert 'href="?op=-uren"' in drawn('{% sort_head "Uren" "uren" number=True %}')


def test_the_order_of_a_list_without_choice_is_marked() -> None:
    assert 'aria-sort="ascending"' in drawn('{% sort_head "Naam" "naam" first="naam" %}')


def test_a_chip_changes_one_filter_and_knows_whether_it_is_on() -> None:
    source = '{% chip "Alles" "soort" %}|{% chip "Uren" "soort" "uren" 1200 %}'
    html = drawn(source, "/?soort=uren&q=van+rhee&vanaf=50")
    everything, hours = (chip.strip() for chip in html.split("|"))
    assert everything == '<a class="kg-chip" href="?q=van+rhee">Alles</a>'
    assert hours == (
        '<a class="kg-chip" href="?q=van+rhee&amp;soort=uren" aria-current="true">Uren '
        '<span class="kg-chip__count">1.200</span></a>'
    )


def test_a_fact_carries_source_and_date() -> None:
    html = drawn('{% fact "Adres" "Brink 14" "Handelsregister" day %}')
    assert '<span class="kg-fact__source">Handelsregister, 15 mei 2023</span>' in html


def test_a_fact_that_is_not_known_says_so() -> None:
    assert '<span class="kg-quiet">niet bekend</span>' in drawn('{% fact "Website" none %}', none=None)


def test_nought_is_a_fact() -> None:
    assert "<span>0</span>" in drawn('{% fact "Mensen" 0 %}')


def test_pages_are_links_without_a_count() -> None:
    assert drawn('{% pagination previous="" following="" %}') == ""
    html = drawn('{% pagination previous="?vanaf=0" following="" %}')
    assert ('rel="prev"' in html, 'rel="next"' in html) == (True, False)


def test_a_message_with_an_undo_gets_a_button_that_posts() -> None:
    class Message:
        level_tag, extra_tags = "success", "/werkplek/terug/"

        def __str__(self) -> str:
            return "Opgeslagen."

    html = drawn("{% saved_messages %}", messages=[Message()], csrf_token="abc")
    assert '<form method="post" action="/werkplek/terug/">' in html
    assert 'name="csrfmiddlewaretoken" value="abc"' in html
    assert "Maak ongedaan" in html


def test_hours_are_said_in_words_beside_the_bar() -> None:
    html = drawn("{% hours_bar written=1050 cap=1440 reserved=180 warn_from=1080 %}")
    assert 'aria-label="17 u 30 van 24 u geschreven"' in html
    assert "<b>17 u 30 van 24 u</b>" in html
    assert "3 u gereserveerd, 3 u 30 vrij. Melding vanaf 18 u." in html


def test_hours_over_the_cap_are_trouble() -> None:
    html = drawn("{% hours_bar written=1500 cap=1440 %}")
    assert 'kg-badge--late">over de grens</span> 1 u' in html


def test_a_drawing_writes_its_places_with_a_point_in_every_language() -> None:
    html = drawn('{% bar label="53%" used=1 whole=3 %}')
    assert 'width="33.33%"' in html


def test_a_target_stands_in_figure_words_verdict_and_forecast() -> None:
    html = drawn(
        '{% target_row label="Intakes" url="/x/" actual=87 target=1500 expected=96 forecast=141 low=128 high=154'
        ' verdict="net niet" shape="near" %}'
    )
    assert 'aria-label="Intakes: 87 van 1.500"' in html
    assert '<b>87</b> van 1.500<span class="kg-quiet">, verwacht 96</span>' in html
    assert '<span class="kg-badge kg-badge--near">net niet</span>' in html
    assert '141 <span class="kg-together">(128 tot 154)</span>' in html


def test_a_target_without_forecast_shows_none() -> None:
    html = drawn(
        '{% target_row label="Intakes" url="" actual=0 target=10 forecast=row.forecast low=row.low high=row.high %}',
        row=object(),
    )
    assert '<p class="kg-target__forecast"></p>' in html
    assert "kg-bullet__forecast" not in html


def test_suggestions_are_options_with_an_address() -> None:
    items = [{"url": "/b/1/", "title": "Van Rhee", "detail": "Rolde"}, {"url": "/b/2/", "title": "<Bakker>"}]
    html = drawn('{% suggestions items "find" %}', items=items)
    assert 'role="option" id="find-1" data-url="/b/1/" aria-selected="false"><b>Van Rhee</b>' in html
    assert "<b>&lt;Bakker&gt;</b>" in html


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("{{ day|nice_date }}", "15 mei 2023"),
        ("{{ day|nice_day }}", "ma 15 mei 2023"),
        ("{{ none|nice_date }}", ""),
        ("{{ moment|nice_day }}", "di 16 mei 2023"),
        ("{{ 225|hours }}", "3 u 45"),
        ("{{ 311886100|euros }}", "€ 3.118.861"),
        ("{{ 0.625|percent }}", "62,5%"),
        ("{{ 20.44|amount:1 }}", "20,4"),
        ("{{ 0|amount }}", "0"),
    ],
)
def test_filters_write_figures_as_people_here_do(source: str, written: str) -> None:
    late_in_utc = datetime(2023, 5, 15, 22, 30, tzinfo=UTC)
    assert drawn(source, none=None, moment=late_in_utc) == written


def test_a_profile_says_not_measured_and_draws_it_without_a_bar() -> None:
    rows = [
        SimpleNamespace(name="Meten", shown="65", scored="65 van 100", share=65.0, median_share=40.0),
        SimpleNamespace(name="Doen", shown="", scored="niet gemeten", share=None, median_share=None),
    ]
    html = drawn('{% profile rows others="12 bedrijven" %}', rows=rows)
    assert html.count('class="kg-profile__bar"') == 3  # one in the legend, one in each drawing
    assert html.count('class="kg-profile__none"') == 2
    assert html.count(">niet gemeten</text>") == 2
    assert "middelste van 12 bedrijven" in html


def test_a_profile_without_others_names_nobody() -> None:
    row = SimpleNamespace(name="Meten", shown="65", scored="65 van 100", share=65.0, median_share=None)
    html = drawn('{% profile rows others="12 bedrijven" %}', rows=[row])
    assert "12 bedrijven" not in html
    assert "kg-profile__mark" not in html


def test_a_profile_of_scales_with_their_own_tops_has_no_axis_and_says_of_what() -> None:
    row = SimpleNamespace(name="Meten", shown="6", scored="6 van 12", share=50.0, median_share=None)
    html = drawn("{% profile rows of_hundred=False %}", rows=[row])
    assert "kg-profile__axis" not in html
    assert html.count(">6 van 12</text>") == 2
