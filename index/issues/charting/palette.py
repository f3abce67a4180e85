"""Colours and shapes of the picture of a ledger, for each theme.

Text has a contrast of at least 4.5 to 1 with what is behind it, marks of at least 3 to 1, as WCAG
2.2 asks for; the tests compute it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from index.issues.charting.words import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping


class Theme(StrEnum):
    """What the picture is looked at on."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a theme. `panel` lies behind what is undated, `grid` is decoration."""

    background: str
    panel: str
    grid: str
    text: str
    faint: str
    kinds: Mapping[Kind, str]


# Orange and blue stay apart for the colour-blind; shapes tell the rest.
PALETTES: Final = MappingProxyType(
    {
        Theme.LIGHT: Palette(
            background="#ffffff", panel="#eef1f5", grid="#d5dae1", text="#1c2128", faint="#535c68",
            kinds={
                Kind.OPEN: "#b93d05", Kind.CONTESTED: "#8a2bb0", Kind.SETTLED: "#0b67a6",
                Kind.NEUTRAL: "#656d78",
            },
        ),
        Theme.DARK: Palette(
            background="#1e1f22", panel="#2b2d31", grid="#44474e", text="#f2f3f5", faint="#b8bdc6",
            kinds={
                Kind.OPEN: "#ff9f5f", Kind.CONTESTED: "#dba6ff", Kind.SETTLED: "#58c4ff",
                Kind.NEUTRAL: "#a9afb9",
            },
        ),
    }
)  # fmt: skip

# matplotlib's sign for each shape, and its size so that all look equally large.
SHAPES: Final = MappingProxyType(
    {
        Kind.OPEN: ("o", 0.84), Kind.CONTESTED: ("D", 0.68), Kind.SETTLED: ("s", 0.74),
        Kind.NEUTRAL: ("^", 0.84),
    }
)  # fmt: skip
