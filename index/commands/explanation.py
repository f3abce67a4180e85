"""An explanation as text and as JSON: each candidate in order, its score part by part, its fate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from index.commands.answer_json import DIGITS
from index.printable import one_line

if TYPE_CHECKING:
    from index.explaining import Explained, Explanation

PARTS: Final = 5
"""Features that are printed of a score; the others, which are smaller, are summed up."""

WORDS: Final = 160
"""Characters of a sentence that are printed; all of them are in the JSON."""


def explanation_text(explanation: Explanation) -> str:
    """Lines for people, the last one ended too."""
    lines = [explanation.verdict]
    if explanation.searched_for:
        lines.append(f"searched for: {one_line(explanation.searched_for)}")
        lines.append(f"asks: {explanation.kind}")
    if explanation.understood:
        lines.append(f"understood: {one_line(explanation.understood)}")
    if explanation.signals:
        values = ", ".join(f"{name} {value:.2f}" for name, value in explanation.signals.items())
        lines.append(f"confidence from: {values}")
    for number, candidate in enumerate(explanation.candidates, start=1):
        lines += ["", *_candidate_lines(number, candidate)]
    return "\n".join(lines) + "\n"


def _candidate_lines(number: int, one: Explained) -> list[str]:
    facts = [f"{one.score:.3f}", one_line(one.doc_id), one.fate]
    if one.copies:
        facts.append(f"same story: {', '.join(one_line(c) for c in one.copies)}")
    if one.undated:
        facts.append("undated, so after the dated ones")
    parts = list(one.parts.items())
    shown = [f"{name} {value:.3f}" for name, value in parts[:PARTS]]
    shown.append(f"others {sum(value for _, value in parts[PARTS:]):.3f}")
    moved = [f"{move.amount:+.2f} {move.rule}" for move in one.moves]
    words = one_line(one.text)
    return [
        f"{number:>2}. " + " · ".join(facts),
        f"    = {' + '.join(shown)}" + "".join(f"; {move}" for move in moved),
        f"    > {words if len(words) <= WORDS else words[:WORDS] + ' …'}",
    ]


def explanation_object(explanation: Explanation) -> dict[str, Any]:
    """The same for machines."""
    return {
        "verdict": explanation.verdict,
        "searched_for": explanation.searched_for,
        "understood": explanation.understood,
        "asks": explanation.kind.value,
        "confidence": round(explanation.confidence, DIGITS),
        "threshold": explanation.threshold,
        "signals": {name.value: round(v, DIGITS) for name, v in explanation.signals.items()},
        "candidates": [
            {
                "doc_id": one.doc_id,
                "text": one.text,
                "score": round(one.score, DIGITS),
                "parts": {name.value: round(v, DIGITS) for name, v in one.parts.items()},
                "moves": [{"rule": m.rule.value, "amount": m.amount} for m in one.moves],
                "copies": list(one.copies),
                "undated": one.undated,
                "fate": one.fate,
            }
            for one in explanation.candidates
        ],
    }
