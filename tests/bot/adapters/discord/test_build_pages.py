"""Builds as messages for Discord: their course, and what they came to, whatever is in the names."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.discord.formatter import format_course
from bot.core import presses
from bot.core.builds import Ended, Step, Task
from bot.core.layout.builds import ANYWAY, BAR, CANCEL
from bot.core.layout.records import Style
from bot.core.observing import BuildResult
from bot.core.plain import plain
from bot.core.presses import BuildAnyway, CancelBuild, id_of
from bot.core.reply import ArticlesGone, Rebuilding, Rebuilt, Status, WentBack
from index.course import Phase
from index.issues.records import Move, Moves
from index.issues.records import Status as IssueStatus
from index.records import Skipped
from tests.bot.adapters.bodies import INDEX, NOW
from tests.bot.adapters.discord.formatting import formatted, only
from tests.bot.adapters.discord.reading import assert_within_limits, live_marks, shown, squeezed
from tests.bot.adapters.discord.test_budget import LONG_WORDS
from tests.bot.adapters.discord.test_escaping import PIECES
from tests.bot.fakes import (
    ROLLED_BACK,
    make_evidence,
    make_report,
    make_running,
    make_standing,
)

NAMES = (PIECES | LONG_WORDS | st.lists(PIECES | LONG_WORDS, max_size=3).map("/".join)).filter(
    lambda text: squeezed(plain(text)) != ""
)


def text_of(*bodies: Rebuilt) -> str:
    """All that is read of reports."""
    return "\n".join(
        shown(line)
        for body in bodies
        for message in formatted(body)
        for embed in message.embeds
        for line in embed.description.split("\n")
    )


# ── the course ───────────────────────────────────────────────────────────────────────────────


def test_how_far_a_build_is_is_shown_with_its_phase_a_bar_and_who_started_it() -> None:
    running = make_running(62, "ann", stage=Phase.EMBEDDING, done=1_234, total=1_990)
    message = format_course(running, NOW)
    [embed] = message.embeds
    assert embed.description.split("\n") == [
        "**Building the index**",
        "embedding passages · 1,234 of 1,990 passages",
        "▰▰▰▰▰▰▰▰▰▰▰▰▱▱▱▱▱▱▱▱ 62 %",
        "started by ann, <t:1767333600:R>",
    ]
    assert [[button.label for button in row] for row in message.rows] == [[CANCEL]]
    [[button]] = message.rows
    assert button.style is Style.DANGER
    assert presses.read(button.custom_id) == CancelBuild()


@pytest.mark.parametrize("stage", [*Phase, *Step])
@pytest.mark.parametrize("percent", [0, 1, 50, 99, 100])
def test_the_bar_has_one_length_and_every_stage_fits(stage: Step | Phase, percent: int) -> None:
    message = format_course(make_running(percent, stage=stage), NOW)
    assert_within_limits([message])
    text = message.embeds[0].description
    assert text.count("▰") + text.count("▱") == BAR
    assert text.count("▰") <= percent // 5
    assert stage in text


def test_what_can_not_be_cancelled_has_no_button_for_it() -> None:
    assert not format_course(make_running(stage=Step.OPENING), NOW).rows
    assert not format_course(make_running(task=Task.ROLLBACK, stage=Step.GOING_BACK), NOW).rows
    assert not only(Rebuilding(Task.ROLLBACK, Future())).rows


@settings(max_examples=50, deadline=None)
@given(NAMES)
def test_any_name_of_a_person_is_shown_as_it_is_in_the_course(name: str) -> None:
    message = format_course(make_running(started_by=name), NOW)
    assert_within_limits([message])
    line = message.embeds[0].description.split("\n", 3)[3]
    before, _, stamp = line.rpartition(", ")
    assert stamp == "<t:1767333600:R>"
    assert live_marks(before) == set()
    assert plain(name).startswith(shown(before).removeprefix("started by "))


# ── the end ──────────────────────────────────────────────────────────────────────────────────


def test_the_words_for_facts_are_bold_and_further_lines_are_set_off() -> None:
    skipped = (Skipped("a_b.pdf", "is no text"), Skipped("c.doc", "is no text"))
    [embed] = only(Rebuilt(make_report(articles=7, skipped=skipped))).embeds
    assert embed.title == "The index is built: 7 articles, in 3 s."
    assert embed.description.split("\n") == [
        "**Files** · 2 skipped",
        "**Skipped** · a\\_b.pdf\\: is no text",
        "• c.doc\\: is no text",
        "**Copies** · none found",
    ]


def test_a_build_that_had_nothing_to_do_is_a_sentence() -> None:
    [embed] = only(Rebuilt(make_report(articles=7, fresh=True))).embeds
    assert shown(embed.description) == "Nothing has changed: the index has 7 articles."


def test_the_index_before_is_a_sentence() -> None:
    assert "Back to the index of 1 January 2026" in shown(only(WentBack(ROLLED_BACK)).content)


@pytest.mark.parametrize("task", [Task.UPDATE, Task.FULL])
def test_articles_that_are_gone_come_with_a_button_for_the_same_build(task: Task) -> None:
    message = only(ArticlesGone(task, 120, 300))
    assert "120 of the 300 articles" in message.embeds[0].description
    [[button]] = message.rows
    assert (button.label, button.style) == (ANYWAY, Style.DANGER)
    assert presses.read(button.custom_id) == BuildAnyway(task is Task.FULL)


@pytest.mark.parametrize("press", [CancelBuild(), BuildAnyway(True), BuildAnyway(False)])
def test_what_a_button_asks_for_is_read_from_its_id(press: CancelBuild | BuildAnyway) -> None:
    assert presses.read(id_of(press)) == press
    assert presses.read(f"{id_of(press)}!") is None


@settings(max_examples=30, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=7), st.sampled_from(["", "is no text", "*no* " * 900]))
def test_a_report_keeps_to_the_limits_and_to_the_text_of_any_names(
    names: list[str], reason: str
) -> None:
    now = make_standing("a", IssueStatus.SETTLED, make_evidence(), title=names[0])
    move = Move(IssueStatus.OPEN, now, now.evidence, 2, ())
    report = make_report(
        added=tuple(names),
        changed=tuple(names),
        removed=tuple(names),
        skipped=tuple(Skipped(name, reason) for name in names),
        copies=(tuple(names), tuple(names)),
    )
    body = Rebuilt(report, Moves(names[0], "now", (move,) * len(names)))
    everything = squeezed(text_of(body))
    for name in names[:3]:
        assert squeezed(plain(name)) in everything
    for message in formatted(body):
        for embed in message.embeds:
            assert live_marks(embed.description) == set()


@settings(max_examples=30, deadline=None)
@given(NAMES)
def test_any_reason_of_a_build_that_failed_fits_into_the_status(reason: str) -> None:
    ended = Ended(BuildResult.FAILED, reason, "2026-01-02T06:01:05+00:00", reason)
    formatted(Status(INDEX, None, 0, rebuilding=make_running(), last_build=ended))


def test_the_same_course_is_the_same_message() -> None:
    running = make_running()
    assert format_course(running, NOW) == format_course(replace(running), NOW)
