"""`/sources` on Discord: lists, pages, one article, and what is suggested while someone types."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.core import words
from bot.core.layout.pages import NEWER, OLDER
from tests.bot.adapters.discord.world import Setup, buttons, outcome, shown, written
from tests.bot.fakes import FakeArchive, make_source

if TYPE_CHECKING:
    import discord

    from index.records import Source
    from tests.bot.adapters.discord.world import OpenWorld, World

pytestmark = pytest.mark.asyncio


def many(count: int) -> list[Source]:
    """Articles of so many days, the newest last."""
    dates = [f"2025-{1 + n // 28:02}-{1 + n % 28:02}" for n in range(count)]
    return [make_source(f"id-{n:02}", f"Title {n:02}", date) for n, date in enumerate(dates)]


# ── /sources ─────────────────────────────────────────────────────────────────────────────────


async def test_sources_are_listed_newest_first_a_page_at_a_time(open_world: OpenWorld) -> None:
    world = await open_world(Setup(FakeArchive(listed=many(23))))
    result = await world.ann.slash(world.channel, "sources")
    page = outcome(result)
    assert "23 articles, page 1 of 3" in shown(page)
    assert _ids(page) == [f"id-{n:02}" for n in range(22, 12, -1)]
    assert buttons(page) == [OLDER]
    assert result.ephemeral


async def test_buttons_turn_the_pages_of_sources_in_place(open_world: OpenWorld) -> None:
    world = await open_world(Setup(FakeArchive(listed=many(23))))
    page = outcome(await world.ann.slash(world.channel, "sources"))
    turned = outcome(await world.ann.click(page, label=OLDER))
    assert turned.id == page.id
    assert _ids(turned) == [f"id-{n:02}" for n in range(12, 2, -1)]
    assert buttons(turned) == [NEWER, OLDER]
    await world.restart()
    last = outcome(await world.ann.click(turned, label=OLDER))
    assert _ids(last) == ["id-02", "id-01", "id-00"]
    assert buttons(last) == [NEWER]
    back = outcome(await world.ann.click(last, label=NEWER))
    assert _ids(back) == _ids(turned)
    assert len(world.channel.history(viewer=world.ann)) == 1


async def test_sources_can_be_searched_and_paged_at_once(open_world: OpenWorld) -> None:
    others = [make_source(f"other-{n}") for n in range(3)]
    world = await open_world(Setup(FakeArchive(listed=[*many(12), *others])))
    page = outcome(await world.ann.slash(world.channel, "sources", search="TITLE id-"))
    assert "12 of 15 articles, page 1 of 2" in shown(page)
    second = outcome(await world.ann.click(page, label=OLDER))
    assert _ids(second) == ["id-01", "id-00"]


async def test_a_search_of_strange_signs_has_buttons_that_discord_takes_or_none(
    open_world: OpenWorld,
) -> None:
    signs = "🌉" * 60
    listed = [make_source(f"id-{n:02}", signs) for n in range(12)]
    world = await open_world(Setup(FakeArchive(listed=listed)))
    page = outcome(await world.ann.slash(world.channel, "sources", search=signs))
    assert len(_ids(page)) == 10


async def test_a_search_without_a_match_is_told_so_without_a_ping(world: World) -> None:
    told = outcome(await world.ann.slash(world.channel, "sources", search="@everyone <@1>"))
    assert shown(told) == words.no_source_matches("@everyone <@1>", 1)
    assert not told.mention_everyone
    assert r"\@everyone \<\@1\>" in written(told)


async def test_a_search_that_finds_one_article_shows_all_that_is_known_of_it(
    world: World,
) -> None:
    told = shown(outcome(await world.ann.slash(world.channel, "sources", search="bridge")))
    assert "A bridge" in told
    assert "1 May 2025 · 250 words" in told
    assert "never quoted: advert, 1 word" in told


async def test_without_articles_sources_says_what_to_do(open_world: OpenWorld) -> None:
    world = await open_world(Setup(FakeArchive(listed=[])))
    told = outcome(await world.ann.slash(world.channel, "sources"))
    assert shown(told) == words.NO_ARTICLES


async def test_articles_are_suggested_by_id_and_by_title(open_world: OpenWorld) -> None:
    listed = [
        make_source("2025/bridge", "It opened", "2025-05-01"),
        make_source("ferry", "No BRIDGE for years"),
        make_source("road"),
    ]
    world = await open_world(Setup(FakeArchive(listed=listed)))
    assert await suggestions(world, "bridge") == {
        "It opened · 1 May 2025": "2025/bridge",
        "No BRIDGE for years · undated": "ferry",
    }
    assert await suggestions(world, "roa") == {"road · undated": "road"}
    assert await suggestions(world, "nothing") == {}


async def test_no_more_articles_are_suggested_than_discord_takes(open_world: OpenWorld) -> None:
    world = await open_world(Setup(FakeArchive(listed=many(40))))
    assert len(await suggestions(world, "")) == 25


@pytest.mark.parametrize("sign", ["x", "🌉"])
async def test_long_names_are_suggested_short_and_are_found_when_picked(
    open_world: OpenWorld, sign: str
) -> None:
    listed = [make_source(sign * 150, sign * 300), make_source("road")]
    world = await open_world(Setup(FakeArchive(listed=listed, texts={sign * 150: "Text."})))
    [picked] = (await suggestions(world, sign)).values()
    told = outcome(await world.ann.slash(world.channel, "sources", search=picked))
    assert sign * 150 in shown(told)


async def test_of_what_is_typed_no_more_is_looked_for_than_could_be_sent(world: World) -> None:
    # While it is being typed, Discord lets through whatever length.
    assert list(await suggestions(world, "bridge " * 800 + "nowhere")) == list(
        await suggestions(world, "bridge")
    )


async def test_articles_are_suggested_before_there_are_any(open_world: OpenWorld) -> None:
    world = await open_world(Setup(None))
    assert await suggestions(world, "bridge") == {}


async def suggestions(world: World, typed: str) -> dict[str, str]:
    """What Discord offers while someone types, with what picking it means."""
    choices = await world.ann.autocomplete(world.channel, "sources", "search", typed)
    return {choice["name"]: choice["value"] for choice in choices}


def _ids(page: discord.Message) -> list[str]:
    return re.findall(r"^`(.+?)`", written(page), re.MULTILINE)
