"""Buttons elsewhere and later: in private, after a restart, of answers that are forgotten; and what
no button ever asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.core import words
from bot.core.layout.answers import CONTEXT, MORE_QUOTES, NOT_HELPFUL
from tests.bot.adapters.slack.reading import written
from tests.bot.adapters.slack.test_buttons import modal, pressed, sent_in
from tests.bot.bridge import ANOTHER, QUESTION, SENTENCE

if TYPE_CHECKING:
    from tests.bot.adapters.slack.stand_in import Message
    from tests.bot.adapters.slack.world import World

pytestmark = pytest.mark.asyncio


async def assert_all_work(world: World, answer: Message) -> None:
    """Press each of the buttons below an answer of `make_archive`."""
    [more] = await world.press(answer, MORE_QUOTES)
    assert ANOTHER.split()[-1] in written(more)
    assert f"{SENTENCE} ADVERT" in written(await modal(world, answer, CONTEXT))
    assert await sent_in(world, await modal(world, answer, NOT_HELPFUL)) == words.THANKS
    assert [one.reason for one in world.run.state.feedback.all()] == ["wrong"]


async def test_all_buttons_work_below_a_private_answer(world: World) -> None:
    [answer] = await world.slash("/ask", QUESTION)
    await assert_all_work(world, answer)


async def test_all_buttons_work_in_a_direct_message(world: World) -> None:
    [answer] = await world.dm()
    await assert_all_work(world, answer)


async def test_all_buttons_work_after_a_restart(world: World) -> None:
    [answer] = await world.ask()
    await world.restart()
    await assert_all_work(world, answer)


async def test_a_form_that_was_opened_before_a_restart_can_be_sent_after_it(world: World) -> None:
    [answer] = await world.ask()
    form = await modal(world, answer, NOT_HELPFUL)
    await world.restart()
    assert await sent_in(world, form) == words.THANKS
    assert [one.reason for one in world.run.state.feedback.all()] == ["wrong"]


async def test_all_buttons_of_an_answer_that_was_forgotten_say_so(world: World) -> None:
    [answer] = await world.ask()
    form = await modal(world, answer, NOT_HELPFUL)
    await world.slash("/index-forget", "<@UANN>", by=world.slack.mo)
    assert await sent_in(world, form) == words.FORGOTTEN
    world.slack.world.views.clear()
    assert written(await pressed(world, answer, MORE_QUOTES)) == words.FORGOTTEN
    assert written(await pressed(world, answer, NOT_HELPFUL)) == words.FORGOTTEN
    assert written(await modal(world, answer, CONTEXT)) == words.FORGOTTEN
    assert not world.run.state.feedback.all()


@pytest.mark.parametrize(
    "value",
    [
        *("", "x", "dateline:more:' OR 1=1 --:1", "dateline:sources:-1:x", "dateline:cancel"),
        *("turn:0c3f52a9b1d4", "typed:issues", f"dateline:more:0c3f52a9b1d4:{'9' * 20}"),
    ],
)
async def test_a_value_that_no_button_was_given_is_taken_for_one_of_the_past(
    world: World, value: str
) -> None:
    [answer] = await world.ask()
    answer.blocks[-1]["elements"][0]["value"] = value
    assert written(await pressed(world, answer, MORE_QUOTES)) == words.FORGOTTEN


async def test_a_number_that_no_button_was_given_gets_nobody_further(world: World) -> None:
    [answer] = await world.ask()
    more, around, _ = answer.blocks[-1]["elements"]
    for button in (more, around):
        button["value"] = f"{button['value'].rpartition(':')[0]}:999999999"
    assert "Sundays" in written(await pressed(world, answer, MORE_QUOTES))
    assert written(await modal(world, answer, CONTEXT)) == words.FORGOTTEN
