"""Opens a Discord for each test, and checks afterwards everything that the bot asked of it."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Final

import discord
import pytest
import pytest_asyncio
import simcord

from tests.bot.adapters.discord.api_description import ApiDescription
from tests.bot.adapters.discord.requests_check import check_requests
from tests.bot.adapters.discord.world import OpenWorld, Run, Setup, World
from tests.bot.bridge import make_archive

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

DESCRIPTION: Final = Path(__file__).parents[4].parent / "shared" / "specs" / "discord-openapi.json"
"""Discord's own description of its API; it lies beside the project, and is no part of it."""


@pytest.fixture(scope="session")
def description() -> ApiDescription | None:
    """None where Discord's description of its API is not at hand."""
    return ApiDescription(DESCRIPTION) if DESCRIPTION.exists() else None


@pytest.fixture(autouse=True)
def opened(description: ApiDescription | None) -> Iterator[list[World]]:
    """The worlds of a test. What the bot asked of Discord in them is checked after it."""
    worlds: list[World] = []
    yield worlds
    for world in worlds:
        check_requests(world.env.http_requests, description)
        interactions = world.env.backend.interactions.values()
        # Simcord refuses a callback that comes more than three seconds late.
        assert world.late or all(one.responded for one in interactions), "no callback in time"


@pytest_asyncio.fixture
async def open_world(opened: list[World], tmp_path: Path) -> AsyncIterator[OpenWorld]:
    """Opens worlds, and closes them when the test is over."""

    async def open_one(setup: Setup | None = None, /) -> World:
        chosen = setup or Setup(make_archive())
        state_file = tmp_path / "state.sqlite"
        run = Run(chosen, state_file)
        granted = discord.Intents(message_content=chosen.options.read_threads)
        env = simcord.Env(run.client, approved_intents=granted)
        run.enter(env)
        world = World(env, chosen, run, state_file)
        opened.append(world)
        await env.start()
        world.populate()
        return world

    yield open_one
    for world in opened:
        await world.close()
        world.env.raise_errors()


@pytest_asyncio.fixture
async def world(open_world: OpenWorld) -> World:
    """A world where the bot answers everywhere, over one article."""
    return await open_world()


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """What the bot logs, from INFO on."""
    caplog.set_level(logging.INFO, logger="bot")
    return caplog
