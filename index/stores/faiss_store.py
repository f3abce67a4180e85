"""Vectors in a FAISS index, the embedded default: the only file that imports faiss.

A flat index of 16-bit floats: exact search, half the memory of 32 bits, and every row comes back
as it was written, so that an incremental build can take it over. At the sizes of a news archive
(a few hundred thousand rows) an exact scan takes milliseconds; an approximate index would buy
little and lose some.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import faiss
import numpy as np

from index.errors import StoreDamagedError, StoreUnwritableError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from index.embedders.base import Vectors


class FaissWriter:
    """A `VectorStoreWriter`; holds the rows in memory (2 bytes a value) until it is closed."""

    def __init__(self, path: Path, dim: int) -> None:
        self._path = path
        self._index = faiss.IndexScalarQuantizer(
            dim, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        )

    def add(self, batch: Vectors) -> None:
        """Append rows of length 1."""
        self._index.add(np.ascontiguousarray(batch, dtype=np.float32))

    def close(self) -> None:
        """Write the index to its file; raises StoreUnwritableError, on a full disk for instance."""
        try:
            # Not by FAISS itself: what it can't write when it closes the file, it only prints.
            with self._path.open("wb") as file:
                out = faiss.PyCallbackIOWriter(file.write)  # type: ignore[attr-defined]  # its stubs lack it
                faiss.write_index(self._index, out)
        except OSError as exc:
            raise StoreUnwritableError(self._path.parent, exc.strerror or str(exc)) from exc


class FaissStore:
    """A `VectorStore` read from the file that a `FaissWriter` wrote."""

    def __init__(self, path: Path) -> None:
        """Open `path`; raises StoreDamagedError if it isn't a whole index."""
        try:
            self._index = faiss.read_index(str(path))
        except RuntimeError as exc:
            raise StoreDamagedError(path, "is missing or not a FAISS index") from exc

    def __len__(self) -> int:
        """How many rows there are."""
        return int(self._index.ntotal)

    def search(
        self, query: NDArray[np.float32], count: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """See `VectorStore`."""
        wanted = min(count, len(self))
        if wanted == 0:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        scores, rows = self._index.search(query.reshape(1, -1).astype(np.float32), wanted)
        return rows[0], scores[0]

    def rows(self, wanted: NDArray[np.int64]) -> Vectors:
        """See `VectorStore`."""
        vectors: Vectors = self._index.reconstruct_batch(wanted.astype(np.int64))
        return vectors
