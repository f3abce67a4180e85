"""What the index asks of a vector store: nearest rows, and rows back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

    from index.embedders.base import Vectors


class VectorStore(Protocol):
    """An immutable list of vectors of length 1, searched by cosine similarity.

    Rows are numbered from 0 in the order they were written. Values come back as they were written,
    to within 0.001 each. Safe for several readers.
    """

    def __len__(self) -> int:
        """How many rows there are."""

    def search(
        self, query: NDArray[np.float32], count: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The `count` rows nearest to `query` and their cosine similarity, nearest first.

        Fewer where the store holds fewer.
        """

    def rows(self, wanted: NDArray[np.int64]) -> Vectors:
        """The vectors of these rows, shape (len(wanted), dim)."""


class VectorStoreWriter(Protocol):
    """Writes one store, in batches, then closes it."""

    def add(self, batch: Vectors) -> None:
        """Append rows."""

    def close(self) -> None:
        """Write what is held back to the file; nothing can be added afterwards."""


def in_batches(vectors: NDArray[Any], size: int = 8_192) -> Iterable[NDArray[Any]]:
    """Slices of `vectors` of at most `size` rows."""
    return (vectors[i : i + size] for i in range(0, len(vectors), size))
