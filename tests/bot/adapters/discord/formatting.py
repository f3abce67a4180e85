"""Replies, and their messages once formatted, each within the limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.adapters.discord.formatter import format_reply
from bot.core.reply import Body, DifferingLine, Quoted, Quotes, Reply, Visibility
from index.terms import matching_spans
from tests.bot.adapters.discord.reading import assert_within_limits
from tests.bot.fakes import FakeArchive, make_quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.adapters.discord.outgoing import Outgoing
    from index.records import Quote, Relation


NOW = datetime(2026, 1, 2, 6, 4, 5, tzinfo=UTC)
INDEX = FakeArchive().summary()
TURN = "0c3f52a9b1d4"


def formatted(body: Body, hint: str = "") -> list[Outgoing]:
    messages = format_reply(Reply(body, Visibility.PUBLIC, TURN, INDEX), NOW, hint)
    assert messages
    assert_within_limits(messages)
    return messages


def only(body: Body, hint: str = "") -> Outgoing:
    [message] = formatted(body, hint)
    return message


def quoted(text: str, doc_id: str = "bridge", bold: str = "", **about: object) -> Quoted:
    quote: Quote = replace(make_quote(text, doc_id), **about)  # type: ignore[arg-type]
    return Quoted(quote, matching_spans(bold, text))


def labels(message: Outgoing) -> list[list[str]]:
    return [[button.label for button in row] for row in message.rows]


def differing(*lines: tuple[str, Relation, Sequence[Quoted]]) -> Quotes:
    made = tuple(DifferingLine(value, relation, tuple(items)) for value, relation, items in lines)
    return Quotes("q", (), 0.9, made)
