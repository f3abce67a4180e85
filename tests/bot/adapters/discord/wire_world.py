"""What is so and what has happened in the stand-in for Discord: the memory of all its parts."""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.bot.adapters.discord.wire_payloads import Json


@dataclass(frozen=True, slots=True)
class SlowDown:
    """A request is answered with 429: try again in so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class BreakOff:
    """The connection ends in the middle of a request; `done`: after it was carried out."""

    done: bool = False


Disturbance: TypeAlias = SlowDown | BreakOff


@dataclass(frozen=True, slots=True)
class Request:
    """A request of the bot's, at `time.monotonic()`, and the status it was answered with."""

    at: float
    method: str
    path: str
    body: Json
    status: int


@dataclass(frozen=True, slots=True)
class Shown:
    """What people saw of a message from a moment on, which may be once more, after an edit."""

    at: float
    message: str
    body: Json


@dataclass(slots=True)
class Asked:
    """A question, and what became of it. Times are those of `time.monotonic()`."""

    name: str
    """Of the event that it came with: MESSAGE_CREATE or INTERACTION_CREATE."""

    event: Json
    sent_at: float = field(default_factory=time.monotonic)
    acknowledged_at: float | None = None
    shown: list[Shown] = field(default_factory=list)
    callback: int | None = None
    """The type of the one callback that an interaction may have."""

    original: Json | None = None
    """The message that an interaction's callback made, seen or still "thinking"."""

    @property
    def outcomes(self) -> int:
        """How many messages answer it."""
        return len({one.message for one in self.shown})

    @property
    def last(self) -> Json:
        """What is seen in the end."""
        return self.shown[-1].body

    def acknowledge(self, at: float) -> None:
        """Only the first sign of life counts."""
        if self.acknowledged_at is None:
            self.acknowledged_at = at


class World:
    """Lives as long as the stand-in; the bot may come and go."""

    def __init__(self, token: str, channels: int, *, grants_content: bool) -> None:
        self.token = token
        self.channels = channels
        self.grants_content = grants_content
        self.gateway_url = ""
        self.commands: list[Json] = []
        self.syncs = 0
        self.requests: list[Request] = []
        self.messages: dict[str, Json] = {}
        self.asked: dict[str, Asked] = {}
        """By the id of the message or interaction."""

        self.by_token: dict[str, Asked] = {}
        self._unanswered: dict[str, list[Asked]] = {}
        self._disturbances: list[tuple[str, re.Pattern[str], Disturbance]] = []
        self._changed = asyncio.Event()

    def note(self, asked: Asked) -> None:
        """Somebody asks something."""
        self.asked[asked.event["id"]] = asked
        if token := asked.event.get("token"):
            self.by_token[token] = asked
        else:
            self._unanswered.setdefault(asked.event["channel_id"], []).append(asked)

    def typing(self, channel: str, at: float) -> None:
        """The bot is seen typing: an answer to all that was asked in that channel."""
        for asked in self._unanswered.pop(channel, []):
            asked.acknowledge(at)

    def show(self, asked: Asked | None, message: Json) -> None:
        """A message, new or edited, is seen; it answers `asked`, if anything."""
        self.messages[message["id"]] = message
        if asked is not None:
            now = time.monotonic()
            asked.acknowledge(now)
            asked.shown.append(Shown(now, message["id"], message))

    def disturb(self, method: str, path: str, disturbance: Disturbance) -> None:
        """Disturb the next request of that method whose path has the pattern `path` in it."""
        self._disturbances.append((method, re.compile(path), disturbance))

    def disturbance(self, method: str, path: str) -> Disturbance | None:
        """What happens to this request; each disturbance happens once."""
        for at, (wanted, pattern, disturbance) in enumerate(self._disturbances):
            if wanted == method and pattern.search(path):
                del self._disturbances[at]
                return disturbance
        return None

    def ring(self) -> None:
        """Wake up all that wait for a change."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def until(self, condition: Callable[[], bool], seconds: float) -> None:
        """Wait for a condition, which is looked at after each change. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while not condition():
                await self._changed.wait()
