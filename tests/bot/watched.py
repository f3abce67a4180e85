"""A folder that is watched, a build that notes what it read there, and what starts it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.core.background import Background
from bot.core.live_archive import LiveArchive
from bot.core.quiet import Quiet
from bot.core.rebuilding import Rebuilder
from bot.watching import FolderWatch
from index.loaders.folder import fingerprint
from tests.bot.fakes import ROLLED_BACK, FakeArchive, FakeBuild

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.build import BuildReport
    from index.errors import DatelineError

QUIET = 0.25
"""Seconds; a look happens at the latest two rounds of watching after that, of `STEP_MS` each."""

LONG_QUIET = 0.5
"""For tests that go on writing: between two writes that never passes, on a busy machine either."""

SOON = 20.0
ROUNDS = 0.35
"""Seconds in which a look happens after that, rounds of polling and all."""

NEVER = QUIET + ROUNDS
"""Seconds in which a build would have started."""


@dataclass
class FolderBuild(FakeBuild):
    """A build that notes what was in the folder when it read that, unless it fails."""

    folder: Path = Path()
    seen: list[dict[str, str]] = field(default_factory=list)

    def __call__(self, **how: Any) -> BuildReport:
        read = fingerprint(self.folder)
        report = super().__call__(**how)
        self.seen.append(read)
        return report


class Watched:
    """A folder with two articles, indexed as it is, and watched from now on."""

    def __init__(self, folder: Path, quiet: Quiet | None = None) -> None:
        self.folder = folder
        folder.mkdir()
        self.write("old.txt")
        self.write("other.md")
        self.build = FolderBuild(folder=folder)
        self.build.go.set()
        self.indexed = fingerprint(folder)
        self.trouble: DatelineError | RuntimeError | None = None
        self.looks = 0
        self.rebuilder = Rebuilder(
            LiveArchive(FakeArchive()), lambda: self.build, FakeArchive, lambda: ROLLED_BACK
        )
        watch = FolderWatch(folder, self.rebuilder, self.is_due, quiet or Quiet(QUIET))
        self.beside = Background("watching", watch.run)
        # Its first look, for what changed before it began; from then on it watches.
        self.until(lambda: self.looks == 1)

    def is_due(self) -> bool:
        try:
            if self.trouble is not None:
                raise self.trouble
            last = self.build.seen[-1] if self.build.seen else self.indexed
            return fingerprint(self.folder) != last
        finally:
            self.looks += 1  # last, so that who waits for a look writes nothing that it sees

    def write(self, name: str, text: str = "A bridge opened.") -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    @property
    def builds(self) -> int:
        return len(self.build.fulls)

    def until(self, happened: Callable[[], object]) -> None:
        end = time.monotonic() + SOON
        while not happened():
            assert time.monotonic() < end, "it never happened"
            time.sleep(0.02)

    def built(self, times: int = 1) -> None:
        """Wait for so many builds, and for the folder to be that of the last one."""
        self.until(lambda: self.builds >= times and self.rebuilder.running is None)
        assert self.builds == times
        assert self.build.seen[-1] == fingerprint(self.folder)
