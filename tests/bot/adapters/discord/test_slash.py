"""Slash commands: what each answers and to whom, what is suggested, and when Discord is told."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.adapters.discord import phrases
from bot.adapters.discord.pages import NEWER, OLDER
from bot.core import words
from bot.core.call import Platform
from index.errors import StoreDamagedError
from index.records import Skipped
from tests.bot.adapters.discord.world import (
    QUESTION,
    SENTENCE,
    Setup,
    buttons,
    make_archive,
    outcome,
    shown,
    written,
)
from tests.bot.fakes import FakeArchive, FakeBuild, make_report, make_source

if TYPE_CHECKING:
    import discord

    from index.records import Source
    from tests.bot.adapters.discord.world import OpenWorld, World

pytestmark = pytest.mark.asyncio

EVERYONES = ("ask", "help", "issues", "sources", "status")
ADMINS = ("feedback", "forget", "rebuild")


def many(count: int) -> list[Source]:
    """Articles of so many days, the newest last."""
    dates = [f"2025-{1 + n // 28:02}-{1 + n % 28:02}" for n in range(count)]
    return [make_source(f"id-{n:02}", f"Title {n:02}", date) for n, date in enumerate(dates)]


async def run_by_mo(world: World, command: str, **options: object) -> str:
    """What a command of Mo's, an admin, comes to; it is for nobody else to see."""
    told = outcome(await world.mo.slash(world.channel, command, **options))
    assert told.flags.ephemeral
    return shown(told)


# ── /ask ─────────────────────────────────────────────────────────────────────────────────────


async def test_ask_answers_all_to_see(world: World) -> None:
    result = await world.ann.slash(world.channel, "ask", question=QUESTION)
    answer = outcome(result)
    assert SENTENCE in shown(answer)
    assert buttons(answer) == ["More quotes", "In context", "Not helpful"]
    assert not result.ephemeral
    assert not answer.flags.ephemeral


async def test_ask_privately_answers_one_person_alone(world: World) -> None:
    result = await world.ann.slash(world.channel, "ask", question=QUESTION, private=True)
    assert result.ephemeral
    assert SENTENCE in shown(outcome(result))
    assert not world.channel.history(viewer=world.bob)


async def test_ask_as_of_a_day_searches_articles_of_until_then(world: World) -> None:
    await world.ann.slash(world.channel, "ask", question=QUESTION, as_of="2025-12-31")
    await world.ann.slash(world.channel, "ask", question=QUESTION, as_of=" last week ")
    assert [one.time.as_of for one in world.archive.requests] == ["2025-12-31", "2025-12-28"]


async def test_ask_as_of_what_is_no_day_says_how_to_write_one(world: World) -> None:
    result = await world.ann.slash(world.channel, "ask", question=QUESTION, as_of="@everyone")
    assert shown(outcome(result)) == words.no_date("@everyone")
    assert r"\@everyone" in written(outcome(result))
    assert not world.archive.requests


async def test_ask_works_in_a_direct_message(world: World) -> None:
    answer = outcome(await world.ann.user.slash("ask", question=QUESTION))
    assert SENTENCE in shown(answer)


# ── /issues, /status, /help ──────────────────────────────────────────────────────────────────


async def test_issues_says_that_there_is_no_ledger_yet(world: World) -> None:
    result = await world.ann.slash(world.channel, "issues")
    assert shown(outcome(result)) == words.LEDGER_NOT_BUILT
    assert result.ephemeral


async def test_status_says_what_is_searched_and_how_fresh_it_is(world: World) -> None:
    status = shown(outcome(await world.ann.slash(world.channel, "status")))
    assert "Articles · 1 from 1 May 2025" in status
    assert "Indexed · 3 hours ago, 2 January 2026, 03:04 UTC" in status
    assert "Build" not in status


async def test_status_tells_how_far_a_build_is(open_world: OpenWorld) -> None:
    build = FakeBuild()
    world = await open_world(Setup(make_archive(), build=build))
    world.run.services.rebuilder.start(full=False, started_by="someone")
    await world.until(build.begun.acquire)
    status = shown(outcome(await world.ann.slash(world.channel, "status")))
    assert "Build · 50 % done, started by someone" in status


