"""Messages: which of them the bot answers, what it takes for the question, and where it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from simcord.backend import serializers
from simcord.backend.models import AllowedMentions
from simcord.enums import MessageType

from bot.adapters.discord import phrases
from bot.core import words
from index.records import NoAnswer, Silence
from tests.bot.adapters.discord.world import READING, Setup, shown
from tests.bot.bridge import QUESTION, SENTENCE, make_archive

if TYPE_CHECKING:
    from tests.bot.adapters.discord.world import OpenWorld, World

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize(
    "text",
    [
        "<@{me}> When did the bridge open?",
        "When did <@{me}> the bridge open?",
        "When did the bridge open? <@{me}>",
        "<@!{me}>When did the bridge open?",
        "Hello\n<@{me}>",
    ],
)
async def test_a_mention_anywhere_in_a_message_is_a_question(world: World, text: str) -> None:
    [answer] = await world.send(text.format(me=world.me.id))
    asked = "Hello" if "Hello" in text else QUESTION
    assert world.archive.asked == [asked]
    assert (SENTENCE if asked == QUESTION else words.NOT_SAID) in shown(answer)


async def test_an_answer_is_a_reply_to_the_question(world: World) -> None:
    question = await world.ann.send(world.channel, f"{world.me.mention} {QUESTION}")
    [answer] = world.said()
    assert answer.reference is not None
    assert answer.reference.message_id == question.id
    assert phrases.REPLY_TO_GO_ON in shown(answer)


async def test_a_reply_to_the_bot_needs_no_mention(world: World) -> None:
    [answer] = await world.ask()
    [second] = await world.send(QUESTION, reply_to=answer)
    assert SENTENCE in shown(second)


async def test_a_direct_message_needs_no_mention_and_no_advice_how_to_go_on(world: World) -> None:
    [answer] = await world.send_dm()
    assert SENTENCE in shown(answer)
    assert phrases.REPLY_TO_GO_ON not in shown(answer)
    assert phrases.MENTION_TO_GO_ON not in shown(answer)


async def test_in_a_thread_it_answers_mentions_and_replies(world: World) -> None:
    thread = world.open_thread()
    [first] = await world.ask(where=thread)
    [second] = await world.send(QUESTION, where=thread, reply_to=first)
    assert SENTENCE in shown(second)
    assert phrases.MENTION_TO_GO_ON in shown(second)
    assert not world.said()


async def test_other_bots_are_not_answered(world: World) -> None:
    robot = world.guild.add_member(world.env.create_user("robot", bot=True))
    assert not await world.ask(by=robot)


async def test_discord_itself_is_not_answered(world: World) -> None:
    discord_itself = world.env.create_user("discord", system=True)
    await discord_itself.send_dm("Please read our new terms.")
    assert not world.said(discord_itself.dm_channel)


async def test_webhooks_are_not_answered(world: World) -> None:
    await world.guild.create_webhook(world.channel).send(f"{world.me.mention} {QUESTION}")
    assert not world.said()


async def test_the_bot_does_not_answer_itself(world: World) -> None:
    text = f"{world.me.mention} {QUESTION}"
    world.env.backend.create_message(world.channel.id, world.me.id, text)
    await world.env.settle()
    [own] = world.said()
    assert own.content == text


async def test_joins_and_pins_are_not_answered(world: World) -> None:
    [answer] = await world.ask()
    for kind in (MessageType.NEW_MEMBER, MessageType.PINS_ADD):
        world.guild.create_system_message(
            world.channel, kind, author=world.ann, referenced_message=answer
        )
    await world.env.settle()
    assert world.said() == [answer]


@pytest.mark.parametrize("text", [QUESTION, "@everyone when did it open?", "@here", "{bob} look"])
async def test_talk_among_people_is_not_answered(world: World, text: str) -> None:
    assert not await world.send(text.format(bob=world.bob.mention), by=world.mo)
    assert not world.archive.asked


async def test_a_reply_to_another_person_is_not_answered(world: World) -> None:
    remark = await world.bob.send(world.channel, "The bridge is open.")
    assert not await world.send("Since when?", reply_to=remark)


async def test_a_mention_in_a_reply_to_another_person_is_answered(world: World) -> None:
    remark = await world.bob.send(world.channel, "The bridge is open.")
    [answer] = await world.ask(reply_to=remark)
    assert SENTENCE in shown(answer)


async def test_a_message_that_is_edited_is_not_answered_again(world: World) -> None:
    question = await world.ann.send(world.channel, f"{world.me.mention} {QUESTION}")
    await world.ann.edit(question, f"{world.me.mention} {QUESTION} Please.")
    assert len(world.said()) == 1


async def test_a_mention_and_nothing_else_gets_a_hint(open_world: OpenWorld) -> None:
    archive = make_archive()
    archive.answers[""] = NoAnswer("", Silence.EMPTY)
    world = await open_world(Setup(archive))
    [hint] = await world.ask("")
    assert shown(hint) == words.SILENCE[Silence.EMPTY]


@pytest.mark.parametrize("typed", ["help", "Help!", "/help"])
async def test_who_asks_for_help_gets_it(world: World, typed: str) -> None:
    [told] = await world.ask(typed)
    assert phrases.WAYS_TO_ASK in shown(told)
    assert not world.archive.asked


async def test_the_bots_own_role_is_as_good_as_its_name(open_world: OpenWorld) -> None:
    world = await open_world(Setup(make_archive(), READING))
    role = _role_of_the_bot(world)
    [answer] = await world.send(f"<@&{role}> {QUESTION}")
    assert world.archive.asked == [QUESTION]
    assert SENTENCE in shown(answer)


async def test_names_in_a_question_become_those_that_people_read(world: World) -> None:
    await world.ask(f"Did {world.bob.mention} and <@!{world.ann.id}> open it? <:bridge:123456>")
    assert world.archive.asked == ["Did Bobby and ann open it? :bridge:"]


async def test_channels_and_roles_in_a_question_become_those_that_people_read(
    world: World,
) -> None:
    role = world.guild.create_role("engineers")
    await world.ask(f"Did {role.mention} open it, as {world.channel.mention} says?")
    assert world.archive.asked == ["Did engineers open it, as general says?"]


# ── what Discord doesn't show to the bot ─────────────────────────────────────────────────────


async def test_a_reply_to_a_slash_answer_is_told_to_mention_the_bot(world: World) -> None:
    result = await world.ann.slash(world.channel, "ask", question=QUESTION)
    [told] = await world.send("And who opened it?", reply_to=result.response)
    assert shown(told) == phrases.unreadable(world.me.display_name)
    assert world.archive.asked == [QUESTION]


async def test_a_reply_that_does_not_ping_is_told_to_mention_the_bot(world: World) -> None:
    [answer] = await world.ask()
    silent = AllowedMentions(replied_user=False)
    reference = {"channel_id": str(world.channel.id), "message_id": str(answer.id)}
    world.env.backend.create_message(
        world.channel.id, world.ann.id, QUESTION, reference=reference, allowed_mentions=silent
    )
    await world.env.settle()
    assert [shown(one) for one in world.said()[1:]] == [phrases.unreadable("TestBot")]


def _role_of_the_bot(world: World) -> int:
    """The id of the role that Discord makes for a bot, which simcord doesn't mark as such."""
    backend = world.env.backend
    guild = backend.get_guild(world.guild.id)
    [role] = [one for one in guild.roles.values() if one.managed]
    payload = {**serializers.role_payload(role), "tags": {"bot_id": str(world.me.id)}}
    backend.emit("GUILD_ROLE_UPDATE", {"guild_id": str(guild.id), "role": payload})
    return role.id
