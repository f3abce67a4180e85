"""How much two articles' names and numbers agree, weighed by how rare each is in the collection.

A word is a name where the collection capitalises it more often than not, first words of sentences
left aside: so "The" and a heading's "Talks" are none, and "Holub" is one also at the start of a
sentence. Single words are compared, as a rewrite has "Holub" where the report had "Marta Holub".
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.copies.wording import Wording
    from index.stores.text_words import TextWords

MIN_NUMBERS = 3
"""With fewer numbers in one of two articles, theirs aren't compared alone."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two articles share of their names and numbers, by weight, each in [0, 1].

    `contained` is the shared part of the smaller set, `jaccard` that of both sets together.
    `numbers` is `contained` of the numbers alone. Both are 1 where there is too little to disagree
    on. `shared` counts.
    """

    contained: float
    jaccard: float
    numbers: float
    shared: int


def find_names(text: TextWords) -> frozenset[str]:
    """The words, in lower case, that are written as names inside of a collection's sentences."""
    inside = np.ones(len(text.numbers), dtype=np.bool_)
    inside[text.bounds[:-1][np.diff(text.bounds) > 0]] = False
    counts = np.bincount(text.numbers[inside], minlength=len(text.words)).tolist()
    lower = Counter[str]()
    upper = Counter[str]()
    for word, count in zip(text.words, counts, strict=True):
        (upper if word[0].isupper() else lower)[word.lower()] += count
    return frozenset(word for word, count in upper.items() if count > lower[word])


class Facts:
    """The names and numbers of all articles, by row."""

    def __init__(self, wordings: Sequence[Wording], names: frozenset[str]) -> None:
        """`names` are lower-cased."""
        self._names = [
            frozenset(map(str.lower, wording.capitalised)) & names for wording in wordings
        ]
        self._numbers = [wording.numbers for wording in wordings]
        frequencies = Counter[str]()
        for found in (*self._names, *self._numbers):
            frequencies.update(found)
        total = len(wordings)
        self._weights = {fact: math.log(1 + total / n) for fact, n in frequencies.items()}

    def agreement(self, one: int, other: int) -> Agreement:
        """Compare the articles of two rows."""
        names = self._names[one] & self._names[other]
        mine, theirs = self._numbers[one], self._numbers[other]
        numbers = mine & theirs
        shared = self._weight(names) + self._weight(numbers)
        smaller, larger = sorted(
            self._weight(self._names[row]) + self._weight(self._numbers[row])
            for row in (one, other)
        )
        comparable = min(len(mine), len(theirs)) >= MIN_NUMBERS
        fewer = min(self._weight(mine), self._weight(theirs))
        return Agreement(
            contained=shared / smaller if smaller else 1.0,
            jaccard=shared / (smaller + larger - shared) if smaller else 0.0,
            numbers=self._weight(numbers) / fewer if comparable else 1.0,
            shared=len(names) + len(numbers),
        )

    def _weight(self, facts: Iterable[str]) -> float:
        return math.fsum(self._weights[fact] for fact in facts)
