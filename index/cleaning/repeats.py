"""Lines that stand in several articles, and whether that makes them furniture.

Three things repeat: furniture, copies of one story, and sentences of background that an agency
puts into every report on a war. Only the first must go. So articles that share much of their
text count as one, and a repeated line that states something stays unless it speaks of its own
publication or to its reader.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from index.cleaning.lines import Line, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.records import Article

_LONG_LINE = 8
"""Words from which on a shared line hints at a shared story."""

_SHARED_LINES = 3
_SHARED_PART = 0.3
"""Articles are copies if they share three long lines and this part of the shorter one's."""

_TOO_COMMON = 40
"""A line in more articles than this says nothing about which of them are copies."""

_LONGEST = 600
"""Characters up to which lines are compared; longer ones are not furniture."""

_LEAST_ARTICLES = 3
_PART_OF_ARTICLES = 300
"""A label must stand in one article of so many, too: prize winners and ingredients return."""

_LEAST_ARTICLES_ADDRESSED = 2
_LEAST_WORDS = 3
_LEAST_WORDS_IN_ONE_ARTICLE = 4

_ADDRESS = re.compile(r"\b(?:you|your|we|our|us)\b")
_PUBLICATION = re.compile(
    r"\b(?:newsletters?|subscri\w+|journalis\w+|newsroom|editorial|editors?|reporters?|copyright"
    r"|advertis\w+|content|all rights|(?:this|the) (?:story|article|report|column|poll))\b"
)
_VALUE = re.compile(r":\s*\S|\d")
_SPEECH = re.compile(r"\b(?:said|says|told)\b|\"")


class LineCounts:
    """In how many unrelated articles of a collection a line stands; lives for one build.

    Copies of one story count once. It keeps only lines that repeat.
    """

    def __init__(self, articles: Iterable[Article]) -> None:
        holders: dict[str, list[int]] = {}
        long_lines: list[int] = []
        for number, article in enumerate(articles):
            body = article.text[article.body.start : article.body.end]
            # Wrapped texts are compared by their lines too: a block may differ in one word.
            keys = {normalise(raw) for raw in body.splitlines() if len(raw) <= _LONGEST}
            long_lines.append(sum(key.count(" ") + 1 >= _LONG_LINE for key in keys))
            for key in keys:
                holders.setdefault(key, []).append(number)
        repeated = {key: held for key, held in holders.items() if key and len(held) > 1}
        self._least = max(_LEAST_ARTICLES, len(long_lines) // _PART_OF_ARTICLES)
        copies = _find_copies(repeated, long_lines)
        self._counts = {key: _count_unrelated(held, copies) for key, held in repeated.items()}

    def articles_with(self, plain: str) -> int:
        """The number of unrelated articles with this line (`Line.plain`); 1 if it never repeats."""
        return self._counts.get(plain, 1)

    def is_common(self, plain: str) -> bool:
        """Whether the line stands in so many articles that it belongs to none of them."""
        return self._counts.get(plain, 1) >= self._least


def _find_copies(repeated: dict[str, list[int]], long_lines: Sequence[int]) -> set[tuple[int, int]]:
    """Pairs of articles, lower number first, that carry one story."""
    shared: Counter[tuple[int, int]] = Counter()
    for key, held in repeated.items():
        if key.count(" ") + 1 >= _LONG_LINE and len(held) <= _TOO_COMMON:
            shared.update(combinations(held, 2))
    return {
        pair
        for pair, lines in shared.items()
        if lines >= _SHARED_LINES
        and lines >= _SHARED_PART * min(long_lines[pair[0]], long_lines[pair[1]])
    }


def _count_unrelated(held: Sequence[int], copies: set[tuple[int, int]]) -> int:
    """How many of the articles are copies of none before them."""
    if len(held) > _TOO_COMMON:
        return len(held)
    kept: list[int] = []
    for number in held:
        if not any((earlier, number) in copies for earlier in kept):
            kept.append(number)
    return len(kept)


def is_repeated(line: Line, counts: LineCounts) -> bool:
    """Whether `line` is furniture for standing in several articles.

    One or two words are headings in any collection ("Texas", "Key points"), and "Verdict: false"
    is a value: both stay.
    """
    articles = counts.articles_with(line.plain)
    if articles < _LEAST_ARTICLES_ADDRESSED or line.words < _LEAST_WORDS or line.is_quoted:
        return False
    if _SPEECH.search(line.plain):
        return False
    about_itself = _ADDRESS.search(line.plain) or _PUBLICATION.search(line.plain)
    if not line.is_label:
        return about_itself is not None and articles >= _LEAST_ARTICLES
    if _VALUE.search(line.plain):
        return False
    return about_itself is not None or counts.is_common(line.plain)


def repeated_within(lines: Sequence[Line]) -> set[str]:
    """Labels (`Line.plain`) that interrupt one article twice or more: its adverts.

    An advert follows a sentence; what repeats in a list (prize winners, ingredients) follows
    another entry.
    """
    places: dict[str, list[int]] = {}
    for line in lines:
        label = line.words >= _LEAST_WORDS_IN_ONE_ARTICLE and line.is_label and not line.is_quoted
        if label and line.number and not lines[line.number - 1].is_label:
            places.setdefault(line.plain, []).append(line.number)
    return {
        plain
        for plain, numbers in places.items()
        if len(numbers) > 1 and numbers[-1] - numbers[0] > 1 and ":" not in plain
    }
