"""The machine that figures come from: they mean nothing without it."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

FLAGS: Final = ("avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16", "asimd", "bf16")
"""Processor flags that decide how fast embedding is, and in which precision."""

LIBRARIES: Final = ("torch", "sentence-transformers", "faiss-cpu", "bm25s", "numpy")


def describe() -> str:
    """Processor, cores, flags, system and libraries, in two lines."""
    flags = " ".join(_flags()) or "flags unknown"
    hardware = f"{_processor()}, {usable_cores()} cores ({flags}), {_memory()}"
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{hardware}\n{system}, {', '.join(_libraries())}"


def usable_cores() -> int:
    """Cores that this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _processor() -> str:
    if platform.system() == "Darwin":
        command = ["/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - a constant
        return done.stdout.strip() or platform.machine()
    return _cpuinfo("model name") or platform.machine()


def _flags() -> list[str]:
    found = (_cpuinfo("flags") or _cpuinfo("Features")).split()
    return [flag for flag in FLAGS if flag in found]


def _cpuinfo(field: str) -> str:
    """The value of a line of Linux's /proc/cpuinfo for the first core; "" where there is none."""
    path = Path("/proc/cpuinfo")
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        name, _, value = line.partition(":")
        if name.strip() == field:
            return value.strip()
    return ""


def _memory() -> str:
    try:
        total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return "memory unknown"
    return f"{total / 1e9:.0f} GB of memory"


def _libraries() -> list[str]:
    named = []
    for name in LIBRARIES:
        try:
            named.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            named.append(f"no {name}")
    return named
