"""What there is to tell of single issues, as embeds: one issue, what moved, what is not listed."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.adapters.discord.citing import briefly, embeds_of, fully, issue_lines, said, told
from bot.adapters.discord.escaping import escape
from bot.adapters.discord.outgoing import Colour
from bot.adapters.discord.sources import DOT
from bot.core import ledger_lines, ledger_words, written
from index.issues.records import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.adapters.discord.outgoing import Embed
    from bot.core.reply import OneIssue, Unlisted
    from index.issues.records import Candidate, Move, Moves, NumberMove

NEW_SHOWN: Final = 3
"""New quotes that are shown of one issue that moved; opening it shows more."""

CANDIDATE_SHOWN: Final = 3
"""Quotes that are shown of one dispute that the catalogue lacks."""

COLOURS: Final[Mapping[Status, Colour]] = MappingProxyType(
    {
        Status.OPEN: Colour.OPEN,
        Status.CONTESTED: Colour.CONTESTED,
        Status.SETTLED: Colour.SETTLED,
        Status.NOT_MENTIONED: Colour.NOTHING,
    }
)


def one_issue(body: OneIssue) -> list[Embed]:
    """How an issue stands and why; who says what; what it waits for; what is said besides."""
    standing = body.standing
    colour = COLOURS[standing.status]
    about = [
        *issue_lines(standing.issue),
        *told(ledger_lines.why(standing), len(ledger_lines.status_word(standing.status))),
        escape(ledger_lines.facts(standing)),
        *told(ledger_words.settled_by(standing.issue.settled_by)),
    ]
    reason = [] if standing.reason is None else said(standing.reason, fully)
    positions = [said(one, fully) for one in ledger_lines.positions(body)]
    waits = [
        [
            *_bold(ledger_words.waits_for(body.titles.get(one.waits_for, one.waits_for))),
            *fully(one.quote),
        ]
        for one in standing.waits_for
    ]
    return [
        *embeds_of([about, reason], colour),
        *_section(positions, colour, ledger_words.WHO_SAYS_WHAT),
        *_section(waits, colour),
        *_section(_besides(body), colour, ledger_words.MORE_EVIDENCE),
    ]


def changes(moves: Moves) -> list[Embed]:
    """What changed of each issue."""
    return [embed for move in moves.moves for embed in _move(move)]


def candidates(body: Unlisted) -> list[Embed]:
    """The disputes that are none of the catalogue's."""
    return [embed for one in body.candidates for embed in _candidate(one)]


def _besides(body: OneIssue) -> list[Sequence[str]]:
    """Further evidence, and how much is not shown at all."""
    return [*map(said, ledger_lines.besides(body)), *_more(ledger_lines.unshown(body))]


def _move(move: Move) -> list[Embed]:
    """How an issue stood and stands, the numbers that changed, and the newest of what is new."""
    counts = ledger_lines.quote_change(move)
    head = [
        *issue_lines(move.now.issue, (ledger_lines.status_change(move),)),
        *([escape(counts)] if counts else []),
    ]
    new = ledger_lines.new_besides(move)
    groups = [
        head,
        *(group for number in move.numbers for group in _number(number)),
        *map(said, new[:NEW_SHOWN]),
        *_more(len(new) - NEW_SHOWN),
    ]
    return embeds_of(groups, COLOURS[move.now.status])


def _number(move: NumberMove) -> list[list[str]]:
    """A number that changed, with the quote of each side, the newer first."""
    before = move.before_quote
    return [
        [*_bold(ledger_lines.number_change(move)), *briefly(move.after_quote)],
        [escape(ledger_words.FIRST_IS_GONE)] if before is None else briefly(before),
    ]


def _candidate(candidate: Candidate) -> list[Embed]:
    """The words that its quotes share, how many there are, and the first of them."""
    about = ", ".join(candidate.about)
    quotes = written.counted(len(candidate.quotes), "quote")
    articles = written.counted(candidate.articles, "article")
    groups = [
        told(DOT.join(filter(None, (about, quotes, articles))), len(about)),
        *map(fully, candidate.quotes[:CANDIDATE_SHOWN]),
        *_more(len(candidate.quotes) - CANDIDATE_SHOWN),
    ]
    return embeds_of(groups, Colour.PAGE)


def _section(groups: Iterable[Sequence[str]], colour: Colour, title: str = "") -> list[Embed]:
    """Nothing where there are no groups."""
    shown = list(groups)
    return embeds_of(shown, colour, title) if shown else []


def _more(count: int) -> list[list[str]]:
    return [[escape(ledger_words.further_evidence(count))]] if count > 0 else []


def _bold(text: str) -> list[str]:
    return told(text, len(text))
