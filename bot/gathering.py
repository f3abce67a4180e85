"""Feeds are read every so often; when that brings articles, a build starts.

    every FETCH_EVERY minutes ─▶ index.web.rounds ─▶ anything new? ─▶ Rebuilder.start

A list of feeds that can't be read, or a folder that can't be written to, is told of in the log
once, not in each round, and looked at again in the next. What a round brought before it broke off
is built all the same.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from index.errors import DatelineError
from index.web.records import Added, Changed, Refused

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from bot.core.rebuilding import Rebuilder
    from index.web.records import Put, Round

logger = logging.getLogger(__name__)

STARTED_BY: Final = "new articles from a feed"


class Gatherer:
    """Reads feeds. `run` is the work of a thread of its own."""

    def __init__(
        self,
        go: Callable[[Callable[[Put | Refused], None], Callable[[], bool]], Round],
        rebuilder: Rebuilder,
        every: float,
    ) -> None:
        """`go` is one round, given whom to tell of entries and what says whether to stop.

        `every` are the seconds between two rounds.
        """
        self._go = go
        self._rebuilder = rebuilder
        self._every = every
        self._trouble = ""
        self._is_due = False

    def run(self, stop: threading.Event) -> None:
        """Read the feeds, again and again until `stop` is set."""
        while not stop.is_set():
            try:
                self._round(stop)
            except Exception:
                logger.exception("reading the feeds broke off; it is tried again")
            stop.wait(self._every)

    def _round(self, stop: threading.Event) -> None:
        try:
            self._read(stop)
        finally:
            if self._is_due:
                self._build(stop)

    def _read(self, stop: threading.Event) -> None:
        try:
            done = self._go(self._hear, stop.is_set)
        except DatelineError as error:
            if str(error) != self._trouble:
                logger.warning("the feeds can't be read: %s", error)
            self._trouble = str(error)
            return
        self._trouble = ""
        for failed in done.dead:
            logger.warning("the feed %s can't be read: %s", failed.url, failed.why)
        for url in done.back:
            logger.warning("the feed %s can be read again", url)

    def _hear(self, result: Put | Refused) -> None:
        """Log what became of an entry of a feed."""
        self._is_due = self._is_due or isinstance(result, Added | Changed)
        if isinstance(result, Refused):
            logger.info("%s", result.error)
        else:
            logger.info("%s %s", type(result).__name__.lower(), result.doc_id)

    def _build(self, stop: threading.Event) -> None:
        """Start a build, after the one that may run."""
        if self._rebuilder.start_next(started_by=STARTED_BY, stop=stop) is not None:
            self._is_due = False
