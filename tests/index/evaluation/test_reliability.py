"""Bins and the calibration error, by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.evaluation.reliability import Bin, reliability


def test_confidences_fall_into_ten_bins() -> None:
    found = reliability([0.0, 0.05, 0.1, 0.75, 0.79, 1.0], [False, True, False, True, True, False])

    assert [b.count for b in found.bins] == [2, 1, 0, 0, 0, 0, 0, 2, 0, 1]
    assert found.bins[7].confidence == pytest.approx(0.77)
    assert (found.bins[7].low, found.bins[7].high, found.bins[7].right) == (0.7, 0.8, 1.0)
    assert found.bins[2] == Bin(0.2, 0.3, 0, None, None)
    # |.025 - .5| * 2 + |.1 - 0| + |.77 - 1| * 2 + |1 - 0|, over six.
    assert found.error == pytest.approx((0.95 + 0.1 + 0.46 + 1.0) / 6)


def test_a_confidence_that_keeps_its_word_has_no_error() -> None:
    assert reliability([0.75] * 4, [True, True, True, False]).error == 0.0


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_every_answer_is_in_one_bin_and_the_error_is_a_share(
    answers: list[tuple[float, bool]],
) -> None:
    found = reliability(*map(list, zip(*answers, strict=True)))

    assert sum(b.count for b in found.bins) == len(answers)
    assert 0 <= found.error <= 1 + 1e-9
