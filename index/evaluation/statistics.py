"""What is computed with scikit-learn, whose only importer this is: AUROC, F1, cross-validation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from index.issues.records import Signal

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDS: Final = 10


def auroc(scores: Sequence[float], labels: Sequence[bool]) -> float | None:
    """How likely a true one scores above a false one, ties half; None where one kind is missing."""
    if all(labels) or not any(labels):
        return None
    return float(roc_auc_score(labels, scores))


def cross_validated(
    rows: Sequence[Sequence[float]], labels: Sequence[bool]
) -> tuple[float, ...] | None:
    """The probability of each row's label, by a logistic regression fitted without its fold.

    Rows are standardised by the other folds too. `FOLDS` folds, or as many as there are rows of
    the rarer label; None where that is one or none.
    """
    folds = min(FOLDS, sum(labels), len(labels) - sum(labels))
    if folds < 2:
        return None
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=5_000))
    split = StratifiedKFold(folds, shuffle=True, random_state=0)
    found = cross_val_predict(
        model, np.array(rows), np.array(labels), cv=split, method="predict_proba"
    )
    return tuple(found[:, 1].tolist())


def f1_of_each(pairs: Sequence[tuple[Signal, Signal]]) -> dict[Signal, float | None]:
    """The F1 of each signal over pairs of the right one and the one given.

    None for a signal that is never the right one.
    """
    truth, given = [a.value for a, _ in pairs], [b.value for _, b in pairs]
    return {
        signal: (
            float(f1_score(truth, given, labels=[signal.value], average="macro", zero_division=0.0))
            if signal.value in truth
            else None
        )
        for signal in Signal
    }
