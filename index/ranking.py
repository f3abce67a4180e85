"""Question -> candidate sentences with what speaks for each, and their score.

    question ─┬─ nearest passages and sentences (vectors) ─┐
              └─ BM25 over passages ───────────────────────┴─▶ 40 passages
    their sentences ─▶ features: tokens, words, vectors; of the sentence, its passage, its article
                    ─▶ score: weighted sum

The token feature is ColBERT's late interaction (Khattab and Zaharia 2020), weighted by inverse
document frequency: for each word piece of the question its best match among the tokens of the
sentence. The weights are fitted (`benchmarks/fit.py`) and lie in `fitted.json`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from index.embedders.base import QuestionVectors
    from index.generation import Generation
    from index.lexical import QuestionTerms

CANDIDATE_PASSAGES: Final = 40
"""98 % of the questions on 1,731 articles have their article among so many passages."""

_NEAREST: Final = 120
"""Rows asked of the vector store; several lie in one passage."""


class Feature(StrEnum):
    """What speaks for a sentence; each in [-1, 1], most in [0, 1], whatever the collection."""

    TOKENS = "tokens"  # best match of each word piece, weighted by idf, in the sentence
    TOKENS_EVEN = "tokens_even"  # the same, every piece alike
    TOKENS_PASSAGE = "tokens_passage"  # weighted by idf, in the passage
    TERMS = "terms"  # idf share of the question's terms that the sentence holds
    TERMS_PASSAGE = "terms_passage"  # that its passage or its title holds
    TERMS_ARTICLE = "terms_article"  # that its article holds
    BM25_PASSAGE = "bm25_passage"  # over the most that these terms can reach
    BM25_ARTICLE = "bm25_article"
    COSINE = "cosine"  # question and sentence
    COSINE_PASSAGE = "cosine_passage"
    COSINE_ARTICLE = "cosine_article"  # the nearest candidate passage of its article


FEATURES: Final = tuple(Feature)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Sentences that may answer, in text order.

    `rows` are rows of the layout, shape (n,); `features` has shape (n, len(FEATURES));
    `piece_matches` has shape (n, word pieces of the question) and holds the best cosine of each
    piece in the sentence, and `piece_weights` their idf. `passages` is the size of the collection.
    """

    rows: NDArray[np.int64]
    features: NDArray[np.float32]
    piece_matches: NDArray[np.float32]
    piece_weights: NDArray[np.float32]
    passages: int

    def column(self, feature: Feature) -> NDArray[np.float32]:
        """One feature of all candidates."""
        column: NDArray[np.float32] = self.features[:, FEATURES.index(feature)]
        return column


def score(candidates: Candidates, weights: Mapping[Feature, float]) -> NDArray[np.float32]:
    """The weighted mean of the features, in [-1, 1]; higher is nearer."""
    vector = np.array([weights.get(feature, 0.0) for feature in FEATURES], dtype=np.float32)
    scores: NDArray[np.float32] = candidates.features @ (vector / vector.sum())
    return scores


def find_candidates(generation: Generation, question: str, vectors: QuestionVectors) -> Candidates:
    """All sentences of the passages that look most like answering."""
    terms = generation.words.question_terms(question)
    scorer = _Scorer(generation, terms, vectors)
    parts = [scorer.passage(p) for p in sorted(scorer.nearest(CANDIDATE_PASSAGES))]
    if not parts:
        width = len(vectors.tokens)
        empty = np.zeros((0, width), dtype=np.float32)
        features = np.zeros((0, len(FEATURES)), dtype=np.float32)
        return Candidates(np.empty(0, np.int64), features, empty, scorer.weights, 0)
    rows, features, matches = (np.concatenate(part) for part in zip(*parts, strict=True))
    _spread_over_articles(generation, rows, features)
    return Candidates(rows, features, matches, scorer.weights, len(generation.layout.passages))


def _spread_over_articles(
    generation: Generation, rows: NDArray[np.int64], features: NDArray[np.float32]
) -> None:
    """Fill in COSINE_ARTICLE: the highest COSINE_PASSAGE of each article."""
    layout = generation.layout
    articles = layout.article_of_passage[layout.passage_of_sentence[rows]]
    _, number = np.unique(articles, return_inverse=True)
    best = np.full(number.max() + 1, -1.0, dtype=np.float32)
    np.maximum.at(best, number, features[:, FEATURES.index(Feature.COSINE_PASSAGE)])
    features[:, FEATURES.index(Feature.COSINE_ARTICLE)] = best[number]


