"""Findings -> Ledger: how each issue stands, by `RULE`, which anyone can follow."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from index.issues.denials import DENIES, SAYS_NOT
from index.issues.records import Ledger, Signal, Standing, Status, Step
from index.question.dates.periods import published_range

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.issues.records import Condition, Evidence, Findings, Issue

RULE: Final = """\
    1  Evidence that is neutral decides nothing, nor does a signal that is more likely wrong than
       right, nor a sentence that doesn't name the issue where no other of its article decides
       anything. Without any other evidence an issue is not mentioned.
    2  Dated evidence goes before undated: where there is any, what is undated is left aside.
    3  The newest time decides: the newest article with evidence, and all others that may have been
       published on one of its days ("December 2025" holds 20 December).
    4  An article says what most of its sentences say. Each weighs by how far its signal is from a
       guess, the first of them whole, the second half, the third a third: news stands at the top.
       What was open in the past ("had linked") weighs only where there is nothing else.
    5  Where a party's claim that something is done is denied at the same time, the issue is
       contested.
    6  Where all articles of that time say the same, that is the status; else it is contested.

The quote that decided is the surest of the newest time that says so; of those that say for sure
that it is settled the first. A sentence that names the issue goes before others, and these before
headings.
"""

DECIDES: Final = 0.5
"""How sure a signal must be to weigh."""

CHANCE: Final = 1 / 3
"""The probability of a signal that is only guessed: there are three."""

SURE: Final = 0.93
"""Of sentences that are settled and at least as sure the first shows it best, not the surest."""

_PAST: Final = re.compile(
    r"\b(?:had|previously|formerly|earlier this|initially|originally|until then)\b", re.IGNORECASE
)
_DENIED_BY_OTHERS: Final = re.compile(rf"[,;:—–].*?{DENIES.pattern}", re.IGNORECASE | re.DOTALL)
"""In one sentence: "Israel says that it is done, residents deny it"."""

_ENDS_SENTENCE: Final = re.compile(r"[.!?]\W*$")

UNDATED: Final = (date.min, date.min)
"""The days of what has no date."""


@dataclass(frozen=True, slots=True)
class _Decision:
    status: Status
    because: Step
    reason: Evidence | None


def derive(findings: Findings, until: date | None = None) -> Ledger:
    """How every issue stands; `until`: by evidence published on that day or before alone."""
    evidence = [e for e in findings.evidence if until is None or _is_by(e.quote.published, until)]
    conditions = [
        c for c in findings.conditions if until is None or _is_by(c.quote.published, until)
    ]
    standings = [
        _standing(
            issue,
            [one for one in evidence if one.issue == issue.id],
            [one for one in conditions if one.issue == issue.id],
        )
        for issue in findings.issues
    ]
    settled = {one.issue.id for one in standings if one.status is Status.SETTLED}
    standings = [
        replace(one, waits_for=tuple(c for c in one.waits_for if c.waits_for not in settled))
        for one in standings
    ]
    # Sorting is stable, so that undated ones keep the catalogue's order.
    standings.sort(key=lambda s: age_key(s.last_moved), reverse=True)
    return Ledger(tuple(standings), findings.candidates)


def told_by(article: Sequence[Evidence]) -> Status:
    """What one article says of an issue, by the same rule; `article` is its evidence of it."""
    return _decide(article).status


def days_of(published: str | None) -> tuple[date, date]:
    """The first and the last day on which something may have been published; undated: long ago."""
    return (published_range(published) if published else None) or UNDATED


def age_key(published: str | None) -> tuple[date, date]:
    """Greater the newer: by the last day it may be of; a day is newer than its month."""
    first, last = days_of(published)
    return last, first


def newest_first(evidence: Iterable[Evidence]) -> list[Evidence]:
    """The newest evidence first, what is undated last, else in text order."""
    return sorted(evidence, key=lambda one: age_key(one.quote.published), reverse=True)


def _is_by(published: str | None, day: date) -> bool:
    first, _ = days_of(published)
    return first != date.min and first <= day


def _standing(
    issue: Issue, evidence: Sequence[Evidence], conditions: Sequence[Condition]
) -> Standing:
    ordered = newest_first(evidence)
    decision = _decide(ordered)
    # What only describes the issue moves it no further; where there is nothing else it counts.
    moving = deciding(ordered) or ordered
    dated = [one.quote.published for one in moving if days_of(one.quote.published) != UNDATED]
    return Standing(
        issue=issue,
        status=decision.status,
        because=decision.because,
        reason=decision.reason,
        evidence=tuple(ordered),
        positions=_positions(ordered),
        waits_for=() if decision.status is Status.SETTLED else _newest_conditions(conditions),
        articles=len({one.quote.doc_id for one in ordered}),
        last_moved=dated[0] if dated else None,
    )


def _decide(ordered: Sequence[Evidence]) -> _Decision:
    telling = deciding(ordered)
    if not telling:
        return _Decision(Status.NOT_MENTIONED, Step.SILENT, None)
    newest = _of_newest_time(telling)
    if (claim := _denied(newest)) is not None:
        return _Decision(Status.CONTESTED, Step.DENIED, claim)
    articles: dict[str, list[Evidence]] = {}
    for one in newest:
        articles.setdefault(one.quote.doc_id, []).append(one)
    said = {_said_by(article) for article in articles.values()}
    if len(said) > 1:
        # The settled side is shown: that the other is open is what everybody expects.
        return _Decision(Status.CONTESTED, Step.BOTH, _clearest(newest, Signal.SETTLED))
    (signal,) = said
    status = Status.SETTLED if signal is Signal.SETTLED else Status.OPEN
    unanimous = len({one.signal for one in newest}) == 1
    step = Step.ONE_VOICE if unanimous else Step.MOSTLY
    return _Decision(status, step, _clearest(newest, signal))


def deciding(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Those of `evidence` that can decide a status, by the first step of the rule, in order."""
    sure = [one for one in evidence if _weighs(one)]
    named_in = {one.quote.doc_id for one in sure if one.names_it}
    return [one for one in sure if one.quote.doc_id in named_in]


