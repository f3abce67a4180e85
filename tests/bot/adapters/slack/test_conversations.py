"""Conversations: which questions before it a question leans on, and which it must not."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.adapters.slack import phrases
from index.records import Answer, NoAnswer, Silence
from tests.bot.adapters.slack.stand_in import Channel
from tests.bot.adapters.slack.world import Setup
from tests.bot.bridge import QUESTION, make_archive
from tests.bot.fakes import make_quote

if TYPE_CHECKING:
    from tests.bot.adapters.slack.stand_in import Message
    from tests.bot.adapters.slack.world import OpenWorld, World

pytestmark = pytest.mark.asyncio

WHO = "Who built it?"


async def shared(world: World) -> Message:
    """An answer to a private question that ann shows the channel."""
    [answer] = await world.slash("/ask", QUESTION)
    await world.press(answer, phrases.SHARE)
    return world.slack.messages("C1")[-1]


# ── what is leant on ─────────────────────────────────────────────────────────────────────────


async def test_in_a_thread_a_question_leans_on_the_one_before_whoever_asked_it(
    world: World,
) -> None:
    [answer] = await world.ask(WHO)
    await world.ask("And when?", thread=answer.thread_ts, by=world.slack.bob)
    await world.ask("Why?", thread=answer.thread_ts)
    assert world.archive.histories == [(), (WHO,), (WHO, "And when?")]


async def test_a_mention_below_what_people_said_begins_a_conversation(world: World) -> None:
    remark = world.slack.say(world.slack.bob, "The bridge is open.")
    await world.ask(WHO, thread=remark.ts)
    await world.ask("And when?", thread=remark.ts)
    assert world.archive.histories == [(), (WHO,)]


async def test_in_a_direct_message_a_question_leans_on_the_one_before(world: World) -> None:
    await world.dm(WHO)
    await world.dm("And when?")
    assert world.archive.histories == [(), (WHO,)]


async def test_a_command_in_a_direct_message_is_no_part_of_it(world: World) -> None:
    channel = world.slack.world.dm_of(world.slack.ann)
    await world.dm(WHO)
    await world.slash("/ask", "And when?", channel=channel)
    await world.dm("Why?")
    assert world.archive.histories == [(), (), (WHO,)]


async def test_between_two_people_nothing_leaks_from_one_to_the_other(world: World) -> None:
    ann, bob = world.slack.ann, world.slack.bob
    between = Channel("DANNBOB", "ann", "im", {ann.id, bob.id})
    world.slack.world.channels[between.id] = between
    await world.slash("/ask", WHO, by=ann, channel=between.id)
    await world.slash("/ask", "And when?", by=bob, channel=between.id)
    assert world.archive.histories == [(), ()]


async def test_a_thread_below_an_answer_in_a_direct_message_goes_on_from_it(world: World) -> None:
    [first] = await world.dm(WHO)
    await world.dm("How long is it?")
    await world.dm("And when?", thread=first.ts)
    await world.dm("And why?", thread=first.ts)
    assert world.archive.histories[2:] == [(WHO,), (WHO, "And when?")]


async def test_a_thread_in_a_direct_message_is_no_part_of_what_stands_beside_it(
    world: World,
) -> None:
    [first] = await world.dm(WHO)
    await world.dm("And when?", thread=first.ts)
    await world.dm("How long is it?")
    assert world.archive.histories[-1] == (WHO,)


async def test_a_thread_below_a_shared_answer_goes_on_from_it(world: World) -> None:
    answer = await shared(world)
    await world.ask("And who?", thread=answer.ts, by=world.slack.bob)
    await world.ask("And why?", thread=answer.ts)
    assert world.archive.histories[-2:] == [(QUESTION,), (QUESTION, "And who?")]


async def test_below_any_message_of_a_long_answer_people_can_go_on(open_world: OpenWorld) -> None:
    archive = make_archive()
    quotes = tuple(make_quote("word " * 2_000 + end) for end in ("one.", "two."))
    archive.answers[WHO] = Answer(WHO, quotes, 0.9)
    world = await open_world(Setup(archive))
    first, *_, last = await world.dm(WHO)
    assert first is not last
    await world.dm("And when?", thread=first.ts)
    await world.dm("And why?", thread=last.ts)
    assert world.archive.histories[1:] == [(WHO,), (WHO,)]


async def test_hints_and_pages_are_no_part_of_a_conversation(open_world: OpenWorld) -> None:
    archive = make_archive()
    archive.answers["Bridge"] = NoAnswer("Bridge", Silence.TOO_SHORT)
    world = await open_world(Setup(archive))
    await world.dm(WHO)
    for text in ("Bridge", "sources", "help"):
        await world.dm(text)
    await world.dm("And when?")
    assert world.archive.histories[-1] == (WHO,)


async def test_conversations_go_on_after_a_restart(world: World) -> None:
    [in_thread] = await world.ask(WHO)
    answer = await shared(world)
    [below] = await world.dm("How wide is it?")
    await world.dm("How high is it?")
    before = len(world.archive.histories)
    await world.restart()
    await world.ask("And when?", thread=in_thread.thread_ts)
    await world.ask("And who?", thread=answer.ts)
    await world.dm("And how?", thread=below.ts)
    await world.dm("And why?")
    assert world.archive.histories[before:] == [
        (WHO,),
        (QUESTION,),
        ("How wide is it?",),
        ("How wide is it?", "How high is it?"),
    ]


# ── what is never leant on ───────────────────────────────────────────────────────────────────


async def test_in_a_channel_each_question_begins_anew(world: World) -> None:
    await world.ask(WHO)
    await world.ask("And when?")
    await world.slash("/ask", "And why?")
    assert world.archive.histories == [(), (), ()]


async def test_what_was_asked_elsewhere_is_never_leant_on(world: World) -> None:
    await world.dm("What do they say of me?")
    [first] = await world.ask(WHO)
    [second] = await world.ask("How long is it?")
    await world.ask("What of the other?", thread=second.thread_ts)
    await world.ask("And when?", channel="C3")
    await world.dm("And why?", by=world.slack.bob)
    await world.ask("Who says so?", thread=first.thread_ts)
    assert world.archive.histories == [
        (), (), (), ("How long is it?",), (), (), (WHO,),
    ]  # fmt: skip


async def test_threads_of_two_channels_never_mix_though_they_began_at_one_moment(
    world: World,
) -> None:
    slack = world.slack
    first = slack.later.mention(slack.ann, WHO)
    second = slack.later.mention(slack.ann, "How long is it?", channel="C3")
    assert second.message is not None
    # Slack's timestamps are those of a channel each.
    second.message.ts = second.payload["event"]["ts"] = first.ts
    for act in (first, second):
        slack.deliver(act)
        await world.settle()
    await world.ask("And when?", thread=first.ts)
    await world.ask("And why?", thread=first.ts, channel="C3")
    assert world.archive.histories == [(), (), (WHO,), ("How long is it?",)]


@pytest.mark.parametrize("channel", ["C1", "C2"])
async def test_a_private_question_is_never_leant_on_by_what_others_can_read(
    world: World, channel: str
) -> None:
    await world.slash("/ask", "What do they say of me?", channel=channel)
    [answer] = await world.ask("And when?")
    await world.ask("And why?", thread=answer.thread_ts, by=world.slack.bob)
    await world.dm("And who?")
    await world.slash("/ask", "And how?", channel=channel)
    assert world.archive.histories == [(), (), ("And when?",), (), ()]


async def test_a_message_that_was_asked_about_in_private_is_leant_on_by_nobody(
    world: World,
) -> None:
    remark = world.slack.say(world.slack.bob, WHO)
    assert remark.message is not None
    world.slack.shortcut(world.slack.ann, remark.message, "ask_about_message")
    await world.settle()
    await world.ask("And when?", thread=remark.ts, by=world.slack.bob)
    assert world.archive.asked == [WHO, "And when?"]
    assert world.archive.histories == [(), ()]


async def test_what_leads_to_a_shared_answer_is_that_answer_alone(world: World) -> None:
    await world.slash("/ask", "What do they say of me?")
    answer = await shared(world)
    await world.slash("/ask", "And of my friends?")
    await world.ask("And who?", thread=answer.ts, by=world.slack.bob)
    assert world.archive.histories[-1] == (QUESTION,)


async def test_what_was_forgotten_is_leant_on_no_more(world: World) -> None:
    [answer] = await world.ask(QUESTION)
    await world.slash("/index-forget", "<@UANN|ann>", by=world.slack.mo)
    await world.ask("And who?", thread=answer.thread_ts, by=world.slack.bob)
    assert world.archive.histories[-1] == ()


def kept(world: World) -> list[tuple[str, bool]]:
    """Of each question that is kept: its conversation, and whether it is marked as private."""
    with closing(sqlite3.connect(world.state_file)) as db:
        rows = db.execute("SELECT conversation, private FROM turns ORDER BY rowid").fetchall()
    return [(conversation, bool(private)) for conversation, private in rows]


async def test_a_private_question_is_kept_as_one_and_in_no_conversation(world: World) -> None:
    """Either alone would do for now: so it stays safe if one of them is ever lost."""
    remark = world.slack.say(world.slack.bob, WHO)
    assert remark.message is not None
    for channel in ("C1", "C2", "DANN"):
        await world.slash("/ask", WHO, channel=channel)
    world.slack.shortcut(world.slack.ann, remark.message, "ask_about_message")
    await world.settle()
    assert kept(world) == [("", True)] * 4
    [answer] = await world.ask(WHO)
    await world.dm(WHO)
    assert kept(world)[4:] == [(f"C1:{answer.thread_ts}", False), ("DANN", False)]
