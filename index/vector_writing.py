"""Vectors of passages, sentences and tokens: copied from the generation before, or embedded.

    passages ─┬ known to the generation before ─▶ their vectors are copied
              └ all others                     ─▶ embedded, one pass each

What a passage's vectors depend on (its words, the title, where its sentences lie) is hashed into
its digest; equal digests have equal vectors, so a copied vector is the one that would be computed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from index.arrays import distinct, ranges
from index.generation import PIECES_FILE, VECTORS_FILE
from index.stores.base import in_batches
from index.stores.faiss_store import FaissWriter
from index.stores.token_store import TokenWriter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from index.embedders.base import Embedder, PassageText
    from index.generation import Generation
    from index.stores.layout import Layout

_AT_ONCE: Final = 512
"""Passages that are copied together: some MB of vectors."""


class VectorWriter:
    """Collects the vectors of all passages and sentences, in 16 bits, and writes them.

    `passages` and `sentences` have a row for each row of the layout.
    """

    def __init__(self, folder: Path, layout: Layout, embedder: Embedder) -> None:
        self._folder = folder
        self._layout = layout
        self._embedder = embedder
        self.passages = np.zeros((len(layout.passages), embedder.dim), dtype=np.float16)
        self.sentences = np.zeros((len(layout.sentences), embedder.dim), dtype=np.float16)
        self._frequencies: NDArray[np.int32] = np.zeros(embedder.pieces, dtype=np.int32)
        self._tokens = TokenWriter(folder)

    def write(
        self,
        text_of: Callable[[int], PassageText],
        previous: Generation | None,
        on_progress: Callable[[int, int], None],
    ) -> int:
        """Copy what `previous` has, embed the rest, write all; how many were embedded.

        `text_of` gives a passage by its row; `previous` must come from the same embedder.
        """
        total = len(self._layout.passages)
        try:
            missing = self._copy(previous) if previous else list(range(total))
            done = total - len(missing)
            on_progress(done, total)
            self._embed(missing, text_of, lambda new: on_progress(new, total))
        finally:
            self._tokens.close()
        writer = FaissWriter(self._folder / VECTORS_FILE, self._embedder.dim)
        for rows in (self.passages, self.sentences):
            for batch in in_batches(rows):
                writer.add(batch.astype(np.float32))
        writer.close()
        np.save(self._folder / PIECES_FILE, self._frequencies)
        return len(missing)

    def _copy(self, previous: Generation) -> list[int]:
        """Take over the vectors of known passages; the rows of those that are not known."""
        old = previous.layout
        known = {digest: row for row, digest in enumerate(old.passages["digest"].tolist())}
        missing: list[int] = []
        rows, sources = [], []
        for row, digest in enumerate(self._layout.passages["digest"].tolist()):
            if digest in known:
                rows.append(row)
                sources.append(known[digest])
            else:
                missing.append(row)
        for start in range(0, len(rows), _AT_ONCE):
            batch = slice(start, start + _AT_ONCE)
            self._copy_batch(previous, np.array(rows[batch]), np.array(sources[batch]))
        return missing

    def _copy_batch(
        self, previous: Generation, rows: NDArray[np.int64], sources: NDArray[np.int64]
    ) -> None:
        """Take over for passages `rows` what `previous` has at `sources`."""
        mine, theirs = self._layout.passages[rows], previous.layout.passages[sources]
        self.passages[rows] = previous.vectors.rows(sources)
        sentences = ranges(theirs["first_sentence"], theirs["sentences"])
        self.sentences[ranges(mine["first_sentence"], mine["sentences"])] = previous.vectors.rows(
            sentences + len(previous.layout.passages)
        )
        counts = theirs["tokens"].astype(np.int64)
        tokens = ranges(theirs["first_token"], counts)
        first = self._tokens.copy(previous.tokens, tokens)
        self._layout.passages["first_token"][rows] = first + np.cumsum(counts) - counts
        self._layout.passages["tokens"][rows] = counts
        owners = np.repeat(np.arange(len(rows)), counts)
        pieces = previous.tokens.pieces(tokens)
        held, _ = distinct(owners * self._embedder.pieces + pieces)
        self._frequencies += np.bincount(
            held % self._embedder.pieces, minlength=self._embedder.pieces
        ).astype(np.int32)

    def _embed(
        self,
        missing: list[int],
        text_of: Callable[[int], PassageText],
        on_progress: Callable[[int], None],
    ) -> None:
        texts = [text_of(row) for row in missing]
        done = len(self._layout.passages) - len(missing)
        for position, vectors in self._embedder.encode_passages(texts):
            row = missing[position]
            first, last = self._layout.sentences_of_passage(row)
            self.passages[row] = vectors.passage
            self.sentences[first:last] = vectors.sentences
            places = self._layout.passages[row]
            places["first_token"], places["tokens"] = self._tokens.add(vectors)
            self._frequencies[np.unique(vectors.pieces)] += 1
            done += 1
            on_progress(done)
