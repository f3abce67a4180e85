"""The processes beside a load on the bot: the bot itself, and an event loop with nothing to do."""

from __future__ import annotations

import asyncio
import contextlib
import io
import multiprocessing
import time
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import bot.__main__ as main_module
from benchmarks.bench import SkippedError
from bot import wiring
from bot.__main__ import Streams
from bot.__main__ import main as run_main

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from multiprocessing.connection import Connection

    from bot.core.running import Connection as Platform
    from index.embedders.base import Embedder


SLEEP: Final = 0.005
"""Seconds that a loop sleeps before it looks how late it woke up."""


@dataclass(frozen=True, slots=True)
class Lateness:
    """How many seconds late (`late`) a loop woke up at which moments (`at`, of monotonic())."""

    at: array[float] = field(default_factory=lambda: array("d"))
    late: array[float] = field(default_factory=lambda: array("d"))

    async def sample(self) -> None:
        """Sleep and look at the clock, until cancelled."""
        while True:
            due = time.monotonic() + SLEEP
            await asyncio.sleep(SLEEP)
            now = time.monotonic()
            self.at.append(now)
            self.late.append(now - due)

    def within(self, start: float, end: float) -> list[float]:
        """Milliseconds between two moments."""
        pairs = zip(self.at, self.late, strict=True)
        return [1e3 * late for at, late in pairs if start <= at <= end]


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of the bot: its exit code, what it said on standard error, and its loop."""

    code: int
    said: str
    lateness: Lateness


@contextlib.contextmanager
def process(target: Callable[..., None], *arguments: Any) -> Iterator[tuple[Any, Connection]]:
    """A new interpreter that runs `target`, and our end of a pipe to it."""
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    child = spawn.Process(target=target, args=(theirs, *arguments), daemon=True)
    child.start()
    theirs.close()
    try:
        yield child, ours
    finally:
        child.kill()
        child.join()
        ours.close()


async def received(pipe: Connection) -> Any:
    """What comes next through a pipe. Raises SkippedError if its other end is gone."""
    try:
        return await asyncio.to_thread(pipe.recv)
    except EOFError as exc:
        raise SkippedError("a process of it ended early") from exc


async def ready(pipe: Connection) -> None:
    """Wait until a process has started. Raises SkippedError if it ends instead."""
    match await received(pipe):
        case Ended(said=said):
            raise SkippedError(f"the bot did not start: {said.strip()}")


def run_bot(
    pipe: Connection,
    points: Sequence[Callable[[], None]],
    settings: Mapping[str, str],
    load: Callable[[str], Embedder],
) -> None:
    """`python -m bot` with these settings, until SIGTERM; its loop is watched once it has begun.

    `points` are called first, to point the libraries of platforms at what stands in for these.
    """
    lateness = Lateness()
    module: Any = main_module
    original = module.run

    async def watched(platforms: Sequence[Platform], *arguments: Any, **named: Any) -> None:
        async def watch() -> None:
            while not all(one.is_connected for one in platforms):
                await asyncio.sleep(SLEEP)
            pipe.send(None)
            await lateness.sample()

        watching = asyncio.create_task(watch())
        await original(platforms, *arguments, **named)
        watching.cancel()

    for point in points:
        point()
    module.run = watched
    wired: Any = wiring
    wired.load_model = load
    streams = Streams(io.StringIO(), io.StringIO(), io.StringIO())
    code = run_main([], settings, streams, wiring.open_services)
    assert isinstance(streams.stderr, io.StringIO)  # noqa: S101 - for the type checker
    pipe.send(Ended(code, streams.stderr.getvalue(), lateness))


def run_idle(pipe: Connection) -> None:
    """An event loop that only watches itself, until something is sent."""
    lateness = Lateness()

    async def run() -> None:
        sampling = asyncio.create_task(lateness.sample())
        pipe.send(None)
        await asyncio.to_thread(pipe.recv)
        sampling.cancel()

    asyncio.run(run())
    pipe.send(lateness)
