"""`.txt`: the file is the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.loaders.decoding import decode
from index.loaders.draft import Draft, Metadata, SourceFile
from index.loaders.reading import read_bytes
from index.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator


def load_plain_text(file: SourceFile, limit: int) -> Iterator[Draft]:
    """Read one article of at most `limit` bytes; see `Loader`."""
    decoded = decode(read_bytes(file, limit), file.name)
    text = decoded.text
    yield Draft(file.file_id, text, Span(0, len(text)), Metadata(), notes=decoded.notes)
