"""A .env that others can read is warned about, once, where it holds a token."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.operations.exposure import exposed

pytestmark = pytest.mark.skipif(os.name != "posix", reason="only POSIX has modes")

ROOT = Path(__file__).parents[3]
COMMAND = [sys.executable, "-m", "tests.bot.run_with_fakes"]


def env_file(folder: Path, mode: int, text: str = "DISCORD_TOKEN=a.token.of-nobody\n") -> Path:
    file = folder / ".env"
    file.write_text(text, encoding="utf-8")
    file.chmod(mode)
    return file


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o666])
def test_a_file_that_others_can_read_is_named_with_the_cure(tmp_path: Path, mode: int) -> None:
    file = env_file(tmp_path, mode)
    problem = exposed(file)
    assert problem is not None
    assert problem.endswith(f"chmod 600 {file}")
    assert "of-nobody" not in problem


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o620, 0o711])
def test_a_file_that_only_its_owner_can_read_is_fine(tmp_path: Path, mode: int) -> None:
    assert exposed(env_file(tmp_path, mode)) is None


@pytest.mark.parametrize(
    "text", ["", "DISCORD_TOKEN=\n", "DISCORD_TOKEN= \nLOG_LEVEL=INFO\n", "DISCORD_TOKEN"]
)
def test_a_file_without_a_token_may_be_read_by_all(tmp_path: Path, text: str) -> None:
    assert exposed(env_file(tmp_path, 0o644, text)) is None


def test_what_is_not_there_or_no_text_is_nothing_to_warn_about(tmp_path: Path) -> None:
    assert exposed(tmp_path / ".env") is None
    file = env_file(tmp_path, 0o644)
    file.write_bytes(b"DISCORD_TOKEN=\xff\xfe")
    assert exposed(file) is None


@pytest.mark.parametrize(("mode", "warnings"), [(0o644, 1), (0o600, 0)])
def test_the_program_warns_once_when_it_starts(tmp_path: Path, mode: int, warnings: int) -> None:
    env_file(tmp_path, mode)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DISCORD_")}
    done = subprocess.run(  # noqa: S603 - our own program
        [*COMMAND, "--console"], input="the bridge?\n", capture_output=True, text=True, timeout=60,
        cwd=tmp_path, check=True, env={**kept, "PYTHONPATH": str(ROOT), "LOG_LEVEL": "WARNING"},
    )  # fmt: skip
    assert done.stderr.count("close it with: chmod 600 .env") == warnings
    assert len(done.stderr.splitlines()) == warnings
