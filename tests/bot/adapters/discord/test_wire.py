"""The bot as a program on Discord's network: starting, breaks, repeats, refusals and stopping.

Each test starts it in a process of its own, on a stand-in for Discord over real sockets.
"""

from __future__ import annotations

import asyncio
import signal
import socket
from typing import TYPE_CHECKING

import pytest

from tests.bot.adapters.discord.wire import SECONDS, Wire
from tests.bot.adapters.discord.wire_process import connected, started, stopped
from tests.bot.adapters.discord.wire_world import BreakOff, SlowDown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.adapters.discord.wire_world import Asked


pytestmark = pytest.mark.asyncio

BRIDGE = "When did the bridge open?"
SLOW = "When did the slow bridge open?"
MESSAGES = "/channels/[0-9]+/messages$"


def first_words(asked: Asked) -> str:
    """Of what is seen in the end."""
    shown = asked.last
    return str(shown["embeds"][0]["description"] if shown["embeds"] else shown["content"])


# ── starting ─────────────────────────────────────────────────────────────────────────────────


async def test_it_connects_tells_its_commands_and_says_how_to_invite_it(tmp_path: Path) -> None:
    async with Wire() as wire, connected(wire, tmp_path) as bot:
        assert wire.gateway.identified == 1
        assert {"ask", "sources", "help", "rebuild"} <= set(wire.commands)
        assert "dateline: Connected to Discord as dateline, in 1 server" in bot.said
        assert "https://discord.com/oauth2/authorize?client_id=7" in bot.said


async def test_commands_are_told_until_they_are_known_and_then_no_more(tmp_path: Path) -> None:
    async with Wire() as wire:
        for _ in range(2):  # aiohttp tries once more by itself
            wire.disturb("PUT", "/commands$", BreakOff())
        for told in (0, 1, 1):
            async with connected(wire, tmp_path) as bot:
                await stopped(bot)
            assert wire.syncs == told


async def test_a_wrong_token_ends_it_with_2_and_the_cure(tmp_path: Path) -> None:
    wrong = {"DISCORD_TOKEN": "not.the.right-one"}
    async with Wire() as wire, started(wire.base, tmp_path, **wrong) as bot:
        assert await bot.ended() == 2
    assert bot.said.startswith("dateline: Discord refuses DISCORD_TOKEN")
    assert bot.said.count("\n") == 1
    assert wrong["DISCORD_TOKEN"] not in bot.said


async def test_an_intent_that_is_not_granted_ends_it_with_2_and_the_cure(tmp_path: Path) -> None:
    on = {"DISCORD_READ_THREADS": "true"}
    async with Wire(grants_content=False) as wire, started(wire.base, tmp_path, **on) as bot:
        assert await bot.ended() == 2
    assert bot.said.startswith("dateline: DISCORD_READ_THREADS is on, but")
    assert bot.said.count("\n") == 1


async def test_a_network_that_refuses_or_breaks_off_ends_it_with_2_and_a_sentence(
    tmp_path: Path,
) -> None:
    async def can_not_be_reached(base: str, folder: str) -> None:
        (tmp_path / folder).mkdir()
        async with started(base, tmp_path / folder) as bot:
            assert await bot.ended() == 2
        assert bot.said.splitlines()[-1].startswith("dateline: Discord can't be reached (")
        assert "Traceback" not in bot.said

    async def breaks_off(path: str) -> None:
        async with Wire() as wire:
            for _ in range(2):  # aiohttp tries once more by itself
                wire.disturb("GET", path, BreakOff())
            await can_not_be_reached(wire.base, path.replace("/", "-"))

    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # taken, so that no other listens there either
        port = nobody.getsockname()[1]
        async with asyncio.TaskGroup() as all_at_once:
            all_at_once.create_task(
                can_not_be_reached(f"http://127.0.0.1:{port}/api/v10", "refuses")
            )
            all_at_once.create_task(breaks_off("/users/@me"))
            all_at_once.create_task(breaks_off("/gateway"))


# ── answering ────────────────────────────────────────────────────────────────────────────────


async def test_a_mention_is_answered_once_and_so_is_a_command(tmp_path: Path) -> None:
    async with Wire() as wire, connected(wire, tmp_path) as bot:
        mentioned = wire.mention(SLOW)
        await wire.until(lambda: mentioned.acknowledged_at is not None)
        typed = wire.slash("ask", question=BRIDGE)
        await wire.until(lambda: typed.acknowledged_at is not None)
        assert (mentioned.outcomes, typed.outcomes) == (0, 0)
        await wire.answered(mentioned)
        await wire.answered(typed)
        await stopped(bot)
    for asked in (mentioned, typed):
        assert first_words(asked).startswith("> The **bridge**")
        assert asked.outcomes == 1
    assert len(wire.requests("POST", "/typing$")) == 1
    assert len(wire.requests("POST", "/callback$")) == 1