async def test_help_shows_admins_what_is_for_them(world: World) -> None:
    told = await run_by_mo(world, "help")
    assert all(f"/{name}" in told for name in (*EVERYONES, *ADMINS))
    assert phrases.WAYS_TO_ASK in told


async def test_help_shows_others_only_what_they_may_use(world: World) -> None:
    result = await world.ann.slash(world.channel, "help")
    told = shown(outcome(result))
    assert all(f"/{name}" in told for name in EVERYONES)
    assert not any(f"/{name}" in told for name in ADMINS)
    assert result.ephemeral


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


async def test_articles_are_suggested_before_there_are_any(open_world: OpenWorld) -> None:
    world = await open_world(Setup(None))
    assert await suggestions(world, "bridge") == {}


async def suggestions(world: World, typed: str) -> dict[str, str]:
    """What Discord offers while someone types, with what picking it means."""
    choices = await world.ann.autocomplete(world.channel, "sources", "search", typed)
    return {choice["name"]: choice["value"] for choice in choices}


# ── /rebuild ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("options", "full"), [({}, False), ({"action": "full"}, True)])
async def test_a_rebuild_ends_with_a_report(
    open_world: OpenWorld, options: dict[str, str], full: bool
) -> None:
    skipped = (Skipped("news/@everyone.pdf", "is no text"),)
    report = make_report(articles=7, added=("a", "b"), skipped=skipped)
    build = FakeBuild(report)
    build.go.set()
    world = await open_world(Setup(make_archive(), build=build))
    told = await run_by_mo(world, "rebuild", **options)
    assert told == f"{words.built(report)}\nskipped news/@everyone.pdf: is no text"
    assert build.fulls == [full]


async def test_a_long_report_is_told_whole_to_the_admin_alone(
    open_world: OpenWorld,
) -> None:
    count = words.SKIPPED_TOLD
    folder = "folder/" * 120
    skipped = tuple(Skipped(f"{folder}{n:03}.txt", "is no text") for n in range(count))
    build = FakeBuild(make_report(skipped=skipped))
    build.go.set()
    world = await open_world(Setup(make_archive(), build=build))
    result = await world.mo.slash(world.channel, "rebuild")
    assert result.response is not None
    messages = [result.response, *result.followups]
    told = "\n".join(shown(one.message) for one in messages)
    assert re.findall(r"(\d+)\.txt", told) == [f"{n:03}" for n in range(count)]
    assert told.count("folder/") == 120 * count
    assert len(messages) > 1
    assert all(one.ephemeral for one in messages)


async def test_a_rebuild_is_announced_while_it_runs(open_world: OpenWorld) -> None:
    build = FakeBuild()
    world = await open_world(Setup(make_archive(), build=build, held=True))
    result = await world.mo.slash(world.channel, "rebuild", action="full")
    await world.answered()
    assert shown(outcome(result)) == words.rebuilding(full=True)
    build.go.set()
    await world.until(lambda: "is built" in shown(outcome(result)))


async def test_a_rebuild_that_outlives_its_command_is_reported_in_private(
    open_world: OpenWorld,
) -> None:
    build = FakeBuild()
    world = await open_world(Setup(make_archive(), build=build, held=True))
    await world.mo.slash(world.channel, "rebuild")
    await world.answered()
    await world.env.advance_time(16 * 60)
    build.go.set()
    dm = world.mo.user.dm_channel
    await world.until(lambda: world.said(dm))
    [report] = world.said(dm)
    assert "is built" in shown(report)
    assert not world.said()


async def test_a_rebuild_goes_on_where_nobody_waits_for_its_report(open_world: OpenWorld) -> None:
    build = FakeBuild()
    world = await open_world(Setup(make_archive(), build=build, held=True))
    await world.mo.slash(world.channel, "rebuild")
    await world.answered()
    rebuilder = world.run.services.rebuilder
    built = rebuilder.outcome
    assert built is not None
    await world.restart()
    build.go.set()
    await world.until(lambda: rebuilder.running is None and built.done())
    assert built.result() == build.report


