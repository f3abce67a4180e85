"""The words of the chat on builds: what the bot says while the index is brought up to date."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.core import written
from bot.core.builds import CONFIRM_LOSS, Task
from bot.core.observing import BuildResult

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.builds import Ended, Running
    from index.rollback import RolledBack

HOW: Final = (
    "Say “update”, which reads what changed, “full”, which reads everything again, or “rollback”, "
    "which goes back to the index before."
)
NOTHING_RUNS: Final = "No build is running, so there is nothing to cancel."
TOO_LATE: Final = "It is too late to cancel: in a moment, what was built will answer."
CANCELLING: Final = "The build is cancelled."
IN_LOG: Final = "the log has the reason"
"""In the place of a reason that may name folders of the machine."""

HEADING: Mapping[Task, str] = MappingProxyType(
    {
        Task.UPDATE: "Building the index",
        Task.FULL: "Building the index anew",
        Task.ROLLBACK: "Going back to the index before",
    }
)
"""Above the course of a build."""

_BEGUN: Mapping[Task, str] = MappingProxyType(
    {
        Task.UPDATE: "Building the index, reading what has changed.",
        Task.FULL: "Building the index, reading every article again.",
        Task.ROLLBACK: "Going back to the index before.",
    }
)

_ENDED: Mapping[BuildResult, str] = MappingProxyType(
    {
        BuildResult.BUILT: "succeeded",
        BuildResult.FAILED: "failed",
        BuildResult.CANCELLED: "ended early",
        BuildResult.ROLLED_BACK: "went back to the index before,",
    }
)


def begun(task: Task) -> str:
    """A build has begun."""
    return f"{_BEGUN[task]} Questions are answered meanwhile."


def already_running(percent: int, started_by: str) -> str:
    """A build is under way, and another was asked for."""
    return f"A build is already running, {percent} % done, started by {started_by}."


def running(build: Running | None) -> str:
    """The build under way: "40 % done (embedding passages), started by ann"; "" where none is."""
    if build is None:
        return ""
    return f"{build.percent} % done ({build.stage}), started by {build.started_by}"


def passages(build: Running) -> str:
    """How many passages are done: "1,234 of 1,990 passages"; "" before that is known."""
    if not build.total:
        return ""
    return f"{build.done:,} of {written.counted(build.total, 'passage')}"


def last(ended: Ended, when: str) -> str:
    """How the last build ended: "failed 3 minutes ago, started by ann: …"."""
    said = f"{_ENDED[ended.result]} {when}, started by {ended.started_by}"
    return f"{said}: {ended.reason}" if ended.reason else said


def failed(task: Task, reason: str) -> str:
    """What ended with an error, in a sentence; the old index goes on answering."""
    if task is Task.ROLLBACK:
        return f"I could not go back, and what answered goes on answering: {reason}"
    return f"The build failed, and the index is as it was: {reason}"


def cancelled(cancelled_by: str) -> str:
    """A build was cancelled."""
    return f"Cancelled by {cancelled_by}; the index is as it was."


def articles_gone(lost: int, of: int) -> str:
    """So many articles are gone from the folder that nothing was built."""
    gone = f"{lost:,} of the {written.counted(of, 'article')} that answer now"
    return (
        f"Nothing was built, because {gone} are gone from the articles folder. Is it the right "
        "one, and mounted? If they are meant to be gone, build all the same."
    )


def confirm_by_typing(task: Task) -> str:
    """How to build all the same, where there is no button for it."""
    return f"To do so, type: /rebuild {task} {CONFIRM_LOSS}"


def gone_back(rolled: RolledBack) -> str:
    """The index before answers again."""
    articles = written.counted(rolled.articles, "article")
    built = written.moment(rolled.built_at)
    return (
        f"Back to the index of {built}, with {articles}. “/rebuild update” brings it up to date "
        "with the articles folder again."
    )
