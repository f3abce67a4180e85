"""Findings as JSON: `ledger.json` of a generation, and a row of the history.

    {"issues": [{"id", "title", "settled_by"}], "quotes": [quote], "candidates": […],
     "evidence": [{"issue", "quote": 0, …}], "conditions": [{"issue", "waits_for", "quote": 0}]}

A quote that is evidence for several issues is written once, and named by its number.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from index.errors import StoreDamagedError
from index.issues.records import (
    Candidate,
    Condition,
    Evidence,
    Figure,
    Findings,
    Issue,
    Signal,
    Voice,
)
from index.records import Quote, Span

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LEDGER_FILE = "ledger.json"


def write_findings(folder: Path, findings: Findings) -> None:
    """Write the findings into a generation's folder."""
    (folder / LEDGER_FILE).write_text(to_json(findings), encoding="utf-8")


def read_findings(folder: Path) -> Findings:
    """Read what `write_findings` wrote; raises StoreDamagedError."""
    path = folder / LEDGER_FILE
    try:
        return from_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError) as exc:
        raise StoreDamagedError(path, "can't be read") from exc


def to_json(findings: Findings) -> str:
    """The findings as one line."""
    numbers: dict[Quote, int] = {}

    def number(quote: Quote) -> int:
        return numbers.setdefault(quote, len(numbers))

    value = {
        "issues": [asdict(issue) for issue in findings.issues],
        "evidence": [_evidence(one, number) for one in findings.evidence],
        "conditions": [
            {"issue": one.issue, "waits_for": one.waits_for, "quote": number(one.quote)}
            for one in findings.conditions
        ],
        "candidates": [
            {
                "about": one.about,
                "quotes": [number(q) for q in one.quotes],
                "articles": one.articles,
            }
            for one in findings.candidates
        ],
    }
    return json.dumps({**value, "quotes": [_quote(quote) for quote in numbers]})


def from_json(text: str) -> Findings:
    """Read what `to_json` wrote; raises ValueError, TypeError, KeyError or IndexError."""
    value = json.loads(text)
    quotes = [_read_quote(one) for one in value["quotes"]]
    return Findings(
        issues=tuple(Issue(**one) for one in value["issues"]),
        evidence=tuple(_read_evidence(one, quotes) for one in value["evidence"]),
        conditions=tuple(
            Condition(one["issue"], one["waits_for"], quotes[one["quote"]])
            for one in value["conditions"]
        ),
        candidates=tuple(
            Candidate(tuple(one["about"]), tuple(quotes[q] for q in one["quotes"]), one["articles"])
            for one in value["candidates"]
        ),
    )


def _quote(quote: Quote) -> dict[str, Any]:
    value = asdict(quote)
    value["span"] = [quote.span.start, quote.span.end]
    return value


def _read_quote(value: dict[str, Any]) -> Quote:
    start, end = value["span"]
    return Quote(**{**value, "span": Span(start, end), "copies": tuple(value["copies"])})


def _evidence(one: Evidence, number: Callable[[Quote], int]) -> dict[str, Any]:
    return {
        "issue": one.issue,
        "quote": number(one.quote),
        "signal": one.signal.value,
        "party": one.party,
        "speaker": one.speaker,
        "voice": one.voice.value,
        "speaks_for": one.speaks_for,
        "also": one.also,
        "names_it": one.names_it,
        "figures": [asdict(figure) for figure in one.figures],
    }


def _read_evidence(value: dict[str, Any], quotes: list[Quote]) -> Evidence:
    return Evidence(
        **{
            **value,
            "quote": quotes[value["quote"]],
            "signal": Signal(value["signal"]),
            "voice": Voice(value["voice"]),
            "also": tuple(value["also"]),
            "figures": tuple(Figure(**figure) for figure in value["figures"]),
        }
    )
