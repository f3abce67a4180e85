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

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from index.arrays import ranges

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


def find_candidates(
    generation: Generation,
    question: str,
    vectors: QuestionVectors,
    allowed: NDArray[np.bool_] | None = None,
) -> Candidates:
    """All sentences of the passages that look most like answering; none in an empty index.

    `allowed` says of each article, by row, whether it may be searched; all may if it is None.
    """
    passages = len(generation.layout.passages)
    among = None if allowed is None else allowed[generation.layout.article_of_passage]
    if not passages or (among is not None and not among.any()):
        nothing = np.zeros((0, len(vectors.tokens)), dtype=np.float32)
        features = np.zeros((0, len(FEATURES)), dtype=np.float32)
        return Candidates(np.empty(0, np.int64), features, nothing, nothing.sum(axis=0), passages)
    scorer = _Scorer(generation, generation.words.question_terms(question), vectors)
    return scorer.candidates(*scorer.nearest(CANDIDATE_PASSAGES, among))


class _Scorer:
    """One question over one generation."""

    def __init__(
        self, generation: Generation, terms: QuestionTerms, vectors: QuestionVectors
    ) -> None:
        self._generation = generation
        self._layout = generation.layout
        self._words = generation.words
        self._terms = terms
        self._vectors = vectors
        self._bm25 = generation.words.passage_scores(terms)
        self._term_shares = terms.weights / max(float(terms.weights.sum()), 1e-9)
        count = len(self._layout.passages)
        held = generation.piece_frequencies[vectors.pieces]
        self._piece_weights = np.log1p((count - held + 0.5) / (held + 0.5)).astype(np.float32)
        self._piece_shares = self._piece_weights / max(float(self._piece_weights.sum()), 1e-9)

    def nearest(
        self, count: int, among: NDArray[np.bool_] | None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The `count` passages nearest by vectors and words together, in text order.

        With each its cosine similarity. `among` says of each passage whether it may be one.
        """
        total = len(self._layout.passages)
        # Of few that may be found, the nearest lie far down among all.
        wanted = _NEAREST if among is None else _NEAREST * math.ceil(total / among.sum())
        found, _ = self._generation.vectors.search(self._vectors.question, wanted)
        inner = found >= total
        found[inner] = self._layout.passage_of_sentence[found[inner] - total]
        words = self._bm25 if among is None else np.where(among, self._bm25, np.float32(-1.0))
        by_words = np.argsort(-words, kind="stable")[:count]
        if among is not None:
            found, by_words = found[among[found]], by_words[among[by_words]]
        pool = np.unique(np.concatenate([found, by_words]))
        cosines = self._generation.vectors.rows(pool) @ self._vectors.question
        words = self._bm25[pool]
        mixed = words / max(float(words.max(initial=0)), 1e-9)
        mixed = mixed + cosines / max(float(cosines.max(initial=0)), 1e-9)
        best = np.sort(np.argsort(-mixed, kind="stable")[:count])
        return pool[best], cosines[best]

    def candidates(self, passages: NDArray[np.int64], cosines: NDArray[np.float32]) -> Candidates:
        """The sentences of `passages` with their features."""
        layout, total = self._layout, len(self._layout.passages)
        places = layout.passages[passages]
        counts = places["sentences"].astype(np.int64)
        rows = ranges(places["first_sentence"], counts)
        owner = np.repeat(np.arange(len(passages)), counts)  # of each sentence, in `passages`
        tokens = list(zip(places["first_token"].tolist(), places["tokens"].tolist(), strict=True))
        matches = self._generation.tokens.best_matches(
            self._vectors.tokens, tokens, counts.tolist()
        )
        held = self._words.sentence_matches(self._terms, rows)
        articles, home = np.unique(places["article"].astype(np.int64), return_inverse=True)
        titled = self._words.title_matches(self._terms, articles)
        vectors = self._generation.vectors.rows(rows + total)
        article_cosines = _highest(cosines, home, len(articles))
        values: dict[Feature, NDArray[np.float32]] = {
            Feature.TOKENS: matches @ self._piece_shares,
            Feature.TOKENS_EVEN: matches.mean(axis=1),
            Feature.TOKENS_PASSAGE: (_highest(matches, owner, len(passages)) @ self._piece_shares)[
                owner
            ],
            Feature.TERMS: held @ self._term_shares,
            Feature.TERMS_PASSAGE: (
                (_any(held, owner, len(passages)) | titled[home]) @ self._term_shares
            )[owner],
            Feature.TERMS_ARTICLE: self._terms_article(articles, titled)[home][owner],
            Feature.BM25_PASSAGE: self._bm25[passages][owner],
            Feature.BM25_ARTICLE: self._words.article_scores(self._terms)[articles][home][owner],
            Feature.COSINE: vectors @ self._vectors.question,
            Feature.COSINE_PASSAGE: cosines[owner],
            Feature.COSINE_ARTICLE: article_cosines[home][owner],
        }
        features = np.stack([values[feature] for feature in FEATURES], axis=1).astype(np.float32)
        return Candidates(rows, features, matches, self._piece_weights, total)

    def _terms_article(
        self, articles: NDArray[np.int64], titled: NDArray[np.bool_]
    ) -> NDArray[np.float32]:
        """Share of the question's terms that each article holds, its title among it."""
        bounds = np.array([self._layout.sentences_of_article(a) for a in articles.tolist()])
        bounds = bounds.reshape(-1, 2)
        lengths = bounds[:, 1] - bounds[:, 0]
        held = self._words.sentence_matches(self._terms, ranges(bounds[:, 0], lengths))
        owner = np.repeat(np.arange(len(articles)), lengths)
        shares: NDArray[np.float32] = (
            _any(held, owner, len(articles)) | titled
        ) @ self._term_shares
        return shares


def _highest(
    values: NDArray[np.float32], group: NDArray[np.int64], groups: int
) -> NDArray[np.float32]:
    """The greatest of the values (or rows of values) of each group."""
    highest = np.full((groups, *values.shape[1:]), -1.0, dtype=np.float32)
    np.maximum.at(highest, group, values)
    return highest


def _any(held: NDArray[np.bool_], group: NDArray[np.int64], groups: int) -> NDArray[np.bool_]:
    """Whether any row of each group holds."""
    found = np.zeros((groups, held.shape[1]), dtype=np.bool_)
    np.logical_or.at(found, group, held)
    return found
