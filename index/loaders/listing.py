"""The files below the articles folder: those a loader reads, and those left out, each with why.

Passed over in silence: hidden files and folders, and `articles.toml` at the top. No link to a
folder is followed: within the articles folder it could only lead to what is read anyway, or round
in a circle.
"""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from index.errors import FolderMissingError
from index.loaders import LOADERS
from index.loaders.draft import SourceFile
from index.loaders.overrides import OVERRIDES_NAME
from index.records import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUFFIXES = f"{', '.join(sorted(LOADERS)[:-1])} and {max(LOADERS)}"


@dataclass(frozen=True, slots=True)
class Listing:
    """What is in the articles folder; both are sorted by name."""

    files: tuple[SourceFile, ...]
    refused: tuple[Skipped, ...]


def list_files(folder: Path) -> Listing:
    """List the folder and all folders in it; raises FolderMissingError. Opens no file."""
    if not folder.is_dir():
        raise FolderMissingError(folder)
    root = folder.resolve()
    files: list[SourceFile] = []
    refused: list[Skipped] = []
    links: list[tuple[str, Path]] = []
    for name, entry in _walk(folder, refused):
        if entry.is_symlink():
            links.append((name, Path(entry.path)))
        elif entry.is_file(follow_symlinks=False):
            _add(name, Path(entry.path), files, refused)
        else:
            refused.append(Skipped(_printable(name), "is not a regular file"))
    read = {root / file.name: file.name for file in files}
    for name, link in links:
        if reason := _why_not_followed(link, root, read):
            refused.append(Skipped(_printable(name), reason))
        else:
            _add(name, link, files, refused)
    return Listing(
        tuple(sorted(files, key=lambda file: file.name)),
        tuple(sorted(refused, key=lambda skipped: skipped.path)),
    )


def _walk(folder: Path, refused: list[Skipped]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield all that is neither hidden nor a folder, with its name below `folder`."""
    waiting = [""]
    while waiting:
        parent = waiting.pop()
        try:
            with os.scandir(folder / parent) as entries:
                found = list(entries)
        except OSError as exc:
            why = f"can't be listed ({exc.strerror})"
            if not parent:
                raise FolderMissingError(folder, why) from exc
            refused.append(Skipped(_printable(parent), why))
            continue
        for entry in found:
            name = f"{parent}{entry.name}"
            if entry.name.startswith(".") or name == OVERRIDES_NAME:
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(f"{name}/")
            else:
                yield name, entry


def _add(name: str, path: Path, files: list[SourceFile], refused: list[Skipped]) -> None:
    """Add a file to those that are read, or to the refused if its name says that none reads it."""
    shown = _printable(name)
    suffix = PurePosixPath(name).suffix
    if shown != name:
        refused.append(Skipped(shown, "has a name with characters that can't be printed"))
    elif PurePosixPath(name).name == OVERRIDES_NAME:
        refused.append(Skipped(name, "is only read at the top of the articles folder"))
    elif suffix.lower() not in LOADERS:
        is_a = f"is a {suffix}" if suffix else "has no suffix"
        refused.append(Skipped(name, f"{is_a}; Dateline reads {_SUFFIXES}"))
    else:
        file_id = unicodedata.normalize("NFC", name.removesuffix(suffix)).strip()
        files.append(SourceFile(name, path, file_id))


def _why_not_followed(link: Path, root: Path, read: dict[Path, str]) -> str | None:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # RuntimeError is a loop, before Python 3.13
        return "is a symbolic link that leads nowhere"
    if not target.is_relative_to(root):
        return "is a symbolic link that leads out of the articles folder"
    if target.is_dir():
        return "is a symbolic link to a folder; only the folder itself is read"
    if target in read:
        return f"is a symbolic link to {read[target]}, which is read already"
    if not target.is_file():
        return "is not a regular file"
    return None


def _printable(name: str) -> str:
    """Escape what would break a line of output, such as bytes that are not UTF-8."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
        for char in name
    )
