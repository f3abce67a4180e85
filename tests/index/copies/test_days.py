"""Days that dates may stand for."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from index.copies.days import ANY_DAY, days, days_apart

DATES = st.one_of(
    st.none(),
    st.dates().map(lambda day: day.isoformat()),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.dates().map(lambda day: day.isoformat()[:4]),
)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("2025-02-28", "2025-03-02", 2),
        ("2024-02-28", "2024-03-01", 2),
        ("2024-02", "2024-03-01", 1),
        ("2025-12", "2026-01", 1),
        ("2025", "2025-06-07", 0),
        ("2025", "2026-01-09", 9),
        ("9999-12", "9999-12-31", 0),
        (None, "2025-06-07", 0),
        (None, None, 0),
    ],
)
def test_the_fewest_days_between_two_dates(one: str | None, other: str | None, apart: int) -> None:
    assert days_apart(days(one), days(other)) == apart


@given(DATES, DATES)
def test_it_is_the_same_from_both_sides_and_none_from_itself(
    one: str | None, other: str | None
) -> None:
    first, second = days(one), days(other)
    assert days_apart(first, second) == days_apart(second, first) >= 0
    assert days_apart(first, first) == days_apart(first, ANY_DAY) == 0
    assert ANY_DAY[0] <= first[0] <= first[1] <= ANY_DAY[1]
