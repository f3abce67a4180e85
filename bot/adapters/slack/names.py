"""What the commands are called on Slack, where one workspace has one name for all its apps.

`/status`, `/feedback` and `/help` are Slack's own, so those of the bot begin with "index-".
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.core.call import CommandName

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES: Final[Mapping[CommandName, str]] = MappingProxyType(
    {
        CommandName.ASK: "ask",
        CommandName.ISSUES: "issues",
        CommandName.SOURCES: "sources",
        CommandName.STATUS: "index-status",
        CommandName.REBUILD: "rebuild",
        CommandName.FEEDBACK: "index-feedback",
        CommandName.FORGET: "index-forget",
    }
)

SHORTCUT: Final = "ask_about_message"
"""The `callback_id` of “Ask articles about this”."""

TYPED: Final[Mapping[str, CommandName]] = MappingProxyType(
    {
        name: CommandName(name)
        for name in (CommandName.HELP, CommandName.ISSUES, CommandName.SOURCES, CommandName.STATUS)
    }
)
"""Words that are no question where they stand alone in a message: threads have no commands."""


def named(prefix: str) -> dict[CommandName, str]:
    """The commands as they are typed, each behind `prefix`."""
    return {command: f"/{prefix}{name}" for command, name in NAMES.items()}


def typed(question: str) -> CommandName | None:
    """The command that a message consists of; None for a question."""
    return TYPED.get(question.strip("/?!. ").casefold())
