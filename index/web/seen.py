"""What was read of feeds before, in one SQLite file, so that nothing is fetched twice.

feed     address, what its server told of its state, since when and why it can't be read
entry    its `page_key`, or its address where an earlier version wrote it; when it was settled, or
         how often it was tried in vain
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from typing import TYPE_CHECKING, Any, Final, Self

from index.errors import SeenFileError
from index.web.fetching import Validators

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

MOST_TRIES: Final = 5
"""Rounds in which an entry is tried that can't be fetched for now."""

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS feed (
    url TEXT PRIMARY KEY, etag TEXT NOT NULL, modified TEXT NOT NULL, why TEXT NOT NULL, since TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS entry (
    url TEXT PRIMARY KEY, settled TEXT, tries INTEGER NOT NULL
) STRICT;
"""


class Seen:
    """Remembers; shared by threads. Lives as long as its `with` block. Raises SeenFileError."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        with self._translated():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, check_same_thread=False, timeout=30.0)
            try:
                self._db.executescript(_TABLES)
            except sqlite3.Error:
                self._db.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:
            self._db.close()

    def validators(self, feed: str) -> Validators:
        """By what the server of a feed knows what was read last."""
        rows = self._ask("SELECT etag, modified FROM feed WHERE url = ?", feed)
        return Validators(*rows[0]) if rows else Validators()

    def read(self, feed: str, validators: Validators) -> bool:
        """A feed was read; whether it couldn't be before. `validators` are to be sent next time."""
        was = self._ask("SELECT since FROM feed WHERE url = ?", feed)
        self._tell(
            "INSERT INTO feed VALUES (?1, ?2, ?3, '', NULL) ON CONFLICT (url) DO UPDATE SET"
            " etag = ?2, modified = ?3, why = '', since = NULL",
            feed,
            validators.etag,
            validators.modified,
        )
        return bool(was and was[0][0])

    def failed(self, feed: str, why: str, now: datetime) -> bool:
        """A feed couldn't be read; whether that is news."""
        was = self._ask("SELECT since FROM feed WHERE url = ?", feed)
        self._tell(
            "INSERT INTO feed VALUES (?1, '', '', ?2, ?3) ON CONFLICT (url) DO UPDATE SET"
            " why = ?2, since = coalesce(since, ?3)",
            feed,
            why,
            now.isoformat(),
        )
        return not (was and was[0][0])

    def is_settled(self, entry: str, before: str = "") -> bool:
        """Whether an entry need not be fetched again; `before` is another name that it may have."""
        return any(
            settled is not None or tries >= MOST_TRIES
            for settled, tries in self._ask(
                "SELECT settled, tries FROM entry WHERE url IN (?, ?)", entry, before
            )
        )

    def settle(self, entry: str, now: datetime) -> None:
        """An entry was added, or never will be."""
        self._tell(
            "INSERT INTO entry VALUES (?1, ?2, 1) ON CONFLICT (url) DO UPDATE SET settled = ?2",
            entry,
            now.isoformat(),
        )

    def put_off(self, entry: str) -> None:
        """An entry couldn't be fetched this time."""
        self._tell(
            "INSERT INTO entry VALUES (?1, NULL, 1)"
            " ON CONFLICT (url) DO UPDATE SET tries = tries + 1",
            entry,
        )

    def _ask(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        with self._lock, self._translated():
            return self._db.execute(query, values).fetchall()

    def _tell(self, statement: str, *values: str) -> None:
        with self._lock, self._translated(), self._db:
            self._db.execute(statement, values)

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as exc:
            raise SeenFileError(self._path, str(exc)) from exc
