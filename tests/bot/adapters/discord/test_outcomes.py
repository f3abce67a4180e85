"""Outcomes: each call ends in exactly one, whatever breaks, and article text does no harm."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import discord
import pytest

from bot.adapters.discord.formatter import CONTEXT, MORE_QUOTES, NOT_HELPFUL
from bot.core import words
from bot.core.limits import Limits
from index.records import Answer, NoAnswer, Reading, Relation, Silence
from tests.bot.adapters.discord.world import (
    QUESTION,
    SENTENCE,
    Setup,
    buttons,
    make_archive,
    outcome,
    shown,
    written,
)
from tests.bot.fakes import (
    ROOMY,
    BlockingArchive,
    FakeArchive,
    RaisingArchive,
    make_line,
    make_quote,
)

if TYPE_CHECKING:
    from tests.bot.adapters.discord.world import OpenWorld, Person, World

pytestmark = pytest.mark.asyncio

CLEANS = discord.Permissions(manage_messages=True)


def held(limits: Limits = ROOMY) -> Setup:
    """An archive that answers when the test lets it, and then as `make_archive` does."""
    archive = BlockingArchive()
    archive.answers = make_archive().answers
    return Setup(archive, limits=limits, patience=0.05, held=True)


def release(world: World) -> None:
    archive = world.archive
    assert isinstance(archive, BlockingArchive)
    archive.release.set()


def error_id(text: str) -> str:
    """The id in an apology."""
    [found] = re.findall(r"error ([0-9a-f]{8})\.$", text)
    assert text == words.apology(found)
    return str(found)


def cleaner(world: World) -> Person:
    """Someone who may delete what others wrote."""
    role = world.guild.create_role("cleaners", permissions=CLEANS)
    return world.guild.add_member(world.env.create_user("cleo"), roles=[role])


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


# ── text of articles ─────────────────────────────────────────────────────────────────────────

HARMFUL = (
    "@everyone and @here, <@{ann}> said `rm -rf` to <@&{role}> in <#{channel}>: **bold** __x__ "
    "~~y~~ ||z|| [here](https://evil.example) https://evil.example <https://evil.example> "
    "discord.gg/evil <:emoji:1> <t:1> # heading > quote \\ end"
)


async def test_article_text_is_shown_as_it_is_and_pings_nobody(open_world: OpenWorld) -> None:
    world = await open_world()
    role = world.guild.create_role("all", mentionable=True)
    text = HARMFUL.format(ann=world.ann.id, role=role.id, channel=world.channel.id)
    quote = replace(make_quote(text, "<@1>/`id`"), title=f"# {text}", copies=("@here",))
    answers: dict[str, Answer | NoAnswer] = {QUESTION: Answer(QUESTION, (quote,), 0.9)}
    await world.restart(FakeArchive(answers, texts={quote.doc_id: f"{text} More."}))
    [answer] = await world.ask()
    context = outcome(await world.ann.click(answer, label=CONTEXT))
    for message in (answer, context):
        assert f"> {text}" in shown(message)
        # What is left without escaped marks and boxes of code, in which nothing is a mark.
        bare = re.sub(r"\\.|`[^`]*`", "", written(message).replace("**", ""))
        assert not re.search(r"@everyone|@here|<[@#:t]|://|\[|\|\||__|~~", bare)
        assert not message.mention_everyone
        assert not message.mentions
        assert not message.role_mentions


async def test_two_quotes_of_one_article_with_an_address_are_both_shown(
    open_world: OpenWorld,
) -> None:
    address = "https://news.example/bridge"
    first, second = (
        replace(make_quote(text), source_url=address) for text in (SENTENCE, "It is long.")
    )
    world = await open_world(Setup(FakeArchive({QUESTION: Answer(QUESTION, (first, second), 0.9)})))
    [answer] = await world.ask()
    assert len(answer.embeds) == 2
    assert not any(embed.url for embed in answer.embeds)
    assert SENTENCE in shown(answer)
    assert "It is long." in shown(answer)
    assert shown(answer).count(f"[news.example]({address})") == 2


@pytest.mark.parametrize("size", [2_006, 4_097, 13_000])
async def test_a_long_quote_arrives_whole(open_world: OpenWorld, size: int) -> None:
    text = " ".join(f"word-{n:05}" for n in range(size // 11 + 1))[:size]
    archive = FakeArchive({QUESTION: Answer(QUESTION, (make_quote(text),), 0.9)})
    world = await open_world(Setup(archive))
    said = await world.ask()
    assert _quoted(said) == text
    assert [bool(buttons(one)) for one in said] == [*[False] * (len(said) - 1), True]
    result = await world.ann.slash(world.channel, "ask", question=QUESTION)
    assert result.response is not None
    assert _quoted([one.message for one in (result.response, *result.followups)]) == text


async def test_all_of_a_long_private_answer_is_for_one_person_alone(open_world: OpenWorld) -> None:
    archive = FakeArchive({QUESTION: Answer(QUESTION, (make_quote("word " * 3_000),), 0.9)})
    world = await open_world(Setup(archive))
    result = await world.ann.slash(world.channel, "ask", question=QUESTION, private=True)
    assert len(result.followups) > 1
    assert all(one.ephemeral for one in result.followups)
    assert not world.said()


def _quoted(messages: list[discord.Message]) -> str:
    """The words of a quote that was cut between words."""
    lines = [line for one in messages for line in shown(one).splitlines()]
    return " ".join(line.removeprefix("> ") for line in lines if line.startswith("> "))
