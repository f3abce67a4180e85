"""The ledgers of all builds, in one table of the state file: they outlive the generations.

    ledgers(store, generation, built_at, findings)

A store is known by its folder, so that several may share a state file. The table is made when it
is first written to; whatever else is in the file is left alone.
"""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from index.issues.ledger_file import from_json, to_json

if TYPE_CHECKING:
    from pathlib import Path

    from index.issues.records import Findings

logger = logging.getLogger(__name__)

KEPT: Final = 500
"""Builds that are kept of a store: some months where it is built several times a day."""

PATIENCE: Final = 10.0
"""Seconds to wait for another process that writes to the file."""

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS ledgers (
    store TEXT NOT NULL,
    generation TEXT NOT NULL,
    built_at TEXT NOT NULL,
    findings TEXT NOT NULL,
    PRIMARY KEY (store, generation)
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Build:
    """One build that is kept; `built_at` is ISO 8601 in UTC."""

    generation: str
    built_at: str


class History:
    """Reads and writes the ledgers of one store. Opens the file for each call; safe for threads."""

    def __init__(self, file: Path | None, store: Path) -> None:
        """`file` need not be there yet; with None nothing is kept."""
        self._file = file
        self._store = str(store.resolve())

    def add(self, build: Build, findings: Findings) -> None:
        """Keep the ledger of a build. Where that fails the build stands, and the log says so."""
        if self._file is None:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._connect(self._file)) as db, db:
                db.execute(_SCHEMA)
                row = (self._store, build.generation, build.built_at, to_json(findings))
                db.execute("INSERT OR REPLACE INTO ledgers VALUES (?, ?, ?, ?)", row)
                db.execute(
                    "DELETE FROM ledgers WHERE store = ?1 AND generation NOT IN (SELECT generation"
                    " FROM ledgers WHERE store = ?1 ORDER BY generation DESC LIMIT ?2)",
                    (self._store, KEPT),
                )
        except (sqlite3.Error, OSError) as exc:
            logger.warning("the ledger's history in %s can't be written: %s", self._file, exc)

    def builds(self) -> list[Build]:
        """All that are kept, the newest first."""
        sql = "SELECT generation, built_at FROM ledgers WHERE store = ? ORDER BY generation DESC"
        return [Build(*row) for row in self._rows(sql, self._store)]

    def findings(self, generation: str) -> Findings | None:
        """The findings of a build; None where they aren't kept, or can't be read any more."""
        sql = "SELECT findings FROM ledgers WHERE store = ? AND generation = ?"
        for (text,) in self._rows(sql, self._store, generation):
            try:
                return from_json(text)
            except (ValueError, TypeError, KeyError, IndexError, AttributeError):
                logger.warning("the ledger of %s in %s can't be read", generation, self._file)
        return None

    def _rows(self, sql: str, *values: str) -> list[tuple[str, ...]]:
        if self._file is None or not self._file.is_file():
            return []
        try:
            with closing(self._connect(self._file)) as db:
                if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'ledgers'").fetchone():
                    return []
                return db.execute(sql, values).fetchall()
        except sqlite3.Error as exc:
            logger.warning("the ledger's history in %s can't be read: %s", self._file, exc)
            return []

    def _connect(self, file: Path) -> sqlite3.Connection:
        return sqlite3.connect(file, timeout=PATIENCE)
