"""Pages of articles, which buttons turn, and of issues, which buttons open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.adapters.slack import phrases
from bot.core import ledger_words, words
from bot.core.layout.pages import NEWER, OLDER
from index.issues.records import Ledger, Status
from tests.bot.adapters.slack.reading import buttons, written
from tests.bot.adapters.slack.test_buttons import pressed
from tests.bot.adapters.slack.test_sharing import shared
from tests.bot.adapters.slack.test_waiting import begun, held, next_said, released
from tests.bot.adapters.slack.world import Setup
from tests.bot.fakes import FakeArchive, make_evidence, make_source, make_standing

if TYPE_CHECKING:
    from tests.bot.adapters.slack.stand_in import Message
    from tests.bot.adapters.slack.world import OpenWorld

pytestmark = pytest.mark.asyncio


def listing(count: int = 23) -> Setup:
    """Articles of so many days."""
    dates = [f"2025-{1 + n // 28:02}-{1 + n % 28:02}" for n in range(count)]
    return Setup(
        FakeArchive(listed=[make_source(f"id-{n:02}", "T", d) for n, d in enumerate(dates)])
    )


def ids(message: Message) -> list[str]:
    """Which of the listed articles a message shows."""
    return re.findall(r"^(id-\d\d)", written(message), re.MULTILINE)


async def test_pages_that_only_one_person_sees_are_turned_in_place(open_world: OpenWorld) -> None:
    world = await open_world(listing())
    [page] = await world.slash("/sources")
    assert ids(page) == [f"id-{n:02}" for n in range(22, 12, -1)]
    shown = []
    for label in (OLDER, OLDER, NEWER):
        assert await world.press(page, label) == []
        shown.append((ids(page)[0], buttons(page)))
    assert shown == [("id-12", [NEWER, OLDER]), ("id-02", [NEWER]), ("id-12", [NEWER, OLDER])]


async def test_pages_in_a_direct_message_are_turned_in_place(open_world: OpenWorld) -> None:
    world = await open_world(listing())
    [page] = await world.dm("sources")
    assert await world.press(page, OLDER) == []
    assert ids(page)[0] == "id-12"


async def test_a_page_that_is_turned_while_others_are_answered_stays_until_then(
    open_world: OpenWorld,
) -> None:
    listed = listing().archive
    assert listed is not None
    setup = held()
    assert setup.archive is not None
    setup.archive.listed = listed.listed
    world = await open_world(setup)
    [page] = await world.slash("/sources")
    [direct] = await world.dm("sources")
    await begun(world)
    for one in (page, direct):
        world.slack.press(world.slack.ann, one, OLDER)
    waiting = await next_said(world, 2)
    assert sorted(map(written, waiting)) == [words.waiting_at(2), words.waiting_at(3)]
    assert {one.to for one in waiting} == {"UANN"}
    assert [ids(one)[0] for one in (page, direct)] == ["id-22"] * 2
    assert not page.edits + direct.edits
    await released(world)
    assert [ids(one)[0] for one in (page, direct)] == ["id-12"] * 2
    assert not any(map(ids, waiting)), "the page itself was turned, and none was shown beside it"


async def test_a_page_that_others_see_stays_as_it_is(open_world: OpenWorld) -> None:
    world = await open_world(listing())
    [page] = await world.ask("sources")
    turned = await pressed(world, page, OLDER, by=world.slack.bob)
    assert (ids(page)[0], ids(turned)[0]) == ("id-22", "id-12")
    assert not page.edits
    assert await world.press(turned, NEWER, by=world.slack.bob) == []
    assert ids(turned)[0] == "id-22"


async def test_pages_of_a_search_keep_to_it(open_world: OpenWorld) -> None:
    world = await open_world(listing())
    [page] = await world.slash("/sources", "ID-1 t")
    assert buttons(page) == [phrases.SHARE]
    [page] = await world.slash("/sources", "JANUARY")
    await world.press(page, OLDER)
    assert "23 articles, page 2 of 3" in written(page)


async def test_a_number_opens_its_issue_for_whoever_presses_it(open_world: OpenWorld) -> None:
    standings = [make_standing(one, Status.OPEN, make_evidence()) for one in ("bridge", "road")]
    world = await open_world(Setup(FakeArchive(ledger_now=Ledger(tuple(standings)))))
    [page] = await world.ask("issues")
    assert buttons(page) == ["1", "2"]
    assert "the road opens" in written(await pressed(world, page, "2", by=world.slack.bob))
    await world.restart(FakeArchive())
    assert written(await pressed(world, page, "1")) == ledger_words.no_issue("bridge", ())


async def test_an_issue_that_was_opened_by_its_number_can_be_shared(open_world: OpenWorld) -> None:
    standings = [make_standing(one, Status.OPEN, make_evidence()) for one in ("bridge", "road")]
    world = await open_world(Setup(FakeArchive(ledger_now=Ledger(tuple(standings)))))
    [page] = await world.slash("/issues")
    assert buttons(page) == ["1", "2", phrases.SHARE]
    issue = await pressed(world, page, "2")
    assert issue.to == "UANN"
    assert buttons(issue) == [phrases.SHARE]
    [shown] = await shared(world, issue)
    assert written(shown) == f"Shared by ann\n{written(issue)}"
    assert "the road opens" in written(shown)
    assert issue.deleted
    assert not page.deleted
