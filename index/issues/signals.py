"""Open, settled or neutral: what a sentence tells of one of the issues that it speaks of.

    words around the issue ─▶ cue classes by place, words of the clause ─┐
    the sentence's vector  ─────────────────────────────────────────────┴▶ logistic regression

The weights lie in `signals.json`, which `benchmarks/fit_signals.py` writes from sentences of our
own. The vector is the one that the index holds of the sentence already. Weights for it suit only
the model that they were fitted with: an index of another one is judged by the words alone.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from index.issues.clauses import clause_around
from index.issues.cues import CUES
from index.issues.records import Signal
from index.issues.reservations import has_reservation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from index.records import Span

SIGNALS: Final = tuple(Signal)
"""The classes, in the order of the model's columns."""

ISSUE: Final = "<issue>"
"""Stands for the words that speak of the issue, so that no feature knows which one it is."""

CUE_SCALE: Final = 0.4
WORD_SCALE: Final = 0.25
VECTOR_SCALE: Final = 1.5
"""How much the three kinds of features weigh against each other before fitting."""

DECAY: Final = 30.0
"""Characters over which a cue's nearness falls to a third."""

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d,.]*|[“”\"%$]")


@dataclass(frozen=True, slots=True)
class Weights:
    """One logistic regression: rows of `features` and `vector` have a column for each signal.

    `vector` has shape (3, dim), or is None where the words alone are looked at.
    """

    intercept: NDArray[np.float64]
    features: dict[str, NDArray[np.float64]]
    vector: NDArray[np.float64] | None


@dataclass(frozen=True, slots=True)
class SignalModel:
    """Both regressions. `revision` is that of the embedder whose vectors the first one takes."""

    revision: str
    with_vector: Weights
    words_alone: Weights

    def judge(
        self, text: str, mention: Span, vector: NDArray[np.float32] | None
    ) -> tuple[Signal, float]:
        """The signal of what stands at `mention` in a sentence, and its probability.

        `vector`, of shape (dim,), is the sentence's, from the embedder of `revision`; None else.
        """
        weights = self.words_alone if vector is None else self.with_vector
        score = weights.intercept.copy()
        for name, value in features(text, mention).items():
            row = weights.features.get(name)
            if row is not None:
                score += value * row
        if vector is not None and weights.vector is not None:
            score += weights.vector @ (VECTOR_SCALE * vector.astype(np.float64))
        likely = np.exp(score - score.max())
        if has_reservation(text, mention):
            likely[SIGNALS.index(Signal.SETTLED)] = 0.0
        best = int(likely.argmax())
        return SIGNALS[best], float(likely[best] / likely.sum())


def features(text: str, mention: Span) -> dict[str, float]:
    """What the model looks at in a sentence, but for its vector: names and values."""
    clause = clause_around(text, mention)
    return dict(_cue_features(text, mention, clause)) | dict.fromkeys(
        _word_features(text, mention, clause), WORD_SCALE
    )


def _cue_features(text: str, mention: Span, clause: Span) -> Iterator[tuple[str, float]]:
    """For each class of cues: how many, how near, and on which side of the issue."""
    for name, pattern in CUES.items():
        outside: list[tuple[int, int]] = []
        inside = False
        for match in pattern.finditer(text):
            start, end = match.span()
            if start >= mention.start and end <= mention.end:
                inside = True
            elif start >= mention.end or end <= mention.start:
                outside.append((start, end))
        if inside:
            yield f"{name}:inside", CUE_SCALE
        if not outside:
            continue
        yield f"{name}:count", CUE_SCALE * min(len(outside), 2) / 2
        gaps = (mention.start - e if e <= mention.start else s - mention.end for s, e in outside)
        yield f"{name}:near", CUE_SCALE * float(np.exp(-min(gaps) / DECAY))
        places = {
            "before": any(clause.start <= s < mention.start for s, _ in outside),
            "behind": any(mention.end <= s < clause.end for s, _ in outside),
            "earlier": any(s < clause.start for s, _ in outside),
            "later": any(s >= clause.end for s, _ in outside),
        }
        yield from ((f"{name}:{place}", CUE_SCALE) for place, there in places.items() if there)


def _word_features(text: str, mention: Span, clause: Span) -> Iterator[str]:
    """The words of the sentence; the words of the clause, alone and two by two."""
    around = [*_words(text[: mention.start]), ISSUE, *_words(text[mention.end :])]
    yield from (f"sentence {word}" for word in around)
    inner = [
        *_words(text[clause.start : mention.start]),
        ISSUE,
        *_words(text[mention.end : clause.end]),
    ]
    yield from (f"clause {word}" for word in inner)
    yield from (f"clause {one} {other}" for one, other in pairwise(inner))


def _words(text: str) -> list[str]:
    found = (match.group() for match in _WORD.finditer(text))
    return ["#" if word[0].isdigit() else word.lower().replace("’", "'") for word in found]


@lru_cache(maxsize=1)
def shipped() -> SignalModel:
    """The model that ships with this version."""
    text = resources.files("index.issues").joinpath("signals.json").read_text(encoding="utf-8")
    return parse(text)


def parse(text: str) -> SignalModel:
    """Read `signals.json`; raises ValueError, KeyError or TypeError if it is not one."""
    values = json.loads(text)
    return SignalModel(
        values["revision"], _weights(values["with_vector"]), _weights(values["words_alone"])
    )


def _weights(values: dict[str, Any]) -> Weights:
    vector = values["vector"]
    return Weights(
        np.array(values["intercept"], dtype=np.float64),
        {name: np.array(row, dtype=np.float64) for name, row in values["features"].items()},
        None if vector is None else np.array(vector, dtype=np.float64),
    )
