"""Tokens come back for the passage and the sentence that they belong to."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.embedders.base import PassageVectors
from index.errors import StoreDamagedError
from index.stores.quantisation import quantise, similarities
from index.stores.token_store import ROWS_FILE, VECTORS_FILE, TokenStore, TokenWriter
from tests.index.stores.contract import unit_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

DIM = 30


def passage(owners: Sequence[int], sentences: int, seed: int = 0) -> PassageVectors:
    """A passage whose tokens lie in these sentences."""
    return PassageVectors(
        passage=unit_rows(1, DIM)[0],
        sentences=unit_rows(max(sentences, 1), DIM),
        tokens=unit_rows(len(owners), DIM, seed),
        pieces=np.arange(len(owners), dtype=np.int32) + seed,
        owners=np.array(owners, dtype=np.int32),
    )


def write(folder: Path, *passages: PassageVectors) -> list[tuple[int, int]]:
    writer = TokenWriter(folder)
    try:
        return [writer.add(one) for one in passages]
    finally:
        writer.close()


owners = st.lists(st.integers(0, 6), max_size=25).map(sorted)


@settings(deadline=None, max_examples=60)
@given(several=st.lists(owners, min_size=1, max_size=4), queries=st.integers(1, 4))
def test_the_best_match_of_each_sentence_is_that_of_its_own_tokens(
    several: list[list[int]], queries: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("tokens")
    passages = [passage(o, 7, seed) for seed, o in enumerate(several)]
    places = write(folder, *passages)
    store = TokenStore(folder, DIM)
    wanted = unit_rows(queries, DIM, seed=99)
    best = store.best_matches(wanted, places[::-1], [7] * len(places))
    assert best.shape == (7 * len(places), queries)
    for one, found in zip(reversed(passages), np.split(best, len(places)), strict=True):
        cosines = similarities(wanted, *quantise(one.tokens))
        for sentence in range(7):
            mine = cosines[one.owners == sentence]
            expected = mine.max(axis=0) if mine.size else np.zeros(queries)
            np.testing.assert_allclose(found[sentence], expected, atol=1e-5)


def test_a_token_matches_itself_best(tmp_path: Path) -> None:
    one = passage([0, 0, 1, 1], 2)
    places = write(tmp_path, one)
    best = TokenStore(tmp_path, DIM).best_matches(one.tokens, places, [2])
    np.testing.assert_allclose(np.diag(best[[0, 0, 1, 1]]), 1.0, atol=0.01)
    assert best.argmax(axis=0).tolist() == [0, 0, 1, 1]


def test_passages_lie_one_after_the_other_with_their_pieces(tmp_path: Path) -> None:
    places = write(tmp_path, passage([0, 0, 1], 2), passage([], 1), passage([0, 3], 4, seed=7))
    assert places == [(0, 3), (3, 0), (3, 2)]
    store = TokenStore(tmp_path, DIM)
    assert len(store) == 5
    assert [store.pieces(np.arange(*rows)).tolist() for rows in ((0, 3), (3, 3), (3, 5))] == [
        [0, 1, 2],
        [],
        [7, 8],
    ]


def test_a_store_without_a_token_can_be_read(tmp_path: Path) -> None:
    write(tmp_path, passage([], 2))
    store = TokenStore(tmp_path, DIM)
    assert len(store) == 0
    assert store.best_matches(unit_rows(3, DIM), [(0, 0)], [2]).tolist() == [[0.0] * 3] * 2
    assert store.best_matches(unit_rows(3, DIM), [], []).shape == (0, 3)


def test_copied_rows_are_the_very_bytes(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    places = write(tmp_path / "old", passage([0, 1], 2), passage([0, 0, 2], 3, seed=5))
    old = TokenStore(tmp_path / "old", DIM)
    writer = TokenWriter(tmp_path / "new")
    assert places == [(0, 2), (2, 3)]
    assert writer.copy(old, np.array([2, 3, 4])) == 0
    assert writer.copy(old, np.array([], dtype=np.int64)) == 3
    assert writer.copy(old, np.array([0, 1])) == 3
    writer.close()
    new = TokenStore(tmp_path / "new", DIM)
    for mine, theirs in zip([(3, 2), (0, 3)], places, strict=True):
        for one, other in zip(new.raw(*mine), old.raw(*theirs), strict=True):
            np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("name", [VECTORS_FILE, ROWS_FILE])
@pytest.mark.parametrize("left_out", [1, 4, 8, 10_000])
def test_a_truncated_file_is_damaged(tmp_path: Path, name: str, left_out: int) -> None:
    write(tmp_path, passage([0] * 20, 1))
    path = tmp_path / name
    path.write_bytes(path.read_bytes()[:-left_out])
    with pytest.raises(StoreDamagedError):
        TokenStore(tmp_path, DIM)


@pytest.mark.parametrize("name", [VECTORS_FILE, ROWS_FILE])
def test_a_missing_file_is_damaged(tmp_path: Path, name: str) -> None:
    write(tmp_path, passage([0], 1))
    (tmp_path / name).unlink()
    with pytest.raises(StoreDamagedError):
        TokenStore(tmp_path, DIM)


def test_vectors_of_another_length_are_damaged(tmp_path: Path) -> None:
    write(tmp_path, passage([0, 1], 2))
    with pytest.raises(StoreDamagedError):
        TokenStore(tmp_path, DIM + 8)


def test_files_are_mapped_not_read(tmp_path: Path) -> None:
    places = write(tmp_path, *(passage([0, 1], 2, seed) for seed in range(3)))
    store = TokenStore(tmp_path, DIM)
    for first, count in places:
        assert all(isinstance(part, np.memmap) for part in store.raw(first, count))
    assert [b - a for (a, _), (b, _) in pairwise(places)] == [2, 2]
