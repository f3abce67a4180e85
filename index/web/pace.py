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
        self._next: dict[str, float] = {}

    def wait(self, host: str, pause: float, latest: float) -> bool:
        """Wait for this host's next moment, and keep `pause` seconds after it free.

        False, at once, if that moment is after `latest`; it stays free for others then.
        """
        with self._lock:
            now = self._clock()
            moment = max(now, self._next.get(host, now))
            if moment > latest:
                return False
            self._next[host] = moment + pause
        if moment > now:
            self._sleep(moment - now)
        return True
