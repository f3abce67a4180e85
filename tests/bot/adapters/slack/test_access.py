"""Access: the channels where the bot answers, and who is an admin."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.adapters.slack import phrases
from bot.adapters.slack.access import Access
from bot.core import adding_words, words
from bot.core.call import DIRECT_MESSAGES, Platform
from tests.bot.adapters.slack.reading import written
from tests.bot.adapters.slack.test_building import ended
from tests.bot.adapters.slack.world import Setup
from tests.bot.bridge import QUESTION, REPORT, SENTENCE, make_archive

if TYPE_CHECKING:
    from tests.bot.adapters.slack.stand_in import Person
    from tests.bot.adapters.slack.world import OpenWorld, World

pytestmark = pytest.mark.asyncio


async def chosen(open_world: OpenWorld, *channels: str) -> World:
    """A world where the operator chose `channels`."""
    return await open_world(Setup(make_archive(), Access(frozenset(channels))))


# ── channels ─────────────────────────────────────────────────────────────────────────────────


async def test_in_a_channel_that_was_chosen_it_answers(open_world: OpenWorld) -> None:
    world = await chosen(open_world, "C3")
    [answer] = await world.ask(channel="C3")
    assert SENTENCE in answer.text
    [again] = await world.ask(channel="C3", thread=answer.thread_ts)
    assert SENTENCE in again.text
    [private] = await world.slash("/ask", QUESTION, channel="C3")
    assert SENTENCE in private.text


async def test_elsewhere_a_mention_is_told_in_private_where_to_ask(open_world: OpenWorld) -> None:
    world = await chosen(open_world, "C3", "C4")
    assert not await world.ask()
    [told] = world.slack.ephemeral("C1", world.slack.ann)
    assert written(told) == "I don't answer here; ask me in <#C3> or in <#C4>."
    assert told.text == words.elsewhere("another channel")
    assert told.blocks[0]["text"]["type"] == "mrkdwn", "so that Slack shows the channels as links"
    assert world.slack.said == [told]
    assert not world.archive.asked


async def test_elsewhere_a_mention_in_a_thread_is_told_so_there(open_world: OpenWorld) -> None:
    world = await chosen(open_world, "C3")
    remark = world.slack.say(world.slack.bob, "The bridge is open.")
    assert not await world.ask(thread=remark.ts)
    [told] = world.slack.ephemeral("C1", world.slack.ann)
    assert told.thread_ts == remark.ts


async def test_elsewhere_a_mention_that_can_not_be_told_so_once_has_an_apology(
    open_world: OpenWorld, log: pytest.LogCaptureFixture
) -> None:
    world = await chosen(open_world, "C3")
    world.slack.fail_next("chat.postEphemeral")
    await world.ask()
    [told] = world.slack.ephemeral("C1", world.slack.ann)
    assert told.text[-9:-1] in log.text


@pytest.mark.parametrize("command", ["/ask", "/issues", "/sources", "/index-status"])
async def test_elsewhere_a_command_is_told_where_to_go_and_nobody_else_sees_it(
    open_world: OpenWorld, command: str
) -> None:
    world = await chosen(open_world, "C3", DIRECT_MESSAGES)
    for channel in ("C1", "C2"):
        [told] = await world.slash(command, QUESTION, channel=channel)
        assert written(told) == words.elsewhere("<#C3> or in direct messages")
    assert not world.archive.asked


async def test_elsewhere_a_message_is_not_asked_about(open_world: OpenWorld) -> None:
    world = await chosen(open_world, "C3")
    remark = world.slack.say(world.slack.bob, QUESTION)
    assert remark.message is not None
    world.slack.shortcut(world.slack.ann, remark.message, "ask_about_message")
    await world.settle()
    [told] = world.slack.ephemeral("C1", world.slack.ann)
    assert written(told) == words.elsewhere("<#C3>")
    assert not world.archive.asked


async def test_help_and_what_is_for_admins_work_everywhere(open_world: OpenWorld) -> None:
    world = await chosen(open_world, "C3")
    [told] = await world.slash("/ask", "help")
    assert words.INTRO in written(told)
    for channel in ("C1", "C2"):
        by = world.slack.mo
        [told] = await world.slash("/index-feedback", channel=channel, by=by)
        assert written(told) == words.NO_FEEDBACK
        [told] = await world.slash("/index-forget", "<@UBOB|bob>", channel=channel, by=by)
        assert written(told) == words.forgot(0, 0)


@pytest.mark.parametrize("typed", ["", "help", "/help"])
async def test_who_mentions_it_for_help_is_helped_everywhere_and_in_the_open(
    open_world: OpenWorld, typed: str
) -> None:
    world = await chosen(open_world, "C3")
    for [told] in (await world.ask(typed), await world.dm(typed)):
        assert words.INTRO in written(told)
        assert not told.to


async def test_elsewhere_a_command_in_a_message_is_told_where_to_go(
    open_world: OpenWorld,
) -> None:
    world = await chosen(open_world, "C3")
    for typed in ("issues", "/sources", f"/ask {QUESTION}", "/nothing-such"):
        assert not await world.ask(typed)
        told = world.slack.ephemeral("C1", world.slack.ann)[-1]
        assert written(told) == words.elsewhere("<#C3>")
    [told] = await world.ask("/rebuild")
    assert written(told) == phrases.only_typed("/rebuild")


async def test_direct_messages_are_answered_where_they_were_chosen(open_world: OpenWorld) -> None:
    world = await chosen(open_world, DIRECT_MESSAGES)
    [answer] = await world.dm()
    assert SENTENCE in answer.text
    [answer] = await world.slash("/ask", QUESTION, channel="DANN")
    assert SENTENCE in answer.text
    assert not await world.ask()
    [told] = world.slack.ephemeral("C1", world.slack.ann)
    assert written(told) == words.elsewhere("direct messages")


async def test_direct_messages_that_were_not_chosen_are_told_where_to_ask(
    open_world: OpenWorld,
) -> None:
    world = await chosen(open_world, "C3")
    assert not await world.dm()
    await world.slash("/ask", QUESTION, channel="DANN")
    told = world.slack.ephemeral("DANN", world.slack.ann)
    assert [written(one) for one in told] == [words.elsewhere("<#C3>")] * 2
    assert not world.archive.asked


# ── admins ───────────────────────────────────────────────────────────────────────────────────

ADMINS_ARE_TOLD = {
    "/add": adding_words.NEEDS_LINK,
    "/rebuild": REPORT,
    "/index-feedback": words.NO_FEEDBACK,
    "/index-forget": words.forgot(0, 0),
}
OTHERS_ARE_TOLD = {
    "/add": words.admins_only("add", Platform.SLACK),
    "/rebuild": words.admins_only("rebuild", Platform.SLACK),
    "/index-feedback": words.admins_only("feedback", Platform.SLACK),
    "/index-forget": words.admins_only("forget", Platform.SLACK),
}


async def told(world: World, person: Person, channel: str = "C4") -> dict[str, str]:
    """What a person, and nobody else, is told in the end of each command for admins."""
    found = {}
    for command in ADMINS_ARE_TOLD:
        before = len(world.slack.said)
        await world.slash(command, "<@UBOB|bob>" * ("forget" in command), by=person)
        await ended(world)
        shown = [one for one in world.slack.said[before:] if one.to == person.id]
        found[command] = written(shown[-1])
    assert not world.slack.messages(channel)
    return found


def looked_up(world: World, person: Person, **about: Any) -> None:
    """What Slack says of a person, when it is asked the next time."""
    facts = {"id": person.id, "team_id": person.team, "is_admin": person.is_admin, **about}
    world.slack.world.failures.append(("users.info", {"ok": True, "user": facts}, 200))


async def test_admins_and_owners_of_the_workspace_are_admins(world: World) -> None:
    assert await told(world, world.slack.mo) == ADMINS_ARE_TOLD
    assert await told(world, world.slack.olga) == ADMINS_ARE_TOLD


@pytest.mark.parametrize("what", ["is_owner", "is_primary_owner"])
async def test_an_owner_is_an_admin_even_where_slack_does_not_call_them_one(
    world: World, what: str
) -> None:
    looked_up(world, world.slack.ann, **{what: True})
    [shown] = await world.slash("/index-feedback")
    assert written(shown) == words.NO_FEEDBACK


async def test_whom_the_operator_named_is_an_admin_and_slack_is_not_asked(
    open_world: OpenWorld,
) -> None:
    world = await open_world(Setup(make_archive(), Access(admin_users=frozenset({"UANN"}))))
    assert await told(world, world.slack.ann) == ADMINS_ARE_TOLD
    assert not [one for one in world.slack.calls if one.method == "users.info"]
    assert await told(world, world.slack.bob) == OTHERS_ARE_TOLD
    assert await told(world, world.slack.mo) == ADMINS_ARE_TOLD


async def test_others_are_refused_and_nothing_happens(
    world: World, log: pytest.LogCaptureFixture
) -> None:
    await world.ask(by=world.slack.bob)
    assert await told(world, world.slack.ann, "C3") == OTHERS_ARE_TOLD
    assert "refused for UANN" in log.text
    assert world.run.services.rebuilder.outcome is None
    assert world.run.state.forget_older_than(-1) == 1


@pytest.mark.parametrize(
    "about",
    [
        {"deleted": True, "is_admin": True},
        {"is_stranger": True, "is_admin": True, "is_owner": True},
        {"team_id": "T2", "is_admin": True, "is_owner": True, "is_primary_owner": True},
        {"is_admin": False},
        {"is_admin": False, "is_owner": False, "is_app_user": True},
    ],
)
async def test_strangers_and_deleted_or_demoted_people_are_no_admins(
    world: World, about: dict[str, Any]
) -> None:
    looked_up(world, world.slack.mo, **about)
    [shown] = await world.slash("/index-feedback", by=world.slack.mo)
    assert written(shown) == words.admins_only("feedback", Platform.SLACK)


async def test_an_admin_of_another_workspace_is_none_here(world: World) -> None:
    boss = replace(world.slack.stranger, is_admin=True, is_owner=True)
    world.slack.world.people[boss.id] = boss
    [shown] = await world.slash("/rebuild", by=boss, channel="C4")
    assert written(shown) == words.admins_only("rebuild", Platform.SLACK)
    assert world.run.services.rebuilder.outcome is None


async def test_who_is_an_admin_no_more_is_refused_at_once(world: World) -> None:
    assert await told(world, world.slack.mo) == ADMINS_ARE_TOLD
    world.slack.world.people["UMO"] = replace(world.slack.mo, is_admin=False)
    assert await told(world, world.slack.mo) == OTHERS_ARE_TOLD


async def test_only_admins_see_what_is_for_them(world: World) -> None:
    for person, sees in ((world.slack.ann, False), (world.slack.mo, True)):
        [helped] = await world.slash("/ask", "help", by=person)
        assert ("/rebuild" in written(helped)) is sees
        [shown] = await world.slash("/issues", "unlisted", by=person)
        assert (written(shown) == words.admins_only("issues unlisted", Platform.SLACK)) is not sees


async def test_no_admin_is_told_more_in_public(world: World) -> None:
    [helped] = await world.ask("help", by=world.slack.mo)
    assert "/rebuild" not in written(helped)
