"""What questions in plain English want of the days of publication."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.question.dates import day_ranges
from index.question.dates.periods import Period, TimeWish
from index.question.dates.words import time_in_question

NOW = datetime(2026, 2, 10, 9, tzinfo=UTC)
"""A Tuesday."""


def wish(question: str) -> TimeWish:
    return time_in_question(question, NOW)


def period(days: str) -> Period:
    """Read "2025-12-01/2025-12-31", with either end left out where it is open."""
    first, last = (date.fromisoformat(end) if end else None for end in days.split("/"))
    return Period(first, last)


@pytest.mark.parametrize(
    ("question", "days", "text"),
    [
        ("As of 2025-12-31, how many ships were lost?", "/2025-12-31", "how many ships were lost?"),
        ("How many ships were lost as of December 31?", "/2025-12-31", "How many ships were lost?"),
        ("Who led the union as of 1 January 2026?", "/2026-01-01", "Who led the union?"),
        ("as of 31.12.2025 how many were lost", "/2025-12-31", "how many were lost"),
        ("As of early December, who led?", "/2025-12-31", "who led?"),
        ("As of December, when was the vote to be held?", "/2025-12-31", "when was the vote to be"),
        ("As of yesterday, is the port open?", "/2026-02-09", "is the port open?"),
        ("As of Monday, how many are missing?", "/2026-02-09", "how many are missing?"),
        ("How many, as of this month, are missing?", "/2026-02-10", "How many are missing?"),
        ("Who led the league as of 2019?", "/2019-12-31", "Who led the league?"),
    ],
)
def test_as_of_is_a_filter_that_need_not_be_searched_for(
    question: str, days: str, text: str
) -> None:
    found = wish(question)

    assert found.period == period(days)
    assert found.as_of == days[1:]
    assert found.text.startswith(text)


@pytest.mark.parametrize(
    ("question", "days", "text"),
    [
        (
            "What do articles since December say of Lee?",
            "2025-12-01/",
            "What do articles say of Lee?",
        ),
        ("In articles before 2026-01-15, who led?", "/2026-01-14", "who led?"),
        ("Who led, according to articles from 2019?", "2019-01-01/2019-12-31", "Who led?"),
        (
            "What do articles dated 29 December say of Lee?",
            "2025-12-29/2025-12-29",
            "What do articles",
        ),
        ("news about the strike since October", "2025-10-01/", "news about the strike"),
        ("news of the port from January", "2026-01-01/2026-01-31", "news of the port"),
        (
            "Show me yesterday's headlines on Lee",
            "2026-02-09/2026-02-09",
            "Show me headlines on Lee",
        ),
        (
            "Are there stories from last week on Lee?",
            "2026-02-02/2026-02-08",
            "Are there stories on",
        ),
        ("articles published up to January on Lee", "/2026-01-31", "articles on Lee"),
        (
            "articles written between May and July 2025 on Lee",
            "2025-05-01/2025-07-31",
            "articles on",
        ),
        ("articles from December onwards on Lee", "2025-12-01/", "articles on Lee"),
        # Nothing would be left to search for.
        ("What is in today's news?", "2026-02-10/2026-02-10", "What is in today's news?"),
        (
            "Summarise the news from last week",
            "2026-02-02/2026-02-08",
            "Summarise the news from last",
        ),
    ],
)
def test_days_said_of_articles_are_a_filter_that_need_not_be_searched_for(
    question: str, days: str, text: str
) -> None:
    found = wish(question)

    assert found.period == period(days)
    assert found.text.startswith(text)
    assert found.as_of is None


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("What was reported on December 29?", "2025-12-29/2025-12-29"),
        ("What did papers report on Monday?", "2026-02-09/2026-02-09"),
        ("What was published about the port by January 15?", "/2026-01-15"),
        ("What do reports published by January 15 say?", "/2026-01-15"),
        ("What did the mayor say last week?", "2026-02-02/2026-02-09"),
        ("WHAT HAPPENED LAST WEEK?", "2026-02-02/2026-02-09"),
        ("What happened yesterday in Oslo?", "2026-02-09/2026-02-10"),
        ("What did she tell reporters three days ago?", "2026-02-06/2026-02-08"),
        ("Who resigned two weeks ago?", "2026-01-26/2026-02-02"),
        ("Who met the envoy this week?", "2026-02-04/2026-02-10"),
        ("What's happening this month?", "2026-02-01/2026-02-28"),
        ("What has the governor done this year?", "2026-01-01/2026-12-31"),
        ("What happened today?", "2026-02-10/2026-02-10"),
        ("Did the king sign the bill today?", "2026-02-10/2026-02-10"),
        ("Over the last few days, what has Egypt said?", "2026-02-02/2026-02-10"),
        ("Has rent fallen in the last year?", "2025-02-10/2026-02-10"),
        ("Which firms went bankrupt in recent weeks?", "2025-12-16/2026-02-10"),
        ("Who won the cup last year?", "2025-01-01/2025-12-31"),
        ("Was last week's vote legal?", "2026-02-02/"),
        ("Which horse won this year’s derby?", "2026-01-01/"),
        ("What has the UN said since yesterday?", "2026-02-09/"),
        ("Since Sunday, have there been protests?", "2026-02-08/"),
        ("Who was killed before last week?", "/2026-02-01"),
        ("How many were killed yesterday?", "2026-02-09/"),
        ("How many people have been killed since October 2023?", "2023-10-01/"),
        ("How many strikes are known since 10 October?", "2025-10-10/"),
        ("Which ministers resigned after March 12?", "2025-03-13/"),
        ("Was the strike called off before December 24?", "/2025-12-23"),
        ("What did he say on or before January 3?", "/2026-01-03"),
        ("What did he say in January?", "2026-01-01/2026-01-31"),
        ("In January, who visited Cairo?", "2026-01-01/2026-01-31"),
        ("What did Theresa May tell MPs in May?", "2025-05-01/2025-05-31"),
        ("Who marched in March?", "2025-03-01/2025-03-31"),
        ("What happened in Sept?", "2025-09-01/2025-09-30"),
        ("What happened at the end of January?", "2026-01-01/2026-01-31"),
        ("What did Carney say in January and February?", "2026-01-01/2026-02-28"),
        ("Who was in power last January?", "2026-01-01/2026-01-31"),
        ("Who was elected in 2025?", "2025-01-01/2025-12-31"),
        ("What happened during 2025 in Sudan?", "2025-01-01/2025-12-31"),
        ("What happened between October and December 2025?", "2025-10-01/2025-12-31"),
        ("What did he vow between 1 December and 15 January?", "2025-12-01/2026-01-15"),
        ("Could you tell me what happened in January?", "2026-01-01/2026-01-31"),
        ("port closures in january", "2026-01-01/2026-01-31"),
        ("According to the UN, how many died in January?", "2026-01-01/"),
        ("How did the mayor respond in December to the plan?", "2025-12-01/2025-12-31"),
        # The surer of two is taken; "since" and "before" meet; dates that rival are all taken.
        ("What did he say last week about the deaths since May 2025?", "2026-02-02/2026-02-09"),
        ("What was said after 2025-11-30 and before 2026-01-01?", "2025-12-01/2025-12-31"),
        ("What was said in November of the vote in December?", "2025-11-01/2025-12-31"),
    ],
)
def test_words_that_may_tell_of_the_event_are_a_filter_and_stay(question: str, days: str) -> None:
    found = wish(question)

    assert found.period == period(days)
    assert found.text == question
    assert not found.latest


@pytest.mark.parametrize(
    "question",
    [
        "Who heads the council?",
        "When does phase two begin?",
        "When was the minister born in January?",
        "What time did they meet in January?",
        "How long was the port closed in December?",
        "How soon after January did it reopen?",
        "Until when was the port shut in December?",
        "Will phase two begin in January?",
        "Which countries will send troops in January?",
        "What is planned for January 2026?",
        "What is expected in January?",
        "Who may run in May?",
        "Is the crossing opening in January?",
        "Who visits Israel in March?",
        "What happens in March?",
        "What happens on December 29?",
        "What was reported about the march on 14 January?",
        "Which flights were cancelled on 14 January?",
        "What did the minister say on Tuesday?",
        "What will happen this week?",
        "Which new rules take effect this month?",
        "Which films come out this year?",
        "Who is visiting Rome this month?",
        "What did they plan for next week?",
        "What is the weather tomorrow?",
        "What's today's weather?",
        "Is it higher than last year?",
        "How does that compare with last month?",
        "Was it worse than a year ago?",
        "Who spoke in the last week of the trial?",
        "What happened in the last days of the war?",
        "How many have been killed since the ceasefire began?",
        "How many have died since the October 7 attack?",
        "How many have died since October 7 attack?",
        "What did Hamas say before the talks start?",
        "What did he promise before the 2024 election?",
        "Who was mayor before 2025?",
        "Who testified at the January 6 hearings?",
        "Who broke the October ceasefire?",
        "Which stadium hosts the 2026 World Cup final?",
        "What did the central bank decide in its January meeting?",
        "How did the April 2025 tariffs affect farmers?",
        "What does Article 5 say?",
        "Who leads the party that lost in May?",
        "What was the record price, set in January?",
        "Who was elected in 2019?",
        "What was the price in the 1990s?",
        "What did Russia do between 2014 and 2022?",
        "Who planned the mission to Mars in 2035?",
        "As of 2027, which planes will fly?",
        "As of the ceasefire, how many were held?",
        "As of 01/02/2025, who was mayor?",
        "Who as of late supports it?",
        "By December 2025, who had signed?",
        "What changed from December to January?",
        "What did he say in January or earlier?",
        "May I ask who leads the party?",
        "What did Theresa May say about Brexit?",
        "What has changed since May took office?",
        "Who let protesters march in London?",
        "Who took part in march on Washington?",
        "What did Trump build in Mar-a-Lago?",
        "What is an august body?",
        "Who wrote the report in USA Today?",
        "What is on Last Week Tonight?",
        "Who sang “last week” first?",
        'Who wrote "The Guns of August" in 1962?',
        "Who sells 2000 in 2025/26?",
        "Which novel was published in 1937?",
        "Who left Fox News in 2020?",
        "who left fox news in 2020",
        "Will they agree by Friday at the latest?",
        "",
        "   ",
    ],
)
def test_dates_of_events_and_no_dates_are_no_filter(question: str) -> None:
    assert wish(question) == TimeWish(question)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What's the latest on Rafah?", "What about Rafah?"),
        ("Who currently heads the committee?", "Who heads the committee?"),
        ("How many people live in Gaza today?", "How many people live in Gaza today?"),
        ("What has Hamas said recently?", "What has Hamas said recently?"),
    ],
)
def test_the_newest_are_asked_for_without_a_filter(question: str, text: str) -> None:
    assert wish(question) == TimeWish(text, latest=True, words="newest articles first")


def test_the_newest_within_a_period_can_be_asked_for() -> None:
    assert wish("As of January, what's the latest on Rafah?") == TimeWish(
        "what about Rafah?",
        Period(None, date(2026, 1, 31)),
        latest=True,
        as_of="2026-01-31",
        words="in articles published by 31 January 2026, newest first",
    )


def test_the_clock_is_the_one_that_is_passed_in() -> None:
    at_new_year = datetime(2026, 1, 1, 0, 5)  # noqa: DTZ001  (a clock without a zone is allowed)

    found = time_in_question("What did he say in January?", at_new_year)
    assert found.period == Period(date(2026, 1, 1), date(2026, 1, 31))
    assert found.words == "in articles from January 2026"
    assert time_in_question("What did he say in May 2023?", at_new_year).period is None


def test_a_question_without_a_date_costs_no_date_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(day_ranges, "DateDataParser", None)

    assert wish("May I ask who leads the 2026 World Cup talks?").period is None


PIECES = st.sampled_from(
    """
    as of since before after in on by until between and or during articles news reported published
    what who when how many did say is will was latest newest currently recently last this the past
    week month year days yesterday today ago two 3 January May march 2025 2025-12 2025-12-31 31
    31/12/2025 Monday early end 's ? , . ; ( ) “ ” " - – é \n Rafah
    """.split(" ")  # noqa: SIM905  (words in lines read better than a list)
)


@settings(deadline=None)
@given(st.text(max_size=200) | st.lists(PIECES, max_size=15).map(" ".join))
def test_any_text_gets_a_wish_with_words_to_search_for(question: str) -> None:
    found = wish(question)

    assert found == wish(question)
    assert bool(found.text.strip()) == bool(question.strip())
    assert (found.words is None) == (found.period is None and not found.latest)
    assert found.as_of is None or (found.period and found.period.last)
    if found.period and found.period.first and found.period.last:
        assert found.period.first <= found.period.last


@pytest.mark.parametrize(
    "piece",
    ["in January ", "the ", "a few ", " ", ",", "as of ", "news on x ", "2025 and ", "ed", "“"],
)
def test_ten_thousand_characters_take_little_time(piece: str) -> None:
    wish("What happened last week?")  # loads the parser's data
    started = time.process_time()
    wish(piece * (10_000 // len(piece)))
    # Backtracking takes minutes; the bound leaves room for a slow machine.
    assert time.process_time() - started < 0.5
