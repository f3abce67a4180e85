"""The state beside the answers: read and written for the event loop, stopping none of them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.call import Platform
from bot.core.responder import Responder
from bot.core.state.store import DAY, StateStore
from tests.bot.core.asking import QUESTION, answering
from tests.bot.fakes import ROOMY, Clock, make_services
from tests.bot.fakes import make_call as call

if TYPE_CHECKING:
    import pytest


def test_an_answer_can_be_found_again_by_the_message_that_shows_it() -> None:
    archive = answering()

    async def scenario() -> None:
        with Responder(make_services(archive), ROOMY) as responder:
            first = await responder.respond(replace(call(QUESTION), conversation=""))
            await responder.state.sent(Platform.CONSOLE, "m1", first.turn)
            await responder.respond(replace(call("Why?"), conversation="", reply_to="m1"))

    asyncio.run(scenario())
    assert archive.histories == [(), (QUESTION,)]


def test_what_came_before_is_heard_once_and_what_is_noted_is_known() -> None:
    async def scenario() -> tuple[list[bool], list[str | None]]:
        with Responder(make_services(answering()), ROOMY) as responder:
            heard = [await responder.state.first_time(Platform.DISCORD, "1") for _ in range(2)]
            known = [await responder.state.note("a")]
            await responder.state.set_note("a", "1")
            return heard, [*known, await responder.state.note("a")]

    assert asyncio.run(scenario()) == ([True, False], [None, "1"])


def test_a_state_that_can_not_be_written_stops_no_answer(
    caplog: pytest.LogCaptureFixture,
) -> None:
    services = make_services(answering())

    async def scenario() -> tuple[bool, bool]:
        with Responder(services, ROOMY) as responder:
            services.state.close()
            await responder.state.sent(Platform.CONSOLE, "m", "turn")
            return (
                await responder.state.first_time(Platform.DISCORD, "1"),
                await responder.state.has_answered_in(Platform.DISCORD, "1"),
            )

    assert asyncio.run(scenario()) == (True, False)
    assert "the state can't be used" in caplog.text


def test_old_questions_are_forgotten() -> None:
    clock = Clock()
    services = make_services(answering(), state=StateStore(None, clock))

    async def scenario() -> bool:
        with Responder(services, ROOMY) as responder:
            await responder.respond(call(QUESTION))
            clock.now += 31 * DAY
            await responder.state.forget_older_than(30)
            return await responder.state.has_answered_in(Platform.CONSOLE, "here")

    assert asyncio.run(scenario()) is False
