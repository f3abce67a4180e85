"""Discord is told of the commands once, and anew when they have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bot.adapters.discord.world import ADMINS, EVERYONES, shown
from tests.bot.bridge import SENTENCE

if TYPE_CHECKING:
    from tests.bot.adapters.discord.world import World

pytestmark = pytest.mark.asyncio


# ── telling Discord of the commands ──────────────────────────────────────────────────────────


async def test_everyone_sees_some_commands_and_admins_all(world: World) -> None:
    assert world.ann.available_commands(world.channel) == EVERYONES
    assert world.mo.available_commands(world.channel) == tuple(sorted((*EVERYONES, *ADMINS)))
    assert world.mo.user.available_commands() == EVERYONES


async def test_discord_is_told_of_the_commands_once(world: World) -> None:
    assert len(world.requests("PUT", "/commands")) == 1
    await world.restart()
    await world.restart()
    assert len(world.requests("PUT", "/commands")) == 1


async def test_discord_is_told_again_when_the_commands_have_changed(world: World) -> None:
    await _forget_what_was_told(world)
    assert len(world.requests("PUT", "/commands")) == 2
    await world.restart()
    assert len(world.requests("PUT", "/commands")) == 2


async def test_commands_that_discord_did_not_take_are_told_again_at_the_next_start(
    world: World, log: pytest.LogCaptureFixture
) -> None:
    world.env.inject_error("PUT", "/applications/*/commands", status=500)
    await _forget_what_was_told(world)
    assert "Discord did not take the commands" in log.text
    [answer] = await world.ask()
    assert SENTENCE in shown(answer)
    await world.restart()
    assert len(world.requests("PUT", "/commands")) == 3
    await world.restart()
    assert len(world.requests("PUT", "/commands")) == 3


async def test_who_starts_the_bot_reads_where_to_invite_it(world: World) -> None:
    [sentence] = world.run.announced
    assert "Connected to Discord as TestBot" in sentence
    assert f"client_id={world.run.client.application_id}" in sentence


async def _forget_what_was_told(world: World) -> None:
    """Start the bot again, where another version of it told Discord of its commands."""
    name = f"discord commands of {world.run.client.application_id}"
    assert world.run.state.note(name)
    world.run.state.set_note(name, "the commands of another version")
    await world.restart()
