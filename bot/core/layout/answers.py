"""Replies to a question, but for plain quotes, whose place and looks are each platform's own.

values that differ ─▶ a card: each value, who gives it, and the words of the newest of them
a quote in context ─▶ a card: paragraphs with the quote in bold, and the source below
the buttons below an answer
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core import words
from bot.core.layout.records import Button, Card, Kind, Line, Look, Run, Style, Words, joined, line
from bot.core.layout.sources import short_source, source_line
from bot.core.presses import Around, More, NotHelpful
from bot.core.reply import MoreQuotes, NotSaid, Quotes, shown_quotes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.core.layout.records import Block
    from bot.core.reply import ContextPassage, DifferingLine, InContext

MORE_QUOTES: Final = "More quotes"
CLOSEST: Final = "What came closest"
CONTEXT: Final = "In context"
NOT_HELPFUL: Final = "Not helpful"
GAP: Final = "… something that is never quoted, like an advert, is left out here …"


def differing_card(lines: Sequence[DifferingLine]) -> Card:
    """One compact list: each value, the newest quote that gives it, and who else does."""
    heading = words.heading_of_differing([each.relation for each in lines])
    groups: list[tuple[Block, ...]] = []
    number = 1
    for each in lines:
        groups.append(tuple(_value(each, number)))
        number += len(each.quoted)
    return Card(Kind.DIFFERING, tuple(groups), heading)


def _value(each: DifferingLine, number: int) -> Iterator[Block]:
    """A value, who gives it, and the words of the newest of them."""
    yield joined(Run(each.value, Look.BOLD), Run(words.RELATION[each.relation]))
    newest, *others = each.quoted
    yield source_line(newest.quote, number)
    for at, item in enumerate(others, start=number + 1):
        yield short_source(item.quote, at)
    yield Words(newest.quote.text, newest.bold)


def not_said_card() -> Card:
    """That the articles don't say."""
    return Card(Kind.NOTHING, ((line(words.NOT_SAID, len(words.NOT_SAID)),),))


def context_card(body: InContext) -> Card:
    """Paragraphs in one block quote, with the quote itself in bold, and the source below."""
    groups: list[list[Block]] = [[]]
    for passage in body.passages:
        if passage.after_gap:
            groups.append([Line((Run(GAP),))])
        elif groups[-1]:
            groups[-1].append(Words(""))
        groups[-1].append(_passage(passage))
    groups.append([source_line(body.quote)])
    return Card(Kind.QUOTE, tuple(tuple(group) for group in groups if group))


def _passage(passage: ContextPassage) -> Words:
    return Words(passage.text, () if passage.bold is None else (passage.bold,))


def answer_buttons(body: Quotes | MoreQuotes | NotSaid, turn: str) -> tuple[Button, ...]:
    """More quotes, one for each quote that is shown, and "not helpful"; none without a turn."""
    if not turn:
        return ()
    first, count, more = _below(body)
    before = [Button(more, More(turn, first + count), Style.OFFER)] if more else []
    single = first == 0 and count == 1
    contexts = [
        Button(CONTEXT if single else f"{CONTEXT}: {number + 1}", Around(turn, number))
        for number in range(first, first + count)
    ]
    return (*before, *contexts, Button(NOT_HELPFUL, NotHelpful(turn)))


def _below(body: Quotes | MoreQuotes | NotSaid) -> tuple[int, int, str]:
    """The number of the first quote, how many there are, and what the button for more is called."""
    match body:
        case NotSaid(nearest=nearest):
            return 0, 0, CLOSEST if nearest else ""
        case MoreQuotes(quoted=quoted, first=first, further=further):
            return first, len(quoted), MORE_QUOTES if further else ""
        case Quotes(further=further):
            return 0, len(shown_quotes(body)), MORE_QUOTES if further else ""
