"""The three addresses, over a real socket, and the probe that asks one of them."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import socket
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from bot.core.errors import StartError
from bot.core.responder import Responder
from bot.operations.health import Health
from bot.operations.metrics import fresh_metrics
from bot.operations.probe import why_unwell
from bot.operations.server import serving
from tests.bot.core.asking import begun
from tests.bot.fakes import ROOMY, BlockingArchive, FakeArchive, make_call, make_services

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.core.archive import Archive

pytestmark = pytest.mark.asyncio

HERE = "127.0.0.1"


@dataclass
class Served:
    """A bot whose port is served. `connected` is what its platform says."""

    port: int
    responder: Responder
    connected: bool = True

    async def ask(self, path: str, method: str = "GET") -> tuple[int, str, http.client.HTTPMessage]:
        def talk() -> tuple[int, str, http.client.HTTPMessage]:
            connection = http.client.HTTPConnection(HERE, self.port, timeout=10)
            with contextlib.closing(connection):
                connection.request(method, path)
                answer = connection.getresponse()
                return answer.status, answer.read().decode(), answer.headers

        return await asyncio.to_thread(talk)


@contextlib.asynccontextmanager
async def served(
    archive: Archive | None = None, answer_seconds: float = 30.0
) -> AsyncIterator[Served]:
    services, metrics = make_services(archive), fresh_metrics()
    with Responder(services, ROOMY, observer=metrics) as responder:
        bot = Served(0, responder)
        health = Health(responder, services.archive, lambda: bot.connected, answer_seconds)
        metrics.read(services.archive, lambda: responder.waiting, lambda: bot.connected)
        async with serving(HERE, 0, health, metrics) as bot.port:
            yield bot


async def test_a_bot_that_is_well_says_so() -> None:
    async with served(FakeArchive()) as bot:
        assert (await bot.ask("/healthz"))[:2] == (200, "ok\n")
        assert (await bot.ask("/readyz"))[:2] == (200, "ready\n")


async def test_what_stands_in_the_way_is_told_with_503() -> None:
    async with served(None) as bot:
        assert (await bot.ask("/readyz"))[:2] == (503, "there is no index yet\n")
        assert (await bot.ask("/healthz"))[:2] == (200, "ok\n")
    async with served(FakeArchive()) as bot:
        bot.connected = False
        assert (await bot.ask("/readyz"))[:2] == (503, "the platform is not connected\n")


async def test_a_job_that_hangs_is_told_with_503_while_the_loop_turns(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.operations.health.STUCK_AT_LEAST", 0.0)
    archive = BlockingArchive()
    async with served(archive, answer_seconds=0.01) as bot:
        asking = asyncio.create_task(bot.responder.respond(make_call()))
        await begun(archive)
        await asyncio.sleep(0.05)
        status, text, _ = await bot.ask("/healthz")
        archive.release.set()
        await asking
    assert status == 503
    assert text.startswith("a job has been running for")


async def test_metrics_are_in_prometheus_form_and_count_what_was_asked() -> None:
    async with served(FakeArchive()) as bot:
        await bot.responder.respond(make_call())
        status, text, headers = await bot.ask("/metrics")
    assert status == 200
    assert headers["Content-Type"].startswith("text/plain; version=")
    assert 'dateline_calls_total{command="ask",outcome="not said",platform="console"} 1.0' in text
    assert "dateline_articles 1.0\n" in text


async def test_the_head_of_an_answer_can_be_had_alone() -> None:
    async with served(FakeArchive()) as bot:
        for path in ("/healthz", "/readyz", "/metrics"):
            assert (await bot.ask(path, "HEAD"))[:2] == (200, "")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
async def test_nothing_but_reading_is_allowed(method: str) -> None:
    async with served(FakeArchive()) as bot:
        assert (await bot.ask("/healthz", method))[0] == 405


@pytest.mark.parametrize("path", ["/", "/metrics/", "/healthz/x", "/../.env", "/%2e%2e/.env"])
async def test_there_is_nothing_else(path: str) -> None:
    async with served(FakeArchive()) as bot:
        assert (await bot.ask(path))[0] == 404


@pytest.mark.parametrize("path", ["/healthz", "/metrics", "/nothing"])
async def test_no_answer_tells_the_version_of_anything_that_serves_it(path: str) -> None:
    async with served(FakeArchive()) as bot:
        _, _, headers = await bot.ask(path)
    assert headers["Server"] == "dateline"
    assert "aiohttp" not in str(headers)


async def test_a_port_in_use_is_a_sentence_that_names_the_setting() -> None:
    async with served(FakeArchive()) as bot:
        health = Health(bot.responder, make_services(None).archive, lambda: True, 30.0)
        with pytest.raises(StartError, match="METRICS_PORT") as caught:
            async with serving(HERE, bot.port, health, fresh_metrics()):
                pass
    assert str(caught.value) == (
        f"nothing can be told on {HERE}, port {bot.port} (Address already in use); choose another "
        "METRICS_PORT, or an address of this machine as METRICS_HOST"
    )


@pytest.mark.parametrize("host", ["192.0.2.1", "127.0.0.1..", "x" * 70])
async def test_an_address_that_is_none_of_this_machine_is_a_sentence_too(host: str) -> None:
    services = make_services(None)
    with Responder(services, ROOMY) as responder:
        health = Health(responder, services.archive, lambda: True, 30.0)
        with pytest.raises(StartError, match="as METRICS_HOST"):
            async with serving(host, 0, health, fresh_metrics()):
                pass


# ── the probe ────────────────────────────────────────────────────────────────────────────────


async def test_the_probe_finds_a_bot_well_that_is() -> None:
    async with served(FakeArchive()) as bot:
        for host in (HERE, "0.0.0.0", "localhost"):  # noqa: S104 - asked, not listened on
            assert await asyncio.to_thread(why_unwell, host, bot.port) is None


async def test_the_probe_repeats_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Health, "trouble", lambda _: "a job hangs")
    async with served(FakeArchive()) as bot:
        assert await asyncio.to_thread(why_unwell, HERE, bot.port) == "a job hangs"


async def test_a_loop_that_hangs_gives_the_probe_no_answer() -> None:
    async with served(FakeArchive()) as bot:
        asking = asyncio.create_task(asyncio.to_thread(why_unwell, HERE, bot.port, 0.2))
        await asyncio.sleep(0)
        time.sleep(0.6)  # noqa: ASYNC251, RUF100 - this is the loop that hangs
        assert await asking == f"there was no answer on port {bot.port} within 0.2 seconds"


async def test_where_nobody_listens_the_probe_says_so() -> None:
    with socket.socket() as nobody:
        nobody.bind((HERE, 0))
        port = nobody.getsockname()[1]
        assert (why_unwell(HERE, port) or "").startswith(f"nobody answers on port {port} (")


async def test_without_a_port_there_is_nobody_to_ask() -> None:
    assert (why_unwell(HERE, 0) or "").startswith("METRICS_PORT is not set")


async def test_what_answers_no_http_is_not_the_bot() -> None:
    async def babble(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"SSH-2.0-x\r\n")
        writer.close()

    async with await asyncio.start_server(babble, HERE, 0) as server:
        port = server.sockets[0].getsockname()[1]
        problem = await asyncio.to_thread(why_unwell, HERE, port)
    assert problem is not None
    assert sys.getsizeof(problem) < 1_000
