"""The bot as Slack calls it over HTTP, where it listens instead of connecting."""

from __future__ import annotations

import asyncio
import logging
import socket
import time
from typing import TYPE_CHECKING

import aiohttp
import pytest
import pytest_asyncio

from bot.adapters.slack import phrases
from bot.adapters.slack.access import Access
from bot.adapters.slack.app import Listeners
from bot.adapters.slack.connection import PATH, SlackConnection
from bot.adapters.slack.options import Options
from bot.core import words
from bot.core.observing import Heard
from bot.core.running import run
from tests.bot.adapters.slack.reading import written
from tests.bot.adapters.slack.test_connection import refused, workspace
from tests.bot.adapters.slack.test_first_sign import PAUSE, slow_down
from tests.bot.adapters.slack.world import SECRET, Run, Setup, World, new_slack
from tests.bot.bridge import ARTICLE, NOW, QUESTION, SENTENCE
from tests.bot.operations.looking import Notebook

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.bot.adapters.slack.stand_in import Slack

pytestmark = pytest.mark.asyncio


class Served(Run):
    """The bot on a free port of this machine."""

    def __init__(self, setup: Setup, slack: Slack, state_file: Path) -> None:
        super().__init__(setup, slack, state_file)
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        options = Options(
            Access(), slack.token, signing_secret=SECRET, host="127.0.0.1", port=self.port,
            web_api=slack.api_url,
        )  # fmt: skip
        self.connection = SlackConnection(
            self.responder, self.services.archive, options, self.announced.append, lambda: NOW
        )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{PATH}"

    async def start(self, slack: Slack) -> None:
        self._running = asyncio.create_task(run([self.connection], self.responder, keep_days=30))
        await slack.until(lambda: self.announced)
        await slack.use_http(self.url, SECRET)


