"""Work that threads do beside each other, and that ends when it should."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest

from index.web.side_by_side import SideBySide

ROOT = Path(__file__).parents[3]
HANGING = """
import threading, time
from index.web.side_by_side import SideBySide
with SideBySide(2, "hang") as threads:
    begun = threading.Event()
    threads.submit(lambda: (begun.set(), time.sleep(60)))
    threads.submit(lambda: time.sleep(60))
    begun.wait()
    {then}
"""


def test_as_much_is_done_at_once_as_there_are_threads_and_all_in_the_end() -> None:
    together = threading.Barrier(3)
    with SideBySide(3, "work") as threads:
        futures = [threads.submit(partial(together.wait, 5)) for _ in range(9)]
        places = [future.result(5) for future in futures]
    assert sorted(places) == [0, 0, 0, 1, 1, 1, 2, 2, 2]


def test_what_work_raises_is_raised_where_its_result_is_asked_for_and_ends_no_thread() -> None:
    with SideBySide(1, "work") as threads:
        failed = threads.submit(lambda: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            failed.result(5)
        assert threads.submit(lambda: "well").result(5) == "well"


def test_what_is_being_done_may_end_and_what_has_not_begun_never_is() -> None:
    done: list[str] = []
    begun = threading.Event()

    def work() -> None:
        begun.set()
        time.sleep(0.1)
        done.append("begun")

    with SideBySide(1, "work") as threads:
        threads.submit(work)
        threads.submit(lambda: done.append("not begun"))
        assert begun.wait(5)
    assert done == ["begun"]
    time.sleep(0.1)
    assert done == ["begun"]


def test_a_lane_has_no_more_threads_than_it_may_have_and_leaves_the_others_free() -> None:
    go_on = threading.Event()
    begun: queue.SimpleQueue[str] = queue.SimpleQueue()

    def hang(name: str) -> None:
        begun.put(name)
        go_on.wait(5)

    with SideBySide(3, "work", in_lane=2) as threads:
        slow = [threads.submit(partial(hang, "slow"), "slow") for _ in range(4)]
        assert [begun.get(timeout=5), begun.get(timeout=5)] == ["slow", "slow"]
        quick = [threads.submit(lambda: "quick", "quick") for _ in range(4)]
        assert [one.result(5) for one in quick] == ["quick"] * 4
        assert begun.empty()
        go_on.set()
        for one in slow:
            one.result(5)


def test_a_free_thread_goes_to_the_lane_that_has_fewest() -> None:
    turns = {name: threading.Event() for name in "ab"}
    done: list[str] = []

    with SideBySide(2, "work") as threads:
        first = threads.submit(partial(turns["a"].wait, 5), "a")
        other = threads.submit(partial(turns["b"].wait, 5), "b")
        for lane in "aaabc":
            last = threads.submit(partial(done.append, lane), lane)
        turns["b"].set()
        other.result(5)
        last.result(5)
        turns["a"].set()
        first.result(5)
    assert "".join(done).startswith(("bc", "cb"))
    assert sorted(done) == [*"aaabc"]


def test_closed_it_says_how_much_never_begins_and_takes_no_more() -> None:
    begun, go_on = threading.Event(), threading.Event()
    done: list[str] = []

    def work() -> None:
        begun.set()
        go_on.wait(5)
        done.append("begun")

    with SideBySide(1, "work") as threads:
        threads.submit(work)
        assert begun.wait(5)
        for lane in ("", "a", "a"):
            threads.submit(lambda: done.append("not begun"), lane)
        assert threads.close() == 3
        threads.submit(lambda: done.append("too late"))
        assert threads.close() == 0
        go_on.set()
    assert done == ["begun"]


@pytest.mark.parametrize("then", ["pass", "raise KeyboardInterrupt", "raise SystemExit(3)"])
def test_work_that_hangs_keeps_no_program_from_ending(then: str) -> None:
    command = [sys.executable, "-c", HANGING.format(then=then)]
    began = time.monotonic()
    subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=30)  # noqa: S603 - our own
    assert time.monotonic() - began < 15
