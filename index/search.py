"""Searcher: question -> Answer | NoAnswer, over the live generation of a store.

question ─▶ can it be asked? ─▶ candidates ─▶ score ─▶ quotes ─▶ confidence ─▶ verified Answer
"""

from __future__ import annotations

import difflib
import shlex
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from index.confidence import probability, signals
from index.errors import StoreMismatchError, UnknownArticleError
from index.fitted import shipped
from index.generation import open_generation
from index.manifest import live_generation
from index.options import BUILT_IN_MODEL, AnswerOptions
from index.question.checking import check_question
from index.quotes import cut, draft_quotes, verify
from index.ranking import find_candidates, score
from index.records import Answer, Hit, IndexSummary, NoAnswer, SentenceKind, Silence, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from index.confidence import Signal
    from index.embedders.base import Embedder
    from index.fitted import Fitted
    from index.generation import Generation
    from index.ranking import Candidates
    from index.records import Article, Furniture, Quote, Sentence

DOES_NOT_STATE = 0.05
"""Taken off the score of a heading: it ranks below a sentence that states."""

LONG = 560
"""Characters, some 80 words, above which a unit is hardly one sentence: it ranks lower too."""

SUPPORTING = 0.8
"""A second or third quote has at least this share of the first one's score. On the question sets
that leaves out a quarter of those that answer nothing, and none that do."""


@dataclass(frozen=True, slots=True)
class Examination:
    """An answer and what it rests on, for measuring.

    `quotes` are the best ones, more than the reply has if asked for; `signals` are what its
    confidence is computed from. Both are empty for a question that was not searched for.
    """

    reply: Answer | NoAnswer
    quotes: tuple[Quote, ...]
    signals: Mapping[Signal, float]


