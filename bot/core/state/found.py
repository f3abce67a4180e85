"""Articles of the web that were shown to an admin, and may be added: kept for a day, so that what
is added is what was shown, also after a restart.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from bot.core.state.conversations import storable
from index.web.records import WebArticle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.core.state.database import Database

KEPT_SECONDS: Final = 86_400.0
_TOKEN_BYTES: Final = 6
TOKEN: Final = f"[0-9a-f]{{{2 * _TOKEN_BYTES}}}"
"""A pattern that matches any token, and nothing else that people type."""


@dataclass(frozen=True, slots=True)
class FoundPage:
    """Articles that were found together, and when they were fetched (aware, UTC)."""

    articles: tuple[WebArticle, ...]
    at: datetime


class FoundPages:
    """Reads and writes them. Every method may block for milliseconds and raise StateError."""

    def __init__(self, db: Database, clock: Callable[[], float]) -> None:
        """`clock` gives seconds since 1970, UTC."""
        self._db = db
        self._clock = clock

    def keep(self, articles: Sequence[WebArticle]) -> str:
        """Keep what was found; the token by which it is had again: 12 hexadecimal digits."""
        token, now = secrets.token_hex(_TOKEN_BYTES), self._clock()
        written = json.dumps([asdict(one) for one in articles], ensure_ascii=False)
        self.forget_old()
        with self._db.transaction() as db:
            db.execute("INSERT INTO found VALUES (?, ?, ?)", (token, storable(written), now))
        return token

    def get(self, token: str) -> FoundPage | None:
        """What was kept under a token; None for what never was, or is too old."""
        row = self._db.row("SELECT articles, at FROM found WHERE token = ?", token)
        if row is None or row[1] < self._clock() - KEPT_SECONDS:
            return None
        try:
            articles = tuple(WebArticle(**fields) for fields in json.loads(row[0]))
        except TypeError:  # another version of the program found them
            return None
        return FoundPage(articles, datetime.fromtimestamp(row[1], UTC))

    def forget_old(self) -> None:
        """Delete what is too old to be had again."""
        with self._db.transaction() as db:
            db.execute("DELETE FROM found WHERE at < ?", (self._clock() - KEPT_SECONDS,))

    def drop(self, token: str) -> None:
        """Forget what was found."""
        with self._db.transaction() as db:
            db.execute("DELETE FROM found WHERE token = ?", (token,))
