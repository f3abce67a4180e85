"""Ledgers for pictures, made from no more than the dates of articles and what they tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from hypothesis import strategies as st

from index.issues.records import Evidence, Issue, Ledger, Signal, Standing, Status, Step
from index.records import Quote, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

Told: TypeAlias = tuple[str | None, tuple[Signal, ...]]
"""The date of an article, and the signals of its evidence for an issue."""

OPEN, SETTLED, NEUTRAL = (Signal.OPEN,), (Signal.SETTLED,), (Signal.NEUTRAL,)
BOTH = (Signal.OPEN, Signal.NEUTRAL, Signal.SETTLED)
WORDS_OF_ARTICLES = "Words of an article"
TITLES = st.text("Aid, its $ und Öl", min_size=1, max_size=60)


def _words(signal: Signal) -> str:
    return f"{WORDS_OF_ARTICLES} denied it." if signal is Signal.OPEN else WORDS_OF_ARTICLES


def standing(title: str, articles: Sequence[Told], status: Status = Status.OPEN) -> Standing:
    """An issue; the articles of all issues are numbered from 0, so that they are the same ones.

    Where an article tells that it is settled, one party claims so; others deny it where they can.
    """
    evidence = tuple(
        Evidence(
            title,
            Quote(f"{number}", Span(0, 19), _words(signal), 0.9, published=date),
            signal,
            party="One" if signal is Signal.SETTLED else None,
            speaks_for=signal is Signal.SETTLED,
        )
        for number, (date, signals) in enumerate(articles)
        for signal in signals
    )
    return Standing(
        issue=Issue("the-id", title, ""), status=status, because=Step.ONE_VOICE,
        reason=evidence[0] if evidence else None, evidence=evidence, positions=(), waits_for=(),
        articles=len(articles), last_moved=max((day for day, _ in articles if day), default=None),
    )  # fmt: skip


def ledger(*articles: Sequence[Told]) -> Ledger:
    """A ledger with an issue for each of these."""
    return Ledger(tuple(standing(f"Issue {n}", several) for n, several in enumerate(articles)))


def dates() -> st.SearchStrategy[str | None]:
    """Of all precisions; many of them the same, some undated, one that is none."""
    days = st.dates().map(lambda day: day.isoformat() if day.year > 999 else "1000-01-01")
    near = st.integers(1, 28).map("2025-12-{:02}".format)
    other = [
        None,
        "2025-12",
        "2025-11",
        "2026-01",
        "2025",
        "2026-01-25",
        "soon",
        "9999",
        "2025-02-29",
    ]
    return st.one_of(near, near, st.sampled_from(other), days)


def ledgers(titles: st.SearchStrategy[str] = TITLES) -> st.SearchStrategy[Ledger]:
    """Of up to five issues and thirty articles of each, silent issues among them."""
    told = st.tuples(dates(), st.sampled_from([OPEN, SETTLED, NEUTRAL, BOTH]))
    one = st.builds(standing, titles, st.lists(told, max_size=30), st.sampled_from(list(Status)))
    return st.lists(one, max_size=5).map(lambda several: Ledger(tuple(several)))
