"""Outcomes: each call ends in exactly one, whatever breaks, and article text does no harm."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.core import words
from bot.core.layout.answers import CONTEXT, NOT_HELPFUL
from index.records import Answer, NoAnswer, Reading, Relation, Silence
from tests.bot.adapters.discord.world import Setup, buttons, held, outcome, release, shown, written
from tests.bot.bridge import QUESTION, SENTENCE, error_id, make_archive
from tests.bot.fakes import FakeArchive, RaisingArchive, make_line, make_quote

if TYPE_CHECKING:
    from tests.bot.adapters.discord.world import OpenWorld, World

pytestmark = pytest.mark.asyncio


def of_the_bot(world: World) -> list[str]:
    """What the bot asked of Discord after it was ready, without the ids."""
    made = [one for one in world.env.http_requests if one.method in {"POST", "PATCH"}]
    return [f"{one.method} {one.path.rpartition('/')[2]}" for one in made]


# ── one outcome, after a sign that it will come ──────────────────────────────────────────────


async def test_typing_is_shown_before_the_answer(world: World) -> None:
    await world.ask()
    assert of_the_bot(world) == ["POST typing", "POST messages"]


async def test_typing_is_shown_again_while_it_takes_long(open_world: OpenWorld) -> None:
    world = await open_world(held())
    await world.ask()
    await world.env.advance_time(9)
    release(world)
    await world.answered()
    await world.env.advance_time(60)
    assert of_the_bot(world) == ["POST typing", "POST typing", "POST messages"]


async def test_an_answer_comes_where_typing_can_not_be_shown(world: World) -> None:
    world.env.inject_error("POST", "/channels/*/typing", status=403, code=50013)
    [answer] = await world.ask()
    assert SENTENCE in shown(answer)


async def test_a_command_is_deferred_and_then_completed(world: World) -> None:
    await world.ann.slash(world.channel, "ask", question=QUESTION)
    assert of_the_bot(world) == ["POST callback", "PATCH @original"]


async def test_a_command_that_discord_gave_up_on_is_left(
    world: World, log: pytest.LogCaptureFixture
) -> None:
    world.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
    world.late = True
    await world.ann.slash(world.channel, "ask", question=QUESTION)
    assert of_the_bot(world) == ["POST callback"]
    assert not world.archive.asked
    assert "could not be acknowledged" in log.text


@pytest.mark.parametrize("reason", list(Silence))
async def test_a_question_without_an_answer_has_one_outcome_too(
    open_world: OpenWorld, reason: Silence
) -> None:
    world = await open_world(Setup(FakeArchive({QUESTION: NoAnswer(QUESTION, reason)})))
    [told] = await world.ask()
    assert words.SILENCE[reason] in shown(told)
    assert buttons(told) == ([NOT_HELPFUL] if reason is Silence.NOT_SAID else [])
    in_command = outcome(await world.ann.slash(world.channel, "ask", question=QUESTION))
    assert words.SILENCE[reason] in shown(in_command)


async def test_how_a_question_was_read_stands_above_the_answer(open_world: OpenWorld) -> None:
    archive = make_archive()
    reading = Reading(carried=("@everyone",), time="in articles from January 2026")
    archive.answers[QUESTION] = Answer(QUESTION, (make_quote(SENTENCE),), 0.9, reading=reading)
    world = await open_world(Setup(archive))
    [answer] = await world.ask()
    assert (words.understood(reading) or "nothing") in shown(answer)
    assert not answer.mention_everyone
    assert r"\@everyone" in answer.content


async def test_a_long_reading_of_a_question_is_told_in_several_messages(
    open_world: OpenWorld,
) -> None:
    archive = make_archive()
    reading = Reading(carried=("of it " * 900,))
    archive.answers[QUESTION] = Answer(QUESTION, (make_quote(SENTENCE),), 0.9, reading=reading)
    world = await open_world(Setup(archive))
    *before, answer = await world.ask()
    assert len(before) == 2
    told = "\n".join(shown(one) for one in (*before, answer))
    assert len(re.findall(r"\bit\b", told)) == 900
    assert SENTENCE in shown(answer)


async def test_values_that_articles_differ_in_are_shown_in_one_answer(
    open_world: OpenWorld,
) -> None:
    lines = (
        make_line("June", "The bridge opened in June.", Relation.DIFFERENT, "ferry"),
        make_line("May", "The bridge opened in May."),
    )
    archive = FakeArchive({QUESTION: Answer(QUESTION, (make_quote(SENTENCE),), 0.9, lines)})
    archive.texts = {"ferry": "So: The bridge opened in June."}
    world = await open_world(Setup(archive))
    [answer] = await world.ask()
    assert words.DIFFER in shown(answer)
    assert "opened in **June**" in written(answer)
    assert "opened in **May**" in written(answer)
    context = outcome(await world.ann.click(answer, label=f"{CONTEXT}: 1"))
    assert "**The bridge opened in June.**" in written(context)


async def test_the_same_message_is_answered_once(
    world: World, log: pytest.LogCaptureFixture
) -> None:
    question = await world.ann.send(world.channel, f"{world.me.mention} {QUESTION}")
    backend = world.env.backend
    backend.announce_message_create(backend.get_message(world.channel.id, question.id))
    await world.env.settle()
    await world.restart()
    backend.announce_message_create(backend.get_message(world.channel.id, question.id))
    await world.env.settle()
    assert len(world.said()) == 1
    assert "is not answered twice" in log.text


# ── what breaks ──────────────────────────────────────────────────────────────────────────────


async def test_an_error_has_an_id_that_the_log_has_too_and_nothing_private(
    open_world: OpenWorld, log: pytest.LogCaptureFixture
) -> None:
    world = await open_world(Setup(RaisingArchive(lambda: RuntimeError("a secret"))))
    [told] = await world.ask()
    in_command = outcome(await world.ann.slash(world.channel, "ask", question=QUESTION))
    logged = [one.getMessage() for one in log.records if one.exc_info]
    for text in (shown(told), shown(in_command)):
        assert any(error_id(text) in line for line in logged)


async def test_an_answer_that_can_not_be_written_is_apologised_for(
    open_world: OpenWorld, log: pytest.LogCaptureFixture
) -> None:
    impossible = Answer(QUESTION, (), 0.9)
    world = await open_world(Setup(FakeArchive({QUESTION: impossible})))
    [told] = await world.ask()
    in_command = outcome(await world.ann.slash(world.channel, "ask", question=QUESTION))
    for text in (shown(told), shown(in_command)):
        assert f"error {error_id(text)}" in log.text


async def test_an_answer_that_discord_refuses_is_apologised_for(
    world: World, log: pytest.LogCaptureFixture
) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=400, code=50035)
    [told] = await world.ask()
    world.env.inject_error("PATCH", "/webhooks/*/@original", status=400, code=50035)
    in_command = outcome(await world.ann.slash(world.channel, "ask", question=QUESTION))
    for text in (shown(told), shown(in_command)):
        assert f"error {error_id(text)}" in log.text


async def test_where_not_even_an_apology_gets_through_the_log_says_so(
    world: World, log: pytest.LogCaptureFixture
) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=500, times=2)
    assert not await world.ask()
    assert "nor could the apology" in log.text
    [answer] = await world.ask()
    assert SENTENCE in shown(answer)


async def test_a_question_that_is_deleted_meanwhile_is_answered_all_the_same(
    open_world: OpenWorld,
) -> None:
    world = await open_world(held())
    question = await world.ann.send(world.channel, f"{world.me.mention} {QUESTION}")
    await world.ann.delete(question)
    release(world)
    await world.answered()
    [answer] = world.said()
    assert SENTENCE in shown(answer)
