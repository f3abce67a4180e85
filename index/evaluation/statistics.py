"""What is computed with scikit-learn, the only file that imports it: AUROC, cross-validation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

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
