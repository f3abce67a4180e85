"""Checksums of a generation's files: what was written is on the disk, and is what is read.

a build ─▶ seal      each file to the disk, and its sha256
opening ─▶ verify    a file that is missing, cut short or changed in one bit is named
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from index.errors import StoreDamagedError
from index.manifest import sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def seal(folder: Path) -> dict[str, str]:
    """Make all files of `folder` survive a power cut; their names below it, with their sha256."""
    sums: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            sync_folder(path)
            continue
        # Windows syncs only what is open for writing.
        with path.open("r+b") as file:
            os.fsync(file.fileno())
            sums[path.relative_to(folder).as_posix()] = hashlib.file_digest(
                file, "sha256"
            ).hexdigest()
    sync_folder(folder)
    return sums


def verify(folder: Path, sums: Mapping[str, str], only: Iterable[str] | None = None) -> None:
    """Compare the files of a generation, or `only` some, with what was written.

    Raises StoreDamagedError, which names the first that differs.
    """
    for name in sums if only is None else only:
        path = folder / name
        try:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError as exc:
            raise StoreDamagedError(path, "is missing") from exc
        except OSError as exc:
            raise StoreDamagedError(path, f"can't be read ({exc.strerror})") from exc
        if found != sums.get(name):
            raise StoreDamagedError(path, "is not what was written: its checksum differs")
