"""The bot as a program, looked after: its port, its log and its list of processes."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import os
import re
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bot.adapters.discord.wire import TOKEN, Wire
from tests.bot.adapters.discord.wire_process import COMMAND, ROOT, connected, started, stopped
from tests.bot.adapters.discord.wire_world import BreakOff, SlowDown

pytestmark = pytest.mark.asyncio

HERE = "127.0.0.1"
BRIDGE = "When did the bridge open?"
UNKNOWN = "Why did Zeppelin Aluminium withdraw?"


def free_port() -> int:
    with socket.socket() as one:
        one.bind((HERE, 0))
        port: int = one.getsockname()[1]
        return port


@dataclass(frozen=True, slots=True)
class Port:
    """A bot's METRICS_PORT."""

    number: int

    @property
    def setting(self) -> dict[str, str]:
        return {"METRICS_PORT": str(self.number)}

    async def says(self, path: str) -> tuple[int, str]:
        def ask() -> tuple[int, str]:
            connection = http.client.HTTPConnection(HERE, self.number, timeout=10)
            with contextlib.closing(connection):
                connection.request("GET", path)
                answer = connection.getresponse()
                return answer.status, answer.read().decode()

        return await asyncio.to_thread(ask)

    async def shows(self, **expected: float) -> None:
        """Wait until the samples of these names, each with its labels, have these values.

        An answer is seen a little before its sender knows that it was.
        """
        found: dict[str, float] = {}
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(10):
                while found != expected:
                    await asyncio.sleep(0.02)
                    _, text = await self.says("/metrics")
                    lines = [line.rpartition(" ") for line in text.splitlines()]
                    found = {name: float(value) for name, _, value in lines if name in expected}
        assert found == expected

    async def until(self, path: str, status: int) -> None:
        async with asyncio.timeout(10):
            while (await self.says(path))[0] != status:
                await asyncio.sleep(0.02)


@pytest.fixture
def port() -> Port:
    return Port(free_port())


async def probe(folder: Path, **env: str) -> tuple[int, str]:
    """`python -m bot --healthy`: its exit code and what it says."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DISCORD_")}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "--healthy", cwd=folder,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        env={**kept, "PYTHONPATH": str(ROOT), **env},
    )  # fmt: skip
    said, _ = await process.communicate()
    assert process.returncode is not None
    return process.returncode, said.decode()


async def test_what_is_asked_is_counted_by_outcome_and_timed_by_stage(
    tmp_path: Path, port: Port
) -> None:
    async with Wire() as wire, connected(wire, tmp_path, (), **port.setting) as bot:
        asked = [wire.mention(BRIDGE), wire.slash("ask", question=BRIDGE), wire.mention(UNKNOWN)]
        for one in asked:
            await wire.answered(one)
        outcome = 'dateline_calls_total{command="ask",outcome="%s",platform="discord"}'
        stage = 'dateline_stage_seconds_count{stage="%s"}'
        heard = 'dateline_ack_seconds_%s{heard="%s"}'
        await port.shows(
            **{outcome % "quotes": 2, outcome % "not said": 1},
            **{stage % "waiting": 3, stage % "working": 3, stage % "sending": 3},
            **{heard % ("count", "message"): 2, heard % ("count", "interaction"): 1},
            dateline_articles=1, dateline_connected=1, dateline_queue_length=0,
        )  # fmt: skip
        for kind in ("message", "interaction"):  # by real clocks, on one machine
            within = f'dateline_ack_seconds_bucket{{heard="{kind}",le="5.0"}}'
            await port.shows(**{within: 2 if kind == "message" else 1})
        await stopped(bot)


async def test_it_is_ready_only_while_it_is_connected_and_well_all_the_time(
    tmp_path: Path, port: Port
) -> None:
    async with Wire() as wire:
        wire.disturb("GET", "/users/@me$", SlowDown(1.0))
        async with started(wire.base, tmp_path, **port.setting) as bot:
            await wire.until(lambda: bool(wire.requests("GET", "/users/@me$")))
            assert await port.says("/readyz") == (503, "the platform is not connected\n")
            assert await port.says("/healthz") == (200, "ok\n")
            await bot.says("oauth2/authorize")
            assert await port.says("/readyz") == (200, "ready\n")
            for _ in range(40):  # each try, and aiohttp's own after it
                wire.disturb("GET", "/gateway", BreakOff())
            wire.gateway.drop()
            await port.until("/readyz", 503)
            assert await port.says("/healthz") == (200, "ok\n")
            await port.until("/readyz", 200)
            await stopped(bot)


async def test_a_container_can_ask_whether_it_is_well(tmp_path: Path, port: Port) -> None:
    async with Wire() as wire, connected(wire, tmp_path, (), **port.setting) as bot:
        assert await probe(tmp_path, **port.setting) == (0, "dateline: the bot is well\n")
        await stopped(bot)
    code, said = await probe(tmp_path, **port.setting)
    assert code == 1
    assert said.startswith(f"dateline: nobody answers on port {port.number} (")
    assert said.count("\n") == 1
    assert (await probe(tmp_path))[0] == 1
    assert (await probe(tmp_path, METRICS_PORT="many"))[0] == 1


async def test_a_port_in_use_ends_it_with_2_and_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind((HERE, 0))
        other.listen()
        taken = str(other.getsockname()[1])
        async with Wire() as wire, started(wire.base, tmp_path, METRICS_PORT=taken) as bot:
            assert await bot.ended() == 2
            assert not wire.requests("GET", "/users/@me$")
    assert bot.said == (
        f"dateline: nothing can be told on {HERE}, port {taken} (Address already in use); choose "
        "another METRICS_PORT, or an address of this machine as METRICS_HOST\n"
    )


async def test_in_json_every_line_is_an_object_and_holds_no_word_of_what_was_said(
    tmp_path: Path,
) -> None:
    told = {"LOG_FORMAT": "json", "LOG_LEVEL": "INFO"}
    async with Wire() as wire, connected(wire, tmp_path, (), **told) as bot:
        for question in (BRIDGE, UNKNOWN):
            await wire.answered(wire.slash("ask", question=question))
        wire.gateway.drop()
        await wire.until(lambda: wire.gateway.resumed == 1)
        await stopped(bot)
    lines = [json.loads(line) for line in bot.said.splitlines()]
    assert all({"timestamp", "level", "logger", "message"} <= set(line) for line in lines)
    assert [line["outcome"] for line in lines if "outcome" in line] == ["quotes", "not said"]
    assert not re.findall("bridge|opened|zeppelin|aluminium", bot.said, re.IGNORECASE)
    assert TOKEN not in bot.said


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="only Linux has /proc")
async def test_no_list_of_processes_shows_the_token(tmp_path: Path) -> None:
    async with Wire() as wire, connected(wire, tmp_path) as bot:
        command = Path(f"/proc/{bot.process.pid}/cmdline").read_text(encoding="utf-8")
        await stopped(bot)
    assert COMMAND[-1] in command
    assert TOKEN not in command
