"""`help`: what the bot does and which commands there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from bot.core import words
from bot.core.call import ADMIN_COMMANDS, CommandName
from bot.core.reply import Help, HelpEntry, Reply, Visibility

if TYPE_CHECKING:
    from bot.core.call import Call
    from bot.core.command import Desk


class ShowHelp:
    """Lists the commands that the caller may use."""

    name: ClassVar[CommandName] = CommandName.HELP
    counts: ClassVar[bool] = False

    def run(self, call: Call, desk: Desk) -> Reply:  # noqa: ARG002 - help needs no archive
        """List all commands that are typed; those for admins to admins only."""
        entries = tuple(
            HelpEntry(name, argument, summary)
            for name, (argument, summary) in words.COMMAND_HELP.items()
            if call.is_admin or name not in ADMIN_COMMANDS
        )
        return Reply(Help(words.INTRO, entries), Visibility.PRIVATE)
