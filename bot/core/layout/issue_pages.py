"""What there is to tell of single issues, as cards: one issue, what moved, what is not listed."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.core import ledger_lines, ledger_words, written
from bot.core.layout.records import DOT, Card, Cited, Kind, Words, line
from bot.core.layout.sources import short_source, source_line
from index.issues.records import Status
from index.issues.wording import byline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.core.layout.records import Block, Line
    from bot.core.reply import OneIssue, Unlisted
    from index.issues.records import Candidate, Evidence, Issue, Move, Moves, NumberMove
    from index.records import Quote

NEW_SHOWN: Final = 3
"""New quotes that are shown of one issue that moved; opening it shows more."""

CANDIDATE_SHOWN: Final = 3
"""Quotes that are shown of one dispute that the catalogue lacks."""

KINDS: Final[Mapping[Status, Kind]] = MappingProxyType(
    {
        Status.OPEN: Kind.OPEN,
        Status.CONTESTED: Kind.CONTESTED,
        Status.SETTLED: Kind.SETTLED,
        Status.NOT_MENTIONED: Kind.NOTHING,
    }
)


def one_issue(body: OneIssue) -> list[Card]:
    """How an issue stands and why; who says what; what it waits for; what is said besides."""
    standing = body.standing
    kind = KINDS[standing.status]
    about = (
        issue_line(standing.issue),
        line(ledger_lines.why(standing), len(ledger_lines.status_word(standing.status))),
        line(ledger_lines.facts(standing)),
        line(ledger_words.settled_by(standing.issue.settled_by)),
    )
    reason = [] if standing.reason is None else [said(standing.reason, fully)]
    positions = [said(one, fully) for one in ledger_lines.positions(body)]
    waits = [
        (
            _bold(ledger_words.waits_for(body.titles.get(one.waits_for, one.waits_for))),
            fully(one.quote),
        )
        for one in standing.waits_for
    ]
    return [
        Card(kind, (about, *reason)),
        *_section(positions, kind, ledger_words.WHO_SAYS_WHAT),
        *_section(waits, kind),
        *_section(_besides(body), kind, ledger_words.MORE_EVIDENCE),
    ]


def changes(moves: Moves) -> list[Card]:
    """What changed of each issue."""
    return [_move(move) for move in moves.moves]


def candidates(body: Unlisted) -> list[Card]:
    """The disputes that are none of the catalogue's."""
    return [_candidate(one) for one in body.candidates]


def issue_line(issue: Issue, facts: Sequence[str] = (), number: int | None = None) -> Line:
    """The title of an issue in bold, behind its number if it has one; then `facts`, and its id.

    The id stands in no box, so that what does is the id of a file.
    """
    name = issue.title if number is None else f"{number}{DOT}{issue.title}"
    return line(DOT.join([name, *facts, issue.id]), len(name))


def briefly(quote: Quote) -> Cited:
    """Id, date and words of a quote."""
    return Cited(short_source(quote), Words(quote.text))


def fully(quote: Quote) -> Cited:
    """The words of a quote below all that is known of where they were cut from."""
    return Cited(source_line(quote), Words(quote.text))


def said(evidence: Evidence, cited: Callable[[Quote], Cited] = briefly) -> tuple[Block, ...]:
    """A quote below the line that says whose word it is, and what it tells of the issue."""
    return (line(ledger_lines.signalled(evidence), len(byline(evidence))), cited(evidence.quote))


def _besides(body: OneIssue) -> list[tuple[Block, ...]]:
    """Further evidence, and how much is not shown at all."""
    return [*map(said, ledger_lines.besides(body)), *_more(ledger_lines.unshown(body))]


def _move(move: Move) -> Card:
    """How an issue stood and stands, the numbers that changed, and the newest of what is new."""
    counts = ledger_lines.quote_change(move)
    head = (
        issue_line(move.now.issue, (ledger_lines.status_change(move),)),
        *([line(counts)] if counts else []),
    )
    new = ledger_lines.new_besides(move)
    groups = (
        head,
        *(group for number in move.numbers for group in _number(number)),
        *map(said, new[:NEW_SHOWN]),
        *_more(len(new) - NEW_SHOWN),
    )
    return Card(KINDS[move.now.status], groups)


def _number(number: NumberMove) -> list[tuple[Block, ...]]:
    """A number that changed, with the quote of each side, the newer first."""
    before = number.before_quote
    return [
        (_bold(ledger_lines.number_change(number)), briefly(number.after_quote)),
        (line(ledger_words.FIRST_IS_GONE) if before is None else briefly(before),),
    ]


def _candidate(candidate: Candidate) -> Card:
    """The words that its quotes share, how many there are, and the first of them."""
    about = ", ".join(candidate.about)
    quotes = written.counted(len(candidate.quotes), "quote")
    articles = written.counted(candidate.articles, "article")
    groups: tuple[tuple[Block, ...], ...] = (
        (line(DOT.join(filter(None, (about, quotes, articles))), len(about)),),
        *((fully(quote),) for quote in candidate.quotes[:CANDIDATE_SHOWN]),
        *_more(len(candidate.quotes) - CANDIDATE_SHOWN),
    )
    return Card(Kind.PAGE, groups)


def _section(groups: Iterable[tuple[Block, ...]], kind: Kind, title: str = "") -> list[Card]:
    """Nothing where there are no groups."""
    shown = tuple(groups)
    return [Card(kind, shown, title)] if shown else []


def _more(count: int) -> list[tuple[Block, ...]]:
    return [(line(ledger_words.further_evidence(count)),)] if count > 0 else []


def _bold(text: str) -> Line:
    return line(text, len(text))
