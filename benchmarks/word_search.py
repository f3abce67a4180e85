"""Word search: bm25s, which we use, against tantivy, over the passages of the news articles.

Both get the same terms (`index.terms`) and the same two numbers of BM25, so what differs is the
engine. A hit is an article that answers, among the first articles; an article's score is that of
its best passage. tantivy is not a dependency of this project: `pip install --target DIR tantivy`
and `PYTHONPATH=DIR` make its row appear.
"""

from __future__ import annotations

import importlib
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import bm25s
import numpy as np

from benchmarks.bench import SkippedError
from benchmarks.evals import news
from benchmarks.figures import folder_bytes, megabytes, table
from index.collection import read_collection
from index.lexical import BM25_B, BM25_K1
from index.options import BuildOptions
from index.terms import stems

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from benchmarks.bench import Bench
    from index.evaluation.questions import Question

WANTED = 200
"""Passages asked of an engine, so that some of five different articles are among them."""


class Engine(Protocol):
    """A word index on disk, opened."""

    def search(self, terms: Sequence[str], count: int) -> list[int]:
        """The numbers of the `count` best passages, best first."""


@dataclass(frozen=True, slots=True)
class WordPassages:
    """All passages as terms, and the article of each."""

    terms: list[list[str]]
    articles: list[str]


@dataclass(frozen=True, slots=True)
class WordFigures:
    """Shares of questions with a right article first or among five, and what the engine takes."""

    first: float
    five: float
    milliseconds: float
    size: int
    seconds: float


def main(bench: Bench) -> None:
    """Build and ask both engines, print; raises SkippedError."""
    asked = news(bench)
    with bench.console.status("Reading the articles …"):
        passages = read_passages(asked.articles)
    there = set(passages.articles)
    questions = [q for q in asked.questions if any(gold.doc_id in there for gold in q.gold)]
    if not questions:
        raise SkippedError("no question is on these articles; take more of them")
    title = f"Word search, {len(questions)} questions, {len(passages.terms):,} passages"
    made = table(
        title, "engine", "hit@1", "hit@5", "ms a query", "on disk", "build s", "query time"
    )
    ours = 0.0
    for name, make in (("bm25s", Bm25s), ("tantivy", Tantivy)):
        try:
            with bench.console.status(f"Measuring {name} …"):
                figures = measure(make, passages, questions)
        except SkippedError as reason:
            made.add_row(name, str(reason))
            continue
        ours = ours or figures.milliseconds
        made.add_row(
            name,
            f"{figures.first:.3f}",
            f"{figures.five:.3f}",
            f"{figures.milliseconds:.2f}",
            megabytes(figures.size),
            f"{figures.seconds:.1f}",
            f"{figures.milliseconds / ours:.2f} ×",
        )
    bench.console.print(made)


def read_passages(articles: Path) -> WordPassages:
    """The passages of a folder, in which the terms of the title come first."""
    collection = read_collection(articles, BuildOptions(), lambda problem: None)  # noqa: ARG005 - told
    found = WordPassages([], [])
    for article, passages in zip(collection.articles, collection.passages, strict=True):
        title = stems(article.title or "")
        for passage in passages:
            found.terms.append(title + stems(article.text[passage.span.start : passage.span.end]))
            found.articles.append(article.doc_id)
    return found


def measure(
    make: Callable[[Path, list[list[str]]], Engine],
    passages: WordPassages,
    questions: Sequence[Question],
) -> WordFigures:
    """Build an engine in a passing folder and ask it everything; raises SkippedError."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        started = time.perf_counter()
        engine = make(folder, passages.terms)
        built = time.perf_counter() - started
        asked = [list(dict.fromkeys(stems(question.text))) for question in questions]
        engine.search(asked[0], WANTED)  # maps the files
        started = time.perf_counter()
        found = [engine.search(terms, WANTED) for terms in asked]
        seconds = time.perf_counter() - started
        size = folder_bytes(folder)
    ranks = [_rank(q, rows, passages.articles) for q, rows in zip(questions, found, strict=True)]
    first, five = np.mean([r < 1 for r in ranks]), np.mean([r < 5 for r in ranks])
    return WordFigures(float(first), float(five), 1e3 * seconds / len(questions), size, built)


def _rank(question: Question, rows: Sequence[int], articles: Sequence[str]) -> int:
    """How many wrong articles come before a right one."""
    right = {gold.doc_id for gold in question.gold}
    wrong = list(dict.fromkeys(articles[row] for row in rows))
    return next((rank for rank, name in enumerate(wrong) if name in right), len(wrong) + WANTED)


class Bm25s:
    """bm25s as `index.lexical` uses it: ready scores, memory-mapped."""

    def __init__(self, folder: Path, passages: list[list[str]]) -> None:
        self._numbers: dict[str, int] = {}
        rows = [[self._numbers.setdefault(t, len(self._numbers)) for t in p] for p in passages]
        index = bm25s.BM25(k1=BM25_K1, b=BM25_B, method="lucene")
        vocabulary = {**self._numbers, "": len(self._numbers)}
        index.index((rows, vocabulary), show_progress=False)
        index.save(folder / "bm25s", show_progress=False)
        self._index = bm25s.BM25.load(folder / "bm25s", mmap=True, load_vocab=False)

    def search(self, terms: Sequence[str], count: int) -> list[int]:
        """See `Engine`."""
        known = [self._numbers[term] for term in terms if term in self._numbers]
        if not known:
            return []
        scores: NDArray[np.float32] = self._index.get_scores_from_ids(known)
        best = np.argpartition(-scores, min(count, len(scores)) - 1)[:count]
        rows: list[int] = best[np.argsort(-scores[best], kind="stable")].tolist()
        return rows


class Tantivy:
    """tantivy with our terms: split at spaces and nothing else."""

    def __init__(self, folder: Path, passages: list[list[str]]) -> None:
        """Raises SkippedError where it is not installed."""
        try:
            self._tantivy: Any = importlib.import_module("tantivy")
        except ImportError as exc:
            raise SkippedError("not installed") from exc
        builder = self._tantivy.SchemaBuilder()
        builder.add_text_field("body", stored=False, tokenizer_name="whitespace")
        builder.add_integer_field("row", stored=True)
        self._schema = builder.build()
        target = folder / "tantivy"
        target.mkdir()
        index = self._tantivy.Index(self._schema, path=str(target))
        writer = index.writer()
        for row, terms in enumerate(passages):
            writer.add_document(self._tantivy.Document(body=[" ".join(terms)], row=row))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def search(self, terms: Sequence[str], count: int) -> list[int]:
        """See `Engine`."""
        query, should = self._tantivy.Query, self._tantivy.Occur.Should
        parts = [(should, query.term_query(self._schema, "body", term)) for term in terms]
        if not parts:
            return []
        hits = self._searcher.search(query.boolean_query(parts), count).hits
        return [int(self._searcher.doc(address)["row"][0]) for _, address in hits]
