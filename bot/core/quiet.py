"""When changes that come one after the other are over."""

from __future__ import annotations

from typing import Final

LONGEST: Final = 600.0
"""Seconds after which changes that never come to an end are taken as they are."""


class Quiet:
    """Whether changes are over: none for `seconds`, or the first of them `longest` ago."""

    def __init__(self, seconds: float, longest: float = LONGEST) -> None:
        self._seconds = seconds
        self._longest = longest
        self._first: float | None = None
        self._last = 0.0

    def note(self, now: float) -> None:
        """Something changed."""
        self._last = now
        if self._first is None:
            self._first = now

    def begin_again(self, now: float) -> None:
        """Count from now on, as if this were the first change."""
        self._first = self._last = now

    def clear(self) -> None:
        """What has changed so far is dealt with."""
        self._first = None

    def is_over(self, now: float) -> bool:
        """Whether there were changes and it is time to deal with them."""
        if self._first is None:
            return False
        return now - self._last >= self._seconds or now - self._first >= self._longest
