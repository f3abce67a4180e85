"""How much may be asked: `Limits`, and the count of one person's questions in a minute."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Limits:
    """`queue_length` calls may wait while one is worked on; each may take `answer_seconds` in
    all, waiting included; one person may ask `questions_per_minute`.
    """

    queue_length: int
    answer_seconds: float
    questions_per_minute: int


class RateLimit:
    """Counts each person's questions over the last 60 seconds (a sliding window).

    Lives as long as the responder and is used on its event loop only. People who have asked
    nothing for a minute are forgotten, so memory follows how many ask, not how many ever asked.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float]) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._asked: dict[str, deque[float]] = {}
        self._next_sweep = clock() + _MINUTE

    def wait_seconds(self, person: str) -> float:
        """How long `person` has to wait before the next question; 0 when it may come now."""
        asked = self._asked.get(person)
        if asked is None or len(asked) < self._per_minute:
            return 0.0
        return max(0.0, asked[0] + _MINUTE - self._clock())

    def record(self, person: str) -> None:
        """Count one question of `person`. Refused ones are not to be recorded."""
        now = self._clock()
        # Only the newest `per_minute` matter: the oldest of them decides when the next may come.
        self._asked.setdefault(person, deque(maxlen=self._per_minute)).append(now)
        if now >= self._next_sweep:
            self._next_sweep = now + _MINUTE
            for name in [n for n, times in self._asked.items() if times[-1] + _MINUTE <= now]:
                del self._asked[name]

    @property
    def remembered(self) -> int:
        """How many people are being counted."""
        return len(self._asked)