@pytest_asyncio.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A world where Slack calls the bot; looked at afterwards as any other."""
    setup, state_file = Setup(observer=Notebook()), tmp_path / "state.sqlite"
    async with new_slack(setup) as slack:
        world = World(slack, setup, Served(setup, slack, state_file), state_file)
        await world.run.start(slack)
        yield world
        await world.close()
    assert not slack.refused
    assert not slack.pings
    assert not slack.sockets.ever
    assert not any(act.timed_out for act in slack.acts)


@pytest.fixture
def served(world: World) -> Served:
    """The bot of that world."""
    assert isinstance(world.run, Served)
    return world.run


def signs(world: World) -> list[tuple[Heard, float]]:
    """What the observer was told of how long people waited for a sign."""
    assert isinstance(world.setup.observer, Notebook)
    return world.setup.observer.signs


async def test_it_is_announced_with_its_port_and_is_connected(served: Served) -> None:
    assert served.announced == [phrases.connected("dateline", "Example", port=served.port)]
    assert served.connection.is_connected
    await served.connection.close()
    assert served._running is not None
    await served._running
    assert not served.connection.is_connected
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.ClientConnectionError):
            await session.post(served.url)


async def test_a_port_that_is_taken_is_named_with_its_setting() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with workspace() as slack:
            told = await refused(slack, port=port, host="127.0.0.1", signing_secret="x")  # noqa: S106
    assert told.startswith(f"SLACK_PORT: 127.0.0.1:{port} can't be listened on (")
    assert "already in use" in told
    assert told.endswith("); choose another.")


async def test_the_address_is_verified(world: World) -> None:
    assert await world.slack.verify_url()


async def test_mentions_and_direct_messages_are_answered(world: World) -> None:
    [answer] = await world.ask()
    assert answer.text == SENTENCE
    assert answer.thread_ts
    [answer] = await world.dm()
    assert answer.text == SENTENCE


async def test_commands_and_buttons_are_answered(world: World) -> None:
    [answer] = await world.slash("/ask", QUESTION)
    assert answer.text == SENTENCE
    [more] = await world.press(answer, "More quotes")
    assert "Sundays" in written(more)
    assert await world.press(answer, "In context") == []
    view = world.slack.view(world.slack.ann)
    assert view is not None
    assert written(view).startswith(ARTICLE)


async def test_the_form_is_answered_in_its_place(world: World) -> None:
    [answer] = await world.ask()
    await world.press(answer, "Not helpful")
    form = world.slack.view(world.slack.ann)
    assert form is not None
    world.slack.submit(world.slack.ann, form, {"why": "wrong"})
    await world.settle()
    view = world.slack.view(world.slack.ann)
    assert view is not None
    assert written(view) == words.THANKS
    assert [one.reason for one in world.run.state.feedback.all()] == ["wrong"]


async def test_what_slack_sends_again_is_answered_once(world: World) -> None:
    act = world.slack.mention(world.slack.ann, QUESTION, times=4)
    await world.settle()
    await world.slack.until(lambda: len(act.acked) == 4)
    assert world.archive.asked == [QUESTION]


@pytest.mark.parametrize("stale", [False, True])
async def test_what_slack_did_not_sign_or_long_ago_is_refused(world: World, stale: bool) -> None:
    later = world.slack.later
    acts = [
        later.mention(world.slack.ann, QUESTION),
        later.slash(world.slack.mo, "/rebuild", "full"),
        later.shortcut(world.slack.ann, later.say(world.slack.bob, QUESTION).message, "x"),  # type: ignore[arg-type]
    ]
    for act in acts:
        assert await world.slack.forge(act, stale=stale) == [401]
    await world.settle()
    assert not world.archive.asked
    assert not world.slack.said
    assert world.run.services.rebuilder.outcome is None


# ── the acknowledgement is timed ─────────────────────────────────────────────────────────────


async def test_how_long_slack_waits_is_told_for_commands_and_buttons_alone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow_down(monkeypatch, Listeners, "_hand_on")
    act = world.slack.slash(world.slack.ann, "/ask", QUESTION)
    await world.settle()
    [(heard, seconds)] = signs(world)
    assert heard is Heard.INTERACTION
    assert PAUSE <= seconds <= act.acked[0]
    [answer] = world.slack.ephemeral("C1", world.slack.ann)
    await world.press(answer, "More quotes")
    await world.ask()
    kinds = [heard for heard, _ in signs(world)]
    assert kinds == [*[Heard.INTERACTION] * 2, Heard.MESSAGE]


async def test_what_strangers_send_is_not_timed(world: World) -> None:
    act = world.slack.later.slash(world.slack.mo, "/rebuild", "full")
    assert await world.slack.forge(act) == [401]
    assert not signs(world)


# ── strangers ────────────────────────────────────────────────────────────────────────────────


NOW_SIGNED = "of the time now"
SIGNED = "X-Slack-Signature"
AT = "X-Slack-Request-Timestamp"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"\xff", {}),
        (b"{", {"Content-Type": "application/json"}),
        (b"[]", {"Content-Type": "application/json"}),
        (b"payload=x", {"Content-Type": "application/x-www-form-urlencoded"}),
        (b"ssl_check=1", {"Content-Type": "application/x-www-form-urlencoded"}),
        (b"x", {"Content-Type": "text/plain; charset=nonsense"}),
        (b"\xff", {AT: NOW_SIGNED, SIGNED: "v0=x"}),
        (b"x", {AT: "yesterday", SIGNED: "v0=x"}),
        (b"x", {AT: "9" * 5_000, SIGNED: "v0=x"}),
        (b"x", {AT: NOW_SIGNED, SIGNED: "v0=é"}),
        (b"x", {AT: NOW_SIGNED, SIGNED: ""}),
        (b"x", {AT: NOW_SIGNED, SIGNED: "v0="}),
    ],
)
async def test_whatever_strangers_send_is_refused_without_a_word_in_the_log(
    served: Served, caplog: pytest.LogCaptureFixture, body: bytes, headers: dict[str, str]
) -> None:
    now = str(int(time.time()))
    sent = {name: now if value is NOW_SIGNED else value for name, value in headers.items()}
    async with (
        aiohttp.ClientSession() as session,
        session.post(served.url, data=body, headers=sent) as response,
    ):
        assert response.status == 401
        assert await response.text() == ""
    assert not [one for one in caplog.records if one.levelno >= logging.WARNING]


@pytest.mark.parametrize(("method", "path"), [("GET", PATH), ("GET", "/"), ("POST", "/")])
async def test_there_is_nothing_else_to_be_found(served: Served, method: str, path: str) -> None:
    url = served.url.replace(PATH, path)
    async with aiohttp.ClientSession() as session, session.request(method, url) as response:
        assert response.status == 401
