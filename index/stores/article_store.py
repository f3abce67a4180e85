"""Articles of one generation in SQLite: the text that every quote is cut from.

Read-only once written. A connection is opened for each thread that asks.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import weakref
from typing import TYPE_CHECKING

from index.errors import StoreDamagedError, StoreUnwritableError
from index.records import Article, Furniture, FurnitureKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

ARTICLES_FILE = "articles.sqlite"

_SCHEMA = """
CREATE TABLE articles (
    row INTEGER PRIMARY KEY,
    doc_id TEXT NOT NULL UNIQUE,
    path TEXT NOT NULL,
    title TEXT,
    published TEXT,
    source_url TEXT,
    body_start INTEGER NOT NULL,
    body_end INTEGER NOT NULL,
    furniture TEXT NOT NULL,
    cut BLOB NOT NULL,
    words INTEGER NOT NULL,
    text TEXT NOT NULL
)
"""
_COLUMNS = "doc_id, title, text, published, source_url, path, body_start, body_end"


def write_articles(
    folder: Path, articles: Iterable[tuple[Article, tuple[Furniture, ...], bytes]]
) -> None:
    """Write all articles, numbered from 0 in this order, with what cleaning left out of each.

    The third is a digest of all that says how the article is cut.
    Raises StoreUnwritableError, for a full disk for instance.
    """
    connection = sqlite3.connect(folder / ARTICLES_FILE)
    try:
        connection.execute(_SCHEMA)
        connection.executemany(
            f"INSERT INTO articles (row, {_COLUMNS}, furniture, cut, words) VALUES (?{',?' * 11})",  # noqa: S608 - constants
            (
                (row, *_fields(a), _to_json(left_out), cut, len(a.text.split()))
                for row, (a, left_out, cut) in enumerate(articles)
            ),
        )
        connection.commit()
    except sqlite3.Error as exc:
        raise StoreUnwritableError(folder, str(exc)) from exc
    finally:
        connection.close()


def _fields(article: Article) -> tuple[str | int | None, ...]:
    """The values of `_COLUMNS`, in that order."""
    a = article
    body = a.body.start, a.body.end
    return (a.doc_id, a.title, a.text, a.published, a.source_url, a.path, *body)


def _to_json(furniture: Iterable[Furniture]) -> str:
    return json.dumps([[f.span.start, f.span.end, f.kind.value] for f in furniture])


class ArticleStore:
    """Reads what `write_articles` wrote. Safe for several threads."""

    def __init__(self, folder: Path) -> None:
        """Open `folder`; raises StoreDamagedError if the file is not there or not SQLite."""
        self._path = folder / ARTICLES_FILE
        self._local = threading.local()
        if not self._path.is_file():
            raise StoreDamagedError(self._path, "is missing")
        self._ids: dict[str, int] = dict(self._query("SELECT doc_id, row FROM articles"))

    def __len__(self) -> int:
        """How many articles there are."""
        return len(self._ids)

    def row_of(self, doc_id: str) -> int | None:
        """The number of an article, or None."""
        return self._ids.get(doc_id)

    def ids(self) -> tuple[str, ...]:
        """All source file ids, by row."""
        return tuple(sorted(self._ids, key=self._ids.__getitem__))

    def article(self, row: int) -> Article:
        """The article of a row, as its loader read it."""
        found = self._query(f"SELECT {_COLUMNS} FROM articles WHERE row = ?", row)  # noqa: S608 - a constant
        if not found:
            raise StoreDamagedError(self._path, f"has no article {row}")
        doc_id, title, text, published, source_url, path, start, end = found[0]
        return Article(doc_id, title, text, published, source_url, path, Span(start, end))

    def furniture(self, row: int) -> tuple[Furniture, ...]:
        """What cleaning left out of an article, in text order."""
        found = self._query("SELECT furniture FROM articles WHERE row = ?", row)
        try:
            return tuple(
                Furniture(Span(start, end), FurnitureKind(kind))
                for start, end, kind in json.loads(found[0][0])
            )
        except (ValueError, TypeError, IndexError) as exc:
            raise StoreDamagedError(self._path, f"has no furniture of article {row}") from exc

    def cuts(self) -> list[bytes]:
        """Of all articles by row, the digest of how they are cut."""
        return [cut for (cut,) in self._query("SELECT cut FROM articles ORDER BY row")]

    def headers(self) -> list[tuple[str, str | None, str | None, str | None, str, int]]:
        """Of all articles by row: doc_id, title, published, source_url, path, words."""
        return self._query(
            "SELECT doc_id, title, published, source_url, path, words FROM articles ORDER BY row"
        )

    def _query(self, sql: str, *values: int) -> list[tuple]:  # type: ignore[type-arg]  # rows of several shapes
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        try:
            if connection is None:
                uri = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
                connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
                self._local.connection = connection
                # With the store, whichever thread lets go of it: a connection and its cache of
                # statements hold each other, and a file would stay open until someone looks.
                weakref.finalize(self, connection.close)
            return connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as exc:
            raise StoreDamagedError(self._path, f"can't be read ({exc})") from exc
