"""The buttons of a build on Slack, who may begin and cancel one, and articles that are gone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.core import build_words, words
from bot.core.builds import Task
from bot.core.call import CommandName, Platform
from bot.core.layout.builds import ANYWAY, CANCEL
from index.errors import ArticlesLostError
from tests.bot.adapters.slack.reading import buttons, written
from tests.bot.adapters.slack.test_building import (
    begun,
    done,
    ended,
    in_channel,
    in_private,
    rebuilt,
    under_way,
)
from tests.bot.adapters.slack.world import Setup
from tests.bot.bridge import REPORT
from tests.bot.fakes import FakeBuild

if TYPE_CHECKING:
    from tests.bot.adapters.slack.world import OpenWorld

pytestmark = pytest.mark.asyncio

LOST = ArticlesLostError(Path("/home/news"), 120, 300)


# ── one at a time, and by admins ─────────────────────────────────────────────────────────────


async def test_only_admins_of_this_workspace_begin_builds(open_world: OpenWorld) -> None:
    build = done()
    world = await open_world(Setup(build=build))
    for person in (world.slack.ann, world.slack.stranger):
        [refused] = await world.slash("/rebuild", by=person, channel="C4")
        assert written(refused) == words.admins_only(CommandName.REBUILD, Platform.SLACK)
    assert not build.fulls


@pytest.mark.parametrize("text", ["", "full", "rollback"])
async def test_a_second_build_is_refused_while_one_runs(
    open_world: OpenWorld, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    build = FakeBuild()
    world = await under_way(open_world, build, monkeypatch)
    [refused] = await world.slash("/rebuild", text, by=world.slack.olga)
    assert written(refused) == build_words.already_running(50, "mo")
    assert build.fulls == [False]


# ── cancelling ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("where", ["DMO", "C1"])
async def test_a_build_is_cancelled_by_a_button_and_both_places_say_by_whom(
    open_world: OpenWorld, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    world = await under_way(open_world, FakeBuild(), monkeypatch)
    [course] = in_private(world)
    message = course if where == "DMO" else in_channel(world)[0]
    world.slack.press(world.slack.mo, message, CANCEL)
    await ended(world)
    cancelled = "Cancelled by mo; the index is as it was."
    assert written(course) == cancelled
    assert not buttons(course)
    assert cancelled in [written(one) for one in in_channel(world)]
    assert build_words.CANCELLING in [written(one) for one in in_channel(world, where)]


async def test_a_build_is_cancelled_by_word(
    open_world: OpenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = await under_way(open_world, FakeBuild(), monkeypatch)
    [told] = await world.slash("/rebuild", " Cancel", by=world.slack.olga)
    assert written(told) == build_words.CANCELLING
    await ended(world)
    assert written(in_private(world)[0]) == build_words.cancelled("olga")


async def test_after_a_restart_the_button_says_that_nothing_is_running(
    open_world: OpenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = FakeBuild()
    world = await under_way(open_world, build, monkeypatch)
    await world.restart()
    build.go.set()
    [told] = await world.press(in_channel(world)[0], CANCEL, by=world.slack.mo)
    assert written(told) == build_words.NOTHING_RUNS


async def test_who_is_an_admin_no_more_cancels_nothing(
    open_world: OpenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = await under_way(open_world, FakeBuild(), monkeypatch)
    mo = world.slack.mo
    world.slack.world.people[mo.id] = type(mo)(mo.id, mo.name)
    [told] = await world.press(in_private(world)[0], CANCEL, by=mo)
    assert written(told) == words.admins_only(CommandName.REBUILD, Platform.SLACK)
    assert world.run.services.rebuilder.running is not None


# ── articles that are gone ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["", "full"])
async def test_articles_that_are_gone_are_told_and_let_go_at_the_press_of_a_button(
    open_world: OpenWorld, text: str
) -> None:
    build = done(error=LOST)
    world = await open_world(Setup(build=build))
    gone = build_words.articles_gone(120, 300)
    assert (await rebuilt(world, text))[1:] == [gone, gone]
    [_, question], [other] = in_channel(world), in_private(world)
    assert buttons(question) == buttons(other) == [ANYWAY]
    await world.restart()
    build.error = None
    world.slack.press(world.slack.mo, question, ANYWAY)
    await world.slack.until(lambda: len(in_private(world)) == 2)
    await ended(world)
    full = text == "full"
    # In the place of the question stood what has begun, and stands what came of it.
    texts = [begun(Task.FULL if full else Task.UPDATE), REPORT]
    [_, (_, begun_blocks)] = question.edits
    assert [written({"blocks": begun_blocks}), written(question)] == texts
    assert in_channel(world)[2:] == []
    assert (build.fulls, build.confirmed) == ([full, full], [False, True])


async def test_in_the_direct_message_the_button_works_as_well(open_world: OpenWorld) -> None:
    build = done(error=LOST)
    world = await open_world(Setup(build=build))
    await rebuilt(world)
    build.error = None
    [question] = in_private(world)
    world.slack.press(world.slack.mo, question, ANYWAY)
    await world.slack.until(lambda: REPORT in map(written, in_private(world)))
    assert written(question) == begun()
    assert build.confirmed == [False, True]


async def test_only_admins_build_all_the_same(open_world: OpenWorld) -> None:
    build = done(error=LOST)
    world = await open_world(Setup(build=build))
    await rebuilt(world)
    mo = world.slack.mo
    world.slack.world.people[mo.id] = type(mo)(mo.id, mo.name)
    question = in_channel(world)[1]
    await world.press(question, ANYWAY, by=mo)
    assert written(question) == words.admins_only(CommandName.REBUILD, Platform.SLACK)
    assert build.confirmed == [False]
