"""Bodies that tell of the bot and its articles, as messages for Discord."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.core import presses, words
from bot.core.builds import Running, Task
from bot.core.call import CommandName
from bot.core.reply import FeedbackList, OneSource, SourceList, Status
from index.course import Phase
from index.records import FurnitureKind
from tests.bot.adapters.bodies import INDEX
from tests.bot.adapters.discord.formatting import only
from tests.bot.adapters.discord.reading import shown
from tests.bot.core.commands.running import run
from tests.bot.fakes import make_source

SOURCE = replace(make_source("a/b", "A *title*", "2025-12"), source_url="https://example.org/x")


def test_articles_are_listed_by_the_page_with_buttons_to_the_others() -> None:
    message = only(SourceList("tr", (SOURCE,), 21, 30, page=1, pages=3))
    [embed] = message.embeds
    assert embed.title == "21 of 30 articles, page 2 of 3"
    assert embed.description == "`a/b` · A \\*title\\* · December 2025 · 250 words"
    assert [button.disabled for button in message.rows[0]] == [False, False]
    pressed = [presses.read(button.custom_id) for button in message.rows[0]]
    assert pressed == [presses.SourcesPage(0, "tr"), presses.SourcesPage(2, "tr")]


@pytest.mark.parametrize(("page", "disabled"), [(0, [True, False]), (2, [False, True])])
def test_at_the_ends_of_the_list_there_is_no_way_on(page: int, disabled: list[bool]) -> None:
    message = only(SourceList("", (SOURCE,), 21, 21, page=page, pages=3))
    assert [button.disabled for button in message.rows[0]] == disabled


def test_a_search_that_finds_nothing_is_a_sentence() -> None:
    message = only(SourceList("@here", (), 0, 9))
    assert shown(message.content) == words.no_source_matches("@here", 9)
    assert "\\@here" in message.content


def test_one_article_is_shown_with_all_that_is_known() -> None:
    [embed] = only(OneSource(SOURCE, ((FurnitureKind.ADVERT, 12),))).embeds
    assert embed.description == (
        "**A \\*title\\***\n`a/b`\nDecember 2025 · 250 words · "
        "[example.org](https://example.org/x)\nnever quoted\\: advert, 12 words"
    )


def test_the_status_tells_of_a_build_and_of_those_who_wait() -> None:
    began = datetime(2025, 5, 1, tzinfo=UTC)
    running = Running(Task.UPDATE, "ann", began, Phase.EMBEDDING, done=40, total=100)
    body = Status(INDEX, "2025-05-01", 0, waiting=2, rebuilding=running)
    text = shown(only(body).embeds[0].description)
    for part in ("Articles · 1 from 1 May 2025", "3 hours ago", "Waiting · 2 questions"):
        assert part in text
    assert "Build · 40 % done (embedding passages), started by ann" in text
    assert "Build" not in only(replace(body, rebuilding=None)).embeds[0].description


@pytest.mark.parametrize("is_admin", [True, False])
def test_help_names_the_commands_and_the_ways_to_ask(is_admin: bool) -> None:
    text = only(run(CommandName.HELP, is_admin=is_admin)).embeds[0].description
    assert ("/rebuild" in text) == is_admin
    assert "`/ask QUESTION`" in text
    assert "mentioning me" in text


def test_feedback_is_a_file() -> None:
    message = only(FeedbackList("a,b\r\n", 1))
    assert message.file is not None
    assert message.file.content == b"\xef\xbb\xbfa,b\r\n"
    assert message.content == "1 remark on answers, the newest first."
