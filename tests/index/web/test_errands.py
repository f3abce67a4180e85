"""Work that threads do, and that is heard of where it was sent from."""

from __future__ import annotations

import threading
import time
from functools import partial

import pytest

from index.web.errands import Errands
from index.web.side_by_side import GRACE, SideBySide


def never() -> bool:
    return False


def test_all_is_heard_of_in_the_thread_that_sent_it_and_what_is_sent_meanwhile_too() -> None:
    heard: list[tuple[int, int]] = []
    with SideBySide(4, "work") as threads:
        errands = Errands(threads, never)

        def hear(number: int) -> None:
            heard.append((number, threading.get_ident()))
            if number < 20:
                errands.send(str(number % 3), partial(int, number + 10), hear)

        for number in range(10):
            errands.send("", partial(int, number), hear)
        errands.hear_all()
    assert sorted(number for number, _ in heard) == list(range(30))
    assert {thread for _, thread in heard} == {threading.get_ident()}


def test_what_work_raises_and_what_hearing_raises_is_raised() -> None:
    with SideBySide(1, "work") as threads:
        errands = Errands(threads, never)
        errands.send("", lambda: 1 // 0, lambda _: None)
        with pytest.raises(ZeroDivisionError):
            errands.hear_all()
        errands.send("", lambda: 0, lambda number: void(1 // number))
        with pytest.raises(ZeroDivisionError):
            errands.hear_all()


def void(_: object) -> None:
    """Who hears gives nothing."""


def test_stopped_it_hears_of_what_has_begun_and_nothing_else_begins() -> None:
    begun, looked = threading.Event(), threading.Event()
    heard: list[str] = []

    def is_stopped() -> bool:
        if begun.is_set():
            looked.set()
        return begun.is_set()

    def work() -> str:
        begun.set()
        looked.wait(5)
        time.sleep(0.1)
        return "begun"

    with SideBySide(1, "work") as threads:
        errands = Errands(threads, is_stopped)

        def hear(what: str) -> None:
            heard.append(what)
            errands.send("", lambda: "more", heard.append)

        held = threading.Event()
        threads.submit(partial(held.wait, 5))  # until both are sent: then it is not stopped yet
        errands.send("", work, hear)
        errands.send("", lambda: "not begun", heard.append)
        held.set()
        errands.hear_all()
        errands.send("", lambda: "too late", heard.append)
        errands.hear_all()
    assert heard == ["begun"]


def test_what_is_stopped_while_it_waits_to_hear_sends_for_nothing_more() -> None:
    looked, is_over = threading.Event(), threading.Event()
    done: list[str] = []

    def is_stopped() -> bool:
        looked.set()
        return is_over.is_set()

    def work() -> None:
        looked.wait(5)
        time.sleep(0.1)  # until it waits to hear
        is_over.set()

    with SideBySide(1, "work") as threads:
        errands = Errands(threads, is_stopped)

        def hear(_: None) -> None:
            for name in "ab":
                errands.send("", partial(done.append, name), void)
            time.sleep(0.1)  # until they would have begun

        held = threading.Event()
        threads.submit(partial(held.wait, 5))
        errands.send("", work, hear)
        looked.clear()
        held.set()
        errands.hear_all()
    assert done == []


def test_what_has_ended_when_it_is_stopped_is_heard_of_however_long_that_takes() -> None:
    ended = threading.Semaphore(0)
    heard: list[int] = []
    with SideBySide(4, "work") as threads:
        errands = Errands(threads, lambda: bool(heard))

        def work(number: int) -> int:
            ended.release()
            return number

        def hear(number: int) -> None:
            if not heard:
                assert all(ended.acquire(timeout=5) for _ in range(6))
            heard.append(number)
            time.sleep(GRACE / 3)

        for number in range(6):
            errands.send("", partial(work, number), hear)
        errands.hear_all()
    assert len(heard) == 6


def test_stopped_it_waits_for_nothing_that_hangs() -> None:
    began = time.monotonic()
    go_on = threading.Event()
    with SideBySide(2, "work") as threads:
        errands = Errands(threads, lambda: True)
        errands.send("", partial(go_on.wait, 20), void)
        errands.hear_all()
    go_on.set()
    assert time.monotonic() - began < 5
