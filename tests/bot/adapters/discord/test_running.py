"""The life of a connection, over a client that connects to nothing."""

from __future__ import annotations

import asyncio
import os
import signal
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import pytest

from bot.adapters.discord import phrases
from bot.adapters.discord.client import MANNER
from bot.adapters.discord.connection import DiscordConnection
from bot.core.answering import Answering
from bot.core.errors import JobAbortedError, StartError
from bot.core.reply import Notice, NotSaid, Reply
from bot.core.responder import Responder
from bot.core.running import run
from index.clock import utc_now
from index.errors import ModelMissingError, StoreBusyError
from tests.bot.fakes import ROOMY, BlockingArchive, FakeArchive, make_call, make_services

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.adapters.discord.outgoing import Outgoing
    from bot.core.reply import BuildOutcome


class Client:
    """Stays connected until it is closed, unless `error` keeps it from connecting."""

    def __init__(self, responder: Responder, error: BaseException | None = None) -> None:
        self.answering = Answering(responder, MANNER, utc_now)
        self.connected = asyncio.Event()
        self._error = error
        self._closed = asyncio.Event()

    @property
    def is_connected(self) -> bool:
        return self.connected.is_set() and not self._closed.is_set()

    async def __aenter__(self) -> Client:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def start(self, token: str) -> None:
        assert token == "secret"  # noqa: S105 - no token of anything
        if self._error is not None:
            raise self._error
        self.connected.set()
        await self._closed.wait()

    async def close(self) -> None:
        self._closed.set()


class Kept:
    """A delivery that keeps what is delivered."""

    def __init__(self) -> None:
        self.delivered: list[Sequence[Outgoing]] = []

    async def hold(self, text: str) -> None:
        raise AssertionError(text)

    async def deliver(self, messages: Sequence[Outgoing]) -> list[str]:
        self.delivered.append(messages)
        return ["1"]


async def run_with(
    client: Any, responder: Responder, first_build: Future[BuildOutcome] | None = None
) -> None:
    connection = DiscordConnection(client, "secret")
    await run([connection], responder, keep_days=30, first_build=first_build)


def refused(error: BaseException) -> str:
    async def scenario() -> None:
        with Responder(make_services(FakeArchive()), ROOMY) as responder:
            await run_with(Client(responder, error), responder)

    with pytest.raises(StartError) as caught:
        asyncio.run(scenario())
    return str(caught.value)


def closed_with(code: int) -> discord.ConnectionClosed:
    socket: Any = SimpleNamespace(close_code=code)
    return discord.ConnectionClosed(socket, shard_id=None, code=code)


def test_a_token_that_is_refused_names_the_cure() -> None:
    assert refused(discord.LoginFailure("no")) == phrases.REFUSED


def test_a_token_that_is_revoked_names_the_cure() -> None:
    assert refused(closed_with(4004)) == phrases.REFUSED


def test_an_intent_that_is_not_granted_names_the_cure() -> None:
    assert refused(discord.PrivilegedIntentsRequired(None)) == phrases.NO_INTENT


@pytest.mark.parametrize(
    "error",
    [
        ConnectionRefusedError("nobody there"),
        aiohttp.ServerDisconnectedError(),
        TimeoutError(),
        closed_with(4011),
    ],
)
def test_a_discord_that_can_not_be_reached_is_a_sentence(error: BaseException) -> None:
    assert "Discord can't be reached" in refused(error)


@pytest.mark.parametrize("error", [ModelMissingError("x", "is not there"), JobAbortedError()])
def test_without_a_first_index_it_does_not_go_on(error: Exception) -> None:
    async def scenario() -> None:
        first: Future[BuildOutcome] = Future()
        with Responder(make_services(None), ROOMY) as responder:
            client = Client(responder)
            running = asyncio.create_task(run_with(client, responder, first))
            await client.connected.wait()
            first.set_exception(error)
            await running

    with pytest.raises(StartError, match="there is no index, and building one failed"):
        asyncio.run(scenario())


def test_while_another_process_builds_the_first_index_it_goes_on() -> None:
    async def scenario() -> None:
        first: Future[BuildOutcome] = Future()
        with Responder(make_services(None), ROOMY) as responder:
            client = Client(responder)
            running = asyncio.create_task(run_with(client, responder, first))
            await client.connected.wait()
            first.set_exception(StoreBusyError(Path("store")))
            done, _ = await asyncio.wait({running}, timeout=0.1)
            assert not done
            await client.close()
            await running

    asyncio.run(scenario())


async def refused_call(responder: Responder) -> Reply:
    """The reply to the first call that doesn't have to wait for the archive."""
    while True:
        call = asyncio.create_task(responder.respond(make_call("late")))
        await asyncio.wait({call}, timeout=0.02)
        if call.done():
            return call.result()
        call.cancel()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_lets_answers_under_way_come_to_their_end(number: signal.Signals) -> None:
    archive = BlockingArchive()

    async def scenario() -> tuple[list[type], list[type]]:
        with Responder(make_services(archive), ROOMY) as responder:
            client, kept = Client(responder), Kept()
            running = asyncio.create_task(run_with(client, responder))
            await client.connected.wait()
            asking = [
                asyncio.create_task(client.answering.answer(make_call(f"{n}"), kept))
                for n in range(3)
            ]
            assert await asyncio.to_thread(archive.begun.acquire, timeout=10)
            os.kill(os.getpid(), number)
            late = await refused_call(responder)
            archive.release.set()
            await running
            assert len(kept.delivered) == 3, "all were delivered before the connection ended"
            bodies = [reply.body for reply in await asyncio.gather(*asking) if reply]
            return [type(body) for body in bodies], [type(late.body)]

    assert asyncio.run(scenario()) == ([NotSaid] * 3, [Notice])


def test_a_connection_that_ends_by_itself_ends_the_bot() -> None:
    async def scenario() -> None:
        with Responder(make_services(FakeArchive()), ROOMY) as responder:
            client = Client(responder)
            running = asyncio.create_task(run_with(client, responder))
            await client.connected.wait()
            await client.close()
            await running

    asyncio.run(scenario())
