"""Bodies that tell of the bot and its articles, in a terminal and in a pipe."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.adapters.console.formatter import format_body
from bot.core import words
from bot.core.builds import Ended, Running, Task
from bot.core.call import CommandName
from bot.core.observing import BuildResult
from bot.core.reply import OneSource, SourceList, Status
from index.records import FurnitureKind
from tests.bot.core.commands.running import run
from tests.bot.fakes import FakeArchive, make_source

if TYPE_CHECKING:
    from rich.text import Text


def shown(lines: list[Text]) -> list[str]:
    return [line.plain for line in lines]


def test_many_sources_say_how_to_narrow_them() -> None:
    sources = tuple(make_source(f"{n}") for n in range(50))
    lines = shown(format_body(SourceList("", sources, 1731, 1731), 80))
    assert lines[0] == "1,731 articles, showing 50"
    assert lines[1] == "  0 · undated · 250 words"
    assert lines[-1].startswith("Type /sources WORDS")


def test_one_source_shows_its_link_and_what_is_never_quoted() -> None:
    source = replace(make_source("bridge", "A bridge"), source_url="https://example.org/b")
    left_out = ((FurnitureKind.ADVERT, 12), (FurnitureKind.LINKS, 1))
    assert shown(format_body(OneSource(source, left_out), 80)) == [
        "bridge · A bridge · undated · 250 words",
        "  https://example.org/b",
        "  never quoted: advert, 12 words",
        "  never quoted: links, tags or a separator, 1 word",
    ]


def test_no_articles_and_no_match_are_said_in_a_sentence() -> None:
    assert shown(format_body(SourceList("x", (), 0, 0), 100)) == [words.NO_ARTICLES]
    assert shown(format_body(SourceList("x y", (), 0, 5), 100)) == [
        "No article has “x y” in its id, title or date (I have 5 articles)."
    ]


@pytest.mark.parametrize("columns", [80, None])
def test_status_shows_what_is_searched(columns: int | None) -> None:
    listed = [make_source("a", None, "2025-12-29"), make_source("b")]
    assert shown(format_body(run(CommandName.STATUS, "", FakeArchive(listed=listed)), columns)) == [
        "  articles    2 (1 undated)",
        "  passages    12",
        "  oldest      29 December 2025",
        "  newest      29 December 2025",
        "  built       2 January 2026, 03:04 UTC",
        "  model       all-MiniLM-L6-v2",
        "  generation  20260102-abc",
    ]


def test_status_tells_of_the_build_under_way_and_of_the_one_before() -> None:
    running = Running(Task.UPDATE, "ann", datetime(2026, 1, 2, tzinfo=UTC), done=40, total=100)
    ended = Ended(BuildResult.FAILED, "bob", "2026-01-02T06:01:05+00:00", "\x1b[31mno room")
    body = Status(FakeArchive().summary(), None, 0, rebuilding=running, last_build=ended)
    assert shown(format_body(body, None))[-2:] == [
        "  build       40 % done (starting), started by ann",
        "  last build  failed on 2 January 2026, 06:01 UTC, started by bob: ␛[31mno room",
    ]


def test_help_names_every_command_of_the_core_and_the_consoles_own() -> None:
    text = "\n".join(shown(format_body(run(CommandName.HELP, is_admin=True), 80)))
    for name in [*words.COMMAND_HELP, "closest", "quit"]:
        assert f"/{name} " in text
