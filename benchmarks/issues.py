"""What the ledger of issues adds to a full build of the news articles, and how fast it is read.

Judging is timed once more over what the build made, in the same process: with the catalogue that
ships, by which few of these articles are judged, and with one that judges every article. Reading
is what `/issues` and `python -m index issues` do: open, derive every status, verify every quote.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from benchmarks.bench import SkippedError
from benchmarks.build_speed import build_once
from benchmarks.evals import five_articles, news, news_store
from benchmarks.figures import against, percentile, table
from benchmarks.processes import in_fresh_process
from index.build import build
from index.generation import open_generation
from index.issues.book import Book
from index.issues.catalogue_file import catalogue_at
from index.issues.judging import Sentences, judge
from index.manifest import live_generation
from index.options import BuildOptions

if TYPE_CHECKING:
    from pathlib import Path

    from rich.table import Table

    from benchmarks.bench import Bench
    from index.issues.catalogue import Catalogue
    from index.issues.records import Findings

SHARE: Final = 0.3
"""Of the build's time that the ledger may add."""

READ_MS: Final = 50.0
"""Milliseconds that reading the ledger may take."""

READS: Final = 50


@dataclass(frozen=True, slots=True)
class JudgingFigures:
    """What judging took, in seconds, and what it found."""

    seconds: float
    evidence: int


def main(bench: Bench) -> None:
    """Build, judge, read, print; raises SkippedError."""
    articles, store = news(bench).articles, news_store(bench)
    with bench.console.status(f"Building the index of {articles} …"):
        built, _ = in_fresh_process(build_once, articles, store, bench.load_embedder)
    shipped = catalogue_at("")
    made = table(f"The ledger of {built.articles:,} articles", "", "figure", "against")
    made.add_row("full build", f"{built.seconds:.0f} s", "")
    for name, catalogue in (
        ("judging", shipped),
        ("judging, were every article of it", replace(shipped, named=(), begins=None)),
    ):
        figures = judge_once(store, catalogue)
        # The build's seconds hold one judging by the catalogue that ships already.
        share = figures.seconds / max(built.seconds - figures.seconds, 1e-9)
        made.add_row(name, f"{figures.seconds:.1f} s", against(share, SHARE))
        made.add_row("  evidence found", f"{figures.evidence:,}", "")
    _add_reading(made, "reading it", store)
    try:
        gaza = five_articles(bench).articles
    except SkippedError as reason:
        made.add_row(f"the evaluation set's articles: {reason}", "", "")
    else:
        small = bench.work / "gaza-store"
        build(gaza, small, BuildOptions(), bench.load_embedder)
        _add_reading(made, "reading that of the evaluation set's articles", small)
    bench.console.print(made)


def judge_once(store: Path, catalogue: Catalogue) -> JudgingFigures:
    """Judge all sentences of the index in `store`, as its build did."""
    generation = open_generation(live_generation(store))
    first = len(generation.layout.passages)
    rows = np.arange(first, first + len(generation.layout.sentences))
    sentences = Sentences(
        [generation.articles.article(row) for row in range(len(generation.articles))],
        generation.layout,
        generation.copies,
        generation.vectors.rows(rows).astype(np.float16),
        generation.manifest.revision,
    )
    started = time.perf_counter()
    findings: Findings = judge(catalogue, sentences)
    return JudgingFigures(time.perf_counter() - started, len(findings.evidence))


def read_often(store: Path) -> list[float]:
    """Milliseconds of each of some readings, opening included."""
    found: list[float] = []
    for _ in range(READS):
        started = time.perf_counter()
        Book.open(store).ledger()
        found.append((time.perf_counter() - started) * 1_000)
    return found


def _add_reading(made: Table, name: str, store: Path) -> None:
    times = read_often(store)
    quotes = sum(len(s.evidence) for s in Book.open(store).ledger().standings)
    made.add_row(f"{name}, {quotes:,} quotes: median", f"{percentile(times, 50):.1f} ms", "")
    slow = percentile(times, 95)
    made.add_row("  95th percentile", f"{slow:.1f} ms", against(slow, READ_MS))
