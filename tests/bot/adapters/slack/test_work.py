"""What was heard and is being worked on, when the bot is about to stop."""

from __future__ import annotations

import asyncio
import time

import pytest

from bot.adapters.slack.work import Work

pytestmark = pytest.mark.asyncio


async def until(event: asyncio.Event) -> None:
    await event.wait()


async def test_what_begins_while_it_is_waited_is_waited_for_too() -> None:
    first, second = asyncio.Event(), asyncio.Event()
    async with Work() as work:
        work.start(until(first))
        finished = asyncio.create_task(work.finished(5))
        await asyncio.sleep(0.01)
        work.start(until(second))
        first.set()
        await asyncio.sleep(0.05)
        assert not finished.done(), "one has ended, and the other hasn't"
        second.set()
        assert await finished


async def test_no_longer_is_waited_than_was_said_also_for_what_began_meanwhile() -> None:
    async with Work() as work:

        async def then_more() -> None:
            await asyncio.sleep(0.6)
            work.start(asyncio.sleep(60))

        work.start(then_more())
        began = time.monotonic()
        assert not await asyncio.wait_for(work.finished(0.7), 5)
        assert 0.7 <= time.monotonic() - began < 1.2


async def test_what_goes_on_beside_is_not_waited_for_and_ends_with_the_connection() -> None:
    ended: list[str] = []

    async def build() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            ended.append("build")

    async with Work() as work:
        work.start_beside(build())
        await asyncio.sleep(0)
        assert await asyncio.wait_for(work.finished(5), 1)
        assert not ended
    assert ended == ["build"]
