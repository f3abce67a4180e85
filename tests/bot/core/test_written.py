"""Numbers, dates and times as people write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import written


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2025", "2025"),
        ("2025-12", "December 2025"),
        ("2025-12-09", "9 December 2025"),
        (None, "undated"),
        ("2025-13", "2025-13"),
        ("2025-00-01", "2025-00-01"),
        ("last week", "last week"),
    ],
)
def test_dates_are_written_as_precisely_as_they_are_known(
    published: str | None, expected: str
) -> None:
    assert written.date(published) == expected


@given(st.text(alphabet=st.sampled_from("0123456789-TZ:é ")))
def test_any_date_or_moment_can_be_written(text: str) -> None:
    assert written.date(text) or not text
    assert written.moment(text) or not text


def test_moments_are_told_in_utc() -> None:
    assert written.moment("2026-01-02T03:04:05Z") == "2 January 2026, 03:04 UTC"
    assert written.moment("2026-01-02T03:04:05+02:00") == "2 January 2026, 01:04 UTC"


@pytest.mark.parametrize(
    ("oldest", "newest", "undated", "expected"),
    [
        ("2025-01", "2025-12-01", 0, "from January 2025 to 1 December 2025"),
        ("2025-01", "2025-12-01", 3, "from January 2025 to 1 December 2025 (3 undated)"),
        ("2025-01", "2025-01", 0, "from January 2025"),
        (None, None, 5, "(all undated)"),
        (None, None, 0, ""),
    ],
)
def test_a_range_of_dates_tells_how_many_are_undated(
    oldest: str | None, newest: str | None, undated: int, expected: str
) -> None:
    assert written.date_range(oldest, newest, undated) == expected


def test_numbers_agree_with_their_nouns() -> None:
    assert written.counted(1, "article") == "1 article"
    assert written.counted(0, "article") == "0 articles"
    assert written.counted(1731, "article") == "1,731 articles"
    assert written.counted(2, "copy", "copies") == "2 copies"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        *((1, "first"), (3, "third"), (9, "ninth"), (10, "10th"), (11, "11th"), (12, "12th")),
        *((21, "21st"), (22, "22nd"), (103, "103rd"), (113, "113th"), (1001, "1,001st")),
    ],
)
def test_a_place_in_a_line_is_told_as_one_says_it(number: int, expected: str) -> None:
    assert written.ordinal(number) == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-03-04T05:05:30+00:00", "just now"),
        ("2026-03-04T05:05:00+00:00", "1 minute ago"),
        ("2026-03-04T02:06:00+00:00", "3 hours ago"),
        ("2026-03-02T05:05:00+00:00", "2 days ago"),
        ("2027-01-01T00:00:00+00:00", "just now"),
        ("never", "at never"),
        ("2026-03-04T05:05:00", "at 2026-03-04T05:05:00"),
    ],
)
def test_an_age_is_told_in_its_largest_unit(moment: str, expected: str) -> None:
    assert written.age(moment, datetime(2026, 3, 4, 5, 6, tzinfo=UTC)) == expected
