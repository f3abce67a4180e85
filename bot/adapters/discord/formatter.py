"""`Reply` ─▶ messages for Discord. Pure: the same reply at the same time gives the same messages.

    ┃ > A sentence of an article, with the words of the **question** in bold.
    ┃ `the/file-id` · The article's title · 29 December 2025 · example.org
      [More quotes] [In context] [Not helpful]

Each quote has an embed of its own; a long one goes on in the next, with its source again. What one
message can't hold goes on in another, buttons below the last. Embeds carry no URL: of several with
the same Discord shows only one.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.adapters.discord import phrases
from bot.adapters.discord.budget import SMALL, assembled, split_text
from bot.adapters.discord.escaping import escape
from bot.adapters.discord.limits import (
    BUTTONS_IN_ROW,
    CONTENT,
    CUSTOM_ID,
    DESCRIPTION,
    ROWS,
    length,
)
from bot.adapters.discord.outgoing import Button, Colour, Embed, Outgoing
from bot.adapters.discord.writing import SOURCE, embeds_of, line_of, lines_of, words_of
from bot.core import words
from bot.core.adding_bodies import Adding, FoundArticles, LookingUp
from bot.core.layout.adding import add_sheet
from bot.core.layout.answers import (
    answer_buttons,
    context_card,
    differing_card,
    not_said_card,
)
from bot.core.layout.builds import build_sheet, course_sheet
from bot.core.layout.ledger import ledger_sheet
from bot.core.layout.news import news_sheet
from bot.core.layout.pages import page_sheet
from bot.core.layout.pieces import packed
from bot.core.layout.records import DOT, Sheet, Words
from bot.core.layout.sources import source_line
from bot.core.news import in_one_message
from bot.core.presses import Around, id_of
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
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from bot.core.builds import Running
    from bot.core.call import CommandName
    from bot.core.layout import records
    from bot.core.news import News
    from bot.core.reply import Quoted, Reply

BELOW: Final = "\n\n"
"""Ends a block quote; Discord would do with one line break, others that draw Markdown would not."""

COMMANDS: Final[Mapping[CommandName, str]] = MappingProxyType(
    {name: f"/{name}" for name in words.COMMAND_HELP}
)
"""What the commands are called here."""


def format_reply(reply: Reply, now: datetime, hint: str = "") -> list[Outgoing]:
    """The messages of a reply, at least one. `hint` says in the footer how to go on."""
    body, turn = reply.body, reply.turn
    searched = "" if reply.index is None else words.indexed(reply.index, now)
    footer = DOT.join(part for part in (searched, hint) if part)
    match body:
        case Quotes() if not body.differing:
            embeds = _quotes(body.quoted, 0, Colour.QUOTE)
            rows = _rows(answer_buttons(body, turn))
            return assembled(embeds, rows, footer, body.understood or "")
        case MoreQuotes(quoted=quoted, first=first):
            embeds = _quotes(quoted, first, Colour.NOTHING if body.closest else Colour.QUOTE)
            above = words.NEAREST_INTRO if body.closest else ""
            return assembled(embeds, _rows(answer_buttons(body, turn)), footer, above)
        case Quotes():
            above, buttons = body.understood or "", answer_buttons(body, turn)
            sheet = Sheet((differing_card(body.differing),), above, footer, buttons)
        case NotSaid():
            above, buttons = body.understood or "", answer_buttons(body, turn)
            sheet = Sheet((not_said_card(),), above, footer, buttons)
        case InContext():
            sheet = Sheet((context_card(body),))
        case Notice(text=text):
            sheet = Sheet(above=text)
        case IssueList() | OneIssue() | IssueMoves() | IssueChart() | Unlisted():
            sheet = ledger_sheet(body, searched)
        case LookingUp() | FoundArticles() | Adding():
            sheet = add_sheet(body)
        case Rebuilding() | Rebuilt() | WentBack() | ArticlesGone():
            sheet = build_sheet(body)
        case _:
            sheet = page_sheet(body, now, COMMANDS, phrases.WAYS_TO_ASK)
    return _messages(sheet)


def format_course(running: Running, now: datetime) -> Outgoing:
    """How far a build is."""
    [message] = _messages(course_sheet(running, now))
    return message


def format_news(news: News, now: datetime) -> Outgoing:
    """What new articles bring, in one message."""
    return in_one_message(news, lambda one: _messages(news_sheet(one, now)))


def _messages(sheet: Sheet) -> list[Outgoing]:
    """The messages of a sheet; a sentence without cards is not in small print."""
    embeds = [embed for card in sheet.cards for embed in embeds_of(card)]
    if embeds:
        return assembled(embeds, _rows(sheet.buttons), sheet.footer, sheet.above)
    said = split_text(sheet.above, (), CONTENT) if sheet.above else []
    small = [SMALL + escape(sheet.footer)] if sheet.footer else []
    *before, last = [Outgoing(content=text) for text in (*said, *small)] or [Outgoing()]
    return [*before, replace(last, file=sheet.file)]


def _quotes(quoted: Sequence[Quoted], first: int, colour: Colour) -> list[Embed]:
    """An embed for each quote, or several where it is too long for one.

    They are numbered where there are several, so that people and buttons can name them.
    """
    numbered = first > 0 or len(quoted) > 1
    return [
        Embed(description, colour)
        for number, item in enumerate(quoted, start=first + 1)
        for description in packed(_quote(item, number if numbered else None), DESCRIPTION, length)
    ]


def _quote(item: Quoted, number: int | None) -> Iterator[str]:
    """The blocks of one quote: its words with their source, again for each piece of a long one."""
    line = source_line(item.quote, number)
    source = line_of(line)
    pieces = words_of(Words(item.quote.text, item.bold))
    if length(source) > SOURCE:
        yield from pieces
        yield from lines_of(line)
    elif len(pieces) == 1:
        yield f"{pieces[0]}{BELOW}{source}"
    else:
        for at, piece in enumerate(pieces, start=1):
            yield f"{piece}{BELOW}{source}{DOT}part {at} of {len(pieces)}"


def _rows(buttons: Sequence[records.Button]) -> tuple[tuple[Button, ...], ...]:
    """Rows of buttons, as many as there may be, without those whose id would be too long.

    Where one row does not hold all, the one for more quotes stands below those for each quote, so
    that it and the last are the ones that stay.
    """
    pressed = [(button, id_of(button.press)) for button in buttons]
    fit = [
        (button, Button(button.label, custom_id, button.style, button.disabled))
        for button, custom_id in pressed
        if length(custom_id) <= CUSTOM_ID
    ]
    shown = [made for _, made in fit]
    if len(shown) <= BUTTONS_IN_ROW:
        return (tuple(shown),) if shown else ()
    contexts = [made for button, made in fit if isinstance(button.press, Around)]
    if not contexts:
        return tuple(_in_rows(shown))[:ROWS]
    others = [made for button, made in fit if not isinstance(button.press, Around)]
    return (*tuple(_in_rows(contexts))[: ROWS - 1], tuple(others))


def _in_rows(buttons: Sequence[Button]) -> Iterator[tuple[Button, ...]]:
    for at in range(0, len(buttons), BUTTONS_IN_ROW):
        yield tuple(buttons[at : at + BUTTONS_IN_ROW])
