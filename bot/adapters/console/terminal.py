"""Where the console adapter prints: a rich console that knows when nobody reads any more."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TextIO

from rich.console import Console

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.text import Text

READABLE_COLUMNS = 100
"""Longer lines are tiring to read, however wide the window is."""


class Terminal(Console):
    """Prints lines as they are: nothing in them is markup, an emoji code or to be highlighted.

    Colours and bold follow NO_COLOR, TERM and whether `file` is a terminal.
    """

    def __init__(self, file: TextIO, width: int | None = None) -> None:
        super().__init__(file=file, width=width, markup=False, emoji=False, highlight=False)

    @property
    def columns(self) -> int | None:
        """How long a line may be, or None when nobody looks: then a line is never broken."""
        return min(self.width, READABLE_COLUMNS) if self.is_terminal else None

    def print_lines(self, lines: Iterable[Text]) -> None:
        """Print lines that have been wrapped already."""
        for line in lines:
            self.print(line, soft_wrap=True)

    def on_broken_pipe(self) -> None:
        """End without a word when the reader has gone, as in `… | head -1`."""
        # Python flushes standard output once more at exit; that must find someone to take it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), self.file.fileno())
        raise SystemExit(0)
