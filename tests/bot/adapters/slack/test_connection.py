"""The life of a connection over Socket Mode: what it says when it stands, and why it doesn't."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.adapters.slack import network, phrases
from bot.adapters.slack.access import Access
from bot.adapters.slack.connection import SlackConnection
from bot.adapters.slack.options import Options
from bot.adapters.slack.scopes import SCOPES
from bot.adapters.slack.sockets import NO_SOCKET_MODE
from bot.core.errors import StartError
from bot.core.responder import Responder
from tests.bot.adapters.slack.stand_in import Slack
from tests.bot.bridge import QUESTION, SENTENCE, make_archive
from tests.bot.fakes import ROOMY, make_services

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.bot.adapters.slack.world import World

pytestmark = pytest.mark.asyncio

OPEN = "apps.connections.open"


@dataclass
class Connecting:
    """A connection that is being made, or stands."""

    connection: SlackConnection
    announced: list[str]
    staying: asyncio.Task[None]


def workspace(*lacking: str) -> Slack:
    """A workspace where the app was installed without some scopes."""
    return Slack(scopes=frozenset(SCOPES) - set(lacking))


@contextlib.asynccontextmanager
async def connecting(slack: Slack, **about: Any) -> AsyncIterator[Connecting]:
    """A bot on its way to Slack; `about` are options that are not as usual."""
    usual = Options(
        Access(), slack.token, slack.app_token, web_api=slack.api_url, ping_seconds=0.05
    )
    services = make_services(make_archive())
    announced: list[str] = []
    with Responder(services, ROOMY) as responder:
        connection = SlackConnection(
            responder, services.archive, replace(usual, **about), announced.append
        )
        staying = asyncio.create_task(connection.stay())
        yield Connecting(connection, announced, staying)
        await connection.close()
        with contextlib.suppress(StartError):
            await staying
        assert not connection.is_connected


async def refused(slack: Slack, **about: Any) -> str:
    """Why no connection comes about, or why it ended."""
    async with connecting(slack, **about) as one:
        told = await why_ended(one)
        assert one.announced == []
        assert not one.connection.is_connected
    return told


async def why_ended(one: Connecting) -> str:
    """Why a connection ends by itself, as it soon does."""
    await asyncio.wait({one.staying}, timeout=5)
    assert one.staying.done(), "it stays"
    with pytest.raises(StartError) as caught:
        await one.staying
    return str(caught.value)


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is tried for seconds."""
    monkeypatch.setattr(network, "PAUSES", (0.01, 0.01))


# ── it stands ────────────────────────────────────────────────────────────────────────────────


async def test_a_connection_that_stands_is_announced(world: World) -> None:
    assert world.run.announced == [phrases.connected("dateline", "Example")]
    assert world.run.connection.is_connected


async def test_it_is_not_connected_before_it_is_and_after_it_was() -> None:
    async with workspace() as slack, connecting(slack) as one:
        assert not one.connection.is_connected
        await slack.until(lambda: one.announced)
        await slack.until(lambda: one.connection.is_connected)
        await one.connection.close()
        await one.connection.close()
        await one.staying
        assert not one.connection.is_connected
        await slack.until(lambda: not slack.sockets.connections)


async def test_it_may_be_closed_before_it_stands() -> None:
    async with workspace() as slack, connecting(slack) as one:
        await one.connection.close()
        await asyncio.wait_for(one.staying, 5)


# ── why it doesn't ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("token", ["xoxb-wrong", "xapp-of-nobody"])
async def test_a_bot_token_that_is_wrong_names_the_cure(token: str) -> None:
    async with workspace() as slack:
        assert await refused(slack, bot_token=token) == phrases.BOT_REFUSED


async def test_a_bot_token_that_was_revoked_names_the_cure() -> None:
    async with workspace() as slack:
        slack.revoke()
        assert await refused(slack) == phrases.BOT_REFUSED


@pytest.mark.parametrize("token", ["xapp-wrong", "xoxb-of-nobody"])
async def test_an_app_token_that_is_wrong_names_the_cure(token: str) -> None:
    async with workspace() as slack:
        assert await refused(slack, app_token=token) == phrases.APP_REFUSED


