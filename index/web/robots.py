"""What sites ask of programs in their robots.txt (RFC 9309); the only file that imports Protego."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from protego import Protego

from index.errors import FetchError, NoTurnError
from index.web.manners import ROBOT

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT_SECONDS: Final = 3_600.0
"""RFC 9309, 2.4 allows a day at most."""

FAILED_SECONDS: Final = 60.0
"""How long a robots.txt that can't be had is not asked for again: not once for each page of a host
that is dead, and again in the next round through the feeds."""

MOST_BYTES: Final = 512_000
"""RFC 9309, 2.5: at least 500 KiB are to be read."""

LONGEST_PAUSE: Final = 10.0
"""Seconds; a site that asks for more between two requests is asked that often all the same."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a site asks for: None where it couldn't be found out, and nothing may be read.

    `trouble` is then what came of asking; None where its server answered that it has trouble.
    """

    rules: Protego | None
    trouble: FetchError | None = None

    def allows(self, url: str) -> bool:
        """Whether the program may read this address."""
        return self.rules is not None and bool(self.rules.can_fetch(url, ROBOT))

    def pause(self) -> float:
        """Seconds that the site asks for between two requests; 0 where it asks for none."""
        delay = self.rules.crawl_delay(ROBOT) if self.rules is not None else None
        return min(float(delay or 0.0), LONGEST_PAUSE)


class Robots:
    """Remembers what sites ask for. Shared by threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._known: dict[str, tuple[float, Asked]] = {}
        self._asking: dict[str, threading.Lock] = {}

    def of(self, origin: str, read: Callable[[str], str | None], latest: float) -> Asked:
        """What the site at `origin`, such as "https://example.org", asks for.

        `read` gives the text at an address: "" where there is none, None if it can't be had, for
        which it may also raise FetchError. Another thread that reads it is waited for until
        `latest`, and no longer. Raises NoTurnError where `read` does.
        """
        with self._lock:
            asking = self._asking.setdefault(origin, threading.Lock())
        if not asking.acquire(timeout=max(0.0, latest - self._clock())):
            return Asked(None)
        try:
            known = self._known.get(origin)
            if known is not None and known[0] > self._clock():
                return known[1]
            asked = _asked(read, f"{origin}/robots.txt")
            seconds = FAILED_SECONDS if asked.rules is None else KEPT_SECONDS
            self._known[origin] = (self._clock() + seconds, asked)
            return asked
        finally:
            asking.release()


def _asked(read: Callable[[str], str | None], address: str) -> Asked:
    try:
        text = read(address)
    except NoTurnError:
        raise  # it was not asked
    except FetchError as error:
        return Asked(None, error)
    return Asked(None if text is None else Protego.parse(text))
