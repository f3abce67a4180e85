"""What an observer of the responder is told: outcomes, and the time that each stage took."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.core.observing import Stage
from bot.core.responder import Responder
from tests.bot.core.asking import QUESTION, answering, begun
from tests.bot.fakes import ROOMY, BlockingArchive, Clock, make_call, make_services
from tests.bot.operations.looking import Notebook

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


def watched(
    archive: BlockingArchive,
    scenario: Callable[[Responder, Clock], Awaitable[None]],
    answer_seconds: float = 10.0,
) -> Notebook:
    """What is told while the scenario goes on, with an archive that works when it is let."""
    notebook, clock = Notebook(), Clock()

    async def run() -> None:
        limits = replace(ROOMY, answer_seconds=answer_seconds)
        services = make_services(archive)
        with Responder(services, limits, clock=clock, observer=notebook) as responder:
            await scenario(responder, clock)
            archive.release.set()

    asyncio.run(run())
    return notebook


def test_each_outcome_is_told_once_with_command_and_platform() -> None:
    notebook = Notebook()

    async def talk() -> None:
        limits = replace(ROOMY, questions_per_minute=2)
        with Responder(make_services(answering()), limits, observer=notebook) as responder:
            for text in (QUESTION, "What else?", QUESTION):
                await responder.respond(make_call(text))

    asyncio.run(talk())
    outcomes = ["quotes", "not said", "too many questions"]
    assert notebook.calls == [("ask", "console", outcome) for outcome in outcomes]


def test_the_time_in_line_and_the_time_of_the_work_are_told_apart() -> None:
    archive = BlockingArchive()

    async def scenario(responder: Responder, clock: Clock) -> None:
        first = asyncio.create_task(responder.respond(make_call()))
        await begun(archive)
        clock.now += 2
        second = asyncio.create_task(responder.respond(make_call()))
        while not responder.waiting:
            await asyncio.sleep(0)
        clock.now += 5
        archive.release.set()
        await asyncio.gather(first, second)

    stages = watched(archive, scenario).stages
    assert stages == [
        (Stage.WAITING, 0.0),
        (Stage.WORKING, 7.0),
        (Stage.WAITING, 5.0),
        (Stage.WORKING, 0.0),
    ]


def test_who_waited_in_vain_counts_among_those_who_waited() -> None:
    archive = BlockingArchive()

    async def scenario(responder: Responder, clock: Clock) -> None:
        first = asyncio.create_task(responder.respond(make_call()))
        await begun(archive)
        second = asyncio.create_task(responder.respond(make_call()))
        while not responder.waiting:
            await asyncio.sleep(0)
        clock.now += 30
        second.cancel()
        with pytest.raises(asyncio.CancelledError):
            await second
        archive.release.set()
        await first

    notebook = watched(archive, scenario)
    assert (Stage.WAITING, 30.0) in notebook.stages
    assert [outcome for *_, outcome in notebook.calls] == ["cancelled", "not said"]


def test_what_takes_too_long_is_told_as_such_and_its_work_to_its_end() -> None:
    archive = BlockingArchive()

    async def scenario(responder: Responder, clock: Clock) -> None:
        await responder.respond(make_call())
        clock.now += 60
        assert responder.busy_seconds == 60
        archive.release.set()
        while responder.busy_seconds:
            await asyncio.sleep(0.001)

    notebook = watched(archive, scenario, answer_seconds=0.02)
    assert [outcome for *_, outcome in notebook.calls] == ["too slow"]
    assert (Stage.WORKING, 60.0) in notebook.stages


def test_a_responder_says_whether_it_takes_new_calls() -> None:
    with Responder(make_services(answering()), ROOMY) as responder:
        assert not responder.is_closing
        responder.refuse_new()
        assert responder.is_closing