class Searcher:
    """Answers from one generation. One thread at a time may ask."""

    def __init__(
        self,
        generation: Generation,
        embedder: Embedder,
        options: AnswerOptions,
        fitted: Fitted | None = None,
    ) -> None:
        """Search `generation`, which must have been built with `embedder`."""
        self._generation = generation
        self._embedder = embedder
        self._options = options
        self._fitted = fitted or shipped()
        self._ids = generation.articles.ids()

    @classmethod
    def open(
        cls,
        store: Path,
        load_embedder: Callable[[str], Embedder],
        *,
        model: str = BUILT_IN_MODEL,
        articles: Path | None = None,
        options: AnswerOptions | None = None,
    ) -> Searcher:
        """Open the live generation of `store`.

        Raises StoreMissingError, StoreDamagedError, ModelError, and StoreMismatchError if it was
        built with another model or format, or from another folder than `articles` (when given).
        """
        generation = open_generation(live_generation(store))
        manifest = generation.manifest
        folder = articles or manifest.articles_folder
        places = shlex.join(["--articles", str(folder), "--store", str(store)])
        cure = f"python -m index build {places}"
        if manifest.options.model != model:
            built_with = repr(manifest.options.model)
            raise StoreMismatchError(store, "the model", built_with, repr(model), cure)
        if articles is not None and manifest.articles_folder != str(articles.resolve()):
            built_from = manifest.articles_folder
            raise StoreMismatchError(
                store, "the articles in", built_from, str(articles.resolve()), cure
            )
        embedder = load_embedder(model)
        if embedder.revision != manifest.revision:
            raise StoreMismatchError(
                store, f"weights of {model!r}", manifest.revision, embedder.revision, cure
            )
        return cls(
            generation, embedder, options or AnswerOptions(english_only=model == BUILT_IN_MODEL)
        )

    def answer(self, question: str) -> Answer | NoAnswer:
        """Quotes for `question`, or why there are none. Takes any text at all.

        Raises QuoteMismatchError, StoreDamagedError.
        """
        return self.examine(question, self._options.max_quotes).reply

    def examine(self, question: str, count: int) -> Examination:
        """Answer `question` and tell what the answer rests on, with the `count` best quotes.

        Raises as `answer` does.
        """
        problem = check_question(question, self._options)
        if problem is not None and problem is not Silence.TOO_SHORT:
            return Examination(NoAnswer(question, problem), (), {})
        quotes, confidence, weighed = self._weigh(question, count)
        shown = quotes[: self._options.max_quotes]
        if problem is Silence.TOO_SHORT:
            reply: Answer | NoAnswer = NoAnswer(question, problem, shown)
        elif not quotes or confidence < self._fitted.threshold:
            reply = NoAnswer(question, Silence.NOT_SAID, shown, confidence)
        else:
            supporting = tuple(q for q in shown if q.score >= SUPPORTING * shown[0].score)
            reply = Answer(question, supporting, confidence)
        return Examination(reply, quotes, weighed)

    def closest(self, question: str, count: int) -> tuple[tuple[Quote, ...], float]:
        """The `count` best quotes, whatever they are worth, and the confidence of the first."""
        quotes, confidence, _ = self._weigh(question, count)
        return quotes, confidence

    def _weigh(
        self, question: str, count: int
    ) -> tuple[tuple[Quote, ...], float, Mapping[Signal, float]]:
        """The `count` best quotes, the confidence of the first, and what that is computed from."""
        # Half a character, as a broken escape leaves it, is nothing that a model can read.
        readable = question.encode("utf-8", "replace").decode("utf-8")
        candidates = find_candidates(
            self._generation, readable, self._embedder.encode_question(readable)
        )
        if not len(candidates.rows):
            return (), 0.0, {}
        scores = self._scores(candidates)
        order = np.argsort(-scores, kind="stable")
        values = signals(candidates, int(order[0]))
        confidence = probability(values, self._fitted.confidence, self._fitted.intercept)
        return self._quotes(candidates.rows[order], scores[order], count), confidence, values

    def _scores(self, candidates: Candidates) -> NDArray[np.float32]:
        scores = score(candidates, self._fitted.ranking)
        sentences = self._generation.layout.sentences[candidates.rows]
        poor = sentences["kind"] == list(SentenceKind).index(SentenceKind.HEADING)
        poor |= sentences["end"] - sentences["start"] > LONG
        adjusted: NDArray[np.float32] = scores - DOES_NOT_STATE * poor
        return adjusted

    def _quotes(
        self, rows: NDArray[np.int64], scores: NDArray[np.float32], count: int
    ) -> tuple[Quote, ...]:
        """Quotes of the best sentences, checked against the stored articles."""
        store = self._generation.articles

        @cache
        def article_of(doc_id: str) -> Article:
            return store.article(store.row_of(doc_id) or 0)

        drafts = draft_quotes(self._hits(rows, scores), article_of)
        quotes = tuple(cut(d, article_of(d.doc_id)) for d in islice(drafts, count))
        for quote in quotes:
            self._verify(quote)
        return quotes

    def _hits(
        self, rows: NDArray[np.int64], scores: NDArray[np.float32]
    ) -> Iterator[tuple[Hit, Sentence | None]]:
        """Sentences with their scores, and the sentence before each in its passage."""
        layout = self._generation.layout
        for row, value in zip(rows.tolist(), scores.tolist(), strict=True):
            doc_id = self._ids[layout.article_of_sentence(row)]
            first, _ = layout.sentences_of_passage(int(layout.passage_of_sentence[row]))
            before = layout.sentence(row - 1) if row > first else None
            yield Hit(doc_id, layout.sentence(row), min(max(value, 0.0), 1.0)), before

    def _verify(self, quote: Quote) -> None:
        """Read the article once more from the store, and compare."""
        row = self._generation.articles.row_of(quote.doc_id)
        if row is None:
            raise UnknownArticleError(quote.doc_id)
        verify(quote, self._generation.articles.article(row))

    def sources(self) -> tuple[Source, ...]:
        """All articles of the index, by id."""
        return tuple(
            Source(doc_id, title, published, url, path, words)
            for doc_id, title, published, url, path, words in self._generation.articles.headers()
        )

    def summary(self) -> IndexSummary:
        """What is being searched."""
        manifest = self._generation.manifest
        dates = [source.published for source in self.sources() if source.published]
        return IndexSummary(
            generation=manifest.generation,
            articles=manifest.articles,
            passages=manifest.passages,
            newest=max(dates, default=None),
            built_at=manifest.built_at,
            model=manifest.options.model,
        )

    def article(self, doc_id: str) -> tuple[Article, tuple[Furniture, ...]]:
        """An article and what cleaning left out of it; raises UnknownArticleError."""
        store = self._generation.articles
        row = store.row_of(doc_id)
        if row is None:
            raise UnknownArticleError(doc_id, tuple(difflib.get_close_matches(doc_id, store.ids())))
        return store.article(row), store.furniture(row)
