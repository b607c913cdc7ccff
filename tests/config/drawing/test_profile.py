"""The drawing of a profile: where bars end, what is not measured, names that do not fit."""

from kopgroep.config.drawing.profile import NARROW, WIDE, Dimension, folded, profile_of

FULL = Dimension("Meten", 100, 50, "100")


def test_a_bar_ends_where_its_score_lies() -> None:
    for shape in (WIDE, NARROW):
        drawn = profile_of([FULL, Dimension("Doen", 25, None, "25"), Dimension("Niets", 0, None, "0")], shape)
        assert [bar.width for bar in drawn.bars] == [shape.track, shape.track / 4, 0]


def test_not_measured_has_no_bar_and_a_mark_of_others_may_stand_there() -> None:
    (bar,) = profile_of([Dimension("Meten", None, 50, "niet gemeten")], WIDE).bars
    assert (bar.width, bar.dimension.words) == (None, "niet gemeten")
    assert bar.mark.startswith(f"M{(WIDE.left + WIDE.right) / 2 - WIDE.half:g} ")


def test_without_others_there_is_no_mark() -> None:
    assert profile_of([Dimension("Meten", 40, None, "40")], WIDE).bars[0].mark == ""


def test_a_score_beyond_the_scale_stays_inside_the_drawing() -> None:
    high, low = profile_of([Dimension("Veel", 130, 140, "130"), Dimension("Weinig", -20, None, "-20")], WIDE).bars
    assert (high.width, low.width) == (WIDE.track, 0)
    assert high.mark.startswith(f"M{WIDE.right - WIDE.half} ")


def test_a_long_name_takes_a_second_line_and_pushes_the_rest_down() -> None:
    long = Dimension("Werken met mensen van buiten en vaardigheden", 40, None, "40")
    plain, folds = profile_of([FULL, FULL], WIDE), profile_of([long, FULL], WIDE)
    assert [line for _, line in folds.bars[0].lines] == ["Werken met mensen van", "buiten en vaardigheden"]
    assert folds.bars[1].y > plain.bars[1].y
    assert folds.height > plain.height


def test_a_word_longer_than_a_line_stays_whole() -> None:
    assert folded("Organisatieontwikkelingsplannenmakerij nu", 20) == ["Organisatieontwikkelingsplannenmakerij", "nu"]


def test_every_bar_stands_between_the_top_and_the_axis() -> None:
    for shape in (WIDE, NARROW):
        drawn = profile_of([FULL] * 8, shape)
        assert all(0 < bar.y < bar.y + shape.bar < drawn.foot < drawn.height for bar in drawn.bars)


def test_no_dimensions_draw_only_an_axis() -> None:
    assert profile_of([], WIDE).bars == []
