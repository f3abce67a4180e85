"""Builds on disks that are full, read-only or broken from any moment on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from index.manifest import GENERATIONS, PARTIAL
from tests.chaos.checking import build, check, done, expect
from tests.index.damage import files_of
from tests.index.faults import COUNTED, Fault, build_afflicted

if TYPE_CHECKING:
    from pathlib import Path

    from tests.chaos.newsroom import Newsroom

CALLS: Final = 62
"""About so many calls of a build change something in the store, or about half as many are syncs."""

SENTENCES: Final = {"StoreUnwritableError", "BuildRejectedError"}
"""The second where a library didn't tell that the last bytes of a file could not be written."""

WITHOUT_FAULT: Final = 0.2
"""How often a build that failed is followed by one that doesn't."""


def fill_disks(newsroom: Newsroom, times: int) -> str:
    """Let so many builds fail; what came of them."""
    build(newsroom)
    met: Counter[Fault] = Counter()
    while met.total() < times:
        if newsroom.is_up_to_date():
            newsroom.change()
        before = newsroom.note_live()
        fault = newsroom.rng.choice(list(Fault))
        number = _number(newsroom, fault, newsroom.shelf.store / GENERATIONS / before)
        ended = build_afflicted(newsroom.shelf, fault, number)
        what = f"{fault} ({number})"
        if ended.error:
            expect(ended.error in SENTENCES, f"{what}: {ended.error}: {ended.said}")
            met[fault] += 1
        else:
            done(ended)
        checked = check(newsroom)
        expect(not checked.warnings, f"{what}: {checked.warnings}")
        left = list(newsroom.shelf.store.rglob(f"*{PARTIAL}*"))
        expect(not left or fault is Fault.READ_ONLY, f"{what}: {left} is left")
        if newsroom.rng.random() < WITHOUT_FAULT:
            build(newsroom)
    build(newsroom)
    return f"{met.total()} builds failed: " + ", ".join(
        f"{count} {fault.name.lower().replace('_', '-')}" for fault, count in sorted(met.items())
    )


def _number(newsroom: Newsroom, fault: Fault, live: Path) -> int:
    """Of a call, or a size that some file is above."""
    if fault in COUNTED:
        return newsroom.rng.randint(1, CALLS // 2 if fault is Fault.UNSYNCED else CALLS)
    size = newsroom.rng.choice(files_of(live)).stat().st_size
    return newsroom.rng.randint(0, size)
