"""Builds as lines in a terminal, and `/rebuild` at the console."""

from __future__ import annotations

import io
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.adapters.console.formatter import format_body
from bot.adapters.console.session import Session
from bot.adapters.console.terminal import Terminal
from bot.core import build_words
from bot.core.builds import Task
from bot.core.reply import ArticlesGone, Rebuilding, Rebuilt, WentBack
from bot.core.responder import Responder
from index.errors import ArticlesLostError
from index.issues.records import Move, Moves, Status
from index.records import Skipped
from tests.bot.fakes import (
    ROLLED_BACK,
    ROOMY,
    FakeArchive,
    FakeBuild,
    make_evidence,
    make_report,
    make_services,
    make_standing,
)

if TYPE_CHECKING:
    from bot.core.reply import Body


def shown(body: Body, columns: int | None = 80) -> list[str]:
    return [line.plain for line in format_body(body, columns)]


def said(build: FakeBuild, *lines: str) -> str:
    """What the console says to some lines, over a build that is done at once."""
    build.go.set()
    output = io.StringIO()
    with Responder(make_services(FakeArchive(), build), ROOMY) as responder:
        Session(responder, Terminal(output)).answer_lines(lines)
    return output.getvalue()


def test_a_build_tells_what_it_did_what_it_skipped_and_what_moved() -> None:
    report = make_report(articles=3, added=("a", "b"), skipped=(Skipped("c.txt", "is empty"),))
    now = make_standing("bridge", Status.SETTLED, make_evidence())
    moves = Moves("the build of yesterday", "now", (Move(Status.OPEN, now, now.evidence, 0, ()),))
    assert shown(Rebuilt(report, moves)) == [
        "The index is built: 3 articles, in 3 s.",
        "  Files    2 added, 1 skipped",
        "  Added    a, b",
        "  Skipped  c.txt: is empty",
        "  Copies   none found",
        "  Ledger   The bridge: open → settled · 1 new quote",
    ]


def test_a_build_that_had_nothing_to_do_is_a_sentence() -> None:
    assert shown(Rebuilt(make_report(articles=7, fresh=True))) == [
        "Nothing has changed: the index has 7 articles."
    ]


@pytest.mark.parametrize("columns", [40, None])
def test_names_of_files_can_not_harm_the_terminal(columns: int | None) -> None:
    evil = "\x1b[31mred\r\n\u202eevil.txt"
    report = make_report(added=(evil,), skipped=(Skipped(evil, evil),), copies=((evil, evil),))
    text = "".join(shown(Rebuilt(report), columns))
    assert not {"\x1b", "\r", "\n", "\u202e"} & set(text)
    assert "␛" in text


def test_what_begins_is_a_sentence() -> None:
    for task in Task:
        assert shown(Rebuilding(task, Future()), 120) == [build_words.begun(task)]


def test_the_index_before_is_a_sentence() -> None:
    assert shown(WentBack(ROLLED_BACK), None) == [build_words.gone_back(ROLLED_BACK)]


def test_articles_that_are_gone_are_told_with_what_to_type() -> None:
    [line] = shown(ArticlesGone(Task.FULL, 120, 300), None)
    assert line.startswith("Nothing was built, because 120 of the 300 articles")
    assert line.endswith("To do so, type: /rebuild full --confirm-loss")


@pytest.mark.parametrize(
    ("typed", "task", "end"),
    [
        ("/rebuild", Task.UPDATE, "The index is built: 1 article, in 3 s."),
        ("/rebuild full", Task.FULL, "The index is built: 1 article, in 3 s."),
        ("/rebuild rollback", Task.ROLLBACK, "Back to the index of 1 January 2026, 03:04 UTC"),
    ],
)
def test_what_is_begun_at_the_console_shows_its_end_when_it_is_done(
    typed: str, task: Task, end: str
) -> None:
    build = FakeBuild()
    text = said(build, typed)
    assert text.startswith(f"> {typed}\n{build_words.begun(task)}\n{end}")
    assert build.fulls == ([] if task is Task.ROLLBACK else [task is Task.FULL])


def test_articles_that_are_gone_are_let_go_by_typing_so() -> None:
    build = FakeBuild(error=ArticlesLostError(Path("news"), 120, 300))
    assert "type: /rebuild update --confirm-loss" in said(build, "/rebuild")
    build.error = None
    assert "The index is built" in said(build, "/rebuild update --confirm-loss")
    assert build.confirmed == [False, True]


def test_without_a_build_there_is_nothing_to_cancel() -> None:
    assert build_words.NOTHING_RUNS in said(FakeBuild(), "/rebuild cancel")
