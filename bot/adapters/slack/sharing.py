"""What the button “Share in channel” asks for, and how it is written into its value.

turn:0c3f52a9b1d4           an answer
typed:issues rafah-crossing  what was typed, for pages that are no answer
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from bot.core.call import CommandName

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.adapters.slack.outgoing import Outgoing
    from bot.adapters.slack.used import Used

TURN: Final = "turn:"
TYPED: Final = "typed:"

PAGES: Final = frozenset({CommandName.ISSUES, CommandName.SOURCES, CommandName.STATUS})
"""Commands whose page may be shared."""


@dataclass(frozen=True, slots=True)
class SharedAnswer:
    """The answer of a turn."""

    turn: str


@dataclass(frozen=True, slots=True)
class SharedPage:
    """The page that a command gives."""

    command: CommandName
    text: str


Shared: TypeAlias = SharedAnswer | SharedPage


def written(shared: Shared) -> str:
    """The value of the button."""
    if isinstance(shared, SharedAnswer):
        return f"{TURN}{shared.turn}"
    return f"{TYPED}{shared.command} {shared.text}".strip()


def read(value: str) -> Shared | None:
    """What `written` wrote; None for anything else."""
    if value.startswith(TURN):
        return SharedAnswer(value.removeprefix(TURN))
    name, _, text = value.removeprefix(TYPED).partition(" ")
    if value.startswith(TYPED) and name in PAGES:
        return SharedPage(CommandName(name), text)
    return None


def share_of(command: CommandName, text: str, used: Used) -> Callable[[Outgoing], str] | None:
    """What a button below an answer to `command` shares; None where there are no others."""
    if used.is_direct:
        return None

    def share(message: Outgoing) -> str:
        if message.turn:
            return written(SharedAnswer(message.turn))
        return written(SharedPage(command, text))

    return share
