"""Days of publication: read from articles, compared with periods, said in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.question.dates.periods import (
    Admission,
    Period,
    TimeChoice,
    TimeWish,
    admit,
    chosen,
    in_words,
    published_range,
)

DECEMBER = Period(date(2025, 12, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("published", "first", "last"),
    [
        ("2025-12-29", date(2025, 12, 29), date(2025, 12, 29)),
        ("2025-12", date(2025, 12, 1), date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_published_date_is_the_days_it_may_be(published: str, first: date, last: date) -> None:
    assert published_range(published) == (first, last)


@pytest.mark.parametrize(
    "published",
    [
        "",
        "foo",
        "2025-13",
        "2025-00",
        "2025-02-30",
        "2025-1-1",
        "25-12-29",
        "0999",
        "2025-12-29T10",
    ],
)
def test_what_is_no_iso_date_has_no_days(published: str) -> None:
    assert published_range(published) is None


@given(st.text(max_size=20) | st.from_regex(r"[0-9]{4}(-[0-9]{2}){0,2}"))
def test_any_text_has_days_in_order_or_none(published: str) -> None:
    days = published_range(published)
    assert days is None or days[0] <= days[1]


@pytest.mark.parametrize(
    ("period", "published", "admission"),
    [
        (DECEMBER, "2025-12-01", Admission.INSIDE),
        (DECEMBER, "2025-12-31", Admission.INSIDE),
        (DECEMBER, "2025-11-30", Admission.OUTSIDE),
        (DECEMBER, "2026-01-01", Admission.OUTSIDE),
        (DECEMBER, "2025-12", Admission.INSIDE),
        (DECEMBER, "2025", Admission.INSIDE),
        (DECEMBER, "2026", Admission.OUTSIDE),
        (DECEMBER, None, Admission.UNDATED),
        (DECEMBER, "yesterday", Admission.UNDATED),
        (Period(None, date(2025, 12, 15)), "2025-12", Admission.INSIDE),
        (Period(None, date(2025, 11, 30)), "2025-12", Admission.OUTSIDE),
        (Period(None, date(2025, 11, 30)), "1901", Admission.INSIDE),
        (Period(date(2025, 12, 15), None), "2025-12", Admission.INSIDE),
        (Period(date(2025, 12, 15), None), "2025-11", Admission.OUTSIDE),
        (Period(None, None), "2025", Admission.INSIDE),
        (Period(None, None), None, Admission.UNDATED),
    ],
)
def test_an_article_is_inside_as_soon_as_one_of_its_days_is(
    period: Period, published: str | None, admission: Admission
) -> None:
    assert admit(period, published) is admission


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(None, date(2025, 12, 31)), "in articles published by 31 December 2025"),
        (Period(date(2025, 12, 1), None), "in articles since 1 December 2025"),
        (Period(date(2026, 1, 1), date(2026, 1, 31)), "in articles from January 2026"),
        (Period(date(2025, 1, 1), date(2025, 12, 31)), "in articles from 2025"),
        (Period(date(2024, 1, 1), date(2025, 12, 31)), "in articles from 2024 to 2025"),
        (
            Period(date(2025, 10, 1), date(2025, 12, 31)),
            "in articles from October to December 2025",
        ),
        (
            Period(date(2025, 12, 1), date(2026, 1, 31)),
            "in articles from December 2025 to January 2026",
        ),
        (Period(date(2026, 2, 2), date(2026, 2, 8)), "in articles from 2 to 8 February 2026"),
        (
            Period(date(2026, 1, 26), date(2026, 2, 1)),
            "in articles from 26 January to 1 February 2026",
        ),
        (
            Period(date(2025, 12, 29), date(2026, 1, 4)),
            "in articles from 29 December 2025 to 4 January 2026",
        ),
        (Period(date(2025, 12, 29), date(2025, 12, 29)), "in articles from 29 December 2025"),
    ],
)
def test_a_period_is_said_shortly(period: Period, words: str) -> None:
    assert in_words(period, latest=False) == words
    assert in_words(period, latest=True) == f"{words}, newest first"


def test_without_a_period_the_order_or_nothing_is_said() -> None:
    assert in_words(None, latest=True) == "newest articles first"
    assert in_words(None, latest=False) is None
    assert in_words(Period(None, None), latest=False) is None


def test_an_option_outweighs_the_question() -> None:
    wish = TimeWish("who?", DECEMBER, latest=False, as_of=None, words="in articles from December")
    january = Period(None, date(2026, 1, 31))

    assert chosen(wish, TimeChoice(january, as_of="2026-01-31")) == TimeWish(
        "who?", january, as_of="2026-01-31", words="in articles published by 31 January 2026"
    )


def test_latest_adds_to_the_question() -> None:
    wish = TimeWish("who?", DECEMBER, words="in articles from December 2025")

    assert chosen(wish, TimeChoice(latest=True)) == TimeWish(
        "who?", DECEMBER, latest=True, words="in articles from December 2025, newest first"
    )


def test_no_option_changes_nothing() -> None:
    wish = TimeWish("who?", DECEMBER, as_of=None, words="in articles from December 2025")

    assert chosen(wish, TimeChoice()) == wish