async def test_an_answer_that_came_too_fast_is_sent_again_and_seen_once(tmp_path: Path) -> None:
    async with Wire() as wire, connected(wire, tmp_path) as bot:
        wire.disturb("POST", MESSAGES, SlowDown(0.3))
        asked = wire.mention(BRIDGE)
        await wire.answered(asked)
        await stopped(bot)
    tries = wire.requests("POST", MESSAGES)
    assert [one.status for one in tries] == [429, 200]
    assert tries[1].at - tries[0].at >= 0.3
    assert asked.outcomes == 1


async def test_what_breaks_off_on_its_way_out_is_sent_again_and_seen_once(tmp_path: Path) -> None:
    # The acknowledgement that is sent again, Discord says that it has already.
    async with Wire(channels=2) as wire, connected(wire, tmp_path, refusals=[400]) as bot:
        wire.disturb("POST", f"{wire.channel(0)}/messages$", BreakOff(done=True))
        wire.disturb("POST", f"{wire.channel(1)}/messages$", BreakOff())
        wire.disturb("POST", f"{wire.channel(1)}/typing$", BreakOff())
        wire.disturb("POST", "/callback$", BreakOff(done=True))
        wire.disturb("PATCH", "/@original$", BreakOff())
        all_asked = [
            wire.mention(BRIDGE, channel=0),
            wire.mention(BRIDGE, channel=1),
            *(wire.slash("ask", question=BRIDGE) for _ in range(2)),
        ]
        await wire.until(lambda: all(asked.shown for asked in all_asked))
        await stopped(bot)
    assert [asked.outcomes for asked in all_asked] == [1, 1, 1, 1]
    assert all(first_words(asked).startswith("> The **bridge**") for asked in all_asked)


# ── breaks ───────────────────────────────────────────────────────────────────────────────────


async def test_after_a_break_all_is_answered_once_though_told_twice(tmp_path: Path) -> None:
    async with Wire() as wire, connected(wire, tmp_path) as bot:
        before = wire.mention(BRIDGE)
        await wire.answered(before)
        wire.gateway.drop(rewind=1)
        missed = wire.mention(BRIDGE)
        await wire.answered(missed)
        for _ in range(4):  # two tries, and aiohttp's own after each
            wire.disturb("GET", "/gateway", BreakOff())
        wire.gateway.drop(rewind=2)
        last = wire.mention(BRIDGE)
        await wire.answered(last)
        await stopped(bot)
    assert (wire.gateway.identified, wire.gateway.resumed) == (1, 2)
    assert [asked.outcomes for asked in (before, missed, last)] == [1, 1, 1]
    assert len(wire.requests("POST", MESSAGES)) == 3  # not even tried again
    assert bot.said.count("Attempting a reconnect") == 2


async def test_a_session_that_discord_forgot_is_begun_anew(tmp_path: Path) -> None:
    async with Wire() as wire, connected(wire, tmp_path) as bot:
        wire.gateway.forget()
        wire.gateway.drop()
        await wire.until(lambda: wire.gateway.identified == 2)
        asked = wire.mention(BRIDGE)
        await wire.answered(asked)
        await stopped(bot)
    assert (wire.gateway.resumed, wire.syncs, asked.outcomes) == (0, 1, 1)


async def test_a_token_that_is_revoked_ends_it_with_2_and_the_cure(tmp_path: Path) -> None:
    async with Wire() as wire, connected(wire, tmp_path) as bot:
        await wire.revoke()
        assert await bot.ended() == 2
    sentences = bot.said.splitlines()
    assert sentences[-1].startswith("dateline: Discord refuses DISCORD_TOKEN")
    assert len(sentences) == 3  # and the two that say how to invite it


# ── stopping ─────────────────────────────────────────────────────────────────────────────────


async def test_it_stops_when_what_was_asked_is_answered(tmp_path: Path) -> None:
    async def stops_at(number: signal.Signals) -> None:
        folder = tmp_path / number.name
        folder.mkdir()
        async with Wire() as wire, connected(wire, folder) as bot:
            asked = [wire.slash("ask", question=SLOW), wire.mention(BRIDGE)]
            await wire.until(lambda: all(one.acknowledged_at is not None for one in asked))
            assert asked[0].outcomes == 0
            await stopped(bot, number)
        assert [one.outcomes for one in asked] == [1, 1]
        assert all(first_words(one).startswith("> The **bridge**") for one in asked)

    async with asyncio.TaskGroup() as both:
        both.create_task(stops_at(signal.SIGTERM))
        both.create_task(stops_at(signal.SIGINT))


async def test_it_stops_at_once_while_it_waits_to_connect(tmp_path: Path) -> None:
    async with Wire() as wire, started(wire.base, tmp_path) as bot:
        wire.disturb("GET", "/users/@me$", SlowDown(2 * SECONDS))
        await wire.until(lambda: bool(wire.requests("GET", "/users/@me$")))
        await stopped(bot)
    assert "Traceback" not in bot.said
