"""`/rebuild`, `/feedback` and `/forget` as admins meet them on Discord."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.core import words
from bot.core.call import Platform
from index.errors import StoreDamagedError
from index.records import Skipped
from tests.bot.adapters.discord.world import (
    QUESTION,
    SENTENCE,
    Setup,
    make_archive,
    outcome,
    run_by_mo,
    shown,
)
from tests.bot.fakes import FakeBuild, make_report

if TYPE_CHECKING:
    from tests.bot.adapters.discord.world import OpenWorld, World

pytestmark = pytest.mark.asyncio


# ── /rebuild ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("options", "full"), [({}, False), ({"action": "full"}, True)])
async def test_a_rebuild_ends_with_a_report(
    open_world: OpenWorld, options: dict[str, str], full: bool
) -> None:
    skipped = (Skipped("news/@everyone.pdf", "is no text"),)
    report = make_report(articles=7, added=("a", "b"), skipped=skipped)
    build = FakeBuild(report)
    build.go.set()
    world = await open_world(Setup(make_archive(), build=build))
    told = await run_by_mo(world, "rebuild", **options)
    assert told == f"{words.built(report)}\nskipped news/@everyone.pdf: is no text"
    assert build.fulls == [full]


async def test_a_long_report_is_told_whole_to_the_admin_alone(
    open_world: OpenWorld,
) -> None:
    count = words.SKIPPED_TOLD
    folder = "folder/" * 120
    skipped = tuple(Skipped(f"{folder}{n:03}.txt", "is no text") for n in range(count))
    build = FakeBuild(make_report(skipped=skipped))
    build.go.set()
    world = await open_world(Setup(make_archive(), build=build))
    result = await world.mo.slash(world.channel, "rebuild")
    assert result.response is not None
    messages = [result.response, *result.followups]
    told = "\n".join(shown(one.message) for one in messages)
    assert re.findall(r"(\d+)\.txt", told) == [f"{n:03}" for n in range(count)]
    assert told.count("folder/") == 120 * count
    assert len(messages) > 1
    assert all(one.ephemeral for one in messages)


async def test_a_rebuild_is_announced_while_it_runs(open_world: OpenWorld) -> None:
    build = FakeBuild()
    world = await open_world(Setup(make_archive(), build=build, held=True))
    result = await world.mo.slash(world.channel, "rebuild", action="full")
    await world.answered()
    assert shown(outcome(result)) == words.rebuilding(full=True)
    build.go.set()
    await world.until(lambda: "is built" in shown(outcome(result)))


async def test_a_rebuild_that_outlives_its_command_is_reported_in_private(
    open_world: OpenWorld,
) -> None:
    build = FakeBuild()
    world = await open_world(Setup(make_archive(), build=build, held=True))
    await world.mo.slash(world.channel, "rebuild")
    await world.answered()
    await world.env.advance_time(16 * 60)
    build.go.set()
    dm = world.mo.user.dm_channel
    await world.until(lambda: world.said(dm))
    [report] = world.said(dm)
    assert "is built" in shown(report)
    assert not world.said()


async def test_a_rebuild_goes_on_where_nobody_waits_for_its_report(open_world: OpenWorld) -> None:
    build = FakeBuild()
    world = await open_world(Setup(make_archive(), build=build, held=True))
    await world.mo.slash(world.channel, "rebuild")
    await world.answered()
    rebuilder = world.run.services.rebuilder
    built = rebuilder.outcome
    assert built is not None
    await world.restart()
    build.go.set()
    await world.until(lambda: rebuilder.running is None and built.done())
    assert built.result() == build.report


async def test_a_rebuild_that_fails_says_why(open_world: OpenWorld) -> None:
    error = StoreDamagedError(Path("store"), "is gone")
    build = FakeBuild(error=error)
    build.go.set()
    world = await open_world(Setup(make_archive(), build=build))
    assert await run_by_mo(world, "rebuild") == words.build_failed(str(error))
    [answer] = await world.ask()
    assert SENTENCE in shown(answer)


async def test_a_rebuild_that_breaks_has_an_id_that_the_log_has_too(
    open_world: OpenWorld, log: pytest.LogCaptureFixture
) -> None:
    build = FakeBuild(error=RuntimeError("a secret"))
    build.go.set()
    world = await open_world(Setup(make_archive(), build=build))
    told = await run_by_mo(world, "rebuild")
    found = re.search(r"error ([0-9a-f]{8})\.", told)
    assert found
    assert any(found[1] in record.getMessage() for record in log.records)


async def test_a_second_rebuild_is_refused_while_one_runs(open_world: OpenWorld) -> None:
    build = FakeBuild()
    world = await open_world(Setup(make_archive(), build=build))
    world.run.services.rebuilder.start(full=False, started_by="someone")
    await world.until(build.begun.acquire)
    assert await run_by_mo(world, "rebuild") == words.already_rebuilding(50, "someone")
    assert build.fulls == [False]


async def test_who_started_a_build_is_told_by_name(open_world: OpenWorld) -> None:
    build = FakeBuild()
    world = await open_world(Setup(make_archive(), build=build, held=True))
    await world.mo.slash(world.channel, "rebuild")
    await world.answered()
    result = await world.mo.slash(world.channel, "rebuild")
    await world.answered()
    assert shown(outcome(result)) == words.already_rebuilding(50, "mo")


# ── /feedback, /forget ───────────────────────────────────────────────────────────────────────


async def test_feedback_is_a_file_for_a_spreadsheet_that_runs_nothing(world: World) -> None:
    [answer] = await world.ask()
    form = await world.ann.click(answer, label="Not helpful")
    await world.ann.submit_modal(form, {"why": '=HYPERLINK("https://evil.example")'})
    told = outcome(await world.mo.slash(world.channel, "feedback"))
    assert shown(told) == words.remarks(1)
    [attached] = told.attachments
    assert attached.filename == "feedback.csv"
    text = (await attached.read()).decode("utf-8-sig")
    _, line = csv.reader(io.StringIO(text))
    assert line[1:4] == ["discord", str(world.ann.id), QUESTION]
    assert line[4:] == ["bridge", '\'=HYPERLINK("https://evil.example")']


async def test_feedback_says_so_where_there_is_none(world: World) -> None:
    assert await run_by_mo(world, "feedback") == words.NO_FEEDBACK


async def test_forget_deletes_what_is_kept_of_one_person(world: World) -> None:
    [answer] = await world.ask()
    await world.ask(by=world.bob)
    form = await world.ann.click(answer, label="Not helpful")
    await world.ann.submit_modal(form, {"why": "wrong"})
    assert await run_by_mo(world, "forget", user=world.ann) == words.forgot(1, 1)
    assert world.run.state.forget_user(Platform.DISCORD, str(world.bob.id)) == (1, 0)
