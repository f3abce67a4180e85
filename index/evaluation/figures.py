"""Outcomes of many questions -> the figures of one system."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.evaluation.statistics import auroc

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.evaluation.scoring import Outcome


@dataclass(frozen=True, slots=True)
class Figures:
    """What is published of one system. Shares are 0 to 1; None where nothing could be counted.

    `hit1`, `hit3`, `hit5` are shares of the answerable questions with a right quote among so many;
    `mrr` is the mean reciprocal rank of the first right one. `auroc` is that of the confidence,
    answerable against not; `auroc_right`, first quote right against not. `kept` is the share of
    answerable questions that are answered at `threshold`, rightly or not, and `wrong` that of
    unanswerable ones. `holds_answer` is the share of first quotes that hold a short answer, of the
    questions that have one. Words are those of first quotes. `refused` counts questions that were
    turned down unsearched, `not_verbatim` those with a quote that is not in its article. Times are
    milliseconds, question in to reply out. `values` counts those in which articles are known to
    differ, `values_shown` those of them that were shown, `values_besides` others shown with them.
    """

    questions: int
    answerable: int
    hit1: float | None
    hit3: float | None
    hit5: float | None
    mrr: float | None
    auroc: float | None
    auroc_right: float | None
    threshold: float
    kept: float | None
    wrong: float | None
    holds_answer: float | None
    mean_words: float | None
    most_words: int
    not_verbatim: int
    refused: int
    p50_ms: float
    p95_ms: float
    values: int = 0
    values_shown: int = 0
    values_besides: int = 0


def summarise(outcomes: Sequence[Outcome], threshold: float) -> Figures:
    """The figures of at least one outcome; `threshold` is only passed on."""
    answerable = [o for o in outcomes if o.question.gold]
    unanswerable = [o for o in outcomes if not o.question.gold]
    confidences = [o.finding.confidence for o in outcomes]
    words = [len(o.finding.quotes[0].text.split()) for o in outcomes if o.finding.quotes]
    times = [o.milliseconds for o in outcomes]
    hits = {k: _mean([o.rank is not None and o.rank <= k for o in answerable]) for k in (1, 3, 5)}
    return Figures(
        questions=len(outcomes),
        answerable=len(answerable),
        hit1=hits[1],
        hit3=hits[3],
        hit5=hits[5],
        mrr=_mean([1 / o.rank if o.rank else 0.0 for o in answerable]),
        auroc=auroc(confidences, [bool(o.question.gold) for o in outcomes]),
        auroc_right=auroc(confidences, [o.right for o in outcomes]),
        threshold=threshold,
        kept=_mean([o.finding.answered for o in answerable]),
        wrong=_mean([o.finding.answered for o in unanswerable]),
        holds_answer=_mean([o.holds_answer for o in outcomes if o.holds_answer is not None]),
        mean_words=_mean(words),
        most_words=max(words, default=0),
        not_verbatim=sum(not o.verbatim for o in outcomes),
        refused=sum(o.finding.refused for o in outcomes),
        p50_ms=percentile(times, 0.50),
        p95_ms=percentile(times, 0.95),
        values=sum(o.values.wanted for o in outcomes if o.values),
        values_shown=sum(o.values.shown for o in outcomes if o.values),
        values_besides=sum(o.values.others for o in outcomes if o.values),
    )


def percentile(values: Sequence[float], share: float) -> float:
    """The least of `values` that is at or above a share of them (the nearest-rank method)."""
    return sorted(values)[max(math.ceil(share * len(values)), 1) - 1]


def threshold_that_keeps(outcomes: Sequence[Outcome], kept: int) -> float:
    """The highest threshold at which a system answers `kept` of the answerable questions.

    More, where confidences are equal. Infinite for none.
    """
    confidences = sorted(
        (o.finding.confidence for o in outcomes if o.question.gold and o.finding.quotes),
        reverse=True,
    )
    if kept == 0 or not confidences:
        return math.inf
    return confidences[min(kept, len(confidences)) - 1]


def answered_from(outcomes: Sequence[Outcome], threshold: float) -> list[Outcome]:
    """The same outcomes, had the system answered from `threshold` on."""
    return [
        replace(
            outcome,
            finding=replace(
                outcome.finding,
                answered=bool(outcome.finding.quotes) and outcome.finding.confidence >= threshold,
            ),
        )
        for outcome in outcomes
    ]


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
