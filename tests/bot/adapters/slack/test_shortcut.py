"""“Ask articles about this”, in the menu of any message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.adapters.slack import phrases
from bot.adapters.slack.access import Access
from bot.adapters.slack.names import SHORTCUT
from bot.core import words
from tests.bot.adapters.slack.reading import buttons, written
from tests.bot.adapters.slack.world import Setup
from tests.bot.bridge import QUESTION, SENTENCE

if TYPE_CHECKING:
    from tests.bot.adapters.slack.stand_in import Message
    from tests.bot.adapters.slack.world import OpenWorld, World

pytestmark = pytest.mark.asyncio

BUTTONS = ["More quotes", "In context", "Not helpful"]


def said(world: World, text: str, channel: str = "C1", thread: str | None = None) -> Message:
    """What Bob has written somewhere."""
    act = world.slack.say(world.slack.bob, text, channel=channel, thread_ts=thread)
    assert act.message is not None
    return act.message


async def told(world: World, message: Message) -> Message:
    """What Ann, and nobody else, is told when she asks about a message."""
    before = len(world.slack.said)
    world.slack.shortcut(world.slack.ann, message, SHORTCUT)
    await world.settle()
    [shown] = world.slack.said[before:]
    assert shown.to == world.slack.ann.id
    return shown


@pytest.mark.parametrize("channel", ["C1", "C2"])
async def test_the_articles_are_asked_about_a_message_also_where_the_bot_is_no_member(
    world: World, channel: str
) -> None:
    answer = await told(world, said(world, QUESTION, channel))
    assert answer.text == SENTENCE
    assert buttons(answer) == [*BUTTONS, phrases.SHARE]


async def test_about_a_message_in_a_thread_it_is_answered_there(world: World) -> None:
    top = said(world, "News?")
    answer = await told(world, said(world, QUESTION, thread=top.ts))
    assert answer.text == SENTENCE
    assert answer.thread_ts == top.ts


async def test_a_message_is_asked_as_people_read_it(world: World) -> None:
    world.archive.answers["Who < bob told ann in general?"] = world.archive.answers[QUESTION]
    asked = "<@UBOT> Who < <@UBOB|bob> told <@UANN|ann>\nin <#C1|general>?"
    assert (await told(world, said(world, asked, "C2"))).text == SENTENCE


async def test_a_message_of_files_alone_has_nothing_to_ask(world: World) -> None:
    message = said(world, "")
    message.files = [{"id": "F1", "name": "bridge.png", "title": "bridge.png"}]
    assert written(await told(world, message)) == phrases.NOTHING_TO_ASK
    assert not world.archive.asked


async def test_a_message_of_the_bot_itself_can_be_asked_about(world: World) -> None:
    [answer] = await world.ask()
    await told(world, answer)
    assert world.archive.asked == [QUESTION, SENTENCE]


async def test_elsewhere_it_says_where_it_answers(open_world: OpenWorld) -> None:
    world = await open_world(Setup(access=Access(frozenset({"C3", "dm"}))))
    refused = await told(world, said(world, QUESTION))
    assert written(refused) == words.elsewhere("<#C3> or in direct messages")
    assert not world.archive.asked
    assert (await told(world, said(world, QUESTION, "C3"))).text == SENTENCE


async def test_it_is_asked_once_however_often_slack_says_so(world: World) -> None:
    world.slack.shortcut(world.slack.ann, said(world, QUESTION), SHORTCUT, times=3)
    await world.settle()
    assert world.archive.asked == [QUESTION]
