"""The language an article is in, so that lines in another one can be told from it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from index.language import ENGLISH, guess_language, reads_as_english

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.cleaning.lines import Line

_ENGLISH_PART = 0.25
"""Share of its characters that makes an article English: below a short report the notices of a
foreign publisher can be longer than the report, and only English text can answer here."""

_LINES_ASKED = 12
"""So many of its longest lines decide what language an article in another one is in."""


def main_language(lines: Sequence[Line]) -> str:
    """The ISO 639 code of the language most of the article is in; English where nothing tells."""
    total = sum(len(line.text) for line in lines)
    english = 0
    for line in lines:
        english += len(line.text) if reads_as_english(line.text) else 0
        if english >= _ENGLISH_PART * total:
            return ENGLISH
    votes: Counter[str] = Counter()
    for line in sorted(lines, key=lambda line: (-len(line.text), line.number))[:_LINES_ASKED]:
        votes[guess_language(line.text).language] += len(line.text)
    if not votes or votes[ENGLISH] >= _ENGLISH_PART * votes.total():
        return ENGLISH
    return max(votes, key=lambda code: (votes[code], code))
