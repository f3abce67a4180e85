"""Addresses of the web in what people write: a link alone, in a sentence, between marks."""

from __future__ import annotations

import re
from typing import Final

_NEVER: Final = (
    '<>"|\\\\^`{}“”«»'  # around a link
    "。，、！？；：（）「」『』【】《》…"  # in scripts without spaces
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"  # what nobody sees
)
_LINK: Final = re.compile(rf"https?://(?:(?![,;]https?://)[^\s{_NEVER}])+", re.IGNORECASE)
_BARE: Final = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/\S*)?")
_AFTER: Final = ".,;:!?'‘’…*_~"
"""What ends a sentence, or marks that a link stands between, and belongs to no link at its end."""

_PAIRS: Final = {")": "(", "]": "["}


def links_in(text: str) -> tuple[str, ...]:
    """The addresses in `text` in their order, each once, without what stands around them."""
    found = (_bare(match.group()) for match in _LINK.finditer(text))
    return tuple(dict.fromkeys(link for link in found if not link.endswith("://")))


def typed_address(text: str) -> str:
    """What is typed alone, and lacks only what stands before it, as an address; else ""."""
    return f"https://{text.strip()}" if _BARE.fullmatch(text.strip()) else ""


def _bare(link: str) -> str:
    """Without the mark behind it; a bracket that was opened in the link is a part of it."""
    while link:
        last = link[-1]
        opening = _PAIRS.get(last)
        is_closed_here = opening is not None and link.count(last) > link.count(opening)
        if last not in _AFTER and not is_closed_here:
            return link
        link = link[:-1]
    return link
