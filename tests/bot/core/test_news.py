"""News are told as long as they fit: each issue first, then more of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.news import MOST_NUMBERS, News, shorter, told
from tests.bot.core.test_announcing import number, quotes
from tests.bot.fakes import FakeArchive, make_source

if TYPE_CHECKING:
    from index.issues.records import Move


def make_news(*moves: Move) -> News:
    articles = tuple(make_source(f"story-{n}") for n in range(4))
    return News(articles, 4, moves, FakeArchive().summary())


def test_each_issue_has_a_quote_before_any_has_two() -> None:
    counted = replace(quotes("c", 2), numbers=tuple(map(number, "cde")))
    news = make_news(quotes("a", 5), quotes("b", 5), counted)

    def counts(news: News) -> list[int]:
        return [len(one.evidence) + sum(q for _, q in one.numbers) for one in told(news)]

    assert counts(news) == [1, 1, MOST_NUMBERS + 1]
    assert counts(replace(news, quotes=4)) == [1, 1, 2]
    assert counts(replace(news, quotes=2)) == [1, 1, 0]
    assert [number for number, _ in told(replace(news, quotes=0))[2].numbers] == [
        number("c"), number("d"),
    ]  # fmt: skip


def test_a_sentence_that_tells_of_two_issues_is_shown_once_where_there_is_another() -> None:
    both, other = quotes("a", 2), quotes("a", 1)
    shown = [one.evidence[0].quote.text for one in told(make_news(both, both, other))]
    assert shown == [both.new[0].quote.text, both.new[1].quote.text, other.new[0].quote.text]


def test_it_grows_shorter_step_by_step_down_to_next_to_nothing() -> None:
    news = make_news(quotes("a", 2), quotes("b", 2))
    steps = list(shorter(news))
    sizes = [
        sum(len(one.evidence) for one in told(step)) + len(told(step)) + min(step.names, 4)
        for step in steps
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert (steps[-1].quotes, steps[-1].issues, steps[-1].names) == (0, 1, 0)
    assert len(steps) == len(set(map(str, steps)))
