"""What goes back to the person: `Reply`, with one body of a closed union.

    Reply ─┬─ Quotes       sentences of the articles that answer the question, or differ in it
           ├─ NotSaid      the articles don't say; what came closest, to show on request
           ├─ SourceList   articles of the index
           ├─ Status       what is being searched
           ├─ Help         the commands
           └─ Notice       one sentence: a hint, a refusal or an apology

An adapter formats a body with `match`, and may split or escape a quotation, never alter it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from bot.core.call import CommandName
    from index.records import IndexSummary, Quote, Relation, Source, Span


class Visibility(StrEnum):
    """Who should see a reply, where the platform can tell people apart."""

    PUBLIC = "public"
    PRIVATE = "private"


class NoticeKind(StrEnum):
    """Why a notice is sent."""

    CANT_ASK = "can't ask"
    BUSY = "busy"
    TOO_MANY = "too many questions"
    TOO_SLOW = "too slow"
    CLOSING = "closing"
    WRONG_INPUT = "wrong input"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote and where its text uses words of the question.

    `bold` are spans of `quote.text` (not of the article), in order and disjoint, each one or
    more whole words.
    """

    quote: Quote
    bold: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class DifferingLine:
    """One value of several that articles give, in their words, with the quotes that give it.

    In these `bold` is the value. `relation` tells how it stands to the other lines.
    """

    value: str
    relation: Relation
    quoted: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Quotes:
    """One to three quotes that answer `question`, best first; `confidence` as in `Answer`.

    `differing` is empty, or has a line for each value that the articles give, newest first; then
    it is shown instead of `quoted`, which holds no quote besides. `understood` says in a sentence
    how the question was read, None where it was taken as it stands.
    """

    question: str
    quoted: tuple[Quoted, ...]
    confidence: float
    differing: tuple[DifferingLine, ...] = ()
    understood: str | None = None


@dataclass(frozen=True, slots=True)
class NotSaid:
    """The articles don't say. `nearest` (best first, may be empty) is shown only on request.

    `understood` as in `Quotes`.
    """

    question: str
    nearest: tuple[Quoted, ...]
    understood: str | None = None


@dataclass(frozen=True, slots=True)
class SourceList:
    """Articles, newest first, undated ones last.

    `sources` are the first of `matching` articles that have all words of `search` in their id,
    title or date, among `total`. An empty `search` matches all.
    """

    search: str
    sources: tuple[Source, ...]
    matching: int
    total: int


@dataclass(frozen=True, slots=True)
class Status:
    """What is being searched; `oldest` is the earliest date of any of the dated articles."""

    summary: IndexSummary
    oldest: str | None
    undated: int


@dataclass(frozen=True, slots=True)
class HelpEntry:
    """One command, what may follow it ("QUESTION", or "" for nothing) and what it does."""

    command: CommandName
    argument: str
    summary: str


@dataclass(frozen=True, slots=True)
class Help:
    """The commands, in the order to show them, under a line on what the bot does."""

    intro: str
    entries: tuple[HelpEntry, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """One or two sentences, complete, ready to be shown."""

    kind: NoticeKind
    text: str


Body: TypeAlias = Quotes | NotSaid | SourceList | Status | Help | Notice


@dataclass(frozen=True, slots=True)
class Reply:
    """The one outcome of a call."""

    body: Body
    visibility: Visibility
