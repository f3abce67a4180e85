"""Text of articles and of people on one line, made harmless without changing a word.

    "\\x1b[31mred"  ─▶  "␛[31mred"     a control character becomes its picture
    "line\\r\\nbreak" ─▶  "line break"   a line break inside a sentence becomes a space
    U+202E         ─▶  nothing         marks that turn the direction of what follows

Bidirectional overrides and embeddings are taken out because an unclosed one mirrors everything
after it, the source line included; right-to-left letters keep their own direction without them.
"""

from __future__ import annotations

import re

_WHITE_RUN = re.compile(r"\s+")
# What str.splitlines() breaks at, and the tab: all of them would leave the quote's margin.
_BREAKS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029")

_HARMLESS: dict[int, str | None] = {
    **{code: chr(0x2400 + code) for code in range(0x20)},  # ␀ to ␟
    0x7F: "\u2421",  # ␡
    **dict.fromkeys(range(0x80, 0xA0), "\ufffd"),  # C1: a terminal may take U+009B for ESC [
    **dict.fromkeys(range(0x202A, 0x202F), None),
    **dict.fromkeys(range(0x2066, 0x206A), None),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),  # lone surrogates can't be encoded
}


def plain(text: str) -> str:
    """`text` on one line, safe to print; its words, and the spaces between them, stay."""
    return _WHITE_RUN.sub(_one_line, text).translate(_HARMLESS)


def _one_line(white: re.Match[str]) -> str:
    run = white.group()
    return run if _BREAKS.isdisjoint(run) else " "
