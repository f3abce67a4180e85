"""`.jsonl`: one record a line, as in `.json`. The file is a container and may be of any size.

Lines are read one at a time, and each stands for itself: the size limit, a wrong encoding or
broken JSON concern a line, not the file.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, BinaryIO

from index.errors import UnreadableArticleError
from index.loaders.decoding import decode
from index.loaders.json_record import parse_json, read_record
from index.loaders.reading import cannot_read, in_words
from index.records import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.loaders.draft import Draft, SourceFile

_CHUNK = 1 << 20


def load_json_lines(file: SourceFile, limit: int) -> Iterator[Draft | Skipped]:
    """Read the articles of a file, each of at most `limit` bytes; see `Loader`.

    A record without an `id` has the file's id and its line's number, from 1.
    """
    empty = True
    try:
        with file.path.open("rb") as handle:
            for number, line in enumerate(_lines(handle, limit), start=1):
                if number == 1 and line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                    raise UnreadableArticleError(
                        file.name, "is UTF-16, which JSON Lines can't be; save it again as UTF-8"
                    )
                if not line.removeprefix(codecs.BOM_UTF8).strip():
                    continue
                empty = False
                yield _read_line(line, number, file, limit)
    except OSError as exc:
        raise UnreadableArticleError(file.name, cannot_read(exc), unread=True) from exc
    if empty:
        raise UnreadableArticleError(file.name, "is empty")


def _read_line(line: bytes, number: int, file: SourceFile, limit: int) -> Draft | Skipped:
    place = f"line {number}"
    if len(line) > limit:
        return Skipped(file.name, f"{place}: is too large (the limit is {in_words(limit)})")
    try:
        decoded = decode(line, file.name)
        record = parse_json(decoded.text, file.name)
        return read_record(record, file, place, f"{file.file_id}/{number}", decoded.notes)
    except UnreadableArticleError as exc:
        return Skipped(file.name, f"{place}: {exc.reason}")


def _lines(handle: BinaryIO, limit: int) -> Iterator[bytes]:
    """Yield lines without their line feed, cut soon after `limit` bytes."""
    while line := handle.readline(limit + 2):
        if not line.endswith(b"\n") and len(line) == limit + 2:
            while (rest := handle.readline(_CHUNK)) and not rest.endswith(b"\n"):
                pass
        yield line.rstrip(b"\r\n")
