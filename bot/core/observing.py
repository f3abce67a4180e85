"""Who is told what happened: `Observer`, for counters and clocks that `bot.core` knows nothing of.

    responder   called, took (waiting, working), quote_check_failed
    adapters    acknowledged, took (sending)
    rebuilder   built

Nothing that a stranger could choose is told: no text, no names, no ids.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.call import CommandName, Platform


class Stage(StrEnum):
    """What a call goes through: in the line, on the worker thread, and back to the platform."""

    WAITING = "waiting"
    WORKING = "working"
    SENDING = "sending"


class Heard(StrEnum):
    """What a platform's first sign of life answers: a sign of typing, or an acknowledgement."""

    MESSAGE = "message"
    INTERACTION = "interaction"


class BuildResult(StrEnum):
    """How a build of the index ended, or what was done instead of one."""

    BUILT = "built"
    FAILED = "failed"
    CANCELLED = "cancelled"
    ROLLED_BACK = "rolled back"


class Observer(Protocol):
    """Hears of events as they happen, on any thread. Must be quick, and must not raise."""

    def called(self, command: CommandName, platform: Platform, outcome: str) -> None:
        """A call came to its outcome, which is one of a few words: the log has the same."""

    def took(self, stage: Stage, seconds: float) -> None:
        """A call has gone through a stage, or has left the line because its time was up."""

    def acknowledged(self, heard: Heard, seconds: float) -> None:
        """Whoever asked was shown for the first time that they were heard, so long after."""

    def quote_check_failed(self) -> None:
        """A quote was not in its article, and was not sent."""

    def built(self, result: BuildResult, seconds: float) -> None:
        """A build ended, so long after it began."""


class FirstSign:
    """Tells an observer how long the first sign of life took; later ones don't count."""

    def __init__(self, observer: Observer, heard: Heard, since: Callable[[], float]) -> None:
        """`since` gives the seconds since somebody asked, by whichever clock."""
        self._observer = observer
        self._heard = heard
        self._since = since
        self._given = False

    def given(self) -> None:
        """Whoever asked can see that they were heard."""
        if not self._given:
            self._given = True
            self._observer.acknowledged(self._heard, max(0.0, self._since()))


class Silent:
    """Keeps nothing of what it hears."""

    def called(self, command: CommandName, platform: Platform, outcome: str) -> None:
        """As `Observer.called`."""

    def took(self, stage: Stage, seconds: float) -> None:
        """As `Observer.took`."""

    def acknowledged(self, heard: Heard, seconds: float) -> None:
        """As `Observer.acknowledged`."""

    def quote_check_failed(self) -> None:
        """As `Observer.quote_check_failed`."""

    def built(self, result: BuildResult, seconds: float) -> None:
        """As `Observer.built`."""


SILENT: Final[Observer] = Silent()
"""For a bot that nobody watches."""
