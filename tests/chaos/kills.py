"""Builds that are killed at a moment drawn from their whole length, in a child."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from index.manifest import PARTIAL
from tests.chaos.checking import build, check, done, expect
from tests.index.children import in_child
from tests.index.shelf import generation_names

if TYPE_CHECKING:
    from tests.chaos.newsroom import Newsroom

AGAIN: Final = 0.25
"""How often the build after one that was killed is killed as well."""


def kill_builds(newsroom: Newsroom, times: int) -> str:
    """Kill so many builds, and build after each without a fault; what came of them."""
    build(newsroom)
    longest = killed = swapped = partial = 0.0
    while killed < times:
        newsroom.change()
        full = newsroom.rng.random() < 0.5
        length = _length(newsroom, full=full)
        longest = max(longest, length)
        while True:
            before = newsroom.note_live()
            moment = newsroom.rng.uniform(0, length)
            ended = in_child(lambda full=full: newsroom.shelf.build(full=full), moment)  # type: ignore[misc]  # mypy knows no lambda with a default
            if not ended.killed:
                done(ended)
            killed += ended.killed
            partial += any(PARTIAL in name for name in generation_names(newsroom.shelf))
            swapped += ended.killed and newsroom.note_live() != before
            checked = check(newsroom)
            expect(not checked.warnings, f"a warning after a kill: {checked.warnings}")
            if newsroom.rng.random() > AGAIN:
                break
        build(newsroom)
    return (
        f"{killed:.0f} builds of up to {longest:.1f} s killed, {partial:.0f} with something left "
        f"behind, {swapped:.0f} after the new index was live"
    )


def _length(newsroom: Newsroom, *, full: bool) -> float:
    """Seconds that this very build takes; it is made in a copy of the store."""
    with newsroom.copied() as copy:
        start = time.monotonic()
        done(in_child(lambda: copy.build(full=full)))
        return time.monotonic() - start
