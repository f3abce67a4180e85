"""`StateStore`: the state as a whole, what is noted in it once, and what is forgotten of it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from bot.core.state.arrivals import Arrivals
from bot.core.state.conversations import Conversations
from bot.core.state.database import Database
from bot.core.state.feedback import Feedback
from bot.core.state.found import FoundPages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.core.call import Platform

DAY: Final = 86_400.0
"""Seconds of a day."""


class StateStore:
    """The state file, open. Safe for several threads; lives as long as the process.

    Every method may block for some milliseconds and may raise StateError.
    """

    def __init__(self, file: Path | None, clock: Callable[[], float] = time.time) -> None:
        """Open `file`, making it if need be; None keeps everything in memory.

        `clock` gives seconds since 1970, UTC.
        """
        self._db = Database(file)
        self._clock = clock
        self.conversations = Conversations(self._db, clock)
        self.feedback = Feedback(self._db, clock)
        self.arrivals = Arrivals(self._db)
        self.found = FoundPages(self._db, clock)

    def close(self) -> None:
        """Close the file. Nothing may be called after this."""
        self._db.close()

    def hear(self, platform: Platform, event: str) -> bool:
        """Note that a message or interaction has come; False when it had come before."""
        with self._db.transaction() as db:
            sql = "INSERT OR IGNORE INTO heard VALUES (?, ?, ?)"
            return db.execute(sql, (platform, event, self._clock())).rowcount == 1

    def note(self, name: str) -> str | None:
        """A value that was kept under a name."""
        found = self._db.row("SELECT value FROM notes WHERE name = ?", name)
        return None if found is None else str(found[0])

    def set_note(self, name: str, value: str) -> None:
        """Keep a value under a name, in place of the one before."""
        with self._db.transaction() as db:
            db.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value))

    def forget_user(self, platform: Platform, user: str) -> tuple[int, int]:
        """Delete all of one person; how many questions and how many remarks that were."""
        with self._db.transaction() as db:
            person = (platform, user)
            turns = db.execute("DELETE FROM turns WHERE platform = ? AND user = ?", person)
            remarks = db.execute("DELETE FROM feedback WHERE platform = ? AND user = ?", person)
            return turns.rowcount, remarks.rowcount

    def forget_older_than(self, days: int) -> int:
        """Delete what is older than `days`; how many questions and remarks that were."""
        self.found.forget_old()
        before = (self._clock() - days * DAY,)
        with self._db.transaction() as db:
            db.execute("DELETE FROM heard WHERE at < ?", before)
            turns = db.execute("DELETE FROM turns WHERE at < ?", before)
            remarks = db.execute("DELETE FROM feedback WHERE at < ?", before)
            return turns.rowcount + remarks.rowcount
