"""Helpers that say the same as the slow way."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.arrays import distinct, ranges

SMALL = st.integers(0, 9)


@given(st.lists(st.tuples(SMALL, SMALL)))
def test_ranges_lie_one_after_the_other(places: list[tuple[int, int]]) -> None:
    firsts, lengths = np.array(places, dtype=np.uint32).reshape(-1, 2).T
    expected = [number for first, count in places for number in range(first, first + count)]
    assert ranges(firsts, lengths).tolist() == expected


@pytest.mark.parametrize("kind", [np.int32, np.int64, np.uint64])
@given(values=st.lists(SMALL))
def test_what_is_distinct_is_what_numpy_says(values: list[int], kind: type[np.integer]) -> None:
    array = np.array(values, dtype=kind)
    for mine, theirs in zip(distinct(array), np.unique(array, return_counts=True), strict=True):
        assert mine.tolist() == theirs.tolist()
    assert distinct(array)[0].dtype == kind
