"""`help`: what the bot does and which commands there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from bot.core import words
from bot.core.call import CommandName
from bot.core.reply import Help, HelpEntry, Reply, Visibility

if TYPE_CHECKING:
    from bot.core.archive import Archive
    from bot.core.call import Call


class ShowHelp:
    """Lists the commands."""

    name: ClassVar[CommandName] = CommandName.HELP
    counts: ClassVar[bool] = False

    def run(self, call: Call, archive: Archive) -> Reply:  # noqa: ARG002 - it needs neither
        """List all commands that have words, which a test makes sure is all of them."""
        entries = tuple(
            HelpEntry(name, argument, summary)
            for name, (argument, summary) in words.COMMAND_HELP.items()
        )
        return Reply(Help(words.INTRO, entries), Visibility.PRIVATE)
