"""Titles of issues as a font can draw them, broken into lines.

    Issue ─▶ without what the font lacks ─▶ one or two lines, the second cut where it is too long

Titles are what people typed into a catalogue: of any length, in any script.
"""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING, Final

from index.issues.charting.words import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from index.issues.records import Issue

_UNKNOWN: Final = "□"  # for what the font can't draw
_CHARACTERS: Final = 200  # more than fit on two lines


class Titles:
    """Breaks titles for a font that has the code points `known`; `fits` tells what fits a line."""

    def __init__(self, known: Container[int], fits: Callable[[str], bool]) -> None:
        self._known = known
        self._fits = fits

    def lines(self, issue: Issue) -> tuple[str, ...]:
        """One or two lines; of the issue's id where nothing of its title can be drawn."""
        title = self._drawable(issue.title)
        if not any(c.isalnum() for c in title):
            title = self._drawable(issue.id)
        first, rest = self._break(title)
        if not rest:
            return (first,)
        second, rest = self._break(rest)
        while rest and second and not self._fits(f"{second}…"):
            second = second.rpartition(" ")[0] or second[:-1]
        return (first, f"{second}…" if rest else second)

    def _drawable(self, text: str) -> str:
        """`text` with one sign for each run of characters that the font lacks."""
        shown: list[str] = []
        for c in plain(text)[:_CHARACTERS]:
            if ord(c) in self._known:
                shown.append(c)
            elif shown[-1:] != [_UNKNOWN]:
                shown.append(_UNKNOWN)
        return "".join(shown)

    def _break(self, text: str) -> tuple[str, str]:
        """What fits on a line, up to a space if it has one, and the rest."""
        if self._fits(text):
            return text, ""
        end = bisect(range(1, len(text)), False, key=lambda n: not self._fits(text[:n]))
        space = text.rfind(" ", 0, end + 1)
        cut = space if space > 0 else max(end, 1)
        return text[:cut].rstrip(), text[cut:].lstrip()
