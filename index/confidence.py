"""How likely the first quote is right: a logistic regression over what the best candidate shows.

It is fitted on questions with and without an answer, in collections from one article to 1,731
(`benchmarks/fit.py`), so that 0.8 means four right in five in a small folder and in a large one:
the features are bounded shares and cosines, and the size of the collection itself, since among
more sentences the best one matches better by chance.
"""

from __future__ import annotations

import math
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from index.ranking import Feature

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.ranking import Candidates


class Signal(StrEnum):
    """What the confidence is computed from."""

    TOKENS_EVEN = "tokens_even"
    TOKENS_PASSAGE = "tokens_passage"
    COSINE = "cosine"
    COSINE_ARTICLE = "cosine_article"
    ANYWHERE = "anywhere"  # best match of each word piece in any candidate, weighted by idf
    LENGTH = "length"  # logarithm of the question's word pieces: of many, some match badly
    SIZE = "size"  # logarithm of the number of passages, in tenths
    SIZE_COSINE = "size_cosine"  # SIZE times COSINE_ARTICLE
    SIZE_ANYWHERE = "size_anywhere"  # SIZE times ANYWHERE, which much text makes worth little


SIGNALS = tuple(Signal)

_FROM_FEATURES = {
    Signal.TOKENS_EVEN: Feature.TOKENS_EVEN,
    Signal.TOKENS_PASSAGE: Feature.TOKENS_PASSAGE,
    Signal.COSINE: Feature.COSINE,
    Signal.COSINE_ARTICLE: Feature.COSINE_ARTICLE,
}


def signals(candidates: Candidates, best: int) -> dict[Signal, float]:
    """The signals of candidate number `best` of `candidates`."""
    values = {s: float(candidates.column(f)[best]) for s, f in _FROM_FEATURES.items()}
    weights = candidates.piece_weights
    found = candidates.piece_matches.max(axis=0) @ weights
    size = math.log(max(candidates.passages, 1)) / 10
    values[Signal.ANYWHERE] = float(found / max(weights.sum(), 1e-9))
    values[Signal.LENGTH] = math.log1p(len(weights))
    values[Signal.SIZE] = size
    values[Signal.SIZE_COSINE] = size * values[Signal.COSINE_ARTICLE]
    values[Signal.SIZE_ANYWHERE] = size * values[Signal.ANYWHERE]
    return values


def probability(
    values: Mapping[Signal, float], weights: Mapping[Signal, float], intercept: float
) -> float:
    """The logistic function of the weighted sum, in (0, 1)."""
    total = intercept + sum(weights.get(signal, 0.0) * value for signal, value in values.items())
    return float(1.0 / (1.0 + np.exp(-np.clip(total, -30.0, 30.0))))
