"""`python -m benchmarks [NAME …]`: run all benchmarks, or some; each prints one table.

    --articles N   take the first N news articles only: minutes become seconds
    --work DIR     where articles are unpacked and indexes kept (data/bench)

A benchmark that can't run here says why and is left out. `EVALS_DIR` names the evaluation sets.
Nothing is downloaded. `benchmarks.fit` is a program of its own.

Exit codes: 0, 2 for wrong usage, 1 when a benchmark failed.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.console import Console

from benchmarks.bench import Bench, SkippedError
from benchmarks.evals import find_evals
from benchmarks.machine import describe
from index.embedders.sentence_transformer import SentenceTransformerEmbedder
from index.errors import DatelineError

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMES: Final = (
    "sentence_splitters",
    "token_vectors",
    "word_search",
    "build_speed",  # before the next four, which ask the index that it makes
    "answer_speed",
    "rebuild_load",
    "start_up",
    "copies",
    "differences",
    "issues",
    "small_change",
    "discord_load",
    "slack_load",
    "both_platforms",
    "fetching",
)

PIPE_COLUMNS: Final = 110
"""Width of a table where no terminal sets one."""


def main(arguments: Sequence[str], evals_dir: str | None, console: Console) -> int:
    """Run what is asked for; the exit code is what it returns."""
    flags = _parse(arguments)
    os.environ["HF_HUB_OFFLINE"] = "1"  # for this program and the processes it starts
    console.print(describe(), style="dim", highlight=False)
    try:
        evals = find_evals(evals_dir)
    except SkippedError as error:
        console.print(f"benchmarks: {error}", highlight=False)
        return 2
    load = SentenceTransformerEmbedder.load
    bench = Bench(console, flags.work.resolve(), evals, flags.articles, load)
    return max([run(name, bench) for name in flags.names or NAMES])


def run(name: str, bench: Bench) -> int:
    """Run one benchmark; 1 if it failed, 0 if it ran or could not run here."""
    bench.console.print()
    try:
        import_module(f"benchmarks.{name}").main(bench)
    except SkippedError as reason:
        bench.console.print(f"{name} left out: {reason}", highlight=False)
    except DatelineError as error:
        bench.console.print(f"{name} failed: {error}", highlight=False)
        return 1
    return 0


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure, in tables.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of: {', '.join(NAMES)}")
    parser.add_argument("--articles", type=_count, metavar="N", help="use N news articles only")
    parser.add_argument("--work", type=Path, default=Path("data/bench"), metavar="DIR")
    flags = parser.parse_args(arguments)
    unknown = [name for name in flags.names if name not in NAMES]
    if unknown:
        parser.error(f"there is no benchmark {', '.join(unknown)}; there are {', '.join(NAMES)}")
    return flags


def _count(text: str) -> int:
    """A whole number above 0, for argparse."""
    number = int(text)
    if number < 1:
        raise ValueError
    return number


if __name__ == "__main__":
    width = None if sys.stdout.isatty() else PIPE_COLUMNS
    sys.exit(main(sys.argv[1:], os.environ.get("EVALS_DIR"), Console(width=width)))
