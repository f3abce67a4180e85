"""A picture of a ledger: issues down, time across, a mark for each article; and the same in words.

    Ledger ─▶ charting.plan: what stands where ─▶ draw_chart: a PNG file, and its description

The only file that imports matplotlib. Figures are made without pyplot, which keeps them in a list
of its own: so nothing is shared, and several threads may draw. Only the font that comes with
matplotlib is used, so that a picture is the same wherever it is drawn. No word of an article is in
a picture: only titles of issues, dates and what the marks mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Final

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.textpath import TextToPath
from matplotlib.transforms import Affine2D

from index.issues.charting import words
from index.issues.charting.palette import PALETTES, SHAPES, Palette, Theme
from index.issues.charting.plan import (
    AXIS,
    LABEL_LINE,
    MARGIN,
    TITLE_LINE,
    WIDTH,
    Mark,
    Span,
    make_plan,
)
from index.issues.charting.titles import Titles
from index.issues.charting.words import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.issues.charting.plan import Plan, Row
    from index.issues.records import Ledger

__all__ = ["Picture", "Theme", "draw_chart"]

# Sizes in pixels; a phone shows a third of them.
_HEADING: Final = 44
_TITLE: Final = 36
_LABEL: Final = 32

_DPI: Final = 72  # a point is a pixel
_STATUS: Final = 790  # where the status of an issue begins, right of its title
_TITLE_WIDTH: Final = _STATUS - MARGIN - 60
_LEGEND: Final = (MARGIN, 210, 440, 640)  # where its entries begin
_LEGEND_PITCH: Final = 32
_EDGE: Final = 0.14  # of the pitch; the lines that marks are drawn with
_NOTE: Final = 56  # the line at the bottom
_TALL: Final = 1500  # the dates stand below too


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG file, WIDTH pixels wide, and what it shows, in at most ALT_LIMIT units."""

    png: bytes
    alt: str


def draw_chart(ledger: Ledger, theme: Theme) -> Picture:
    """Draw the issues of which any article speaks. The same ledger gives the same bytes."""
    plan = make_plan(ledger, _titles().lines)
    alt = words.alt_text(plan.standings, plan.silent)
    return Picture(_Drawing(plan, PALETTES[theme]).png(), alt)


def _font(size: int, weight: str = "") -> FontProperties:
    return FontProperties(fname=_font_file(weight), size=size)


def _font_file(weight: str = "") -> Path:
    return Path(mpl.get_data_path(), "fonts", "ttf", f"DejaVuSans{weight}.ttf")


def _titles() -> Titles:
    font, measure = _font(_TITLE), TextToPath().get_text_width_height_descent

    def fits(text: str) -> bool:
        width: float = measure(text, font, ismath=False)[0]
        return width <= _TITLE_WIDTH

    return Titles(get_font(_font_file()).get_charmap(), fits)


