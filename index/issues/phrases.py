"""The little language of the catalogue's terms, and where a text holds one.

    "stabilization force/mission"   words in their order; "/" between words for either
    "disarm*"                       "*" for any ending
    "Hamas ~ weapons/arms"          both in one sentence, at most `NEAR` words apart, either order

Case tells only in words of capitals: "ISF". Any white space or hyphen joins two words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Final

from index.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

NEAR: Final = 8
"""Words between the parts of a term at most: about a clause of news prose."""

_WORD: Final = re.compile(r"\w[\w.'’-]*")
_TYPED: Final = re.compile(r"[\w.'’*-]*\w[\w.'’*-]*")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A term, ready to be looked for: one pattern for each of its parts."""

    typed: str
    parts: tuple[re.Pattern[str], ...]

    def find(self, text: str) -> list[Span]:
        """Where `text` holds the term: from the first of its words to the last."""
        first, *others = self.parts
        found: list[tuple[Span, ...]] = [(span,) for span in _matches(first, text)]
        for part in others:
            seconds = _matches(part, text) if found else []
            found = [
                (*several, one)
                for several, one in product(found, seconds)
                if not overlaps(several, one) and any(_is_near(text, s, one) for s in several)
            ]
        spans = (Span(min(s.start for s in x), max(s.end for s in x)) for x in found)
        return list(dict.fromkeys(spans))


def any_of(phrases: Iterable[Phrase]) -> re.Pattern[str] | None:
    """A pattern that is in every text which holds one of the phrases; cheap. None without any."""
    firsts = [phrase.parts[0].pattern for phrase in phrases]
    return re.compile("|".join(firsts)) if firsts else None


def read_phrase(typed: str) -> Phrase:
    """Read a term; raises ValueError with what is wrong with it."""
    parts = typed.split("~")
    if any(not part.strip() for part in parts):
        raise ValueError('has nothing on one side of "~"' if "~" in typed else "is empty")
    return Phrase(typed, tuple(_pattern(part.split()) for part in parts))


def overlaps(spans: Iterable[Span], inner: Span) -> bool:
    """Whether one of `spans` shares a character with `inner`."""
    return any(span.start < inner.end and inner.start < span.end for span in spans)


def _matches(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [Span(*match.span()) for match in pattern.finditer(text)]


def _is_near(text: str, one: Span, other: Span) -> bool:
    """Whether two spans are apart, but not far."""
    first, second = sorted((one, other), key=lambda span: span.start)
    if first.end > second.start:
        return False
    return len(_WORD.findall(text, first.end, second.start)) <= NEAR


def _pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + r"[\s‐‑-]+".join(map(_either, words)) + r"(?!\w)")


def _either(word: str) -> str:
    return f"(?:{'|'.join(_one(choice) for choice in word.split('/'))})"


def _one(word: str) -> str:
    stem = word.removesuffix("*")
    if not _TYPED.fullmatch(word) or "*" in stem:
        raise ValueError(
            f'has {word!r}, where a word is letters or digits, with "*" at its end only'
        )
    ending = r"\w*" if stem != word else ""
    letters = re.escape(stem).replace("’", "'").replace("'", "['’]")
    is_acronym = stem.upper() == stem and len(stem) > 1 and stem.isalpha()
    return letters + ending if is_acronym else f"(?i:{letters}){ending}"
