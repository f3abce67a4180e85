"""How long it takes from typing a command to the first answer, with an index that is there.

`import sentence_transformers` alone takes seconds and is not ours to shorten; it is measured
between the answers, in the same run, and taken off. Each time is that of a new process.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from statistics import median
from typing import TYPE_CHECKING, Final

from benchmarks.answer_speed import bring_up_to_date
from benchmarks.bench import START_SECONDS, SkippedError
from benchmarks.evals import ROOT, news_store, samples
from benchmarks.figures import against, table
from index.errors import StoreError
from index.manifest import live_generation, read_manifest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.bench import Bench

ROUNDS: Final = 5
SECONDS: Final = 120
"""A process that takes longer is stopped."""

IMPORT: Final = "import sentence_transformers"
QUESTION: Final = "What happened last?"


def main(bench: Bench) -> None:
    """Start, answer and leave, several times in turn; print."""
    asked, store = samples(), bench.work / "samples-store"
    bring_up_to_date(asked.articles, store, bench.load_embedder)
    commands = {IMPORT: [sys.executable, "-c", IMPORT]}
    for name, folder in (("samples", store), ("news", news_store(bench))):
        try:
            articles = read_manifest(live_generation(folder)).articles_folder
        except StoreError:
            bench.console.print(f"start_up: no index of {name} here; build_speed makes one")
            continue
        flags = ["--articles", articles, "--store", str(folder)]
        commands[f"first answer, {name}"] = [
            *(sys.executable, "-m", "index", "ask", *flags, "--", QUESTION)
        ]
    with bench.console.status(f"Starting {ROUNDS * len(commands)} processes …"):
        times = in_turn(commands, ROUNDS)
    base = median(times[IMPORT])
    made = table(f"From start to first answer, median of {ROUNDS}", "", "s", "more", "against")
    for name, seconds in times.items():
        more = median(seconds) - base
        limit = "" if name == IMPORT else against(more, START_SECONDS)
        made.add_row(name, f"{median(seconds):.2f}", f"{more:+.2f}", limit)
    bench.console.print(made)


def in_turn(
    commands: Mapping[str, Sequence[str]], rounds: int, limit: float = SECONDS
) -> dict[str, list[float]]:
    """Seconds of each command, one after the other, `rounds` times; a first round warms the disk.

    Raises SkippedError if one fails or takes longer than `limit` seconds.
    """
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            seconds = _seconds(command, limit)
            if number:
                times[name].append(seconds)
    return times


def _seconds(command: Sequence[str], limit: float) -> float:
    started = time.perf_counter()
    name = " ".join(command[1:4])
    try:
        done = subprocess.run(  # noqa: S603 - our own commands
            command,
            cwd=ROOT,
            env={**os.environ, "HF_HUB_OFFLINE": "1"},
            capture_output=True,
            text=True,
            check=False,
            timeout=limit,
        )
    except subprocess.TimeoutExpired as exc:
        raise SkippedError(f"{name} took longer than {limit:g} s") from exc
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise SkippedError(f"{name} failed: {last}")
    return time.perf_counter() - started
