"""Dates are read as far as they are told; what is not told stays open and agrees with anything."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.values.days import Day, agree, find_days

PIECES = st.sampled_from(
    [
        *(
            " ",
            ", ",
            "\n",
            "\u00a0",
            "-",
            "–",
            ".",
            "/",
            "’s",
            "(",
            "é",
            "\ud800",
            "\x00",
            "ſ",
            "ı",
        ),
        *("0", "1", "14", "31", "45", "3rd", "14th", "2019", "2030", "1066", "٣", "2024-05-07"),
        *("March", "march", "Mar.", "May", "may", "Sept.", "December", "january", "August", "Oct"),
        *(
            "Monday",
            "sunday",
            "early",
            "mid",
            "late",
            "the",
            "end of",
            "the first half of",
            "ſtart of",
        ),
        *("before", "until", "by", "from", "after", "in", "since", "of", "to", "and", "between"),
        *("next week", "days ago", "two", "the autumn", "tomorrow", "Theresa", "tugs", "people"),
    ]
)
SPACED = st.lists(PIECES, max_size=20).map(" ".join)
TEXTS = st.text(max_size=120) | st.lists(PIECES, max_size=40).map("".join) | SPACED
patient = settings(deadline=None)

MONTHS = [
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
]


def cut(text: str, day: Day) -> str:
    return text[day.span.start : day.span.end]


def the_one(text: str) -> Day:
    found = find_days(text)
    assert len(found) == 1, [cut(text, day) for day in found]
    return found[0]


def told(day: Day) -> tuple[int | None, int | None, int | None, int | None]:
    return day.year, day.month, day.first, day.last


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("It sank on 14 March 2025.", "14 March 2025", (2025, 3, 14, 14)),
        ("on March 14, 2025", "March 14, 2025", (2025, 3, 14, 14)),
        ("the 14th of March, 2025", "14th of March, 2025", (2025, 3, 14, 14)),
        ("March 3rd", "March 3rd", (None, 3, 3, 3)),
        ("14 March", "14 March", (None, 3, 14, 14)),
        ("Mar. 14", "Mar. 14", (None, 3, 14, 14)),
        ("Oct. 10", "Oct. 10", (None, 10, 10, 10)),
        ("Sept 3", "Sept 3", (None, 9, 3, 3)),
        ("Dec. 25, 2023", "Dec. 25, 2023", (2023, 12, 25, 25)),
        ("in january", "january", (None, 1, None, None)),
        ("in March", "March", (None, 3, None, None)),
        ("in March of 2024", "March of 2024", (2024, 3, None, None)),
        ("In May Sarland agreed", "May", (None, 5, None, None)),
        ("the May talks", "May", (None, 5, None, None)),
        ("early January 2026", "early January 2026", (2026, 1, 1, 10)),
        ("mid-January", "mid-January", (None, 1, 10, 20)),
        ("Late January", "Late January", (None, 1, 20, 31)),
        ("at the end of May", "the end of May", (None, 5, 20, 31)),
        ("end of May", "end of May", (None, 5, 20, 31)),
        ("the first week of June", "the first week of June", (None, 6, 1, 7)),
        ("the second half of June", "the second half of June", (None, 6, 15, 31)),
        ("March 12–14, 2025", "March 12–14, 2025", (2025, 3, 12, 14)),
        ("12 to 14 March", "12 to 14 March", (None, 3, 12, 14)),
        ("between 12 and 14 March", "12 and 14 March", (None, 3, 12, 14)),
        ("from 5 to 7 May 2024", "5 to 7 May 2024", (2024, 5, 5, 7)),
        ("March 12 and 14", "March 12 and 14", (None, 3, 12, 14)),
        ("March 12 and 14 tugs", "March 12", (None, 3, 12, 12)),
        ("Monday, 14 March", "Monday, 14 March", (None, 3, 14, 14)),
        ("Monday, March 14", "Monday, March 14", (None, 3, 14, 14)),
        ("2024-05-07", "2024-05-07", (2024, 5, 7, 7)),
        ("in 2019", "2019", (2019, None, None, None)),
        ("since 2019", "2019", (2019, None, None, None)),
        ("in mid-2019", "2019", (2019, None, None, None)),
        ("in the summer of 2019", "2019", (2019, None, None, None)),
        ("spring 2025", "2025", (2025, None, None, None)),
        ("the start of 2024", "2024", (2024, None, None, None)),
        ("amid May rain", "May", (None, 5, None, None)),
        ("March 45", "March", (None, 3, None, None)),
    ],
)
def test_what_is_told(
    text: str, words: str, expected: tuple[int | None, int | None, int | None, int | None]
) -> None:
    found = the_one(text)
    assert (cut(text, found), told(found)) == (words, expected)
    assert not found.bounded
    assert found.weekday is None


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("before September", "before September", (None, 9, None, None)),
        ("Before September, they left.", "Before September", (None, 9, None, None)),
        ("not until May", "until May", (None, 5, None, None)),
        ("until September 5", "until September 5", (None, 9, 5, 5)),
        ("from March", "from March", (None, 3, None, None)),
        ("after March 12", "after March 12", (None, 3, 12, 12)),
        ("by the end of May 2024", "by the end of May 2024", (2024, 5, 20, 31)),
        ("no later than 5 May", "no later than 5 May", (None, 5, 5, 5)),
        ("by 2030", "by 2030", (2030, None, None, None)),
        ("Before the year 2030", "Before the year 2030", (2030, None, None, None)),
        ("until 2030", "until 2030", (2030, None, None, None)),
    ],
)
def test_an_end_is_bounded(
    text: str, words: str, expected: tuple[int | None, int | None, int | None, int | None]
) -> None:
    found = the_one(text)
    assert (cut(text, found), told(found)) == (words, expected)
    assert found.bounded


@pytest.mark.parametrize(
    ("text", "words", "weekday"),
    [
        ("It sank on Monday.", "Monday", 0),
        ("on sunday", "sunday", 6),
        ("Thursday night", "Thursday", 3),
        ("last Friday’s vote", "Friday", 4),
    ],
)
def test_a_weekday_stands_alone(text: str, words: str, weekday: int) -> None:
    found = the_one(text)
    assert (cut(text, found), found.weekday) == (words, weekday)
    assert told(found) == (None, None, None, None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They vote next week.", "next week"),
        ("last month", "last month"),
        ("Tomorrow they vote.", "Tomorrow"),
        ("three days ago", "three days ago"),
        ("20 years later", "20 years later"),
        ("in the coming weeks", "in the coming weeks"),
        ("within the next few days", "within the next few days"),
        ("in the next two weeks", "in the next two weeks"),
        ("by the end of the year", "the end of the year"),
        ("in the autumn", "in the autumn"),
    ],
)
def test_what_hangs_on_the_day_of_writing_tells_nothing_else(text: str, words: str) -> None:
    found = the_one(text)
    assert cut(text, found) == words
    assert found == Day(found.span)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "at 9 a.m.",
            "at 10:30",
            "2,019 tugs",
            "a crew of 2000 people",
            "2024-13-45",
            "2024-00-10",
        ),
        *("the troops may march", "March on Tarnholm", "May the best crew win", "an august body"),
        *("Theresa May said", "Mrs May said", "Mr. May said", "April Brell said", "May Day"),
        *("the 20th century", "the 1990s", "in 1066", "It carried 2019 passengers", "", "day"),
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert [cut(text, day) for day in find_days(text)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from March 12 to April 4", ["from March 12", "April 4"]),
        ("between March and May", ["March", "May"]),
        ("between 2019 and 2021", ["2019", "2021"]),
        ("on 4 April, not on 5 April", ["4 April", "5 April"]),
        ("They met on Monday and again in June 2024.", ["Monday", "June 2024"]),
        ("Theresa May said in May", ["May"]),
    ],
)
def test_several_in_one_sentence(text: str, expected: list[str]) -> None:
    assert [cut(text, day) for day in find_days(text)] == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("14 March", "March 14, 2025", True),
        ("14 March", "15 March", False),
        ("14 March 2024", "14 March 2025", False),
        ("14 March", "in March", True),
        ("14 March", "in April", False),
        ("early March", "9 March", True),
        ("early March", "25 March", False),
        ("12 to 14 March", "13 March", True),
        ("12 to 14 March", "14 to 16 March", True),
        ("March 2024", "in 2024", True),
        ("March 2024", "in 2023", False),
        ("in 2024", "14 March", None),
        ("on Monday", "on Monday", True),
        ("on Monday", "on Tuesday", False),
        ("on Monday", "14 March", None),
        ("next week", "14 March", None),
        ("tomorrow", "yesterday", None),
        ("before September", "before September", True),
        ("before September", "in September", False),
        ("before September", "before October", False),
        ("by 2030", "in 2030", False),
        ("by 2030", "14 March", None),
    ],
)
def test_dates_agree_unless_something_told_of_both_differs(
    one: str, other: str, *, expected: bool | None
) -> None:
    assert agree(the_one(one), the_one(other)) is expected
    assert agree(the_one(other), the_one(one)) is expected


@patient
@given(TEXTS)
def test_spans_are_true_cuts_in_order_that_do_not_overlap(text: str) -> None:
    found = find_days(text)
    for day in found:
        assert 0 <= day.span.start < day.span.end <= len(text)
        assert cut(text, day) == cut(text, day).strip()
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))


@patient
@given(TEXTS)
def test_what_is_told_can_be_a_date(text: str) -> None:
    for day in find_days(text):
        assert day.year is None or 1500 <= day.year < 2100
        assert day.month is None or 1 <= day.month <= 12
        assert (day.first is None) == (day.last is None)
        assert day.first is None or (day.month and day.last and 1 <= day.first <= day.last <= 31)
        assert day.weekday is None or (0 <= day.weekday < 7 and day.month is day.year is None)


@patient
@given(TEXTS, TEXTS)
def test_the_same_text_gives_the_same_and_agrees_with_itself(text: str, other: str) -> None:
    assert find_days(text) == find_days(text)
    for day in find_days(text):
        assert agree(day, day) is not False
        for unlike in find_days(other):
            assert agree(day, unlike) is agree(unlike, day)


@patient
@given(st.dates(datetime.date(1500, 1, 1), datetime.date(2099, 12, 31)))
def test_any_date_is_read_in_every_common_form(date: datetime.date) -> None:
    month = MONTHS[date.month - 1]
    forms = [f"{date.day} {month} {date.year}", f"{month} {date.day}, {date.year}"]
    if date.year >= 1900:
        forms.append(date.isoformat())
    for form in forms:
        text = f"It sank on {form}, he said."
        found = the_one(text)
        assert cut(text, found) == form
        assert told(found) == (date.year, date.month, date.day, date.day)
