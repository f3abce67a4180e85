"""Whether a confidence of 0.8 is right four times in five: bins, and the calibration error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

BINS: Final = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers with a confidence from `low` up to `high`; mean confidence and share right, 0 to 1.

    Both are None in an empty bin. The last bin holds a confidence of 1 too.
    """

    low: float
    high: float
    count: int
    confidence: float | None
    right: float | None


@dataclass(frozen=True, slots=True)
class Reliability:
    """Ten bins of equal width, and the expected calibration error, 0 to 1 (Guo and others 2017).

    The error is the distance of confidence and share right, averaged over all answers.
    """

    bins: tuple[Bin, ...]
    error: float


def reliability(confidences: Sequence[float], right: Sequence[bool]) -> Reliability:
    """Sort answers into bins by their confidence, each in [0, 1]."""
    bins = []
    error = 0.0
    for number in range(BINS):
        inside = [
            (confidence, is_right)
            for confidence, is_right in zip(confidences, right, strict=True)
            if min(int(confidence * BINS), BINS - 1) == number
        ]
        low, high = number / BINS, (number + 1) / BINS
        if not inside:
            bins.append(Bin(low, high, 0, None, None))
            continue
        mean = sum(confidence for confidence, _ in inside) / len(inside)
        share = sum(is_right for _, is_right in inside) / len(inside)
        bins.append(Bin(low, high, len(inside), mean, share))
        error += abs(mean - share) * len(inside) / len(confidences)
    return Reliability(tuple(bins), error)
