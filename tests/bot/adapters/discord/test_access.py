"""Access: the channels where the bot answers, who is an admin, and what the bot itself may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from bot.adapters.discord import phrases
from bot.adapters.discord.access import Access
from bot.adapters.discord.options import Options
from bot.core import adding_words, words
from bot.core.call import DIRECT_MESSAGES, Platform
from tests.bot.adapters.discord.world import Person, Setup, outcome, shown
from tests.bot.bridge import QUESTION, REPORT, SENTENCE, make_archive

if TYPE_CHECKING:
    from tests.bot.adapters.discord.world import Channel, OpenWorld, World

pytestmark = pytest.mark.asyncio


async def chosen(open_world: OpenWorld, *channels: str) -> tuple[World, Channel]:
    """A world where the operator chose `channels` and one more, which is given beside it.

    Its id is known only once there is a world, so the bot is started again with it.
    """
    world = await open_world()
    channel = world.guild.create_text_channel("ask-the-bot")
    access = Access(frozenset({str(channel.id), *channels}))
    await world.restart(options=Options(access))
    return world, channel


# ── channels ─────────────────────────────────────────────────────────────────────────────────


async def test_in_a_channel_that_was_chosen_it_answers(open_world: OpenWorld) -> None:
    world, channel = await chosen(open_world)
    [answer] = await world.ask(where=channel)
    assert SENTENCE in shown(answer)
    result = await world.ann.slash(channel, "ask", question=QUESTION)
    assert SENTENCE in shown(outcome(result))
    assert not result.ephemeral


async def test_threads_belong_to_their_channel(open_world: OpenWorld) -> None:
    world = await open_world()
    access = Access(frozenset({str(world.channel.id)}))
    await world.restart(options=Options(access))
    thread = world.open_thread()
    [answer] = await world.ask(where=thread)
    assert SENTENCE in shown(answer)
    told = outcome(await world.ann.slash(thread, "status"))
    assert "Articles" in shown(told)


async def test_a_thread_may_be_chosen_without_its_channel(open_world: OpenWorld) -> None:
    world = await open_world()
    thread = world.open_thread()
    await world.restart(options=Options(Access(frozenset({str(thread.id)}))))
    [answer] = await world.ask(where=thread)
    assert SENTENCE in shown(answer)
    assert not await world.ask()


async def test_elsewhere_a_message_is_answered_in_private_with_where_to_ask(
    open_world: OpenWorld,
) -> None:
    world, channel = await chosen(open_world)
    assert not await world.ask()
    assert not await world.ask(where=world.open_thread())
    told = [shown(one) for one in world.said(world.ann.user.dm_channel)]
    assert told == [words.elsewhere(channel.mention)] * 2
    assert not world.archive.asked


async def test_elsewhere_a_sign_tells_those_who_take_no_direct_messages(
    open_world: OpenWorld,
) -> None:
    world, _ = await chosen(open_world)
    closed = f"/channels/{world.ann.user.dm_channel.id}/messages"
    world.env.inject_error("POST", closed, status=403, code=50007)
    assert not await world.ask()
    [question] = [one for one in world.channel.history() if one.author.id == world.ann.id]
    assert [reaction.emoji for reaction in question.reactions] == ["🔇"]


@pytest.mark.parametrize("command", ["ask", "issues", "sources", "status"])
async def test_elsewhere_a_command_is_told_where_to_go_and_nobody_else_sees_it(
    open_world: OpenWorld, command: str
) -> None:
    world, channel = await chosen(open_world, DIRECT_MESSAGES)
    options = {"question": QUESTION} if command == "ask" else {}
    result = await world.ann.slash(world.channel, command, **options)
    assert result.ephemeral
    assert shown(outcome(result)) == words.elsewhere(f"{channel.mention} or in direct messages")
    assert not world.archive.asked


async def test_help_and_what_is_for_admins_work_everywhere(open_world: OpenWorld) -> None:
    world, _ = await chosen(open_world)
    assert words.INTRO in shown(outcome(await world.ann.slash(world.channel, "help")))
    told = outcome(await world.mo.slash(world.channel, "feedback"))
    assert shown(told) == words.NO_FEEDBACK


async def test_direct_messages_are_answered_where_they_were_chosen(open_world: OpenWorld) -> None:
    world, _ = await chosen(open_world, DIRECT_MESSAGES)
    [answer] = await world.send_dm()
    assert SENTENCE in shown(answer)
    told = outcome(await world.ann.user.slash("ask", question=QUESTION))
    assert SENTENCE in shown(told)


async def test_direct_messages_that_were_not_chosen_are_told_where_to_ask(
    open_world: OpenWorld,
) -> None:
    world, channel = await chosen(open_world)
    [told] = await world.send_dm()
    assert shown(told) == words.elsewhere(channel.mention)
    result = await world.ann.user.slash("ask", question=QUESTION)
    assert shown(outcome(result)) == words.elsewhere(channel.mention)
    assert not world.archive.asked


async def test_where_only_direct_messages_were_chosen_channels_say_so(
    open_world: OpenWorld,
) -> None:
    access = Access(frozenset({DIRECT_MESSAGES}))
    world = await open_world(Setup(make_archive(), Options(access)))
    await world.ask()
    [told] = world.said(world.ann.user.dm_channel)
    assert shown(told) == "I don't answer here; ask me in direct messages."


async def test_talk_elsewhere_is_left_alone(open_world: OpenWorld) -> None:
    world, _ = await chosen(open_world)
    await world.send(QUESTION)
    assert not world.said(world.ann.user.dm_channel)


# ── admins ───────────────────────────────────────────────────────────────────────────────────

ADMINS_ONLY = ("add", "rebuild", "feedback", "forget")


def let_in(world: World, person: Person) -> None:
    """A server's admin lets someone use the commands for admins, against what they declare."""
    for command in world.env.backend.commands[None].values():
        if command["name"] in ADMINS_ONLY:
            world.guild.set_command_permissions(int(command["id"]), {person: True})


