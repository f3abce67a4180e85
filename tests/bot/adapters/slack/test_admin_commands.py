"""`/index-feedback` and `/index-forget` as admins meet them; `test_building` has `/rebuild`."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from bot.adapters.slack import phrases
from bot.core import build_words, words
from bot.core.call import CommandName, Platform
from tests.bot.adapters.slack.reading import written
from tests.bot.adapters.slack.test_commands import told
from tests.bot.bridge import QUESTION

if TYPE_CHECKING:
    from tests.bot.adapters.slack.world import World

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize(
    ("command", "name"),
    [("/index-feedback", CommandName.FEEDBACK), ("/index-forget", CommandName.FORGET)],
)
async def test_others_are_refused(world: World, command: str, name: CommandName) -> None:
    await world.ask()
    [refused] = await world.slash(command, "<@UANN>", by=world.slack.bob)
    assert written(refused) == words.admins_only(name, Platform.SLACK)
    assert world.run.state.forget_user(Platform.SLACK, "UANN") == (1, 0)


async def test_feedback_is_a_file_in_a_direct_message_that_runs_nothing(world: World) -> None:
    [answer] = await world.ask()
    await world.press(answer, "Not helpful")
    form = world.slack.view(world.slack.ann)
    assert form is not None
    world.slack.submit(world.slack.ann, form, {"why": '=HYPERLINK("https://evil.example")'})
    await world.settle()
    [sent] = await world.slash("/index-feedback", by=world.slack.mo)
    assert written(sent) == phrases.FILE_SENT
    [file] = world.slack.files
    assert (file["name"], file["channels"]) == ("feedback.csv", ["DMO"])
    _, line = csv.reader(io.StringIO(file["content"].decode("utf-8-sig")))
    assert line[1:4] == ["slack", "UANN", QUESTION]
    assert line[4:] == ["bridge", '\'=HYPERLINK("https://evil.example")']
    assert written(world.slack.messages("DMO")[0]) == words.remarks(1)


async def test_feedback_says_so_where_there_is_none(world: World) -> None:
    assert await told(world, "/index-feedback", by=world.slack.mo) == words.NO_FEEDBACK


@pytest.mark.parametrize("named", ["<@USTRANGER|stranger>", "<@USTRANGER>", " USTRANGER "])
async def test_forget_deletes_what_is_kept_of_who_is_named(world: World, named: str) -> None:
    await world.ask(by=world.slack.stranger, channel="C4")
    await world.ask()
    assert await told(
        world, "/index-forget", named, by=world.slack.mo, channel="DMO"
    ) == words.forgot(1, 0)
    assert world.run.state.forget_user(Platform.SLACK, "UANN") == (1, 0)


@pytest.mark.parametrize("text", ["", "somebody", "@ann"])
async def test_forget_asks_for_a_name_where_there_is_none(world: World, text: str) -> None:
    assert await told(world, "/index-forget", text, by=world.slack.mo) == phrases.no_person(text)
    refused = words.admins_only("forget", Platform.SLACK)
    assert await told(world, "/index-forget", text, by=world.slack.bob) == refused


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("", "Say whose questions to delete. "),
        ("ann", "I can't tell who “ann” is. "),
        ("<#C1|general>", "I can't tell who “<#C1|general>” is. "),
        ("<!subteam^S1|@editors>", "I can't tell who “<!subteam^S1|@editors>” is. "),
    ],
)
async def test_who_names_nobody_to_forget_is_told_how_and_nothing_is_deleted(
    world: World, text: str, begins: str
) -> None:
    await world.dm()
    how = "Pick the name from the list that Slack shows behind @, or give a member id."
    assert await told(world, "/index-forget", text, by=world.slack.mo) == begins + how
    assert world.run.state.forget_user(Platform.SLACK, "UANN") == (1, 0)


async def test_a_word_that_rebuild_does_not_know_is_told_so(world: World) -> None:
    assert await told(world, "/rebuild", "soon", by=world.slack.mo) == build_words.HOW
