"""What people found not helpful."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.state.conversations import storable

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.call import Platform
    from bot.core.state.database import Database


@dataclass(frozen=True, slots=True)
class Remark:
    """What one person wrote about one answer. `question` is None when it is no longer kept.

    `at` is in seconds since 1970, UTC. `doc_ids` are the files that were quoted.
    """

    at: float
    platform: str
    user: str
    reason: str
    question: str | None
    doc_ids: tuple[str, ...]


class Feedback:
    """Reads and writes remarks. Every method may block for milliseconds and raise StateError."""

    def __init__(self, db: Database, clock: Callable[[], float]) -> None:
        """`clock` gives seconds since 1970, UTC."""
        self._db = db
        self._clock = clock

    def add(self, turn: str, platform: Platform, user: str, reason: str) -> None:
        """Keep what a person wrote about an answer; other words later take the place of the first.

        No words do not.
        """
        with self._db.transaction() as db:
            db.execute(
                "INSERT INTO feedback VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET at = excluded.at,"
                " reason = CASE excluded.reason WHEN '' THEN reason ELSE excluded.reason END",
                (turn, platform, user, storable(reason), self._clock()),
            )

    def all(self) -> tuple[Remark, ...]:
        """All that is kept, the newest first."""
        rows = self._db.rows(
            "SELECT f.at, f.platform, f.user, f.reason, t.question, f.turn"
            " FROM feedback f LEFT JOIN turns t USING (turn) ORDER BY f.at DESC, f.turn"
        )
        return tuple(
            Remark(at, platform, user, reason, question, self._doc_ids(turn))
            for at, platform, user, reason, question, turn in rows
        )

    def _doc_ids(self, turn: str) -> tuple[str, ...]:
        rows = self._db.rows("SELECT doc_id FROM quoted WHERE turn = ? ORDER BY number", turn)
        return tuple(dict.fromkeys(doc_id for (doc_id,) in rows))
