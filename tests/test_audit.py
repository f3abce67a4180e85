"""What the audit of the lock files says, by what pip-audit says to it."""

from __future__ import annotations

import json
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.audit import COMMANDS, ROOT, Ran, audit, passed_over, run
from tests.checkout import make_checkout

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.audit import Run

SOUND = {"name": "ferry", "version": "1.2", "vulns": []}
HOLE = {"id": "PYSEC-1", "fix_versions": ["2.1", "3.0"], "aliases": ["CVE-1"], "description": "…"}
HOLED = {"name": "bridge", "version": "2.0", "vulns": [HOLE]}
TORCH = {"name": "torch", "version": "1.0", "vulns": []}
UNKNOWN = {"name": "quay", "skip_reason": "Dependency not found on PyPI"}
REFUSED = "Traceback:\nrequests.exceptions.ProxyError: HTTPSConnectionPool(host='pypi.org')"


def says(*packages: object, status: int = 0) -> Run:
    """A pip-audit that finds these packages in the files with hashes, and torch in the other."""

    def stand_in(command: Sequence[str], seconds: float) -> Ran:
        assert 0 < seconds <= 60
        hashed = command == COMMANDS[0]
        found = packages if hashed else [TORCH]
        return Ran(status if hashed else 0, json.dumps({"dependencies": found, "fixes": []}), "")

    return stand_in


def ends(status: int, out: str = "", err: str = "") -> Run:
    return lambda _command, _seconds: Ran(status, out, err)


def test_no_hole_is_one_line() -> None:
    assert audit({}, says(SOUND)) == (0, "audit: no known holes in 2 packages")


def test_holes_fail_with_their_list_and_the_versions_that_cure_them() -> None:
    endless = {**HOLED, "vulns": [{**HOLE, "id": "PYSEC-2", "fix_versions": [], "aliases": []}]}
    assert audit({}, says(SOUND, HOLED, endless, status=1)) == (
        1,
        "bridge 2.0: PYSEC-1, cure: 2.1 or 3.0\n"
        "bridge 2.0: PYSEC-2, cure: none yet\n"
        "audit: 2 known holes in 4 packages",
    )


@pytest.mark.parametrize("name", ["PYSEC-1", "CVE-1"])
def test_a_hole_that_is_passed_over_by_any_of_its_names_does_not_fail(name: str) -> None:
    assert audit({name: "No ship uses it."}, says(HOLED, status=1))[0] == 0


def test_another_hole_does() -> None:
    status, told = audit({"CVE-2": "No ship uses it."}, says(HOLED, status=1))
    assert status == 1
    assert told.endswith("audit: CVE-2 is passed over in pyproject.toml and no longer there")


def test_packages_that_pypi_does_not_know_are_named() -> None:
    assert audit({}, says(SOUND, UNKNOWN)) == (
        0,
        "audit: no known holes in 2 packages\naudit: PyPI's data lacks quay",
    )


@pytest.mark.parametrize(
    "stand_in",
    [
        ends(0, json.dumps({"dependencies": [UNKNOWN]})),
        ends(1, err=REFUSED),
        ends(1, err="requests.exceptions.ConnectionError: Max retries exceeded"),
        ends(1, err="requests.exceptions.ReadTimeout: Read timed out."),
        ends(1, err="requests.exceptions.HTTPError: 503 Server Error\n\nServiceError"),
        ends(1, err="ERROR:pip_audit._cli:Could not connect to PyPI's vulnerability feed"),
    ],
)
def test_data_that_can_not_be_reached_is_one_line_and_no_failure(stand_in: Run) -> None:
    status, told = audit({}, stand_in)
    assert status == 0
    assert told.startswith("audit skipped: ")
    assert "\n" not in told


def test_torch_which_has_no_hash_is_judged_too() -> None:
    def holed(command: Sequence[str], seconds: float) -> Ran:
        if command == COMMANDS[0]:
            return says(SOUND)(command, seconds)
        return Ran(1, json.dumps({"dependencies": [HOLED]}), "")

    assert audit({}, holed)[0] == 1


def test_pypi_that_takes_too_long_is_no_failure() -> None:
    def slow(command: Sequence[str], seconds: float) -> Ran:  # noqa: ARG001 - a Run's shape
        return run([sys.executable, "-c", "import time; time.sleep(60)"], 0.2)

    assert audit({}, slow) == (0, "audit skipped: PyPI took more than 60 seconds")


@pytest.mark.parametrize(
    "stand_in",
    [
        ends(1, err="ERROR:pip_audit._cli:invalid requirements input"),
        ends(0, "No known vulnerabilities found"),
        ends(0, "[]"),
        ends(1, err="No module named pip_audit"),
    ],
)
def test_a_pip_audit_that_breaks_fails_with_what_it_said(stand_in: Run) -> None:
    status, told = audit({}, stand_in)
    ran = stand_in((), 60)
    assert status == 1
    assert told == f"audit failed: pip-audit ended with {ran.status}\n{ran.out}{ran.err}"


def test_a_command_is_run_in_the_folder_of_the_lock_files() -> None:
    look = "import os, sys; print(sorted(os.listdir())); print('told', file=sys.stderr); exit(3)"
    ran = run([sys.executable, "-c", look], 60)
    assert (ran.status, ran.err) == (3, "told\n")
    assert "'requirements.txt'" in ran.out


def test_all_lock_files_are_asked_about() -> None:
    asked = {part for command in COMMANDS for part in command if part.endswith(".txt")}
    assert asked == {path.name for path in ROOT.glob("requirements*.txt")}


def test_what_is_passed_over_has_a_reason() -> None:
    assert passed_over('[tool.dateline.audit]\nCVE-1 = "No ship uses it."') == {
        "CVE-1": "No ship uses it."
    }
    for nothing in ('""', '" "', "true"):
        with pytest.raises(ValueError, match="CVE-1 needs the reason"):
            passed_over(f"[tool.dateline.audit]\nCVE-1 = {nothing}")


def test_so_it_has_in_the_project() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert "audit" in tomllib.loads(text)["tool"]["dateline"]
    passed_over(text)


def test_make_check_audits(tmp_path: Path) -> None:
    assert "python -m tests.audit\n" in make_checkout(tmp_path).make("--dry-run", "check").stdout
