"""What is told of builds: what one does, how far the one under way is, how the last one ended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.observing import BuildResult
    from index.course import Phase

CANCEL: Final = "cancel"
"""What is typed in the place of a task to have the build under way end."""

CONFIRM_LOSS: Final = "--confirm-loss"
"""What is typed behind a task, as on the command line, where articles are meant to be gone."""


class Task(StrEnum):
    """What a build does; its value is what people type."""

    UPDATE = "update"
    FULL = "full"
    ROLLBACK = "rollback"


def typed(task: Task, *, confirm_loss: bool = False) -> str:
    """The words by which a button asks for a build."""
    return f"{task} {CONFIRM_LOSS}" if confirm_loss else task


class Step(StrEnum):
    """What is done before and after the phases of a build, in this process."""

    STARTING = "starting"
    GOING_BACK = "going back to the index before"
    OPENING = "opening the index"


Stage: TypeAlias = "Step | Phase"
"""What a build is at."""


@dataclass(frozen=True, slots=True)
class Running:
    """A build under way: since when (aware, UTC), what it is at, passages done of how many.

    `total` is 0 until it is known.
    """

    task: Task
    started_by: str
    began: datetime
    stage: Stage = Step.STARTING
    done: int = 0
    total: int = 0

    @property
    def percent(self) -> int:
        """How much is done, from 0 to 99: not 100 before the new index answers."""
        return min(99, 100 * self.done // max(self.total, 1))


@dataclass(frozen=True, slots=True)
class Ended:
    """How the last build ended, and when (ISO 8601, UTC).

    `reason` says why, "" where there is nothing to say; with `is_private` it may name folders of
    this machine, and is for admins alone.
    """

    result: BuildResult
    started_by: str
    at: str
    reason: str = ""
    is_private: bool = False
