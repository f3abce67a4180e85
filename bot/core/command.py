"""What a command is: a name and the work that turns a `Call` into a `Reply`; and the `Desk` it
works at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.core.adding import Adder
    from bot.core.call import Call, CommandName
    from bot.core.live_archive import LiveArchive
    from bot.core.rebuilding import Rebuilder
    from bot.core.reply import Reply
    from bot.core.state.store import StateStore


@dataclass(frozen=True, slots=True)
class Desk:
    """What commands work with. Lives as long as the process.

    `now` is the time, aware, in UTC. `waiting` counts the calls that wait.
    """

    archive: LiveArchive
    state: StateStore
    rebuilder: Rebuilder
    adder: Adder
    now: Callable[[], datetime]
    waiting: Callable[[], int]


class Command(Protocol):
    """One command; has no state, so that one object serves all calls."""

    @property
    def name(self) -> CommandName:
        """What it is called by."""

    @property
    def counts(self) -> bool:
        """Whether a call counts towards the questions that one person may ask a minute."""

    def run(self, call: Call, desk: Desk) -> Reply:
        """Do the work, on the worker thread. May raise UserError or DatelineError."""
