"""Which program this is, for what is kept from one run to the next: a digest of its own code.

What was cut by other rules is cut again, without anyone's having to think of a version number.
"""

from __future__ import annotations

import hashlib
import sys
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

_CUTS_BY: Final = ("sentencex", "PyStemmer", "bm25s")
"""The packages that have a say in how text is cut into sentences and terms."""

_SUFFIXES: Final = frozenset({".py", ".toml", ".json"})


@lru_cache(maxsize=1)
def program_digest() -> bytes:
    """A digest of this package's files, of Python and of the libraries that cut text."""
    packages = [f"{name} {version(name)}" for name in _CUTS_BY]
    digest = hashlib.sha256(repr((sys.version_info[:3], packages)).encode())
    digest.update(digest_of_folder(Path(__file__).parent))
    return digest.digest()


def digest_of_folder(folder: Path) -> bytes:
    """A digest of the names and contents of all code and data files below `folder`."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in _SUFFIXES and path.is_file():
            content = path.read_bytes()
            digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.digest()
