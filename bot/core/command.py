"""What a command is: a name and the work that turns a `Call` into a `Reply`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bot.core.archive import Archive
    from bot.core.call import Call, CommandName
    from bot.core.reply import Reply


class Command(Protocol):
    """One command; has no state, so that one object serves all calls."""

    @property
    def name(self) -> CommandName:
        """What it is called by."""

    @property
    def counts(self) -> bool:
        """Whether a call counts towards the questions that one person may ask a minute."""

    def run(self, call: Call, archive: Archive) -> Reply:
        """Do the work, on the worker thread. May raise UserError or DatelineError."""
