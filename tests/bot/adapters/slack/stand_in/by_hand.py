"""Bots for tests: one that is made with slack-bolt, and connections that are kept by hand."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable

    from tests.bot.adapters.slack.stand_in.slack import Slack
    from tests.bot.adapters.slack.stand_in.values import Json

SECRET: Final = "of-nobody"  # noqa: S105 - opens nothing

SECTION: Final[Json] = {"type": "section", "text": {"type": "mrkdwn", "text": "x"}}
MORE: Final[Json] = {
    "type": "actions",
    "elements": [{
        "type": "button", "action_id": "more", "value": "7",
        "text": {"type": "plain_text", "text": "More"},
    }],
}  # fmt: skip
FORM: Final[Json] = {
    "type": "modal", "callback_id": "form", "title": {"type": "plain_text", "text": "Ask"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input", "block_id": "question",
            "label": {"type": "plain_text", "text": "Question"},
            "element": {"type": "plain_text_input", "action_id": "text"},
        },
        {**MORE, "block_id": "buttons"},
    ],
}  # fmt: skip


class Clock:
    """Tells what a test sets."""

    def __init__(self) -> None:
        self.now = 1_767_333_845.0

    def __call__(self) -> float:
        return self.now


def client_of(slack: Slack, token: str = "") -> AsyncWebClient:
    """A client that tries nothing twice."""
    token = token or slack.token
    return AsyncWebClient(token=token, base_url=slack.api_url, retry_handlers=[])


async def error_of(call: Awaitable[object]) -> str:
    """Slack's word for why a call was refused, empty if it wasn't."""
    try:
        await call
    except SlackApiError as exc:
        return str(exc.response["error"])
    return ""


def app_of(slack: Slack) -> AsyncApp:
    """A bot without listeners, which acknowledges what it has listeners for."""
    return AsyncApp(client=client_of(slack), signing_secret=SECRET)


def listener(app: AsyncApp) -> list[dict[str, Any]]:
    """A bot that acknowledges everything; the bodies that came to it."""
    heard: list[dict[str, Any]] = []

    async def note(body: dict[str, Any], ack: Any) -> None:
        heard.append(body)
        await ack()

    for event in ("app_mention", "message", "app_home_opened", "member_joined_channel"):
        app.event(event)(note)
    app.command("/ask")(note)
    app.action("more")(note)
    app.view("form")(note)
    app.shortcut("ask_about")(note)
    return heard


@asynccontextmanager
async def running(slack: Slack, app: AsyncApp) -> AsyncIterator[AsyncSocketModeHandler]:
    """The bot, connected over a socket."""
    handler = AsyncSocketModeHandler(app, slack.app_token, ping_interval=0.1)
    before = len(slack.sockets.connections)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await slack.connected(before + 1)
    try:
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def serving(slack: Slack, app: AsyncApp) -> AsyncIterator[str]:
    """The bot's own address, which the stand-in uses from now on."""

    async def handle(request: web.Request) -> web.StreamResponse:
        answer = await app.async_dispatch(await to_bolt_request(request))
        return await to_aiohttp_response(answer)

    async with listening(handle) as url:
        await slack.use_http(url, SECRET)
        yield url


@asynccontextmanager
async def listening(handle: Any) -> AsyncIterator[str]:
    """An address whose requests `handle` answers."""
    application = web.Application()
    application.router.add_post("/slack/events", handle)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    finally:
        await runner.cleanup()


class Line:
    """A connection that acknowledges nothing of itself."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def hear(self, seconds: float = 2.0) -> Json:
        """The next message. Raises TimeoutError."""
        said: Json = await self.socket.receive_json(timeout=seconds)
        return said

    async def acknowledge(self, envelope: Json, payload: Json | None = None) -> None:
        """Answer an envelope."""
        answer: Json = {"envelope_id": envelope["envelope_id"]}
        await self.socket.send_json(answer if payload is None else {**answer, "payload": payload})


@asynccontextmanager
async def line(slack: Slack) -> AsyncIterator[Line]:
    """A connection by hand, past its hello."""
    opened = await client_of(slack).apps_connections_open(app_token=slack.app_token)
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(str(opened["url"]), autoping=False) as socket,
    ):
        connection = Line(socket)
        hello = await connection.hear()
        assert hello["type"] == "hello"
        yield connection
