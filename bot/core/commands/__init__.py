"""The commands, one file each, and the table that the responder looks them up in.

To add one: a name in `bot.core.call`, its words in `bot.core.words`, a file here, a line below.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.core.call import CommandName
from bot.core.commands.add import AddArticles
from bot.core.commands.ask import Ask
from bot.core.commands.context import ShowContext
from bot.core.commands.feedback import ListFeedback
from bot.core.commands.forget import ForgetPerson
from bot.core.commands.help import ShowHelp
from bot.core.commands.issues import ListIssues
from bot.core.commands.more import ShowMore
from bot.core.commands.not_helpful import TakeFeedback
from bot.core.commands.rebuild import Rebuild
from bot.core.commands.share import ShareAnswer
from bot.core.commands.sources import ListSources
from bot.core.commands.status import ShowStatus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.command import Command

__all__ = ["COMMANDS"]

COMMANDS: Mapping[CommandName, Command] = MappingProxyType(
    {
        CommandName.ASK: Ask(),
        CommandName.MORE: ShowMore(),
        CommandName.CONTEXT: ShowContext(),
        CommandName.NOT_HELPFUL: TakeFeedback(),
        CommandName.SHARE: ShareAnswer(),
        CommandName.ISSUES: ListIssues(),
        CommandName.SOURCES: ListSources(),
        CommandName.STATUS: ShowStatus(),
        CommandName.ADD: AddArticles(),
        CommandName.REBUILD: Rebuild(),
        CommandName.FEEDBACK: ListFeedback(),
        CommandName.FORGET: ForgetPerson(),
        CommandName.HELP: ShowHelp(),
    }
)
