"""What a person asked for, on whichever platform: `Call`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CommandName(StrEnum):
    """The commands. A new one needs a file in `bot.core.commands` and its words in `words`."""

    ASK = "ask"
    MORE = "more"
    CONTEXT = "context"
    NOT_HELPFUL = "not-helpful"
    SHARE = "share"
    ISSUES = "issues"
    SOURCES = "sources"
    STATUS = "status"
    ADD = "add"
    REBUILD = "rebuild"
    FEEDBACK = "feedback"
    FORGET = "forget"
    HELP = "help"


BUTTONS = frozenset(
    {CommandName.MORE, CommandName.CONTEXT, CommandName.NOT_HELPFUL, CommandName.SHARE}
)
"""Commands that are not typed: a button under an answer calls them, with the answer's turn."""


ADMIN_COMMANDS = frozenset(
    {CommandName.ADD, CommandName.REBUILD, CommandName.FEEDBACK, CommandName.FORGET}
)
"""Commands that only admins may call; the responder refuses all others."""

EVERYWHERE = ADMIN_COMMANDS | {CommandName.HELP}
"""Commands that work outside of the channels that the operator chose, too."""

UNLISTED = "unlisted"
"""What is typed after “issues” for the part of the ledger that is for admins."""

DIRECT_MESSAGES = "dm"
"""What operators call messages to the bot alone, where channels are named."""


class Platform(StrEnum):
    """Where calls come from."""

    CONSOLE = "console"
    DISCORD = "discord"
    SLACK = "slack"


@dataclass(frozen=True, slots=True)
class Call:
    """One request by one person.

    `text` is what was typed after the command, untouched, and may be empty. All ids are the
    platform's own; ids of two platforms can be equal, so `platform` belongs to each.

    A question may lean on those before it: on the one whose answer `reply_to` is, a message's id,
    else on the last one of `conversation`, a thread, a direct message or a terminal session.
    `conversation` is empty where many people talk across each other. `private` says that nobody
    else sees the reply, so that no question of others may lean on this one.

    `server` is where many people share the bot, "" in direct messages and at the console.

    `user_name` is how others know the person, "" where that is the id. `is_admin` is the adapter's
    finding. `as_of` is a date as it was typed. `turn` is the answer that a button stands under,
    `number` which of its quotes, or which page, the call is about.
    """

    command: CommandName
    text: str
    platform: Platform
    conversation: str
    user: str
    is_admin: bool = False
    reply_to: str = ""
    private: bool = False
    as_of: str | None = None
    turn: str = ""
    number: int = 0
    user_name: str = ""
    server: str = ""


def bare(text: str) -> str:
    """What somebody typed without what people put around a word: "/Help!" is "help"."""
    return text.strip("/?!. ").casefold()


def is_for_admins(command: CommandName, text: str) -> bool:
    """Whether what is typed asks for what only admins may see or do."""
    unlisted = command is CommandName.ISSUES and text.strip().casefold() == UNLISTED
    return unlisted or command in ADMIN_COMMANDS
