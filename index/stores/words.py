"""Words by number, in rows of different lengths: what is written, and what is read of it.

    Vocabulary ─ numbers words as they are first met     Rows ─ rows of numbers

A row that another vocabulary numbered is taken over by `Vocabulary.translation`, which looks at
each word of it only once.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from index.embedders.base import Ids


class Vocabulary:
    """Numbers words from 0, in the order in which they are first met."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}

    def numbers(self, words: Iterable[str]) -> list[int]:
        """The number of each of these words."""
        known = self.words
        return [known.setdefault(word, len(known)) for word in words]

    def translation(self, words: Sequence[str]) -> Callable[[Ids], Ids]:
        """Turns numbers of another vocabulary, which has these `words`, into numbers of this."""
        table = np.full(len(words), -1, dtype=np.int32)

        def translate(numbers: Ids) -> Ids:
            found: Ids = table[numbers]
            if (new := found < 0).any():
                for number in numbers[new].tolist():
                    (table[number],) = self.numbers([words[number]])
                found = table[numbers]
            return found

        return translate


class Rows:
    """Rows of numbers, one after the other."""

    def __init__(self) -> None:
        self._parts: list[Ids] = []
        self._lengths: list[NDArray[np.int64]] = []

    def add(self, rows: Sequence[Sequence[int]]) -> None:
        """Append rows."""
        flat = np.fromiter(chain.from_iterable(rows), dtype=np.int32)
        self.take(flat, np.array([len(row) for row in rows], dtype=np.int64))

    def take(self, flat: Ids, lengths: NDArray[np.int64]) -> None:
        """Append rows of these lengths, which lie side by side in `flat`."""
        self._parts.append(flat)
        self._lengths.append(lengths)

    def joined(self) -> tuple[Ids, NDArray[np.int64]]:
        """All numbers, and the bounds of the rows among them: row i is bounds[i] to bounds[i+1]."""
        lengths = np.concatenate([np.zeros(1, dtype=np.int64), *self._lengths])
        return np.concatenate([np.zeros(0, dtype=np.int32), *self._parts]), np.cumsum(lengths)
