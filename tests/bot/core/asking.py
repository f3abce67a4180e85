"""Asks a responder over fakes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.core.reply import Notice, Reply
from bot.core.responder import Responder
from index.records import Answer
from tests.bot.fakes import ROOMY, BlockingArchive, FakeArchive, make_services
from tests.bot.fakes import make_quote as quote

if TYPE_CHECKING:
    from bot.core.archive import Archive
    from bot.core.call import Call
    from bot.core.limits import Limits


QUESTION = "When did the bridge open?"


def answering() -> FakeArchive:
    return FakeArchive({QUESTION: Answer(QUESTION, (quote(),), 0.8)})


def ask_all(archive: Archive, calls: list[Call], limits: Limits = ROOMY) -> list[Reply]:
    async def ask() -> list[Reply]:
        with Responder(make_services(archive), limits) as responder:
            return [await responder.respond(one) for one in calls]

    return asyncio.run(ask())


def notice_of(reply: Reply) -> Notice:
    assert isinstance(reply.body, Notice)
    return reply.body


async def begun(archive: BlockingArchive) -> None:
    """Wait until the archive works on a question."""
    assert await asyncio.to_thread(archive.begun.acquire, timeout=10)
