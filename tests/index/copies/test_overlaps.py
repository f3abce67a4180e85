"""Pairs that share text are found, and measured as they are."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import example, given, settings

from index.copies import overlaps
from index.copies.overlaps import ALL, Overlap, measure, sharing_pairs
from tests.index.copies.made_up import story, wordings

if TYPE_CHECKING:
    from index.copies.wording import Wording


def wording(sentences: list[str]) -> Wording:
    (found,) = wordings([word for s in sentences for word in s.rstrip(".").split()])
    return found


def shingles(*numbers: int) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    return np.array(numbers, dtype=np.uint64)


def test_an_overlap_is_measured_exactly() -> None:
    longer, shorter = shingles(*range(100)), shingles(*range(90, 110))
    assert measure(longer, shorter) == Overlap(
        of_shorter=0.5, of_longer=0.1, of_opening=0.0, apart=0.5
    )
    assert measure(shorter, shingles(*range(95))).of_opening == 0.0
    assert measure(shingles(*range(30)), longer).of_opening == 0.5
    assert measure(longer, longer) == ALL
    assert measure(longer, shingles()) == Overlap(0.0, 0.0, 0.0, 1.0)


NUMBERS = st.lists(st.integers(0, 30), max_size=60).map(lambda found: shingles(*found))


@given(NUMBERS, NUMBERS)
@example(shingles(*range(10), *range(50, 60)), shingles(*range(20, 30), *range(10)))
def test_it_is_the_same_from_both_sides(
    one: np.ndarray[tuple[int], np.dtype[np.uint64]],
    other: np.ndarray[tuple[int], np.dtype[np.uint64]],
) -> None:
    found = measure(one, other)
    assert found == measure(other, one)
    assert 0 <= found.of_longer <= found.of_shorter <= 1


@pytest.mark.parametrize("block", [1, 3, 1_024])
def test_pairs_that_share_a_good_part_are_found_in_blocks_of_any_size(
    block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overlaps, "_BLOCK", block)
    one, other = story(1, 60), story(2, 60)
    articles = [one, other, one[:45] + other[:15], other[::-1], one[20:50], story(3), story(4, 1)]
    found = sharing_pairs([wording(article) for article in articles])
    assert found == [(0, 2), (0, 4), (1, 3), (2, 4)]


def test_the_same_words_are_always_a_pair_but_never_all_pairs_of_very_many() -> None:
    tiny = wording(["Nothing new."])
    found = sharing_pairs([tiny] * (overlaps.COMMON + 1))
    assert found == [(row, row + 1) for row in range(overlaps.COMMON)]
    assert sharing_pairs([tiny] * 4) == list(combinations(range(4), 2))


def test_nothing_is_shared_where_there_is_nothing() -> None:
    empty = wording([])
    assert sharing_pairs([]) == sharing_pairs([empty]) == sharing_pairs([empty, empty]) == []


def test_what_very_many_articles_share_makes_no_pairs() -> None:
    box = story(0, 6)
    articles = [wording([*box, *story(seed, 3)]) for seed in range(1, overlaps.COMMON + 2)]
    assert sharing_pairs(articles) == []
    assert len(sharing_pairs(articles[:30])) == 30 * 29 / 2


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.integers(8, 40))
def test_no_excerpt_is_missed_for_being_sampled(seed: int, sentences: int) -> None:
    long = story(seed, 60)
    found = sharing_pairs([wording(long), wording(long[:sentences]), wording(story(seed + 1, 60))])
    assert found == [(0, 1)]
