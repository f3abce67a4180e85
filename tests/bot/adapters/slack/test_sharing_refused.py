"""What “Share in channel” doesn't show: what has changed, is forgotten, or is for few to see."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.adapters.slack import phrases
from bot.adapters.slack.limits import BUTTON_VALUE, RESPONSES
from bot.adapters.slack.phrases import SHARE
from bot.core import words
from bot.core.call import Platform
from index.errors import StoreDamagedError
from tests.bot.adapters.slack.reading import buttons, written
from tests.bot.adapters.slack.test_building import ended
from tests.bot.adapters.slack.test_sharing import LEDGER, long_archive, shared
from tests.bot.adapters.slack.world import Setup
from tests.bot.bridge import QUESTION, SENTENCE, make_archive
from tests.bot.fakes import FakeArchive, FakeBuild, make_source

if TYPE_CHECKING:
    from tests.bot.adapters.slack.stand_in import Message
    from tests.bot.adapters.slack.world import OpenWorld, World

pytestmark = pytest.mark.asyncio


async def refused(world: World, message: Message) -> str:
    """What Ann is told, and nobody else, where nothing is shared."""
    [told] = await world.press(message, SHARE)
    assert not message.deleted
    assert not [one for one in world.slack.messages("C1") if one.by_bot]
    return written(told)


@pytest.mark.parametrize("now", [FakeArchive(), long_archive(1)])
async def test_an_answer_that_has_changed_since_is_not_shared(
    world: World, now: FakeArchive
) -> None:
    [seen] = await world.slash("/ask", QUESTION)
    await world.restart(now)
    assert await refused(world, seen) == words.ANSWER_CHANGED


async def test_an_answer_that_was_forgotten_is_not_shared(world: World) -> None:
    [seen] = await world.slash("/ask", QUESTION)
    await world.slash("/index-forget", "<@UANN>", by=world.slack.mo)
    assert await refused(world, seen) == words.FORGOTTEN


async def test_an_answer_is_shared_after_a_restart(world: World) -> None:
    [seen] = await world.slash("/ask", QUESTION)
    await world.restart()
    assert len(await shared(world, seen)) == 1


async def test_a_page_that_is_gone_by_now_is_told_to_who_would_share_it(
    open_world: OpenWorld,
) -> None:
    world = await open_world(Setup(FakeArchive(ledger_now=LEDGER)))
    [seen] = await world.slash("/issues", "bridge")
    await world.restart(FakeArchive())
    assert "There is no issue “bridge”" in await refused(world, seen)


async def test_what_is_not_said_and_what_one_is_told_can_not_be_shared(world: World) -> None:
    for command, text in (("/ask", "Why?"), ("/ask", "help"), ("/issues", "nothing-such")):
        [told] = await world.slash(command, text)
        assert SHARE not in buttons(told)


async def test_why_the_last_build_failed_stays_with_the_admins(open_world: OpenWorld) -> None:
    build = FakeBuild(error=StoreDamagedError(Path("/home/ann/store"), "is gone"))
    build.go.set()
    world = await open_world(Setup(build=build))
    await world.slash("/rebuild", by=world.slack.mo)
    await ended(world)
    [seen] = await world.slash("/index-status", by=world.slack.mo)
    assert "/home/ann" in written(seen)
    await world.press(seen, SHARE, by=world.slack.mo)
    [page] = world.slack.messages("C1")
    assert "started by mo: the log has the reason" in written(page)
    assert "/home" not in written(page)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("typed:issues unlisted", words.admins_only("issues unlisted", Platform.SLACK)),
        *((value, words.FORGOTTEN) for value in ("typed:rebuild full", "typed:ask x", "x", "")),
        *((value, words.FORGOTTEN) for value in ("turn:", "turn:' OR 1=1 --")),
    ],
)
async def test_a_value_that_no_button_was_given_shares_nothing(
    open_world: OpenWorld, value: str, told: str
) -> None:
    build = FakeBuild()
    build.go.set()
    world = await open_world(Setup(replace(make_archive(), ledger_now=LEDGER), build=build))
    [seen] = await world.slash("/ask", QUESTION, by=world.slack.ann)
    seen.blocks[-1]["elements"][-1]["value"] = value
    assert await refused(world, seen) == told
    assert not build.fulls


async def test_what_is_too_long_for_a_button_is_shown_without_it(open_world: OpenWorld) -> None:
    title = "x" * (BUTTON_VALUE + 1)
    listed = [make_source(f"id-{n:02}", title) for n in range(12)]
    world = await open_world(Setup(FakeArchive(listed=listed)))
    seen = await world.slash("/sources", title)
    assert len(seen) > 1
    assert not any(map(buttons, seen))


async def test_what_was_shared_stands_though_slack_does_not_take_away_what_one_person_saw(
    world: World, log: pytest.LogCaptureFixture
) -> None:
    world.refuses = True
    [seen] = await world.slash("/ask", QUESTION)
    act = world.slack.later.press(world.slack.ann, seen, SHARE)
    name = act.payload["response_url"].rpartition("/")[2]
    world.slack.world.response_urls[name].uses = RESPONSES
    world.slack.deliver(act)
    await world.settle()
    [answer] = world.slack.messages("C1")
    assert SENTENCE in answer.text
    assert world.slack.said == [seen, answer], "nobody is told of an error"
    assert not seen.deleted
    assert "what was shared could not be taken away" in log.text
    assert "used_url" in log.text
    assert await shared(world, seen) == [answer]
    assert seen.deleted, "the next press takes it away, and shares nothing"


async def test_what_is_too_long_for_a_channel_without_the_bot_is_shared_once_it_is_there(
    open_world: OpenWorld,
) -> None:
    world = await open_world(Setup(long_archive(RESPONSES)))
    world.refuses = True
    members = world.slack.world.channels["C1"].members
    members.discard(world.slack.bot.id)
    seen = await world.slash("/ask", QUESTION)
    assert len(seen) == RESPONSES
    assert await refused(world, seen[-1]) == phrases.INVITE_ME
    members.add(world.slack.bot.id)
    assert len(await shared(world, seen[-1])) == RESPONSES
