"""Whose token it is: the bot finds that out at its start, and asks nobody in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bot.adapters.slack.reading import written
from tests.bot.bridge import ANOTHER, QUESTION, SENTENCE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.adapters.slack.world import OpenWorld, World

pytestmark = pytest.mark.asyncio

TEST = "auth.test"


async def all_is_answered(world: World) -> None:
    """A mention, a direct message, a command and a button have their outcomes."""
    [answer] = await world.ask()
    [direct] = await world.dm()
    [private] = await world.slash("/ask", QUESTION)
    assert [one.text for one in (answer, direct, private)] == [SENTENCE] * 3
    [more] = await world.press(answer, "More quotes")
    assert ANOTHER in written(more)


async def test_slack_is_asked_whose_token_it_is_once_at_the_start(world: World) -> None:
    await all_is_answered(world)
    assert [one.method for one in world.slack.calls].count(TEST) == 1
    assert world.slack.calls[0].method == TEST


async def test_where_that_can_not_be_found_out_any_more_all_is_answered(world: World) -> None:
    world.slack.fail_next(TEST, times=100)
    await all_is_answered(world)


async def test_what_another_app_left_in_the_environment_changes_nothing(
    open_world: OpenWorld, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Bolt would look there for workspaces that had installed it, and find none."""
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "of-nobody")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-of-another")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "of-another")
    monkeypatch.setenv("SLACK_VERIFICATION_TOKEN", "of-another")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    world = await open_world()
    await all_is_answered(world)
    assert [one.method for one in world.slack.calls].count(TEST) == 1
    assert not (tmp_path / "home").exists(), "nothing was stored for other workspaces"
