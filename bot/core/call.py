"""What a person asked for, on whichever platform: `Call`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CommandName(StrEnum):
    """The commands. A new one needs a file in `bot.core.commands` and its words in `words`."""

    ASK = "ask"
    SOURCES = "sources"
    STATUS = "status"
    HELP = "help"


class Platform(StrEnum):
    """Where calls come from."""

    CONSOLE = "console"


@dataclass(frozen=True, slots=True)
class Call:
    """One request by one person.

    `text` is what was typed after the command, untouched, and may be empty. `conversation` (a
    thread, a channel, a terminal session) and `user` are the platform's own ids; ids of two
    platforms can be equal, so `platform` belongs to each. `is_admin` is the adapter's finding.
    `history` are the questions asked before in the same conversation, oldest first.
    """

    command: CommandName
    text: str
    platform: Platform
    conversation: str
    user: str
    is_admin: bool = False
    history: tuple[str, ...] = ()
