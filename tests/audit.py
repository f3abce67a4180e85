"""`python -m tests.audit`: known holes in the versions that are locked, as PyPI tells them.

    the lock files ─▶ pip-audit ─▶ its JSON ─▶ less the ids that pyproject.toml passes over
                          │                      none: one line, exit 0; any: listed, exit 1
                          └ its data can't be reached: "audit skipped: …", exit 0

What pip-audit itself does wrong is a failure too, so that the audit does not end unnoticed.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

ROOT: Final = Path(__file__).parents[1]

# The lock files are complete, so nothing is resolved, and pip is not asked. Where one file has
# hashes, pip-audit asks for them in all, and torch has none.
_PIP_AUDIT: Final = (
    *(sys.executable, "-m", "pip_audit", "--disable-pip"),
    *("--format", "json", "--progress-spinner", "off"),
)
COMMANDS: Final = (
    (*_PIP_AUDIT, "--require-hashes", "-r", "requirements.txt", "-r", "requirements-dev.txt"),
    (*_PIP_AUDIT, "--no-deps", "-r", "requirements-torch.txt"),
)
SECONDS: Final = 60
"""For all of it: PyPI is asked once for each package, one after the other."""

_UNREACHED: Final = re.compile(
    r"^requests\.exceptions\.\w*(?:Connection|Proxy|SSL|Timeout|HTTPError)\w*:.*"
    r"|^ERROR:pip_audit\._cli:(?:Could not connect|PyPI is not redirecting).*",
    re.MULTILINE,
)
"""How pip-audit says that it got no answer, or that the server answers nobody: an outage."""


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended: its exit status, and all that it wrote."""

    status: int
    out: str
    err: str


Run: TypeAlias = Callable[[Sequence[str], float], Ran]
"""Runs a command in the project's folder; raises TimeoutError after so many seconds."""


def run(command: Sequence[str], seconds: float) -> Ran:
    """The `Run` that starts a process."""
    try:
        done = subprocess.run(  # noqa: S603 - pip-audit's command line, or a test's
            command, cwd=ROOT, capture_output=True, text=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired as exc:
        raise TimeoutError from exc
    return Ran(done.returncode, done.stdout, done.stderr)


def audit(passed_over: Mapping[str, str], run: Run = run) -> tuple[int, str]:
    """Exit status and what to print; `passed_over` is ids of holes with the reason for each."""
    end = time.monotonic() + SECONDS
    packages: list[dict[str, Any]] = []
    for command in COMMANDS:
        try:
            ran = run(command, max(0, end - time.monotonic()))
        except TimeoutError:
            return 0, f"audit skipped: PyPI took more than {SECONDS} seconds"
        try:
            packages += json.loads(ran.out)["dependencies"]
        except (ValueError, KeyError, TypeError):
            if unreached := _UNREACHED.search(ran.err):
                return 0, f"audit skipped: its data can't be reached ({unreached[0][:200]})"
            said = f"{ran.out}{ran.err}".rstrip()
            return 1, f"audit failed: pip-audit ended with {ran.status}\n{said}"
    unknown = [package["name"] for package in packages if "skip_reason" in package]
    if len(unknown) == len(packages):
        return 0, f"audit skipped: PyPI's data has none of the {len(packages)} packages"
    return _judged(packages, unknown, passed_over)


def _judged(
    packages: Sequence[Mapping[str, Any]], unknown: Sequence[str], passed_over: Mapping[str, str]
) -> tuple[int, str]:
    lines: list[str] = []
    met: set[str] = set()
    for package in packages:
        for hole in package.get("vulns", ()):
            ids = {hole["id"], *hole["aliases"]}
            met |= ids
            if ids.isdisjoint(passed_over):
                cure = " or ".join(hole["fix_versions"]) or "none yet"
                lines.append(f"{package['name']} {package['version']}: {hole['id']}, cure: {cure}")
    status = 1 if lines else 0
    asked = len(packages) - len(unknown)
    lines.append(f"audit: {len(lines) or 'no'} known holes in {asked} packages")
    if unknown:
        lines.append(f"audit: PyPI's data lacks {', '.join(unknown)}")
    lines += [
        f"audit: {one} is passed over in pyproject.toml and no longer there"
        for one in sorted(passed_over.keys() - met)
    ]
    return status, "\n".join(lines)


def passed_over(toml: str) -> dict[str, str]:
    """The ids under `tool.dateline.audit` with their reasons; raises ValueError without one."""
    table = tomllib.loads(toml).get("tool", {}).get("dateline", {}).get("audit", {})
    for one, reason in table.items():
        if not isinstance(reason, str) or not reason.strip():
            raise ValueError(f"tool.dateline.audit: {one} needs the reason why it does no harm")
    return dict(table)


def main() -> int:
    """Audit the lock files; what to exit with."""
    status, told = audit(passed_over((ROOT / "pyproject.toml").read_text(encoding="utf-8")))
    sys.stdout.write(f"{told}\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
