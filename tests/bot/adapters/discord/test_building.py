"""`/rebuild` as admins meet it on Discord: its course, its end, and how it is cancelled."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.core import build_lines, build_words, words
from bot.core.builds import Task
from bot.core.call import CommandName, Platform
from bot.core.errors import BuildMemoryError
from bot.core.layout.builds import ANYWAY, CANCEL
from index.course import Phase
from index.errors import ArticlesLostError, StoreDamagedError
from index.issues.records import Move, Moves, Status
from index.records import Skipped
from tests.bot.adapters.discord.world import Setup, buttons, outcome, run_by_mo, shown
from tests.bot.bridge import REPORT, SENTENCE, make_archive
from tests.bot.fakes import ROLLED_BACK, FakeBuild, make_evidence, make_report, make_standing

if TYPE_CHECKING:
    import simcord

    from tests.bot.adapters.discord.world import OpenWorld, World

pytestmark = pytest.mark.asyncio

LOST = ArticlesLostError(Path("/home/news"), 120, 300)


def done(**about: object) -> FakeBuild:
    """A build that is done at once."""
    build = FakeBuild(**about)  # type: ignore[arg-type]
    build.go.set()
    return build


async def under_way(
    open_world: OpenWorld, build: FakeBuild, **options: str
) -> tuple[World, simcord.InteractionResult]:
    """A build that Mo has begun, half of which is done."""
    world = await open_world(Setup(make_archive(), build=build, held=True))
    result = await world.mo.slash(world.channel, "rebuild", **options)
    await world.until(lambda: build.begun.acquire(blocking=False))
    return world, result


def edits(world: World) -> int:
    """How often the message of a command was edited so far."""
    return len(world.requests("PATCH", "/messages/@original"))


# ── its end ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("options", "full"), [({}, False), ({"action": "full"}, True)])
async def test_a_rebuild_ends_with_a_report(
    open_world: OpenWorld, options: dict[str, str], full: bool
) -> None:
    skipped = (Skipped("news/@everyone.pdf", "is no text"),)
    report = make_report(
        articles=7, added=("a", "b"), removed=("c",), skipped=skipped, copies=(("d", "e"),)
    )
    now = make_standing("bridge", Status.SETTLED, make_evidence())
    moves = Moves("the build of yesterday", "now", (Move(Status.OPEN, now, now.evidence, 0, ()),))
    archive = make_archive()
    archive.moves_found = moves
    build = done(report=report)
    world = await open_world(Setup(archive, build=build))
    assert (await run_by_mo(world, "rebuild", **options)).split("\n") == [
        "The index is built: 7 articles, in 3 s.",
        "Files · 2 added, 1 removed, 1 skipped",
        "Added · a, b",
        "Removed · c",
        "Skipped · news/@everyone.pdf: is no text",
        "Copies · 1 story told more than once: d, e",
        "Ledger · The bridge: open → settled · 1 new quote",
    ]
    assert (build.fulls, build.confirmed) == ([full], [False])


async def test_a_rollback_ends_with_the_index_that_answers_now(open_world: OpenWorld) -> None:
    world = await open_world()
    told = await run_by_mo(world, "rebuild", action="rollback")
    assert told == build_words.gone_back(ROLLED_BACK)


async def test_long_names_are_told_whole_to_the_admin_alone(open_world: OpenWorld) -> None:
    count = build_lines.SKIPPED
    folder = "folder/" * 400
    skipped = tuple(Skipped(f"{folder}{n:03}.txt", "is no text") for n in range(count))
    world = await open_world(Setup(make_archive(), build=done(report=make_report(skipped=skipped))))
    result = await world.mo.slash(world.channel, "rebuild")
    assert result.response is not None
    messages = [result.response, *result.followups]
    told = "\n".join(shown(one.message) for one in messages)
    assert re.findall(r"(\d+)\.txt", told) == [f"{n:03}" for n in range(count)]
    assert told.count("folder/") == 400 * count
    assert len(messages) > 1
    assert all(one.ephemeral for one in messages)


async def test_a_rebuild_that_fails_says_why(open_world: OpenWorld) -> None:
    error = StoreDamagedError(Path("store"), "is gone")
    world = await open_world(Setup(make_archive(), build=done(error=error)))
    assert await run_by_mo(world, "rebuild") == build_words.failed(Task.UPDATE, str(error))
    [answer] = await world.ask()
    assert SENTENCE in shown(answer)


async def test_a_rebuild_without_memory_names_the_setting(open_world: OpenWorld) -> None:
    world = await open_world(Setup(make_archive(), build=done(error=BuildMemoryError(500))))
    assert "the 500 MB of BUILD_MEMORY_MB" in await run_by_mo(world, "rebuild")


async def test_a_rebuild_that_breaks_has_an_id_that_the_log_has_too(
    open_world: OpenWorld, log: pytest.LogCaptureFixture
) -> None:
    world = await open_world(Setup(make_archive(), build=done(error=RuntimeError("a secret"))))
    told = await run_by_mo(world, "rebuild")
    found = re.search(r"error ([0-9a-f]{8})\.", told)
    assert found
    assert any(found[1] in record.getMessage() for record in log.records)


async def test_a_rebuild_that_outlives_its_command_is_reported_in_private(
    open_world: OpenWorld,
) -> None:
    build = FakeBuild()
    world, _ = await under_way(open_world, build)
    await world.env.advance_time(16 * 60)
    before = edits(world)
    build.on_progress(2, 3)
    await world.env.advance_time(10)
    build.go.set()
    dm = world.mo.user.dm_channel
    await world.until(lambda: world.said(dm))
    [report] = world.said(dm)
    assert shown(report) == REPORT
    assert not world.said()
    assert edits(world) == before, "an interaction that has expired is left alone"


async def test_a_rebuild_goes_on_where_nobody_waits_for_its_report(open_world: OpenWorld) -> None:
    build = FakeBuild()
    world, _ = await under_way(open_world, build)
    rebuilder = world.run.services.rebuilder
    built = rebuilder.outcome
    assert built is not None
    await world.restart()
    build.go.set()
    await world.until(lambda: rebuilder.running is None and built.done())
    assert built.exception() is None


# ── its course ───────────────────────────────────────────────────────────────────────────────


async def test_a_rebuild_is_announced_to_the_admin_alone_with_a_way_to_cancel_it(
    open_world: OpenWorld,
) -> None:
    build = FakeBuild()
    _, result = await under_way(open_world, build, action="full")
    assert result.ephemeral
    assert shown(outcome(result)) == build_words.begun(Task.FULL)
    assert buttons(outcome(result)) == [CANCEL]


async def test_one_message_tells_how_far_a_rebuild_is_every_two_seconds_at_most(
    open_world: OpenWorld,
) -> None:
    build = FakeBuild()
    world, result = await under_way(open_world, build)
    announced = edits(world)
    counts = []
    for number in range(1, 17):  # eight seconds, in which something changes each half
        build.on_progress(number, 100)
        await world.env.advance_time(0.5)
        counts.append(edits(world) - announced)
    assert counts == [0] * 3 + [1] * 4 + [2] * 4 + [3] * 4 + [4]
    assert shown(outcome(result)).split("\n") == [
        "Building the index",
        "embedding passages · 16 of 100 passages",
        "▰▰▰▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱ 16 %",
        f"started by mo, <t:{began(world)}:R>",
    ]
    assert buttons(outcome(result)) == [CANCEL]
    assert not world.said()


def began(world: World) -> int:
    running = world.run.services.rebuilder.running
    assert running is not None
    return round(running.began.timestamp())


async def test_what_has_not_changed_is_not_shown_again(open_world: OpenWorld) -> None:
    build = FakeBuild()
    world, result = await under_way(open_world, build)
    announced = edits(world)
    await world.env.advance_time(20)
    assert edits(world) == announced + 1
    build.on_phase(Phase.CHECKING)
    await world.env.advance_time(20)
    assert edits(world) == announced + 2
    assert "checking what was built" in shown(outcome(result))


async def test_the_end_of_a_rebuild_is_no_edit_too_soon_either(open_world: OpenWorld) -> None:
    build = FakeBuild()
    world, result = await under_way(open_world, build)
    await world.env.advance_time(2)
    told = edits(world)
    build.go.set()
    await world.until(lambda: world.run.services.rebuilder.running is None)
    await world.env.advance_time(1.9)
    assert edits(world) == told
    await world.env.advance_time(0.2)
    assert shown(outcome(result)) == REPORT
    assert edits(world) == told + 1


async def test_edits_that_fail_are_left_out_and_the_end_is_told_all_the_same(
    open_world: OpenWorld, log: pytest.LogCaptureFixture
) -> None:
    build = FakeBuild()
    world, result = await under_way(open_world, build)
    world.env.inject_error("PATCH", "/webhooks/*/*/messages/@original", status=400, code=50035)
    await world.env.advance_time(2)
    assert "could not be shown" in log.text
    build.on_progress(2, 3)
    await world.env.advance_time(2)
    assert "66 %" in shown(outcome(result))
    build.go.set()
    await world.until(lambda: world.run.services.rebuilder.running is None)
    await world.env.advance_time(2)
    assert shown(outcome(result)) == REPORT


async def test_while_a_rebuild_runs_people_are_answered(open_world: OpenWorld) -> None:
    world, _ = await under_way(open_world, FakeBuild())
    await world.ask()
    await world.until(world.said)
    assert SENTENCE in shown(world.said()[0])


# ── one at a time ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("action", ["update", "full", "rollback"])
async def test_a_second_rebuild_is_refused_while_one_runs(
    open_world: OpenWorld, action: str
) -> None:
    build = FakeBuild()
    world = await open_world(Setup(make_archive(), build=build))
    world.run.services.rebuilder.start(full=False, started_by="someone")
    await world.until(build.begun.acquire)
    told = await run_by_mo(world, "rebuild", action=action)
    assert told == "A build is already running, 50 % done, started by someone."
    assert build.fulls == [False]


async def test_who_started_a_build_is_told_by_name(open_world: OpenWorld) -> None:
    world, _ = await under_way(open_world, FakeBuild())
    result = await world.mo.slash(world.channel, "rebuild")
    await world.answered()
    assert shown(outcome(result)) == build_words.already_running(50, "mo")


# ── cancelling ───────────────────────────────────────────────────────────────────────────────


async def test_a_rebuild_is_cancelled_and_its_message_says_by_whom(open_world: OpenWorld) -> None:
    world, result = await under_way(open_world, FakeBuild())
    pressed = await world.mo.click(outcome(result), label=CANCEL)
    await world.until(lambda: "Cancelled by" in shown(outcome(result)))
    assert pressed.ephemeral
    assert shown(outcome(pressed)) == build_words.CANCELLING
    assert shown(outcome(result)) == "Cancelled by mo; the index is as it was."
    assert not buttons(outcome(result))
    await world.ask()
    await world.until(world.said)
    assert SENTENCE in shown(world.said()[0])


async def test_after_a_restart_the_button_says_that_nothing_is_running(
    open_world: OpenWorld,
) -> None:
    build = FakeBuild()
    world, result = await under_way(open_world, build)
    await world.restart()
    build.go.set()
    pressed = await world.mo.click(outcome(result), label=CANCEL)
    await world.answered()
    assert shown(outcome(pressed)) == build_words.NOTHING_RUNS


async def test_a_rebuild_that_is_all_but_done_can_not_be_cancelled(open_world: OpenWorld) -> None:
    build = FakeBuild(too_late=True)
    world, result = await under_way(open_world, build)
    pressed = await world.mo.click(outcome(result), label=CANCEL)
    await world.answered()
    assert shown(outcome(pressed)) == build_words.TOO_LATE
    build.go.set()
    await world.until(lambda: shown(outcome(result)) == REPORT)


async def test_only_admins_cancel_and_others_are_refused_in_private(
    open_world: OpenWorld, log: pytest.LogCaptureFixture
) -> None:
    world, result = await under_way(open_world, FakeBuild())
    world.env.backend.get_member(world.guild.id, world.mo.id).role_ids.clear()
    pressed = await world.mo.click(outcome(result), label=CANCEL)
    await world.answered()
    assert pressed.ephemeral
    assert shown(outcome(pressed)) == words.admins_only(CommandName.REBUILD, Platform.DISCORD)
    assert f"rebuild refused for {world.mo.id}" in log.text
    assert world.run.services.rebuilder.running is not None


# ── articles that are gone ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("options", "full"), [({}, False), ({"action": "full"}, True)])
async def test_articles_that_are_gone_are_told_and_let_go_at_the_press_of_a_button(
    open_world: OpenWorld, options: dict[str, str], full: bool
) -> None:
    build = done(error=LOST)
    world = await open_world(Setup(make_archive(), build=build))
    result = await world.mo.slash(world.channel, "rebuild", **options)
    assert result.ephemeral
    assert shown(outcome(result)) == build_words.articles_gone(120, 300)
    assert buttons(outcome(result)) == [ANYWAY]
    build.error = None
    await world.mo.click(outcome(result), label=ANYWAY)
    assert shown(outcome(result)) == REPORT
    assert not buttons(outcome(result))
    assert (build.fulls, build.confirmed) == ([full, full], [False, True])


async def test_the_button_to_build_all_the_same_works_after_a_restart(
    open_world: OpenWorld,
) -> None:
    build = done(error=LOST)
    world = await open_world(Setup(make_archive(), build=build))
    result = await world.mo.slash(world.channel, "rebuild")
    await world.restart()
    build.error = None
    await world.mo.click(outcome(result), label=ANYWAY)
    assert shown(outcome(result)) == REPORT
    assert build.confirmed == [False, True]


async def test_only_admins_build_all_the_same(open_world: OpenWorld) -> None:
    build = done(error=LOST)
    world = await open_world(Setup(make_archive(), build=build))
    result = await world.mo.slash(world.channel, "rebuild")
    world.env.backend.get_member(world.guild.id, world.mo.id).role_ids.clear()
    await world.mo.click(outcome(result), label=ANYWAY)
    assert shown(outcome(result)) == words.admins_only(CommandName.REBUILD, Platform.DISCORD)
    assert build.confirmed == [False]


async def test_in_a_direct_message_there_is_no_button_that_could_not_work(
    open_world: OpenWorld,
) -> None:
    build = FakeBuild(error=LOST)
    world, _ = await under_way(open_world, build)
    await world.env.advance_time(16 * 60)
    build.go.set()
    dm = world.mo.user.dm_channel
    await world.until(lambda: world.said(dm))
    [told] = world.said(dm)
    assert shown(told) == build_words.articles_gone(120, 300)
    assert not buttons(told)


# ── how the last one ended ───────────────────────────────────────────────────────────────────


async def test_status_tells_how_the_last_build_ended_and_admins_why(open_world: OpenWorld) -> None:
    error = StoreDamagedError(Path("/home/ann/store"), "is gone")
    world = await open_world(Setup(make_archive(), build=done(error=error)))
    await run_by_mo(world, "rebuild")
    theirs = shown(outcome(await world.ann.slash(world.channel, "status")))
    assert "started by mo: the log has the reason" in theirs
    assert "/home" not in theirs
    assert f"started by mo: {error}" in await run_by_mo(world, "status")
