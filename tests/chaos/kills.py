"""Builds that are killed in a child: at a moment drawn from their length, or at one of their calls.

The second because what a build does at its end, when its generation becomes live, takes it no time
that a moment would fall into.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from index.manifest import PARTIAL
from tests.chaos.checking import build, check, done, expect
from tests.index.children import in_child
from tests.index.faults import die_at_call
from tests.index.shelf import generation_names

if TYPE_CHECKING:
    from tests.chaos.newsroom import Newsroom
    from tests.index.children import Ended

AGAIN: Final = 0.25
"""How often the build after one that was killed is killed as well."""

AT_A_CALL: Final = 0.25
"""How often one is killed at a call."""

CALLS: Final = 100
"""About so many calls of a build change something in the store, with those that remove."""

MEASURED: Final = 10
"""After so many kills it is measured again how long a build takes."""


@dataclass
class _Tally:
    killed: int = 0
    at_a_call: int = 0
    partial: int = 0
    swapped: int = 0


@dataclass
class _Killer:
    newsroom: Newsroom
    tally: _Tally = field(default_factory=_Tally)
    lengths: dict[bool, float] = field(default_factory=dict)
    """Seconds of a build that takes over what it can, and of a full one."""

    def kill(self) -> None:
        """Kill a build, or let it go if it was faster; whatever answers then has to be right."""
        newsroom, tally = self.newsroom, self.tally
        before = newsroom.note_live()
        at_a_call = newsroom.rng.random() < AT_A_CALL
        ended = self._at_a_call() if at_a_call else self._at_a_moment()
        if not ended.killed:
            done(ended)
        tally.killed += ended.killed
        tally.at_a_call += ended.killed and at_a_call
        tally.partial += any(PARTIAL in name for name in generation_names(newsroom.shelf))
        tally.swapped += ended.killed and newsroom.note_live() != before
        checked = check(newsroom)
        expect(not checked.warnings, f"a warning after a kill: {checked.warnings}")

    def measure(self) -> None:
        """Build in copies of the store that are thrown away."""
        for full in (False, True):
            with self.newsroom.copied() as copy:
                start = time.monotonic()
                done(in_child(lambda: copy.build(full=full)))  # noqa: B023 - called at once
                self.lengths[full] = time.monotonic() - start

    def _at_a_moment(self) -> Ended:
        full = self.newsroom.rng.random() < 0.5
        moment = self.newsroom.rng.uniform(0, self.lengths[full])
        return in_child(lambda: self.newsroom.shelf.build(full=full), moment)

    def _at_a_call(self) -> Ended:
        number = self.newsroom.rng.randint(1, CALLS)

        def work() -> object:
            die_at_call(number, self.newsroom.shelf.store)
            return self.newsroom.shelf.build()

        return in_child(work)


def kill_builds(newsroom: Newsroom, times: int) -> str:
    """Kill so many builds, and build after each without a fault; what came of them."""
    build(newsroom)
    killer = _Killer(newsroom)
    tally, measured = killer.tally, -MEASURED
    while tally.killed < times:
        newsroom.change()
        if tally.killed >= measured + MEASURED:
            killer.measure()
            measured = tally.killed
        killer.kill()
        while newsroom.rng.random() < AGAIN:
            killer.kill()
        build(newsroom)
    return (
        f"{tally.killed} builds of up to {max(killer.lengths.values()):.1f} s killed, "
        f"{tally.at_a_call} of them at a call; {tally.partial} left something behind, "
        f"{tally.swapped} had made the new index live"
    )
