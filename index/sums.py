"""Checksums of a generation's files: what was written is on the disk, and is what is read.

a build ─▶ seal      each file to the disk, and its sha256
opening ─▶ verify    a file that is missing, cut short or changed in one bit is named
"""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from index.errors import StoreDamagedError
from index.manifest import sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


_AT_ONCE: Final = 2
"""Files that are read side by side: hashing leaves Python's lock to others."""


def seal(folder: Path) -> dict[str, str]:
    """Make all files of `folder` survive a power cut; their names below it, with their sha256."""
    below = sorted(folder.rglob("*"))
    files = [path for path in below if path.is_file()]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        sums = list(pool.map(_sealed, files))
    for path in below:
        if path.is_dir():
            sync_folder(path)
    sync_folder(folder)
    names = (path.relative_to(folder).as_posix() for path in files)
    return dict(zip(names, sums, strict=True))


def _sealed(path: Path) -> str:
    # Windows syncs only what is open for writing.
    with path.open("r+b") as file:
        os.fsync(file.fileno())
        return hashlib.file_digest(file, "sha256").hexdigest()


def verify(folder: Path, sums: Mapping[str, str], only: Iterable[str] | None = None) -> None:
    """Compare the files of a generation, or `only` some, with what was written.

    Raises StoreDamagedError, which names the first that differs.
    """
    names = list(sums if only is None else only)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for name, found in zip(names, pool.map(_sum, (folder / n for n in names)), strict=True):
            if found != sums.get(name):
                what = "is not what was written: its checksum differs"
                raise StoreDamagedError(folder / name, what)


def _sum(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as exc:
        raise StoreDamagedError(path, "is missing") from exc
    except OSError as exc:
        raise StoreDamagedError(path, f"can't be read ({exc.strerror})") from exc
