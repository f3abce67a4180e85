"""Quotes of the ledger as lines: who says it, where it was cut from, then its words, whole.

    **Hamas · a senior official** · open
    `the/file-id` · The article's title · 29 December 2025 · example.org
    > A sentence of an article.

A long quote goes on in another block, below its source again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.adapters.discord.budget import joined, split_text
from bot.adapters.discord.limits import DESCRIPTION, length
from bot.adapters.discord.outgoing import Embed
from bot.adapters.discord.sources import DOT, SOURCE, short_source_lines, source_lines
from bot.core import ledger_lines
from index.issues.wording import byline
from index.records import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.adapters.discord.outgoing import Colour
    from index.issues.records import Evidence, Issue
    from index.records import Quote

QUOTED: Final = "> "

PIECE: Final = 2_800
"""For the words of a quote in one embed; the rest of the description is for their source."""

LINE: Final = DESCRIPTION - 20
"""For any other text, which may stand below a blank line."""


def told(text: str, bold: int = 0) -> list[str]:
    """Any text as a line, or as many as it takes, its first `bold` characters in bold."""
    return split_text(text, (Span(0, bold),) if bold else (), LINE)


def issue_lines(issue: Issue, facts: Sequence[str] = (), number: int | None = None) -> list[str]:
    """The title of an issue in bold, behind its number if it has one; then `facts`, and its id.

    The id stands in no box, so that what does is the id of a file.
    """
    name = issue.title if number is None else f"{number}{DOT}{issue.title}"
    return told(DOT.join([name, *facts, issue.id]), len(name))


def briefly(quote: Quote) -> list[str]:
    """Id, date and words of a quote."""
    return _cited(quote, short_source_lines(quote))


def fully(quote: Quote) -> list[str]:
    """The words of a quote below all that is known of where they were cut from."""
    return _cited(quote, source_lines(quote, None))


def said(evidence: Evidence, cited: Callable[[Quote], list[str]] = briefly) -> list[str]:
    """A quote below the line that says whose word it is, and what it tells of the issue."""
    line = ledger_lines.signalled(evidence)
    return [*told(line, len(byline(evidence))), *cited(evidence.quote)]


def embeds_of(groups: Iterable[Sequence[str]], colour: Colour, title: str = "") -> list[Embed]:
    """Lines that belong together, in as few embeds as hold them, a blank line between groups.

    A group is broken only where it is too long for one embed.
    """
    blocks = [f"\n{block}" for group in groups for block in joined(group, DESCRIPTION - 1)]
    first, *others = [text.strip("\n") for text in joined(blocks, DESCRIPTION)]
    return [Embed(first, colour, title), *(Embed(text, colour) for text in others)]


def _cited(quote: Quote, source: Sequence[str]) -> list[str]:
    pieces = [QUOTED + piece for piece in split_text(quote.text, (), PIECE)]
    if len(pieces) == 1 or length(source[0]) > SOURCE:
        return [*source, *pieces]
    count = len(pieces)
    return [
        f"{source[0]}{DOT}part {at} of {count}\n{piece}" for at, piece in enumerate(pieces, start=1)
    ]
