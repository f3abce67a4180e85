"""What the stand-in for Slack knows: people, channels, messages, and what the bot asked of it."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias

Json: TypeAlias = dict[str, Any]
Kind: TypeAlias = Literal["channel", "group", "im"]

TEAM: Final = "T1"
OTHER_TEAM: Final = "T2"
APP: Final = "A1"

ALL_SCOPES: Final = frozenset({
    "assistant:write", "channels:history", "channels:read", "chat:write", "commands", "files:write",
    "groups:history", "groups:read", "im:history", "im:read", "im:write", "reactions:write",
    "users:read",
})  # fmt: skip
"""Every scope that some method of the stand-in asks for, and that of slash commands."""


class RefusedError(Exception):
    """A call that Slack refuses; `facts` stand beside `ok` and `error` in its answer."""

    def __init__(self, error: str, **facts: Any) -> None:
        super().__init__(error)
        self.error = error
        self.facts = facts

    def body(self) -> Json:
        """The JSON that Slack answers with."""
        return {"ok": False, "error": self.error, **self.facts}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a workspace, or a bot there: those have a `bot_id`."""

    id: str
    name: str
    team: str = TEAM
    is_admin: bool = False
    is_owner: bool = False
    bot_id: str = ""

    @property
    def is_stranger(self) -> bool:
        """Whether they are of another workspace, met through Slack Connect."""
        return self.team != TEAM


@dataclass(slots=True)
class Channel:
    """A place for messages; the ids of who is in it."""

    id: str
    name: str
    kind: Kind
    members: set[str]


@dataclass(slots=True, eq=False)
class Message:
    """A message as it is now. `edits` are its earlier texts and blocks; the latest comes last."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    bot_id: str = ""
    subtype: str = ""
    to: str = ""
    """Whom alone it is shown to; empty for all."""

    files: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    reactions: list[str] = field(default_factory=list)
    edits: list[tuple[str, list[Json]]] = field(default_factory=list)
    deleted: bool = False

    @property
    def by_bot(self) -> bool:
        """Whether the bot under test wrote it."""
        return self.user == BOT.id

    @property
    def in_thread(self) -> bool:
        """Whether it is a reply."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    def json(self) -> Json:
        """As Slack writes it in answers and payloads, with parts of its own."""
        whole: Json = {"type": "message", "text": self.text, "ts": self.ts, "team": TEAM}
        parts: Json = {
            "user": self.user, "bot_id": self.bot_id, "subtype": self.subtype,
            "blocks": self.blocks, "thread_ts": self.thread_ts, "files": self.files,
            "attachments": self.attachments, "metadata": self.metadata,
            "app_id": APP if self.by_bot else "",
        }  # fmt: skip
        whole |= {name: part for name, part in parts.items() if part}
        if self.edits:
            whole["edited"] = {"user": self.user, "ts": self.ts}
        return copy.deepcopy(whole)


@dataclass(frozen=True, slots=True)
class Call:
    """A call of the bot's and what was answered; `on_purpose`: refused because a test said so."""

    method: str
    arguments: Json
    answer: Json
    at: float
    status: int = 200
    on_purpose: bool = False

    @property
    def error(self) -> str:
        """Slack's word for why not, empty if it was done."""
        return str(self.answer.get("error", ""))


@dataclass(slots=True)
class Trigger:
    """What opens one modal, within a few seconds."""

    person: Person
    made_at: float
    used: bool = False


@dataclass(slots=True)
class ResponseUrl:
    """What lets the bot answer an interaction; `message` is the one whose button was pressed."""

    person: Person
    channel: str
    made_at: float
    message: Message | None
    uses: int = 0


@dataclass(frozen=True, slots=True)
class ResponseUse:
    """One request to a response_url, and Slack's word for why not; empty if it was done."""

    id: str
    body: Json
    error: str
    at: float


BOT: Final = Person("UBOT", "dateline", bot_id="B1")
ANN: Final = Person("UANN", "ann")
BOB: Final = Person("UBOB", "bob")
MO: Final = Person("UMO", "mo", is_admin=True)
OLGA: Final = Person("UOLGA", "olga", is_admin=True, is_owner=True)
STRANGER: Final = Person("USTRANGER", "stranger", team=OTHER_TEAM)
OTHER_BOT: Final = Person("UOTHERBOT", "otherbot", bot_id="B2")
PEOPLE: Final = (BOT, ANN, BOB, MO, OLGA, STRANGER, OTHER_BOT)


@dataclass(slots=True)
class Limits:
    """How long things last, in seconds; a test may have them last less."""

    ack: float = 3.0
    trigger: float = 3.0
    response_url: float = 1_800.0
    between_messages: float = 0.0
    """At least so much between two messages of the bot's in a channel; 0 for any number."""
