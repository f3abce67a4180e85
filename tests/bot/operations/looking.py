"""What the tests of operations share: an observer that keeps what it hears, lines of a log, and
errors as they are caught.
"""

from __future__ import annotations

import contextlib
import io
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

from bot.operations.logs import OURS, Lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.call import CommandName, Platform
    from bot.core.observing import BuildResult, Heard, Stage
    from bot.settings import Settings


@dataclass
class Notebook:
    """An observer that writes everything down."""

    calls: list[tuple[str, str, str]] = field(default_factory=list)
    stages: list[tuple[Stage, float]] = field(default_factory=list)
    signs: list[tuple[Heard, float]] = field(default_factory=list)
    failed_checks: int = 0
    builds: list[tuple[BuildResult, float]] = field(default_factory=list)

    def called(self, command: CommandName, platform: Platform, outcome: str) -> None:
        self.calls.append((command, platform, outcome))

    def took(self, stage: Stage, seconds: float) -> None:
        self.stages.append((stage, seconds))

    def acknowledged(self, heard: Heard, seconds: float) -> None:
        self.signs.append((heard, seconds))

    def quote_check_failed(self) -> None:
        self.failed_checks += 1

    def built(self, result: BuildResult, seconds: float) -> None:
        self.builds.append((result, seconds))


@contextlib.contextmanager
def logged(settings: Settings) -> Iterator[io.StringIO]:
    """What is logged meanwhile as `set_up` has it logged; pytest has the root logger in hand."""
    stream = io.StringIO()
    handler = Lines(settings, stream)
    root, ours = logging.getLogger(), [logging.getLogger(name) for name in OURS]
    levels = [one.level for one in ours]
    root.addHandler(handler)
    for one in ours:
        one.setLevel(settings.log_level.value)
    try:
        yield stream
    finally:
        root.removeHandler(handler)
        for one, level in zip(ours, levels, strict=True):
            one.setLevel(level)


def throw(error: BaseException, cause: BaseException | None = None) -> NoReturn:
    raise error from cause


def raised(error: BaseException, cause: BaseException | None = None) -> BaseException:
    """The same, as it arrives where it is caught."""
    try:
        throw(error, cause)
    except BaseException as caught:  # noqa: BLE001 - whatever a test hands over
        return caught
