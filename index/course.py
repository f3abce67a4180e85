"""The course of a build, as it is told to whoever shows it: phases, passages, problems."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.records import Noted, Skipped


class Phase(StrEnum):
    """What a build is at, in the order of its course; each begins where the one before ends."""

    READING = "reading the articles"
    LOADING = "loading the model"
    EMBEDDING = "embedding passages"
    JUDGING = "reading what is open and what is settled"
    CHECKING = "checking what was built"


@dataclass(frozen=True, slots=True)
class Listener:
    """Told of a build's course: each file left out or noted, passages done of how many, phases."""

    on_problem: Callable[[Skipped | Noted], None]
    on_progress: Callable[[int, int], None]
    on_phase: Callable[[Phase], None] = lambda phase: None  # noqa: ARG005 - told, not used


SILENT = Listener(lambda problem: None, lambda done, total: None)  # noqa: ARG005 - told, not used
