"""Since when and on which days something is counted, and which counts run over the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Span
from index.reports.scope import (
    find_days_told,
    find_scope,
    find_spell,
    fits,
    has_rate,
    is_increment,
    read_scope,
    same,
)

if TYPE_CHECKING:
    from index.reports.scope import Scope

PIECES = st.sampled_from(
    [
        *("since ", "the truce ", "began ", "4 May ", "May ", "2023 ", "on Tuesday ", "said "),
        *("a day", "this year", "last ", "ended ", "in ", "(", ".", "é", "\n", "\ud800", ", "),
    ]
)


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("nine people since the truce began", {"ceasefir"}),
        ("nine people since the ceasefire took effect on 4 May", {"ceasefir"}),
        ("nine people since the war began two years before the truce", {"war"}),
        ("nine people since the truce collapsed", {"end of ceasefir"}),
        ("nine people since it began", set()),
        ("nine people since June", {"june"}),
        ("nine people", None),
        ("nine people with a sincere smile", None),
    ],
)
def test_what_stands_behind_since_is_kept_but_for_small_words(
    text: str, since: set[str] | None
) -> None:
    assert read_scope(text).since == since


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("since June", True),
        ("since October 2023", True),
        ("since 2021", True),
        ("since the truce", False),
        ("since the truce collapsed in June", False),
    ],
)
def test_a_date_alone_is_told_from_an_event_with_a_date(text: str, dated: bool) -> None:
    scope = read_scope(text)
    assert scope.dated is dated
    assert bool(scope.began) == ("truce" not in text or "June" in text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Nine men were freed on Tuesday.", ["Tuesday"]),
        ("Nine men were freed, police said on Tuesday.", []),
        ("Officials told reporters Tuesday that nine were freed.", []),
        ("By Tuesday nine were freed.", []),
        ("As of Tuesday nine were freed.", []),
        ("Nine men were freed before June.", []),
        ("Nine men were freed in June 2021.", ["June 2021"]),
        ("Nine men were freed last week.", []),
        ("Nine men were freed.", []),
    ],
)
def test_days_on_which_something_was_said_are_left_out(text: str, told: list[str]) -> None:
    found = [text[day.span.start : day.span.end].rstrip(".") for day in find_days_told(text)]
    assert found == told


def test_a_date_behind_since_is_none_of_the_days() -> None:
    text = "On Tuesday 2 died, after 30 since 4 May."
    scope = find_scope(text, find_days_told(text))
    assert [text[d.span.start : d.span.end] for d in scope.days] == ["Tuesday"]
    assert find_scope(text, find_days_told(text), Span(12, len(text))).days == ()


@pytest.mark.parametrize(
    "text", ["40 trucks a day", "12 per person", "daily", "€3 a barrel", "each", "on average"]
)
def test_rates_are_seen(text: str) -> None:
    assert has_rate(text)


@pytest.mark.parametrize("text", ["a day’s sail", "a dayflower", "each of the men", "in one day"])
def test_these_are_no_rates(text: str) -> None:
    assert not has_rate(text)


@pytest.mark.parametrize(
    ("text", "spell"),
    [
        ("in the past two weeks", "in the past two weeks"),
        ("so far This Year", "this year"),
        ("since the start of the year", "this year"),
        ("on Tuesday alone", "on tuesday alone"),
        ("this year's fair", None),
        ("last year’s fair", None),
        ("over the hill", None),
    ],
)
def test_spells_are_seen(text: str, spell: str | None) -> None:
    assert find_spell(text) == spell


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("another 12 boats", True),
        ("an additional 12 boats", True),
        ("12 more boats", True),
        ("12 further boats", True),
        ("12 fewer boats", True),
        ("12 boats", False),
        ("12 boats more or less", False),
    ],
)
def test_increments_are_seen(text: str, more: bool) -> None:
    start = text.index("12")
    assert is_increment(text, Span(start, start + 2)) is more


def scope(text: str) -> Scope:
    return read_scope(text)


def fitting(question: str, text: str, around: str = "") -> bool:
    return fits(scope(question), scope(text), lambda: set(around.split()))


@pytest.mark.parametrize(
    ("question", "text", "fit"),
    [
        ("since the truce", "since the ceasefire", True),
        ("since the truce", "since the war began", False),
        ("since the truce", "since the truce collapsed", False),
        ("since the truce took effect on 4 May", "since 4 May", True),
        ("since the truce took effect on 4 May", "since the truce took effect on 9 July", False),
        ("since October 2023", "since October 10", False),
        ("since October 2023", "since 7 October 2023", True),
        ("since October 10", "since 10 October 2025", True),
        ("since October 2023", "since the truce", False),
        ("since the truce", "on Tuesday", False),
        ("on Saturday", "on Saturday", True),
        ("on Saturday", "on Sunday", False),
        ("on Saturday", "on Sunday after Saturday’s fair", True),
        ("in April", "in May", False),
        ("in 2021", "in 2019", False),
        ("this year", "last year", False),
        ("this year", "", True),
        ("", "this year", False),
        ("a day", "", False),
        ("", "a day", False),
        ("", "since the truce", True),
    ],
)
def test_a_count_fits_a_question_over_the_same_time(question: str, text: str, fit: bool) -> None:
    assert fitting(question, text) is fit


def test_what_a_question_counts_from_may_stand_around() -> None:
    assert fitting("since the truce", "", around="ceasefir mayor")
    assert not fitting("since the truce", "", around="mayor")
    assert fitting("since 10 October", "", around="10 octob mayor")
    assert not fitting("since October 2023", "", around="10 octob")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("", "", True),
        ("since the truce", "", True),
        ("since October 2023", "", False),
        ("since the truce", "since the war", False),
        ("since the 2022 invasion", "since the invasion in February", True),
        ("on Monday", "on Tuesday", False),
        ("on Monday", "", True),
        ("in the flood of 1999", "", False),
        ("this year", "last year", False),
        ("this year", "", True),
        ("a day", "", False),
    ],
)
def test_counts_are_compared_over_the_same_time_only(one: str, other: str, alike: bool) -> None:
    assert same(scope(one), scope(other)) is alike
    assert same(scope(other), scope(one)) is alike


@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=200))
def test_any_text_has_a_scope_that_is_its_own(text: str) -> None:
    found = scope(text)
    assert same(found, found) or found.began
    assert all(text[d.span.start : d.span.end] for d in found.days)
    assert not (found.dated and found.began is None)
