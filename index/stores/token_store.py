"""Token vectors of all passages on disk, two bits a value, memory-mapped.

    tokens.bin       packed vectors, one row a token, passage after passage
    token_rows.npy   structured: scale, word piece, sentence of its passage

A search reads only the rows of the passages it ranks; the rest stays on disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from index.errors import StoreDamagedError
from index.stores.quantisation import packed_width, quantise, similarities

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from index.embedders.base import Ids, PassageVectors, Vectors

VECTORS_FILE = "tokens.bin"
ROWS_FILE = "token_rows.bin"
ROW = np.dtype([("scale", "<f2"), ("owner", "<u2"), ("piece", "<u4")])
"""One token: its scale, its sentence (counted from 0 in its passage) and its word piece."""


class TokenWriter:
    """Appends the tokens of passages, in any order, and says where each passage's lie."""

    def __init__(self, folder: Path) -> None:
        self._vectors: BinaryIO = (folder / VECTORS_FILE).open("wb")
        self._rows: BinaryIO = (folder / ROWS_FILE).open("wb")
        self._count = 0

    def add(self, vectors: PassageVectors) -> tuple[int, int]:
        """Append one passage's tokens; `(first row, rows)`, to be passed to `TokenStore`."""
        packed, scales = quantise(vectors.tokens)
        rows = np.empty(len(packed), dtype=ROW)
        rows["scale"], rows["owner"], rows["piece"] = scales, vectors.owners, vectors.pieces
        return self._append(packed, rows)

    def copy(self, source: TokenStore, rows: NDArray[np.int64]) -> int:
        """Append these rows of another store as they are; where the first of them lies then."""
        return self._append(*source.take(rows))[0]

    def _append(self, packed: NDArray[np.uint8], rows: NDArray[np.void]) -> tuple[int, int]:
        self._vectors.write(packed.tobytes())
        self._rows.write(rows.tobytes())
        first, self._count = self._count, self._count + len(rows)
        return first, len(rows)

    def close(self) -> None:
        """Flush and close both files."""
        self._vectors.close()
        self._rows.close()


class TokenStore:
    """Reads what a `TokenWriter` wrote. Safe for several readers."""

    def __init__(self, folder: Path, dim: int) -> None:
        """Map the files of `folder`; raises StoreDamagedError if their sizes disagree."""
        width = packed_width(dim)
        vectors, rows = folder / VECTORS_FILE, folder / ROWS_FILE
        try:
            count, left = divmod(rows.stat().st_size, ROW.itemsize)
            if left or vectors.stat().st_size != count * width:
                raise StoreDamagedError(vectors, "has another length than was written")
            if count:
                self._vectors = np.memmap(vectors, dtype=np.uint8, mode="r", shape=(count, width))
                self._rows = np.memmap(rows, dtype=ROW, mode="r", shape=(count,))
        except OSError as exc:
            raise StoreDamagedError(vectors, f"can't be read ({exc.strerror})") from exc
        self._count = count
        self._width = width

    def __len__(self) -> int:
        """How many tokens there are."""
        return self._count

    def raw(self, first: int, count: int) -> tuple[NDArray[np.uint8], NDArray[np.void]]:
        """Packed vectors and rows as they lie on disk."""
        if count == 0:
            return np.empty((0, self._width), dtype=np.uint8), np.empty(0, dtype=ROW)
        return self._vectors[first : first + count], self._rows[first : first + count]

    def take(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.uint8], NDArray[np.void]]:
        """Packed vectors and rows of any tokens, as they lie on disk."""
        return (self._vectors[rows], self._rows[rows]) if len(rows) else self.raw(0, 0)

    def pieces(self, rows: NDArray[np.int64]) -> Ids:
        """Word pieces of these tokens."""
        return self.take(rows)[1]["piece"].astype(np.int32)

    def best_matches(
        self, queries: Vectors, places: Sequence[tuple[int, int]], sentences: Sequence[int]
    ) -> NDArray[np.float32]:
        """For each sentence and query token, the cosine of its best match in the sentence.

        `places` are `(first row, rows)` of passages, `sentences` how many each of them has. Shape
        (sum of sentences, queries); 0 for a sentence without tokens.
        """
        best = np.zeros((sum(sentences), len(queries)), dtype=np.float32)
        parts = [self.raw(first, count) for first, count in places]
        if not any(len(rows) for _, rows in parts):
            return best
        packed = np.concatenate([vectors for vectors, _ in parts])
        rows = np.concatenate([rows for _, rows in parts])
        counts = [count for _, count in places]
        owners = rows["owner"] + np.repeat(np.cumsum([0, *sentences[:-1]]), counts)
        starts = np.flatnonzero(np.diff(owners, prepend=-1))
        cosines = similarities(queries, packed, rows["scale"])
        best[owners[starts]] = np.maximum.reduceat(cosines, starts, axis=0)
        return best
