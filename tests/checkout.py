"""A copy of what `make` reads, with a fake Python that notes how it was called."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAKE = shutil.which("make")
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-torch.txt")
TOOLS = ("sh", "awk", "rm", "touch", "uname", "mkdir", "cp", "env")

# Writes each call as one line to `calls`, its arguments in brackets; fails where FAIL_AT stands in
# the call. Asked to make a virtual environment, it puts itself there.
FAKE_PYTHON = """#!/bin/sh
{ printf '[%s]' "$@"; echo; } >> "$CALLS"
case "$*" in *"$FAIL_AT"*) exit 1;; esac
case "$*" in *"-m venv --clear"*) rm -rf .venv;; esac
case "$*" in *"-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python;; esac
"""


@dataclass(frozen=True, slots=True)
class Checkout:
    """A copy of what `make` reads, in a folder with a space in its name; `path` is its PATH."""

    folder: Path
    path: Path
    calls_file: Path

    def make(
        self, *arguments: str, fail_at: str = "NOWHERE", **env: str
    ) -> subprocess.CompletedProcess[str]:
        """Run make; a Python call that holds `fail_at` fails."""
        assert MAKE is not None
        return subprocess.run(  # noqa: S603 - our own Makefile
            [MAKE, *arguments],
            cwd=self.folder,
            env={
                "PATH": str(self.path),
                "CALLS": str(self.calls_file),
                "FAIL_AT": fail_at,
                **env,
            },
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )

    def calls(self) -> list[str]:
        """What Python was asked for since the last look."""
        text = self.calls_file.read_text(encoding="utf-8") if self.calls_file.exists() else ""
        self.calls_file.unlink(missing_ok=True)
        return text.splitlines()

    def installs(self) -> list[str]:
        return [call for call in self.calls() if "[pip][install]" in call]

    def stamps(self) -> set[str]:
        return {path.name for path in (self.folder / ".venv").glob(".*") if path.is_file()}


def make_checkout(tmp_path: Path) -> Checkout:
    """Copy the Makefile and the lock files; skip the test where make is not installed."""
    if MAKE is None:
        pytest.skip("make is not installed")
    folder = tmp_path / "my copy"
    folder.mkdir()
    for name in ("Makefile", *LOCKS):
        shutil.copy(ROOT / name, folder)
        # Older than any stamp that a test makes, however coarse the clock.
        os.utime(folder / name, (1_000_000_000, 1_000_000_000))
    path = tmp_path / "bin"
    path.mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found is not None
        (path / tool).symlink_to(found)
    _add_python(path, FAKE_PYTHON)
    return Checkout(folder, path, tmp_path / "calls")


def _add_python(path: Path, script: str) -> None:
    python = path / "python3"
    python.write_text(script, encoding="utf-8")
    python.chmod(0o755)
