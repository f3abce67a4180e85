"""Articles that tell one story in other words: the same facts, in the same order.

    centres of articles ─▶ nearest neighbours of about the same days and length
                        ─▶ the same names and numbers?
                        ─▶ a counterpart to each sentence, in the same order? ─▶ rewrites

Two reports of one event are near each other too. But they choose other facts, quote other people
and tell it in another order, so each condition must hold by itself; `closeness` is the weakest of
them. The limits lie about half-way between the rewrites and all else in half of the stories in
`tests/samples/stories.jsonl` and news to mid-2022; `benchmarks/copies.py` tells what they give.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.copies.days import days
from index.stores.base import in_batches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from index.copies.facts import Facts
    from index.records import Article
    from index.stores.layout import Layout

NEAR_DAYS = 3
"""A rewrite comes out within days of what it is written from."""

LEAST_COSINE = 0.6
NEIGHBOURS = 20
LEAST_LENGTH = 0.4
"""Of the longer article: a rewrite may drop the end, but a summary is another text."""

LEAST_SENTENCES = 4
"""Fewer have no order to speak of."""

LEAST_SHARED_FACTS = 5
LEAST_CONTAINED, LEAST_JACCARD, LEAST_NUMBERS = 0.75, 0.4, 0.55
"""Shared names and numbers, by weight: of the smaller set, of both together, numbers alone."""

LEAST_COUNTERPART = 0.66
"""The mean cosine of the shorter article's sentences with the nearest of the longer one."""

LEAST_ORDER = 0.35
"""Of all pairs of sentences whose counterparts differ, those in order less those out of order."""

_BLOCK = 256
"""Articles that are compared with all others at once."""


class Rewrites:
    """Compares articles of a collection, by row."""

    def __init__(
        self,
        articles: Sequence[Article],
        layout: Layout,
        passages: NDArray[np.float16],
        sentences: NDArray[np.float16],
        facts: Facts,
    ) -> None:
        """`passages` and `sentences` are the vectors of the layout's rows."""
        count = len(articles)
        spans = np.array([days(article.published) for article in articles], dtype=np.int64)
        self._first_day, self._last_day = spans.reshape(-1, 2).T
        self._sentences = sentences
        self._facts = facts
        bounds = [layout.sentences_of_article(row) for row in range(count)]
        self._bounds = np.array(bounds, dtype=np.int64).reshape(-1, 2)
        starts = layout.sentences["start"].astype(np.int64)
        self._sentence_lengths = layout.sentences["end"] - starts
        ends = np.concatenate([[0], np.cumsum(self._sentence_lengths)])
        self._lengths = np.diff(ends[self._bounds], axis=1)[:, 0]
        self._centres = _centres(layout, passages, count)

    def pairs(self, rows: NDArray[np.int64]) -> Iterator[tuple[int, int, float]]:
        """Pairs of `rows` that are rewrites, each once, lower row first, with their closeness."""
        for one, other in self._neighbours(rows):
            closeness = self.closeness(one, other)
            if closeness >= 1:
                yield one, other, closeness

    def closeness(self, one: int, other: int) -> float:
        """1 or more for a rewrite: how far the least that is asked for is reached, at the worst."""
        agreement = self._facts.agreement(one, other)
        least = min(
            agreement.contained / LEAST_CONTAINED,
            agreement.jaccard / LEAST_JACCARD,
            agreement.numbers / LEAST_NUMBERS,
            agreement.shared / LEAST_SHARED_FACTS,
        )
        if least < 0.5:  # most pairs; their sentences needn't be looked at
            return least
        shorter, longer = sorted((one, other), key=lambda row: int(self._lengths[row]))
        mine, theirs = slice(*self._bounds[shorter]), slice(*self._bounds[longer])
        if mine.stop - mine.start < LEAST_SENTENCES:
            return 0.0
        vectors = [self._sentences[rows].astype(np.float32) for rows in (mine, theirs)]
        cosines = vectors[0] @ vectors[1].T
        counterpart = np.average(cosines.max(axis=1), weights=self._sentence_lengths[mine])
        order = agreement_in_order(cosines.argmax(axis=1))
        return min(least, float(counterpart) / LEAST_COUNTERPART, order / LEAST_ORDER)

    def _neighbours(self, rows: NDArray[np.int64]) -> list[tuple[int, int]]:
        """Pairs worth comparing, in order: near in meaning, in time and in length."""
        found: set[tuple[int, int]] = set()
        centres = self._centres[rows]
        first, last, lengths = self._first_day[rows], self._last_day[rows], self._lengths[rows]
        for start in range(0, len(rows), _BLOCK):
            block = slice(start, start + _BLOCK)
            cosines = centres[block] @ centres.T
            cosines[first[block, None] > last + NEAR_DAYS] = 0
            cosines[first > last[block, None] + NEAR_DAYS] = 0
            cosines[lengths[block, None] < LEAST_LENGTH * lengths] = 0
            cosines[lengths < LEAST_LENGTH * lengths[block, None]] = 0
            np.fill_diagonal(cosines[:, block], 0)
            near = cosines >= LEAST_COSINE
            for row in np.flatnonzero(near.sum(axis=1) > NEIGHBOURS):
                near[row] &= cosines[row] >= np.partition(cosines[row], -NEIGHBOURS)[-NEIGHBOURS]
            for one, other in zip(*np.nonzero(near), strict=True):
                pair = sorted((int(rows[start + one]), int(rows[other])))
                found.add((pair[0], pair[1]))
        return sorted(found)


def agreement_in_order(places: NDArray[np.int64]) -> float:
    """Goodman and Kruskal's gamma of a sequence with its order: 1 if it rises, -1 if it falls."""
    one, other = np.triu_indices(len(places), 1)
    signs = np.sign(places[other] - places[one])
    return float(signs.sum() / max(np.abs(signs).sum(), 1))


def _centres(layout: Layout, passages: NDArray[np.float16], count: int) -> NDArray[np.float32]:
    """The mean of each article's passage vectors, of length 1, or 0 where it has no passage."""
    centres = np.zeros((count, passages.shape[1]), dtype=np.float32)
    batches = (in_batches(rows) for rows in (layout.article_of_passage, passages))
    for articles, vectors in zip(*batches, strict=True):
        np.add.at(centres, articles, vectors.astype(np.float32))
    lengths = np.linalg.norm(centres, axis=1, keepdims=True)
    centres /= np.maximum(lengths, np.finfo(np.float32).tiny)
    return centres
