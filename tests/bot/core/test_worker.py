"""The worker: order, room, cancelling, closing, and jobs that misbehave."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest

from bot.core.errors import ClosingError, JobAbortedError, QueueFullError
from bot.core.worker import Worker
from tests.bot.fakes import Clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture
def worker() -> Iterator[Worker[int]]:
    worker: Worker[int] = Worker(queue_length=2)
    yield worker
    worker.close()


class Gate:
    """A job that has begun when `begun` is set and ends when `opened` is."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.opened = threading.Event()

    def __call__(self) -> int:
        self.begun.set()
        assert self.opened.wait(10)
        return 0


def returning(value: int) -> Callable[[], int]:
    return lambda: value


def raising(error: BaseException) -> Callable[[], int]:
    def job() -> int:
        raise error

    return job


def test_jobs_run_one_after_the_other_in_the_order_they_came(worker: Worker[int]) -> None:
    gate = Gate()
    done: list[int] = []
    first = worker.submit(gate)
    rest = [worker.submit(lambda n=n: done.append(n) or n) for n in (1, 2)]  # type: ignore[func-returns-value,misc]
    gate.opened.set()
    assert [first.result(5), *(future.result(5) for future in rest)] == [0, 1, 2]
    assert done == [1, 2]


def test_one_job_runs_and_only_as_many_as_allowed_wait(worker: Worker[int]) -> None:
    gate = Gate()
    worker.submit(gate)
    worker.submit(returning(1))
    worker.submit(returning(2))
    with pytest.raises(QueueFullError):
        worker.submit(returning(3))
    assert gate.begun.wait(5)
    assert worker.waiting == 2
    with pytest.raises(QueueFullError):
        worker.submit(returning(3))
    gate.opened.set()


def test_the_place_is_free_again_once_a_result_is_there() -> None:
    worker: Worker[int] = Worker(queue_length=0)
    for n in range(200):
        assert worker.submit(returning(n)).result(5) == n
    worker.close()


def test_a_cancelled_job_gives_its_place_away_and_never_runs(worker: Worker[int]) -> None:
    gate = Gate()
    ran: list[int] = []
    worker.submit(gate)
    assert gate.begun.wait(5)
    waiting = [worker.submit(lambda: ran.append(1) or 1) for _ in range(2)]  # type: ignore[func-returns-value]
    assert all(future.cancel() for future in waiting)
    assert worker.waiting == 0
    after = worker.submit(returning(7))
    gate.opened.set()
    assert after.result(5) == 7
    assert ran == []


def test_a_job_that_has_begun_can_not_be_cancelled(worker: Worker[int]) -> None:
    gate = Gate()
    future = worker.submit(gate)
    assert gate.begun.wait(5)
    assert not future.cancel()
    gate.opened.set()
    assert future.result(5) == 0


@pytest.mark.parametrize(
    "error",
    [
        ValueError("x"),
        StopIteration(),
        SystemExit(3),
        KeyboardInterrupt(),
        asyncio.CancelledError(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_whatever_a_job_raises_is_wrapped_and_the_thread_goes_on(
    worker: Worker[int], error: BaseException
) -> None:
    failed = worker.submit(raising(error))
    with pytest.raises(JobAbortedError) as caught:
        failed.result(5)
    assert caught.value.__cause__ is error
    assert worker.submit(returning(1)).result(5) == 1


def test_closing_refuses_what_waits_and_what_comes_later(worker: Worker[int]) -> None:
    gate = Gate()
    running = worker.submit(gate)
    assert gate.begun.wait(5)
    waiting = worker.submit(returning(1))
    threading.Timer(0.02, gate.opened.set).start()
    worker.close(grace_seconds=5)
    assert running.result(0) == 0
    with pytest.raises(ClosingError):
        waiting.result(0)
    with pytest.raises(ClosingError):
        worker.submit(returning(2))


def test_closing_does_not_wait_for_ever_for_a_job_that_hangs() -> None:
    worker: Worker[int] = Worker(queue_length=1)
    gate = Gate()
    worker.submit(gate)
    assert gate.begun.wait(5)
    worker.close(grace_seconds=0.01)
    gate.opened.set()


def test_closing_twice_is_fine(worker: Worker[int]) -> None:
    worker.close()
    worker.close()


def test_it_says_how_long_the_job_that_it_works_on_has_been_running() -> None:
    clock, gate = Clock(), Gate()
    worker: Worker[int] = Worker(queue_length=1, clock=clock)
    assert worker.busy_seconds == 0
    running = worker.submit(gate)
    assert gate.begun.wait(5)
    clock.now += 7
    assert worker.busy_seconds == 7
    gate.opened.set()
    running.result(5)
    assert worker.busy_seconds == 0
    worker.close()
