"""`/rebuild` as admins meet it on Slack: its end, and its course before that."""

from __future__ import annotations

import asyncio
import functools
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.adapters.slack import phrases, responding
from bot.adapters.slack.following import Following
from bot.core import build_lines, build_words
from bot.core.builds import Task
from bot.core.layout.builds import CANCEL
from index.course import Phase
from index.errors import StoreDamagedError
from index.records import Skipped
from tests.bot.adapters.slack.reading import buttons, written
from tests.bot.adapters.slack.world import Setup
from tests.bot.bridge import REPORT, SENTENCE
from tests.bot.fakes import ROLLED_BACK, FakeBuild, make_report

if TYPE_CHECKING:
    from tests.bot.adapters.slack.stand_in import Message
    from tests.bot.adapters.slack.world import OpenWorld, World

pytestmark = pytest.mark.asyncio

EVERY = 0.05
"""Seconds between two looks at a build; in earnest there are two."""


def begun(task: Task = Task.UPDATE) -> str:
    """That a build has begun, and where it is shown."""
    return f"{build_words.begun(task)}\n{phrases.COURSE}"


def done(**about: object) -> FakeBuild:
    """A build that is done at once."""
    build = FakeBuild(**about)  # type: ignore[arg-type]
    build.go.set()
    return build


def in_channel(world: World, channel: str = "C1") -> list[Message]:
    """What Mo alone sees in a channel."""
    return world.slack.ephemeral(channel, world.slack.mo)


def in_private(world: World) -> list[Message]:
    """What the bot has said to Mo in the direct message."""
    return world.slack.messages("DMO")


async def rebuilt(world: World, text: str = "", channel: str = "C1") -> list[str]:
    """What Mo is told of a build where it was begun, and of its end in the direct message."""
    world.slack.slash(world.slack.mo, "/rebuild", text, channel=channel)
    await world.slack.until(lambda: in_private(world))
    await ended(world)
    return [written(one) for one in (*in_channel(world, channel), *in_private(world))]


async def ended(world: World) -> None:
    """Wait until the build is over and all is told of it."""
    followed = Following.follow.__qualname__

    def under_way() -> set[str]:
        return {getattr(one.get_coro(), "__qualname__", "") for one in asyncio.all_tasks()}

    await world.slack.until(lambda: followed not in under_way())
    await world.settle()


async def under_way(
    open_world: OpenWorld, build: FakeBuild, monkeypatch: pytest.MonkeyPatch, channel: str = "C1"
) -> World:
    """A build that Mo has begun, half of which is done, as the direct message shows."""
    world = await open_world(Setup(build=build))
    responder = world.run.responder
    monkeypatch.setattr(
        responder, "outcome_of", functools.partial(responder.outcome_of, every=EVERY)
    )
    await world.slash("/rebuild", by=world.slack.mo, channel=channel)
    assert build.begun.acquire(blocking=False)
    await world.slack.until(lambda: in_private(world))
    return world


# ── its end ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("text", "task"), [("", Task.UPDATE), (" FULL ", Task.FULL)])
async def test_a_rebuild_is_announced_and_reported_in_both_places(
    open_world: OpenWorld, text: str, task: Task
) -> None:
    build = done()
    world = await open_world(Setup(build=build))
    assert await rebuilt(world, text) == [begun(task), REPORT, REPORT]
    assert build.fulls == [task is Task.FULL]
    assert not world.slack.messages("C1")
    assert not buttons(in_private(world)[-1])


async def test_typed_in_the_direct_message_it_is_reported_once(open_world: OpenWorld) -> None:
    world = await open_world(Setup(build=done()))
    assert await rebuilt(world, channel="DMO") == [begun(), REPORT]


async def test_a_rollback_ends_with_the_index_that_answers_now(world: World) -> None:
    told = await rebuilt(world, "rollback")
    assert told == [begun(Task.ROLLBACK), *[build_words.gone_back(ROLLED_BACK)] * 2]
    assert not buttons(in_channel(world)[0]), "a way back takes a moment"


async def test_a_rebuild_that_fails_says_why_and_answers_go_on(open_world: OpenWorld) -> None:
    error = StoreDamagedError(Path("store"), "is gone")
    world = await open_world(Setup(build=done(error=error)))
    failed = build_words.failed(Task.UPDATE, str(error))
    assert await rebuilt(world) == [begun(), failed, failed]
    [answer] = await world.ask()
    assert answer.text == SENTENCE


async def test_a_rebuild_that_breaks_has_an_id_that_the_log_has_too(
    open_world: OpenWorld, log: pytest.LogCaptureFixture
) -> None:
    world = await open_world(Setup(build=done(error=RuntimeError("a secret"))))
    _, *told = await rebuilt(world)
    [error_id] = {one for text in told for one in re.findall(r"error ([0-9a-f]{8})\.$", text)}
    assert any(error_id in record.getMessage() for record in log.records)
    assert "a secret" not in "".join(told)


async def test_long_names_are_told_whole(open_world: OpenWorld) -> None:
    count = build_lines.SKIPPED
    skipped = tuple(Skipped(f"{'folder/' * 400}{n:03}.txt", "is no text") for n in range(count))
    world = await open_world(Setup(build=done(report=make_report(skipped=skipped))))
    await rebuilt(world)
    reports = [written(one) for one in in_private(world)]
    assert len(reports) > 1
    assert "".join(reports).replace("\n", "").count("folder/") == 400 * count
    assert [written(one) for one in in_channel(world)[1:]] == reports


