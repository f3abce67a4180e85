"""Work done in a forked child, so that what is done to it, or what it does to itself, stays there.

    work ─▶ fork ─▶ its value, or its error ─▶ pipe ─▶ Ended
              └ SIGKILL, after so many seconds or from within

To be used by programs with one thread only, as a fork takes no other thread along: a program that
has asked FAISS or torch anything needs OMP_NUM_THREADS=1.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import traceback
from dataclasses import dataclass
from select import select
from typing import TYPE_CHECKING, Final

from index.errors import DatelineError

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE: Final = 120.0
"""Seconds in which whatever a child does has to be done."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended.

    `error` is the name of an error's class and `said` its sentence (a traceback for any error that
    isn't ours), both empty where there was none; `value` is what the work returned.
    """

    value: object = None
    error: str = ""
    said: str = ""
    killed: bool = False


def in_child(work: Callable[[], object], kill_after: float | None = None) -> Ended:
    """Do `work` in a child and wait for its end, or kill it after so many seconds.

    One that doesn't come to its end ends with TimeoutError.
    """
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        os.close(ours)
        _work(work, theirs)
    os.close(theirs)
    with os.fdopen(ours, "rb") as pipe:
        is_over = select([pipe], [], [], PATIENCE if kill_after is None else kill_after)[0]
        if not is_over:
            os.kill(child, signal.SIGKILL)
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    if kill_after is None and not is_over:
        return Ended(error="TimeoutError", said=f"no end after {PATIENCE} seconds")
    if os.WIFSIGNALED(status):
        if os.WTERMSIG(status) != signal.SIGKILL:
            return Ended(error=signal.Signals(os.WTERMSIG(status)).name, said="the child crashed")
        return Ended(killed=True)
    ended: Ended = pickle.loads(told)  # noqa: S301 - from our own child
    return ended


def _work(work: Callable[[], object], pipe: int) -> None:
    """What the child does; it never returns."""
    ended = Ended(error="SystemExit", said="the child left")
    try:
        ended = Ended(work())
    except DatelineError as error:
        ended = Ended(error=type(error).__name__, said=str(error))
    except BaseException as error:  # noqa: BLE001 - whatever it is, the parent is told
        ended = Ended(error=type(error).__name__, said=traceback.format_exc())
    finally:
        with contextlib.suppress(OSError), os.fdopen(pipe, "wb") as file:
            file.write(pickle.dumps(ended))
        os._exit(0)