def _weighs(one: Evidence) -> bool:
    return one.signal is not Signal.NEUTRAL and one.quote.score >= DECIDES


def is_past(one: Evidence) -> bool:
    """Whether evidence tells what was open before; "said that it had ended" is news, not past."""
    return one.signal is Signal.OPEN and bool(_PAST.search(one.quote.text))


def _of_newest_time(telling: Sequence[Evidence]) -> list[Evidence]:
    """What may have been published on a day of the newest article; all, where none is dated."""
    first, last = days_of(telling[0].quote.published)
    return [
        one
        for one in telling
        if days_of(one.quote.published)[1] >= first and days_of(one.quote.published)[0] <= last
    ]


def _said_by(article: Sequence[Evidence]) -> Signal:
    """What most sentences of one article say."""
    present = [one for one in article if not is_past(one)] or article
    weight = dict.fromkeys(Signal, 0.0)
    for rank, one in enumerate(sorted(present, key=lambda one: one.quote.span.start), 1):
        weight[one.signal] += max(one.quote.score - CHANCE, 0.0) / rank
    return Signal.SETTLED if weight[Signal.SETTLED] > weight[Signal.OPEN] else Signal.OPEN


def _denied(newest: Sequence[Evidence]) -> Evidence | None:
    """A party's claim that something is done which is denied; else None."""
    denials = [
        one
        for one in newest
        if DENIES.search(one.quote.text) or (one.speaks_for and SAYS_NOT.search(one.quote.text))
    ]
    for claim in newest:
        if claim.signal is Signal.SETTLED and claim.speaks_for:
            for denial in denials:
                if denial is claim and not _DENIED_BY_OTHERS.search(claim.quote.text):
                    continue  # "Egypt denied a report that it was done": no claim of Egypt's
                if denial is claim or (
                    denial.signal is Signal.OPEN and denial.party != claim.party
                ):
                    return claim
    return None


def _clearest(evidence: Sequence[Evidence], signal: Signal) -> Evidence:
    """The evidence that shows a signal best."""
    return max(
        (one for one in evidence if one.signal is signal),
        key=lambda one: (
            bool(_ENDS_SENTENCE.search(one.quote.text)),
            one.names_it and not is_past(one),
            one.quote.score if signal is Signal.OPEN else min(one.quote.score, SURE),
            one.quote.published or "",
            -one.quote.span.start,
        ),
    )


def _positions(ordered: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The newest evidence of each party, its own word before what others tell of it."""
    told = [
        as_told_of(one, party)
        for one in ordered
        if one.signal is not Signal.NEUTRAL
        for party in (one.party, *one.also)
        if party is not None
    ]
    found: dict[str | None, Evidence] = {}
    for one in sorted(told, key=_position_order, reverse=True):
        found.setdefault(one.party, one)
    return tuple(found.values())


def _position_order(one: Evidence) -> tuple[tuple[date, date], bool, float]:
    return age_key(one.quote.published), one.speaks_for, one.quote.score


def as_told_of(one: Evidence, party: str) -> Evidence:
    """The same evidence, as that of one of the parties it tells of."""
    if one.party == party:
        return one
    return replace(one, party=party, also=(), speaks_for=False)


def _newest_conditions(conditions: Sequence[Condition]) -> tuple[Condition, ...]:
    """The newest condition for each issue that is waited for."""
    found: dict[str, Condition] = {}
    for one in sorted(conditions, key=lambda c: age_key(c.quote.published), reverse=True):
        found.setdefault(one.waits_for, one)
    return tuple(found.values())
