"""Settings that hold for all tests."""

from __future__ import annotations

import os

from hypothesis import settings

# Half of hypothesis's own number, so that the suite takes minutes; for all of them:
# pytest --hypothesis-profile=default
settings.register_profile("suite", max_examples=50)
settings.load_profile("suite")


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
