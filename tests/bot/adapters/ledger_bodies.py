"""Replies of the ledger, of drawn evidence, each with the quotes that have to arrive, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.layout.issue_pages import CANDIDATE_SHOWN, NEW_SHOWN
from bot.core.reply import IssueMoves, OneIssue, Unlisted
from index.issues.records import Candidate, Condition, Figure, Move, Moves, NumberMove, Status
from tests.bot.fakes import make_evidence, make_standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.issues.records import Evidence
    from index.records import Quote


def one_issue(
    positions: Sequence[Evidence],
    waits: Sequence[Evidence],
    besides: Sequence[Evidence],
    name: str,
    status: Status,
) -> tuple[OneIssue, list[Quote]]:
    """An issue with a reason, positions, what it waits for, and what is said besides."""
    reason = make_evidence("This is why.", speaker=name)
    conditions = tuple(Condition("bridge", name, one.quote) for one in waits)
    standing = make_standing(
        "bridge", status, *(reason, *positions, *besides),
        title=name, positions=tuple(positions), waits_for=conditions,
    )  # fmt: skip
    rest = [one for one in besides if one not in positions]
    because = [] if status is Status.NOT_MENTIONED else [reason]
    quotes = [
        *(one.quote for one in (*because, *positions)),
        *(one.quote for one in conditions),
        *(one.quote for one in rest),
    ]
    return OneIssue(standing, tuple(rest), 2, {name: name}), quotes


def what_moved(
    new: Sequence[Evidence], numbers: Sequence[Evidence], name: str, statuses: Sequence[Status]
) -> tuple[IssueMoves, list[Quote]]:
    """An issue that moved to each status, with numbers that changed and new evidence."""
    first = make_evidence("It was one.").quote
    moved = tuple(
        NumberMove(Figure("a", name, 1), Figure("a", one.quote.text[:90], 2), first, one.quote)
        for one in numbers
    )
    moves = tuple(
        Move(Status.OPEN, make_standing("bridge", one), tuple(new), 2, moved) for one in statuses
    )
    with_numbers = [quote for one in numbers for quote in (one.quote, first)]
    after = [one.quote for one in numbers]
    others = [one.quote for one in new if one.quote not in after][:NEW_SHOWN]
    body = IssueMoves(Moves(name[:200], name[:200], moves))
    return body, [*with_numbers, *others] * len(statuses)


def what_is_unlisted(
    drawn: Sequence[Evidence], name: str, count: int
) -> tuple[Unlisted, list[Quote]]:
    """So many disputes that fit no issue, alike."""
    quotes = tuple(one.quote for one in drawn)
    body = Unlisted((Candidate((name, name), quotes, 2),) * count)
    return body, list(quotes[:CANDIDATE_SHOWN]) * count
