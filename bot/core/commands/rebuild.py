"""`rebuild`: brings the index up to date with the folder of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from bot.core import words
from bot.core.call import CommandName
from bot.core.errors import InvalidInputError
from bot.core.reply import Rebuilding, Reply, Visibility

if TYPE_CHECKING:
    from bot.core.call import Call
    from bot.core.command import Desk


class Rebuild:
    """Begins a build and doesn't wait for its end: `Responder.rebuilt` does."""

    name: ClassVar[CommandName] = CommandName.REBUILD
    counts: ClassVar[bool] = False

    def run(self, call: Call, desk: Desk) -> Reply:
        """Begin; `call.text` is "", "update" or "full". Raises AlreadyRebuildingError."""
        action = call.text.strip().casefold()
        if action not in {"", "update", "full"}:
            raise InvalidInputError(words.REBUILD_HOW)
        desk.rebuilder.start(full=action == "full", started_by=call.user_name or call.user)
        return Reply(Rebuilding(full=action == "full"), Visibility.PRIVATE)
