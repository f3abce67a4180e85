"""What goes back to the person: `Reply`, with one body of a closed union.

    Reply ─┬─ Quotes         sentences of the articles that answer the question, or differ in it
           ├─ NotSaid        the articles don't say; what came closest, to show on request
           ├─ MoreQuotes     the next page of quotes, or what came closest
           ├─ InContext      a quote among the paragraphs around it
           ├─ SourceList     articles of the index
           ├─ OneSource      one article: what is known of it, and what is never quoted
           ├─ Status         what is being searched
           ├─ LookingUp      pages of the web are being fetched ─┐ of what has only begun,
           ├─ FoundArticles  what they hold, to be added or not  │ `Responder.outcome_of` gives
           ├─ Adding         it is put among the articles ───────┤ the reply to its end
           ├─ Rebuilding     a build has begun ──────────────────┘
           ├─ Rebuilt        what a build did
           ├─ WentBack       the index before answers again
           ├─ ArticlesGone   so many that nothing was built; offers to build all the same
           ├─ FeedbackList   what people found not helpful, as a CSV file
           ├─ IssueList      the issues of the ledger, in brief
           ├─ OneIssue       one of them: who says what, what it waits for, all evidence
           ├─ IssueMoves     what changed in the ledger since a build or a date
           ├─ IssueChart     a picture of the ledger
           ├─ Unlisted       disputes that the catalogue lacks; for admins
           ├─ Help           the commands
           └─ Notice         one sentence: a hint, a refusal or an apology

An adapter formats a body with `match`, and may split or escape a quotation, never alter it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from bot.core.adding_bodies import Adding, FoundArticles, LookingUp

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future

    from bot.core.builds import Ended, Running, Task
    from bot.core.call import CommandName
    from index.build import BuildReport
    from index.issues.records import Candidate, Evidence, Moves, Standing
    from index.records import FurnitureKind, IndexSummary, Quote, Relation, Source, Span
    from index.rollback import RolledBack
    from index.web.records import Put


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
    NOT_READY = "not ready"
    NOT_ALLOWED = "not allowed"
    FORGOTTEN = "forgotten"
    NOTED = "noted"
    CANCELLED = "cancelled"
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
    how the question was read, None where it was taken as it stands. `further` says that there are
    more quotes worth a look.
    """

    question: str
    quoted: tuple[Quoted, ...]
    confidence: float
    differing: tuple[DifferingLine, ...] = ()
    understood: str | None = None
    further: bool = False


@dataclass(frozen=True, slots=True)
class NotSaid:
    """The articles don't say. `nearest` (best first, may be empty) is shown only on request.

    `understood` as in `Quotes`.
    """

    question: str
    nearest: tuple[Quoted, ...]
    understood: str | None = None


@dataclass(frozen=True, slots=True)
class MoreQuotes:
    """Further quotes for `question`, those from number `first` on (the first of all is 0).

    `closest` says that they did not answer the question; they only came closest. `further` says
    that others come after them.
    """

    question: str
    quoted: tuple[Quoted, ...]
    first: int
    closest: bool
    further: bool


@dataclass(frozen=True, slots=True)
class InContext:
    """A quote among the paragraphs around it.

    `passages` are in the order of the text. In each, `bold` is the part of it that was quoted, a
    span of its text, or None.
    """

    quote: Quote
    passages: tuple[ContextPassage, ...]


@dataclass(frozen=True, slots=True)
class ContextPassage:
    """A paragraph; `after_gap` says that something was left out before it."""

    text: str
    bold: Span | None
    after_gap: bool


@dataclass(frozen=True, slots=True)
class SourceList:
    """Articles, newest first, undated ones last.

    `sources` are those of page `page` (the first is 0) of `pages`, of the `matching` articles that
    have all words of `search` in their id, title or date, among `total`. An empty `search` matches
    all.
    """

    search: str
    sources: tuple[Source, ...]
    matching: int
    total: int
    page: int = 0
    pages: int = 1


@dataclass(frozen=True, slots=True)
class OneSource:
    """One article. `left_out` are the kinds of its text that are never quoted, and their words."""

    source: Source
    left_out: tuple[tuple[FurnitureKind, int], ...]