async def test_an_app_token_without_its_scope_names_the_cure() -> None:
    async with workspace() as slack:
        slack.fail_next(OPEN, "missing_scope")
        assert await refused(slack) == phrases.APP_REFUSED


@pytest.mark.parametrize("error", sorted(NO_SOCKET_MODE))
async def test_an_app_without_socket_mode_names_the_cure(error: str) -> None:
    async with workspace() as slack:
        slack.fail_next(OPEN, error)
        assert await refused(slack) == phrases.NO_SOCKET_MODE


@pytest.mark.parametrize("scope", sorted(SCOPES))
async def test_a_scope_that_is_missing_is_named(scope: str) -> None:
    async with workspace(scope) as slack:
        told = await refused(slack)
        assert told.startswith(f"the Slack app lacks the scope {scope}. Add it at https://")
        assert not slack.sockets.ever


async def test_scopes_that_are_missing_are_all_named() -> None:
    async with workspace("users:read", "chat:write") as slack:
        assert "lacks the scopes chat:write, users:read. Add them" in await refused(slack)


@pytest.mark.usefixtures("_impatient")
async def test_a_slack_that_can_not_be_reached_is_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        address = nobody.getsockname()
    async with workspace() as slack:
        told = await refused(slack, web_api=f"http://127.0.0.1:{address[1]}/api/")
    assert told.startswith("Slack can't be reached (")
    assert "refused" in told or "connect" in told.lower()


@pytest.mark.parametrize("method", ["auth.test", OPEN])
@pytest.mark.parametrize("status", [200, 503])
async def test_a_slack_that_is_broken_can_not_be_reached_either(method: str, status: int) -> None:
    async with workspace() as slack:
        slack.fail_next(method, "internal_error", status=status)
        assert await refused(slack) == phrases.unreachable("internal_error")


# ── it comes back ────────────────────────────────────────────────────────────────────────────


async def answered(slack: Slack) -> str:
    """What Ann is told in the channel when she asks."""
    act = slack.mention(slack.ann, QUESTION)
    await slack.until(lambda: slack.messages("C1", act.ts))
    [answer] = slack.messages("C1", act.ts)
    return answer.text


@pytest.mark.parametrize("how", ["drop", "refresh_requested", "warning", "link_disabled"])
async def test_it_comes_back_after_a_break_and_answers(how: Any) -> None:
    async with workspace() as slack, connecting(slack) as one:
        await slack.until(lambda: one.connection.is_connected and slack.sockets.connections)
        if how == "drop":
            slack.drop()
        else:
            await slack.disconnect(how)
        if how != "warning":
            await slack.until(lambda: len(slack.sockets.ever) > 1)
        assert await answered(slack) == SENTENCE
        assert one.connection.is_connected
        assert len(one.announced) == 1


async def test_what_is_asked_meanwhile_is_answered_once_it_is_back() -> None:
    async with workspace() as slack, connecting(slack) as one:
        await slack.until(lambda: one.connection.is_connected and slack.sockets.connections)
        slack.drop()
        assert await answered(slack) == SENTENCE


async def test_while_slack_lets_nobody_in_it_goes_on_trying(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with workspace() as slack, connecting(slack) as one:
        await slack.until(lambda: one.connection.is_connected and slack.sockets.connections)
        slack.refuse_connections()
        slack.drop()
        tried = len(slack.calls)
        await slack.until(lambda: not one.connection.is_connected)
        await slack.until(lambda: len(slack.calls) > tried + 1)
        assert {call.method for call in slack.calls[tried:]} == {OPEN}
        assert not one.connection.is_connected
        slack.refuse_connections(False)
        await slack.until(lambda: one.connection.is_connected)
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize(
    ("error", "told"),
    [
        ("token_revoked", phrases.APP_REFUSED),
        ("account_inactive", phrases.APP_REFUSED),
        ("not_enabled", phrases.NO_SOCKET_MODE),
    ],
)
async def test_a_connection_that_slack_ends_for_good_ends_the_bot_with_the_reason(
    error: str, told: str
) -> None:
    async with workspace() as slack, connecting(slack) as one:
        await slack.until(lambda: one.connection.is_connected)
        slack.fail_next(OPEN, error, times=20)
        slack.drop()
        assert await why_ended(one) == told
