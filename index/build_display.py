"""A build with its course shown: a progress bar in a terminal, a few plain lines elsewhere.

Reading ARTICLES ─▶ Loading the model ─▶ Embedding 1,234 of 5,678 ─▶ 29 passages … in 3.2 s
                 └▶ skipped NAME: reason
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final, Protocol

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from index.build import Listener, build
from index.printable import counted, one_line
from index.records import Noted, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rich.console import Console

    from index.build import BuildReport
    from index.embedders.base import Embedder
    from index.options import BuildOptions

LONG_BUILD: Final = 1_000
"""Where no bar is shown, a build of more passages than this tells each quarter that is done."""


def build_with_display(
    articles: Path,
    store: Path,
    options: BuildOptions,
    load: Callable[[str], Embedder],
    *,
    full: bool = False,
    confirm_loss: bool = False,
    console: Console,
) -> BuildReport:
    """`index.build.build`, with its course, each file left out and the outcome on `console`.

    Raises as `build` does.
    """
    with _display(console) as display:
        display.phase(f"Reading {articles}")

        def load_and_tell(name: str) -> Embedder:
            display.phase(f"Loading the model {name}")
            embedder = load(name)
            display.phase("Indexing the words")
            return embedder

        listener = Listener(lambda problem: _say(console, _problem(problem)), display.progress)
        report = build(
            articles,
            store,
            options,
            load_and_tell,
            full=full,
            confirm_loss=confirm_loss,
            listener=listener,
        )
    _say(console, summary(report))
    return report


def summary(report: BuildReport) -> str:
    """What a build did, in one line."""
    holds = f"{counted(report.articles, 'article')}, {counted(report.passages, 'passage')}"
    if report.fresh:
        return f"Nothing changed: {holds}"
    removed = f", {counted(len(report.removed), 'file')} gone" if report.removed else ""
    skipped = f", {len(report.skipped):,} skipped" if report.skipped else ""
    return (
        f"{holds} ({report.embedded:,} embedded anew){removed}{skipped} in {report.seconds:.1f} s"
    )


def _problem(problem: Skipped | Noted) -> str:
    match problem:
        case Skipped(path, reason):
            return f"skipped {path}: {reason}"
        case Noted(path, note):
            return f"note {path}: {note}"


def _say(console: Console, line: str) -> None:
    """Print one line as it is: not wrapped, no part of it markup or an emoji code."""
    console.print(one_line(line), markup=False, emoji=False, highlight=False, soft_wrap=True)


class _Display(Protocol):
    def phase(self, words: str) -> None:
        """What begins now, of unknown length."""

    def progress(self, done: int, total: int) -> None:
        """Passages done, of how many; the first call counts those that were taken over."""


@contextlib.contextmanager
def _display(console: Console) -> Iterator[_Display]:
    """A bar that is gone when the build is done, or plain lines."""
    if not console.is_terminal:
        yield _Lines(console)
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        yield _Bar(bar)


class _Bar:
    """A `_Display` for a terminal."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task = bar.add_task("", total=None)
        self._embedding = False

    def phase(self, words: str) -> None:
        self._bar.update(self._task, description=one_line(words), total=None)

    def progress(self, done: int, total: int) -> None:
        if not self._embedding:
            # Only now does the clock start from which the time that remains is reckoned.
            self._embedding = True
            self._bar.remove_task(self._task)
            self._task = self._bar.add_task("Embedding passages", total=total)
        self._bar.update(self._task, completed=done)


class _Lines:
    """A `_Display` for a file or a pipe."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._taken_over: int | None = None
        self._quarter = 0

    def phase(self, words: str) -> None:
        _say(self._console, words)

    def progress(self, done: int, total: int) -> None:
        if self._taken_over is None:
            self._taken_over = done
            _say(self._console, f"Embedding {counted(total - done, 'passage')}")
        new = total - self._taken_over
        quarter = 4 * (done - self._taken_over) // max(new, 1)
        if new > LONG_BUILD and self._quarter < quarter < 4:
            self._quarter = quarter
            _say(self._console, f"{25 * quarter} % embedded")
