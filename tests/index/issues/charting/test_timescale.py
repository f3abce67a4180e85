from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.issues.charting.timescale import TimeScale, days_of, time_scale

LEFT, RIGHT = 40.0, 1040.0


def _scale(*published: str) -> TimeScale:
    return time_scale([days for one in published if (days := days_of(one))], LEFT, RIGHT)


def _axis(*published: str) -> list[str]:
    return [f"{tick.text} {tick.year}".rstrip() for tick in _scale(*published).ticks]


def _middle(scale: TimeScale, published: str) -> float:
    days = days_of(published)
    assert days is not None
    return sum(scale.span(days)) / 2


def test_one_date_stands_in_the_middle_and_is_named() -> None:
    scale = _scale("2026-01-25")

    assert _middle(scale, "2026-01-25") == pytest.approx((LEFT + RIGHT) / 2)
    (tick,) = scale.ticks
    assert (tick.text, tick.year) == ("25 Jan", "2026")
    assert tick.x == pytest.approx((LEFT + RIGHT) / 2)


def test_a_month_stands_at_its_middle() -> None:
    scale = _scale("2025-11-01", "2025-12", "2026-01-31")

    middle = (_middle(scale, "2025-12-16"), _middle(scale, "2025-12"))
    assert middle[0] == pytest.approx(middle[1])


def test_the_axis_tells_days_then_months_then_years() -> None:
    assert _axis("2025-12-30", "2026-01-02") == ["30 Dec 2025", "31 Dec", "1 Jan 2026", "2 Jan"]
    assert _axis("2025-12") == ["1 Dec 2025", "8 Dec", "15 Dec", "22 Dec", "29 Dec"]
    assert _axis("2025-10-14", "2026-01-25") == ["Nov 2025", "Dec", "Jan 2026"]
    assert _axis("2025") == ["Jan 2025", "Mar", "May", "Jul", "Sep", "Nov"]
    assert _axis("2015-05", "2025") == ["2016", "2018", "2020", "2022", "2024"]


@given(st.lists(st.dates(date(1000, 1, 1)), min_size=1, max_size=4))
def test_all_dates_and_ticks_lie_on_the_scale_in_their_order(days: list[date]) -> None:
    scale = time_scale([(day, day) for day in days], LEFT, RIGHT)

    xs = [scale.x(day) for day in sorted(days)]
    assert xs == sorted(xs)
    assert all(LEFT < x < RIGHT for x in xs)
    ticks = [tick.x for tick in scale.ticks]
    assert ticks
    assert all(LEFT < x < RIGHT for x in ticks)
    assert all(other - one > 120 for one, other in pairwise(ticks))


@pytest.mark.parametrize("published", [None, "", "soon", "2025-13", "2025-02-29", "25-01-01"])
def test_what_is_no_date_has_no_days(published: str | None) -> None:
    assert days_of(published) is None
