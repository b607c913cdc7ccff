"""The places of what is drawn."""

from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from kopgroep.config.drawing.bars import Bar, Bullet, share
from kopgroep.config.drawing.columns import Point, columns_of, round_top
from kopgroep.config.drawing.maps import breaks_of, label_place, map_of

SQUARE = {"type": "Polygon", "coordinates": [[[6.0, 52.0], [7.0, 52.0], [7.0, 53.0], [6.0, 53.0], [6.0, 52.0]]]}
BESIDE = {"type": "MultiPolygon", "coordinates": [[[[7.0, 52.0], [8.0, 52.0], [8.0, 53.0], [7.0, 53.0], [7.0, 52.0]]]]}
AREA = {
    "features": [
        {"properties": {"gm_code": "A"}, "geometry": SQUARE},
        {"properties": {"gm_code": "B"}, "geometry": BESIDE},
    ]
}
figures = st.floats(0, 1e9)


def test_a_bar_fills_by_its_share() -> None:
    bar = Bar(used=1050, whole=1440, reserved=180, mark=1080)
    assert (bar.used_width, bar.reserved_width, bar.mark_at, bar.left) == (72.92, 12.5, 75.0, 210)


def test_a_bar_never_runs_over() -> None:
    bar = Bar(used=1500, whole=1440, reserved=60)
    assert (bar.used_width, bar.reserved_width, bar.left) == (100.0, 0.0, 0)


@given(figures, figures)
def test_a_share_stays_between_nothing_and_all(value: float, whole: float) -> None:
    assert 0 <= share(value, whole) <= 100


def test_targets_stand_under_each_other() -> None:
    assert Bullet(actual=87, target=150).target_at == Bullet(actual=3, target=10, expected=6).target_at == 84.75


def test_a_bullet_makes_room_for_who_got_far_beyond() -> None:
    bullet = Bullet(actual=300, target=100, forecast_low=320, forecast_high=400)
    assert bullet.actual_width < 100
    assert (bullet.low_at, bullet.high_at) == (78.43, 98.04)


def test_a_forecast_far_beyond_its_target_ends_in_an_arrow_and_leaves_the_bar_its_size() -> None:
    bullet = Bullet(actual=2, target=10, forecast_low=8, forecast_high=60)
    assert (bullet.target_at, bullet.low_at, bullet.high_at, bullet.goes_on) == (66.67, 53.33, 100.0, True)
    drawn = [render_to_string("parts/bullet.html", {"bullet": each}) for each in (bullet, Bullet(2, 10, None, 8, 11))]
    assert [("<path" in svg, svg.count("<line")) for svg in drawn] == [(True, 3), (False, 4)]
    whole = Bullet(actual=2, target=10, forecast_low=30, forecast_high=60)
    assert (whole.low_at, render_to_string("parts/bullet.html", {"bullet": whole}).count("<line")) == (100.0, 2)


def test_a_bullet_without_target_is_drawn_all_the_same() -> None:
    bullet = Bullet(actual=0, target=0)
    assert (bullet.actual_width, bullet.target_at, bullet.expected_at) == (0.0, 0.0, None)


def test_columns_stand_beside_each_other_below_a_round_top() -> None:
    chart = columns_of([Point("a", 30, 60), Point("b", 15)])
    assert [line[1] for line in chart.lines] == [100, 50, 0]
    first, second = chart.columns
    assert (first.x, first.right, first.height, first.y, first.expected_y) == (8.33, 41.66, 30.0, 70.0, 40.0)
    assert (second.x, second.expected_y) == (58.33, None)


def test_a_chart_without_points_is_empty() -> None:
    assert columns_of([]).columns == []


def test_labels_that_would_touch_are_left_out() -> None:
    long = columns_of([Point(f"Kwartaal {i}", i) for i in range(10)])
    assert [column.label_on for column in long.columns] == ["", "no", "wide", "no", "", "no", "wide", "no", "", "no"]


def test_a_round_top_is_one_two_or_five() -> None:
    assert [round_top(value) for value in (1, 1.5, 16, 51, 100, 101)] == [1, 2, 20, 100, 100, 200]


def test_areas_are_drawn_beside_each_other_with_north_up() -> None:
    drawn = map_of(AREA, {"A": 10.0, "B": None}, {"A": "Here", "B": "There"})
    here, there = drawn.shapes
    assert here.label_x < there.label_x
    assert (here.name, here.value, there.value, there.level) == ("Here", 10.0, None, 0)
    # Two degrees of longitude here are about 1.22 times as wide as one of latitude is high.
    assert 300 < drawn.height < 340


def test_the_highest_area_is_in_the_last_class_and_the_lowest_in_the_first() -> None:
    names = {"A": "Here", "B": "There"}
    drawn = map_of(AREA, {"A": 2.0, "B": 9.0}, names)
    assert [shape.level for shape in drawn.shapes] == [1, len(drawn.breaks) + 1]


def test_areas_that_nobody_names_are_left_out() -> None:
    assert [shape.code for shape in map_of(AREA, {}, {"B": "There"}).shapes] == ["B"]


def test_breaks_are_round_and_rise() -> None:
    assert breaks_of([9.43, 9.6, 11.4, 11.5, 13.2, 16.7, 17.8, 20.4]) == [11.0, 13.0, 18.0]
    assert breaks_of([]) == []
    assert breaks_of([5, 5, 5]) == []


def test_a_name_stands_inside_a_bent_area() -> None:
    bend = [(0.0, 0.0), (10.0, 0.0), (10.0, 2.0), (2.0, 2.0), (2.0, 10.0), (0.0, 10.0), (0.0, 0.0)]
    x, y = label_place([bend])
    assert 0 < x < 2
    assert 2 < y < 10
