"""A build in a process of its own, so that answers stay fast while it runs.

    build() ─▶ spawn ─▶ index.build.build ─▶ progress … progress ─▶ report or error
       ▲                                            pipe
       └────────────────────────────────────────────┘

The child gives way to everything else on the machine, leaves Ctrl-C to its parent, and ends with
it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.core.errors import BuildAbortedError
from index.errors import DatelineError

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from pathlib import Path

    from index.build import BuildReport
    from index.embedders.base import Embedder
    from index.options import BuildOptions

NICENESS: Final = 10
"""How far the child steps back for others, from 0 (not at all) to 19."""


@dataclass(frozen=True, slots=True)
class BuildProcess:
    """Builds `store` from `articles`. `load` must be a function that a new process can import."""

    articles: Path
    store: Path
    options: BuildOptions
    load: Callable[[str], Embedder]

    def __call__(self, *, full: bool, progress: Callable[[int, int], None]) -> BuildReport:
        """Build, and wait for the end. `progress` is told passages done, of how many.

        Raises DatelineError with the sentence of what went wrong in the process, and
        BuildAbortedError where the process itself came to an end.
        """
        # Not forked: the model's threads would not come along, and their locks would.
        spawn = multiprocessing.get_context("spawn")
        ours, theirs = spawn.Pipe(duplex=False)
        child = spawn.Process(
            target=_work, args=(self, full, theirs), name="dateline-build", daemon=True
        )
        child.start()
        theirs.close()
        try:
            return _listen(ours, progress)
        except EOFError as exc:
            child.join()
            raise BuildAbortedError(child.exitcode) from exc
        finally:
            ours.close()
            child.join()


def _listen(pipe: Connection, progress: Callable[[int, int], None]) -> BuildReport:
    while True:
        match pipe.recv():
            case (int(done), int(total)):
                progress(done, total)
            case DatelineError() as error:
                raise error
            case report:
                built: BuildReport = report
                return built


def _work(build: BuildProcess, full: bool, pipe: Connection) -> None:
    """What the child does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):  # not on Windows
        os.nice(NICENESS)
    from index.build import Listener  # noqa: PLC0415 - it loads the engine, which the parent needn't
    from index.build import build as run  # noqa: PLC0415 - see above

    listener = Listener(lambda problem: None, lambda done, total: pipe.send((done, total)))  # noqa: ARG005 - the report tells of them
    try:
        report = run(
            build.articles, build.store, build.options, build.load, full=full, listener=listener
        )
    except DatelineError as error:
        # Its sentence alone: errors with constructors of their own don't come through a pipe.
        pipe.send(DatelineError(str(error)))
    else:
        pipe.send(report)
