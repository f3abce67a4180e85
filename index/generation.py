"""One generation, open for reading: articles, layout, vectors, tokens, words and copies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.errors import StoreDamagedError
from index.lexical import LexicalIndex
from index.manifest import Manifest, read_manifest
from index.stores.article_store import ArticleStore
from index.stores.copy_groups import Copies, read_copies
from index.stores.faiss_store import FaissStore
from index.stores.layout import Layout
from index.stores.token_store import TokenStore
from index.sums import verify

if TYPE_CHECKING:
    from pathlib import Path

    from index.embedders.base import Ids
    from index.stores.base import VectorStore

VECTORS_FILE = "vectors.faiss"
PIECES_FILE = "piece_frequencies.npy"


@dataclass(frozen=True, slots=True)
class Generation:
    """What one build wrote into `folder`. Rows of `vectors`: all passages, then all sentences.

    `piece_frequencies[i]` is the number of passages that hold word piece `i`.
    """

    folder: Path
    manifest: Manifest
    articles: ArticleStore
    layout: Layout
    vectors: VectorStore
    tokens: TokenStore
    words: LexicalIndex
    piece_frequencies: Ids
    copies: Copies


def open_generation(folder: Path, verified: Manifest | None = None) -> Generation:
    """Open a generation's folder; `verified` is its manifest, if its files were just verified.

    Raises StoreDamagedError if a part is missing, damaged or does not belong to the others, and
    StoreMismatchError if it has another format.
    """
    manifest = verified or read_manifest(folder)
    if verified is None:
        verify(folder, manifest.sums)
    generation = Generation(
        folder,
        manifest,
        ArticleStore(folder),
        Layout.read(folder),
        FaissStore(folder / VECTORS_FILE),
        TokenStore(folder, manifest.token_dim),
        LexicalIndex(folder),
        _read_pieces(folder / PIECES_FILE),
        read_copies(folder),
    )
    found = (
        len(generation.articles),
        len(generation.layout.passages),
        len(generation.layout.sentences),
        len(generation.vectors),
        len(generation.tokens),
        generation.words.counts,
        len(generation.copies),
    )
    expected = (
        manifest.articles,
        manifest.passages,
        manifest.sentences,
        manifest.passages + manifest.sentences,
        int(generation.layout.passages["tokens"].sum()),
        (manifest.articles, manifest.passages, manifest.sentences),
        manifest.articles,
    )
    if found != expected:
        raise StoreDamagedError(folder, f"holds {found} parts where {expected} were written")
    return generation


def _read_pieces(path: Path) -> Ids:
    try:
        pieces: Ids = np.load(path)
    except (OSError, ValueError, EOFError) as exc:
        raise StoreDamagedError(path, "can't be read") from exc
    return pieces
