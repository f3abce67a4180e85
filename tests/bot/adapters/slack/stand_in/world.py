"""What there is in the stand-in for Slack, and what has happened: the memory of all its parts."""

from __future__ import annotations

import time
from itertools import count
from typing import TYPE_CHECKING, Any

from tests.bot.adapters.slack.stand_in.values import (
    ANN,
    BOB,
    BOT,
    OTHER_BOT,
    PEOPLE,
    STRANGER,
    Call,
    Channel,
    Json,
    Limits,
    Message,
    Person,
    RefusedError,
    ResponseUrl,
    ResponseUse,
    Trigger,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection


class World:
    """One workspace. `clock` tells seconds since 1970."""

    def __init__(
        self, scopes: Collection[str], limits: Limits, clock: Callable[[], float] = time.time
    ) -> None:
        self.scopes = frozenset(scopes)
        self.limits = limits
        self.clock = clock
        self.token = "xoxb-of-nobody"  # noqa: S105 - opens nothing
        self.app_token = "xapp-of-nobody"  # noqa: S105 - opens nothing
        self.revoked = False
        self.url = ""
        self.people = {person.id: person for person in PEOPLE}
        humans = {one.id for one in PEOPLE if not one.bot_id}
        colleagues = humans - {STRANGER.id}
        self.channels = {
            "C1": Channel("C1", "general", "channel", colleagues | {BOT.id, OTHER_BOT.id}),
            "C2": Channel("C2", "random", "channel", colleagues | {OTHER_BOT.id}),
            "C3": Channel("C3", "secret", "group", {ANN.id, BOB.id, BOT.id}),
            "C4": Channel("C4", "partners", "channel", humans | {BOT.id}),
        }
        for human in sorted(humans):
            dm = Channel(f"D{human[1:]}", human, "im", {human, BOT.id})
            self.channels[dm.id] = dm
        self.messages: list[Message] = []
        self.calls: list[Call] = []
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.response_uses: list[ResponseUse] = []
        self.views: dict[str, list[Json]] = {}
        self.all_views: list[Json] = []
        self.prompts: dict[str, Json] = {}
        self.statuses: list[Json] = []
        self.files: dict[str, Json] = {}
        self.tickets: set[str] = set()
        self.failures: list[tuple[str, Json, int]] = []
        self.on_posted: Callable[[Message], None] = lambda _: None
        self.on_changed: Callable[[Message, Json], None] = lambda _message, _previous: None
        self.on_deleted: Callable[[Message], None] = lambda _: None
        self._numbers = count(1)
        self._last_ts = 0

    def new_id(self, prefix: str) -> str:
        """An id that no other thing has."""
        return f"{prefix}{next(self._numbers):06d}"

    def new_ts(self) -> str:
        """The time now, and later than any before it: what a message is known by."""
        self._last_ts = max(self._last_ts + 100, int(self.clock() * 1_000_000))
        seconds, micro = divmod(self._last_ts, 1_000_000)
        return f"{seconds}.{micro:06d}"

    def dm_of(self, person: Person) -> str:
        """The id of the channel between a person and the bot."""
        return f"D{person.id[1:]}"

    def new_trigger(self, person: Person) -> str:
        """The id of a trigger that has just been pulled."""
        trigger = f"{next(self._numbers)}.{next(self._numbers)}.{self.new_id('t')}"
        self.triggers[trigger] = Trigger(person, self.clock())
        return trigger

    def new_response_url(self, person: Person, channel: str, message: Message | None) -> str:
        """An address at which the bot may answer."""
        name = self.new_id("R")
        self.response_urls[name] = ResponseUrl(person, channel, self.clock(), message)
        return f"{self.url}/response/{name}"

    def channel(self, name: str) -> Channel:
        """By its id. Raises RefusedError."""
        if name not in self.channels:
            raise RefusedError("channel_not_found")
        return self.channels[name]

    def is_shared(self, channel: Channel) -> bool:
        """Whether people of another workspace are in it."""
        return any(self.people[one].is_stranger for one in channel.members)

    def find(self, channel: str, ts: str) -> Message | None:
        """A message that all see and nobody has deleted."""
        fitting = (one for one in self.messages if (one.channel, one.ts) == (channel, ts))
        return next((one for one in fitting if not one.to and not one.deleted), None)

    def post(self, message: Message) -> Message:
        """Show a new message."""
        self.name_blocks(message.blocks)
        self.messages.append(message)
        self.on_posted(message)
        return message

    def change(self, message: Message, **parts: Any) -> None:
        """Give a message another text or other blocks."""
        previous = message.json()
        message.edits.append((message.text, message.blocks))
        self.name_blocks(parts.get("blocks", []))
        for name, part in parts.items():
            setattr(message, name, part)
        self.on_changed(message, previous)

    def delete(self, message: Message) -> None:
        """Take a message away from where it is shown."""
        message.deleted = True
        self.on_deleted(message)

    def name_blocks(self, blocks: list[Json]) -> None:
        """As Slack does where the bot has given no id."""
        for block in blocks:
            block.setdefault("block_id", self.new_id("b"))
            accessory = [block["accessory"]] if "accessory" in block else []
            elements = [*block.get("elements", []), *accessory]
            for element in elements if block["type"] in {"actions", "section"} else []:
                element.setdefault("action_id", self.new_id("a"))
