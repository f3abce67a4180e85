"""What it costs to keep token vectors in two bits a value.

The five articles are indexed once; then the same questions are asked with the token vectors as the
model gave them (in 16 bits) and with 4, 3, 2 and 1 bits a value, made as in
`index.stores.quantisation`. All else stays, so that what differs is the rounding. The store's own
two bits are a row too. Next to the whole ranking stands the token similarity alone.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from benchmarks.evals import five_articles
from benchmarks.figures import table
from index.build import build
from index.evaluation.scoring import is_right
from index.evaluation.statistics import auroc
from index.fitted import shipped
from index.generation import open_generation
from index.manifest import live_generation
from index.options import AnswerOptions, BuildOptions
from index.ranking import Feature
from index.search import Searcher
from index.stores.quantisation import rotate
from index.stores.token_store import ROW, TokenStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from benchmarks.bench import Bench
    from benchmarks.evals import Asked
    from index.embedders.base import Embedder, PassageText, PassageVectors, QuestionVectors, Vectors
    from index.evaluation.questions import Question
    from index.fitted import Fitted
    from index.generation import Generation

POSITIVE_LEVELS: Final = {
    1: (0.7979,),
    2: (0.4528, 1.510),
    3: (0.2451, 0.7560, 1.344, 2.152),
    4: (0.1284, 0.3881, 0.6568, 0.9424, 1.256, 1.618, 2.069, 2.733),
}
"""The levels above zero that lose least of a normal distribution, by bits: Max, "Quantizing for
minimum distortion", 1960, table I. Those below zero mirror them."""


class RecordingEmbedder:
    """An `Embedder` that keeps the token vectors of passages, in the order they were given out."""

    def __init__(self, inner: Embedder) -> None:
        self._inner = inner
        self.name, self.revision = inner.name, inner.revision
        self.dim, self.token_dim, self.pieces = inner.dim, inner.token_dim, inner.pieces
        self.tokens: list[Vectors] = []

    def encode_question(self, question: str) -> QuestionVectors:
        """See `Embedder`."""
        return self._inner.encode_question(question)

    def encode_passages(
        self, passages: Sequence[PassageText]
    ) -> Iterator[tuple[int, PassageVectors]]:
        """See `Embedder`."""
        for position, vectors in self._inner.encode_passages(passages):
            self.tokens.append(vectors.tokens)
            yield position, vectors


class FloatTokens(TokenStore):
    """The tokens of another store with other vectors, which are held in memory."""

    def __init__(self, source: TokenStore, vectors: Vectors) -> None:
        """`vectors` has a row for each token of `source`."""
        self._source, self._floats = source, vectors

    def __len__(self) -> int:
        """How many tokens there are."""
        return len(self._source)

    def raw(self, first: int, count: int) -> tuple[NDArray[np.uint8], NDArray[np.void]]:
        """The rows of the other store; the vectors in two bits too."""
        return self._source.raw(first, count)

    def best_matches(
        self, queries: Vectors, places: Sequence[tuple[int, int]], sentences: Sequence[int]
    ) -> NDArray[np.float32]:
        """See `TokenStore`."""
        best = np.zeros((sum(sentences), len(queries)), dtype=np.float32)
        before = 0
        for (first, count), inside in zip(places, sentences, strict=True):
            if count:
                owners = self.raw(first, count)[1]["owner"].astype(np.int64)
                starts = np.flatnonzero(np.diff(owners, prepend=-1))
                cosines = self._floats[first : first + count] @ queries.T
                best[before + owners[starts]] = np.maximum.reduceat(cosines, starts, axis=0)
            before += inside
        return best


@dataclass(frozen=True, slots=True)
class Quality:
    """The share of answerable questions with a right quote first, and the AUROC of a score."""

    first: float
    area: float