async def test_a_rebuild_that_fails_says_why(open_world: OpenWorld) -> None:
    error = StoreDamagedError(Path("store"), "is gone")
    build = FakeBuild(error=error)
    build.go.set()
    world = await open_world(Setup(make_archive(), build=build))
    assert await run_by_mo(world, "rebuild") == words.build_failed(str(error))
    [answer] = await world.ask()
    assert SENTENCE in shown(answer)


async def test_a_rebuild_that_breaks_has_an_id_that_the_log_has_too(
    open_world: OpenWorld, log: pytest.LogCaptureFixture
) -> None:
    build = FakeBuild(error=RuntimeError("a secret"))
    build.go.set()
    world = await open_world(Setup(make_archive(), build=build))
    told = await run_by_mo(world, "rebuild")
    found = re.search(r"error ([0-9a-f]{8})\.", told)
    assert found
    assert any(found[1] in record.getMessage() for record in log.records)


async def test_a_second_rebuild_is_refused_while_one_runs(open_world: OpenWorld) -> None:
    build = FakeBuild()
    world = await open_world(Setup(make_archive(), build=build))
    world.run.services.rebuilder.start(full=False, started_by="someone")
    await world.until(build.begun.acquire)
    assert await run_by_mo(world, "rebuild") == words.already_rebuilding(50, "someone")
    assert build.fulls == [False]


async def test_who_started_a_build_is_told_by_name(open_world: OpenWorld) -> None:
    build = FakeBuild()
    world = await open_world(Setup(make_archive(), build=build, held=True))
    await world.mo.slash(world.channel, "rebuild")
    await world.answered()
    result = await world.mo.slash(world.channel, "rebuild")
    await world.answered()
    assert shown(outcome(result)) == words.already_rebuilding(50, "mo")


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


# ── telling Discord of the commands ──────────────────────────────────────────────────────────


async def test_everyone_sees_some_commands_and_admins_all(world: World) -> None:
    assert world.ann.available_commands(world.channel) == EVERYONES
    assert world.mo.available_commands(world.channel) == tuple(sorted((*EVERYONES, *ADMINS)))
    assert world.mo.user.available_commands() == EVERYONES


async def test_discord_is_told_of_the_commands_once(world: World) -> None:
    assert len(world.requests("PUT", "/commands")) == 1
    await world.restart()
    await world.restart()
    assert len(world.requests("PUT", "/commands")) == 1


async def test_discord_is_told_again_when_the_commands_have_changed(world: World) -> None:
    await _forget_what_was_told(world)
    assert len(world.requests("PUT", "/commands")) == 2
    await world.restart()
    assert len(world.requests("PUT", "/commands")) == 2


async def test_commands_that_discord_did_not_take_are_told_again_at_the_next_start(
    world: World, log: pytest.LogCaptureFixture
) -> None:
    world.env.inject_error("PUT", "/applications/*/commands", status=500)
    await _forget_what_was_told(world)
    assert "Discord did not take the commands" in log.text
    [answer] = await world.ask()
    assert SENTENCE in shown(answer)
    await world.restart()
    assert len(world.requests("PUT", "/commands")) == 3
    await world.restart()
    assert len(world.requests("PUT", "/commands")) == 3


async def test_who_starts_the_bot_reads_where_to_invite_it(world: World) -> None:
    [sentence] = world.run.announced
    assert "Connected to Discord as TestBot" in sentence
    assert f"client_id={world.run.client.application_id}" in sentence


async def _forget_what_was_told(world: World) -> None:
    """Start the bot again, where another version of it told Discord of its commands."""
    name = f"discord commands of {world.run.client.application_id}"
    assert world.run.state.note(name)
    world.run.state.set_note(name, "the commands of another version")
    await world.restart()


def _ids(page: discord.Message) -> list[str]:
    return re.findall(r"^`(.+?)`", written(page), re.MULTILINE)
