"""Words: stems, compounds, typing errors, and what they add up to."""

import pytest

from kopgroep.partners.matching import Index, index_of
from kopgroep.partners.words import Word, language_of, stem, words_of
from kopgroep.programme import current


@pytest.fixture
def index() -> Index:
    """The index of the programme in use, in Dutch."""
    return index_of(current(), "nl")


def guessed(index: Index, written: str) -> list[str]:
    """The stems for which a word is taken."""
    return [one for one, _share in index.guesses(Word(written, stem(written, "nl")))]


def test_words_that_say_nothing_are_left_out() -> None:
    assert [word.written for word in words_of("Hoe kom ik aan een lening voor 20 machines?", "nl")] == [
        "lening",
        "machines",
    ]


def test_what_is_too_long_for_a_word_is_left_out() -> None:
    assert words_of(f"export {'x' * 2000} {'y' * 41}", "nl") == [Word("export", "export")]


def test_a_hyphen_joins_words_of_their_own() -> None:
    assert [word.stem for word in words_of("Een export-plan", "nl")] == ["export", "plan"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("leningen", "lening"), ("subsidies", "Subsidie"), ("patiënt", "patienten"), ("innovatie", "Innovaties")],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one, "nl") == stem(other, "nl")


def test_a_compound_is_split_on_the_words_of_the_directory(index: Index) -> None:
    assert "exportsubsidie" not in index.spelled
    assert guessed(index, "exportsubsidie") == ["export", "subsidie"]
    assert guessed(index, "personeelsdossiers") == ["personeel"]


def test_a_part_may_stand_beside_one_of_three_letters(index: Index) -> None:
    assert guessed(index, "lasrobot") == ["robot"]


def test_a_typing_error_is_read_as_the_word_that_was_meant(index: Index) -> None:
    assert guessed(index, "subsidi") == [stem("subsidie", "nl")]
    assert guessed(index, "digitalisseren") == [stem("digitaliseren", "nl")]


def test_a_word_that_the_directory_does_not_know_stands_for_nothing(index: Index) -> None:
    assert guessed(index, "kwantummechanica") == []
    assert index.ask("kwantummechanica") == {}


def test_the_words_are_told_as_they_were_written(index: Index) -> None:
    hit = index.ask("Ik wil EXPORTSUBSIDIE, en nog meer subsidies!")["export-rvo"]
    assert hit.written == ("EXPORTSUBSIDIE",)


def test_a_rare_word_says_more_than_a_frequent_one(index: Index) -> None:
    rare, frequent = index.ask("telescoop"), index.ask("innovatie")
    assert list(rare) == ["toeleverancier-astron"]
    assert rare["toeleverancier-astron"].score > max(hit.score for hit in frequent.values()) / 2
    assert index.services_with[stem("telescoop", "nl")] < index.services_with[stem("innovatie", "nl")]


def test_saying_it_twice_counts_once(index: Index) -> None:
    assert index.ask("export export exports")["export-rvo"] == index.ask("export")["export-rvo"]


def test_a_question_in_english_is_read_in_english() -> None:
    found = index_of(current(), "en").ask("We want to do business abroad and need finance")
    best = max(found, key=lambda code: found[code].score)
    assert best == "export-rvo"


def test_the_index_is_made_once_for_each_version() -> None:
    assert index_of(current(), "nl") is index_of(current(), "nl")
    newer = current().model_copy(update={"hash": "newer"})
    assert index_of(newer, "nl") is not index_of(current(), "nl")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hoe kom ik aan een lening voor mijn winkel?", "nl"),
        ("How do I get a loan for my shop?", "en"),
        ("export", "of the page"),
        ("", "of the page"),
    ],
)
def test_the_small_words_tell_the_language(text: str, language: str) -> None:
    assert language_of(text, "of the page") == language
