"""Work that goes on beside the answering, each on a thread of its own, until the program ends."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

GRACE: Final = 1.0
"""Seconds that `close` waits for the work to end."""


class Background:
    """Runs `work` from the start; it must end soon after the event that it is given is set."""

    def __init__(self, name: str, work: Callable[[threading.Event], object]) -> None:
        self._stop = threading.Event()
        # A daemon, so that work which hangs in the file system keeps nobody from leaving.
        self._thread = threading.Thread(target=work, args=(self._stop,), name=name, daemon=True)
        self._thread.start()

    @property
    def is_running(self) -> bool:
        """Whether the work goes on."""
        return self._thread.is_alive()

    def close(self) -> None:
        """Have the work end, and wait a moment for it. May be called again."""
        self._stop.set()
        self._thread.join(GRACE)
