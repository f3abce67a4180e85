"""`/add`, and “Add linked articles”, as admins meet them on Discord."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import discord
import pytest
import pytest_asyncio

from bot.adapters.discord import hearing, phrases
from bot.core import adding_words, words
from bot.core.call import CommandName, Platform
from bot.core.layout.adding import ADD, ADD_ALL, CANCEL
from bot.core.links import links_in
from index.errors import NoArticleError
from tests.bot.adapters.discord.world import (
    Setup,
    World,
    buttons,
    outcome,
    run_by_mo,
    shown,
    written,
)
from tests.bot.bridge import make_archive
from tests.bot.fake_web import FakeWeb, make_page
from tests.bot.fakes import FakeBuild, make_report

if TYPE_CHECKING:
    import simcord

    from tests.bot.adapters.discord.world import OpenWorld

pytestmark = pytest.mark.asyncio

STORY = "https://news.example/bridge"
OTHER = "https://news.example/tunnel"
NONE = "https://news.example/none"
WHY = NoArticleError(NONE, "its text is behind a paywall")
SHOWN = [
    "The bridge opens",
    "News Example · 25 January 2026 · 11 words · by Ann Author · "
    "[news.example](https://news.example/bridge)",
    "> The bridge opened in May. It had been shut for years.",
    adding_words.NOT_YET,
]


@pytest.fixture
def web() -> FakeWeb:
    return FakeWeb(make_page(STORY), make_page(OTHER, title="@everyone **dig**"), refused=[WHY])


@pytest_asyncio.fixture
async def newsroom(open_world: OpenWorld, web: FakeWeb) -> World:
    build = FakeBuild(make_report(articles=2, added=("bridge.md",)))
    build.go.set()
    return await open_world(Setup(make_archive(), build=build, web=web))


async def added(world: World, url: str = STORY) -> simcord.InteractionResult:
    return await world.mo.slash(world.channel, "add", url=url)


async def test_it_shows_what_there_is_to_the_admin_alone(newsroom: World, web: FakeWeb) -> None:
    result = await added(newsroom)
    assert result.ephemeral
    preview = outcome(result)
    assert shown(preview).split("\n") == SHOWN
    assert buttons(preview) == [ADD, CANCEL]
    assert not web.shelf


async def test_added_the_report_of_its_build_takes_its_place(newsroom: World, web: FakeWeb) -> None:
    preview = outcome(await added(newsroom))
    report = outcome(await newsroom.mo.click(preview, label=ADD))
    assert report.id == preview.id
    assert shown(report).split("\n")[:3] == [
        "The index is built: 2 articles, in 3 s.",
        "Files · 1 added",
        "Added · bridge.md",
    ]
    assert not buttons(report)
    assert web.shelf == {STORY: "bridge"}


async def test_cancelled_nothing_is_added(newsroom: World, web: FakeWeb) -> None:
    preview = outcome(await added(newsroom))
    left = outcome(await newsroom.mo.click(preview, label=CANCEL))
    assert left.id == preview.id
    assert (shown(left), buttons(left)) == (adding_words.DROPPED, [])
    assert not web.shelf


async def test_of_several_one_is_added_and_the_others_still_can_be(
    newsroom: World, web: FakeWeb
) -> None:
    preview = outcome(await added(newsroom, f"{STORY} {NONE} {OTHER}"))
    assert buttons(preview) == [ADD_ALL, f"{ADD} 1", f"{ADD} 2", CANCEL]
    assert adding_words.refused(WHY) in shown(preview)
    beside = outcome(await newsroom.mo.click(preview, label=f"{ADD} 2"))
    assert beside.id != preview.id
    assert list(web.shelf) == [OTHER]
    await newsroom.mo.click(preview, label=ADD_ALL)
    assert list(web.shelf) == [OTHER, STORY]


async def test_a_title_calls_and_formats_nothing(newsroom: World) -> None:
    preview = outcome(await added(newsroom, OTHER))
    assert "@everyone **dig**" in shown(preview)
    assert "@everyone **dig**" not in written(preview)


async def test_what_is_no_article_says_why(newsroom: World) -> None:
    told = await run_by_mo(newsroom, "add", url=NONE)
    assert told == adding_words.refused(WHY)


async def test_the_links_of_a_message_are_looked_at_from_its_menu(
    newsroom: World, web: FakeWeb
) -> None:
    message = await newsroom.ann.send(newsroom.channel, f"Seen this? <{STORY}> and {OTHER}.")
    result = await newsroom.mo.context_menu(newsroom.channel, phrases.ADD_LINKED, message)
    assert result.ephemeral
    assert buttons(outcome(result)) == [ADD_ALL, f"{ADD} 1", f"{ADD} 2", CANCEL]
    assert web.looked == [STORY, OTHER]


async def test_links_that_a_message_forwards_or_previews_count_too(
    newsroom: World, web: FakeWeb
) -> None:
    other = newsroom.guild.create_text_channel("wire")
    first = await newsroom.ann.send(other, f"Seen this? {STORY}")
    message = await newsroom.ann.forward(first, newsroom.channel)
    await newsroom.mo.context_menu(newsroom.channel, phrases.ADD_LINKED, message)
    assert web.looked == [STORY]
    preview = SimpleNamespace(
        content="", message_snapshots=[], embeds=[discord.Embed(url=OTHER), discord.Embed()]
    )
    assert links_in(hearing.links_text(preview)) == (OTHER,)  # type: ignore[arg-type]


async def test_a_message_without_links_says_so(newsroom: World) -> None:
    message = await newsroom.ann.send(newsroom.channel, "Seen the news?")
    result = await newsroom.mo.context_menu(newsroom.channel, phrases.ADD_LINKED, message)
    assert shown(outcome(result)) == adding_words.NEEDS_LINK


async def test_others_are_refused_the_menu_even_where_the_server_lets_them_in(
    newsroom: World, web: FakeWeb
) -> None:
    for command in newsroom.env.backend.commands[None].values():
        if command["name"] == phrases.ADD_LINKED:
            newsroom.guild.set_command_permissions(int(command["id"]), {newsroom.ann: True})
    message = await newsroom.ann.send(newsroom.channel, STORY)
    result = await newsroom.ann.context_menu(newsroom.channel, phrases.ADD_LINKED, message)
    assert result.ephemeral
    assert shown(outcome(result)) == words.admins_only(CommandName.ADD, Platform.DISCORD)
    assert not web.looked


async def test_the_button_is_pressed_after_a_restart(newsroom: World, web: FakeWeb) -> None:
    preview = outcome(await added(newsroom))
    await newsroom.restart()
    await newsroom.mo.click(preview, label=ADD)
    assert web.added == [make_page(STORY)]


async def test_while_a_page_is_looked_at_it_says_so_and_others_are_answered(
    open_world: OpenWorld, web: FakeWeb
) -> None:
    web.go.clear()
    world = await open_world(Setup(make_archive(), web=web, held=True))
    result = await added(world)
    await world.until(lambda: bool(web.looked))
    await world.answered()
    assert shown(outcome(result)) == adding_words.looking([STORY])
    assert await world.ask()
    await world.answered()
    web.go.set()
    await world.until(lambda: buttons(outcome(result)) == [ADD, CANCEL])
