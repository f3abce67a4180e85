"""The reply to the end of a build, and what is told of it before."""

from __future__ import annotations

import asyncio
import re
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.core import build_words
from bot.core.builds import Task
from bot.core.call import CommandName
from bot.core.errors import BuildMemoryError
from bot.core.reply import ArticlesGone, Notice, NoticeKind, Rebuilding, Rebuilt, Reply, WentBack
from bot.core.responder import Responder
from index.course import Phase
from index.errors import ArticlesLostError, FolderMissingError
from tests.bot.core.asking import answering, notice_of
from tests.bot.fakes import ROLLED_BACK, ROOMY, FakeBuild, make_services
from tests.bot.fakes import make_call as call

if TYPE_CHECKING:
    from bot.core.builds import Running


async def begun(responder: Responder, text: str = "full") -> Rebuilding:
    """A build that an admin has asked for."""
    reply = await responder.respond(call(text, CommandName.REBUILD, is_admin=True))
    assert isinstance(reply.body, Rebuilding)
    return reply.body


def built(build: FakeBuild, text: str = "full") -> Reply:
    """What is said when a build has ended."""
    build.go.set()

    async def scenario() -> Reply:
        with Responder(make_services(answering(), build), ROOMY) as responder:
            return await responder.outcome_of(await begun(responder, text))

    return asyncio.run(scenario())


def test_the_end_of_a_build_is_told() -> None:
    assert built(build := FakeBuild()).body == Rebuilt(build.report)


def test_a_build_that_fails_is_told_with_the_reason() -> None:
    text = notice_of(built(FakeBuild(error=FolderMissingError(Path("news"))))).text
    assert text.startswith("The build failed, and the index is as it was: news is not a folder")


def test_a_build_that_breaks_is_an_apology_with_an_id(caplog: pytest.LogCaptureFixture) -> None:
    text = notice_of(built(FakeBuild(error=ZeroDivisionError("secret")))).text
    found = re.search(r"error ([0-9a-f]{8})\.$", text)
    assert found
    assert f"build {found.group(1)} aborted" in caplog.text
    assert "secret" not in text


def test_the_index_before_is_told() -> None:
    assert built(FakeBuild(), "rollback").body == WentBack(ROLLED_BACK)


@pytest.mark.parametrize(("text", "task"), [("", Task.UPDATE), ("full", Task.FULL)])
def test_articles_that_are_gone_are_told_with_what_is_to_be_confirmed(
    text: str, task: Task
) -> None:
    error = ArticlesLostError(Path("/home/news"), 120, 300)
    assert built(FakeBuild(error=error), text).body == ArticlesGone(task, 120, 300)


def test_a_build_without_memory_names_the_setting() -> None:
    notice = notice_of(built(FakeBuild(error=BuildMemoryError(500))))
    assert "the 500 MB of BUILD_MEMORY_MB" in notice.text


def test_a_build_that_is_cancelled_is_told_with_who_it_was() -> None:
    build = FakeBuild()

    async def scenario() -> tuple[Reply, Reply]:
        with Responder(make_services(answering(), build), ROOMY) as responder:
            running = await begun(responder)
            cancel = await responder.respond(call("cancel", CommandName.REBUILD, is_admin=True))
            return cancel, await responder.outcome_of(running)

    cancel, end = asyncio.run(scenario())
    assert cancel.body == Notice(NoticeKind.CANCELLED, build_words.CANCELLING)
    assert end.body == Notice(NoticeKind.CANCELLED, "Cancelled by ann; the index is as it was.")


def test_each_is_told_the_end_of_the_build_that_was_theirs() -> None:
    build = FakeBuild()
    build.go.set()

    async def scenario() -> tuple[Reply, Reply]:
        with Responder(make_services(answering(), build), ROOMY) as responder:
            first = await begun(responder)
            first.outcome.result(10)
            second = await begun(responder, "rollback")
            return await responder.outcome_of(first), await responder.outcome_of(second)

    first, second = asyncio.run(scenario())
    assert (first.body, second.body) == (Rebuilt(build.report), WentBack(ROLLED_BACK))


# ── its course ───────────────────────────────────────────────────────────────────────────────

EVERY = 0.05
"""Seconds between two words on a build, here."""


def test_how_far_a_build_is_is_told_no_sooner_than_it_may_be_and_so_is_its_end() -> None:
    build = FakeBuild()
    told: list[Running] = []
    moments: list[float] = []

    async def on_course(running: Running) -> None:
        told.append(running)
        moments.append(time.monotonic())
        build.on_progress(len(told), 9)
        if len(told) == 3:
            build.go.set()

    async def scenario() -> None:
        with Responder(make_services(answering(), build), ROOMY) as responder:
            await responder.outcome_of(await begun(responder), on_course, EVERY)
            moments.append(time.monotonic())

    asyncio.run(scenario())
    assert [(running.done, running.total) for running in told] == [(1, 2), (1, 9), (2, 9)]
    assert all(later - moment >= EVERY for moment, later in pairwise(moments))


def test_what_has_not_changed_is_not_told_again() -> None:
    build = FakeBuild()
    told: list[Running] = []

    async def on_course(running: Running) -> None:
        told.append(running)

    async def scenario() -> None:
        with Responder(make_services(answering(), build), ROOMY) as responder:
            running = await begun(responder)
            assert await asyncio.to_thread(build.begun.acquire, timeout=10)
            waiting = asyncio.create_task(responder.outcome_of(running, on_course, 0.01))
            await asyncio.sleep(0.2)
            assert len(told) == 1
            build.on_phase(Phase.JUDGING)
            await asyncio.sleep(0.2)
            build.go.set()
            await waiting

    asyncio.run(scenario())
    assert [running.stage for running in told] == [Phase.EMBEDDING, Phase.JUDGING]


def test_a_build_that_is_over_at_once_is_only_told_its_end() -> None:
    build = FakeBuild()
    build.go.set()

    async def on_course(running: Running) -> None:
        raise AssertionError(running)

    async def scenario() -> Reply:
        with Responder(make_services(answering(), build), ROOMY) as responder:
            return await responder.outcome_of(await begun(responder), on_course, 5)

    began = time.monotonic()
    assert asyncio.run(scenario()).body == Rebuilt(build.report)
    assert time.monotonic() - began < 4
