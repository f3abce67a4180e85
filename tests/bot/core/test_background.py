"""Work on a thread of its own: it begins at once, and ends when it is told to."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

from bot.core import background
from bot.core.background import Background
from bot.core.responder import Responder
from tests.bot.fakes import ROOMY, FakeArchive, make_services


def test_it_runs_until_it_is_closed() -> None:
    begun = threading.Event()

    def work(stop: threading.Event) -> None:
        begun.set()
        stop.wait()

    beside = Background("beside", work)
    assert begun.wait(10)
    assert beside.is_running
    beside.close()
    beside.close()
    assert not beside.is_running


def test_work_that_hangs_keeps_nobody_from_leaving() -> None:
    release = threading.Event()
    beside = Background("beside", lambda stop: release.wait())  # noqa: ARG005 - it hangs
    before = time.monotonic()
    beside.close()
    assert time.monotonic() - before < background.GRACE + 1
    release.set()


def test_the_end_of_the_responder_is_the_end_of_what_goes_on_beside_it() -> None:
    beside = Background("beside", lambda stop: stop.wait())
    with Responder(replace(make_services(FakeArchive()), background=(beside,)), ROOMY):
        assert beside.is_running
    assert not beside.is_running
