"""Slash commands: each answers whoever typed it, and nobody else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.adapters.slack import phrases
from bot.adapters.slack.names import named
from bot.core import ledger_words, words
from bot.core.call import Platform
from bot.core.layout.pages import OLDER
from index.errors import StoreDamagedError
from index.issues.records import Candidate, Ledger, Move, Moves, Status
from tests.bot.adapters.slack.reading import buttons, written
from tests.bot.adapters.slack.test_building import ended
from tests.bot.adapters.slack.world import Setup
from tests.bot.bridge import QUESTION, SENTENCE
from tests.bot.fakes import (
    FakeArchive,
    FakeBuild,
    make_evidence,
    make_quote,
    make_source,
    make_standing,
)

if TYPE_CHECKING:
    from tests.bot.adapters.slack.stand_in import Person
    from tests.bot.adapters.slack.world import OpenWorld, World

pytestmark = pytest.mark.asyncio

SHUT = make_evidence("The bridge is shut.")
BRIDGE = make_standing("old-bridge", Status.OPEN, SHUT, title="Opening of the bridge")
ROAD = make_standing("road", Status.SETTLED, make_evidence("The road is built."))
LEDGER = Ledger(
    (BRIDGE, ROAD, make_standing("tunnel", Status.NOT_MENTIONED)),
    (Candidate(("prisoner", "swap"), (make_quote("A secret dispute."),), 1),),
)
MOVES = Moves("May", "now", (Move(Status.OPEN, ROAD, ROAD.evidence, 0, ()),))


def over(*articles: str) -> Setup:
    """A ledger and some articles."""
    listed = [make_source(name, f"About {name}", "2025-05-01") for name in articles or ("bridge",)]
    return Setup(FakeArchive(listed=listed, ledger_now=LEDGER, moves_found=MOVES))


async def told(
    world: World, command: str, text: str = "", *, by: Person | None = None, channel: str = "C1"
) -> str:
    """All that one message tells whoever typed a command, and nobody else."""
    [message] = await world.slash(command, text, by=by, channel=channel)
    assert message.to == (by or world.slack.ann).id
    assert not world.slack.messages(channel)
    return written(message)


# ── /ask ─────────────────────────────────────────────────────────────────────────────────────


async def test_ask_answers_where_the_bot_is_no_member(world: World) -> None:
    assert written((await world.slash("/ask", QUESTION, channel="C2"))[0]).startswith("> The *bri")


async def test_ask_answers_in_a_direct_message_where_there_is_nobody_to_share_with(
    world: World,
) -> None:
    [answer] = await world.slash("/ask", QUESTION, channel="DANN")
    assert buttons(answer) == ["More quotes", "In context", "Not helpful"]
    assert answer.text == SENTENCE


@pytest.mark.parametrize("text", ["", "  ", "help", " HELP! ", "?"])
async def test_ask_without_a_question_is_asked_for_help(world: World, text: str) -> None:
    help_page = await told(world, "/ask", text)
    assert help_page.startswith(words.INTRO)
    assert "/index-status says what is being searched" in help_page
    assert phrases.WAYS_TO_ASK in help_page
    assert "/rebuild" not in help_page
    assert not world.archive.asked


async def test_admins_are_told_of_their_commands_too(world: World) -> None:
    assert "/index-forget USER deletes" in await told(world, "/ask", "help", by=world.slack.mo)


async def test_entities_in_what_is_typed_are_read_as_people_read_them(world: World) -> None:
    typed = (
        "<@UBOT|dateline> who said &lt;b&gt; &amp;amp; to <@UBOB|bob> in <#C1|general> on "
        "<https://news.example|news.example> to <!subteam^S1|@editors>?"
    )
    await world.slash("/ask", typed)
    asked = "who said <b> &amp; to bob in general on news.example to editors?"
    assert world.archive.asked == [asked]


async def test_a_private_question_is_none_that_others_may_lean_on(world: World) -> None:
    await world.slash("/ask", QUESTION)
    await world.ask("And then?")
    await world.slash("/ask", "And when?")
    assert world.archive.histories == [(), (), ()]


async def test_what_is_typed_in_direct_messages_leans_on_nothing(world: World) -> None:
    await world.slash("/ask", QUESTION, channel="DANN")
    await world.slash("/ask", "And then?", channel="DANN")
    assert world.archive.histories == [(), ()]


async def test_a_date_may_be_given_as_on_discord(world: World) -> None:
    await world.slash("/ask", f"as_of:2025-12-31 {QUESTION}")
    await world.dm(f"{QUESTION} as_of: 2025-12")
    assert [one.question for one in world.archive.requests] == [QUESTION] * 2
    assert all(one.time is not None for one in world.archive.requests)
    [told] = await world.slash("/ask", f"as_of:soon {QUESTION}")
    assert written(told) == words.no_date("soon")


@pytest.mark.parametrize("command", ["/issues", "/sources", "/rebuild", "/index-status"])
async def test_help_is_told_behind_any_command(world: World, command: str) -> None:
    [told] = await world.slash(command, "help")
    assert words.INTRO in written(told)


async def test_what_is_typed_twice_is_answered_twice_and_what_comes_again_once(
    world: World,
) -> None:
    for _ in range(2):
        world.slack.slash(world.slack.ann, "/ask", QUESTION, times=3)
    await world.settle()
    assert world.archive.asked == [QUESTION] * 2


# ── /issues ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", "1 open issue, last moved first:"),
        ("old-bridge", "What would settle it: the old-bridge opens"),
        ("opening  BRIDGE", "What would settle it: the old-bridge opens"),
        ("2", "What would settle it: the road opens"),
        ("since 2025-05", ledger_words.what_changed("May", "now")),
        ("nothing-such", ledger_words.no_issue("nothing-such", ())),
        ("<!here> &lt;x&gt;", ledger_words.no_issue("<x>", ())),
    ],
)
async def test_issues_shows_what_is_named(open_world: OpenWorld, text: str, shown: str) -> None:
    assert shown in await told(await open_world(over()), "/issues", text)


@pytest.mark.parametrize(("text", "since"), [("since", "last"), ("since last week", "last week")])
async def test_since_is_asked_of_the_ledger_as_it_was_typed(
    open_world: OpenWorld, text: str, since: str
) -> None:
    world = await open_world(over())
    await world.slash("/issues", text)
    assert world.archive.since == [since]


async def test_the_chart_is_a_file_in_a_direct_message(open_world: OpenWorld) -> None:
    world = await open_world(over())
    assert await told(world, "/issues", "chart") == phrases.FILE_SENT
    [picture] = world.slack.files
    assert (picture["name"], picture["channels"]) == ("issues.png", ["DANN"])
    assert picture["content"].startswith(b"\x89PNG")
    said = world.slack.messages("DANN")
    assert written(said[0]).startswith(f"{phrases.CHART} · 1 article")
    assert [one.files[0]["name"] for one in said[1:]] == ["issues.png"]


async def test_what_is_unlisted_is_for_admins_and_is_not_to_be_shared(
    open_world: OpenWorld,
) -> None:
    world = await open_world(over())
    assert await told(world, "/issues", " UNLISTED ") == words.admins_only(
        "issues unlisted", Platform.SLACK
    )
    [page] = await world.slash("/issues", "unlisted", by=world.slack.mo)
    assert "A secret dispute." in written(page)
    assert buttons(page) == []


# ── /sources, /index-status ──────────────────────────────────────────────────────────────────


async def test_sources_lists_all_articles_or_those_with_some_words(open_world: OpenWorld) -> None:
    world = await open_world(over(*(f"road-{n:02}" for n in range(12)), "ferry-1", "ferry-2"))
    [page] = await world.slash("/sources")
    assert "14 articles, page 1 of 2" in written(page)
    assert buttons(page) == [OLDER, phrases.SHARE]
    found = await told(world, "/sources", "about FERRY")
    assert found.startswith("2 of 14 articles\nferry-1 · About ferry-1 · 1 May 2025 · 250 words")
    assert "road" not in found


async def test_sources_shows_the_one_article_that_is_found(world: World) -> None:
    found = await told(world, "/sources", "bridge")
    assert "1 May 2025 · 250 words" in found
    assert "never quoted: advert, 1 word" in found


async def test_a_search_without_a_match_is_told_as_it_was_typed(world: World) -> None:
    [page] = await world.slash("/sources", "&lt;!here&gt; *x*")
    assert written(page) == words.no_source_matches("<!here> *x*", 1)
    assert buttons(page) == []


async def test_status_tells_how_the_last_build_ended_and_admins_why(open_world: OpenWorld) -> None:
    error = StoreDamagedError(Path("/home/ann/store"), "is gone")
    build = FakeBuild(error=error)
    build.go.set()
    world = await open_world(Setup(build=build))
    await world.slash("/rebuild", by=world.slack.mo)
    await ended(world)
    theirs = await told(world, "/index-status")
    assert "Generation · 20260102-abc" in theirs
    assert "started by mo: the log has the reason" in theirs
    assert "/home" not in theirs
    assert f"started by mo: {error}" in await told(world, "/index-status", by=world.slack.mo)


# ── names of one's own ───────────────────────────────────────────────────────────────────────


async def test_a_prefix_names_all_commands_also_in_the_help(open_world: OpenWorld) -> None:
    world = await open_world(Setup(prefix="news-"))
    help_page = await told(world, "/news-ask", "help", by=world.slack.mo)
    assert "/news-issues [ISSUE" in help_page
    assert "/news-index-forget USER" in help_page
    assert "Generation" in await told(world, "/news-index-status")


async def test_a_command_with_another_prefix_is_not_met_with_silence(world: World) -> None:
    [told] = await world.slash("/news-ask", QUESTION)
    assert written(told) == phrases.unknown_command("/news-ask", named("").values())
    assert "/ask, /issues" in written(told)
