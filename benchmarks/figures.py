"""Figures and how they are written: percentiles, sizes, ratios."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def percentile(values: Sequence[float], percent: float) -> float:
    """Linear between neighbours; `values` must not be empty."""
    return float(np.percentile(np.asarray(values), percent))


def folder_bytes(folder: Path) -> int:
    """Bytes of all files below `folder`."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def megabytes(size: float) -> str:
    """A size in MB, which are 10^6 bytes here."""
    return f"{size / 1e6:,.0f} MB" if size >= 1e7 else f"{size / 1e6:.2f} MB"


def against(value: float, limit: float) -> str:
    """`value` as a share of its limit: "0.83 of the limit"."""
    return f"{value / limit:.2f} of the limit" if value <= limit else f"{value / limit:.2f} × limit"


def table(title: str, *columns: str) -> Table:
    """An empty table: the first column is for names, the others for figures."""
    made = Table(title=title, title_justify="left", title_style="bold")
    for number, column in enumerate(columns):
        made.add_column(column, justify="right" if number else "left", overflow="fold")
    return made
