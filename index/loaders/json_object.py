"""`.json`: one record, or a list of records, with `id`, `title`, `text`, `published` and `url`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import UnreadableArticleError
from index.loaders.decoding import decode
from index.loaders.json_record import parse_json, read_record
from index.loaders.reading import read_bytes
from index.records import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.loaders.draft import Draft, SourceFile


def load_json_object(file: SourceFile, limit: int) -> Iterator[Draft | Skipped]:
    """Read the articles of a file of at most `limit` bytes; see `Loader`.

    Without an `id` the only record of a file has the file's id; one of several has its number
    behind that, from 1.
    """
    decoded = decode(read_bytes(file, limit), file.name)
    if not decoded.text.strip():
        raise UnreadableArticleError(file.name, "is empty")
    value = parse_json(decoded.text, file.name)
    if not isinstance(value, list):
        yield read_record(value, file, "", file.file_id, decoded.notes)
        return
    if not value:
        raise UnreadableArticleError(file.name, "is an empty list")
    notes = decoded.notes
    for number, record in enumerate(value, start=1):
        place = f"item {number}"
        fallback = file.file_id if len(value) == 1 else f"{file.file_id}/{number}"
        try:
            yield read_record(record, file, place, fallback, notes)
        except UnreadableArticleError as exc:
            yield Skipped(file.name, f"{place}: {exc.reason}")
        else:
            notes = ()  # the encoding is worth saying once
