"""Fits the numbers of `index/fitted.json`, and prints how they hold up on questions left out.

    python -m benchmarks.fit --evals DIR --articles DIR [--write]

Three families of questions: `gaza` (the question set's own five articles), `news` and `clapnq`,
asked of large and small collections (`benchmarks.labelled`). Families weigh alike in the ranking;
in the confidence `gaza`, which is small, weighs `GAZA_WEIGHT`.

- Ranking: weights of at least 0 that make a right sentence likely among all candidates (softmax,
  cross-entropy), with L2 regularisation. Printed: each family with weights fitted without it.
- Confidence: logistic regression over what the sentence of the highest plain score shows, label
  "the first sentence is right". Printed: ten folds, all variants of one question in one fold.
- Threshold: where kept less wrong is greatest on average over all collections, in those folds.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from rich.console import Console
from rich.table import Table
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from benchmarks.labelled import ask_set
from benchmarks.question_sets import load_sets
from index.confidence import SIGNALS, signals
from index.embedders.sentence_transformer import SentenceTransformerEmbedder
from index.options import BUILT_IN_MODEL
from index.ranking import FEATURES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from benchmarks.labelled import Asked

GAZA_WEIGHT: Final = 0.5
L2: Final = 0.0001
FOLDS: Final = 10


def fit_ranking(asked: Sequence[Asked]) -> NDArray[np.float64]:
    """Weights of the features, at least 0, that make right sentences likely."""
    usable = [a for a in asked if a.right.any()]
    families = {f: sum(a.family == f for a in usable) for f in {a.family for a in usable}}

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, gradient = L2 * float(weights @ weights), 2 * L2 * weights
        for a in usable:
            moved_by = a.by_form + a.by_words
            values = a.candidates.features @ weights + moved_by * weights.sum()
            features = a.candidates.features + moved_by[:, None]
            odds = np.exp(values - values.max())
            all_odds, right_odds = odds.sum(), odds[a.right].sum()
            share = 1 / families[a.family] / len(families)
            total += share * float(np.log(all_odds) - np.log(max(right_odds, 1e-300)))
            expected = (odds / all_odds) @ features
            wanted = (odds[a.right] / max(right_odds, 1e-300)) @ features[a.right]
            gradient = gradient + share * (expected - wanted)
        return total, gradient

    start = np.ones(len(FEATURES))
    bounds = [(0.0, None)] * len(FEATURES)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds)
    weights: NDArray[np.float64] = found.x / found.x.sum()
    return weights


def scores(one: Asked, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores as `index.weighing` computes them."""
    return plain_scores(one, weights) + one.by_words


