"""FAISS keeps the contract of a vector store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.stores.base import in_batches
from index.stores.faiss_store import FaissStore, FaissWriter
from tests.index.stores.contract import VectorStoreContract, unit_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from index.embedders.base import Vectors


class TestFaissStore(VectorStoreContract):
    def write(self, path: Path, dim: int, batches: Sequence[Vectors]) -> None:
        writer = FaissWriter(path, dim)
        for batch in batches:
            writer.add(batch)
        writer.close()

    def open(self, path: Path) -> FaissStore:
        return FaissStore(path)

    def test_takes_two_bytes_a_value(self, path: Path) -> None:
        self.write(path, 64, [unit_rows(1_000, 64)])
        assert path.stat().st_size < 2 * 64 * 1_000 + 1_000


def test_batches_hold_every_row_once() -> None:
    rows = np.arange(10)[:, None]
    assert [batch.ravel().tolist() for batch in in_batches(rows, 4)] == [
        [0, 1, 2, 3],
        [4, 5, 6, 7],
        [8, 9],
    ]
    assert list(in_batches(rows[:0])) == []
