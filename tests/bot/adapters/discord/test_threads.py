"""Threads on Discord: those that need no mention, and those that the bot opens."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import discord
import pytest

from bot.adapters.discord import phrases
from bot.adapters.discord.access import Access
from bot.adapters.discord.options import Options
from bot.core import words
from index.records import NoAnswer, Silence
from tests.bot.adapters.discord.world import READING, Setup, shown
from tests.bot.bridge import QUESTION, SENTENCE, make_archive
from tests.bot.fakes import ROOMY

if TYPE_CHECKING:
    from tests.bot.adapters.discord.world import OpenWorld, World

pytestmark = pytest.mark.asyncio

THREADS = Options(Access(), threads=True)


# ── threads that need no mention ─────────────────────────────────────────────────────────────


async def test_a_thread_that_it_answered_in_needs_no_mention(open_world: OpenWorld) -> None:
    world = await open_world(Setup(make_archive(), READING))
    thread = world.open_thread()
    await world.ask(where=thread)
    [answer] = await world.send(QUESTION, by=world.bob, where=thread)
    assert SENTENCE in shown(answer)
    await world.restart()
    [answer] = await world.send(QUESTION, where=thread)
    assert SENTENCE in shown(answer)


async def test_a_thread_from_its_answer_needs_no_mention(open_world: OpenWorld) -> None:
    world = await open_world(Setup(make_archive(), READING))
    [answer] = await world.ask()
    [second] = await world.send(QUESTION, where=world.open_thread(answer))
    assert SENTENCE in shown(second)


async def test_in_such_a_thread_people_still_talk_to_each_other(open_world: OpenWorld) -> None:
    world = await open_world(Setup(make_archive(), READING))
    thread = world.open_thread()
    await world.ask(where=thread)
    remark = await world.bob.send(thread, f"{world.ann.mention} I knew that.")
    assert not await world.send("So did I.", where=thread, reply_to=remark)
    role = world.guild.create_role("engineers")
    assert not await world.send(f"{role.mention} look!", where=thread)
    await world.ann.send(thread, "", attachments=[("bridge.txt", b"a picture")])
    assert len(world.said(thread)) == 1


async def test_where_it_never_answered_it_does_not_listen(open_world: OpenWorld) -> None:
    world = await open_world(Setup(make_archive(), READING))
    await world.ask(where=world.open_thread())
    assert not await world.send(QUESTION, where=world.open_thread())
    await world.ask()
    assert not await world.send(QUESTION)


async def test_without_the_setting_threads_need_a_mention(world: World) -> None:
    thread = world.open_thread()
    await world.ask(where=thread)
    assert not await world.send(QUESTION, where=thread)


async def test_where_it_reads_all_nobody_is_told_to_mention_it(open_world: OpenWorld) -> None:
    world = await open_world(Setup(make_archive(), READING))
    thread = world.open_thread()
    [answer] = await world.ask(where=thread)
    assert phrases.JUST_GO_ON in shown(answer)
    assert "mention" not in shown(answer)


async def test_people_may_talk_in_a_thread_that_it_reads(open_world: OpenWorld) -> None:
    archive = make_archive()
    archive.answers["lol ok"] = NoAnswer("lol ok", Silence.NOT_A_QUESTION)
    world = await open_world(Setup(archive, READING))
    thread = world.open_thread()
    await world.ask(where=thread)
    assert not await world.send("lol ok", where=thread)
    assert await world.send(QUESTION, where=thread)
    [told] = await world.ask("lol ok", where=thread)
    assert shown(told) == words.SILENCE[Silence.NOT_A_QUESTION]


# ── a thread for each question ───────────────────────────────────────────────────────────────


async def test_a_question_gets_a_thread_named_after_it(open_world: OpenWorld) -> None:
    world = await open_world(Setup(make_archive(), THREADS))
    assert not await world.ask()
    [thread] = world.channel.threads
    assert thread.name == QUESTION
    [answer] = world.said(thread)
    assert SENTENCE in shown(answer)
    assert phrases.MENTION_TO_GO_ON in shown(answer)


async def test_no_thread_is_opened_for_a_mention_and_nothing_else(open_world: OpenWorld) -> None:
    world = await open_world(Setup(make_archive(), THREADS))
    world.archive.answers[""] = NoAnswer("", Silence.EMPTY)
    [hint] = await world.ask("")
    assert shown(hint) == words.SILENCE[Silence.EMPTY]
    assert not world.channel.threads


async def test_who_asks_too_much_gets_no_threads_for_it(open_world: OpenWorld) -> None:
    limits = replace(ROOMY, questions_per_minute=1)
    world = await open_world(Setup(make_archive(), THREADS, limits))
    assert not await world.ask()
    [told] = await world.ask()
    assert shown(told).startswith("You have asked 1 question in the last minute.")
    assert len(world.channel.threads) == 1


@pytest.mark.parametrize(
    "question", ["why " * 60, "why" * 60, "🌉" * 60], ids=["words", "word", "signs"]
)
async def test_the_name_of_a_thread_is_cut_where_the_question_is_long(
    open_world: OpenWorld, question: str
) -> None:
    world = await open_world(Setup(make_archive(), THREADS))
    await world.ask(question)
    [thread] = world.channel.threads
    assert thread.name is not None
    assert thread.name.endswith(" …")
    assert question.startswith(thread.name.removesuffix(" …"))
    assert len(thread.name) > 40


async def test_in_a_thread_and_in_a_direct_message_no_other_is_opened(
    open_world: OpenWorld,
) -> None:
    world = await open_world(Setup(make_archive(), THREADS))
    await world.ask()
    [thread] = world.channel.threads
    [second] = await world.ask(where=thread)
    assert second.reference is not None
    assert len(await world.send_dm()) == 1
    assert len(world.channel.threads) == 1


async def test_where_it_may_open_no_thread_it_answers_in_the_channel(
    open_world: OpenWorld,
) -> None:
    world = await open_world(Setup(make_archive(), THREADS))
    forbidden = discord.PermissionOverwrite(create_public_threads=False)
    channel = world.guild.create_text_channel("flat", overwrites={world.me: forbidden})
    [answer] = await world.ask(where=channel)
    assert SENTENCE in shown(answer)
    assert phrases.REPLY_TO_GO_ON in shown(answer)


async def test_where_it_may_open_threads_but_not_write_in_them_it_answers_in_the_channel(
    open_world: OpenWorld,
) -> None:
    world = await open_world(Setup(make_archive(), THREADS))
    forbidden = discord.PermissionOverwrite(send_messages_in_threads=False)
    channel = world.guild.create_text_channel("odd", overwrites={world.me: forbidden})
    [answer] = await world.ask(where=channel)
    assert SENTENCE in shown(answer)
    assert not channel.threads
