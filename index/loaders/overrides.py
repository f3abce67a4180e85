"""`articles.toml`: titles, dates and addresses that the files themselves don't give.

[000_1e6ecfd4fa008c67]
title = "Ferry line opens"
published = "2025-12"              or a TOML date, or a year

["2025/harbour.talks"]             an id with "/", dots or spaces is quoted
published = ""                     there is none, whatever the file says
"""

from __future__ import annotations

import datetime
import tomllib
import unicodedata
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from index.errors import MetadataError
from index.loaders.draft import Metadata
from index.loaders.reading import cannot_read
from index.records import Noted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

OVERRIDES_NAME = "articles.toml"
_KEYS = tuple(field.name for field in fields(Metadata))
_QUOTE_IT = 'an id with "/", dots or spaces needs quotes, as in ["2025/harbour.talks"]'


@dataclass(frozen=True, slots=True)
class Overrides:
    """What articles.toml says, by source file id, and what it says in vain."""

    by_id: Mapping[str, Metadata]
    notes: tuple[Noted, ...]


def read_overrides(folder: Path) -> Overrides:
    """Read the folder's `articles.toml`; nothing where there is none. Raises MetadataError."""
    path = folder / OVERRIDES_NAME
    if not path.resolve().is_relative_to(folder.resolve()):
        raise MetadataError(
            path, "is a link that leads out of the folder; put the file itself here"
        )
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Overrides({}, ())
    except OSError as exc:
        raise MetadataError(path, cannot_read(exc)) from exc
    tables = _parse(content, path)
    notes: list[Noted] = []
    by_id = {
        unicodedata.normalize("NFC", doc_id.strip()): _metadata(doc_id, table, path, notes)
        for doc_id, table in tables.items()
    }
    return Overrides(by_id, tuple(notes))


def _parse(content: bytes, path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as exc:
        line = content.count(b"\n", 0, exc.start) + 1
        raise MetadataError(path, f"line {line} is not UTF-8; save the file as UTF-8") from exc
    except tomllib.TOMLDecodeError as exc:
        raise MetadataError(path, f"is not valid TOML: {exc}; {_QUOTE_IT}") from exc
    except (RecursionError, ValueError) as exc:  # an impossible number, or brackets without end
        raise MetadataError(path, "is not TOML that Python can parse") from exc


def _metadata(doc_id: str, table: object, path: Path, notes: list[Noted]) -> Metadata:
    if not isinstance(table, dict):
        raise MetadataError(
            path, f"{doc_id!r} stands outside a table; write [{doc_id}] and its keys below it"
        )
    said: dict[str, str] = {}
    for key, value in table.items():
        if key in _KEYS:
            said[key] = _as_text(doc_id, key, value, path)
        elif isinstance(value, dict):
            raise MetadataError(path, f"[{doc_id}.{key}] is a table in a table; {_QUOTE_IT}")
        else:
            known = ", ".join(_KEYS)
            notes.append(Noted(OVERRIDES_NAME, f"[{doc_id}] has {key!r}, which is none of {known}"))
    return Metadata(**said)


def _as_text(doc_id: str, key: str, value: object, path: Path) -> str:
    if isinstance(value, str):
        return value.strip()
    if key == "published":
        if isinstance(value, datetime.date):  # and datetime, which is one
            return value.isoformat()
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        raise MetadataError(path, f'[{doc_id}] published must be a date, such as "2025-12-29"')
    raise MetadataError(path, f"[{doc_id}] {key} must be text in quotes")