class _Scorer:
    """What is computed once a question: BM25 of everything, idf of its word pieces."""

    def __init__(
        self, generation: Generation, terms: QuestionTerms, vectors: QuestionVectors
    ) -> None:
        self._generation = generation
        self._layout = generation.layout
        self._terms = terms
        self._vectors = vectors
        self._bm25_passages = generation.words.passage_scores(terms)
        self._bm25_articles = generation.words.article_scores(terms)
        self._term_weights = terms.weights / max(float(terms.weights.sum()), 1e-9)
        count = len(self._layout.passages)
        frequencies = generation.piece_frequencies[vectors.pieces]
        self.weights = np.log1p((count - frequencies + 0.5) / (frequencies + 0.5)).astype(
            np.float32
        )
        self._shares = self.weights / max(float(self.weights.sum()), 1e-9)
        self._in_article: dict[int, float] = {}
        self._cosines: dict[int, float] = {}

    def nearest(self, count: int) -> list[int]:
        """The `count` passages that are nearest by vectors and words together."""
        total = len(self._layout.passages)
        found, _ = self._generation.vectors.search(self._vectors.question, _NEAREST)
        inner = found >= total
        found[inner] = self._layout.passage_of_sentence[found[inner] - total]
        by_words = np.argpartition(-self._bm25_passages, min(count, total) - 1)[:count]
        pool = np.unique(np.concatenate([found, by_words]))
        cosines = self._generation.vectors.rows(pool) @ self._vectors.question
        self._cosines = dict(zip(pool.tolist(), cosines.tolist(), strict=True))
        words = self._bm25_passages[pool]
        mixed = words / max(float(words.max(initial=0)), 1e-9)
        mixed = mixed + cosines / max(float(cosines.max(initial=0)), 1e-9)
        best: list[int] = pool[np.argsort(-mixed, kind="stable")[:count]].tolist()
        return best

    def passage(
        self, passage: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.float32]]:
        """Rows, features and piece matches of a passage's sentences."""
        first, last = self._layout.sentences_of_passage(passage)
        article = int(self._layout.article_of_passage[passage])
        place = self._layout.passages[passage]
        matches = self._generation.tokens.best_matches(
            self._vectors.tokens, int(place["first_token"]), int(place["tokens"]), last - first
        )
        held = self._generation.words.sentence_matches(self._terms, first, last)
        titled = self._generation.words.title_matches(self._terms, article)
        rows = np.arange(first, last, dtype=np.int64)
        vectors = self._generation.vectors.rows(rows + len(self._layout.passages))
        values: dict[Feature, NDArray[np.float32] | float] = {
            Feature.TOKENS: matches @ self._shares,
            Feature.TOKENS_EVEN: matches.mean(axis=1),
            Feature.TOKENS_PASSAGE: float(matches.max(axis=0) @ self._shares),
            Feature.TERMS: held @ self._term_weights,
            Feature.TERMS_PASSAGE: float((held.any(axis=0) | titled) @ self._term_weights),
            Feature.TERMS_ARTICLE: self._terms_article(article, titled),
            Feature.BM25_PASSAGE: float(self._bm25_passages[passage]),
            Feature.BM25_ARTICLE: float(self._bm25_articles[article]),
            Feature.COSINE: vectors @ self._vectors.question,
            Feature.COSINE_PASSAGE: self._cosines[passage],
        }
        features = np.zeros((last - first, len(FEATURES)), dtype=np.float32)
        for feature, value in values.items():
            features[:, FEATURES.index(feature)] = value
        return rows, features, matches

    def _terms_article(self, article: int, titled: NDArray[np.bool_]) -> float:
        if article not in self._in_article:
            bounds = self._layout.sentences_of_article(article)
            held = self._generation.words.sentence_matches(self._terms, *bounds).any(axis=0)
            self._in_article[article] = float((held | titled) @ self._term_weights)
        return self._in_article[article]
