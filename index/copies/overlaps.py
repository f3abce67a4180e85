"""Pairs of articles that share shingles: found by samples, then measured exactly.

    samples of all articles ─▶ sorted by hash ─▶ neighbours of one hash ─▶ pairs, counted

A shingle that stands in very many articles says nothing of their origin and would make a pair of
every two of them, so it is left out of the search; the measure then counts all shingles.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from index.arrays import distinct, ranges
from index.copies.wording import SAMPLED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from index.copies.wording import Shingles, Wording

    _Rows = NDArray[np.int64]

COMMON = 200
"""A shingle of more articles is boilerplate. A text in more files than that is still found, where
it is the same to the word."""

OPENING = 60
"""Shingles of an article's beginning: its headline's first few sentences."""

_LEAST_SHARED = 0.4
"""Of the sampled shingles of the smaller article; well below what a copy has, as samples err."""

_BLOCK = 1_024
"""Articles whose pairs are counted at once."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two articles have in common, to the word, each in [0, 1].

    `of_shorter` and `of_longer` are the shared part of each one's different shingles, `of_opening`
    that of the first shingles of the longer one. `apart` is how much of the shorter one has next
    to nothing of the longer, in tenths of its length.
    """

    of_shorter: float
    of_longer: float
    of_opening: float
    apart: float


ALL = Overlap(1.0, 1.0, 1.0, 0.0)


def sharing_pairs(wordings: Sequence[Wording]) -> list[tuple[int, int]]:
    """Rows of articles, lower first and in order, that may share much of their text."""
    found = set(_identical(wordings))
    least = np.array([_sampled(wording) * _LEAST_SHARED for wording in wordings])
    for ones, others, counts in _count_pairs(wordings):
        enough = counts >= np.minimum(least[ones], least[others])
        found.update(zip(ones[enough].tolist(), others[enough].tolist(), strict=True))
    return sorted(found)


def _sampled(wording: Wording) -> int:
    """How many shingles a sample of a longer text would hold of this article."""
    return int((wording.sample % np.uint64(SAMPLED) == 0).sum())


def _count_pairs(wordings: Sequence[Wording]) -> Iterator[tuple[_Rows, _Rows, _Rows]]:
    """Rows of pairs, lower first, and how many sampled shingles each shares; block by block.

    Most pairs share one phrase, and they are many; so they are never held all at once.
    """
    owners = np.repeat(np.arange(len(wordings)), [len(wording.sample) for wording in wordings])
    if not len(owners):
        return
    hashes = np.concatenate([wording.sample for wording in wordings])
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    starts = np.flatnonzero(np.append(True, hashes[1:] != hashes[:-1]))
    sizes = np.diff(np.append(starts, len(hashes)))
    later = np.repeat(starts + sizes, sizes) - np.arange(len(hashes)) - 1
    later[np.repeat(sizes > COMMON, sizes)] = 0
    for first in range(0, len(wordings), _BLOCK):
        mine = np.flatnonzero((owners >= first) & (owners < first + _BLOCK) & (later > 0))
        times = later[mine]
        others = owners[ranges(mine + 1, times)]
        met = np.repeat(owners[mine], times) * len(wordings) + others
        pairs, counts = distinct(met)
        yield *np.divmod(pairs, len(wordings)), counts


def _identical(wordings: Sequence[Wording]) -> list[tuple[int, int]]:
    """Each article with the one before it that has the same words."""
    same: dict[bytes, list[int]] = {}
    for row, wording in enumerate(wordings):
        if wording.words:
            same.setdefault(wording.digest, []).append(row)
    return [pair for rows in same.values() for pair in pairwise(rows)]


def measure(one: Shingles, other: Shingles) -> Overlap:
    """Compare two articles by all their shingles, in text order."""
    # Of two equally long ones it must not matter which comes first.
    shorter, longer = sorted((one, other), key=lambda s: (len(distinct(s)[0]), s.tobytes()))
    first, second = distinct(shorter)[0], distinct(longer)[0]
    shared = len(np.intersect1d(first, second, assume_unique=True))
    tenths = np.array_split(np.isin(shorter, second), 10)
    return Overlap(
        of_shorter=shared / max(len(first), 1),
        of_longer=shared / max(len(second), 1),
        of_opening=_mean(np.isin(longer[:OPENING], first)),
        apart=sum(_mean(tenth) < 0.1 for tenth in tenths) / 10,
    )


def _mean(flags: NDArray[np.bool_]) -> float:
    return float(flags.mean()) if len(flags) else 0.0
