"""Messages: which of them the bot answers, and where."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.adapters.slack import phrases
from tests.bot.adapters.slack.reading import written
from tests.bot.adapters.slack.world import Setup
from tests.bot.bridge import QUESTION, SENTENCE

if TYPE_CHECKING:
    from tests.bot.adapters.slack.stand_in import Act
    from tests.bot.adapters.slack.world import OpenWorld, World

pytestmark = pytest.mark.asyncio


async def hearing_all(open_world: OpenWorld) -> World:
    """A world with an app that hears all that is said in channels, as an operator may have it."""
    return await open_world(Setup(slack={"message_events": True}))


async def heard(world: World, act: Act) -> None:
    """Have an act of `later` people reach the bot, with all that comes of it."""
    world.slack.deliver(act)
    await world.settle()


# ── which are answered ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        f"<@UBOT> {QUESTION}",
        "When did <@UBOT> the bridge open?",
        f"{QUESTION} <@UBOT>",
        f"<@UBOT|dateline>{QUESTION}",
        f"<@UBOT>\n\n {QUESTION} <@UBOT>",
        f"{QUESTION}\N{NO-BREAK SPACE}<@UBOT>",
    ],
)
async def test_a_mention_anywhere_in_a_message_is_a_question(world: World, text: str) -> None:
    act = world.slack.later.mention(world.slack.ann, f"<@UBOT>{text}")
    # The stand-in tells only names without a label from text.
    act.payload["event"]["text"] = text
    await heard(world, act)
    assert world.archive.asked == [QUESTION]
    [answer] = world.slack.messages("C1", act.ts)
    assert SENTENCE in answer.text


async def test_an_answer_says_how_to_go_on_but_not_in_a_direct_message(world: World) -> None:
    [answer] = await world.ask()
    assert written(answer).endswith(phrases.MENTION_TO_GO_ON)
    [answer] = await world.dm()
    assert phrases.MENTION_TO_GO_ON not in written(answer)


async def test_a_mention_in_a_thread_is_answered_there(world: World) -> None:
    remark = world.slack.say(world.slack.bob, "The bridge is open.")
    [answer] = await world.ask(thread=remark.ts)
    assert answer.thread_ts == remark.ts
    assert world.slack.said == [answer]


async def test_a_thread_in_a_direct_message_is_answered_there(world: World) -> None:
    [first] = await world.dm()
    [answer] = await world.dm(thread=first.ts)
    assert answer.thread_ts == first.ts
    assert SENTENCE in answer.text


async def test_a_private_channel_and_one_with_strangers_are_answered(world: World) -> None:
    [answer] = await world.ask(channel="C3")
    assert SENTENCE in answer.text
    [answer] = await world.ask(channel="C4", by=world.slack.stranger)
    assert SENTENCE in answer.text


async def test_a_file_with_nothing_but_a_mention_is_told_to_use_words(world: World) -> None:
    act = world.slack.later.mention(world.slack.ann, "<@UBOT>")
    act.payload["event"] |= {"files": [{"id": "F1"}], "subtype": "file_share"}
    await heard(world, act)
    [told] = world.slack.messages("C1", act.ts)
    assert written(told) == phrases.WORDS_ONLY


async def test_talk_among_people_is_not_answered(open_world: OpenWorld) -> None:
    world = await hearing_all(open_world)
    for text in (QUESTION, "<!channel> when did it open?", f"<@UBOB> {QUESTION}", "help"):
        world.slack.say(world.slack.ann, text)
    question = world.slack.say(world.slack.ann, QUESTION, channel="C3")
    world.slack.say(world.slack.bob, "In May.", channel="C3", thread_ts=question.ts)
    await world.settle()
    assert not world.slack.said
    assert not world.archive.asked


async def test_talk_in_a_thread_after_an_answer_is_not_answered(open_world: OpenWorld) -> None:
    world = await hearing_all(open_world)
    [answer] = await world.ask()
    world.slack.say(world.slack.bob, "Is that so?", thread_ts=answer.thread_ts)
    await world.settle()
    assert world.slack.said == [answer]


async def test_a_message_that_is_heard_of_as_a_mention_too_is_answered_once(
    open_world: OpenWorld,
) -> None:
    world = await hearing_all(open_world)
    [answer] = await world.ask()
    assert [one["event"]["type"] for one in world.slack.acts[0].payloads] == [
        "app_mention",
        "message",
    ]
    assert world.slack.said == [answer]


async def test_a_mention_in_a_direct_message_is_answered_once_however_it_is_heard_of(
    world: World,
) -> None:
    act = world.slack.later.dm(world.slack.ann, f"<@UBOT> {QUESTION}")
    [message] = act.deliveries
    event = {**message.payload["event"], "type": "app_mention"}
    mention = replace(message, payload={**message.payload, "event": event, "event_id": "EvOther"})
    act.deliveries.insert(0, mention)
    await heard(world, act)
    [answer] = world.slack.said
    assert answer.thread_ts is None
    assert world.archive.asked == [QUESTION]


@pytest.mark.parametrize("kind", ["message_replied", "channel_topic", "bot_add", "reminder_add"])
async def test_what_nobody_wrote_is_not_answered(world: World, kind: str) -> None:
    for act in (
        world.slack.later.dm(world.slack.ann, QUESTION),
        world.slack.later.mention(world.slack.ann, QUESTION),
    ):
        act.payload["event"]["subtype"] = kind
        await heard(world, act)
    assert not world.slack.said


@pytest.mark.parametrize("kind", ["file_share", "thread_broadcast", "me_message"])
async def test_whatever_people_write_is_answered(world: World, kind: str) -> None:
    act = world.slack.later.dm(world.slack.ann, QUESTION)
    act.payload["event"]["subtype"] = kind
    await heard(world, act)
    [answer] = world.slack.said
    assert SENTENCE in answer.text


async def test_other_bots_are_not_answered(open_world: OpenWorld) -> None:
    world = await hearing_all(open_world)
    world.slack.bot_says("C1", f"<@UBOT> {QUESTION}")
    world.slack.mention(world.slack.other_bot, QUESTION)
    await world.settle()
    assert len(world.slack.acts[-1].deliveries) == 2
    assert not world.slack.said


async def test_the_bot_does_not_answer_itself(open_world: OpenWorld) -> None:
    world = await hearing_all(open_world)
    await world.ask()
    await world.dm()
    echoed = [one for one in world.slack.acts if one.person is world.slack.bot]
    assert len(echoed) == 2
    assert all(one.deliveries for one in echoed)
    assert len(world.slack.said) == 2


async def test_what_is_edited_or_deleted_is_not_answered_again(open_world: OpenWorld) -> None:
    world = await hearing_all(open_world)
    acts = [
        world.slack.mention(world.slack.ann, QUESTION),
        world.slack.dm(world.slack.ann, QUESTION),
    ]
    await world.settle()
    for act in acts:
        assert act.message is not None
        world.slack.edit(world.slack.ann, act.message, f"<@UBOT> {QUESTION} Please.")
        world.slack.delete(world.slack.ann, act.message)
    await world.settle()
    assert len(world.slack.said) == 2
    assert world.archive.asked == [QUESTION] * 2


async def test_nothing_is_said_to_who_comes_into_a_channel(world: World) -> None:
    world.slack.join(world.slack.bot, "C2", inviter=world.slack.ann)
    world.slack.join(world.slack.mo, "C3")
    await world.settle()
    assert not world.slack.said
    [answer] = await world.ask(channel="C2")
    assert SENTENCE in answer.text
