"""Too much to do, or no index yet: whoever asks is told so, and has one outcome all the same."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.core import words
from bot.core.limits import Limits
from tests.bot.adapters.slack.reading import buttons, written
from tests.bot.adapters.slack.world import Setup
from tests.bot.bridge import QUESTION, SENTENCE, error_id, make_archive
from tests.bot.fakes import ROOMY, BlockingArchive

if TYPE_CHECKING:
    from tests.bot.adapters.slack.stand_in import Message
    from tests.bot.adapters.slack.world import OpenWorld, World

pytestmark = pytest.mark.asyncio


def held(limits: Limits = ROOMY) -> Setup:
    """An archive that answers when the test lets it, and then as `make_archive` does."""
    archive = BlockingArchive()
    archive.answers = make_archive().answers
    return Setup(archive, limits=limits, patience=0.05)


async def begun(world: World) -> None:
    """Have bob ask something that is being worked on from now on."""
    world.slack.mention(world.slack.bob, QUESTION, channel="C3")
    assert isinstance(world.archive, BlockingArchive)
    assert await asyncio.to_thread(world.archive.begun.acquire, timeout=5)


async def released(world: World) -> None:
    """Let all be answered, and wait for it."""
    assert isinstance(world.archive, BlockingArchive)
    world.archive.release.set()
    await world.settle()


async def next_said(world: World, count: int = 1) -> list[Message]:
    """What the bot says next."""
    before = len(world.slack.said)
    await world.slack.until(lambda: len(world.slack.said) >= before + count)
    return world.slack.said[before:]


def shown(world: World) -> list[str]:
    """What the bot said and hasn't taken away, as it is now."""
    return [written(one).partition("\n")[0] for one in world.slack.said if not one.deleted]


# ── too much to do ───────────────────────────────────────────────────────────────────────────


async def test_who_has_to_wait_is_told_so_in_the_message_that_the_answer_replaces(
    open_world: OpenWorld,
) -> None:
    world = await open_world(held())
    await begun(world)
    world.slack.mention(world.slack.ann, QUESTION)
    [second] = await next_said(world)
    world.slack.dm(world.slack.ann, QUESTION)
    [third] = await next_said(world)
    assert [written(one) for one in (second, third)] == [words.waiting_at(2), words.waiting_at(3)]
    await released(world)
    assert len(world.slack.said) == 3
    for waited in (second, third):
        assert waited.text == SENTENCE
        assert words.waiting_at(2) not in written(waited)
        assert buttons(waited) == ["More quotes", "In context", "Not helpful"]


async def test_below_an_answer_that_had_to_wait_people_can_go_on(open_world: OpenWorld) -> None:
    world = await open_world(held())
    await begun(world)
    world.slack.dm(world.slack.ann, QUESTION)
    [waiting] = await next_said(world)
    await released(world)
    await world.dm("And who?", thread=waiting.ts)
    assert world.archive.histories[-1] == (QUESTION,)


async def test_a_command_that_has_to_wait_is_told_so_and_then_answered(
    open_world: OpenWorld,
) -> None:
    world = await open_world(held())
    await begun(world)
    world.slack.slash(world.slack.ann, "/ask", QUESTION)
    [waiting] = await next_said(world)
    assert written(waiting) == words.waiting_at(2)
    await released(world)
    _, answer = world.slack.ephemeral("C1", world.slack.ann)
    assert answer.text == SENTENCE
    assert "Share in channel" in buttons(answer)


async def test_an_answer_arrives_though_the_word_to_wait_was_deleted(
    open_world: OpenWorld,
) -> None:
    world = await open_world(held())
    world.refuses = True
    await begun(world)
    world.slack.mention(world.slack.ann, QUESTION)
    [waiting] = await next_said(world)
    waiting.deleted = True
    await released(world)
    assert len(shown(world)) == 2
    assert all(SENTENCE in one.text for one in world.slack.said if not one.deleted)


async def test_an_answer_arrives_though_the_word_to_wait_did_not(open_world: OpenWorld) -> None:
    world = await open_world(held())
    world.slack.fail_next("chat.postMessage")
    await begun(world)
    world.slack.mention(world.slack.ann, QUESTION)
    await world.slack.until(lambda: not world.slack.world.failures)
    await released(world)
    assert [one.text for one in world.slack.said] == [SENTENCE] * 2


