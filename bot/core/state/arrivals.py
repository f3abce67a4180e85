"""Since which generation each article has been there, so that it can be told which are new.

An article that comes back after it was gone for a while is not new again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.state.conversations import storable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.state.database import Database


class Arrivals:
    """Reads and writes them. Every method may block for milliseconds and raise StateError."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def note(self, generation: str, doc_ids: Iterable[str]) -> None:
        """Note that articles are in a generation; of those known before nothing changes."""
        rows = [(storable(doc_id), generation) for doc_id in doc_ids]
        with self._db.transaction() as db:
            db.executemany("INSERT OR IGNORE INTO arrived VALUES (?, ?)", rows)

    def since(self, generation: str) -> frozenset[str]:
        """The articles that came after a generation, by whose names they are ordered in time."""
        rows = self._db.rows("SELECT doc_id FROM arrived WHERE generation > ?", generation)
        return frozenset(doc_id for (doc_id,) in rows)
