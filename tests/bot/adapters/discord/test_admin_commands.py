"""`/feedback` and `/forget` as admins meet them on Discord; `test_building` has `/rebuild`."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from bot.core import words
from bot.core.call import Platform
from tests.bot.adapters.discord.world import outcome, run_by_mo, shown
from tests.bot.bridge import QUESTION

if TYPE_CHECKING:
    from tests.bot.adapters.discord.world import World

pytestmark = pytest.mark.asyncio


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
