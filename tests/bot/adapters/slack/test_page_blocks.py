"""Bodies that tell of the bot, its articles and its builds, as blocks for Slack."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.adapters.slack import phrases
from bot.adapters.slack.formatter import Formatter, format_course, plainly
from bot.adapters.slack.names import named
from bot.core import presses, words
from bot.core.builds import Running, Step, Task
from bot.core.call import CommandName
from bot.core.layout.builds import ANYWAY, BAR, CANCEL
from bot.core.layout.pages import NEWER, OLDER
from bot.core.presses import BuildAnyway, CancelBuild
from bot.core.reply import (
    ArticlesGone,
    FeedbackList,
    OneSource,
    Rebuilding,
    Rebuilt,
    SourceList,
    Status,
    WentBack,
)
from index.course import Phase
from index.records import FurnitureKind, Skipped
from tests.bot.adapters.bodies import INDEX, NOW, reply_of
from tests.bot.adapters.slack.formatting import (
    assert_taken,
    kinds,
    labels,
    only,
    rich_run,
    text_in,
    values,
)
from tests.bot.core.commands.running import run
from tests.bot.fakes import ROLLED_BACK, make_report, make_running, make_source

if TYPE_CHECKING:
    from bot.core.reply import Body

SOURCE = replace(make_source("a/b", "A *title*", "2025-12"), source_url="https://example.org/x")


# ── articles ─────────────────────────────────────────────────────────────────────────────────


def test_articles_are_listed_by_the_page_with_buttons_to_the_others() -> None:
    message = only(SourceList("tr", (SOURCE,), 21, 30, page=1, pages=3))
    assert kinds(message.blocks) == ["header", "rich_text"]
    assert text_in([message]).split("\n") == [
        "21 of 30 articles, page 2 of 3",
        "a/b · A *title* · December 2025 · 250 words",
    ]
    pressed = [presses.read(value) for value in values(message)]
    assert pressed == [presses.SourcesPage(0, "tr"), presses.SourcesPage(2, "tr")]


@pytest.mark.parametrize(("page", "there"), [(0, [OLDER]), (2, [NEWER])])
def test_at_the_ends_of_the_list_there_is_no_way_on(page: int, there: list[str]) -> None:
    assert labels(only(SourceList("", (SOURCE,), 21, 21, page=page, pages=3))) == there


def test_a_search_that_finds_nothing_is_a_sentence() -> None:
    message = only(SourceList("<!here>", (), 0, 9))
    assert kinds(message.blocks) == ["section"]
    assert text_in([message]) == words.no_source_matches("<!here>", 9)
    assert "&lt;!here&gt;" in message.text


def test_one_article_is_shown_with_all_that_is_known() -> None:
    message = only(OneSource(SOURCE, ((FurnitureKind.ADVERT, 12),)))
    [section] = message.blocks[0]["elements"]
    told = [rich_run(one) for one in section["elements"]]
    assert (told[0].text, told[0].look) == ("A *title*", "bold")
    assert [(one.text, one.url) for one in told if one.look == "link"] == [
        ("example.org", "https://example.org/x")
    ]
    assert text_in([message]).split("\n") == [
        *("A *title*", "a/b", "December 2025 · 250 words · example.org"),
        "never quoted: advert, 12 words",
    ]


# ── the bot ──────────────────────────────────────────────────────────────────────────────────


def test_the_status_tells_of_a_build_and_of_those_who_wait() -> None:
    began = datetime(2025, 5, 1, tzinfo=UTC)
    running = Running(Task.UPDATE, "ann", began, Phase.EMBEDDING, done=40, total=100)
    body = Status(INDEX, "2025-05-01", 0, waiting=2, rebuilding=running)
    text = text_in([only(body)])
    for part in ("Articles · 1 from 1 May 2025", "3 hours ago", "Waiting · 2 questions"):
        assert part in text
    assert "Build · 40 % done (embedding passages), started by ann" in text
    assert "Build" not in text_in([only(replace(body, rebuilding=None))])


@pytest.mark.parametrize("is_admin", [True, False])
def test_help_names_the_commands_as_they_are_typed_here_and_the_ways_to_ask(
    is_admin: bool,
) -> None:
    reply = reply_of(run(CommandName.HELP, is_admin=is_admin))
    [message] = Formatter(named("news-")).reply(reply, NOW)
    assert_taken([message])
    text = text_in([message])
    assert ("/news-rebuild" in text) == is_admin
    assert "\n/news-ask QUESTION " in text
    assert "\n/news-index-status " in text
    assert phrases.WAYS_TO_ASK in text


def test_feedback_is_a_file_beside_a_sentence() -> None:
    message = only(FeedbackList("a,b\r\n", 1))
    assert message.file is not None
    assert (message.file.name, message.file.content) == ("feedback.csv", b"\xef\xbb\xbfa,b\r\n")
    assert message.text == "1 remark on answers, the newest first."


@pytest.mark.parametrize(
    ("body", "shareable"),
    [
        (SourceList("", (SOURCE,), 1, 1), True),
        (OneSource(SOURCE, ()), True),
        (Status(INDEX, None, 0), True),
        (WentBack(ROLLED_BACK), False),
        (Rebuilt(make_report()), False),
        (ArticlesGone(Task.UPDATE, 1, 3), False),
    ],
)
def test_a_page_is_worth_sharing_and_what_is_for_admins_is_not(body: Body, shareable: bool) -> None:
    message = only(body)
    assert (message.shareable, message.turn) == (shareable, "")


# ── builds ───────────────────────────────────────────────────────────────────────────────────


def test_how_far_a_build_is_is_shown_with_its_phase_a_bar_and_who_started_it() -> None:
    running = make_running(62, "<@U1>", stage=Phase.EMBEDDING, done=1_234, total=1_990)
    message = format_course(running, NOW)
    assert_taken([message])
    assert text_in([message]).split("\n") == [
        "Building the index",
        "embedding passages · 1,234 of 1,990 passages",
        "▰▰▰▰▰▰▰▰▰▰▰▰▱▱▱▱▱▱▱▱ 62 %",
        "started by <@U1>, 4 minutes ago",
    ]
    date = message.blocks[0]["elements"][0]["elements"][-1]
    assert (date["type"], date["timestamp"], date["format"]) == ("date", 1767333600, "{ago}")
    assert labels(message) == [CANCEL]
    assert message.buttons[0]["style"] == "danger"
    assert presses.read(values(message)[0]) == CancelBuild()


@pytest.mark.parametrize("stage", [*Phase, *Step])
@pytest.mark.parametrize("percent", [0, 1, 50, 99, 100])
def test_the_bar_has_one_length_and_every_stage_fits(stage: Step | Phase, percent: int) -> None:
    message = format_course(make_running(percent, stage=stage), NOW)
    assert_taken([message])
    text = text_in([message])
    assert text.count("▰") + text.count("▱") == BAR
    assert text.count("▰") <= percent // 5
    assert stage in text


def test_what_can_not_be_cancelled_has_no_button_for_it() -> None:
    assert not format_course(make_running(stage=Step.OPENING), NOW).buttons
    assert not format_course(make_running(task=Task.ROLLBACK, stage=Step.GOING_BACK), NOW).buttons
    assert not only(Rebuilding(Task.ROLLBACK, Future())).buttons
    assert labels(only(Rebuilding(Task.UPDATE, Future()))) == [CANCEL]


def test_the_words_for_facts_are_bold_and_further_lines_are_set_off() -> None:
    skipped = (Skipped("a_b.pdf", "is no text"), Skipped("c.doc", "is no text"))
    message = only(Rebuilt(make_report(articles=7, skipped=skipped)))
    assert kinds(message.blocks) == ["header", "rich_text"]
    assert text_in([message]).split("\n") == [
        "The index is built: 7 articles, in 3 s.",
        "Files · 2 skipped",
        "Skipped · a_b.pdf: is no text",
        "• c.doc: is no text",
        "Copies · none found",
    ]
    [section] = message.blocks[1]["elements"]
    told = [rich_run(one) for one in section["elements"]]
    assert [one.text for one in told if one.look == "bold"] == ["Files", "Skipped", "Copies"]


def test_a_build_that_had_nothing_to_do_is_a_sentence() -> None:
    message = only(Rebuilt(make_report(articles=7, fresh=True)))
    assert text_in([message]) == "Nothing has changed: the index has 7 articles."


def test_the_index_before_is_a_sentence() -> None:
    assert "Back to the index of 1 January 2026" in text_in([only(WentBack(ROLLED_BACK))])


@pytest.mark.parametrize("task", [Task.UPDATE, Task.FULL])
def test_articles_that_are_gone_come_with_a_button_for_the_same_build(task: Task) -> None:
    message = only(ArticlesGone(task, 120, 300))
    assert "120 of the 300 articles" in text_in([message])
    assert labels(message) == [ANYWAY]
    assert presses.read(values(message)[0]) == BuildAnyway(task is Task.FULL)


def test_a_sentence_that_is_too_long_for_a_message_is_cut() -> None:
    message = plainly("word " * 2_000)
    assert_taken([message])
    assert text_in([message]).endswith("word …")
