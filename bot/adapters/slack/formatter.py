"""`Reply` ─▶ messages for Slack. Pure: the same reply at the same time gives the same messages.

    > A sentence of an article, with the words of the *question* in bold.
    `the/file-id` · The article's title · 29 December 2025 · example.org
    [More quotes] [In context] [Not helpful]

Each quote is a section with its source in the context below; a long one goes on in the next, with
its source again. What one message can't hold goes on in another, buttons below the last.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.adapters.slack import blocks, phrases
from bot.adapters.slack.limits import (
    NOTIFICATION,
    VIEW_BLOCKS,
    VIEW_SIZE,
    head,
    size,
)
from bot.adapters.slack.mrkdwn import escape
from bot.adapters.slack.outgoing import Outgoing
from bot.adapters.slack.packing import buttons_of, spread
from bot.adapters.slack.writing import PIECE, SPLITTER, card_units, quote_units, small_print
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
from bot.core.layout.records import DOT, Cited, Line, Sheet, Words, text_of
from bot.core.layout.sources import source_line
from bot.core.news import in_one_message
from bot.core.plain import plain
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
    OneSource,
    Quotes,
    Rebuilding,
    Rebuilt,
    SourceList,
    Status,
    Unlisted,
    WentBack,
    shown_quotes,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.adapters.slack.blocks import Block
    from bot.core.builds import Running
    from bot.core.call import CommandName
    from bot.core.layout import records
    from bot.core.layout.records import Card
    from bot.core.news import News
    from bot.core.reply import Quoted, Reply

SHAREABLE: Final = (Quotes, IssueList, OneIssue, IssueMoves, SourceList, OneSource, Status)
"""Bodies that somebody may want to show to others."""


class Formatter:
    """Formats replies; `names` are those of the commands, with a slash before each."""

    def __init__(self, names: Mapping[CommandName, str]) -> None:
        self._names = MappingProxyType(dict(names))

    def reply(self, reply: Reply, now: datetime, hint: str = "") -> list[Outgoing]:
        """The messages of a reply, at least one. `hint` says in small print how to go on."""
        body, turn = reply.body, reply.turn
        searched = "" if reply.index is None else words.indexed(reply.index, now)
        footer = DOT.join(part for part in (searched, hint) if part)
        shareable = isinstance(body, SHAREABLE)
        if isinstance(body, Quotes | MoreQuotes | NotSaid):
            return _answer(body, turn, footer, shareable=shareable)
        if isinstance(body, Notice):
            return _said(body.text)
        return _messages(self._sheet(reply, now, searched), shareable=shareable)

    def _sheet(self, reply: Reply, now: datetime, searched: str) -> Sheet:
        match reply.body:
            case InContext() as body:
                return Sheet((context_card(body),))
            case IssueList() | OneIssue() | IssueMoves() | IssueChart() | Unlisted() as body:
                return ledger_sheet(body, searched)
            case LookingUp() | FoundArticles() | Adding() as body:
                return add_sheet(body)
            case Rebuilding() as body:
                return replace(build_sheet(body), footer=phrases.COURSE)
            case Rebuilt() | WentBack() | ArticlesGone() as body:
                return build_sheet(body)
            case Quotes() | MoreQuotes() | NotSaid() | Notice():
                raise TypeError(reply.body)
            case body:
                return page_sheet(body, now, self._names, phrases.WAYS_TO_ASK)


def format_course(running: Running, now: datetime) -> Outgoing:
    """How far a build is."""
    [message] = _messages(course_sheet(running, now))
    return message


def format_news(news: News, now: datetime) -> Outgoing:
    """What new articles bring, in one message."""
    return in_one_message(news, lambda one: _messages(news_sheet(one, now)))


def plainly(text: str) -> Outgoing:
    """A sentence of the bot's own as a message."""
    return _said(head(text, PIECE))[0]


def modal_blocks(messages: Sequence[Outgoing]) -> list[Block]:
    """All blocks of some messages in one, without buttons; what doesn't fit is said to be left out.

    A modal has room for the paragraphs around a quote many times over.
    """
    shown: list[Block] = []
    for message in messages:
        shown += message.blocks
    while len(shown) > VIEW_BLOCKS or size(shown) > VIEW_SIZE:
        shown = [*shown[:-2], *small_print(phrases.CUT_SHORT)]
    return shown


def _answer(
    body: Quotes | MoreQuotes | NotSaid, turn: str, footer: str, *, shareable: bool
) -> list[Outgoing]:
    buttons = buttons_of(answer_buttons(body, turn))
    match body:
        case NotSaid():
            units, above, text = _cards([not_said_card()]), body.understood, words.NOT_SAID
        case MoreQuotes(quoted=quoted, first=first):
            above = words.NEAREST_INTRO if body.closest else None
            units, text = _quotes(quoted, first), quoted[0].quote.text
        case Quotes(differing=()):
            units, above = _quotes(body.quoted, 0), body.understood
            text = body.quoted[0].quote.text
        case Quotes():
            units, above = _cards([differing_card(body.differing)]), body.understood
            text = shown_quotes(body)[0].quote.text
    messages = spread(units, above or "", footer, buttons)
    shown = [
        Outgoing(_notification(text), tuple(made), shareable=shareable, turn=turn)
        for made in messages
    ]
    return _with_buttons(shown, buttons)


def _messages(sheet: Sheet, *, shareable: bool = False) -> list[Outgoing]:
    """The messages of a sheet; a sentence without cards is not in small print."""
    buttons = buttons_of(sheet.buttons)
    if not sheet.cards:
        heading = sheet.above or (phrases.CHART if sheet.file is not None else "")
        told = DOT.join(filter(None, (heading, sheet.footer)))
        *before, last = _said(told) or [Outgoing("")]
        return [*before, replace(last, file=sheet.file)]
    text = _notification(sheet.above or _first_words(sheet.cards[0]))
    messages = spread(_cards(sheet.cards), sheet.above, sheet.footer, buttons)
    shown = [Outgoing(text, tuple(made), shareable=shareable) for made in messages]
    return _with_buttons(shown, buttons)


def _with_buttons(messages: Sequence[Outgoing], buttons: tuple[Block, ...]) -> list[Outgoing]:
    *before, last = messages
    return [*before, replace(last, buttons=buttons)]


def _quotes(quoted: Sequence[Quoted], first: int) -> list[list[Block]]:
    """The units of each quote; numbered where there are several, so that people can name them."""
    numbered = first > 0 or len(quoted) > 1
    return [
        unit
        for number, item in enumerate(quoted, start=first + 1)
        for unit in quote_units(
            Words(item.quote.text, item.bold), source_line(item.quote, number if numbered else None)
        )
    ]


def _cards(cards: Sequence[Card]) -> list[list[Block]]:
    return [unit for card in cards for unit in card_units(card)]


def _first_words(card: Card) -> str:
    """The title of a card, or the first of its blocks that says something."""
    told = (_told(block) for group in card.groups for block in group)
    return next((text for text in (card.title, *told) if plain(text).strip()), "")


def _told(block: records.Block) -> str:
    match block:
        case Line():
            return text_of(block)
        case Words(text=text) | Cited(words=Words(text=text)):
            return text


def _notification(text: str) -> str:
    return escape(head(text, NOTIFICATION))


def _said(text: str) -> list[Outgoing]:
    """The bot's own words, without markup; none where there are none."""
    pieces = SPLITTER.split(text, (), PIECE) if text.strip() else []
    return [Outgoing(_notification(piece.text), (blocks.sentence(piece.text),)) for piece in pieces]