class _Drawing:
    """A figure that is drawn on in the plan's pixels, from the top left."""

    def __init__(self, plan: Plan, palette: Palette) -> None:
        self._plan = plan
        self._palette = palette
        self._note = words.not_shown(len(plan.standings) - len(plan.rows), plan.silent)
        self._tall = plan.height > _TALL
        below = (AXIS if self._tall else 0) + (_NOTE if self._note else 0)
        self._height = round(plan.height + below)
        size = (WIDTH / _DPI, self._height / _DPI)
        self._figure = Figure(size, _DPI, facecolor=palette.background)
        self._pixels = Affine2D().scale(1, -1).translate(0, self._height)

    def png(self) -> bytes:
        """Draw all of it, what lies beneath first."""
        plan = self._plan
        self._head()
        for row in plan.rows:
            self._lane(row)
            self._title(row)
            for span in row.spans:
                self._span(span, plan.pitch)
        self._marks([mark for row in plan.rows for mark in row.marks], plan.pitch)
        if plan.rows:
            self._axis(plan.axis)
        if self._tall:
            self._axis(plan.height - LABEL_LINE)
        if self._note:
            self._say((MARGIN, self._height - MARGIN), self._note, self._palette.faint)
        file = BytesIO()
        canvas = FigureCanvasAgg(self._figure)
        # Neither a date nor matplotlib's version is written. Its backends have no types.
        canvas.print_png(file, metadata={"Software": None})  # type: ignore[no-untyped-call]
        return file.getvalue()

    def _head(self) -> None:
        """The heading, and what the marks mean."""
        plan, palette = self._plan, self._palette
        if not plan.rows:
            self._say((MARGIN, 84), words.NOTHING, palette.text, _font(_HEADING, "-Bold"))
            return
        heading, dates = words.heading(plan.standings), words.dates(plan.standings)
        self._say((MARGIN, 84), heading, palette.text, _font(_HEADING, "-Bold"))
        self._say((MARGIN, 136), dates, palette.faint, _font(_TITLE))
        for x, kind in zip(_LEGEND, Kind, strict=True):
            self._marks([Mark(kind, x + 14, 196)], _LEGEND_PITCH)
            self._say((x + 38, 207), kind, palette.text)
        if any(row.spans for row in plan.rows):
            self._span(Span(MARGIN, MARGIN + 110, 244), _LEGEND_PITCH)
            kinds = ((Kind.OPEN, MARGIN + 37), (Kind.SETTLED, MARGIN + 73))
            self._marks([Mark(kind, x, 244, exact=False) for kind, x in kinds], _LEGEND_PITCH)
            self._say((MARGIN + 130, 255), words.NO_DAY, palette.text)

    def _axis(self, top: float) -> None:
        """The dates, and above the column of what has none, its heading."""
        scale, undated, faint = self._plan.scale, self._plan.undated, self._palette.faint
        y = top + LABEL_LINE
        for tick in scale.ticks if scale is not None else ():
            self._say((tick.x, y), tick.text, faint, centred=True)
            self._say((tick.x, y + LABEL_LINE), tick.year, faint, centred=True)
        if undated is not None:
            x = MARGIN if scale is None else sum(undated) / 2
            self._say((x, y), words.UNDATED, faint, centred=scale is not None)

    def _lane(self, row: Row) -> None:
        """What lies behind the marks of an issue: dates, the line that they stand on, a panel."""
        palette, scale = self._palette, self._plan.scale
        if scale is not None:
            for tick in scale.ticks:
                self._line((tick.x, tick.x), (row.lane, row.base), palette.grid, 2)
            self._line((scale.left, scale.right), (row.base, row.base), palette.grid, 4)
        if self._plan.undated is not None:
            left, right = self._plan.undated
            panel = Rectangle(
                (left, row.lane), right - left, row.base + 2 - row.lane,
                facecolor=palette.panel, linewidth=0, transform=self._pixels,
            )  # fmt: skip
            self._figure.add_artist(panel)

    def _title(self, row: Row) -> None:
        """The title of an issue, and right of it how it stands."""
        y = row.top + _TITLE
        for at, line in enumerate(row.lines):
            place = (MARGIN, y + at * TITLE_LINE)
            self._say(place, line, self._palette.text, _font(_TITLE))
        self._marks([Mark(row.status, _STATUS + 14, y - 12)], _LEGEND_PITCH)
        colour = self._palette.kinds[row.status]
        self._say((_STATUS + 38, y), row.status, colour, _font(_LABEL, "-Bold"))

    def _marks(self, marks: Sequence[Mark], pitch: float) -> None:
        """One artist for all marks that look alike; they are hollow where no day is known."""
        edge = pitch * _EDGE
        for kind, exact in product(Kind, (True, False)):
            alike = [mark for mark in marks if mark.kind is kind and mark.exact is exact]
            shape, size = SHAPES[kind]
            colour = self._palette.kinds[kind]
            line = Line2D(
                [mark.x for mark in alike], [mark.y for mark in alike],
                linestyle="none", marker=shape, markersize=pitch * size - edge,
                markeredgewidth=edge, markeredgecolor=colour,
                markerfacecolor=colour if exact else self._palette.background,
                transform=self._pixels,
            )  # fmt: skip
            self._figure.add_artist(line)

    def _span(self, span: Span, pitch: float) -> None:
        """A bar with ends."""
        faint, edge, end = self._palette.faint, pitch * _EDGE / 2, pitch * 0.25
        self._line((span.left, span.right), (span.y, span.y), faint, edge)
        for x in (span.left, span.right):
            self._line((x, x), (span.y - end, span.y + end), faint, edge)

    def _line(
        self, xs: tuple[float, float], ys: tuple[float, float], colour: str, width: float
    ) -> None:
        line = Line2D(xs, ys, color=colour, linewidth=width, transform=self._pixels)
        self._figure.add_artist(line)

    def _say(
        self, place: tuple[float, float], text: str, colour: str,
        font: FontProperties | None = None, *, centred: bool = False,
    ) -> None:  # fmt: skip
        """Write, with the foot of the letters at `place`; without mathematics: a "$" is a "$"."""
        self._figure.text(
            *place, text, color=colour, fontproperties=font or _font(_LABEL),
            ha="center" if centred else "left", va="baseline",
            parse_math=False, usetex=False, transform=self._pixels,
        )  # fmt: skip
