"""The files that install the project agree with each other and bring nothing by surprise."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
RUN_LOCK = ROOT / "requirements.txt"
DEV_LOCK = ROOT / "requirements-dev.txt"
LOCKS = [RUN_LOCK, DEV_LOCK]


def _project_file() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _requirements(path: Path) -> list[Requirement]:
    lines = path.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    return [
        Requirement(line.split(" --hash")[0])
        for line in lines
        if line and line.lstrip() == line and not line.startswith("#")
    ]


def _versions(path: Path) -> dict[str, Requirement]:
    return {canonicalize_name(line.name): line for line in _requirements(path)}


def _declared(extra: str | None = None) -> list[Requirement]:
    project = _project_file()["project"]
    lines = project["dependencies"] if extra is None else project["optional-dependencies"][extra]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_locked_package_has_one_exact_version_and_hashes(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")

    for requirement in _requirements(lock):
        assert re.fullmatch(r"==[^*,]+", str(requirement.specifier))
    assert len(_versions(lock)) == len(_requirements(lock))
    entries = re.findall(r"^[a-z].*?(?=^[a-z]|\Z)", text, re.MULTILINE | re.DOTALL)
    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_file_names_no_index_and_no_path(lock: Path) -> None:
    assert not re.search(r"://|--index|--find-links|^-e|@ ", lock.read_text(encoding="utf-8"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_no_torch_and_no_cuda_package_is_locked(lock: Path) -> None:
    """Else `--require-hashes` would take them from PyPI, whatever build was chosen."""
    assert not [n for n in _versions(lock) if re.match(r"(torch$|triton|nvidia|cuda)", n)]


@pytest.mark.parametrize(("extra", "lock"), [(None, RUN_LOCK), ("dev", DEV_LOCK)])
def test_what_the_project_declares_is_locked_at_a_version_that_it_allows(
    extra: str | None, lock: Path
) -> None:
    locked = _versions(lock)

    for requirement in _declared(extra):
        if requirement.name == "torch":
            continue
        name = canonicalize_name(requirement.name)
        assert name in locked, f"{requirement} is not locked; run: make lock"
        version = str(locked[name].specifier).removeprefix("==")
        assert requirement.specifier.contains(version), f"{requirement}; run: make lock"


def test_the_two_lock_files_agree() -> None:
    run, dev = _versions(RUN_LOCK), _versions(DEV_LOCK)

    for name in run.keys() & dev.keys():
        assert run[name].specifier == dev[name].specifier


def test_torch_has_one_version_wherever_it_stands() -> None:
    (declared,) = (line for line in _declared() if line.name == "torch")
    (installed,) = _requirements(ROOT / "requirements-torch.txt")
    (described,) = _project_file()["tool"]["uv"]["dependency-metadata"]

    assert declared.specifier == installed.specifier
    assert str(declared.specifier) == f"=={described['version']}"


def _copied_by_docker() -> list[str]:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    copies = [shlex.split(line)[1:] for line in lines if line.startswith("COPY")]
    return [name for copy in copies if not copy[0].startswith("--from") for name in copy[:-1]]


def test_docker_copies_files_that_are_there_and_not_ignored() -> None:
    copied = _copied_by_docker()
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()

    assert copied
    for name in copied:
        assert (ROOT / name).exists()
        assert f"!{name}" in ignored


def test_docker_gets_no_secret_and_no_index() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()

    assert "*" in ignored
    assert set(_copied_by_docker()) == {line[1:] for line in ignored if line.startswith("!")}


def test_ci_runs_the_commands_that_a_person_runs() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if line.startswith("make")] == ["make check", "make test"]
    assert "set -euo pipefail" in lines