@dataclass(frozen=True, slots=True)
class Status:
    """What is being searched; `oldest` is the earliest date of any of the dated articles.

    `waiting` counts the calls that wait. `rebuilding` is the build under way, None where none is;
    `last_build` how the one before it ended, None where none has since the program began.
    """

    summary: IndexSummary
    oldest: str | None
    undated: int
    waiting: int = 0
    rebuilding: Running | None = None
    last_build: Ended | None = None


@dataclass(frozen=True, slots=True)
class Rebuilding:
    """A build has begun, or a way back to the index before; `outcome` is what it comes to.

    `puts` are articles of the web for whose sake it was begun, `trouble` as in `Stored`.
    """

    task: Task
    outcome: Future[BuildOutcome] = field(compare=False, repr=False)
    puts: tuple[Put, ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A build has ended, and what it built answers from now on.

    `moves` is what changed in the ledger since the build before, None where that can't be said.
    `puts` as in `Rebuilding`.
    """

    report: BuildReport
    moves: Moves | None = None
    puts: tuple[Put, ...] = ()


@dataclass(frozen=True, slots=True)
class WentBack:
    """The index before answers again."""

    rolled: RolledBack


@dataclass(frozen=True, slots=True)
class ArticlesGone:
    """Nothing was built: `lost` of `of` articles are gone, and `task` is to be confirmed.

    `puts` as in `Rebuilding`.
    """

    task: Task
    lost: int
    of: int
    puts: tuple[Put, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedbackList:
    """What people found not helpful: `count` lines, and a heading, of `csv`."""

    csv: str
    count: int


@dataclass(frozen=True, slots=True)
class IssueList:
    """The issues of the ledger, last moved first, whatever their status; `articles` in the index.

    Shown are those that are open or contested, then those that are settled; the others are only
    named. `dated` counts articles with a date: without one nothing can be newer than another.
    """

    standings: tuple[Standing, ...]
    articles: int
    dated: int


@dataclass(frozen=True, slots=True)
class OneIssue:
    """One issue. `shown` is its evidence but for the reason, newest first, `further` how much more.

    `titles` gives the titles of the issues that it waits for, by id.
    """

    standing: Standing
    shown: tuple[Evidence, ...]
    further: int
    titles: dict[str, str]


@dataclass(frozen=True, slots=True)
class IssueMoves:
    """What changed in the ledger."""

    moves: Moves


@dataclass(frozen=True, slots=True)
class IssueChart:
    """A picture of the ledger: a PNG file, and what it shows, in words."""

    png: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class Unlisted:
    """Disputes that fit no issue of the catalogue, those with most quotes first; for admins."""

    candidates: tuple[Candidate, ...]


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


BuildOutcome: TypeAlias = Rebuilt | WentBack
"""What a build comes to, if it comes to its end."""

Begun: TypeAlias = LookingUp | Adding | Rebuilding
"""Bodies that tell of what has only begun."""

AddPage: TypeAlias = LookingUp | FoundArticles | Adding
"""Bodies that tell of articles of the web."""

BuildPage: TypeAlias = Rebuilding | Rebuilt | WentBack | ArticlesGone
"""Bodies that tell of a build."""

Page: TypeAlias = SourceList | OneSource | Status | FeedbackList | Help
"""Bodies that tell of the bot and its articles; the others answer a question."""

LedgerPage: TypeAlias = IssueList | OneIssue | IssueMoves | IssueChart | Unlisted
"""Bodies that tell of the ledger."""

Body: TypeAlias = (
    Quotes | NotSaid | MoreQuotes | InContext | Notice | Page | AddPage | BuildPage | LedgerPage
)


@dataclass(frozen=True, slots=True)
class Reply:
    """The one outcome of a call.

    `turn` is what the buttons under it are called with, "" for a reply that has none. `index` is
    what was searched, for a reply that holds quotes or says that there are none.
    """

    body: Body
    visibility: Visibility
    turn: str = ""
    index: IndexSummary | None = None


def notice(kind: NoticeKind, text: str) -> Reply:
    """A sentence for the one who asked."""
    return Reply(Notice(kind, text), Visibility.PRIVATE)


def shown_quotes(body: Quotes) -> Sequence[Quoted]:
    """The quotes of an answer in the order of their numbers, value by value where they differ."""
    return [one for line in body.differing for one in line.quoted] or body.quoted
