"""Bolt's app: each event is acknowledged at once, and what is to be done then begins on its own.

An error after an acknowledgement would take it back, so a listener does nothing else: it hands on
what it heard, and the work has its own place where errors end.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any, Final

from slack_bolt.async_app import AsyncApp

from bot.adapters.slack import hearing, modals, phrases
from bot.adapters.slack.blocks import ACTION
from bot.adapters.slack.library_log import library_log
from bot.adapters.slack.names import SHORTCUT
from bot.adapters.slack.used import used_command, used_message
from bot.core.observing import Heard

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Mapping

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.adapters.slack.buttons import Buttons
    from bot.adapters.slack.commands import Commands
    from bot.adapters.slack.messages import Messages
    from bot.core.call import CommandName
    from bot.core.observing import Observer

    Ack = Callable[..., Awaitable[Any]]
    Start = Callable[[Coroutine[Any, Any, None]], None]
    """Begins work that nobody waits for."""

    Greet = Callable[[str], Coroutine[Any, Any, None]]

SHARED: Final = f"{ACTION}-share"
"""The action of the button that shares an answer."""


class Listeners:
    """Hears what Slack tells, and starts the work on it with `start`."""

    def __init__(
        self, messages: Messages, commands: Commands, buttons: Buttons, observer: Observer,
        start: Start, greet: Greet,
    ) -> None:  # fmt: skip
        """`greet` is called with the channel of a Messages tab that somebody opened."""
        self._messages = messages
        self._commands = commands
        self._buttons = buttons
        self._observer = observer
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

    async def shortcut(self, ack: Ack, body: dict[str, Any]) -> None:
        """Somebody asks the articles about a message."""
        await self._acknowledged(ack)
        used = used_message(body)
        self._start(self._commands.shortcut(used, body.get("message", {})))

    async def button(self, ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        """A button was pressed."""
        await self._acknowledged(ack)
        used, value = used_message(body), str(action.get("value", ""))
        shares = action.get("action_id") == SHARED
        work = self._buttons.share if shares else self._buttons.press
        self._start(work(used, value))

    async def form(self, ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        """The form was sent in; what becomes of it is said where it stood."""
        waiting = modals.loading(phrases.FORM_TITLE)
        await self._acknowledged(ack, response_action="update", view=waiting)
        user, team = body["user"]["id"], (body.get("team") or {}).get("id", "")
        self._start(self._buttons.why(user, team, view))

    def command(self, name: CommandName) -> Callable[..., Awaitable[None]]:
        """What hears the command of that name."""

        async def heard(ack: Ack, body: dict[str, Any]) -> None:
            await self._acknowledged(ack)
            text = body.get("text") or ""
            self._start(self._commands.command(used_command(body), name, text))

        return heard

    async def _acknowledged(self, ack: Ack, **response: Any) -> None:
        began = time.monotonic()
        await ack(**response)
        self._observer.acknowledged(Heard.INTERACTION, time.monotonic() - began)


def make_app(
    listeners: Listeners,
    client: AsyncWebClient,
    names: Mapping[CommandName, str],
    signing_secret: str,
) -> AsyncApp:
    """The app with all its listeners. Requests over HTTP must be signed with `signing_secret`."""
    app = AsyncApp(
        client=client, signing_secret=signing_secret, name="dateline", logger=library_log(),
        request_verification_enabled=bool(signing_secret),
    )  # fmt: skip
    for event in ("app_mention", "message"):
        app.event(event)(listeners.message)
    app.event("app_home_opened")(listeners.opened)
    app.shortcut(SHORTCUT)(listeners.shortcut)
    app.action(re.compile(f"^{ACTION}-"))(listeners.button)
    app.view(modals.FORM)(listeners.form)
    for command, name in names.items():
        app.command(name)(listeners.command(command))
    return app
