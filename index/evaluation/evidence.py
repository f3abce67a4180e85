"""How good the ledger's evidence is, by lines that say which words are evidence for which issue.

    {"issue": "rafah-crossing", "doc_id": "a", "quote": "its words", "signal": "open", "must": true}

An article with fewer lines than `FULLY` counts as labelled in part: what else is shown of it is
neither right nor wrong.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from index.errors import QuestionSetError
from index.evaluation.statistics import f1_of_each
from index.issues.records import Signal, Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from index.issues.records import Evidence, Ledger

FULLY: Final = 5
"""Lines of an article that is labelled as a whole, at least."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words of an article that are evidence for an issue; a good ledger shows those that `must`."""

    issue: str
    doc_id: str
    quote: str
    signal: Signal
    must: bool


@dataclass(frozen=True, slots=True)
class EvidenceFigures:
    """How a ledger did.

    `right` of the `shown` quotes of fully labelled articles are evidence for their issue, `found`
    of `must` labels are shown. `unlisted` are issues with an open `must` label that the list of
    open issues lacks. `f1` has a number for each signal, None for one that no label has, over
    labels that are shown; `same_signal` is the share of these with the same signal.
    """

    shown: int
    right: int
    must: int
    found: int
    unlisted: tuple[str, ...]
    labels: int
    same_signal: float
    f1: dict[Signal, float | None]
    wrong: tuple[Evidence, ...]
    missed: tuple[Label, ...]


def holds_labels(path: Path) -> bool:
    """Whether a file has labels of evidence, not questions, by its first line."""
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as file:
            first = json.loads(next((line for line in file if line.strip()), "null"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(first, dict) and "issue" in first


def read_labels(paths: Sequence[Path]) -> tuple[Label, ...]:
    """The labels of some files; raises QuestionSetError with the line."""
    labels: list[Label] = []
    for path in paths:
        try:
            lines = path.read_text(encoding="utf-8-sig").split("\n")
        except (OSError, UnicodeDecodeError) as exc:
            raise QuestionSetError(str(path), "can't be read") from exc
        for number, line in enumerate(lines, 1):
            if line.strip():
                labels.append(_label(path, number, line))
    return tuple(labels)


def _label(path: Path, number: int, line: str) -> Label:
    try:
        value: dict[str, Any] = json.loads(line)
        issue, doc_id, quote = (str(value[key]) for key in ("issue", "doc_id", "quote"))
        signal, must = Signal(value["signal"]), bool(value.get("must", False))
        return Label(issue, doc_id, quote, signal, must)
    except (ValueError, TypeError, KeyError, RecursionError) as exc:
        keys = "issue, doc_id, quote, signal (open, settled, neutral) and must"
        raise QuestionSetError(str(path), f"line {number} is no label; each has {keys}") from exc


def measure_evidence(ledger: Ledger, labels: Sequence[Label]) -> EvidenceFigures:
    """Compare what a ledger shows with the labels."""
    evidence = [one for standing in ledger.standings for one in standing.evidence]
    counts: dict[str, int] = {}
    for label in labels:
        counts[label.doc_id] = counts.get(label.doc_id, 0) + 1
    shown = [one for one in evidence if counts.get(one.quote.doc_id, 0) >= FULLY]
    wrong = tuple(one for one in shown if not any(_is_of(one, label) for label in labels))
    pairs: list[tuple[Signal, Signal]] = []
    missed: list[Label] = []
    for label in labels:
        signals = [one.signal for one in evidence if _is_of(one, label)]
        if signals:
            pairs.append((label.signal, signals[0]))
        elif label.must:
            missed.append(label)
    open_issues = {label.issue for label in labels if label.must and label.signal is Signal.OPEN}
    listed = {s.issue.id for s in ledger.standings if s.status in {Status.OPEN, Status.CONTESTED}}
    must = sum(label.must for label in labels)
    return EvidenceFigures(
        shown=len(shown),
        right=len(shown) - len(wrong),
        must=must,
        found=must - len(missed),
        unlisted=tuple(sorted(open_issues - listed)),
        labels=len(pairs),
        same_signal=sum(a is b for a, b in pairs) / len(pairs) if pairs else 0.0,
        f1=f1_of_each(pairs),
        wrong=wrong,
        missed=tuple(missed),
    )


def _is_of(one: Evidence, label: Label) -> bool:
    """Whether a quote shows what a label marks: one lies in the other."""
    if one.issue != label.issue or one.quote.doc_id != label.doc_id:
        return False
    return label.quote in one.quote.text or one.quote.text in label.quote
