"""A true fake of an embedding model: no torch, no file, the same vectors in every process.

    word ─▶ hash ─▶ a seeded direction ─▶ token vector; their means ─▶ sentence and passage vectors

Equal words have equal vectors and other words nearly orthogonal ones, so that a question is near
to the sentences that share its words, as with a real model but for synonyms.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import numpy as np

from index.embedders.base import PassageVectors, QuestionVectors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from index.embedders.base import PassageText

_TOKEN = re.compile(r"\w+|[^\w\s]")
_TITLE_SHARE = 0.25


class PowerCutError(RuntimeError):
    """What a `FakeEmbedder` raises after `fail_after` passages."""


class FakeEmbedder:
    """An `Embedder` whose vectors depend on words alone.

    As real ones do, it refuses half a character (a lone surrogate), with UnicodeEncodeError.
    `embedded` counts the passages that it has embedded. With another `revision` the vectors differ,
    as those of other weights do. With `fail_after` it raises PowerCutError after so many passages.
    """

    dim = 32
    token_dim = 30  # not that of passages, and no multiple of four
    pieces = 997

    def __init__(
        self, name: str = "fake", revision: str = "first", fail_after: int | None = None
    ) -> None:
        self.name = name
        self.revision = revision
        self.embedded = 0
        self._fail_after = fail_after
        self._vectors: dict[str, NDArray[np.float64]] = {}

    def encode_question(self, question: str) -> QuestionVectors:
        found = _TOKEN.findall(question.encode().decode())
        words = [word for word in found if word[0].isalnum()] or found
        return QuestionVectors(
            question=self._mean(words, None),
            tokens=self._tokens(words, None),
            pieces=self._pieces(words),
        )

    def encode_passages(
        self, passages: Sequence[PassageText]
    ) -> Iterator[tuple[int, PassageVectors]]:
        """Longest first, as real models like it."""
        for position in sorted(range(len(passages)), key=lambda i: -len(passages[i].text)):
            if self._fail_after is not None and self.embedded >= self._fail_after:
                raise PowerCutError(f"after {self.embedded} passages")
            self.embedded += 1
            yield position, self._encode(passages[position])

    def _encode(self, passage: PassageText) -> PassageVectors:
        text = passage.text.encode().decode()
        sentences = [_TOKEN.findall(text[s.start : s.end]) for s in passage.sentences]
        words = [word for sentence in sentences for word in sentence]
        owners = [i for i, sentence in enumerate(sentences) for _ in sentence]
        vectors = np.zeros((len(sentences), self.dim), dtype=np.float32)
        for row, sentence in enumerate(sentences):
            if sentence:
                vectors[row] = self._mean(sentence, passage.title)
        return PassageVectors(
            passage=self._mean(words, passage.title),
            sentences=vectors,
            tokens=self._tokens(words, passage.title),
            pieces=self._pieces(words),
            owners=np.array(owners, dtype=np.int32),
        )

    def _mean(self, words: Sequence[str], title: str | None) -> NDArray[np.float32]:
        """The direction of all words but punctuation, a little towards that of the title."""
        counted = [word for word in words if word[0].isalnum()] or words or ["nothing at all"]
        total = sum((self._vector(word)[: self.dim] for word in counted), np.zeros(self.dim))
        return _unit(total / len(counted) + self._towards(title)[: self.dim])

    def _tokens(self, words: Sequence[str], title: str | None) -> NDArray[np.float32]:
        towards = self._towards(title)[self.dim :]
        rows = [_unit(self._vector(word)[self.dim :] + towards) for word in words]
        return np.array(rows, dtype=np.float32).reshape(-1, self.token_dim)

    def _towards(self, title: str | None) -> NDArray[np.float64]:
        words = _TOKEN.findall(title or "")
        total = np.zeros(self.dim + self.token_dim)
        for word in words:
            total += self._vector(word)
        return _TITLE_SHARE * total / max(len(words), 1)

    def _pieces(self, words: Sequence[str]) -> NDArray[np.int32]:
        numbers = [int.from_bytes(_hash(word.lower())) % self.pieces for word in words]
        return np.array(numbers, dtype=np.int32)

    def _vector(self, word: str) -> NDArray[np.float64]:
        """Two directions, each of length 1: that of a word in a text, and that of its token."""
        key = word.lower()
        if key not in self._vectors:
            seed = int.from_bytes(_hash(f"{self.revision} {key}"))
            both = np.random.default_rng(seed).standard_normal(self.dim + self.token_dim)
            both[: self.dim] /= np.linalg.norm(both[: self.dim])
            both[self.dim :] /= np.linalg.norm(both[self.dim :])
            self._vectors[key] = both
        return self._vectors[key]


def load_fake(name: str) -> FakeEmbedder:
    """What is passed as `load_embedder`."""
    return FakeEmbedder(name)


def _hash(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=8).digest()


def _unit(vector: NDArray[np.float64]) -> NDArray[np.float32]:
    return (vector / np.linalg.norm(vector)).astype(np.float32)
