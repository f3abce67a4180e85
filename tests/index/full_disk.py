"""Builds on disks with a fault, each fault at moments spread over the whole course of a build.

    python -m tests.index.full_disk ARTICLES STORE COPIES

copies the store once for each fault, builds there in a child that meets it, and writes a Trial a
line, as JSON. What is met lasts to the end of that build, as a full disk would.
"""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from index.manifest import live_generation
from tests.index.faults import COUNTED, Fault, build_afflicted
from tests.index.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LAST_CALLS: Final = 6
"""So many calls at the end of a build are tried one by one."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A build on a disk with a fault; `error` and `said` are those of `tests.index.children`."""

    fault: Fault
    number: int
    store: Path
    error: str
    said: str


def sizes_of(generation: Path) -> list[int]:
    """Limits at which one file after the other no longer fits, up to the largest."""
    sizes = {path.stat().st_size for path in generation.rglob("*") if path.is_file()}
    return sorted({0, 1, *(size - 1 for size in sizes if size)})


def try_all(shelf: Shelf, copy: Callable[[], Path]) -> Iterator[Trial]:
    """Each fault in turn, on a `copy` of the shelf's store each time."""
    sizes = sizes_of(live_generation(shelf.store))
    outlived = 0
    for number in count(1, 2):
        trial = _try(shelf.articles, copy(), Fault.FULL, number)
        yield trial
        if not trial.error:
            outlived = number
            break
    # What the last calls make are a whole generation and the pointer to it.
    for number in range(outlived - LAST_CALLS, outlived):
        yield _try(shelf.articles, copy(), Fault.FULL, number)
    for fault, numbers in (
        (Fault.READ_ONLY, count(2, 9)),
        (Fault.UNSYNCED, count(1, 7)),
        (Fault.LIMITED, iter([0, 1, 4_096, sizes[-1]])),
        (Fault.FILLED, iter([*sizes[:-1:4], sizes[-2]])),
    ):
        for number in numbers:
            trial = _try(shelf.articles, copy(), fault, number)
            yield trial
            if not trial.error and fault in COUNTED:
                break


def _try(articles: Path, store: Path, fault: Fault, number: int) -> Trial:
    ended = build_afflicted(Shelf(articles, store), fault, number)
    return Trial(fault, number, store, ended.error, ended.said)


def main(articles: Path, store: Path, copies: Path) -> None:
    """Print all trials."""
    numbers = count()

    def copy() -> Path:
        copied: Path = shutil.copytree(store, copies / f"{next(numbers):03}")
        return copied

    # In this process, so that no child has to load what a first build loads.
    Shelf(articles, copy()).build()
    for trial in try_all(Shelf(articles, store), copy):
        print(json.dumps(asdict(trial), default=str), flush=True)  # noqa: T201 - for who started it


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
