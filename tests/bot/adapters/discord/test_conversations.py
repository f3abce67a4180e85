"""Conversations: which questions before it a question leans on, and which it must not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.adapters.discord.access import Access
from bot.adapters.discord.options import Options
from index.records import Answer, NoAnswer, Silence
from tests.bot.adapters.discord.world import Setup, outcome
from tests.bot.bridge import QUESTION, make_archive
from tests.bot.fakes import make_quote

if TYPE_CHECKING:
    from tests.bot.adapters.discord.world import OpenWorld, World

pytestmark = pytest.mark.asyncio


async def test_in_a_thread_a_question_leans_on_the_one_before_whoever_asked_it(
    world: World,
) -> None:
    thread = world.open_thread()
    await world.ask("Who built it?", where=thread)
    await world.ask("And when?", where=thread, by=world.bob)
    await world.ask("Why?", where=thread)
    assert world.archive.histories == [
        (),
        ("Who built it?",),
        ("Who built it?", "And when?"),
    ]


async def test_in_a_direct_message_a_question_leans_on_the_one_before(world: World) -> None:
    await world.send_dm("Who built it?")
    await world.send_dm("And when?")
    assert world.archive.histories[-1] == ("Who built it?",)


async def test_a_slash_command_in_a_direct_message_is_part_of_it(world: World) -> None:
    await world.send_dm("Who built it?")
    await world.ann.user.slash("ask", question="And when?", private=True)
    await world.send_dm("Why?")
    assert world.archive.histories[1:] == [("Who built it?",), ("Who built it?", "And when?")]


async def test_a_reply_leans_on_the_answer_that_it_replies_to(world: World) -> None:
    [first] = await world.ask("Who built it?")
    [second] = await world.send("And when?", reply_to=first, by=world.bob)
    await world.send("Why?", reply_to=second)
    assert world.archive.histories[1:] == [("Who built it?",), ("Who built it?", "And when?")]


async def test_replies_to_one_answer_branch_and_never_mix(world: World) -> None:
    [root] = await world.ask("Who built it?")
    [left] = await world.send("And when?", reply_to=root)
    [right] = await world.send("And why?", reply_to=root, by=world.bob)
    await world.send("Really?", reply_to=left, by=world.bob)
    await world.send("Truly?", reply_to=right)
    assert world.archive.histories[1:] == [
        ("Who built it?",),
        ("Who built it?",),
        ("Who built it?", "And when?"),
        ("Who built it?", "And why?"),
    ]


async def test_in_a_thread_a_reply_leans_on_its_answer_and_not_on_the_last_one(
    world: World,
) -> None:
    thread = world.open_thread()
    [first] = await world.ask("Who built it?", where=thread)
    await world.ask("How long is it?", where=thread)
    await world.send("And when?", where=thread, reply_to=first)
    assert world.archive.histories[-1] == ("Who built it?",)


async def test_in_a_channel_a_question_that_is_no_reply_leans_on_nothing(world: World) -> None:
    await world.ask("Who built it?")
    await world.ask("And when?")
    await world.ann.slash(world.channel, "ask", question="And why?")
    assert world.archive.histories == [(), (), ()]


async def test_what_someone_asked_elsewhere_is_never_leant_on(world: World) -> None:
    await world.send_dm("What do they say of me?")
    await world.ask("Who built it?", where=world.open_thread())
    await world.ask("And when?", where=world.open_thread())
    await world.ask("And why?")
    await world.send_dm("And who?", by=world.bob)
    assert world.archive.histories == [()] * 5


async def test_a_private_question_is_never_leant_on_by_those_of_others(world: World) -> None:
    thread = world.open_thread()
    await world.ann.slash(thread, "ask", question="What do they say of me?", private=True)
    await world.ask("And when?", where=thread, by=world.bob)
    await world.ask("And why?", where=thread)
    assert world.archive.histories == [(), (), ("And when?",)]


async def test_a_private_question_leans_on_what_all_could_read(world: World) -> None:
    thread = world.open_thread()
    await world.ask("Who built it?", where=thread)
    await world.ann.slash(thread, "ask", question="And when?", private=True)
    assert world.archive.histories[-1] == ("Who built it?",)


async def test_a_slash_command_in_a_thread_is_part_of_it(world: World) -> None:
    thread = world.open_thread()
    await world.ann.slash(thread, "ask", question="Who built it?")
    await world.ask("And when?", where=thread)
    assert world.archive.histories[-1] == ("Who built it?",)


async def test_a_reply_to_a_slash_answer_that_mentions_the_bot_leans_on_it(world: World) -> None:
    result = await world.ann.slash(world.channel, "ask", question="Who built it?")
    await world.ask("And when?", reply_to=outcome(result), by=world.bob)
    assert world.archive.histories[-1] == ("Who built it?",)


async def test_a_mention_below_a_slash_answer_leans_on_nothing_and_none_is_promised(
    world: World,
) -> None:
    result = await world.ann.slash(world.channel, "ask", question="Who built it?")
    await world.ask("And when?")
    assert world.archive.histories[-1] == ()
    [embed] = outcome(result).embeds
    assert embed.footer.text is not None
    assert "reply" in embed.footer.text


async def test_a_thread_opened_from_an_answer_goes_on_from_it(world: World) -> None:
    [answer] = await world.ask("Who built it?")
    thread = world.open_thread(answer)
    await world.ask("And when?", where=thread, by=world.bob)
    await world.ask("And why?", where=thread)
    assert world.archive.histories[1:] == [("Who built it?",), ("Who built it?", "And when?")]


async def test_a_thread_that_was_opened_for_a_question_goes_on_from_it(
    open_world: OpenWorld,
) -> None:
    world = await open_world(Setup(make_archive(), Options(Access(), threads=True)))
    await world.ask("Who built it?")
    [thread] = world.channel.threads
    await world.ask("And when?", where=thread)
    assert world.archive.histories[-1] == ("Who built it?",)


async def test_any_message_of_a_long_answer_can_be_replied_to(open_world: OpenWorld) -> None:
    archive = make_archive()
    quotes = tuple(make_quote("word " * 800 + end) for end in ("one", "two"))
    archive.answers["Who built it?"] = Answer("Who built it?", quotes, 0.9)
    world = await open_world(Setup(archive))
    first, *_, last = await world.ask("Who built it?")
    await world.send("And when?", reply_to=first)
    await world.send("And why?", reply_to=last)
    assert world.archive.histories[1:] == [("Who built it?",)] * 2


async def test_hints_are_no_part_of_a_conversation(open_world: OpenWorld) -> None:
    archive = make_archive()
    archive.answers["Bridge"] = NoAnswer("Bridge", Silence.TOO_SHORT)
    world = await open_world(Setup(archive))
    await world.send_dm("Who built it?")
    await world.send_dm("Bridge")
    await world.send_dm("And when?")
    assert world.archive.histories[-1] == ("Who built it?",)


async def test_conversations_go_on_after_a_restart(world: World) -> None:
    thread = world.open_thread()
    [answer] = await world.ask("Who built it?")
    await world.ask("How long is it?", where=thread)
    await world.send_dm("How wide is it?")
    await world.restart()
    await world.send("And when?", reply_to=answer)
    await world.ask("And why?", where=thread)
    await world.send_dm("And how?")
    assert world.archive.histories[3:] == [
        ("Who built it?",),
        ("How long is it?",),
        ("How wide is it?",),
    ]


async def test_what_was_forgotten_is_leant_on_no_more(world: World) -> None:
    [answer] = await world.ask(QUESTION)
    await world.mo.slash(world.channel, "forget", user=world.ann)
    await world.send("And who?", reply_to=answer, by=world.bob)
    assert world.archive.histories[-1] == ()
