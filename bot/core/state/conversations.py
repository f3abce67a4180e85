"""Questions, what each leant on, and the quotes that were shown for it.

A question may lean on the one whose answer it replies to, or on the last of its conversation.
Which questions those lean on in turn is their own affair: so a conversation can branch, and what
two people ask below one answer never mixes.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from index.records import Place, Span

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from bot.core.call import Call, Platform
    from bot.core.state.database import Database
    from index.records import Quote

REMEMBERED: Final = 8
"""Questions of a conversation that a follow-up may lean on; people seldom reach back further."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question as it was asked, and the questions before it that it leant on, oldest first."""

    turn: str
    question: str
    history: tuple[str, ...]
    as_of: str | None
    answered: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A quote that was shown: where it stands, and a digest of its words."""

    place: Place
    digest: bytes


def digest(text: str) -> bytes:
    """What tells whether the words of a quote are still the same."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]


class Conversations:
    """Reads and writes turns. Every method may block for milliseconds and raise StateError."""

    def __init__(self, db: Database, clock: Callable[[], float]) -> None:
        """`clock` gives seconds since 1970, UTC."""
        self._db = db
        self._clock = clock

    def leans_on(self, call: Call) -> str:
        """The turn that `call` may lean on, "" for none."""
        if call.reply_to and (turn := self._turn_of_message(call.platform, call.reply_to)):
            return turn
        if not call.conversation:
            return ""
        last = self._db.row(
            "SELECT turn FROM turns WHERE platform = ? AND conversation = ? AND private = 0"
            " ORDER BY rowid DESC LIMIT 1",
            *(call.platform, call.conversation),
        )
        # A thread has the id of the message that it was started from.
        return str(last[0]) if last else self._turn_of_message(call.platform, call.conversation)

    def history(self, turn: str) -> tuple[str, ...]:
        """The question of `turn` and those that it leant on, oldest first, at most `REMEMBERED`."""
        questions: list[str] = []
        while turn and len(questions) < REMEMBERED:
            found = self._db.row("SELECT question, leant_on FROM turns WHERE turn = ?", turn)
            if found is None:
                break
            question, turn = found
            questions.append(question)
        return tuple(reversed(questions))

    def record(self, call: Call, *, leant_on: str, answered: bool, quotes: Sequence[Quote]) -> str:
        """Keep a question and the quotes that were shown for it; the id of the new turn."""
        turn = secrets.token_hex(6)
        with self._db.transaction() as db:
            db.execute(
                "INSERT INTO turns VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(turn, leant_on, call.platform, call.conversation, call.private, call.user),
                    *(storable(call.text), call.as_of, answered, self._clock()),
                ),
            )
            _keep(db, turn, 0, quotes)
        return turn

    def show(self, turn: str, first: int, quotes: Sequence[Quote]) -> None:
        """Keep further quotes that were shown for `turn`, numbered from `first` on.

        Those after them stay, since someone else may have turned to the page after.
        """
        with self._db.transaction() as db:
            _keep(db, turn, first, quotes)

    def turn(self, turn: str) -> Turn | None:
        """A turn that is still kept."""
        found = self._db.row(
            "SELECT question, leant_on, as_of, answered FROM turns WHERE turn = ?", turn
        )
        if found is None:
            return None
        question, leant_on, as_of, answered = found
        return Turn(turn, question, self.history(leant_on), as_of, bool(answered))

    def shown(self, turn: str) -> tuple[Shown, ...]:
        """The quotes that were shown for a turn, by number, without gaps."""
        rows = self._db.rows(
            'SELECT doc_id, start, "end", digest FROM quoted WHERE turn = ? ORDER BY number', turn
        )
        return tuple(Shown(Place(d, Span(start, end)), words) for d, start, end, words in rows)

    def sent(self, platform: Platform, message: str, turn: str) -> None:
        """Note that `message` shows `turn`; nothing if the turn was deleted meanwhile."""
        with self._db.transaction() as db:
            db.execute(
                "INSERT OR IGNORE INTO messages SELECT ?, ?, turn FROM turns WHERE turn = ?",
                (platform, message, turn),
            )

    def has_answered_in(self, platform: Platform, conversation: str) -> bool:
        """Whether anything was answered in a conversation, or it hangs on an answer's message."""
        found = self._db.row(
            "SELECT 1 FROM turns WHERE platform = ? AND conversation = ? LIMIT 1",
            *(platform, conversation),
        )
        return found is not None or bool(self._turn_of_message(platform, conversation))

    def _turn_of_message(self, platform: Platform, message: str) -> str:
        found = self._db.row(
            "SELECT turn FROM messages WHERE platform = ? AND message = ?", platform, message
        )
        return "" if found is None else str(found[0])


def storable(text: str) -> str:
    """`text` without halves of characters, which a broken escape leaves and SQLite refuses."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _keep(db: sqlite3.Connection, turn: str, first: int, quotes: Sequence[Quote]) -> None:
    db.executemany(
        "INSERT OR REPLACE INTO quoted VALUES (?, ?, ?, ?, ?, ?)",
        [
            (turn, first + at, q.doc_id, q.span.start, q.span.end, digest(q.text))
            for at, q in enumerate(quotes)
        ],
    )
