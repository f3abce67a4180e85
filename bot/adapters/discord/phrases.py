"""What the bot says on Discord only; what it says everywhere is in `bot.core.words`."""

from __future__ import annotations

from bot.core.written import counted

WAYS_TO_ASK = (
    "Ask by mentioning me anywhere in a message, by replying to one of my answers, or in a direct "
    "message. “And Egypt?” or “when?” lean on the question before, in a thread, in a direct "
    "message or below an answer that you reply to."
)
MENTION_TO_GO_ON = "mention me to go on"
JUST_GO_ON = "ask on here"
REPLY_AND_MENTION = "reply and mention me to go on"
REPLY_TO_GO_ON = "reply to go on"
CHOOSE_ONE = (
    "Please choose one of “issue”, “since”, “chart” and “unlisted”; without any of them I list the "
    "issues."
)
ADD_LINKED = "Add linked articles"
SINCE_LAST = "last: since the build before"
UNNAMED_THREAD = "A question"
WORDS_ONLY = (
    "I read only what is typed: no pictures, files, stickers or forwarded messages. Please ask "
    "your question in words."
)
MAY_NOT_WRITE = (
    "You asked me something in a channel where I may not write. Ask here, or let a moderator give "
    "me the permission “Send Messages” there."
)
MAY_NOT_EMBED = (
    "I may not show quotes here: I need the permission “Embed Links”. A moderator can give it to "
    "me in this channel's settings."
)
REFUSED = (
    "Discord refuses DISCORD_TOKEN: it is wrong, or was reset. Copy a new one into .env from "
    "https://discord.com/developers/applications › your application › Bot › Reset Token."
)
NO_INTENT = (
    "DISCORD_READ_THREADS is on, but Discord doesn't grant the intent that it needs. Turn on "
    "“Message Content Intent” at https://discord.com/developers/applications › your application › "
    "Bot, or turn DISCORD_READ_THREADS off."
)


def connected(name: str, servers: int, link: str) -> str:
    """The connection to a platform stands."""
    where = counted(servers, "server")
    return f"Connected to Discord as {name}, in {where}. Invite it with:\n  {link}"


def unreachable(reason: str) -> str:
    """A platform can't be connected to."""
    return (
        f"Discord can't be reached ({reason}). Check the network connection of this machine, and "
        "start again."
    )


def no_channel(channel: str) -> str:
    """A channel that was to be told something isn't there."""
    return (
        f"ANNOUNCE_CHANNEL: on Discord I can see no channel {channel} to write in; copy its id "
        "anew (Developer Mode › right-click › Copy Channel ID), or let me see it"
    )


def may_not_announce(channel: str) -> str:
    """The bot may not write in a channel that was to be told something."""
    return (
        f"ANNOUNCE_CHANNEL: I may not write in the channel {channel} on Discord; give me “View "
        "Channel”, “Send Messages” and “Embed Links” in its settings"
    )


def could_not_announce(channel: str, reason: str) -> str:
    """A channel could not be told something for another reason."""
    return (
        f"ANNOUNCE_CHANNEL: the channel {channel} on Discord could not be told ({reason}); it is "
        "tried again"
    )


def unreadable(name: str) -> str:
    """A message for the bot whose text the platform keeps from it."""
    return (
        "Discord doesn't show me the text of that message: I read only what mentions me. Please "
        f"ask again with @{name} in it."
    )
