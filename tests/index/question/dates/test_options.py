"""The options that choose days of publication."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import DatelineError, NoDateError, NoDaysError
from index.question.dates.options import time_from_options
from index.question.dates.periods import Period, TimeChoice

NOW = datetime(2026, 2, 10, 9, tzinfo=UTC)


def choice(**options: str) -> TimeChoice:
    return time_from_options(now=NOW, **options)  # type: ignore[arg-type]  # only dates are passed


def day(iso: str | None) -> date | None:
    return None if iso is None else date.fromisoformat(iso)


@pytest.mark.parametrize(
    ("options", "first", "last"),
    [
        ({"as_of": "2025-12-31"}, None, "2025-12-31"),
        ({"as_of": "2025-12"}, None, "2025-12-31"),
        ({"as_of": "2025"}, None, "2025-12-31"),
        ({"as_of": "yesterday"}, None, "2026-02-09"),
        ({"before": "2025-12-31"}, None, "2025-12-30"),
        ({"before": "2025-12"}, None, "2025-11-30"),
        ({"before": "last week"}, None, "2026-02-01"),
        ({"since": "2025-12-01"}, "2025-12-01", None),
        ({"since": "2025-12"}, "2025-12-01", None),
        ({"since": "last week"}, "2026-02-02", None),
        ({"since": "29 December"}, "2025-12-29", None),
        ({"within": "January"}, "2026-01-01", "2026-01-31"),
        ({"within": "2025"}, "2025-01-01", "2025-12-31"),
        ({"within": "last week"}, "2026-02-02", "2026-02-08"),
        ({"within": "the last two weeks"}, "2026-01-27", "2026-02-10"),
        ({"since": "2025-12", "as_of": "2026-01-15"}, "2025-12-01", "2026-01-15"),
        ({"since": "2025-12-15", "within": "2025-12"}, "2025-12-15", "2025-12-31"),
        ({"before": "2026-02", "as_of": "2026-01-15"}, None, "2026-01-15"),
        ({"since": "2025-12-31", "as_of": "2025-12-31"}, "2025-12-31", "2025-12-31"),
    ],
)
def test_options_leave_the_days_that_all_of_them_allow(
    options: dict[str, str], first: str | None, last: str | None
) -> None:
    assert choice(**options).period == Period(day(first), day(last))


def test_as_of_is_kept_with_its_day_and_words() -> None:
    assert choice(as_of="2025-12") == TimeChoice(
        Period(None, date(2025, 12, 31)),
        as_of="2025-12-31",
        words="in articles published by 31 December 2025",
    )
    assert choice(before="2025-12").as_of is None


def test_latest_can_stand_alone_and_beside_a_period() -> None:
    assert time_from_options(latest=True, now=NOW) == TimeChoice(
        latest=True, words="newest articles first"
    )
    with_period = time_from_options(latest=True, within="2025-12", now=NOW)
    assert with_period.words == "in articles from December 2025, newest first"


def test_no_option_chooses_nothing() -> None:
    assert choice() == TimeChoice()


@pytest.mark.parametrize(
    ("name", "option"),
    [("as_of", "--as-of"), ("before", "--before"), ("since", "--since"), ("within", "--in")],
)
@pytest.mark.parametrize("written", ["foo", "", "2025-13", "01/02/2025", "the ceasefire"])
def test_what_is_no_date_is_refused_with_an_example(name: str, option: str, written: str) -> None:
    with pytest.raises(NoDateError) as raised:
        choice(**{name: written})

    assert str(raised.value) == (
        f"{option} is {written!r}, which is no date; write one like 2025-12-31, 2025-12 or "
        "'last week'"
    )
    assert (raised.value.option, raised.value.written) == (option, written)


@pytest.mark.parametrize(
    ("options", "starts", "ends"),
    [
        ({"since": "2026-01", "as_of": "2025-12"}, "--since 2026-01", "--as-of 2025-12"),
        ({"since": "2026-01", "before": "2026-01-01"}, "--since 2026-01", "--before 2026-01-01"),
        ({"within": "January", "before": "2025"}, "--in January", "--before 2025"),
        ({"within": "2024", "since": "2025"}, "--since 2025", "--in 2024"),
    ],
)
def test_options_that_leave_no_day_are_refused(
    options: dict[str, str], starts: str, ends: str
) -> None:
    with pytest.raises(NoDaysError) as raised:
        choice(**options)

    assert str(raised.value) == (
        f"no day is within both {starts} and {ends}; take an earlier date for the first, a later "
        "one for the second, or leave one out"
    )
    assert (raised.value.starts, raised.value.ends) == (starts, ends)


WRITTEN = st.none() | st.text(max_size=30) | st.sampled_from(["2025-12", "January", "yesterday"])


@settings(deadline=None)
@given(WRITTEN, WRITTEN, WRITTEN, WRITTEN)
def test_any_options_give_days_in_order_or_our_error(
    as_of: str | None, before: str | None, since: str | None, within: str | None
) -> None:
    try:
        period = time_from_options(
            as_of=as_of, before=before, since=since, within=within, now=NOW
        ).period
    except DatelineError:
        return
    if period and period.first and period.last:
        assert period.first <= period.last
