"""How long it took until people could see that they were heard, and how long sending takes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import discord
import pytest

from bot.adapters.discord.acknowledging import first_sign
from bot.core.layout.answers import NOT_HELPFUL
from bot.core.observing import Heard, Stage
from tests.bot.adapters.discord.world import held, release
from tests.bot.bridge import QUESTION
from tests.bot.operations.looking import Notebook

if TYPE_CHECKING:
    from tests.bot.adapters.discord.world import OpenWorld, World

pytestmark = pytest.mark.asyncio


def watch(world: World) -> Notebook:
    notebook = Notebook()
    world.run.responder.observer = notebook
    return notebook


async def test_only_the_first_sign_counts_and_none_comes_before_the_question() -> None:
    notebook, now = Notebook(), discord.utils.utcnow()
    past = first_sign(notebook, Heard.MESSAGE, now - timedelta(seconds=2))
    past.given()
    past.given()
    first_sign(notebook, Heard.INTERACTION, now + timedelta(hours=1)).given()
    (first, seconds), last = notebook.signs
    assert first is Heard.MESSAGE
    assert 2.0 <= seconds < 3.0
    assert last == (Heard.INTERACTION, 0.0)


async def test_each_message_and_each_interaction_gives_one_sign(world: World) -> None:
    notebook = watch(world)
    [answer] = await world.ask()
    await world.ann.slash(world.channel, "status")
    form = await world.ann.click(answer, label=NOT_HELPFUL)
    await world.ann.submit_modal(form, {"why": "wrong"})
    kinds = [heard for heard, _ in notebook.signs]
    assert kinds == [Heard.MESSAGE, *[Heard.INTERACTION] * 3]


async def test_the_sign_of_typing_counts_before_the_answer_is_there(open_world: OpenWorld) -> None:
    world = await open_world(held())
    notebook = watch(world)
    await world.ask()
    assert [heard for heard, _ in notebook.signs] == [Heard.MESSAGE]
    assert not world.said()
    release(world)
    await world.answered()
    assert len(notebook.signs) == 1


async def test_what_could_not_be_acknowledged_gave_no_sign(world: World) -> None:
    notebook = watch(world)
    world.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
    world.late = True
    await world.ann.slash(world.channel, "ask", question=QUESTION)
    assert notebook.signs == []


async def test_each_reply_is_timed_on_its_way_out_also_if_it_does_not_arrive(world: World) -> None:
    notebook = watch(world)
    await world.ask()
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    await world.ask()
    assert [stage for stage, _ in notebook.stages].count(Stage.SENDING) == 2


async def test_a_form_that_could_not_be_shown_gave_no_sign(world: World) -> None:
    [answer] = await world.ask()
    notebook = watch(world)
    world.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
    world.late = True
    await world.ann.click(answer, label=NOT_HELPFUL)
    assert notebook.signs == []


async def test_where_no_typing_can_be_shown_the_answer_is_the_first_sign(world: World) -> None:
    notebook = watch(world)
    world.env.inject_error("POST", "/channels/*/typing", status=403, code=50013)
    assert len(await world.ask()) == 1
    assert [heard for heard, _ in notebook.signs] == [Heard.MESSAGE]