def main(bench: Bench) -> None:
    """Index, round, ask, print; raises SkippedError."""
    asked = five_articles(bench)
    columns = (
        "bytes a token",
        "error of a cosine",
        "hit@1",
        "AUROC",
        "tokens alone: hit@1",
        "AUROC",
    )
    made = table(f"Token vectors, {len(asked.questions)} questions", "bits a value", *columns)
    with bench.console.status("Indexing and asking …"), tempfile.TemporaryDirectory() as name:
        for row in rows(asked, Path(name), bench.load_embedder):
            made.add_row(*row)
    bench.console.print(made)


def rows(
    asked: Asked, store: Path, load_embedder: Callable[[str], Embedder]
) -> Iterator[tuple[str, ...]]:
    """The rows of the table."""
    embedder = RecordingEmbedder(load_embedder(BuildOptions().model))
    build(asked.articles, store, BuildOptions(), lambda name: embedder)  # noqa: ARG005 - one model
    generation = open_generation(live_generation(store))
    exact = np.concatenate(embedder.tokens)
    dim = exact.shape[1]
    variants: dict[str, tuple[int, Generation]] = {"16": (16, _with(generation, exact))}
    errors = {"16": 0.0, "2, the store's own": float("nan")}
    for bits in sorted(POSITIVE_LEVELS, reverse=True):
        rounded = round_to(exact, bits)
        variants[str(bits)] = bits, _with(generation, rounded)
        errors[str(bits)] = _error(exact, rounded)
    variants["2, the store's own"] = 2, generation
    for name, (bits, variant) in variants.items():
        whole = quality(variant, embedder, asked.questions, shipped())
        alone = quality(variant, embedder, asked.questions, _tokens_alone())
        size = -(-dim * bits // 8) + ROW.itemsize
        figures = (whole.first, whole.area, alone.first, alone.area)
        yield (name, str(size), f"{errors[name]:.3f}", *(f"{figure:.3f}" for figure in figures))


def round_to(vectors: Vectors, bits: int) -> Vectors:
    """Rows as they come back after rotation, rounding and the scale that takes out the bias."""
    positive = np.array(POSITIVE_LEVELS[bits], dtype=np.float32)
    levels = np.concatenate([-positive[::-1], positive])
    dim = vectors.shape[1]
    rotated = rotate(vectors)
    codes = np.searchsorted((levels[1:] + levels[:-1]) / 2, rotated * np.sqrt(dim))
    values = levels[codes]
    overlap = np.maximum((values * rotated).sum(axis=1, keepdims=True), np.float32(1e-3))
    # The rotation is orthonormal, so that its transpose takes it back.
    back: Vectors = (values / overlap) @ rotate(np.eye(dim, dtype=np.float32)).T
    return back


def quality(
    generation: Generation, embedder: Embedder, questions: Sequence[Question], fitted: Fitted
) -> Quality:
    """Ask all questions. The area is that of the confidence, where `fitted` is what ships; else
    that of the first quote's score.
    """
    searcher = Searcher(generation, embedder, AnswerOptions(), fitted)
    alone = fitted is not shipped()
    hits, scores = [], []
    for question in questions:
        quotes, confidence = searcher.closest(question.text, 1)
        scores.append((quotes[0].score if quotes else 0.0) if alone else confidence)
        hits.append(any(is_right(quote, gold) for quote in quotes for gold in question.gold))
    answerable = [bool(question.gold) for question in questions]
    first = sum(hits) / max(sum(answerable), 1)
    return Quality(first, auroc(scores, answerable) or float("nan"))


def _tokens_alone() -> Fitted:
    return replace(shipped(), ranking={Feature.TOKENS: 1.0})


def _with(generation: Generation, vectors: Vectors) -> Generation:
    return replace(generation, tokens=FloatTokens(generation.tokens, vectors))


def _error(exact: Vectors, rounded: Vectors) -> float:
    """Root mean square error of the cosine between one token and another, over some pairs."""
    some = slice(None, None, max(1, len(exact) // 500))
    difference = exact[some] @ rounded[some].T - exact[some] @ exact[some].T
    off_diagonal = ~np.eye(len(difference), dtype=bool)
    return float(np.sqrt((difference[off_diagonal] ** 2).mean()))
