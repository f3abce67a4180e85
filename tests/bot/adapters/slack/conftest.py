"""Opens a workspace for each test, and looks afterwards at everything that the bot did in it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.bot.adapters.slack.world import OpenWorld, Run, Setup, World, new_slack

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest_asyncio.fixture
async def open_world(tmp_path: Path) -> AsyncIterator[OpenWorld]:
    """Opens worlds, and closes them when the test is over.

    Whatever happened there: nobody was pinged, Slack refused nothing that it wasn't meant to, and
    everything was acknowledged in time.
    """
    worlds: list[World] = []

    async def open_one(setup: Setup | None = None, /) -> World:
        chosen = setup or Setup()
        slack = await new_slack(chosen).__aenter__()
        state_file = tmp_path / "state.sqlite"
        run = Run(chosen, slack, state_file)
        world = World(slack, chosen, run, state_file)
        worlds.append(world)
        await run.start(slack)
        return world

    yield open_one
    for world in worlds:
        await world.close()
        await world.slack.__aexit__(None, None, None)
        assert world.refuses or not world.slack.refused
        assert not world.slack.pings
        assert not any(act.timed_out for act in world.slack.acts)


@pytest_asyncio.fixture
async def world(open_world: OpenWorld) -> World:
    """A world where the bot answers everywhere, over one article."""
    return await open_world()


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """What the bot logs, from INFO on."""
    caplog.set_level(logging.INFO, logger="bot")
    return caplog
