"""A model by its name, without the seconds that its library takes where none is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.embedders.base import Embedder


def load_model(name: str) -> Embedder:
    """Load a sentence-transformers model; takes seconds. Raises ModelError."""
    from index.embedders.sentence_transformer import (  # noqa: PLC0415 - see above
        SentenceTransformerEmbedder,
    )

    return SentenceTransformerEmbedder.load(name)
