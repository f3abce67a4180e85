"""How much may be asked, by one person and on one server.

call ─▶ check ─▶ enter ─▶ counted in the minute, and as under way until it has its reply
          └ TooManyQuestions, TooManyOnServer, TooManyAtOnce: counted nowhere
"""

from __future__ import annotations

import contextlib
from collections import Counter, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.errors import TooManyAtOnceError, TooManyOnServerError, TooManyQuestionsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.core.call import Call

_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Limits:
    """`queue_length` calls may wait while one is worked on; each may take `answer_seconds` in
    all, waiting included; one person may ask `questions_per_minute`, all of one server together
    `server_questions_per_minute`. Of one person `calls_at_once` may wait or be worked on, questions
    or not: so nobody fills the queue by pressing buttons.
    """

    queue_length: int
    answer_seconds: float
    questions_per_minute: int
    server_questions_per_minute: int = 120
    calls_at_once: int = 3


class Admission:
    """Says of each call whether it may come in. Lives as long as the responder, on its event loop.

    Whoever runs the bot may ask without end: at the console that is everybody.
    """

    def __init__(self, limits: Limits, clock: Callable[[], float]) -> None:
        self._limits = limits
        self._people = RateLimit(limits.questions_per_minute, clock)
        self._servers = RateLimit(limits.server_questions_per_minute, clock)
        self._under_way = Counter[str]()

    def check(self, call: Call, *, counts: bool) -> None:
        """Raise TooManyQuestionsError, TooManyOnServerError, TooManyAtOnceError.

        `counts` says whether the call is one of the questions that are counted in a minute.
        """
        if call.is_admin:
            return
        person, server = _names(call)
        if counts and (wait := self._people.wait_seconds(person)):
            raise TooManyQuestionsError(self._limits.questions_per_minute, wait)
        if counts and server and (wait := self._servers.wait_seconds(server)):
            raise TooManyOnServerError(self._limits.server_questions_per_minute, wait)
        if self._under_way[person] >= self._limits.calls_at_once:
            raise TooManyAtOnceError(self._limits.calls_at_once)

    @contextlib.contextmanager
    def enter(self, call: Call, *, counts: bool) -> Iterator[None]:
        """Count a call that has come in, until the end of the context as one under way."""
        if call.is_admin:
            yield
            return
        person, server = _names(call)
        if counts:
            self._people.record(person)
        if counts and server:
            self._servers.record(server)
        self._under_way[person] += 1
        try:
            yield
        finally:
            self._under_way[person] -= 1
            if not self._under_way[person]:
                del self._under_way[person]

    @property
    def remembered(self) -> int:
        """How many people have a call under way."""
        return len(self._under_way)


def _names(call: Call) -> tuple[str, str]:
    """By which a person and a server are counted; ids of two platforms may be equal."""
    return f"{call.platform}:{call.user}", call.server and f"{call.platform}:{call.server}"


class RateLimit:
    """Counts the questions of each person, or server, over the last 60 seconds (sliding window).

    Lives as long as the responder and is used on its event loop only. Those who have asked
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
