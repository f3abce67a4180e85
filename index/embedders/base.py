"""What the index asks of an embedding model, and the values that it gives back.

    title + passage ─▶ one forward pass ─▶ passage vector, sentence vectors, token vectors
    question        ─▶ one forward pass ─▶ question vector, token vectors

All vectors are float32 rows of length 1, so that a dot product is a cosine similarity.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.records import Span

Vectors = NDArray[np.float32]
"""Rows of length 1, shape (n, dim)."""

Ids = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class PassageText:
    """A passage as the model reads it.

    `title` travels with the passage and is not part of it; `sentences` are spans of `text`, in
    order and disjoint.
    """

    title: str | None
    text: str
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class PassageVectors:
    """What one forward pass over a passage gives.

    `passage` has shape (dim,), `sentences` (sentences, dim), `tokens` (n, token_dim). Token `i` is
    the word piece `pieces[i]` and lies in sentence `owners[i]`; tokens are in text order. Word
    pieces of the title, of white space and special ones are left out. A sentence without a token
    has a zero vector.
    """

    passage: NDArray[np.float32]
    sentences: Vectors
    tokens: Vectors
    pieces: Ids
    owners: Ids


@dataclass(frozen=True, slots=True)
class QuestionVectors:
    """What one forward pass over a question gives; `tokens` and `pieces` as in `PassageVectors`.

    Punctuation is left out of `tokens` and `pieces`, unless there is nothing else.
    """

    question: NDArray[np.float32]
    tokens: Vectors
    pieces: Ids


class Embedder(Protocol):
    """An embedding model. Not safe for use by two threads at once."""

    @property
    def name(self) -> str:
        """What the operator called it; the manifest holds it."""

    @property
    def revision(self) -> str:
        """Changes when the weights do; an index built with another one is refused."""

    @property
    def dim(self) -> int:
        """Length of passage, sentence and question vectors."""

    @property
    def token_dim(self) -> int:
        """Length of token vectors."""

    @property
    def pieces(self) -> int:
        """How many word pieces the vocabulary holds; every piece id is below it."""

    def encode_question(self, question: str) -> QuestionVectors:
        """Embed one question; what the model can't read of a long one is cut off."""

    def encode_passages(
        self, passages: Sequence[PassageText]
    ) -> Iterator[tuple[int, PassageVectors]]:
        """Yield `(position in passages, vectors)` for every passage, in any order.

        Lazily, so that no more than one batch is in memory. A passage that is longer than the
        model reads is embedded window by window: every token gets its vector.
        """
