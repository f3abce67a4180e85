"""One JSON record to a Draft: what `.json` and `.jsonl` have in common."""

from __future__ import annotations

import json
import unicodedata

from index.errors import UnreadableArticleError
from index.loaders.draft import Draft, SourceFile, read_metadata
from index.records import Span


def parse_json(text: str, name: str) -> object:
    """Parse JSON text; raises UnreadableArticleError."""
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as exc:
        where = f"column {exc.colno}" if exc.lineno == 1 else f"line {exc.lineno}"
        raise UnreadableArticleError(name, f"is not valid JSON ({exc.msg}, {where})") from exc
    except (RecursionError, ValueError) as exc:  # nested or a number too deep for Python
        raise UnreadableArticleError(name, "is JSON that Python can't parse") from exc
    return value


def read_record(
    record: object, file: SourceFile, place: str, fallback_id: str, notes: tuple[str, ...]
) -> Draft:
    """Make a Draft of one record; raises UnreadableArticleError.

    A record's `id` takes the place of the file's name, in the same folder; without one the Draft
    gets `fallback_id`.
    """
    if not isinstance(record, dict):
        raise UnreadableArticleError(file.name, "is not a JSON object")
    text = record.get("text")
    if not isinstance(text, str):
        raise UnreadableArticleError(file.name, "has no 'text', or one that is not a string")
    metadata, more = read_metadata(record)
    doc_id = _record_id(record.get("id"), file)
    return Draft(
        doc_id=fallback_id if doc_id is None else doc_id,
        text=text,
        body=Span(0, len(text)),
        metadata=metadata,
        place=place,
        notes=notes + more,
    )


def _record_id(value: object, file: SourceFile) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise UnreadableArticleError(file.name, "has an 'id' that is neither text nor a number")
    own = unicodedata.normalize("NFC", str(value)).strip()
    if not own:
        raise UnreadableArticleError(file.name, "has an empty 'id'")
    parent, slash, _ = file.file_id.rpartition("/")
    return f"{parent}{slash}{own}"
