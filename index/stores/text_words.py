"""The words of all sentences as they stand, by number: what copies are found by.

    text_words.json          the words, by number
    text_words.npy,          the words of sentence i, in order and with repeats, lie at
    text_word_bounds.npy     bounds[i] to bounds[i + 1]

Only a build reads them, to take over those of articles that have not changed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.errors import StoreDamagedError
from index.stores.words import Rows, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from index.embedders.base import Ids

_WORDS, _NUMBERS, _BOUNDS = "text_words.json", "text_words", "text_word_bounds"


@dataclass(frozen=True, slots=True)
class TextWords:
    """All words by number; those of sentence i are `numbers` from bounds[i] to bounds[i + 1]."""

    words: Sequence[str]
    numbers: Ids
    bounds: NDArray[np.int64]

    def of(self, first: int, last: int) -> Ids:
        """The words of sentences `first` to before `last`."""
        found: Ids = self.numbers[self.bounds[first] : self.bounds[last]]
        return found


class TextWordsWriter:
    """Gathers the words of sentences, in the order of the layout."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        self._rows = Rows()
        self._source: TextWords | None = None
        self._translate: Callable[[Ids], Ids]

    def add(self, sentences: Sequence[Sequence[str]]) -> None:
        """Append sentences."""
        self._rows.add([self._vocabulary.numbers(words) for words in sentences])

    def copy(self, source: TextWords, first: int, last: int) -> None:
        """Append sentences `first` to before `last` of another collection."""
        if source is not self._source:
            self._source = source
            self._translate = self._vocabulary.translation(source.words)
        lengths = np.diff(source.bounds[first : last + 1])
        self._rows.take(self._translate(source.of(first, last)), lengths)

    def gathered(self) -> TextWords:
        """What was appended."""
        return TextWords(list(self._vocabulary.words), *self._rows.joined())

    def write(self, folder: Path) -> TextWords:
        """Write what was appended into a generation's folder; returns it."""
        found = self.gathered()
        text = json.dumps(found.words, ensure_ascii=False)
        (folder / _WORDS).write_text(text, encoding="utf-8", errors="surrogatepass")
        np.save(folder / f"{_NUMBERS}.npy", found.numbers)
        np.save(folder / f"{_BOUNDS}.npy", found.bounds)
        return found


def read_text_words(folder: Path) -> TextWords:
    """Read what a `TextWordsWriter` wrote; raises StoreDamagedError."""
    path = folder / _WORDS
    try:
        words = json.loads(path.read_text(encoding="utf-8", errors="surrogatepass"))
        numbers = np.load(folder / f"{_NUMBERS}.npy", mmap_mode="r")
        bounds = np.load(folder / f"{_BOUNDS}.npy")
    except (OSError, ValueError, EOFError) as exc:
        raise StoreDamagedError(path, f"can't be read ({exc})") from exc
    if bounds[-1] != len(numbers) or numbers.max(initial=-1) >= len(words):
        raise StoreDamagedError(path, "does not belong to the numbers beside it")
    return TextWords(words, numbers, bounds)
