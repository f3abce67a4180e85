"""Dates as people write and say them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.question.dates.day_ranges import read_days

NOW = datetime(2026, 2, 10, 22, tzinfo=UTC)
"""A Tuesday."""

PIECES = st.sampled_from(
    """
    the of last past this next recent few couple a an 1 2 12 999 2025 2025-12 2025-12-31 31/12/2025
    January May Sept. dec Monday sun week weeks days month year hours ago yesterday today now early
    mid- end since in noon utc am : - / . 30th 0 ٣ é
    """.split()  # noqa: SIM905  (words in lines read better than a list)
)


def days(first: str, last: str) -> tuple[date, date]:
    return date.fromisoformat(first), date.fromisoformat(last)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2025-12-31", "2025-12-31", "2025-12-31"),
        ("2025-12", "2025-12-01", "2025-12-31"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("December 2025", "2025-12-01", "2025-12-31"),
        ("29 Dec 2025", "2025-12-29", "2025-12-29"),
        ("the 29th of December", "2025-12-29", "2025-12-29"),
        ("31.12.2025", "2025-12-31", "2025-12-31"),
        ("early December", "2025-12-01", "2025-12-31"),
        ("the end of 2025", "2025-01-01", "2025-12-31"),
        ("January", "2026-01-01", "2026-01-31"),
        ("february", "2026-02-01", "2026-02-28"),
        ("March", "2025-03-01", "2025-03-31"),
        ("last January", "2026-01-01", "2026-01-31"),
        ("last February", "2025-02-01", "2025-02-28"),
        ("February 11", "2025-02-11", "2025-02-11"),
        ("today", "2026-02-10", "2026-02-10"),
        ("  YESTERDAY ", "2026-02-09", "2026-02-09"),
        ("this week", "2026-02-09", "2026-02-15"),
        ("last week", "2026-02-02", "2026-02-08"),
        ("two weeks ago", "2026-01-26", "2026-02-01"),
        ("last month", "2026-01-01", "2026-01-31"),
        ("last year", "2025-01-01", "2025-12-31"),
        ("3 days ago", "2026-02-07", "2026-02-07"),
        ("Monday", "2026-02-09", "2026-02-09"),
        ("the last week", "2026-02-03", "2026-02-10"),
        ("past month", "2026-01-10", "2026-02-10"),
        ("the last two weeks", "2026-01-27", "2026-02-10"),
        ("last couple of weeks", "2026-01-27", "2026-02-10"),
        ("the last few days", "2026-02-02", "2026-02-10"),
        ("last 24 hours", "2026-02-09", "2026-02-10"),
    ],
)
def test_a_date_is_its_first_and_last_day(written: str, first: str, last: str) -> None:
    assert read_days(written, NOW) == days(first, last)


@pytest.mark.parametrize(
    "written",
    [
        *("", " ", "foo", "1", "10", "a", "week", "31 February", "2025-13", "5000 years ago"),
        *("01/02/2025", "1700000000", "December of the fox", "noon", "yesterday " * 20),
    ],
)
def test_what_is_no_date_or_reads_two_ways_is_none(written: str) -> None:
    assert read_days(written, NOW) is None


def test_days_are_those_of_the_clock_that_is_passed_in() -> None:
    late = datetime(2026, 3, 1, 0, 5, tzinfo=UTC)

    assert read_days("today", late) == days("2026-03-01", "2026-03-01")
    assert read_days("last month", late) == days("2026-02-01", "2026-02-28")
    assert read_days("last week", late) == days("2026-02-16", "2026-02-22")


@settings(deadline=None)
@given(
    st.text(max_size=80) | st.lists(PIECES, max_size=6).map(" ".join),
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)),  # noqa: DTZ001  (naive is allowed)
)
def test_any_text_is_days_in_order_or_none(written: str, now: datetime) -> None:
    read = read_days(written, now)

    assert read is None or read[0] <= read[1]
    assert read == read_days(written, now)
