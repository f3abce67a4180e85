"""Simple means to compare the search with: vectors alone, words alone, over the same index.

Each takes the best passages by one score and quotes from each the sentence that fits best by that
same means. They have no threshold of their own: `figures` gives them one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.evaluation.systems import Finding
from index.quotes import Draft, cut

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from index.embedders.base import Embedder
    from index.evaluation.questions import Question
    from index.generation import Generation


class DenseAlone:
    """Passages by cosine, from each the sentence nearest by cosine. Confidence is the cosine."""

    name = "dense alone"

    def __init__(self, generation: Generation, embedder: Embedder) -> None:
        """Holds all passage vectors in memory, as 32-bit floats."""
        self._generation = generation
        self._embedder = embedder
        self._passages = len(generation.layout.passages)
        self._vectors = generation.vectors.rows(np.arange(self._passages))

    def find(self, question: Question, count: int) -> Finding:
        """See `System`."""
        vector = self._embedder.encode_question(question.text).question
        cosines = self._vectors @ vector

        def nearest(first: int, last: int) -> int:
            rows = np.arange(first, last) + self._passages
            return int(np.argmax(self._generation.vectors.rows(rows) @ vector))

        return _quote(self._generation, cosines, _best(cosines, count), nearest)


class WordsAlone:
    """Passages by BM25, from each the sentence with most of the question's terms by idf.

    Confidence is BM25 over the most that the terms can reach.
    """

    name = "BM25 alone"

    def __init__(self, generation: Generation) -> None:
        self._generation = generation

    def find(self, question: Question, count: int) -> Finding:
        """See `System`; passages without a term of the question are not quoted."""
        words = self._generation.words
        terms = words.question_terms(question.text)
        scores = words.passage_scores(terms)

        def fullest(first: int, last: int) -> int:
            held = words.sentence_matches(terms, np.arange(first, last))
            return int(np.argmax(held @ terms.weights))

        best = [row for row in _best(scores, count) if scores[row] > 0]
        return _quote(self._generation, scores, best, fullest)


def _best(scores: NDArray[np.float32], count: int) -> list[int]:
    """The rows of the `count` highest scores, highest first; of equal ones, the first."""
    order: list[int] = np.argsort(-scores, kind="stable")[:count].tolist()
    return order


def _quote(
    generation: Generation,
    scores: NDArray[np.float32],
    passages: Sequence[int],
    choose: Callable[[int, int], int],
) -> Finding:
    """One quote from each of `passages`; `choose` counts from the first of a range of sentences."""
    layout, ids = generation.layout, generation.articles.ids()
    quotes = []
    for passage in passages:
        first, last = layout.sentences_of_passage(passage)
        row = first + choose(first, last)
        number = int(layout.article_of_passage[passage])
        score = min(max(float(scores[passage]), 0.0), 1.0)
        draft = Draft(ids[number], layout.sentence(row).span, score)
        quotes.append(cut(draft, generation.articles.article(number)))
    confidence = float(scores[passages[0]]) if passages else 0.0
    return Finding(tuple(quotes), confidence, answered=bool(quotes))
