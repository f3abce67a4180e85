"""Disks that are full, read-only or broken, on purpose. POSIX only.

Most faults last as long as the process that met them: they are for a child of its own.
"""

from __future__ import annotations

import contextlib
import errno
import os
import resource
import signal
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from index.lexical import FOLDER
from index.manifest import live_generation
from tests.index.children import in_child

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.index.children import Ended
    from tests.index.shelf import Shelf

CREATING: Final = {"open", "os.mkdir", "os.rename"}
REMOVING: Final = {"os.remove", "os.rmdir"}


class Fault(StrEnum):
    """What is wrong with a disk, from when on: a number says which call, or how many bytes."""

    FULL = "no file can be made from the call of this number on"
    READ_ONLY = "none can be made or removed from the call of this number on"
    UNSYNCED = "nothing reaches the disk from the sync of this number on, until the swap"
    LIMITED = "no file can be longer than this"
    FILLED = "no file can be longer than this once the articles are written"


COUNTED: Final = {Fault.FULL, Fault.READ_ONLY, Fault.UNSYNCED}
"""Of these, a build that outlives the one numbered n outlives all later ones."""


def build_afflicted(shelf: Shelf, fault: Fault, number: int) -> Ended:
    """Build in a child that meets the fault."""

    def work() -> str:
        afflict(fault, number, shelf.store)
        return shelf.build().generation

    return in_child(work)


@contextlib.contextmanager
def limited(size: int) -> Iterator[None]:
    """Let no file be longer than `size` bytes meanwhile, whoever writes it."""
    before = _limit(size)
    try:
        yield
    finally:
        _limit(before)


def _limit(size: int) -> int:
    """Returns the limit that held before."""
    before, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    return before


def afflict(fault: Fault, number: int, store: Path) -> None:
    match fault:
        case Fault.FULL:
            _refuse(CREATING, errno.ENOSPC, number, store)
        case Fault.READ_ONLY:
            _refuse(CREATING | REMOVING, errno.EROFS, number, store)
        case Fault.UNSYNCED:
            _break_syncs(number, store)
        case Fault.LIMITED:
            _limit(number)
        case Fault.FILLED:
            _limit_later(number)


def _limit_later(size: int) -> None:
    def watch(event: str, args: tuple[Any, ...]) -> None:
        # The words are what is written after the articles.
        if event == "os.mkdir" and Path(args[0]).name == FOLDER:
            _limit(size)

    sys.addaudithook(watch)


def die_at_call(number: int, store: Path) -> None:
    """Let this process be killed at its call of that number that changes something there."""

    def die(_: str) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    _watch(CREATING | REMOVING, number, store, die)


def _refuse(events: set[str], code: int, first: int, store: Path) -> None:
    def refuse(path: str) -> None:
        raise OSError(code, os.strerror(code), path)

    _watch(events, first, store, refuse)


def _watch(events: set[str], first: int, store: Path, act: Callable[[str], None]) -> None:
    """Call `act` at the call of the number `first`, and at all later ones."""
    calls = 0

    def watch(event: str, args: tuple[Any, ...]) -> None:
        nonlocal calls
        if event not in events:
            return
        # Whole folders are removed by names that stand in them, without a path.
        if event not in REMOVING and str(store) not in str(args[0]):
            return
        if event == "open" and not args[2] & (os.O_WRONLY | os.O_RDWR):
            return
        calls += 1
        if calls >= first:
            act(str(args[0]))

    sys.addaudithook(watch)


def _break_syncs(first: int, store: Path) -> None:
    """Until the pointer has moved: from then on the new index answers, which is another test's."""
    calls, sync, old = 0, os.fsync, live_generation(store)

    def broken(descriptor: int) -> None:
        nonlocal calls
        calls += 1
        if calls >= first and live_generation(store) == old:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        sync(descriptor)

    os.fsync = broken  # type: ignore[assignment]  # only in a child that ends soon
