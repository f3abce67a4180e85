"""What every vector store owes, as tests to inherit: a test class says how its file is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.errors import StoreDamagedError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from index.embedders.base import Vectors
    from index.stores.base import VectorStore

WITHIN = 0.001


def unit_rows(count: int, dim: int, seed: int = 0) -> Vectors:
    """Random directions."""
    rows = np.random.default_rng(seed).standard_normal((count, dim))
    unit: Vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return unit


class VectorStoreContract:
    """Behaviour that the index builds on."""

    def write(self, path: Path, dim: int, batches: Sequence[Vectors]) -> None:
        """Write a store of these rows to `path`."""
        raise NotImplementedError

    def open(self, path: Path) -> VectorStore:
        raise NotImplementedError

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return tmp_path / "vectors"

    def make(self, path: Path, *batches: NDArray[np.float32]) -> VectorStore:
        self.write(path, batches[0].shape[1], batches)
        return self.open(path)

    def test_scores_are_cosines(self, path: Path) -> None:
        rows = np.array([[1, 0, 0], [0.6, 0.8, 0], [0, 0, 1], [-1, 0, 0]], dtype=np.float32)
        found, scores = self.make(path, rows).search(np.array([1, 0, 0], dtype=np.float32), 4)
        assert found.tolist() == [0, 1, 2, 3]
        np.testing.assert_allclose(scores, [1.0, 0.6, 0.0, -1.0], atol=WITHIN)

    def test_the_nearest_come_first_and_no_more_than_asked(self, path: Path) -> None:
        rows, query = unit_rows(500, 33), unit_rows(1, 33, seed=1)[0]
        found, scores = self.make(path, rows).search(query, 20)
        expected = np.sort(rows @ query)[::-1][:20]
        np.testing.assert_allclose(scores, expected, atol=WITHIN)
        np.testing.assert_allclose(rows[found] @ query, scores, atol=WITHIN)
        assert len(set(found.tolist())) == 20
        assert (found.dtype.name, scores.dtype.name) == ("int64", "float32")

    def test_asked_for_more_than_it_holds_it_gives_what_it_holds(self, path: Path) -> None:
        found, scores = self.make(path, unit_rows(3, 8)).search(unit_rows(1, 8)[0], 10)
        assert sorted(found.tolist()) == [0, 1, 2]
        assert len(scores) == 3
        assert scores[0] == pytest.approx(1.0, abs=WITHIN)

    def test_an_empty_store_finds_nothing(self, path: Path) -> None:
        store = self.make(path, np.empty((0, 8), dtype=np.float32))
        found, scores = store.search(unit_rows(1, 8)[0], 10)
        assert (len(store), len(found), len(scores)) == (0, 0, 0)
        assert store.rows(np.empty(0, dtype=np.int64)).shape == (0, 8)

    @pytest.mark.parametrize("dim", [1, 2, 7, 384])
    def test_rows_come_back_as_they_were_written_in_the_order_asked(
        self, path: Path, dim: int
    ) -> None:
        rows = unit_rows(50, dim)
        wanted = np.array([49, 0, 7, 7], dtype=np.int64)
        found = self.make(path, rows).rows(wanted)
        assert found.dtype == np.float32
        np.testing.assert_allclose(found, rows[wanted], atol=WITHIN)

    def test_rows_that_came_back_are_stored_again_as_they_are(self, path: Path) -> None:
        once = self.make(path, unit_rows(20, 16)).rows(np.arange(20))
        twice = self.make(path.with_name("again"), once).rows(np.arange(20))
        np.testing.assert_array_equal(twice, once)

    def test_batches_follow_each_other(self, path: Path) -> None:
        rows = unit_rows(30, 12)
        store = self.make(path, rows[:10], rows[10:11], rows[11:11], rows[11:])
        assert len(store) == 30
        np.testing.assert_allclose(store.rows(np.arange(30)), rows, atol=WITHIN)

    def test_a_row_of_zeros_is_as_far_from_all_as_can_be_known(self, path: Path) -> None:
        rows = np.zeros((2, 8), dtype=np.float32)
        _, scores = self.make(path, rows).search(unit_rows(1, 8)[0], 2)
        assert scores.tolist() == [0.0, 0.0]

    def test_a_missing_file_is_named(self, path: Path) -> None:
        with pytest.raises(StoreDamagedError, match="build --full") as caught:
            self.open(path)
        assert caught.value.path == path

    @pytest.mark.parametrize("keep", [0.0, 0.001, 0.1, 0.5, 0.99])
    def test_a_truncated_file_is_damaged(self, path: Path, keep: float) -> None:
        self.write(path, 16, [unit_rows(200, 16)])
        whole = path.read_bytes()
        path.write_bytes(whole[: int(len(whole) * keep)])
        with pytest.raises(StoreDamagedError) as caught:
            self.open(path)
        assert caught.value.path == path

    def test_a_file_of_something_else_is_damaged(self, path: Path) -> None:
        path.write_bytes(b"no vectors at all, but a few words. " * 100)
        with pytest.raises(StoreDamagedError):
            self.open(path)
