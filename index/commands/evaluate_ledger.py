"""`evaluate` for the ledger: how much of the evidence it shows is right, and what it misses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from index.commands.answer_json import write_json
from index.commands.opening import say_if_outdated
from index.evaluation.evidence import measure_evidence, read_labels
from index.issues.book import Book

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from index.commands.surroundings import Surroundings
    from index.evaluation.evidence import EvidenceFigures


def evaluate_ledger(
    around: Surroundings, files: Sequence[Path], *, as_json: bool, misses: bool
) -> int:
    """Print how the ledger of the index in the store did. Raises DatelineError."""
    labels = read_labels(files)
    book = Book.open(around.store)
    say_if_outdated(around, book.manifest)
    figures = measure_evidence(book.ledger(), labels)
    if as_json:
        write_json(around.streams.stdout, evidence_object(figures, misses=misses))
        return 0
    console = Console(file=around.streams.stdout, markup=False, emoji=False, highlight=False)
    table = Table(title=f"The ledger, by {len(labels):,} labels")
    table.add_column("figure")
    table.add_column("value", justify="right")
    for name, value in _rows(figures):
        table.add_row(name, value)
    console.print(table)
    if misses:
        for one in figures.wrong:
            console.print(f"wrong: {one.issue} ({one.quote.doc_id}): {one.quote.text}")
        for label in figures.missed:
            console.print(f"missed: {label.issue} ({label.doc_id}): {label.quote}")
    return 0


def evidence_object(figures: EvidenceFigures, *, misses: bool) -> dict[str, Any]:
    """The figures with the keys that are written."""
    value: dict[str, Any] = {
        "shown": figures.shown,
        "precision": _share(figures.right, figures.shown),
        "must": figures.must,
        "must_recall": _share(figures.found, figures.must),
        "unlisted": list(figures.unlisted),
        "signals": figures.labels,
        "same_signal": round(figures.same_signal, 4),
        "f1": {signal.value: f1 for signal, f1 in figures.f1.items()},
    }
    if misses:
        value["wrong"] = [
            {"issue": one.issue, "doc_id": one.quote.doc_id, "text": one.quote.text}
            for one in figures.wrong
        ]
        value["missed"] = [
            {"issue": one.issue, "doc_id": one.doc_id, "text": one.quote} for one in figures.missed
        ]
    return value


def _rows(figures: EvidenceFigures) -> list[tuple[str, str]]:
    f1 = [
        (f"F1 of {signal.value}", "no label" if value is None else f"{value:.3f}")
        for signal, value in figures.f1.items()
    ]
    return [
        ("evidence shown, of articles that are labelled", f"{figures.shown:,}"),
        ("… of which right", f"{_share(figures.right, figures.shown):.3f}"),
        ("passages that must be shown", f"{figures.must:,}"),
        ("… of which shown", f"{_share(figures.found, figures.must):.3f}"),
        ("open issues that are not listed", ", ".join(figures.unlisted) or "none"),
        ("labels with the same signal", f"{figures.same_signal:.3f} of {figures.labels:,}"),
        *f1,
    ]


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
