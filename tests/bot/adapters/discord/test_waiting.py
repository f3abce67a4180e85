"""Too much to do, or no index yet: whoever asks is told so, and has one outcome all the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import discord
import pytest

from bot.core import words
from bot.core.layout.answers import CONTEXT, MORE_QUOTES, NOT_HELPFUL
from bot.core.limits import Limits
from tests.bot.adapters.discord.world import Setup, buttons, held, outcome, release, shown
from tests.bot.bridge import QUESTION, SENTENCE, error_id, make_archive
from tests.bot.fakes import ROOMY

if TYPE_CHECKING:
    from tests.bot.adapters.discord.world import OpenWorld, Person, World

pytestmark = pytest.mark.asyncio

CLEANS = discord.Permissions(manage_messages=True)


def cleaner(world: World) -> Person:
    """Someone who may delete what others wrote."""
    role = world.guild.create_role("cleaners", permissions=CLEANS)
    return world.guild.add_member(world.env.create_user("cleo"), roles=[role])


# ── too much to do ───────────────────────────────────────────────────────────────────────────


async def test_who_has_to_wait_is_told_so_in_the_message_that_the_answer_replaces(
    open_world: OpenWorld,
) -> None:
    world = await open_world(held())
    await world.ask()
    await world.ask(by=world.bob)
    await world.ask(by=world.mo)
    assert not world.said()
    await world.env.advance_time(0.1)
    second, third = world.said()
    assert [shown(one) for one in (second, third)] == [words.waiting_at(2), words.waiting_at(3)]
    release(world)
    await world.answered()
    said = {one.id: one for one in world.said()}
    assert len(said) == 3
    for waited in (second, third):
        answer = said[waited.id]
        assert SENTENCE in shown(answer)
        assert not answer.content
        assert buttons(answer) == [MORE_QUOTES, CONTEXT, NOT_HELPFUL]


async def test_a_command_that_has_to_wait_is_told_so_where_its_answer_comes(
    open_world: OpenWorld,
) -> None:
    world = await open_world(held())
    await world.ask()
    result = await world.bob.slash(world.channel, "ask", question=QUESTION)
    await world.env.advance_time(0.1)
    assert shown(outcome(result)) == words.waiting_at(2)
    release(world)
    await world.answered()
    assert SENTENCE in shown(outcome(result))
    assert words.waiting_at(2) not in shown(outcome(result))


async def test_an_answer_arrives_though_the_word_to_wait_was_deleted(
    open_world: OpenWorld,
) -> None:
    world = await open_world(held())
    await world.ask()
    await world.ask(by=world.bob)
    await world.env.advance_time(0.1)
    [waiting] = world.said()
    await cleaner(world).delete(waiting)
    release(world)
    await world.answered()
    assert [SENTENCE in shown(one) for one in world.said()] == [True, True]


async def test_a_commands_answer_arrives_though_the_word_to_wait_was_deleted(
    open_world: OpenWorld,
) -> None:
    world = await open_world(held())
    await world.ask()
    result = await world.bob.slash(world.channel, "ask", question=QUESTION)
    await world.env.advance_time(0.1)
    await cleaner(world).delete(outcome(result))
    release(world)
    await world.answered()
    assert [SENTENCE in shown(one) for one in world.said()] == [True, True]


async def test_an_apology_takes_the_place_of_the_word_to_wait(open_world: OpenWorld) -> None:
    world = await open_world(held())
    await world.ask()
    await world.ask(by=world.bob)
    await world.env.advance_time(0.1)
    [waiting] = world.said()
    world.env.inject_error("PATCH", "/channels/*/messages/*", status=400, code=50035)
    release(world)
    await world.answered()
    texts = {one.id: shown(one) for one in world.said()}
    assert len(texts) == 2
    assert error_id(texts[waiting.id])


async def test_where_too_many_wait_the_next_is_refused(open_world: OpenWorld) -> None:
    world = await open_world(held(limits=Limits(0, 10.0, 1_000)))
    await world.ask()
    await world.ask(by=world.bob)
    assert [shown(one) for one in world.said()] == [words.busy()]
    release(world)
    await world.answered()
    assert len(world.said()) == 2


async def test_who_asks_too_much_is_told_how_long_to_wait(open_world: OpenWorld) -> None:
    world = await open_world(Setup(make_archive(), limits=Limits(5, 10.0, 1)))
    await world.ask()
    [told] = await world.ask()
    assert shown(told).startswith("You have asked 1 question in the last minute.")
    result = await world.ann.slash(world.channel, "ask", question=QUESTION)
    assert shown(outcome(result)).startswith("You have asked 1 question in the last minute.")
    [other] = await world.ask(by=world.bob)
    assert SENTENCE in shown(other)


async def test_a_server_that_asks_too_much_is_told_so_and_direct_messages_are_answered(
    open_world: OpenWorld,
) -> None:
    limits = replace(ROOMY, server_questions_per_minute=2)
    world = await open_world(Setup(make_archive(), limits=limits))
    await world.ask()
    await world.ann.slash(world.channel, "ask", question=QUESTION)
    [told] = await world.ask(by=world.bob)
    assert shown(told).startswith(
        "All of you here together have asked 2 questions in the last minute"
    )
    result = await world.bob.slash(world.channel, "ask", question=QUESTION)
    assert shown(outcome(result)).startswith("All of you here together have asked 2 questions")
    for _ in range(3):
        [answer] = await world.send_dm(by=world.bob)
        assert SENTENCE in shown(answer)
    result = await world.bob.user.slash("ask", question=QUESTION)
    assert SENTENCE in shown(outcome(result))
    result = await world.mo.slash(world.channel, "ask", question=QUESTION)
    assert SENTENCE in shown(outcome(result))


async def test_who_presses_buttons_without_end_is_told_so_in_private(open_world: OpenWorld) -> None:
    world = await open_world(held(limits=replace(ROOMY, calls_at_once=3)))
    await world.ask(by=world.bob)
    pressed = [await world.ann.slash(world.channel, "status") for _ in range(5)]
    told = [outcome(one) for one in pressed if one.response and one.response.message.content]
    assert [shown(one) for one in told] == [words.too_many_at_once(3)] * 2
    assert all(one.flags.ephemeral for one in told)
    assert world.run.responder.waiting == 3
    release(world)
    await world.answered()
    assert len([one for one in world.said() if SENTENCE in shown(one)]) == 1


async def test_an_answer_that_takes_too_long_is_given_up(open_world: OpenWorld) -> None:
    world = await open_world(held())
    await world.ask()
    result = await world.bob.slash(world.channel, "ask", question=QUESTION)
    await world.env.advance_time(10.1)
    await world.answered()
    told = [shown(one) for one in (*world.said(), outcome(result))]
    assert told[0] == told[-1] == words.too_slow(10)


async def test_when_it_is_stopped_those_who_wait_are_told_so(open_world: OpenWorld) -> None:
    world = await open_world(held())
    await world.ask()
    await world.ask(by=world.bob)
    world.run.responder.refuse_new()
    await world.ask(by=world.mo)
    [told] = world.said()
    assert shown(told) == words.closing()
    release(world)
    await world.answered()
    assert len(world.said()) == 3


# ── no index yet ─────────────────────────────────────────────────────────────────────────────


async def test_before_there_is_an_index_it_says_how_far_that_is(open_world: OpenWorld) -> None:
    world = await open_world(Setup(None))
    world.run.services.archive.percent = 40
    [told] = await world.ask()
    assert shown(told) == words.not_ready(40)
    for command in ("status", "sources"):
        result = await world.ann.slash(world.channel, command)
        assert shown(outcome(result)) == words.not_ready(40)
    world.run.services.archive.replace(make_archive())
    [answer] = await world.ask()
    assert SENTENCE in shown(answer)


async def test_where_no_index_is_being_built_it_says_what_to_do(open_world: OpenWorld) -> None:
    world = await open_world(Setup(None))
    [told] = await world.ask()
    assert shown(told) == words.not_ready(None)
    await world.mo.slash(world.channel, "rebuild")
    [after] = await world.ask()
    assert words.NOT_SAID in shown(after)
