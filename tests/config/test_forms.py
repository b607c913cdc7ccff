"""Every form of the house gets label, help, error and their wiring from one place."""

from html.parser import HTMLParser

import pytest
from django import forms
from django.utils import translation

Attrs = dict[str, str | None]


class AskForm(forms.Form):
    name = forms.CharField(label="Name", help_text="As on your card.")
    email = forms.EmailField(label="E-mail", required=False)
    how = forms.ChoiceField(label="How", choices=[("a", "Phone"), ("b", "Visit")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="Agreed")
    version = forms.IntegerField(widget=forms.HiddenInput, initial=3)


class Elements(HTMLParser):
    """All elements of a piece of HTML with their attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, Attrs]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def of(self, tag: str) -> list[Attrs]:
        return [attrs for name, attrs in self.found if name == tag]

    def by_id(self, ident: str) -> Attrs:
        return next(attrs for _, attrs in self.found if attrs.get("id") == ident)


@pytest.fixture
def fresh() -> Elements:
    return Elements(str(AskForm()))


@pytest.fixture
def refused() -> Elements:
    return Elements(str(AskForm({"email": "harm@", "version": "x"})))


def test_every_field_has_a_label_of_its_own(fresh: Elements) -> None:
    labelled = [label["for"] for label in fresh.of("label")]
    assert labelled == ["id_name", "id_email", "id_how_0", "id_how_1", "id_agree"]


def test_help_is_tied_to_its_field(fresh: Elements) -> None:
    assert fresh.by_id("id_name")["aria-describedby"] == "id_name_helptext"
    assert fresh.by_id("id_name_helptext")["class"] == "utrecht-form-field-description"


def test_a_fresh_form_shows_no_errors(fresh: Elements) -> None:
    assert [a for _, a in fresh.found if a.get("aria-invalid") or a.get("role") == "alert"] == []


def test_a_refused_field_is_invalid_and_tied_to_help_and_error(refused: Elements) -> None:
    field = refused.by_id("id_name")
    assert field["aria-invalid"] == "true"
    assert field["aria-describedby"] == "id_name_helptext id_name_error"
    assert refused.by_id("id_name_error")["class"] == "utrecht-form-field-error-message"


def test_a_refused_field_keeps_what_was_typed(refused: Elements) -> None:
    assert refused.by_id("id_email")["value"] == "harm@"


def test_a_group_of_options_is_a_fieldset_tied_to_its_error(refused: Elements) -> None:
    group = refused.by_id("id_how_group")
    assert (refused.of("fieldset"), group["aria-describedby"]) == ([group], "id_how_error")


def test_the_summary_links_to_every_refused_field_in_order(refused: Elements) -> None:
    assert [a["href"] for a in refused.of("a")] == ["#id_name", "#id_email", "#id_how_group", "#id_agree"]
    targets = {attrs.get("id") for _, attrs in refused.found}
    assert {str(a["href"])[1:] for a in refused.of("a")} <= targets


def test_the_summary_takes_the_focus_and_is_read_out(refused: Elements) -> None:
    summary = next(a for a in refused.of("div") if a.get("class") == "kg-error-summary")
    assert (summary["role"], summary["tabindex"], "data-focus" in summary) == ("alert", "-1", True)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"name": "Harm", "how": "a", "version": "1"}, "Nog 1 ding voor je verder kunt."),
        ({"name": "Harm", "version": "1"}, "Nog 2 dingen voor je verder kunt."),
    ],
)
def test_the_summary_counts_what_is_missing(data: dict[str, str], sentence: str) -> None:
    with translation.override("nl"):
        assert sentence in str(AskForm(data))


def test_an_error_of_a_hidden_field_is_not_lost() -> None:
    form = AskForm({"name": "Harm", "how": "a", "agree": "on", "version": "x"})
    html = str(form)
    assert form.errors["version"][0] in html


def test_an_error_of_the_whole_form_stands_in_the_summary() -> None:
    form = AskForm({"name": "Harm", "how": "a", "agree": "on", "version": "1"})
    form.add_error(None, "Somebody was first.")
    assert "<li>Somebody was first.</li>" in str(form)


def test_what_may_stay_empty_says_so() -> None:
    with translation.override("en"):
        html = str(AskForm())
    assert html.count("(optional)") == 1


def test_widgets_get_the_class_of_their_kind_beside_their_own() -> None:
    class Own(forms.Form):
        note = forms.CharField(widget=forms.Textarea(attrs={"class": "mine"}))
        theme = forms.ChoiceField(choices=[("a", "A")])

    elements = Elements(str(Own({})))
    assert elements.by_id("id_note")["class"] == (
        "utrecht-textarea utrecht-textarea--html-textarea utrecht-textarea--invalid mine"
    )
    assert elements.by_id("id_theme")["class"] == ("utrecht-select utrecht-select--html-select utrecht-select--invalid")


def test_what_was_typed_is_escaped() -> None:
    html = str(AskForm({"name": "<b>", "email": '"><script>'}))
    assert "<script" not in html
    assert 'value="&lt;b&gt;"' in html
