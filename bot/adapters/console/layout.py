"""Lines of text from longer text: wrapping, margins, tables. Breaks lines only between words.

`columns` is the width to keep to in terminal cells, or None to break nothing (for a pipe).
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from bot.core.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

INDENT = "  "
DOT = " · "

NOTICE = "yellow"
NAME = "cyan"
HEADING = "bold"
QUIET = "dim"
MIN_COLUMNS = 20
"""In a window narrower than this, lines run over rather than become single words."""


def paragraph(
    text: Text, columns: int | None, first: Text | None = None, rest: Text | None = None
) -> list[Text]:
    """`text` as lines; `first` stands before the first of them and `rest` before the others.

    `rest` is the same as `first` unless given. A word longer than a line is broken where it must.
    """
    before = first or Text()
    after = before if rest is None else rest
    if columns is None:
        return [Text.assemble(before, text)]
    width = max(columns, MIN_COLUMNS) - max(before.cell_len, after.cell_len)
    lines = text.wrap(Console(file=io.StringIO(), width=width), width)
    for line in lines:
        line.rstrip()
    return [Text.assemble(after if at else before, line) for at, line in enumerate(lines)]


def table(rows: Sequence[tuple[Text, Text]], columns: int | None) -> list[Text]:
    """Names in a column of their own, with what belongs to each beside it."""
    margin = max(name.cell_len for name, _ in rows) + 2 * len(INDENT)
    lines: list[Text] = []
    for name, meaning in rows:
        first = Text.assemble(INDENT, name, " " * (margin - len(INDENT) - name.cell_len))
        lines += paragraph(meaning, columns, first, Text(" " * margin))
    return lines


def apart(blocks: Iterable[Sequence[Text]]) -> list[Text]:
    """The lines of all blocks with an empty line between neighbours; empty blocks are left out."""
    lines: list[Text] = []
    for block in blocks:
        if lines and block:
            lines.append(Text())
        lines.extend(block)
    return lines


def format_notice(text: str, columns: int | None) -> list[Text]:
    """A sentence of the bot's own."""
    return paragraph(Text(plain(text), NOTICE), columns)


def source_line(doc_id: str, title: str | None, facts: Sequence[str], title_style: str) -> Text:
    """The file's id, its title if it has one, and what else is known of it."""
    line = Text(plain(doc_id), NAME)
    if title:
        line = Text.assemble(line, (DOT, QUIET), (plain(title), title_style))
    return Text.assemble(line, ("".join(DOT + plain(fact) for fact in facts), QUIET))


def link(url: str | None, margin: Text) -> list[Text]:
    """An address on a line of its own, never broken, so that it can be clicked and copied."""
    return [Text.assemble(margin, (plain(url), QUIET))] if url else []
