"""When the bot is well, and when it is ready."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.core.limits import Limits
from bot.core.responder import Responder
from bot.operations.health import Health
from tests.bot.core.asking import begun
from tests.bot.fakes import ROOMY, BlockingArchive, Clock, FakeArchive, make_call, make_services

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.archive import Archive


def looked_at(archive: Archive | None, look: Callable[[Health, Responder], None]) -> None:
    services = make_services(archive)
    with Responder(services, ROOMY) as responder:
        look(Health(responder, services.archive, lambda: True, 30.0), responder)


def troubles(answer_seconds: float, *passed: float) -> list[str | None]:
    """What is said of a job that hangs, after so many seconds each, and once it has ended."""
    clock, archive = Clock(), BlockingArchive()
    services = make_services(archive)

    async def scenario() -> list[str | None]:
        limits = Limits(5, 60.0, 10, 10)
        with Responder(services, limits, clock=clock) as responder:
            health = Health(responder, services.archive, lambda: True, answer_seconds)
            asking = asyncio.create_task(responder.respond(make_call()))
            await begun(archive)
            said = []
            for seconds in passed:
                clock.now = 1_000.0 + seconds
                said.append(health.trouble())
            archive.release.set()
            await asking
            return [*said, health.trouble()]

    return asyncio.run(scenario())


def test_a_bot_that_waits_for_questions_is_well_and_ready() -> None:
    def look(health: Health, _: Responder) -> None:
        assert (health.trouble(), health.hindrance()) == (None, None)

    looked_at(FakeArchive(), look)


def test_a_job_of_more_than_three_times_the_time_for_an_answer_is_stuck() -> None:
    stuck = "a job has been running for 91 seconds, and holds up all others"
    assert troubles(30.0, 89.0, 91.0) == [None, stuck, None]


def test_however_little_time_there_is_for_an_answer_a_job_may_take_half_a_minute() -> None:
    assert troubles(1.0, 29.0) == [None, None]
    assert troubles(1.0, 31.0)[0] is not None


def test_without_an_index_it_is_not_ready_and_says_how_much_is_built() -> None:
    def look(health: Health, _: Responder) -> None:
        assert health.hindrance() == "there is no index yet"
        health.archive.percent = 40
        assert health.hindrance() == "there is no index yet (40 % built)"
        assert health.trouble() is None
        health.archive.replace(FakeArchive())
        assert health.hindrance() is None

    looked_at(None, look)


def test_while_it_stops_it_is_well_but_not_ready() -> None:
    def look(health: Health, responder: Responder) -> None:
        responder.refuse_new()
        assert (health.trouble(), health.hindrance()) == (None, "the bot is stopping")

    looked_at(FakeArchive(), look)


def test_without_a_connection_it_is_well_but_not_ready() -> None:
    def look(health: Health, responder: Responder) -> None:
        cut_off = Health(responder, health.archive, lambda: False, 30.0)
        assert (cut_off.trouble(), cut_off.hindrance()) == (None, "the platform is not connected")

    looked_at(FakeArchive(), look)