async def test_a_build_that_outlives_the_address_of_its_command_is_reported_in_private(
    open_world: OpenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(responding, "RESPONSE_SECONDS", 1.0)
    build = FakeBuild()
    world = await under_way(open_world, build, monkeypatch)
    await asyncio.sleep(1.0)
    build.go.set()
    await ended(world)
    assert [written(one) for one in in_channel(world)] == [begun()]
    assert [written(one) for one in in_private(world)] == [REPORT]
    assert len(world.slack.response_url_uses) == 1, "an address that has expired is left alone"


async def test_slack_has_the_last_word_on_when_an_address_expires(
    open_world: OpenWorld, monkeypatch: pytest.MonkeyPatch, log: pytest.LogCaptureFixture
) -> None:
    build = FakeBuild()
    world = await under_way(open_world, build, monkeypatch)
    world.refuses = True
    world.slack.world.limits.response_url = 0.0
    build.go.set()
    await ended(world)
    assert [written(one) for one in in_channel(world)] == [begun()]
    assert [written(one) for one in in_private(world)] == [REPORT, REPORT]
    assert "could not be delivered" not in log.text


async def test_a_build_goes_on_where_nobody_waits_for_its_report(
    open_world: OpenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = FakeBuild()
    world = await under_way(open_world, build, monkeypatch)
    rebuilder = world.run.services.rebuilder
    built = rebuilder.outcome
    assert built is not None
    await world.restart()
    build.go.set()
    await world.slack.until(lambda: rebuilder.running is None and built.done())
    assert built.exception() is None


# ── its course ───────────────────────────────────────────────────────────────────────────────


async def test_one_direct_message_shows_how_far_a_build_is_and_then_its_end(
    open_world: OpenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = FakeBuild()
    world = await under_way(open_world, build, monkeypatch)
    [course] = in_private(world)
    build.on_progress(16, 100)
    await world.slack.until(lambda: "16 %" in written(course))
    heading, stage, bar, started = written(course).split("\n")
    assert heading == build_words.HEADING[Task.UPDATE]
    assert stage == "embedding passages · 16 of 100 passages"
    assert bar == "▰▰▰▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱ 16 %"
    assert started.startswith("started by mo, ")
    assert buttons(course) == [CANCEL]
    build.on_phase(Phase.CHECKING)
    await world.slack.until(lambda: "checking what was built" in written(course))
    build.go.set()
    await ended(world)
    assert written(course) == REPORT
    assert not buttons(course)
    assert in_private(world) == [course]
    assert [written(one) for one in in_channel(world)] == [begun(), REPORT]


async def test_what_has_not_changed_is_not_shown_again(
    open_world: OpenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = FakeBuild()
    world = await under_way(open_world, build, monkeypatch)
    looks = time.monotonic() + 6 * EVERY
    await world.slack.until(lambda: time.monotonic() > looks)
    [course] = in_private(world)
    assert not course.edits


async def test_edits_that_fail_are_left_out_and_the_end_is_told_all_the_same(
    open_world: OpenWorld, monkeypatch: pytest.MonkeyPatch, log: pytest.LogCaptureFixture
) -> None:
    build = FakeBuild()
    world = await under_way(open_world, build, monkeypatch)
    [course] = in_private(world)
    world.slack.fail_next("chat.update", "internal_error")
    build.on_progress(1, 3)
    await world.slack.until(lambda: "could not be shown: internal_error" in log.text)
    build.on_progress(2, 3)
    await world.slack.until(lambda: "66 %" in written(course))
    build.go.set()
    await ended(world)
    assert written(course) == REPORT


async def test_a_course_that_somebody_deleted_is_shown_anew_and_so_is_its_end(
    open_world: OpenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = FakeBuild()
    world = await under_way(open_world, build, monkeypatch)
    world.refuses = True
    [course] = in_private(world)
    world.slack.delete(world.slack.mo, course)
    build.on_progress(16, 100)
    await world.slack.until(lambda: in_private(world))
    [anew] = in_private(world)
    assert "16 %" in written(anew)
    assert buttons(anew) == [CANCEL]
    build.on_progress(32, 100)
    await world.slack.until(lambda: "32 %" in written(anew))
    build.go.set()
    await ended(world)
    assert in_private(world) == [anew]
    assert written(anew) == REPORT
    assert [one.error for one in world.slack.refused] == ["message_not_found"]


async def test_the_report_arrives_where_its_course_was_deleted_just_before(
    open_world: OpenWorld, monkeypatch: pytest.MonkeyPatch, log: pytest.LogCaptureFixture
) -> None:
    build = FakeBuild()
    world = await under_way(open_world, build, monkeypatch)
    world.refuses = True
    [course] = in_private(world)
    world.slack.delete(world.slack.mo, course)
    build.go.set()
    await ended(world)
    assert [written(one) for one in in_private(world)] == [REPORT]
    assert [written(one) for one in in_channel(world)] == [begun(), REPORT]
    assert "could not be delivered" not in log.text


async def test_while_a_build_runs_people_are_answered(
    open_world: OpenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = await under_way(open_world, FakeBuild(), monkeypatch)
    [answer] = await world.ask()
    assert answer.text == SENTENCE
