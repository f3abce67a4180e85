"""Articles whose text is the same to the word, or nearly: reprints, excerpts, updated versions.

    pairs that share shingles ─▶ how much, exactly ─▶ is it the article that is shared? ─▶ copies

What pages of one site share besides (a notice, the background of a long story) is not their story.
So a small shared part must be the longer article's beginning, and a short text must go with its
headlines. The limits were set on 1,731 news articles, where hardly a pair lies near them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.copies.days import days, days_apart
from index.copies.overlaps import ALL, measure
from index.copies.wording import shingles
from index.terms import stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.copies.facts import Facts
    from index.copies.overlaps import Overlap
    from index.copies.wording import Shingles, Wording
    from index.records import Article, Passage

LEAST_CONTAINED = 0.65
"""Of the shorter article. Between 0.4 and 0.6 lie articles that reuse an older one's background."""

LEAST_CONTAINED_LATER = 0.9
"""The same, where more than a week lies between: what comes out every month has a fixed wording."""

WEEK = 7
EXCERPT = 0.5
"""Where less than this of the longer article is shared, it must be its beginning."""

LEAST_OPENING = 0.5
LEAST_FACTS = 0.6
"""Of the names and numbers, where the texts differ: a fixed wording is filled in anew each day."""

PART, LEAST_APART = 0.3, 0.25
"""Of the shorter article: shared to the word, and with nothing of the other, where part is shared.
"""

SHORT_WORDS, TINY_WORDS = 200, 30
"""A paywall's text can have 150 words, a cookie notice fewer than 30."""

LEAST_OF_TITLE = 1 / 3
"""Of a headline's words: what a text that is really its article's has of them, at least."""

_KEPT = 1_000
"""Articles whose shingles are held in memory at once: about 15 MB."""


class SameText:
    """Compares articles of a collection, by row."""

    def __init__(
        self,
        articles: Sequence[Article],
        passages: Sequence[Sequence[Passage]],
        words: Sequence[Shingles],
        wordings: Sequence[Wording],
        facts: Facts,
    ) -> None:
        """`words` are the hashes of each article's words, in order."""
        self._articles = articles
        self._passages = passages
        self._wordings = wordings
        self._facts = facts
        self._words = words
        self._shingles: dict[int, Shingles] = {}

    def is_copy(self, one: int, other: int) -> bool:
        """Whether two articles are one text."""
        identical = self._wordings[one].digest == self._wordings[other].digest
        overlap = ALL if identical else self.measure(one, other)
        near = self._days_apart(one, other) <= WEEK
        if overlap.of_shorter < (LEAST_CONTAINED if near else LEAST_CONTAINED_LATER):
            return False
        if overlap.of_longer < EXCERPT and overlap.of_opening < LEAST_OPENING:
            return False
        agreement = self._facts.agreement(one, other)
        if overlap.of_shorter < LEAST_CONTAINED_LATER and agreement.contained < LEAST_FACTS:
            return False
        return self._is_theirs(one, other, identical=identical, near=near)

    def share_a_part(self, one: int, other: int) -> bool:
        """Whether much of two articles is the same to the word, and much of one has nothing of it.

        So are those that share a box or a captioned gallery; a text that was touched up has
        something of it everywhere.
        """
        overlap = self.measure(one, other)
        return overlap.of_shorter >= PART and overlap.apart >= LEAST_APART

    def _is_theirs(self, one: int, other: int, *, identical: bool, near: bool) -> bool:
        """Whether a shared text is long enough, or is what both headlines promise."""
        words = min(self._wordings[one].words, self._wordings[other].words)
        if words >= SHORT_WORDS or self._titles_alike(one, other):
            return words >= TINY_WORDS or (identical and near)
        return words >= TINY_WORDS and near and self._has_title(one) and self._has_title(other)

    def _titles_alike(self, one: int, other: int) -> bool:
        """Two headlines of the same words for the most part, or none at all."""
        mine, theirs = (set(stems(self._articles[row].title or "")) for row in (one, other))
        return len(mine & theirs) >= len(mine | theirs) / 2

    def _has_title(self, row: int) -> bool:
        """Whether a text has words of its headline; also where there is no headline."""
        article, passages = self._articles[row], self._passages[row]
        title = set(stems(article.title or ""))
        text = set(stems(" ".join(article.text[p.span.start : p.span.end] for p in passages)))
        return len(title & text) >= LEAST_OF_TITLE * len(title)

    def _days_apart(self, one: int, other: int) -> int:
        return days_apart(*(days(self._articles[row].published) for row in (one, other)))

    def measure(self, one: int, other: int) -> Overlap:
        """How much of their text two articles share."""
        return measure(self._all_shingles(one), self._all_shingles(other))

    def _all_shingles(self, row: int) -> Shingles:
        """Made again where they are needed: pairs are few, and come in order of their rows."""
        if row not in self._shingles:
            if len(self._shingles) >= _KEPT:
                self._shingles.clear()
            self._shingles[row] = shingles(self._words[row])
        return self._shingles[row]
