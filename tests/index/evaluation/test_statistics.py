"""AUROC and cross-validation where the result is known beforehand."""

from __future__ import annotations

import pytest

from index.evaluation.statistics import auroc, cross_validated


@pytest.mark.parametrize(
    ("scores", "labels", "expected"),
    [
        ([0.9, 0.8, 0.1], [True, True, False], 1.0),
        ([0.1, 0.8, 0.9], [True, True, False], 0.0),
        ([0.5, 0.5], [True, False], 0.5),
        ([0.9, 0.3, 0.5, 0.1], [True, True, False, False], 0.75),
        ([0.9, 0.3], [True, True], None),
        ([0.9, 0.3], [False, False], None),
    ],
)
def test_auroc_is_the_share_of_pairs_in_order(
    scores: list[float], labels: list[bool], expected: float | None
) -> None:
    assert auroc(scores, labels) == expected


def test_a_signal_that_tells_right_from_wrong_is_learned() -> None:
    rows = [[float(n % 2), 7.0] for n in range(40)]
    labels = [n % 2 == 1 for n in range(40)]

    found = cross_validated(rows, labels)

    assert found is not None
    assert all((p > 0.8) == label for p, label in zip(found, labels, strict=True))


def test_the_label_of_a_row_does_not_tell_on_itself() -> None:
    """A model that had seen all rows would know the one that differs; one without it can't."""
    rows = [[0.0]] * 20 + [[1.0]]
    labels = [n % 2 == 0 for n in range(20)] + [True]

    found = cross_validated(rows, labels)

    assert found is not None
    assert found[-1] < 0.7


@pytest.mark.parametrize("right", [0, 1, 19, 20])
def test_with_too_few_right_or_wrong_nothing_is_said(right: int) -> None:
    labels = [n < right for n in range(20)]

    assert cross_validated([[float(n)] for n in range(20)], labels) is None


def test_with_few_right_there_are_fewer_folds() -> None:
    labels = [n < 3 for n in range(20)]

    assert cross_validated([[float(n)] for n in range(20)], labels) is not None
