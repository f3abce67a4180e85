"""What new articles bring: new quotes, issues that moved, numbers that changed. No reply to anyone.

moves of the ledger ─▶ those that rest on new articles ─▶ News ─▶ one message, as long as fits
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeVar

from bot.core import ledger_lines
from bot.core.listing import newest_first
from index.errors import UnknownMomentError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from bot.core.archive import Archive
    from index.issues.records import Evidence, Move, NumberMove
    from index.records import IndexSummary, Source

Message = TypeVar("Message")

MOST_ISSUES: Final = 5
MOST_NAMES: Final = 5
MOST_NUMBERS: Final = 2
"""Numbers that are told of one issue, besides one quote; opening it shows all. Nobody asked."""


@dataclass(frozen=True, slots=True)
class News:
    """What articles that are new bring to the ledger.

    `articles` are those of the `count` new ones that bring something, newest first, and `moves`
    what: only evidence and numbers out of them. Of these one message tells the first `issues`, with
    `quotes` quotes in all, and the first `names` of the articles.
    """

    articles: tuple[Source, ...]
    count: int
    moves: tuple[Move, ...]
    index: IndexSummary
    issues: int = MOST_ISSUES
    quotes: int = MOST_ISSUES * (MOST_NUMBERS + 1)
    names: int = MOST_NAMES


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one issue: numbers, each with whether its quote is shown, and quotes."""

    move: Move
    numbers: tuple[tuple[NumberMove, bool], ...]
    evidence: tuple[Evidence, ...]


def news_of(archive: Archive, since: str, new: Collection[str]) -> News | None:
    """What articles with the ids `new` bring since a generation; None where it is nothing.

    Raises DatelineError where the ledger can't be read.
    """
    sources = [source for source in archive.sources() if source.doc_id in new]
    if not sources:
        return None
    try:
        moves = archive.moves(since).moves
    except UnknownMomentError:  # it is too long ago, so what is new can't be told
        return None
    brought = tuple(move for move in (_out_of(one, new) for one in moves) if _is_any(move))
    if not brought:
        return None
    ids = {one.quote.doc_id for move in brought for one in move.new}
    ids |= {one.after_quote.doc_id for move in brought for one in move.numbers}
    articles = tuple(newest_first(source for source in sources if source.doc_id in ids))
    return News(articles, len(sources), brought, archive.summary())


def shorter(news: News) -> Iterator[News]:
    """The same, and shorter each time: without the last quotes, then without issues and names."""
    most = sum(map(_items, news.moves[: news.issues]))
    for quotes in range(min(news.quotes, most), 0, -1):
        yield replace(news, quotes=quotes)
    for issues in range(min(news.issues, len(news.moves)), 0, -1):
        yield replace(news, quotes=0, issues=issues)
    for names in range(min(news.names, len(news.articles)), -1, -1):
        yield replace(news, quotes=0, issues=1, names=names)


def in_one_message(news: News, messages_of: Callable[[News], Sequence[Message]]) -> Message:
    """As much of it as a platform takes in one message; `messages_of` makes it messages."""
    lengths = [news, *shorter(news)]
    at = bisect_left(lengths, True, key=lambda one: len(messages_of(one)) == 1)
    return messages_of(lengths[min(at, len(lengths) - 1)])[0]


def told(news: News) -> list[Told]:
    """What a message tells of each issue: each has its first quote before any has its second.

    A sentence that speaks of several issues is shown with one of them, where the others have more.
    """
    moves = news.moves[: news.issues]
    places = [(at, issue) for issue, move in enumerate(moves) for at in range(_items(move))]
    quoted = Counter(issue for _, issue in sorted(places)[: news.quotes])
    shown: set[str] = set()
    return [_told(move, quoted[issue], shown) for issue, move in enumerate(moves)]


def _items(move: Move) -> int:
    """How many quotes there are at most to tell of an issue: of numbers, and one besides."""
    return min(MOST_NUMBERS, len(move.numbers)) + bool(ledger_lines.new_besides(move))


def _told(move: Move, quotes: int, shown: set[str]) -> Told:
    """What is told of an issue, with so many quotes: those of numbers come first.

    `shown` are the words of those that were shown before; these are added to it.
    """
    numbers = move.numbers[:MOST_NUMBERS]
    marked = tuple((number, at < quotes) for at, number in enumerate(numbers))
    evidence = sorted(ledger_lines.new_besides(move), key=lambda one: one.quote.text in shown)
    chosen = evidence[: max(0, quotes - len(numbers))][:1]
    shown.update(one.quote.text for one in chosen)
    return Told(move, marked, tuple(chosen))


def _out_of(move: Move, new: Collection[str]) -> Move:
    """What of a move rests on new articles, in words that no file had before."""

    def is_news(one: Evidence) -> bool:
        return one.quote.doc_id in new and one.quote not in move.elsewhere

    return replace(
        move,
        new=tuple(filter(is_news, move.new)),
        numbers=tuple(one for one in move.numbers if one.after_quote.doc_id in new),
        gone=0,
    )


def _is_any(move: Move) -> bool:
    return bool(move.new or move.numbers)