async def test_an_apology_takes_the_place_of_the_word_to_wait(open_world: OpenWorld) -> None:
    world = await open_world(held())
    await begun(world)
    act = world.slack.mention(world.slack.ann, QUESTION)
    [waiting] = await next_said(world)
    world.slack.fail_next("chat.update", "invalid_blocks")
    await released(world)
    assert world.slack.messages("C1", act.ts) == [waiting]
    assert error_id(written(waiting))


async def test_where_too_many_wait_the_next_is_refused(open_world: OpenWorld) -> None:
    world = await open_world(held(Limits(0, 10.0, 1_000)))
    await begun(world)
    for _ in range(2):
        world.slack.mention(world.slack.ann, QUESTION)
        [told] = await next_said(world)
        assert written(told) == words.busy()
    world.slack.slash(world.slack.ann, "/ask", QUESTION)
    [told] = await next_said(world)
    assert (written(told), told.to) == (words.busy(), "UANN")
    await released(world)
    assert len(world.slack.said) == 4


async def test_who_asks_too_much_is_told_how_long_to_wait(open_world: OpenWorld) -> None:
    world = await open_world(Setup(limits=Limits(5, 10.0, 1)))
    await world.ask()
    for told in (await world.ask(), await world.dm(), await world.slash("/ask", QUESTION)):
        [one] = told
        assert written(one).startswith("You have asked 1 question in the last minute.")
    [answer] = await world.ask(by=world.slack.bob)
    assert SENTENCE in answer.text


async def test_a_workspace_that_asks_too_much_is_told_so_and_direct_messages_are_answered(
    open_world: OpenWorld,
) -> None:
    world = await open_world(Setup(limits=replace(ROOMY, server_questions_per_minute=2)))
    await world.ask()
    await world.slash("/ask", QUESTION)
    by = world.slack.bob
    for told in (await world.ask(by=by), await world.slash("/ask", QUESTION, by=by)):
        [one] = told
        assert written(one).startswith("All of you here together have asked 2 questions")
    for _ in range(3):
        [answer] = await world.dm(by=by)
        assert SENTENCE in answer.text


async def test_who_presses_buttons_without_end_is_told_so_in_private(
    open_world: OpenWorld,
) -> None:
    world = await open_world(held(replace(ROOMY, calls_at_once=3)))
    await begun(world)
    for _ in range(5):
        world.slack.slash(world.slack.ann, "/sources")
    told = [one for one in await next_said(world, 5) if "waiting" not in written(one)]
    assert all(one.to == "UANN" for one in told)
    assert shown(world).count(words.too_many_at_once(3)) == 2
    assert world.run.responder.waiting == 3
    await released(world)


async def test_an_answer_that_takes_too_long_is_given_up(open_world: OpenWorld) -> None:
    world = await open_world(held(replace(ROOMY, answer_seconds=0.2)))
    await begun(world)
    world.slack.dm(world.slack.ann, QUESTION)
    world.slack.slash(world.slack.ann, "/ask", QUESTION)
    await world.settle()
    last = [world.slack.messages("DANN")[-1], world.slack.ephemeral("C1", world.slack.ann)[-1]]
    assert [written(one) for one in last] == [words.too_slow(0.2)] * 2
    assert shown(world).count(words.too_slow(0.2)) == 3


async def test_when_it_is_stopped_those_who_wait_are_answered_and_others_told_so(
    open_world: OpenWorld,
) -> None:
    world = await open_world(held())
    await begun(world)
    world.run.responder.refuse_new()
    world.slack.mention(world.slack.ann, QUESTION)
    world.slack.dm(world.slack.ann, QUESTION)
    world.slack.slash(world.slack.ann, "/ask", QUESTION)
    await next_said(world, 3)
    assert shown(world) == [words.closing()] * 3
    await released(world)
    assert [one.channel for one in world.slack.said if SENTENCE in one.text] == ["C3"]


# ── no index yet ─────────────────────────────────────────────────────────────────────────────


async def test_before_there_is_an_index_it_says_how_far_that_is(open_world: OpenWorld) -> None:
    world = await open_world(Setup(None))
    world.run.services.archive.percent = 40
    for told in (
        *(await world.ask(), await world.dm()),
        *[await world.slash(one, QUESTION) for one in ("/ask", "/sources", "/index-status")],
    ):
        [one] = told
        assert written(one) == words.not_ready(40)
    world.run.services.archive.replace(make_archive())
    [answer] = await world.ask()
    assert SENTENCE in answer.text


async def test_where_no_index_is_being_built_it_says_what_to_do(open_world: OpenWorld) -> None:
    world = await open_world(Setup(None))
    [told] = await world.ask()
    assert written(told) == words.not_ready(None)
