"""How much memory this process may have, and whether an error says that there was none left."""

from __future__ import annotations

import contextlib
import errno
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

MEGABYTE: Final = 1_000_000

_NONE_LEFT: Final = re.compile(
    # torch, the C++ library, the loader of shared libraries, the system, Python's threads
    r"allocate memory|bad_alloc|zero-fill pages|failed to map segment|start new thread",
    re.IGNORECASE,
)


def limit_memory(megabytes: int) -> None:
    """Refuse this process more memory from now on; 0 is no limit, and so is a system without one.

    What counts is private, writable memory (RLIMIT_DATA of Linux). Files that are mapped, shared
    libraries and reserved addresses don't, of which torch alone has about a gigabyte.
    """
    if not megabytes:
        return
    with contextlib.suppress(ImportError):  # not on Windows
        import resource  # noqa: PLC0415 - see above

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = megabytes * MEGABYTE
        limit = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(resource.RLIMIT_DATA, (limit, most))


def ran_out(error: BaseException) -> bool:
    """Whether an error, or one that led to it, comes of memory that was refused."""
    return any(
        isinstance(one, MemoryError)
        or (isinstance(one, OSError) and one.errno == errno.ENOMEM)
        or _NONE_LEFT.search(str(one))
        for one in _chain(error)
    )


def _chain(error: BaseException) -> Iterator[BaseException]:
    link: BaseException | None = error
    while link is not None:
        yield link
        link = link.__cause__ or link.__context__
