"""Bolt's app: each event is acknowledged at once, and what is to be done then begins on its own.

An error after an acknowledgement would take it back, so a listener does nothing else: it hands on
what it heard, and the work has its own place where errors end.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot.adapters.slack import hearing, modals, phrases
from bot.adapters.slack.blocks import ACTION
from bot.adapters.slack.library_log import library_log
from bot.adapters.slack.names import ADD_SHORTCUT, SHORTCUT
from bot.adapters.slack.scopes import EVENTS
from bot.adapters.slack.signing import only_signed
from bot.adapters.slack.used import used_command, used_message
from bot.core.observing import Heard

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Mapping

    from aiohttp.typedefs import Handler, Middleware
    from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
    from slack_sdk.socket_mode.request import SocketModeRequest
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.adapters.slack.buttons import Buttons
    from bot.adapters.slack.commands import Commands
    from bot.adapters.slack.identity import Identity
    from bot.adapters.slack.messages import Messages
    from bot.core.call import CommandName
    from bot.core.observing import Observer

    Ack = Callable[..., Awaitable[Any]]
    Start = Callable[[Coroutine[Any, Any, None]], None]
    """Begins work that nobody waits for."""

    Greet = Callable[[str], Coroutine[Any, Any, None]]

HOME_OPENED: Final = "app_home_opened"

EVENT: Final = "events_api"
"""The kind of envelope that holds an event, for which nobody waits."""

FORM: Final = "application/x-www-form-urlencoded"

SHARED: Final = f"{ACTION}-share"
"""The action of the button that shares an answer."""


class Listeners:
    """Hears what Slack tells, and starts the work on it with `start`."""

    def __init__(
        self, messages: Messages, commands: Commands, buttons: Buttons, start: Start, greet: Greet,
    ) -> None:  # fmt: skip
        """`greet` is called with the channel of a Messages tab that somebody opened."""
        self._messages = messages
        self._commands = commands
        self._buttons = buttons
        self._start = start
        self._greet = greet

    async def message(self, body: dict[str, Any]) -> None:
        """A mention or a direct message; Bolt has acknowledged it."""
        asked = hearing.asked(body)
        if asked is not None:
            self._start(self._messages.answer(asked))

    async def opened(self, event: dict[str, Any]) -> None:
        """Somebody opened the bot's own page."""
        if event.get("tab") == "messages" and event.get("channel"):
            self._start(self._greet(event["channel"]))

    async def anything_else(self) -> None:
        """Something happened of which nothing is made; Bolt has acknowledged it."""

    async def shortcut(self, ack: Ack, body: dict[str, Any]) -> None:
        """Somebody asks the articles about a message."""
        work = self._commands.shortcut(used_message(body), body.get("message", {}))
        await self._hand_on(ack, work)

    async def add_linked(self, ack: Ack, body: dict[str, Any]) -> None:
        """An admin wants the articles that a message links to."""
        work = self._commands.add_linked(used_message(body), body.get("message", {}))
        await self._hand_on(ack, work)

    async def button(self, ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        """A button was pressed."""
        used, value = used_message(body), str(action.get("value", ""))
        shares = action.get("action_id") == SHARED
        work = self._buttons.share if shares else self._buttons.press
        await self._hand_on(ack, work(used, value))

    async def form(self, ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        """The form was sent in; what becomes of it is said where it stood."""
        user, team = body["user"]["id"], (body.get("team") or {}).get("id", "")
        work = self._buttons.why(user, team, view)
        waiting = modals.loading(phrases.FORM_TITLE)
        await self._hand_on(ack, work, response_action="update", view=waiting)

    async def unknown(self, ack: Ack, body: dict[str, Any]) -> None:
        """A command that Slack has been told of, but the program hasn't: the prefix is another."""
        work = self._commands.unknown(used_command(body), body.get("command", ""))
        await self._hand_on(ack, work)

    def command(self, name: CommandName) -> Callable[..., Awaitable[None]]:
        """What hears the command of that name."""

        async def heard(ack: Ack, body: dict[str, Any]) -> None:
            text = body.get("text") or ""
            await self._hand_on(ack, self._commands.command(used_command(body), name, text))

        return heard

    async def _hand_on(self, ack: Ack, work: Coroutine[Any, Any, None], **response: Any) -> None:
        """Acknowledge, and begin the work: nothing that could fail comes after."""
        await ack(**response)
        self._start(work)


class App:
    """Bolt's app, by both ways on which it may be told. Lives as long as the connection."""

    def __init__(self, app: AsyncApp, signing_secret: str, observer: Observer) -> None:
        self._app = app
        self._signing_secret = signing_secret
        self._observer = observer

    async def heard(self, sockets: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        """What came through a socket: handed to Bolt, and its acknowledgement back."""
        began = time.monotonic()
        response = await run_async_bolt_app(self._app, request)
        await send_async_response(sockets, request, response, 0.0)
        if request.type != EVENT:
            self._observer.acknowledged(Heard.INTERACTION, time.monotonic() - began)

    def website(self, path: str) -> web.Application:
        """What Slack calls at `path`; nobody else can."""
        site = self._app.web_app(path)
        site.middlewares.append(only_signed(self._signing_secret))
        site.middlewares.append(timed(self._observer))
        return site


def timed(observer: Observer) -> Middleware:
    """Tells how long Slack waited for the acknowledgement of a command or a button."""

    @web.middleware
    async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
        began = time.monotonic()
        response = await handler(request)
        if request.content_type == FORM:  # events are JSON
            observer.acknowledged(Heard.INTERACTION, time.monotonic() - began)
        return response

    return answer


def make_app(
    listeners: Listeners,
    client: AsyncWebClient,
    me: Identity,
    names: Mapping[CommandName, str],
    signing_secret: str,
    observer: Observer,
) -> App:
    """The app with all its listeners. Requests over HTTP must be signed with `signing_secret`."""

    async def authorize() -> AuthorizeResult:
        """Whose token it is: known since the start, so that Bolt need not ask in between."""
        return AuthorizeResult(
            enterprise_id=None, team_id=me.team, bot_user_id=me.user, bot_id=me.bot,
            bot_token=client.token,
        )  # fmt: skip

    app = AsyncApp(
        client=client, authorize=authorize, signing_secret=signing_secret, name="dateline",
        logger=library_log(), request_verification_enabled=bool(signing_secret),
    )  # fmt: skip
    for event in EVENTS:
        kind = event.partition(".")[0]  # "message.im" comes as a message
        app.event(kind)(listeners.opened if kind == HOME_OPENED else listeners.message)
    # What an operator has it hear beyond that would come four times, were it not acknowledged.
    app.event(re.compile(r".+"))(listeners.anything_else)
    app.shortcut(SHORTCUT)(listeners.shortcut)
    app.shortcut(ADD_SHORTCUT)(listeners.add_linked)
    app.action(re.compile(f"^{ACTION}-"))(listeners.button)
    app.view(modals.FORM)(listeners.form)
    for command, name in names.items():
        app.command(name)(listeners.command(command))
    app.command(re.compile("/"))(listeners.unknown)  # after those: the first that fits is heard
    return App(app, signing_secret, observer)
