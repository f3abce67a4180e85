from __future__ import annotations

from datetime import UTC, date, datetime
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.loaders.dates import normalise_date


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2025", "2025"),
        ("2025-12", "2025-12"),
        (" 2025-12-29\n", "2025-12-29"),
        ("2025-12-29T23:30:00-05:00", "2025-12-29"),
        ("2025-12-29 10:00:00.123 UTC", "2025-12-29"),
        ("2025/12/29", "2025-12-29"),
        ("20251229", "2025-12-29"),
        ("20251229T101500Z", "2025-12-29"),
        ("29 December 2025", "2025-12-29"),
        ("29th of December, 2025", "2025-12-29"),
        ("29-Dec-2025", "2025-12-29"),
        ("December 29, 2025", "2025-12-29"),
        ("DEC. 29 2025", "2025-12-29"),
        ("Monday, December 29, 2025 at 5:30 p.m. EST", "2025-12-29"),
        ("Mon, 29 Dec 2025 10:00:00 +0000 (UTC)", "2025-12-29"),
        ("Sept. 3, 2021, 8 a.m. ET", "2021-09-03"),
        ("December 2025", "2025-12"),
        ("12/29/2025", "2025-12-29"),
        ("29.12.2025 10:00", "2025-12-29"),
        ("29 February 2024", "2024-02-29"),
    ],
)
def test_written_dates_keep_the_precision_they_have(written: str, expected: str) -> None:
    assert normalise_date(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        *("", "yesterday", "Monday", "29 December", "Dec. 29", "12-29", "25", "0000-00-00"),
        *("2025-13", "2025-02-30", "2025-00-10", "31 April 2025", "February 29, 2025"),
        *("01/02/2025", "1735430400", "10:15", "29 Aralık 2025", "２０２５", "2025-12 or so"),
        *("2025-12-29 2025-12-30", "since 2025", "29 Dec 2025 " + "1" * 200),
    ],
)
def test_what_is_no_date_or_more_than_one_is_none(written: str) -> None:
    assert normalise_date(written) is None


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_date_is_read_back_from_every_form(day: date) -> None:
    iso = day.isoformat()
    month = "January February March April May June July August September October November December"
    name = month.split()[day.month - 1]
    for written in (
        iso,
        f"{day.day} {name} {day.year}",
        f"{name[:3]}. {day.day}, {day.year}",
        f"{name} {day.day} {day.year}",
        format_datetime(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)),
    ):
        assert normalise_date(written) == iso
    assert normalise_date(f"{name} {day.year}") == iso[:7]


@given(st.text() | st.text(alphabet="0123456789-/:. TZJanMay,"))
def test_any_text_gives_an_iso_date_or_none(written: str) -> None:
    found = normalise_date(written)
    if found is not None:
        assert len(found) in {4, 7, 10}
        date.fromisoformat(found + "-01-01"[: 10 - len(found)])
