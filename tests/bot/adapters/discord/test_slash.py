"""Slash commands: what each answers and to whom, what is suggested, and when Discord is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.adapters.discord import phrases
from bot.core import words
from tests.bot.adapters.discord.world import (
    ADMINS,
    EVERYONES,
    Setup,
    buttons,
    outcome,
    run_by_mo,
    shown,
    written,
)
from tests.bot.bridge import QUESTION, SENTENCE, make_archive
from tests.bot.fakes import FakeBuild

if TYPE_CHECKING:
    from tests.bot.adapters.discord.world import OpenWorld, World

pytestmark = pytest.mark.asyncio


# ── /ask ─────────────────────────────────────────────────────────────────────────────────────


async def test_ask_answers_all_to_see(world: World) -> None:
    result = await world.ann.slash(world.channel, "ask", question=QUESTION)
    answer = outcome(result)
    assert SENTENCE in shown(answer)
    assert buttons(answer) == ["More quotes", "In context", "Not helpful"]
    assert not result.ephemeral
    assert not answer.flags.ephemeral


async def test_ask_privately_answers_one_person_alone(world: World) -> None:
    result = await world.ann.slash(world.channel, "ask", question=QUESTION, private=True)
    assert result.ephemeral
    assert SENTENCE in shown(outcome(result))
    assert not world.channel.history(viewer=world.bob)


async def test_ask_as_of_a_day_searches_articles_of_until_then(world: World) -> None:
    await world.ann.slash(world.channel, "ask", question=QUESTION, as_of="2025-12-31")
    await world.ann.slash(world.channel, "ask", question=QUESTION, as_of=" last week ")
    assert [one.time.as_of for one in world.archive.requests] == ["2025-12-31", "2025-12-28"]


async def test_ask_as_of_what_is_no_day_says_how_to_write_one(world: World) -> None:
    result = await world.ann.slash(world.channel, "ask", question=QUESTION, as_of="@everyone")
    assert shown(outcome(result)) == words.no_date("@everyone")
    assert r"\@everyone" in written(outcome(result))
    assert not world.archive.requests


async def test_ask_works_in_a_direct_message(world: World) -> None:
    answer = outcome(await world.ann.user.slash("ask", question=QUESTION))
    assert SENTENCE in shown(answer)


# ── /status, /help ───────────────────────────────────────────────────────────────────────────


async def test_status_says_what_is_searched_and_how_fresh_it_is(world: World) -> None:
    status = shown(outcome(await world.ann.slash(world.channel, "status")))
    assert "Articles · 1 from 1 May 2025" in status
    assert "Indexed · 3 hours ago, 2 January 2026, 03:04 UTC" in status
    assert "Build" not in status


async def test_status_tells_how_far_a_build_is(open_world: OpenWorld) -> None:
    build = FakeBuild()
    world = await open_world(Setup(make_archive(), build=build))
    world.run.services.rebuilder.start(full=False, started_by="someone")
    await world.until(build.begun.acquire)
    status = shown(outcome(await world.ann.slash(world.channel, "status")))
    assert "Build · 50 % done (embedding passages), started by someone" in status


async def test_help_shows_admins_what_is_for_them(world: World) -> None:
    told = await run_by_mo(world, "help")
    assert all(f"/{name}" in told for name in (*EVERYONES, *ADMINS))
    assert phrases.WAYS_TO_ASK in told


async def test_help_shows_others_only_what_they_may_use(world: World) -> None:
    result = await world.ann.slash(world.channel, "help")
    told = shown(outcome(result))
    assert all(f"/{name}" in told for name in EVERYONES)
    assert not any(f"/{name}" in told for name in ADMINS)
    assert result.ephemeral
