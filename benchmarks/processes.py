"""Work in a process of its own, with the most memory that it took."""

from __future__ import annotations

import multiprocessing
import resource
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
P = ParamSpec("P")


def in_fresh_process(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> tuple[T, int]:
    """What `function` returns in a new interpreter, and the peak of that process's memory in bytes.

    The function, its arguments and its result travel by pickle; what it raises is raised here.
    """
    spawn = multiprocessing.get_context("spawn")  # a forked child would start with our memory
    with ProcessPoolExecutor(max_workers=1, mp_context=spawn) as pool:
        result = pool.submit(function, *args, **kwargs).result()
        return result, pool.submit(peak_memory).result()


def peak_memory() -> int:
    """The most bytes of memory that this process has held, mapped files included."""
    # Linux counts what the parent held before exec into ru_maxrss, so its own file is asked first.
    status = Path("/proc/self/status")
    for line in status.read_text(encoding="ascii").splitlines() if status.exists() else ():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
