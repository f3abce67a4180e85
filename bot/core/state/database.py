"""The SQLite file under the state: its tables, its transactions, its errors."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from bot.core.errors import StateError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FIRST: Final = """
CREATE TABLE turns (
    turn TEXT PRIMARY KEY,
    leant_on TEXT NOT NULL,
    platform TEXT NOT NULL,
    conversation TEXT NOT NULL,
    private INTEGER NOT NULL,
    user TEXT NOT NULL,
    question TEXT NOT NULL,
    as_of TEXT,
    answered INTEGER NOT NULL,
    at REAL NOT NULL
);
CREATE INDEX turns_by_conversation ON turns (platform, conversation);
CREATE INDEX turns_by_user ON turns (platform, user);
CREATE INDEX turns_by_time ON turns (at);
CREATE TABLE quoted (
    turn TEXT NOT NULL REFERENCES turns (turn) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    doc_id TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (turn, number)
) WITHOUT ROWID;
CREATE TABLE messages (
    platform TEXT NOT NULL,
    message TEXT NOT NULL,
    turn TEXT NOT NULL REFERENCES turns (turn) ON DELETE CASCADE,
    PRIMARY KEY (platform, message)
) WITHOUT ROWID;
CREATE INDEX messages_by_turn ON messages (turn);
CREATE TABLE heard (
    platform TEXT NOT NULL,
    event TEXT NOT NULL,
    at REAL NOT NULL,
    PRIMARY KEY (platform, event)
) WITHOUT ROWID;
CREATE INDEX heard_by_time ON heard (at);
CREATE TABLE feedback (
    turn TEXT NOT NULL,
    platform TEXT NOT NULL,
    user TEXT NOT NULL,
    reason TEXT NOT NULL,
    at REAL NOT NULL,
    PRIMARY KEY (turn, platform, user)
) WITHOUT ROWID;
CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_SECOND: Final = """
CREATE TABLE found (token TEXT PRIMARY KEY, articles TEXT NOT NULL, at REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE arrived (doc_id TEXT PRIMARY KEY, generation TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX arrived_by_generation ON arrived (generation);
"""
_STEPS: Final = (_FIRST, _SECOND)
"""What makes each version out of the one before; the number of a file's version is in it."""


class Database:
    """One connection, used by one thread at a time. Every method may raise StateError."""

    def __init__(self, file: Path | None) -> None:
        """Open `file`, making it if need be; None keeps everything in memory."""
        self._name: Any = file or "the state in memory"
        self._lock = threading.RLock()
        with self._translated():
            if file is not None:
                file.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(
                file or ":memory:", check_same_thread=False, isolation_level=None, timeout=10
            )
            self._connection.execute("PRAGMA journal_mode = WAL")
            # A power cut may lose the last moments, never the file.
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute("PRAGMA foreign_keys = ON")
            # What is forgotten shall not be found in the file's free pages.
            self._connection.execute("PRAGMA secure_delete = ON")
            self._create()

    def _create(self) -> None:
        with self.transaction() as db:
            (version,) = db.execute("PRAGMA user_version").fetchone()
            if version > len(_STEPS):
                raise sqlite3.DatabaseError(f"a newer program wrote it, in format {version}")
            for step in _STEPS[version:]:
                for statement in step.split(";\n"):
                    db.execute(statement)
            db.execute(f"PRAGMA user_version = {len(_STEPS)}")

    def close(self) -> None:
        """Close the file. Nothing may be called after this."""
        with self._translated():
            self._connection.close()

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """All rows that a query finds."""
        with self._translated():
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: Any) -> tuple[Any, ...] | None:
        """The first row that a query finds."""
        with self._translated():
            found: tuple[Any, ...] | None = self._connection.execute(sql, values).fetchone()
            return found

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Everything inside is written, or nothing."""
        with self._translated():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    @contextmanager
    def _translated(self) -> Iterator[None]:
        with self._lock:
            try:
                yield
            except (sqlite3.Error, OSError) as exc:
                raise StateError(self._name, str(exc)) from exc
