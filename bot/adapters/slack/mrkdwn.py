"""Article text ─▶ Slack's mrkdwn, where that shows it as that very text; else None.

    "Hamas & Israel"   ─▶  "Hamas &amp; Israel"
    "a *starred* word" ─▶  None: mrkdwn has no way to write a star that is only a star

Three characters have an escape: `&`, `<` and `>`, and with them escaped nothing can ping or link.
Text that holds anything else with a meaning is shown by other blocks, which have no markup at all.
Every text object that is made of this is `verbatim`, so that Slack links no bare address or name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from bot.core.layout.pieces import stretches
from bot.core.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.layout.records import Run
    from index.records import Span

_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})

# Bold, italic, struck out, code; and :emoji:.
_MARKS: Final = re.compile(r"[*_~`]|:[\w+'-]+:")

_ENDS_BOLD: Final = frozenset(".,;:!?")
"""What may stand right behind a bold word. Before one, Slack wants white space."""


def escape(text: str) -> str:
    """`text` on one line, with the three characters escaped that could ping or link."""
    return plain(text).translate(_ESCAPES)


def is_inert(text: str) -> bool:
    """Whether nothing of `text`, once escaped, formats anything."""
    shown = plain(text)  # what is taken out may have stood before a ">", or within an emoji's name
    return _MARKS.search(shown) is None and not shown.lstrip().startswith(">")


def emphasised(text: str, bold: Sequence[Span]) -> str | None:
    """`text` with its spans `bold` (in order, disjoint) in bold; None where mrkdwn can't show it.

    A bold word needs white space before it, and white space or a mark of punctuation behind it.
    """
    if not is_inert(text):
        return None
    parts: list[str] = []
    for start, end, strong in stretches(text, bold):
        shown = escape(text[start:end])
        if not (strong and shown.strip()):
            parts.append(shown)
        elif _stands_alone(text, start, end):
            parts.append(f"*{shown}*")
        else:
            return None
    return "".join(parts)


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, inside, behind = text[:start][-1:], plain(text[start:end]), text[end:][:1]
    apart = not before.strip() and (not behind.strip() or behind in _ENDS_BOLD)
    return apart and inside == inside.strip()


def link(shown: Run) -> str | None:
    """A link that is named after its host; None where mrkdwn can't show that name."""
    return f"<{escape(address(shown.url))}|{escape(shown.text)}>" if is_inert(shown.text) else None


def address(url: str) -> str:
    """An address without what would end a link early."""
    return quote(url, safe="%/:?#@!$&'()*+,;=~-._[]")


def code(text: str) -> str | None:
    """An id in a box of its own; None where a backtick would end the box."""
    shown = escape(text)
    return None if "`" in shown or not shown.strip() else f"`{shown}`"