def plain_scores(one: Asked, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores before the words of the sentences were looked into."""
    values: NDArray[np.float64] = one.candidates.features @ weights + one.by_form
    return values


@dataclass(frozen=True, slots=True)
class Example:
    """The first sentence of one question, for the confidence."""

    asked: Asked
    values: NDArray[np.float64]
    right: bool


def examples(asked: Sequence[Asked], weights: NDArray[np.float64]) -> list[Example]:
    """The first sentence of each question under `weights`."""
    found = []
    for one in asked:
        if not len(one.candidates.rows):
            continue
        best = int(np.argmax(scores(one, weights)))
        values = signals(one.candidates, int(np.argmax(plain_scores(one, weights))))
        row = np.array([values[s] for s in SIGNALS])
        found.append(Example(one, row, bool(one.right[best])))
    return found


def fit_confidence(rows: Sequence[Example]) -> tuple[NDArray[np.float64], float]:
    """Weights of the signals and the intercept."""
    values = np.array([r.values for r in rows])
    labels = np.array([r.right for r in rows])
    variants = {v: sum(r.asked.variant == v for r in rows) for v in {r.asked.variant for r in rows}}
    counts = {r.asked.variant: r.asked.family for r in rows}
    in_family = {f: sum(g == f for g in counts.values()) for f in counts.values()}
    share = np.array(
        [
            (GAZA_WEIGHT if r.asked.family == "gaza" else 1.0)
            / in_family[r.asked.family]
            / variants[r.asked.variant]
            for r in rows
        ]
    )
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    model = LogisticRegression(C=3.0, max_iter=5_000)
    model.fit((values - mean) / spread, labels, sample_weight=share * len(rows) / share.sum())
    weights: NDArray[np.float64] = model.coef_[0] / spread
    return weights, float(model.intercept_[0] - weights @ mean)


def held_out(rows: Sequence[Example]) -> NDArray[np.float64]:
    """Confidence of each example by a fit on the other folds."""
    random = np.random.default_rng(0)
    texts = sorted({(r.asked.family, r.asked.question) for r in rows})
    fold = dict(zip(texts, random.permutation(len(texts)) % FOLDS, strict=True))
    folds = np.array([fold[r.asked.family, r.asked.question] for r in rows])
    values = np.array([r.values for r in rows])
    confidence = np.zeros(len(rows))
    for number in range(FOLDS):
        kept = [r for r, f in zip(rows, folds, strict=True) if f != number]
        weights, intercept = fit_confidence(kept)
        out = folds == number
        confidence[out] = 1 / (1 + np.exp(-(values[out] @ weights + intercept)))
    return confidence


def calibration_error(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Expected calibration error over ten bins of equal width (Guo and others 2017)."""
    number = np.minimum((confidence * 10).astype(int), 9)
    return float(
        sum(
            (number == b).mean() * abs(confidence[number == b].mean() - right[number == b].mean())
            for b in range(10)
            if (number == b).any()
        )
    )


def print_ranking(console: Console, asked: Sequence[Asked]) -> None:
    """Each family under the weights of all, and under those fitted without it."""
    table = Table("family", "fitted on", "first", "within 3 sentences", "mean reciprocal rank")
    asked = [a for a in asked if a.variant == a.family]
    everything = fit_ranking(asked)
    for family in sorted({a.family for a in asked}):
        without = fit_ranking([a for a in asked if a.family != family])
        for label, weights in (("all", everything), ("the others", without)):
            ranks = [
                np.flatnonzero(a.right[np.argsort(-scores(a, weights), kind="stable")])
                for a in asked
                if a.variant == family and a.answerable
            ]
            place = np.array([r[0] if len(r) else 10**9 for r in ranks])
            table.add_row(
                family, label, f"{(place < 1).mean():.3f}", f"{(place < 3).mean():.3f}",
                f"{(1 / (1 + place)).mean():.3f}",
            )  # fmt: skip
    console.print(table)


def print_confidence(
    console: Console, rows: Sequence[Example], confidence: NDArray[np.float64], threshold: float
) -> None:
    """How the confidence does, on the folds left out."""
    table = Table("questions", "AUROC answerable", "AUROC right", "ECE", "kept", "wrong")
    right = np.array([r.right for r in rows])
    answerable = np.array([r.asked.answerable for r in rows])
    for variant in sorted({r.asked.variant for r in rows}):
        part = np.array([r.asked.variant == variant for r in rows])
        table.add_row(
            variant,
            f"{roc_auc_score(answerable[part], confidence[part]):.3f}",
            f"{roc_auc_score(right[part], confidence[part]):.3f}",
            f"{calibration_error(confidence[part], right[part]):.3f}",
            f"{(confidence[part & answerable] >= threshold).mean():.2f}",
            f"{(confidence[part & ~answerable] >= threshold).mean():.2f}",
        )
    console.print(table)


def best_threshold(rows: Sequence[Example], confidence: NDArray[np.float64]) -> float:
    """Where kept less wrong is greatest, on average over all collections."""
    answerable = np.array([r.asked.answerable for r in rows])
    parts = [
        np.array([r.asked.variant == variant for r in rows])
        for variant in sorted({r.asked.variant for r in rows})
    ]

    def gain(threshold: float) -> float:
        over = confidence >= threshold
        gains = [over[p & answerable].mean() - over[p & ~answerable].mean() for p in parts]
        return float(np.mean(gains))

    grid = np.arange(0.05, 0.95, 0.01)
    smooth = [np.mean([gain(t + d) for d in (-0.02, -0.01, 0, 0.01, 0.02)]) for t in grid]
    return round(float(grid[int(np.argmax(smooth))]), 2)


def main() -> None:
    """Fit, print, and with `--write` replace `index/fitted.json`."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fit")
    parser.add_argument("--evals", type=Path, required=True, help="folder of the question sets")
    parser.add_argument("--articles", type=Path, required=True, help="the articles of `gaza`")
    parser.add_argument(
        "--work", type=Path, default=Path("data/bench/fit"), help="kept for next time"
    )
    parser.add_argument("--write", action="store_true", help="replace index/fitted.json")
    flags = parser.parse_args()
    console = Console()
    flags.work.mkdir(parents=True, exist_ok=True)
    embedder = SentenceTransformerEmbedder.load(BUILT_IN_MODEL)
    asked: list[Asked] = []
    for one in load_sets(flags.evals, flags.articles, flags.work):
        cache = flags.work / f"{one.family}.pickle"
        if not cache.exists():
            cache.write_bytes(pickle.dumps(list(ask_set(one, embedder, flags.work))))
        asked += pickle.loads(cache.read_bytes())  # noqa: S301 - written above
        print(one.family, len(asked), file=sys.stderr)
    print_ranking(console, asked)
    weights = fit_ranking([a for a in asked if a.variant == a.family])
    rows = examples(asked, weights)
    confidence = held_out(rows)
    threshold = best_threshold(rows, confidence)
    print_confidence(console, rows, confidence, threshold)
    signal_weights, intercept = fit_confidence(rows)
    fitted = {
        "ranking": {f: round(float(w), 4) for f, w in zip(FEATURES, weights, strict=True)},
        "confidence": {s: round(float(w), 4) for s, w in zip(SIGNALS, signal_weights, strict=True)},
        "intercept": round(intercept, 4),
        "threshold": threshold,
    }
    text = json.dumps(fitted, indent=1) + "\n"
    console.print(text)
    if flags.write:
        Path("index/fitted.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