async def told(world: World, person: Person, command: str) -> str:
    """What a person, and nobody else, is told who uses a command for admins."""
    options: dict[str, dict[str, object]] = {"forget": {"user": world.bob}, "add": {"url": "this"}}
    result = await person.slash(world.channel, command, **options.get(command, {}))
    assert result.ephemeral
    return shown(outcome(result))


ADMINS_ARE_TOLD = {
    "add": adding_words.NEEDS_LINK,
    "rebuild": REPORT,
    "feedback": words.NO_FEEDBACK,
    "forget": words.forgot(0, 0),
}


async def test_those_who_manage_the_server_are_admins(world: World) -> None:
    assert {name: await told(world, world.mo, name) for name in ADMINS_ONLY} == ADMINS_ARE_TOLD


async def test_administrators_and_the_owner_of_the_server_are_admins(world: World) -> None:
    rights = discord.Permissions(administrator=True)
    role = world.guild.create_role("administrators", permissions=rights)
    cleo = world.guild.add_member(world.env.create_user("cleo"), roles=[role])
    owner = Person(world.env, world.guild, world.guild.owner)
    for person in (cleo, owner):
        assert await told(world, person, "feedback") == words.NO_FEEDBACK
        assert "/rebuild" in shown(outcome(await person.slash(world.channel, "help")))


async def test_those_with_an_admins_role_are_admins(open_world: OpenWorld) -> None:
    world = await open_world()
    role = world.guild.create_role("editors")
    eve = world.guild.add_member(world.env.create_user("eve"), roles=[role])
    let_in(world, eve)
    refused = {name: words.admins_only(name, Platform.DISCORD) for name in ADMINS_ONLY}
    assert {name: await told(world, eve, name) for name in ADMINS_ONLY} == refused
    await world.restart(options=Options(Access(admin_roles=frozenset({str(role.id)}))))
    assert {name: await told(world, eve, name) for name in ADMINS_ONLY} == ADMINS_ARE_TOLD
    assert "/rebuild" in shown(outcome(await eve.slash(world.channel, "help")))


async def test_others_are_refused_even_where_the_server_lets_them_in(world: World) -> None:
    let_in(world, world.ann)
    await world.ask(by=world.bob)
    refused = {name: words.admins_only(name, Platform.DISCORD) for name in ADMINS_ONLY}
    assert {name: await told(world, world.ann, name) for name in ADMINS_ONLY} == refused
    assert world.run.services.rebuilder.outcome is None
    assert world.run.state.forget_older_than(-1) == 1


async def test_who_lost_the_role_is_an_admin_no_more(world: World) -> None:
    let_in(world, world.mo)
    assert await told(world, world.mo, "feedback") == words.NO_FEEDBACK
    world.env.backend.get_member(world.guild.id, world.mo.id).role_ids.clear()
    assert await told(world, world.mo, "feedback") == words.admins_only(
        "feedback", Platform.DISCORD
    )


# ── what the bot itself may do ───────────────────────────────────────────────────────────────


def channel_without(world: World, permission: str) -> Channel:
    """A channel where the bot lacks one permission."""
    lacking = discord.PermissionOverwrite(**{permission: False})
    return world.guild.create_text_channel("closed", overwrites={world.me: lacking})


async def test_where_it_may_not_write_it_says_so_in_private(world: World) -> None:
    channel = channel_without(world, "send_messages")
    assert not await world.ask(where=channel)
    [told_privately] = world.said(world.ann.user.dm_channel)
    assert shown(told_privately) == phrases.MAY_NOT_WRITE
    assert not world.archive.asked


async def test_where_it_may_not_write_in_threads_it_says_so_in_private(world: World) -> None:
    channel = channel_without(world, "send_messages_in_threads")
    world.env.backend.create_thread(channel.id, "A thread", world.ann.id)
    [thread] = channel.threads
    assert not await world.ask(where=thread)
    [told_privately] = world.said(world.ann.user.dm_channel)
    assert shown(told_privately) == phrases.MAY_NOT_WRITE


async def test_where_it_may_show_no_embeds_it_says_what_it_needs(world: World) -> None:
    [told_there] = await world.ask(where=channel_without(world, "embed_links"))
    assert shown(told_there) == phrases.MAY_NOT_EMBED
    assert not world.archive.asked


async def test_commands_work_where_it_may_not_write(world: World) -> None:
    channel = channel_without(world, "send_messages")
    told_there = outcome(await world.ann.slash(channel, "ask", question=QUESTION))
    assert SENTENCE in shown(told_there)
