"""What changed between two ledgers: statuses, quotes, numbers.

A quote is known by its file and its words; that an article was edited elsewhere moves nothing. Of
numbers those are compared that tell the same thing of the same, the newest of each side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.issues.records import Move, Moves, NumberMove, Status
from index.issues.status import newest_first

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from index.issues.records import Evidence, Figure, Ledger, Standing
    from index.records import Quote

FARTHEST: Final = 4.0
"""How many times a number may have grown and still count the same: beyond, its scope is another
one ("since the truce", "since the war began")."""


def compare(
    before: Ledger, after: Ledger, *, since: str, until: str, is_there: Callable[[Quote], bool]
) -> Moves:
    """What of `after` is not in `before`; `is_there` says whether an old quote can be verified."""
    known = {standing.issue.id: standing for standing in before.standings}
    found = [_move(known.get(now.issue.id), now, is_there) for now in after.standings]
    moved = [one for one in found if one.before is not one.now.status or one.new or one.gone]
    # Sorting is stable: what was moved last stays first.
    return Moves(since, until, tuple(sorted(moved, key=lambda m: m.before is m.now.status)))


def _move(was: Standing | None, now: Standing, is_there: Callable[[Quote], bool]) -> Move:
    old = was.evidence if was else ()
    known = {_key(one) for one in old}
    there = {_key(one) for one in now.evidence}
    new = [one for one in now.evidence if _key(one) not in known]
    words = {one.quote.text for one in old}
    return Move(
        before=was.status if was else Status.NOT_MENTIONED,
        now=now,
        new=tuple(sorted(new, key=lambda one: one != now.reason)),
        gone=len(known - there),
        numbers=tuple(_numbers(old, now.evidence, is_there)),
        elsewhere=frozenset(one.quote for one in new if one.quote.text in words),
    )


def _key(one: Evidence) -> tuple[str, str]:
    return one.quote.doc_id, one.quote.text


def _numbers(
    old: Iterable[Evidence], new: Iterable[Evidence], is_there: Callable[[Quote], bool]
) -> Iterable[NumberMove]:
    before, after = _newest(old), _newest(new)
    for about, (figure, evidence) in after.items():
        if about not in before:
            continue
        was, told_by = before[about]
        low, high = sorted((was.value, figure.value))
        if low < high <= FARTHEST * low:
            quote = told_by.quote if is_there(told_by.quote) else None
            yield NumberMove(was, figure, quote, evidence.quote)


def _newest(evidence: Iterable[Evidence]) -> dict[str, tuple[Figure, Evidence]]:
    """The newest figure of each thing that is counted."""
    found: dict[str, tuple[Figure, Evidence]] = {}
    for one in newest_first(evidence):
        for figure in one.figures:
            found.setdefault(figure.about, (figure, one))
    return found
