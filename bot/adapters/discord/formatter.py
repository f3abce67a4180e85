"""`Reply` ─▶ messages for Discord. Pure: the same reply at the same time gives the same messages.

    ┃ > A sentence of an article, with the words of the **question** in bold.
    ┃ `the/file-id` · The article's title · 29 December 2025 · example.org
      [More quotes] [In context] [Not helpful]

Each quote has an embed of its own; a long one goes on in the next, with its source again. What one
message can't hold goes on in another, buttons below the last. Embeds carry no URL: of several with
the same Discord shows only one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.adapters.discord.budget import assembled, joined, split_text
from bot.adapters.discord.build_pages import format_build
from bot.adapters.discord.citing import PIECE, QUOTED
from bot.adapters.discord.escaping import escape
from bot.adapters.discord.ledger import format_ledger
from bot.adapters.discord.limits import BUTTONS_IN_ROW, CONTENT, DESCRIPTION, ROWS
from bot.adapters.discord.outgoing import Button, Colour, Embed, Outgoing, Style
from bot.adapters.discord.pages import format_page
from bot.adapters.discord.presses import Around, More, NotHelpful, custom_id_of
from bot.adapters.discord.sources import DOT, short_source, source_line, source_lines
from bot.core import words
from bot.core.reply import (
    ArticlesGone,
    InContext,
    IssueChart,
    IssueList,
    IssueMoves,
    MoreQuotes,
    Notice,
    NotSaid,
    OneIssue,
    Quotes,
    Rebuilding,
    Rebuilt,
    Unlisted,
    WentBack,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from bot.core.reply import ContextPassage, DifferingLine, Quoted, Reply

BELOW: Final = "\n\n"
"""Ends a block quote; Discord would do with one line break, others that draw Markdown would not."""

MORE_QUOTES: Final = "More quotes"
CLOSEST: Final = "What came closest"
CONTEXT: Final = "In context"
NOT_HELPFUL: Final = "Not helpful"
GAP: Final = "… something that is never quoted, like an advert, is left out here …"


def format_reply(reply: Reply, now: datetime, hint: str = "") -> list[Outgoing]:
    """The messages of a reply, at least one. `hint` says in the footer how to go on."""
    body, turn = reply.body, reply.turn
    searched = "" if reply.index is None else words.indexed(reply.index, now)
    footer = DOT.join(part for part in (searched, hint) if part)
    match body:
        case Quotes():
            quoted = [one for line in body.differing for one in line.quoted] or body.quoted
            embeds = _differing(body.differing) if body.differing else _quotes(quoted, 0)
            rows = _rows(turn, 0, len(quoted), MORE_QUOTES if body.further else "")
            messages = assembled(embeds, rows, footer, body.understood)
        case NotSaid(nearest=nearest):
            embeds = [Embed(f"**{escape(words.NOT_SAID)}**", Colour.NOTHING)]
            rows = _rows(turn, 0, 0, CLOSEST if nearest else "")
            messages = assembled(embeds, rows, footer, body.understood)
        case MoreQuotes(quoted=quoted, first=first):
            embeds = _quotes(quoted, first, Colour.NOTHING if body.closest else Colour.QUOTE)
            rows = _rows(turn, first, len(quoted), MORE_QUOTES if body.further else "")
            intro = words.NEAREST_INTRO if body.closest else None
            messages = assembled(embeds, rows, footer, intro)
        case InContext():
            messages = assembled(_context(body), (), "", None)
        case Notice(text=text):
            messages = [Outgoing(content=piece) for piece in split_text(text, (), CONTENT)]
        case IssueList() | OneIssue() | IssueMoves() | IssueChart() | Unlisted():
            messages = format_ledger(body, searched)
        case Rebuilding() | Rebuilt() | WentBack() | ArticlesGone():
            messages = format_build(body)
        case _:
            messages = format_page(body, now)
    return messages


def _quotes(quoted: Sequence[Quoted], first: int, colour: Colour = Colour.QUOTE) -> list[Embed]:
    """An embed for each quote, or several where it is too long for one.

    They are numbered where there are several, so that people and buttons can name them.
    """
    numbered = first > 0 or len(quoted) > 1
    return [
        Embed(description, colour)
        for number, item in enumerate(quoted, start=first + 1)
        for description in joined(_quote(item, number if numbered else None), DESCRIPTION)
    ]


def _quote(item: Quoted, number: int | None) -> Iterator[str]:
    """The blocks of one quote: its words with their source, again for each piece of a long one."""
    source = source_line(item.quote, number)
    pieces = [QUOTED + piece for piece in split_text(item.quote.text, item.bold, PIECE)]
    if source is None:
        yield from pieces
        yield from source_lines(item.quote, number)
    elif len(pieces) == 1:
        yield f"{pieces[0]}{BELOW}{source}"
    else:
        for at, piece in enumerate(pieces, start=1):
            yield f"{piece}{BELOW}{source}{DOT}part {at} of {len(pieces)}"


def _differing(lines: Sequence[DifferingLine]) -> list[Embed]:
    """One compact list: each value, the newest quote that gives it, and who else does."""
    heading = words.heading_of_differing([line.relation for line in lines])
    blocks: list[str] = []
    number = 1
    for line in lines:
        blocks += _value(line, number)
        number += len(line.quoted)
    first, *others = joined(blocks, DESCRIPTION)
    return [
        Embed(first, Colour.DIFFERING, title=heading),
        *(Embed(description, Colour.DIFFERING) for description in others),
    ]


def _value(line: DifferingLine, number: int) -> Iterator[str]:
    """A value, who gives it, and the words of the newest of them."""
    relation = words.RELATION[line.relation]
    value = f"**{escape(line.value)}**" + (f"{DOT}{relation}" if relation else "")
    yield value if number == 1 else f"\n{value}"
    newest, *others = line.quoted
    yield from source_lines(newest.quote, number)
    for at, item in enumerate(others, start=number + 1):
        yield short_source(item.quote, at)
    for piece in split_text(newest.quote.text, newest.bold, PIECE):
        yield QUOTED + piece


def _context(body: InContext) -> list[Embed]:
    """Paragraphs in one block quote, with the quote itself in bold, and the source below."""
    blocks: list[str] = []
    for passage in body.passages:
        if passage.after_gap:
            blocks.append(f"\n{GAP}")
        elif blocks:
            blocks.append(QUOTED)
        blocks += _passage(passage)
    first, *others = source_lines(body.quote, None)
    blocks += [f"\n{first}", *others]
    return [Embed(description, Colour.QUOTE) for description in joined(blocks, DESCRIPTION)]


def _passage(passage: ContextPassage) -> list[str]:
    bold = () if passage.bold is None else (passage.bold,)
    return [QUOTED + piece for piece in split_text(passage.text, bold, PIECE)]


def _rows(turn: str, first: int, count: int, more: str) -> tuple[tuple[Button, ...], ...]:
    """The buttons: more quotes (labelled `more`, none if ""), one a quote, and "not helpful"."""
    if not turn:
        return ()
    before = [Button(more, custom_id_of(More(turn, first + count)), Style.OFFER)] if more else []
    after = [Button(NOT_HELPFUL, custom_id_of(NotHelpful(turn)))]
    single = first == 0 and count == 1
    contexts = [
        Button(
            CONTEXT if single else f"{CONTEXT}: {number + 1}", custom_id_of(Around(turn, number))
        )
        for number in range(first, first + count)
    ]
    if len(before) + len(contexts) + len(after) <= BUTTONS_IN_ROW:
        return ((*before, *contexts, *after),)
    rows = [
        tuple(contexts[at : at + BUTTONS_IN_ROW]) for at in range(0, len(contexts), BUTTONS_IN_ROW)
    ][: ROWS - 1]
    return (*rows, (*before, *after))
