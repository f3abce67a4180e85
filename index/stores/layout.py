"""Where each passage and sentence lies: plain arrays, so that opening an index reads no rows.

    passages.npy    article, first sentence, sentences, first token, tokens, digest
    sentences.npy   start, end, kind

Passages are in the order of the articles and of their text; so are sentences, and those of one
passage, like those of one article, lie side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.errors import StoreDamagedError
from index.records import Sentence, SentenceKind, Span

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

PASSAGE = np.dtype(
    [
        ("article", "<u4"),
        ("first_sentence", "<u4"),
        ("sentences", "<u4"),
        ("first_token", "<u8"),
        ("tokens", "<u4"),
        ("digest", "V16"),
    ]
)
"""One passage. `digest` is a hash of all that its vectors depend on, the model aside."""

SENTENCE = np.dtype([("start", "<u4"), ("end", "<u4"), ("kind", "u1")])

KINDS = tuple(SentenceKind)


class Layout:
    """The passages and sentences of one generation."""

    def __init__(self, passages: NDArray[np.void], sentences: NDArray[np.void]) -> None:
        self.passages = passages
        self.sentences = sentences
        counts = passages["sentences"].astype(np.int64)
        self.passage_of_sentence = np.repeat(np.arange(len(passages)), counts)
        self.article_of_passage = passages["article"].astype(np.int64)
        articles = int(self.article_of_passage.max(initial=-1)) + 1
        self._bounds = np.searchsorted(self.article_of_passage, np.arange(articles + 1))

    def write(self, folder: Path) -> None:
        """Write both arrays into a generation's folder."""
        np.save(folder / "passages.npy", self.passages)
        np.save(folder / "sentences.npy", self.sentences)

    @classmethod
    def read(cls, folder: Path) -> Layout:
        """Read both arrays; raises StoreDamagedError."""
        return cls(
            _read(folder / "passages.npy", PASSAGE), _read(folder / "sentences.npy", SENTENCE)
        )

    def sentence(self, row: int) -> Sentence:
        """One sentence, as a span of its article's text."""
        found = self.sentences[row]
        return Sentence(Span(int(found["start"]), int(found["end"])), KINDS[int(found["kind"])])

    def article_of_sentence(self, row: int) -> int:
        """The number of the article that holds a sentence."""
        return int(self.article_of_passage[self.passage_of_sentence[row]])

    def sentences_of_passage(self, passage: int) -> tuple[int, int]:
        """First sentence and the one after the last."""
        found = self.passages[passage]
        first = int(found["first_sentence"])
        return first, first + int(found["sentences"])

    def passages_of_article(self, article: int) -> tuple[int, int]:
        """First passage and the one after the last; the same number twice where there is none."""
        if article + 1 >= len(self._bounds):
            return 0, 0
        return int(self._bounds[article]), int(self._bounds[article + 1])

    def sentences_of_article(self, article: int) -> tuple[int, int]:
        """First sentence and the one after the last; the same number twice where there is none."""
        first, last = self.passages_of_article(article)
        if first == last:
            return 0, 0
        return self.sentences_of_passage(first)[0], self.sentences_of_passage(last - 1)[1]


def _read(path: Path, dtype: np.dtype[np.void]) -> NDArray[np.void]:
    try:
        found: NDArray[np.void] = np.load(path)
    except (OSError, ValueError, EOFError) as exc:
        raise StoreDamagedError(path, "can't be read") from exc
    if found.dtype != dtype:
        raise StoreDamagedError(path, "holds something else than was written")
    return found
