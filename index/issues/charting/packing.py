"""What would hide each other is set apart: stacked first, then put aside.

    stretches of a line ─▶ pack ─▶ the level on which each stands, and how far it was put aside

Upwards is free, since only across is time; so a mark goes aside only from a stack that grows too
high.
"""

from __future__ import annotations

from bisect import bisect, insort
from dataclasses import dataclass
from itertools import count
from math import ceil, sqrt
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LEVELS: Final = 8  # a higher stack is broadened


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a thing takes up of a line, from `start` to `end`; what is `fixed` never goes aside."""

    start: float
    end: float
    fixed: bool = False


def pack(stretches: Sequence[Stretch], left: float, right: float) -> list[tuple[float, int]]:
    """For each stretch, in their order, how far it goes aside and its level; no two overlap.

    Nothing goes aside beyond `left` or `right`. What is fixed stands above the rest.
    """
    highest = max(_LEVELS, ceil(sqrt(2 * len(stretches))))
    levels: list[list[tuple[float, float]]] = [[] for _ in range(highest)]
    placed = [(0.0, 0)] * len(stretches)
    for at in sorted(range(len(stretches)), key=lambda at: _rank(stretches[at])):
        one = stretches[at]
        tries = ((aside, _free(levels, one, aside)) for aside in _asides(one, left, right))
        aside, level = next(
            ((aside, level) for aside, level in tries if level is not None), (0.0, len(levels))
        )
        if level == len(levels):
            levels.append([])
        insort(levels[level], (one.start + aside, one.end + aside))
        placed[at] = (aside, level)
    return placed


def _rank(stretch: Stretch) -> tuple[bool, float]:
    return stretch.fixed, stretch.start


def _asides(stretch: Stretch, left: float, right: float) -> Iterator[float]:
    """How far a stretch may go aside: not at all, then by its own length, to both sides."""
    yield 0.0
    for times in count(1):
        aside = times * (stretch.end - stretch.start)
        may_left, may_right = stretch.start - aside >= left, stretch.end + aside <= right
        if stretch.fixed or not (may_left or may_right):
            return
        if may_left:
            yield -aside
        if may_right:
            yield aside


def _free(
    levels: Sequence[Sequence[tuple[float, float]]], stretch: Stretch, aside: float
) -> int | None:
    """The lowest level on which nothing is in the way; None if there is none."""
    start, end = stretch.start + aside, stretch.end + aside
    for level, taken in enumerate(levels):
        at = bisect(taken, (start, start))
        before = at == 0 or taken[at - 1][1] <= start
        if before and (at == len(taken) or taken[at][0] >= end):
            return level
    return None
