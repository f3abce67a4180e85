"""The whole of the stand-in: people act, the bot is reached and answers, and it is looked at.

Use it as `async with Slack() as slack`; it listens on a free port of 127.0.0.1 alone.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Final, Self

from aiohttp import web

from tests.bot.adapters.slack.stand_in import values
from tests.bot.adapters.slack.stand_in.delivery import Act, PostOffice
from tests.bot.adapters.slack.stand_in.http_mode import HttpMode
from tests.bot.adapters.slack.stand_in.people import People
from tests.bot.adapters.slack.stand_in.pings import pings
from tests.bot.adapters.slack.stand_in.responses import Responses
from tests.bot.adapters.slack.stand_in.sockets import Sockets
from tests.bot.adapters.slack.stand_in.web_api import WebApi
from tests.bot.adapters.slack.stand_in.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from random import Random
    from types import TracebackType

    from tests.bot.adapters.slack.stand_in.sockets import Reason
    from tests.bot.adapters.slack.stand_in.values import Call, Json, Message, Person, ResponseUse

SECONDS: Final = 10.0
"""Longer than anything a test waits for takes."""


class Slack(People):
    """One workspace. The bot isn't in random; secret is private; partners has strangers in it."""

    bot, ann, bob, mo, olga = values.BOT, values.ANN, values.BOB, values.MO, values.OLGA
    stranger, other_bot = values.STRANGER, values.OTHER_BOT
    general, random, secret, partners = "C1", "C2", "C3", "C4"

    def __init__(
        self, *, scopes: Collection[str] = values.ALL_SCOPES, message_events: bool = False,
        echoes: bool = True, seconds_a_message: float = 0.0, ack_seconds: float = 3.0,
        trigger_seconds: float = 3.0, response_url_seconds: float = 1_800.0,
        clock: Callable[[], float] = time.time,
    ) -> None:  # fmt: skip
        """With `echoes` the bot is told of its own messages too, where it hears messages."""
        limits = values.Limits(
            ack_seconds, trigger_seconds, response_url_seconds, seconds_a_message
        )
        self.world = World(scopes, limits, clock)
        super().__init__(self.world, self._send, message_events=message_events)
        self.later = People(self.world, lambda _: None, message_events=message_events)
        """People whose acts wait until `deliver` or `deliver_shuffled`."""

        self.sockets = Sockets(self.world)
        self.acts: list[Act] = []
        """All that were sent, in order."""

        self._api = WebApi(self.world)
        self._post_office = PostOffice(ack_seconds, self.sockets)
        self._http: HttpMode | None = None
        self._runner: web.AppRunner
        if echoes:
            self.world.on_posted, self.world.on_deleted = self.echo_posted, self.echo_deleted
            self.world.on_changed = self.echo_changed

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=16 * 1024**2)
        for part in (self._api, self.sockets, Responses(self.world)):
            app.add_routes(part.routes())
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.world.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._post_office.close()
        if self._http is not None:
            await self._http.close()
        await self.sockets.close()
        await self._runner.cleanup()

    @property
    def api_url(self) -> str:
        """For `AsyncWebClient(base_url=…)`."""
        return f"{self.world.url}/api/"

    @property
    def token(self) -> str:
        """The bot's own."""
        return self.world.token

    @property
    def app_token(self) -> str:
        """What connections are made with."""
        return self.world.app_token

    # ── how acts get there ───────────────────────────────────────────────────────────────────

    def deliver(self, *acts: Act) -> None:
        """Send acts of `later` people, one after the other."""
        for act in acts:
            self._send(act)

    async def deliver_shuffled(self, acts: Sequence[Act], rng: Random) -> None:
        """Send all that belongs to these acts, in any order."""
        deliveries = [one for act in acts for one in act.sendings]
        rng.shuffle(deliveries)
        self.acts += acts
        self._post_office.deliver(deliveries)
        await asyncio.sleep(0)

    async def use_http(self, url: str, signing_secret: str) -> None:
        """From now on, send signed requests to that address."""
        if self._http is not None:
            await self._http.close()
        self._http = HttpMode(self.world, url, signing_secret)
        self._post_office.transport = self._http

    async def verify_url(self) -> bool:
        """Whether the bot's address answers `url_verification`."""
        return await self._over_http().verify()

    async def forge(self, act: Act, *, stale: bool = False) -> list[int]:
        """Statuses of requests with an act of `later` people, falsely signed, or `stale`."""
        return [await self._over_http().forge(one, stale=stale) for one in act.deliveries]

    # ── what goes wrong ──────────────────────────────────────────────────────────────────────

    def revoke(self) -> None:
        """Make the bot's token worth nothing."""
        self.world.revoked = True

    def drop(self) -> None:
        """Break all connections without a word."""
        self.sockets.drop()

    async def disconnect(self, reason: Reason = "refresh_requested") -> None:
        """Ask the bot to connect anew."""
        await self.sockets.disconnect(reason)

    def refuse_connections(self, refuse: bool = True) -> None:
        """Let nobody connect until it is called with False."""
        self.sockets.refusing = self._api.refusing = refuse

    def fail_next(
        self, method: str, error: str = "internal_error", *, status: int = 200, times: int = 1
    ) -> None:
        """Refuse the next calls of a method, whatever they ask; they don't count as refused."""
        answer = {"ok": False, "error": error}
        self.world.failures += [(method, answer, status)] * times

    # ── what came of it ──────────────────────────────────────────────────────────────────────

    async def until(self, condition: Callable[[], object], seconds: float = SECONDS) -> None:
        """Wait for a condition. Raises AssertionError, with what the bot called last."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                last = [f"{one.method} {one.error} {one.arguments}" for one in self.calls[-8:]]
                raise AssertionError(f"waited {seconds:g} s in vain; the last calls were {last}")
            await asyncio.sleep(0.005)

    async def connected(self, connections: int = 1) -> None:
        """Wait for so many connections."""
        await self.until(lambda: len(self.sockets.connections) >= connections)

    @property
    def calls(self) -> list[Call]:
        """All calls of the bot's, among them requests to a response_url, named so."""
        return self.world.calls

    @property
    def refused(self) -> list[Call]:
        """Those that Slack did not carry out, but for what came too fast or was to fail."""
        failed = (one for one in self.calls if one.error and not one.on_purpose)
        return [one for one in failed if one.error != "ratelimited"]

    @property
    def said(self) -> list[Message]:
        """All messages of the bot's, even those to one person and those taken away again."""
        return [one for one in self.world.messages if one.by_bot]

    def messages(self, channel: str, thread_ts: str | None = None) -> list[Message]:
        """What all see in a channel and not in its threads; or the replies in one thread."""
        shown = [one for one in self.world.messages if one.channel == channel]
        shown = [one for one in shown if not one.to and not one.deleted]
        if thread_ts is None:
            return [one for one in shown if not one.in_thread]
        return [one for one in shown if one.in_thread and one.thread_ts == thread_ts]

    def ephemeral(self, channel: str, person: Person) -> list[Message]:
        """What one person alone sees in a channel."""
        shown = [one for one in self.world.messages if one.channel == channel]
        return [one for one in shown if one.to == person.id and not one.deleted]

    def view(self, person: Person) -> Json | None:
        """The modal that a person has before them, as it is now."""
        stack = self.world.views.get(person.id)
        return stack[-1] if stack else None

    def prompts(self, channel: str) -> list[Json]:
        """The prompts that are suggested in a conversation with the bot."""
        return list(self.world.prompts.get(channel, {}).get("prompts", []))

    @property
    def statuses(self) -> list[Json]:
        """All that were set, with `channel_id`, `thread_ts`, `status` and `at`."""
        return self.world.statuses

    @property
    def files(self) -> list[Json]:
        """All files, with `name`, `title`, `content`, `channels` and `thread_ts`."""
        return list(self.world.files.values())

    @property
    def response_url_uses(self) -> list[ResponseUse]:
        """All requests to a response_url."""
        return self.world.response_uses

    @property
    def pings(self) -> list[str]:
        """Every text of the bot's that calls people. The name of an asker counts, too."""
        return pings(self.world)

    def _send(self, act: Act) -> None:
        self.acts.append(act)
        self._post_office.deliver(act.sendings)

    def _over_http(self) -> HttpMode:
        if self._http is None:
            raise ValueError("the bot is reached over sockets; call use_http first")
        return self._http
