"""The plan of a picture of a ledger: what stands where, in pixels, before anything is drawn.

    Ledger, how titles are broken into lines ─▶ make_plan ─▶ Plan of Rows

x runs from the left, y from the top. One mark stands for one article and one issue, and none hides
another.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt
from typing import TYPE_CHECKING, Final

from index.issues.charting.lanes import Lane, along, articles_of, beside
from index.issues.charting.timescale import time_scale
from index.issues.charting.words import Kind, kind_of_status

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.issues.charting.lanes import Article
    from index.issues.charting.timescale import TimeScale
    from index.issues.records import Issue, Ledger, Standing

WIDTH: Final = 1080  # on a phone a third of it
MARGIN: Final = 40
TITLE_LINE: Final = 48
LABEL_LINE: Final = 40
AXIS: Final = 2 * LABEL_LINE + 20  # a day and its year

_NO_AXIS: Final = LABEL_LINE + 28  # a heading alone stands there
_NOTHING: Final = 120  # a heading alone
_HEAD: Final = 232  # heading, dates, legend
_BAR_LEGEND: Final = 48
_TITLE_GAP: Final = 14  # between a title and its highest mark
_LINE_GAP: Final = 6  # between the lowest marks and the line
_ROW_GAP: Final = 36  # between a line and the next title
_UNDATED_WIDTH: Final = 176  # wide enough for its heading
_UNDATED_GAP: Final = 28
_TALLEST: Final = 16_000  # no row begins below; Agg draws 65,535, and nobody scrolls as far
_PITCHES: Final = ((60, 30), (240, 21))  # up to so many marks of an issue: so far apart
_LEAST_PITCH: Final = 15


@dataclass(frozen=True, slots=True)
class Mark:
    """An article; x and y are its middle. Not `exact` where only the month or year is known."""

    kind: Kind
    x: float
    y: float
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Span:
    """A month or year that articles are dated on."""

    left: float
    right: float
    y: float


@dataclass(frozen=True, slots=True)
class Row:
    """An issue: its title from `top` down, then its marks from `lane` down to a line at `base`."""

    lines: tuple[str, ...]
    status: Kind
    top: float
    lane: float
    base: float
    marks: tuple[Mark, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The picture. `scale` is None where nothing is dated, `undated` (its sides) where all is.

    `axis` is the top of the dates. Marks are `pitch` apart. `standings` are the issues with
    evidence, of which the first have rows; `silent` counts the others.
    """

    height: float
    axis: float
    rows: tuple[Row, ...]
    scale: TimeScale | None
    undated: tuple[float, float] | None
    pitch: int
    standings: tuple[Standing, ...]
    silent: int


def make_plan(ledger: Ledger, title_lines: Callable[[Issue], tuple[str, ...]]) -> Plan:
    """Place the issues that have evidence, in the ledger's order.

    A row that would begin too far down is left out, and those after it.
    """
    standings = tuple(standing for standing in ledger.standings if standing.evidence)
    silent = len(ledger.standings) - len(standings)
    articles = [articles_of(standing) for standing in standings]
    pitch = _pitch(max(map(len, articles), default=0))
    if not standings:
        return Plan(_NOTHING, _NOTHING, (), None, None, pitch, (), silent)
    scale, undated = _columns(articles, pitch)
    inexact = any(one.days and not one.exact for several in articles for one in several)
    axis = _HEAD + (_BAR_LEGEND if inexact else 0)
    y = float(axis + (AXIS if scale is not None else _NO_AXIS))
    rows: list[Row] = []
    for standing, several in zip(standings, articles, strict=True):
        if y > _TALLEST:
            break
        dated = Lane() if scale is None else along(several, scale, pitch)
        others = Lane() if undated is None else beside(several, *undated, pitch)
        row = _row(standing, title_lines(standing.issue), y, (dated, others), pitch)
        rows.append(row)
        y = row.base + _ROW_GAP
    return Plan(y, axis, tuple(rows), scale, undated, pitch, standings, silent)


def _pitch(most: int) -> int:
    """How far marks are apart where the issue with most articles has so many."""
    return next((pitch for up_to, pitch in _PITCHES if most <= up_to), _LEAST_PITCH)


def _columns(
    articles: Sequence[Sequence[Article]], pitch: int
) -> tuple[TimeScale | None, tuple[float, float] | None]:
    """The scale of all dates, and the sides of the column for what has none, as far as needed."""
    left, right = float(MARGIN), float(WIDTH - MARGIN)
    dated = [one.days for several in articles for one in several if one.days is not None]
    undated = max(sum(one.days is None for one in several) for several in articles)
    if not dated:
        return None, (left, right)
    if not undated:
        return time_scale(dated, left, right), None
    width = min(max(_UNDATED_WIDTH, pitch * ceil(sqrt(undated))), (right - left) / 2)
    return time_scale(dated, left, right - width - _UNDATED_GAP), (right - width, right)


def _row(
    standing: Standing, lines: tuple[str, ...], top: float, lanes: Sequence[Lane], pitch: int
) -> Row:
    spots = [spot for lane in lanes for spot in lane.spots]
    levels = 1 + max(spot.level for spot in spots)
    lane = top + len(lines) * TITLE_LINE + _TITLE_GAP
    base = lane + levels * pitch + _LINE_GAP

    def height(level: int) -> float:
        return base - _LINE_GAP - (level + 0.5) * pitch

    marks = tuple(Mark(one.kind, one.x, height(one.level), one.exact) for one in spots)
    bars = [bar for lane in lanes for bar in lane.bars]
    spans = tuple(Span(bar.left, bar.right, height(bar.level)) for bar in bars)
    return Row(lines, kind_of_status(standing.status), top, lane, base, marks, spans)
