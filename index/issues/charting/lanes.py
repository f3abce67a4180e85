"""The articles of an issue as spots along the dates, and beside them those without a date.

    Standing ─▶ articles_of ─▶ along: the dated ones ─▶ Lane
                            ─▶ beside: the undated ones ─▶ Lane

Levels count from the line up. An article of a day stands above the middle of it. Articles of which
only the month or year is known stand side by side on a bar that reaches over all of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import ceil, sqrt
from typing import TYPE_CHECKING

from index.issues.charting.packing import Stretch, pack
from index.issues.charting.timescale import days_of
from index.issues.charting.words import Kind, kind_of_status
from index.issues.status import told_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.issues.charting.timescale import TimeScale
    from index.issues.records import Evidence, Standing


@dataclass(frozen=True, slots=True)
class Article:
    """What an article tells of one issue, and the first and last day that its date means."""

    kind: Kind
    days: tuple[date, date] | None

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.days is not None and self.days[0] == self.days[1]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an article is shown; not `exact` on a bar."""

    kind: Kind
    x: float
    level: int
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Bar:
    """A month or year, from its beginning to its end."""

    left: float
    right: float
    level: int


@dataclass(frozen=True, slots=True)
class Lane:
    """The spots of an issue; no two of a level are nearer than the pitch."""

    spots: tuple[Spot, ...] = ()
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class _Group:
    """Articles that stay together: one of a day, or those that share a bar."""

    articles: Sequence[Article]
    middle: float
    bar: tuple[float, float] | None


def articles_of(standing: Standing) -> list[Article]:
    """The articles with evidence of an issue, by date, those that tell the same together."""
    told: dict[str, list[Evidence]] = {}
    for one in standing.evidence:
        told.setdefault(one.quote.doc_id, []).append(one)
    found = [
        Article(kind_of_status(told_by(evidence)), days_of(evidence[0].quote.published))
        for evidence in told.values()
    ]
    kinds = list(Kind)
    return sorted(found, key=lambda one: (one.days or (date.min,) * 2, kinds.index(one.kind)))


def along(articles: Sequence[Article], scale: TimeScale, pitch: int) -> Lane:
    """The dated articles, on the scale."""
    groups = list(_groups(articles, scale, pitch))
    stretches = []
    for group in groups:
        half = len(group.articles) * pitch / 2
        start, end = group.bar or (group.middle, group.middle)
        start, end = min(start, group.middle - half), max(end, group.middle + half)
        stretches.append(Stretch(start, end, fixed=group.bar is not None))
    spots: list[Spot] = []
    bars: list[Bar] = []
    placed = pack(stretches, scale.left, scale.right)
    for group, (aside, level) in zip(groups, placed, strict=True):
        first = group.middle + aside - (len(group.articles) - 1) * pitch / 2
        spots += [
            Spot(one.kind, first + at * pitch, level, one.exact)
            for at, one in enumerate(group.articles)
        ]
        if group.bar is not None:
            bars.append(Bar(*group.bar, level))
    return Lane(tuple(spots), tuple(bars))


def beside(articles: Sequence[Article], left: float, right: float, pitch: int) -> Lane:
    """The undated articles, side by side between these, from the left, then above."""
    broad = int((right - left) / pitch)
    undated = [one for one in articles if one.days is None]
    return Lane(
        tuple(
            Spot(one.kind, left + (at % broad + 0.5) * pitch, at // broad)
            for at, one in enumerate(undated)
        )
    )


def _groups(articles: Sequence[Article], scale: TimeScale, pitch: int) -> Iterator[_Group]:
    for days, same in groupby(articles, key=lambda one: one.days):
        if days is None:
            continue
        several = list(same)
        start, end = scale.span(days)
        if several[0].exact:
            yield from (_Group([one], (start + end) / 2, None) for one in several)
            continue
        # As many as the bar has room for; a short one may be overhung rather than a tower built.
        most = max(int((end - start) / pitch) - 1, ceil(sqrt(len(several) / 2)))
        for at in range(0, len(several), most):
            part = several[at : at + most]
            half = len(part) * pitch / 2
            middle = min(max((start + end) / 2, scale.left + half), scale.right - half)
            yield _Group(part, middle, (start, end))
