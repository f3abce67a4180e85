"""No host is asked more often than its pause allows, however many threads ask."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Pace:
    """Hands out the moments at which hosts may be asked. Shared by threads."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        # The moment that is handed out next; and the one before which nobody may ask, as a thread
        # may sleep for longer than it was to.
        self._next: dict[str, float] = {}
        self._free: dict[str, float] = {}

    def wait(self, host: str, pause: float, latest: float) -> bool:
        """Wait for this host's next moment, and keep `pause` seconds after it free.

        False, at once, if that moment is after `latest`; it stays free for others then. And if it
        comes after that, since another came late.
        """
        with self._lock:
            now = self._clock()
            moment = max(now, self._next.get(host, now))
            if moment > latest:
                return False
            self._next[host] = moment + pause
        while max(moment, now) <= latest:
            if moment > now:
                self._sleep(moment - now)
            with self._lock:
                now = max(self._clock(), moment)
                moment = self._free.get(host, now)
                if moment <= now <= latest:
                    self._free[host] = now + pause
                    self._next[host] = max(self._next[host], now + pause)
                    return True
        return False
