"""What the commands are called on Slack, where one workspace has one name for all its apps.

`/status`, `/feedback` and `/help` are Slack's own, so those of the bot begin with "index-".
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.core.call import CommandName, bare

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES: Final[Mapping[CommandName, str]] = MappingProxyType(
    {
        CommandName.ASK: "ask",
        CommandName.ISSUES: "issues",
        CommandName.SOURCES: "sources",
        CommandName.STATUS: "index-status",
        CommandName.ADD: "add",
        CommandName.REBUILD: "rebuild",
        CommandName.FEEDBACK: "index-feedback",
        CommandName.FORGET: "index-forget",
    }
)

SHORTCUT: Final = "ask_about_message"
"""The `callback_id` of “Ask articles about this”."""

ADD_SHORTCUT: Final = "add_linked_articles"
"""The `callback_id` of “Add linked articles”."""

IN_MESSAGES: Final = frozenset(
    {CommandName.HELP, CommandName.ISSUES, CommandName.SOURCES, CommandName.STATUS}
)
"""Commands that may be said to the bot like a question: threads have no others."""

TAKE_A_WORD: Final = frozenset({CommandName.ISSUES, CommandName.SOURCES})


@dataclass(frozen=True, slots=True)
class Said:
    """A command in a message, and what follows it; None for one that there isn't, with its name."""

    command: CommandName | None
    text: str


def named(prefix: str) -> dict[CommandName, str]:
    """The commands as they are typed, each behind `prefix`."""
    return {command: f"/{prefix}{name}" for command, name in NAMES.items()}


def said(question: str, names: Mapping[CommandName, str]) -> Said | None:
    """The command that a message consists of; None for a question.

    What begins with a slash is meant as one: "/ask When?", "/issues". So is the name of one of
    `IN_MESSAGES` alone, or with one word more that makes no question of it: "issues chart", "issues
    since last", "sources rafah".
    """
    first, _, rest = question.partition(" ")
    if first.startswith("/") and len(first) > 1:
        found = {name: command for command, name in names.items()}.get(first.casefold())
        found = found or _plain(first)
        return Said(found, rest.strip() if found else first)
    if (command := _plain(question)) is not None:
        return Said(command, "")
    command, words = _plain(first), rest.split()
    takes = command in TAKE_A_WORD and "?" not in rest
    if takes and (len(words) == 1 or (words[:1] == ["since"] and len(words) == 2)):
        return Said(command, rest.strip())
    return None


def _plain(text: str) -> CommandName | None:
    """One of `IN_MESSAGES` by its own name."""
    return next((one for one in IN_MESSAGES if one == bare(text)), None)
