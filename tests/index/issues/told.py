"""Evidence by the few facts that a test is about, and how an issue stands by it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from index.issues.records import Condition, Evidence, Findings, Issue, Ledger, Signal
from index.issues.status import derive
from index.records import Quote, Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from index.issues.records import Standing

OPEN, SETTLED, NEUTRAL = Signal.OPEN, Signal.SETTLED, Signal.NEUTRAL
BRIDGE: Final = Issue("bridge", "The bridge", "The bridge carries trains again.")
WORDS: Final = MappingProxyType(
    {
        OPEN: "The bridge is still shut.",
        SETTLED: "The bridge has opened.",
        NEUTRAL: "The bridge links two towns.",
    }
)


def told(
    signal: Signal = OPEN,
    published: str | None = "2025-12-20",
    text: str | None = None,
    *,
    sure: float = 0.9,
    at: int = 0,
    doc_id: str | None = None,
    **about: Any,
) -> Evidence:
    """Evidence on the bridge from character `at` on; an article for each date, if not named."""
    words = text or WORDS[signal]
    span = Span(at, at + len(words))
    quote = Quote(doc_id or f"of {published}", span, words, sure, published=published)
    return Evidence(**{"issue": BRIDGE.id, "quote": quote, "signal": signal, **about})


def in_turn(*told_so: tuple[Signal, float], published: str = "2025-12-20") -> list[Evidence]:
    """The sentences of one article, each with its signal and how sure that is."""
    return [told(s, published, sure=p, at=100 * n) for n, (s, p) in enumerate(told_so)]


def waiting(waits_for: str, published: str | None, text: str = "First the other.") -> Condition:
    """The bridge waits for another issue, as an article of that date says."""
    quote = Quote(f"of {published}", Span(0, len(text)), text, 1.0, published=published)
    return Condition(BRIDGE.id, waits_for, quote)


def ledger_of(
    evidence: Sequence[Evidence],
    conditions: Sequence[Condition] = (),
    issues: Sequence[Issue] = (BRIDGE,),
    until: date | None = None,
) -> Ledger:
    return derive(Findings(tuple(issues), tuple(evidence), tuple(conditions)), until)


def standing_of(*evidence: Evidence, conditions: Sequence[Condition] = ()) -> Standing:
    """How the bridge stands."""
    (standing,) = ledger_of(evidence, conditions).standings
    return standing
