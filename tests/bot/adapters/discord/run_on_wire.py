"""`python -m tests.bot.adapters.discord.run_on_wire BASE_URL`: the bot's own start, over made-up
articles and on the stand-in for Discord at BASE_URL.

Questions with "slow" in them take a second, those with "bridge" are answered.
"""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import discord
from discord.backoff import ExponentialBackoff
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

import bot.adapters.discord.options as options_module
from bot.__main__ import start
from bot.core.state.store import StateStore
from index.records import Answer, NoAnswer
from tests.bot.adapters.discord.wire_payloads import GATEWAY
from tests.bot.fakes import FakeArchive, make_quote, make_services

if TYPE_CHECKING:
    from rich.console import Console

    from bot.core.services import Services
    from bot.settings import Settings
    from index.question.reading import Request

SLOW_SECONDS: Final = 1.0
SHORT_WHILE: Final = 0.05
"""Seconds: for further servers, of which there are none, and between two tries to connect."""


class Demo(FakeArchive):
    """Answers everything that has "bridge" in it."""

    def answer(self, question: Request) -> Answer | NoAnswer:
        asked = question.question
        if "slow" in asked:
            time.sleep(SLOW_SECONDS)
        if "bridge" in asked:
            return Answer(asked, (make_quote(),), 0.9)
        return super().answer(question)


def open_demo(settings: Settings, console: Console, **how: Any) -> Services:  # noqa: ARG001 - its shape
    state = StateStore(settings.state_file)
    return make_services(Demo(), state=state, observer=how["observer"])


def point_discord_at(base: str) -> None:
    """Make discord.py of this process talk to a stand-in, and not wait where none is needed."""
    Route.BASE = base
    DiscordWebSocket.DEFAULT_GATEWAY = URL(base).with_scheme("ws").with_path(GATEWAY)
    module: Any = options_module
    module.Options = partial(module.Options, guild_ready_timeout=SHORT_WHILE)
    client: Any = discord.Client
    client.before_identify_hook = _at_once
    backoff: Any = ExponentialBackoff
    backoff.delay = lambda _: SHORT_WHILE


async def _at_once(client: discord.Client, shard: int | None, *, initial: bool = False) -> None:  # noqa: ARG001 - discord.py's shape
    """In place of five seconds before a second session."""
    await asyncio.sleep(0)


if __name__ == "__main__":
    # As in a terminal: tests started with "&" in a script hand down a Ctrl-C that is ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    point_discord_at(sys.argv.pop())
    sys.exit(start(open_demo))
