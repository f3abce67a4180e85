"""Settings that hold for all tests."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Generator

# Half of hypothesis's own number, so that the suite takes minutes; for all of them:
# pytest --hypothesis-profile=default. And no example fails by its time: machines are shared.
settings.register_profile("suite", max_examples=50, deadline=None)
settings.load_profile("suite")

WAITING = "test_watching.py"
"""Its tests wait for a minute and hardly work: for what changes of a folder start, or don't."""


def pytest_configure() -> None:
    """Share out the cores where tests run side by side, in as many processes as there are cores.

    Else each would work with a thread for every core, and they would wait for each other. It has
    to be said before torch, numpy and FAISS are loaded, and holds for the programs that tests
    start, too.
    """
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "0"))
    if workers:
        threads = max(1, (os.cpu_count() or 1) // workers)
        os.environ.setdefault("OMP_NUM_THREADS", str(threads))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage while tests are collected, and never among what was.

    All of it stays to the end: the modules, the libraries that they import, ten thousand tests.
    Looking through it again and again took a third of the time to collect them, in each process,
    and a tenth of that to run them.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with those that wait, while others work; at the end no processor would work beside."""
    items.sort(key=lambda item: item.path.name != WAITING)
