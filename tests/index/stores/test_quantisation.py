"""Two bits a value are enough to tell tokens apart, whatever the length of their vectors."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.stores.quantisation import packed_width, quantise, rotate, similarities
from tests.index.stores.contract import unit_rows

patient = settings(deadline=None, max_examples=40)


@pytest.mark.parametrize("dim", [1, 2, 3, 4, 30, 384])
def test_the_rotation_keeps_angles(dim: int) -> None:
    rows = unit_rows(20, dim)
    rotated = rotate(rows)
    assert rotated.dtype == np.float32
    np.testing.assert_allclose(rotated @ rotated.T, rows @ rows.T, atol=1e-5)


@patient
@given(dim=st.integers(1, 40), count=st.integers(1, 20), seed=st.integers(0, 1_000))
def test_a_vector_is_like_itself_whatever_its_length(dim: int, count: int, seed: int) -> None:
    rows = unit_rows(count, dim, seed)
    packed, scales = quantise(rows)
    assert packed.shape == (count, packed_width(dim))
    assert scales.shape == (count,)
    assert (packed.dtype.name, scales.dtype.name) == ("uint8", "float16")
    np.testing.assert_allclose(np.diag(similarities(rows, packed, scales)), 1.0, atol=0.01)


@patient
@given(dim=st.integers(1, 40), seed=st.integers(0, 1_000))
def test_a_vector_has_the_same_bytes_alone_and_among_others(dim: int, seed: int) -> None:
    rows = unit_rows(5, dim, seed)
    packed, scales = quantise(rows)
    alone = [quantise(rows[i : i + 1]) for i in range(5)]
    np.testing.assert_array_equal(packed, np.concatenate([one for one, _ in alone]))
    np.testing.assert_array_equal(scales, np.concatenate([other for _, other in alone]))


@pytest.mark.parametrize("near", [0.0, 0.5, 0.9])
def test_cosines_are_near_the_true_ones_and_not_biased(near: float) -> None:
    queries, noise = unit_rows(50, 384, seed=1), unit_rows(1_000, 384, seed=2)
    rows = near * np.repeat(queries, 20, axis=0) + (1 - near**2) ** 0.5 * noise
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    errors = similarities(queries, *quantise(rows)) - rows @ queries.T
    assert np.abs(errors).max() < 0.10
    assert np.sqrt((errors**2).mean()) < 0.019, "other levels or borders lose more"
    own = errors[np.arange(1_000), np.repeat(range(50), 20)]
    assert abs(errors.mean()) < 0.001
    assert abs(own.mean()) < 0.003


def test_few_values_that_hold_all_the_length_lose_little() -> None:
    """Models have outlier dimensions; the rotation spreads them."""
    rows = unit_rows(100, 384) * 0.2
    rows[:, 7] = 1.0
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    errors = similarities(rows[:20], *quantise(rows)) - rows @ rows[:20].T
    assert np.abs(errors).max() < 0.15


def test_no_rows_make_no_bytes() -> None:
    packed, scales = quantise(np.empty((0, 30), dtype=np.float32))
    assert packed.shape == (0, 8)
    assert similarities(unit_rows(2, 30), packed, scales).shape == (0, 2)


def test_four_values_take_a_byte() -> None:
    assert [packed_width(dim) for dim in (1, 4, 5, 384)] == [1, 1, 2, 96]
