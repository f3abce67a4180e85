"""Article text ─▶ Markdown that Discord shows as that very text.

    "@everyone *now*"  ─▶  "\\@everyone \\*now\\*"

A backslash before a punctuation mark shows the mark itself, wherever it stands. So nothing of an
article can ping, link, hide, indent or format, and taking the backslashes out again gives the text.
What may not be shown at all, and line breaks, `bot.core.plain` has seen to.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.core.layout.pieces import stretches
from bot.core.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.layout.records import Run
    from index.records import Span

# `:` for :emoji: and https://, which would become a link; `[` and `]` for links with a text.
_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_~|<>[]#@:"})
# What makes a list of a line that begins with it.
_LIST = re.compile(r"(?P<number>\d+)(?P<mark>[.)])(?=\s|$)|(?P<bullet>[-+])(?=\s|$)")


def escape(text: str, *, starts_line: bool = True) -> str:
    """`text` on one line, so that Discord shows it as it is."""
    shown = plain(text)
    begun = ""
    if starts_line and (found := _LIST.match(shown)):
        begun = f"{found['number'] or ''}\\{found['mark'] or found['bullet']}"
        shown = shown[found.end() :]
    return begun + shown.translate(_MARKS)


def emphasised(text: str, bold: Sequence[Span]) -> str:
    """`text`, escaped, with its spans `bold` (in order, disjoint) in bold."""
    parts: list[str] = []
    for start, end, strong in stretches(text, bold):
        shown = escape(text[start:end], starts_line=not parts and not strong)
        parts.append(f"**{shown}**" if strong and shown.strip() else shown)
    return "".join(parts)


def code(text: str) -> str:
    """An id in a box of its own, easy to copy; escaped where a backtick would end the box."""
    shown = plain(text)
    return escape(text) if "`" in shown or not shown.strip() else f"`{shown}`"


def link(shown: Run) -> str:
    """A link that is named after its host."""
    # Brackets and white space would end the link early.
    address = quote(shown.url, safe="%/:?#@!$&'*+,;=~-._")
    return f"[{escape(shown.text, starts_line=False)}]({address})"
