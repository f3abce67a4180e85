"""The bytes of an article's file, never more than the limit allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import UnreadableArticleError

if TYPE_CHECKING:
    from index.loaders.draft import SourceFile


def read_bytes(file: SourceFile, limit: int) -> bytes:
    """Read a whole file of at most `limit` bytes; raises UnreadableArticleError."""
    try:
        with file.path.open("rb") as handle:
            content = handle.read(limit + 1)
            size = file.path.stat().st_size
    except OSError as exc:
        raise UnreadableArticleError(file.name, cannot_read(exc), unread=True) from exc
    if len(content) > limit:
        raise UnreadableArticleError(
            file.name, f"is too large ({in_words(size)}; the limit is {in_words(limit)})"
        )
    return content


def cannot_read(error: OSError) -> str:
    """Say what the system said, without the path, which stands before it already."""
    return f"can't be read ({error.strerror or type(error).__name__})"


def in_words(size: int) -> str:
    """Write a number of bytes for people: "9 bytes", "1.5 kB", "10 MB" (decimal, as disks are)."""
    if size < 1_000:
        return f"{size} bytes"
    unit, divisor = ("kB", 1e3) if size < 1_000_000 else ("MB", 1e6)
    return f"{size / divisor:.1f}".removesuffix(".0") + f" {unit}"
