"""What Slack delivers several times, in any order or across a restart, has one outcome each."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest

from bot.adapters.slack import phrases
from tests.bot.adapters.slack.reading import written
from tests.bot.adapters.slack.world import Setup
from tests.bot.bridge import ANOTHER, QUESTION

if TYPE_CHECKING:
    from tests.bot.adapters.slack.stand_in import Act
    from tests.bot.adapters.slack.world import OpenWorld, World

pytestmark = pytest.mark.asyncio

ACTS = 30
TIMES = (1, 2, 3, 4)


async def again(world: World, *acts: Act) -> None:
    """Slack, which has missed the acknowledgements, sends it all once more."""
    before = [(one, len(one.acked)) for act in acts for one in act.deliveries]
    world.slack.deliver(*acts)
    await world.slack.until(lambda: all(len(one.acked) > count for one, count in before))
    await world.settle()


# ── messages ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("times", TIMES)
async def test_a_message_is_answered_once_however_often_it_comes(
    open_world: OpenWorld, times: int
) -> None:
    world = await open_world(Setup(slack={"message_events": True}))
    slack = world.slack
    mention = slack.mention(slack.ann, QUESTION, times=times)
    direct = slack.dm(slack.ann, QUESTION, times=times)
    await world.settle()
    sent = [one for act in (mention, direct) for one in act.deliveries]
    assert [len(one.attempts) for one in sent] == [times] * 3
    assert sorted(one.channel for one in slack.said) == ["C1", "DANN"]
    assert world.archive.asked == [QUESTION] * 2


async def test_a_message_that_comes_again_after_its_answer_is_left(
    world: World, log: pytest.LogCaptureFixture
) -> None:
    acts = [
        world.slack.mention(world.slack.ann, QUESTION),
        world.slack.dm(world.slack.ann, QUESTION),
    ]
    await world.settle()
    await again(world, *acts)
    assert len(world.slack.said) == 2
    assert log.text.count("is not answered twice") == 2


async def test_a_message_that_comes_again_after_a_restart_is_left(world: World) -> None:
    acts = [
        world.slack.mention(world.slack.ann, QUESTION),
        world.slack.dm(world.slack.ann, QUESTION),
    ]
    await world.settle()
    await world.restart()
    await again(world, *acts)
    assert len(world.slack.said) == 2
    assert world.archive.asked == [QUESTION] * 2


async def test_one_message_under_two_ids_of_events_is_answered_once(world: World) -> None:
    act = world.slack.later.mention(world.slack.ann, QUESTION)
    [first] = act.deliveries
    act.deliveries.append(replace(first, payload={**first.payload, "event_id": "EvOther"}))
    world.slack.deliver(act)
    await world.settle()
    assert len(world.slack.messages("C1", act.ts)) == 1


async def test_one_event_is_answered_once_wherever_it_says_that_it_stands(world: World) -> None:
    act = world.slack.later.dm(world.slack.ann, QUESTION)
    [first] = act.deliveries
    event = {**first.payload["event"], "ts": "1795958000.000100"}
    act.deliveries.append(replace(first, payload={**first.payload, "event": event}))
    world.slack.deliver(act)
    await world.settle()
    assert len(world.slack.said) == 1


async def test_the_same_words_in_two_messages_are_two_questions(world: World) -> None:
    for _ in range(2):
        world.slack.mention(world.slack.ann, QUESTION)
        world.slack.mention(world.slack.ann, QUESTION, channel="C3")
        world.slack.dm(world.slack.ann, QUESTION)
        world.slack.slash(world.slack.ann, "/ask", QUESTION)
    await world.settle()
    assert Counter(one.channel for one in world.slack.said) == {"C1": 4, "C3": 2, "DANN": 2}


# ── commands, the shortcut and buttons ───────────────────────────────────────────────────────


async def test_commands_and_the_shortcut_that_come_again_are_left(world: World) -> None:
    slack = world.slack
    remark = slack.say(slack.bob, QUESTION)
    assert remark.message is not None
    acts = [
        slack.slash(slack.ann, "/ask", QUESTION, times=4),
        slack.slash(slack.ann, "/sources", times=4),
        slack.slash(slack.ann, "/index-feedback", times=4),
        slack.shortcut(slack.ann, remark.message, "ask_about_message", times=4),
    ]
    await world.settle()
    assert len(slack.said) == 4
    await again(world, *acts)
    await world.restart()
    await again(world, *acts)
    assert len(slack.said) == 4
    assert world.archive.asked == [QUESTION] * 2


async def test_buttons_that_come_again_are_left(world: World) -> None:
    slack = world.slack
    [answer] = await world.slash("/ask", QUESTION)
    acts = []
    for label in ("More quotes", "In context", "Not helpful", phrases.SHARE):
        acts.append(slack.press(slack.ann, answer, label, times=4))
        await world.settle()

    def outcomes() -> list[int]:
        _, more, *others = slack.said
        assert ANOTHER in written(more)
        return [len(others), len(slack.world.all_views), len(slack.messages("C1"))]

    first = outcomes()
    assert first[0] == 1, "what was shared"
    await again(world, *acts)
    await world.restart()
    await again(world, *acts)
    assert outcomes() == first


async def test_two_presses_of_one_button_are_two(world: World) -> None:
    [answer] = await world.ask()
    for _ in range(2):
        [more] = await world.press(answer, "More quotes")
        assert ANOTHER in written(more)


async def test_what_was_not_helpful_is_noted_once(world: World) -> None:
    slack = world.slack
    [answer] = await world.ask()
    await world.press(answer, "Not helpful")
    view = slack.view(slack.ann)
    assert view is not None
    act = slack.submit(slack.ann, view, {"why": "Too old."}, times=4)
    await world.settle()
    await again(world, act)
    assert [one.reason for one in world.run.state.feedback.all()] == ["Too old."]


# ── all at once ──────────────────────────────────────────────────────────────────────────────


def crowd(world: World, rng: Random) -> list[Act]:
    """What several people ask in several places, each something else."""
    later, slack = world.slack.later, world.slack
    acts = []
    for number in range(ACTS):
        person = rng.choice((slack.ann, slack.bob))
        question, times = f"Question {number}?", rng.choice(TIMES)
        match rng.choice(("mention", "dm", "slash")):
            case "mention":
                channel = rng.choice(("C1", "C3", "C4"))
                acts.append(later.mention(person, question, channel=channel, times=times))
            case "dm":
                acts.append(later.dm(person, question, times=times))
            case _:
                channel = rng.choice(("C1", "C2", world.slack.world.dm_of(person)))
                acts.append(later.slash(person, "/ask", question, channel=channel, times=times))
    return acts


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_a_crowd_asks_and_however_it_is_delivered_each_has_one_answer(
    open_world: OpenWorld, seed: int
) -> None:
    rng = Random(seed)  # noqa: S311 - whatever happens is to happen again
    world = await open_world(Setup(slack={"message_events": True}))
    acts = crowd(world, rng)
    first, others = acts[: ACTS // 2], acts[ACTS // 2 :]
    await world.slack.deliver_shuffled(first, rng)
    await world.slack.until(lambda: len(world.slack.said) >= len(first))
    await world.settle()
    await world.restart()
    # What was answered before comes again, among all that is new.
    await world.slack.deliver_shuffled([*rng.sample(first, 8), *others], rng)
    await world.slack.until(lambda: len(world.slack.said) >= ACTS)
    await again(world, *acts)
    assert sorted(world.archive.asked) == sorted(f"Question {number}?" for number in range(ACTS))
    said = Counter((one.channel, one.thread_ts, one.to) for one in world.slack.said)
    assert said == Counter(map(place_of_answer, acts))


def place_of_answer(act: Act) -> tuple[str, str | None, str]:
    """Channel, thread, and to whom alone."""
    if act.message is None:
        return act.payload["channel_id"], None, act.person.id
    channel = act.message.channel
    return channel, None if channel.startswith("D") else act.ts, ""
