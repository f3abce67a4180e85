"""What travels between a loader and the assembly of an Article. Values only.

SourceFile ─▶ Loader ─▶ Draft (with Metadata as the file wrote it) ─▶ Article
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from index.records import Skipped, Span

if TYPE_CHECKING:
    from pathlib import Path

_NOTHING = frozenset({"", "~", "null"})  # how YAML writes "no value"
_KEYS = {
    "title": ("title",),
    "published": ("published", "date"),
    "source_url": ("source_url", "url"),
}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that a loader can read.

    `name` is the path below the articles folder, `/`-separated, with its suffix; `file_id` is the
    same without the suffix, in Unicode's composed form (macOS hands out decomposed names, which
    nobody types).
    """

    name: str
    path: Path
    file_id: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """Title, date and address as somebody wrote them: not checked, not normalised.

    None is "nothing said". In articles.toml an empty string says that there is none.
    """

    title: str | None = None
    published: str | None = None
    source_url: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as its loader found it.

    `text` and `body` are those of `Article`. `place` says where in a file of several articles it
    stands ("line 3"), and is empty where the file is the article. `notes` are things a reader of
    the build's output should know, each fit to stand behind the file's name.
    """

    doc_id: str
    text: str
    body: Span
    metadata: Metadata
    place: str = ""
    notes: tuple[str, ...] = ()


Loader: TypeAlias = Callable[[SourceFile, int], Iterator[Draft | Skipped]]
"""Reads one file, given the most bytes that an article may have.

Yields a Skipped for each part of the file that can't be used, and raises UnreadableArticleError
when the whole file can't.
"""


def read_metadata(fields: Mapping[object, object]) -> tuple[Metadata, tuple[str, ...]]:
    """Take title, date and address out of a mapping, with a note for each that can't be used.

    `date` and `url` stand in for `published` and `source_url` where those are missing.
    """
    notes: list[str] = []

    def take(names: tuple[str, ...]) -> str | None:
        for name in names:
            value = fields.get(name)
            if isinstance(value, int) and not isinstance(value, bool):
                value = str(value)  # a year, or a title such as 1984
            if value is None or (isinstance(value, str) and value.strip().lower() in _NOTHING):
                continue
            if isinstance(value, str):
                return value
            notes.append(f"its {name} is not text and was left out")
        return None

    metadata = Metadata(**{field: take(names) for field, names in _KEYS.items()})
    return metadata, tuple(notes)
