"""How long it took until people could see that they were heard, as the observer is told.

For a command or a button that is the acknowledgement, from its arrival until it is sent.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot.adapters.slack import first_sign
from bot.adapters.slack.app import Listeners
from bot.adapters.slack.sockets import Sockets
from bot.core.observing import Heard, Stage
from tests.bot.adapters.slack.world import Setup
from tests.bot.bridge import QUESTION, SENTENCE, make_archive
from tests.bot.fakes import BlockingArchive
from tests.bot.operations.looking import Notebook

if TYPE_CHECKING:
    from tests.bot.adapters.slack.world import OpenWorld, World

pytestmark = pytest.mark.asyncio

PAUSE = 0.2
"""Seconds by which a step is slowed down."""


def slow_down(monkeypatch: pytest.MonkeyPatch, where: type, method: str) -> None:
    """Have a step take longer."""
    step = getattr(where, method)

    async def slowly(*args: Any, **named: Any) -> Any:
        await asyncio.sleep(PAUSE)
        return await step(*args, **named)

    monkeypatch.setattr(where, method, slowly)


async def begun(archive: BlockingArchive, world: World) -> None:
    """Wait until the archive is at work."""
    await world.slack.until(lambda: archive.begun.acquire(blocking=False))


async def test_each_message_and_each_interaction_gives_one_sign(open_world: OpenWorld) -> None:
    notebook = Notebook()
    world = await open_world(Setup(observer=notebook))
    [answer] = await world.ask()
    await world.slash("/index-status")
    await world.press(answer, "Not helpful")
    form = world.slack.view(world.slack.ann)
    assert form is not None
    world.slack.submit(world.slack.ann, form, {"why": "wrong"})
    await world.settle()
    kinds = [heard for heard, _ in notebook.signs]
    assert kinds == [Heard.MESSAGE, *[Heard.INTERACTION] * 3]
    assert [stage for stage, _ in notebook.stages].count(Stage.SENDING) == 3, "a form is no reply"


async def test_an_acknowledgement_counts_from_its_arrival_until_it_is_sent(
    open_world: OpenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, notebook = BlockingArchive(), Notebook()
    archive.answers = make_archive().answers
    world = await open_world(Setup(archive, observer=notebook))
    slow_down(monkeypatch, Listeners, "_hand_on")
    slow_down(monkeypatch, Sockets, "send_socket_mode_response")
    act = world.slack.slash(world.slack.ann, "/ask", QUESTION)
    await world.slack.until(lambda: notebook.signs)
    assert not world.slack.said, "what is done after it doesn't count"
    await begun(archive, world)
    archive.release.set()
    await world.settle()
    [(heard, seconds)] = notebook.signs
    assert heard is Heard.INTERACTION
    assert 2 * PAUSE <= seconds < act.acked[0] + PAUSE
    assert [one.text for one in world.slack.said] == [SENTENCE]


async def test_the_sign_of_work_counts_before_the_answer_is_there(
    open_world: OpenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_sign, "PATIENCE", 0.1)
    archive, notebook = BlockingArchive(), Notebook()
    world = await open_world(Setup(archive, observer=notebook))
    world.slack.mention(world.slack.ann, QUESTION)
    await world.slack.until(lambda: notebook.signs)
    assert world.slack.statuses
    assert not world.slack.said
    archive.release.set()
    await world.settle()
    [(heard, seconds)] = notebook.signs
    assert heard is Heard.MESSAGE
    assert seconds >= 0.1


async def test_where_no_sign_of_work_can_be_shown_the_answer_is_the_first(
    open_world: OpenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_sign, "PATIENCE", 0.1)
    archive, notebook = BlockingArchive(), Notebook()
    world = await open_world(Setup(archive, observer=notebook))
    world.slack.fail_next("assistant.threads.setStatus")
    world.slack.mention(world.slack.ann, QUESTION)
    await world.slack.until(
        lambda: any(one.method == "assistant.threads.setStatus" for one in world.slack.calls)
    )
    assert not notebook.signs
    archive.release.set()
    await world.settle()
    assert [heard for heard, _ in notebook.signs] == [Heard.MESSAGE]
