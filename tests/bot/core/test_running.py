"""Several platforms in one process: they start together, and nobody is left without an answer."""

from __future__ import annotations

import asyncio
import os
import signal

import pytest

from bot.core.errors import StartError
from bot.core.responder import Responder
from bot.core.running import run
from tests.bot.fakes import ROOMY, FakeArchive, make_services


class Platform:
    """Stays until it is closed, unless it is refused."""

    def __init__(self, refused: str = "") -> None:
        self.stays = asyncio.Event()
        self.closed = asyncio.Event()
        self.answered = asyncio.Event()
        self.waited_for = False
        self.closed_before_answered = False
        self._refused = refused
        if refused:
            self.answered.set()  # nobody could ask it anything

    @property
    def is_connected(self) -> bool:
        return self.stays.is_set() and not self.closed.is_set()

    async def stay(self) -> None:
        if self._refused:
            raise StartError(self._refused)
        self.stays.set()
        await self.closed.wait()

    async def finished(self, seconds: float) -> bool:
        self.waited_for = True
        try:
            await asyncio.wait_for(self.answered.wait(), seconds)
        except TimeoutError:
            return False
        return True

    async def close(self) -> None:
        self.closed_before_answered |= not self.answered.is_set()
        self.closed.set()


def started(*platforms: Platform) -> asyncio.Task[None]:
    responder = Responder(make_services(FakeArchive()), ROOMY)
    running = asyncio.create_task(run(platforms, responder, keep_days=30))
    running.add_done_callback(lambda _: responder.close())
    return running


async def waited_for(*platforms: Platform) -> None:
    """Wait until the end of all waits for the answers of these."""
    async with asyncio.timeout(5):
        while not all(one.waited_for for one in platforms):
            await asyncio.sleep(0.01)


@pytest.mark.asyncio
async def test_a_signal_waits_for_the_answers_of_all_platforms_and_closes_all() -> None:
    first, second = Platform(), Platform()
    running = started(first, second)
    await first.stays.wait()
    await second.stays.wait()
    os.kill(os.getpid(), signal.SIGTERM)
    await waited_for(first, second)
    first.answered.set()
    await asyncio.sleep(0.05)
    assert not running.done()
    second.answered.set()
    await asyncio.wait_for(running, 5)
    assert (first.closed_before_answered, second.closed_before_answered) == (False, False)


@pytest.mark.asyncio
async def test_one_that_is_refused_ends_the_start_of_all_with_its_sentence() -> None:
    well, refused = Platform(), Platform("Slack refuses SLACK_BOT_TOKEN")
    well.answered.set()
    with pytest.raises(StartError, match="SLACK_BOT_TOKEN"):
        await started(well, refused)
    assert well.closed.is_set()


@pytest.mark.asyncio
async def test_one_that_is_refused_lets_the_others_finish_before_it_is_told_of() -> None:
    well, refused = Platform(), Platform("Slack refuses SLACK_BOT_TOKEN")
    running = started(well, refused)
    await waited_for(well)
    await asyncio.sleep(0.05)
    assert not running.done()
    assert not well.closed.is_set()
    well.answered.set()
    with pytest.raises(StartError, match="SLACK_BOT_TOKEN"):
        await asyncio.wait_for(running, 5)
    assert well.closed.is_set()
    assert not well.closed_before_answered


@pytest.mark.asyncio
async def test_where_all_are_refused_nothing_is_waited_for_and_the_first_is_told_of() -> None:
    first, second = Platform("Discord refuses"), Platform("Slack refuses")
    with pytest.raises(StartError, match="Discord refuses"):
        await asyncio.wait_for(started(first, second), 5)
    assert not first.waited_for
    assert not second.waited_for
    assert first.closed.is_set()
    assert second.closed.is_set()


@pytest.mark.asyncio
async def test_one_that_ends_by_itself_lets_the_others_finish_their_answers() -> None:
    first, second = Platform(), Platform()
    running = started(first, second)
    await second.stays.wait()
    await first.close()
    await waited_for(second)
    first.answered.set()
    second.answered.set()
    await asyncio.wait_for(running, 5)
    assert second.closed.is_set()
    assert not second.closed_before_answered
