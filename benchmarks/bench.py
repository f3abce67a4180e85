"""What every benchmark is run with, and what it says when it can't run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rich.console import Console

    from index.embedders.base import Embedder

BUILD_MINUTES: Final = 12.0
MEMORY_GB: Final = 1.5
ANSWER_P50_MS: Final = 60.0
ANSWER_P95_MS: Final = 150.0
START_SECONDS: Final = 2.0
"""What we hold ourselves to on two cores without a GPU, over 1,731 news articles; GB is 10^9."""


class SkippedError(Exception):
    """A benchmark, or a row of one, that can't run here; the message is the reason."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What a benchmark gets.

    `work` is a folder that it may fill, and find again the next time. `evals` is the folder of the
    evaluation sets, or None where there is none. `articles` is how many of the news articles are
    used, or None for all. `load_embedder` goes to other processes, so it must be a function that
    pickle knows by name.
    """

    console: Console
    work: Path
    evals: Path | None
    articles: int | None
    load_embedder: Callable[[str], Embedder]
