"""What the bot says on Slack only; what it says everywhere is in `bot.core.words`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core import written

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

WAYS_TO_ASK = (
    "Ask by mentioning me in a channel, in a direct message, or with “Ask articles about this” "
    "in the menu of any message. “And Egypt?” or “when?” are understood "
    "from the question before, in a thread or in a direct message; “as of 2025-12-31” and “last "
    "week” by date. In a thread, which has no commands, mention me with a question, or with "
    "“help”, “issues”, “sources” or “status”."
)
MENTION_TO_GO_ON = "mention me in this thread to go on"
SHARE_TO_GO_ON = "share it to ask on in its thread"
SHARE = "Share in channel"
WORDS_ONLY = (
    "I read only what is typed: no pictures and no files. Please ask your question in words."
)
NOTHING_TO_ASK = "There is no text in that message that I could ask the articles about."
LOOKING = "One moment …"
IN_CONTEXT = "In context"
FORM_TITLE = "What was not helpful?"
FORM_LABEL = "Your words, for whoever runs me"
FORM_HINT = "Wrong quote? Something missing? Out of date?"
SEND = "Send"
CLOSE = "Close"
CANCEL = "Cancel"
CUT_SHORT = "The rest is too long to be shown here."
COURSE = "I show how it goes in our direct messages."
INVITE_ME = (
    "I am no member of this channel, so I can't show an answer of that length here. Invite me, and "
    "press again."
)
CHART = "How the issues moved"
FILE_SENT = "I have sent you the file in a direct message."
STATUS = "is looking through the articles …"
PROMPTS = "Ask the articles"

BOT_REFUSED = (
    "Slack refuses SLACK_BOT_TOKEN: it is wrong, or was revoked. Copy the “Bot User OAuth Token” "
    "into .env from https://api.slack.com/apps › your app › OAuth & Permissions."
)
APP_REFUSED = (
    "Slack refuses SLACK_APP_TOKEN: it is wrong, or was revoked. Make one with the scope "
    "connections:write at https://api.slack.com/apps › your app › Basic Information › App-Level "
    "Tokens, and copy it into .env."
)
NO_SOCKET_MODE = (
    "Slack allows this app no Socket Mode. Turn it on at https://api.slack.com/apps › your app › "
    "Socket Mode, or set SLACK_SIGNING_SECRET and SLACK_PORT to be called over HTTP instead."
)


def connected(name: str, workspace: str, *, port: int = 0) -> str:
    """The connection stands."""
    how = f", listening on port {port} for what Slack calls" if port else ""
    return (
        f"Connected to Slack as {name} in the workspace {workspace}{how}. In a channel, invite it "
        f"with: /invite @{name}"
    )


def unknown_command(name: str, known: Iterable[str]) -> str:
    """There is no such command; or Slack knows of one that the program doesn't."""
    return f"There is no command {name}. Mine are {', '.join(known)}."


def only_typed(name: str) -> str:
    """A command was said in a message that can only be typed."""
    return f"Type {name} by itself where you write messages, not in a thread and not to me."


def no_person(typed: str) -> str:
    """Somebody was to be forgotten who can't be made out."""
    who = f"I can't tell who “{typed}” is. " if typed else "Say whose questions to delete. "
    return f"{who}Pick the name from the list that Slack shows behind @, or give a member id."


def unreachable(reason: str) -> str:
    """Slack can't be connected to."""
    return (
        f"Slack can't be reached ({reason}). Check the network connection of this machine, and "
        "start again."
    )


def missing_scopes(scopes: Collection[str]) -> str:
    """The app was installed without some scopes."""
    named = ", ".join(sorted(scopes))
    one = len(scopes) == 1
    return (
        f"the Slack app lacks {'the scope' if one else 'the scopes'} {named}. Add "
        f"{'it' if one else 'them'} at https://api.slack.com/apps › your app › OAuth & Permissions "
        "› Bot Token Scopes, or paste docs/slack-manifest.yaml under App Manifest; then press "
        "“Reinstall to Workspace”."
    )


def may_not_announce(channel: str) -> str:
    """The bot is no member of a channel that was to be told something, or it isn't there."""
    return (
        f"ANNOUNCE_CHANNEL: I am no member of the channel {channel} on Slack, or there is none; "
        "invite me there with /invite, or copy its id anew (channel name › About › Channel ID)"
    )


def could_not_announce(channel: str, reason: str) -> str:
    """A channel could not be told something for another reason."""
    return (
        f"ANNOUNCE_CHANNEL: the channel {channel} on Slack could not be told ({reason}); it is "
        "tried again"
    )


def port_taken(host: str, port: int, reason: str) -> str:
    """The port for Slack's calls can't be had."""
    return f"SLACK_PORT: {host}:{port} can't be listened on ({reason}); choose another."


def asked_by(name: str, question: str) -> str:
    """Above an answer that somebody shares, whose question nobody else has seen."""
    return f"{name} asked: {question}" if question else f"Shared by {name}"


def prompt_for_issue(issue: str, title: str) -> tuple[str, str]:
    """A suggestion: how it reads, and what is typed by it."""
    return title, f"issues {issue}"


def prompt_for_article(doc_id: str, title: str, date: str | None) -> tuple[str, str]:
    """A suggestion: how it reads, and what is typed by it."""
    return f"{title} ({written.date(date)})", f"sources {doc_id}"
