"""What is suggested to whoever opens the bot's own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.adapters.slack import phrases
from bot.adapters.slack.access import Access
from bot.core.call import DIRECT_MESSAGES
from index.errors import CatalogueError
from index.issues.records import Ledger, Status
from tests.bot.adapters.slack.reading import written
from tests.bot.adapters.slack.world import Setup
from tests.bot.fakes import FakeArchive, make_source, make_standing

if TYPE_CHECKING:
    from tests.bot.adapters.slack.world import OpenWorld, World

pytestmark = pytest.mark.asyncio

METHOD = "assistant.threads.setSuggestedPrompts"


def over(issues: int, *titles: str | None) -> Setup:
    """So many issues, the newest first, and articles of one day each, the newest last."""
    standings = tuple(
        make_standing(f"i{n}", Status.OPEN, title=f"Issue {n}") for n in range(issues)
    )
    listed = [make_source(f"a{n}", t, f"2025-05-{1 + n:02}") for n, t in enumerate(titles)]
    return Setup(FakeArchive(listed=listed, ledger_now=Ledger(standings)))


async def suggested(world: World) -> list[str]:
    """The titles of what is suggested to Ann."""
    world.slack.open_messages_tab(world.slack.ann)
    await world.settle()
    await world.slack.until(lambda: METHOD in [one.method for one in world.slack.calls], 2)
    return [one["title"] for one in world.slack.prompts("DANN")]


async def test_the_newest_issues_and_articles_are_suggested_by_turns(
    open_world: OpenWorld,
) -> None:
    world = await open_world(over(3, "Old", "Middle", "New"))
    assert await suggested(world) == [
        "Issue 0", "New (3 May 2025)", "Issue 1", "Middle (2 May 2025)"
    ]  # fmt: skip
    messages = [one["message"] for one in world.slack.prompts("DANN")]
    assert messages[:2] == [
        "issues i0", "sources a2"
    ]  # fmt: skip
    assert world.slack.world.prompts["DANN"]["title"] == phrases.PROMPTS


@pytest.mark.parametrize(
    ("setup", "titles"),
    [
        (over(1, "Old", "New"), ["Issue 0", "New (2 May 2025)", "Old (1 May 2025)"]),
        (over(6), ["Issue 0", "Issue 1", "Issue 2", "Issue 3"]),
        (over(0, "Old", None), ["Old (1 May 2025)"]),
    ],
)
async def test_what_there_is_less_of_leaves_its_place_to_the_other(
    open_world: OpenWorld, setup: Setup, titles: list[str]
) -> None:
    assert await suggested(await open_world(setup)) == titles


async def test_they_belong_to_the_page_and_to_no_thread(world: World) -> None:
    await suggested(world)
    [call] = [one for one in world.slack.calls if one.method == METHOD]
    assert "thread_ts" not in call.arguments
    assert call.arguments["channel_id"] == "DANN"


async def test_what_is_suggested_can_be_asked(world: World) -> None:
    await suggested(world)
    [prompt] = world.slack.prompts("DANN")
    [answer] = await world.dm(prompt["message"])
    assert "A bridge" in written(answer)
    assert world.archive.asked == [], "it always has an answer, and leans on nothing"


@pytest.mark.parametrize("setup", [Setup(None), over(0)])
async def test_nothing_is_suggested_where_there_is_nothing(
    open_world: OpenWorld, setup: Setup
) -> None:
    world = await open_world(setup)
    act = world.slack.open_messages_tab(world.slack.ann)
    [answer] = await world.dm("status")
    assert answer
    assert act.acked
    assert METHOD not in [one.method for one in world.slack.calls]


async def test_nothing_is_suggested_where_direct_messages_are_not_answered(
    open_world: OpenWorld,
) -> None:
    world = await open_world(Setup(access=Access(frozenset({"C3"}))))
    act = world.slack.open_messages_tab(world.slack.ann)
    await world.settle()
    assert act.acked
    assert METHOD not in [one.method for one in world.slack.calls]


async def test_where_they_are_answered_among_others_it_is_suggested_what_to_ask(
    open_world: OpenWorld,
) -> None:
    world = await open_world(Setup(access=Access(frozenset({"C3", DIRECT_MESSAGES}))))
    assert await suggested(world) == ["A bridge (1 May 2025)"]


async def test_a_ledger_that_can_not_be_read_suggests_articles(open_world: OpenWorld) -> None:
    class Broken(FakeArchive):
        def ledger(self) -> Ledger:
            raise CatalogueError("issues.toml", 3, "is no TOML", "correct it")

    assert await suggested(await open_world(Setup(Broken()))) == ["A bridge (1 May 2025)"]


async def test_a_suggestion_that_fails_is_logged_and_that_is_all(
    world: World, log: pytest.LogCaptureFixture
) -> None:
    world.slack.fail_next(METHOD, "feature_not_enabled")
    assert await suggested(world) == []
    await world.slack.until(lambda: "nothing could be suggested in DANN" in log.text)
    assert "feature_not_enabled" in log.text
    assert {record.levelname for record in log.records} == {"INFO"}
    assert world.slack.said == []
