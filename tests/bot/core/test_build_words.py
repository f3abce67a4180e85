"""The sentences on builds read well, whatever happened."""

from __future__ import annotations

import pytest

from bot.core import build_words
from bot.core.builds import Ended, Step, Task
from bot.core.observing import BuildResult
from index.course import Phase
from tests.bot.fakes import ROLLED_BACK, make_running


def test_a_second_build_is_told_how_far_the_first_is_and_who_started_it() -> None:
    assert build_words.already_running(62, "ann") == (
        "A build is already running, 62 % done, started by ann."
    )


@pytest.mark.parametrize("task", Task)
def test_every_task_has_words(task: Task) -> None:
    assert build_words.HEADING[task]
    assert build_words.begun(task).endswith(". Questions are answered meanwhile.")


def test_the_build_under_way_is_told_in_a_few_words() -> None:
    assert build_words.running(None) == ""
    running = make_running(40, "ann", stage=Phase.EMBEDDING)
    assert build_words.running(running) == "40 % done (embedding passages), started by ann"
    assert build_words.passages(running) == "40 of 100 passages"
    assert build_words.passages(make_running(0, total=0, stage=Step.STARTING)) == ""


@pytest.mark.parametrize(
    ("result", "reason", "said"),
    [
        (BuildResult.BUILT, "", "succeeded 3 minutes ago, started by ann"),
        (BuildResult.FAILED, "no room", "failed 3 minutes ago, started by ann: no room"),
        (
            BuildResult.CANCELLED,
            "cancelled by mo",
            "ended early 3 minutes ago, started by ann: cancelled by mo",
        ),
        (
            BuildResult.ROLLED_BACK,
            "",
            "went back to the index before, 3 minutes ago, started by ann",
        ),
    ],
)
def test_how_the_last_build_ended_is_told_in_a_few_words(
    result: BuildResult, reason: str, said: str
) -> None:
    ended = Ended(result, "ann", "2026-01-02T06:04:05+00:00", reason)
    assert build_words.last(ended, "3 minutes ago") == said


def test_a_rollback_that_fails_is_not_called_a_build() -> None:
    assert "build" not in build_words.failed(Task.ROLLBACK, "there is none").casefold()


def test_articles_that_are_gone_are_told_with_the_numbers() -> None:
    assert "1,200 of the 3,000 articles that answer now" in build_words.articles_gone(1200, 3000)
    assert build_words.confirm_by_typing(Task.FULL).endswith("/rebuild full --confirm-loss")


def test_the_index_before_is_told_by_its_date() -> None:
    assert build_words.gone_back(ROLLED_BACK).startswith(
        "Back to the index of 1 January 2026, 03:04 UTC, with 7 articles."
    )
