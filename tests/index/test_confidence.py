"""The confidence is a probability that rises with what speaks for an answer."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.confidence import SIGNALS, Signal, probability, signals
from index.fitted import parse, shipped
from index.ranking import FEATURES, Candidates, Feature

if TYPE_CHECKING:
    from collections.abc import Sequence

values = st.fixed_dictionaries({s: st.floats(-2, 2) for s in SIGNALS})


def make_candidates(matches: Sequence[Sequence[float]], passages: int = 100) -> Candidates:
    """Candidates whose feature number f of sentence s is s + f / 100."""
    count = len(matches)
    features = np.add.outer(np.arange(count), np.arange(len(FEATURES)) / 100)
    return Candidates(
        rows=np.arange(count),
        features=features.astype(np.float32),
        piece_matches=np.array(matches, dtype=np.float32),
        piece_weights=np.array([3.0, 1.0], dtype=np.float32),
        passages=passages,
    )


def test_signals_are_those_of_the_best_candidate_and_of_all() -> None:
    found = signals(make_candidates([[0.2, 0.9], [0.8, 0.4]], passages=100), 0)
    assert found[Signal.TOKENS_EVEN] == pytest.approx(FEATURES.index(Feature.TOKENS_EVEN) / 100)
    assert found[Signal.COSINE] == pytest.approx(FEATURES.index(Feature.COSINE) / 100)
    assert found[Signal.ANYWHERE] == pytest.approx((0.8 * 3 + 0.9) / 4)
    other = signals(make_candidates([[0.2, 0.9], [0.8, 0.4]]), 1)
    assert other[Signal.TOKENS_EVEN] == pytest.approx(1 + found[Signal.TOKENS_EVEN])
    assert other[Signal.ANYWHERE] == found[Signal.ANYWHERE]


def test_every_signal_is_given_and_finite() -> None:
    for passages in (0, 1, 1_000_000):
        found = signals(make_candidates([[0.0, 0.0]], passages), 0)
        assert set(found) == set(Signal)
        assert all(math.isfinite(value) for value in found.values())


def test_the_probability_is_the_logistic_function() -> None:
    assert probability({}, {}, 0.0) == 0.5
    weights = {Signal.TOKENS_EVEN: 2.0, Signal.COSINE: -1.0}
    found = probability({Signal.TOKENS_EVEN: 1.0, Signal.COSINE: 0.5}, weights, -0.5)
    assert found == pytest.approx(1 / (1 + math.exp(-1.0)))


@settings(deadline=None)
@given(signal_values=values, weights=values, intercept=st.floats(-1e6, 1e6))
def test_it_is_a_probability_whatever_the_numbers(
    signal_values: dict[Signal, float], weights: dict[Signal, float], intercept: float
) -> None:
    assert 0.0 < probability(signal_values, weights, intercept) < 1.0


def test_the_numbers_that_ship_can_be_read() -> None:
    fitted = shipped()
    assert 0.0 < fitted.threshold < 1.0
    assert fitted.confidence
    assert sum(fitted.ranking.values()) > 0


@pytest.mark.parametrize("text", ["", "{}", '{"ranking": {"magic": 1}}'])
def test_other_numbers_are_refused(text: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        parse(text)
