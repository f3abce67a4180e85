"""What becomes of a file on a bad disk, as bytes: cut short, or one bit the other way."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def cut_short(content: bytes, at: float) -> bytes:
    """The first part of `content`, `at` (0 to 1) of its length; never all of it."""
    return content[: int(at * len(content))]


def bit_flipped(content: bytes, at: float, bit: int) -> bytes:
    """One bit (0 to 7) of the byte that stands `at` (0 to 1) of the length is the other one."""
    place = int(at * len(content))
    return content[:place] + bytes([content[place] ^ (1 << bit)]) + content[place + 1 :]


@contextlib.contextmanager
def damaged(path: Path, content: bytes) -> Iterator[None]:
    """The file holds `content` meanwhile."""
    before = path.read_bytes()
    path.write_bytes(content)
    try:
        yield
    finally:
        path.write_bytes(before)


def files_of(generation: Path) -> list[Path]:
    """All files of a generation, its manifest too, in the order of their names."""
    return sorted(path for path in generation.rglob("*") if path.is_file())
