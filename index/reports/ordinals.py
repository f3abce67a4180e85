"""Things that are told apart by number: the second phase, phase two, round 3."""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final = (
    ("first", "one"), ("second", "two"), ("third", "three"), ("fourth", "four"), ("fifth", "five"),
    ("sixth", "six"),
)  # fmt: skip
_ORDINALS: Final = {
    word: number
    for number, (ordinal, cardinal) in enumerate(_WORDS, start=1)
    for word in (ordinal, cardinal, str(number))
}
_NUMBERED: Final = r"(?:phase|stage|round|part|chapter|section|tranche|wave|step|leg|half|quarter)"
_ORDINAL: Final = re.compile(
    rf"\b(?:(?P<ordinal>{'|'.join(ordinal for ordinal, _ in _WORDS)})[ -](?P<behind>{_NUMBERED})"
    rf"|(?P<before>{_NUMBERED})[ -](?P<number>{'|'.join(c for _, c in _WORDS)}|[1-6]))\b",
    re.IGNORECASE,
)


def numbered(text: str) -> dict[str, set[int]]:
    """The ordinals that things have in a text: "the second phase", "phase two"."""
    found: dict[str, set[int]] = {}
    for match in _ORDINAL.finditer(text):
        noun = match["behind"] or match["before"]
        number = (match["ordinal"] or match["number"]).lower()
        found.setdefault(noun.lower(), set()).add(_ORDINALS[number])
    return found
