"""One at a time changes a store, or a folder: locks, which end with their process.

On POSIX the lock is the kernel's (flock), so that a process that is killed leaves none behind.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from index.errors import StoreBusyError, StoreUnwritableError
from index.manifest import GENERATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK_FILE = "build.lock"


@contextlib.contextmanager
def holding(lock: Path, seconds: float) -> Iterator[None]:
    """Hold a lock file, which is made if need be; raises TimeoutError where others have it so long.

    OSError where the system refuses it.
    """
    try:
        with FileLock(lock, timeout=seconds):
            yield
    except Timeout as exc:
        raise TimeoutError(str(lock)) from exc


@contextlib.contextmanager
def changing(store: Path) -> Iterator[None]:
    """Hold the lock of `store`, whose folders are made if need be.

    Raises StoreBusyError where another process has it, and StoreUnwritableError for whatever the
    system refuses inside: a full disk, a folder that is read-only.
    """
    try:
        (store / GENERATIONS).mkdir(parents=True, exist_ok=True)
        with FileLock(store / LOCK_FILE, timeout=0):
            yield
    except Timeout as exc:
        raise StoreBusyError(store) from exc
    except OSError as exc:
        # numpy's has no word of the system, but a sentence of its own.
        raise StoreUnwritableError(store, exc.strerror or str(exc) or type(exc).__name__) from exc
