"""The words of a text that carry its meaning, stemmed, with the place each was cut from.

    "The U.S. on the cease-fire"  ─▶  U.S.: "US", cease-fire: "ceas" "fire" "ceasefir"

Word search, the ranking of sentences and the bold words of a quote all use these terms, so that
what is printed bold is what was searched for. Stop words are left out, but not acronyms that
look like one when lower-cased ("US", "WHO", "IT").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import Stemmer
from bm25s.stopwords import STOPWORDS_EN_PLUS

from index.records import Span

STOP_WORDS = frozenset(STOPWORDS_EN_PLUS) | {
    # NLTK's list (which bm25s carries) leaves out these modal and counting words.
    *("also", "could", "may", "might", "must", "shall", "would", "many", "much", "us"),
    # With the apostrophe gone.
    *("cannot", "dont", "doesnt", "didnt", "isnt", "wont", "its", "hes", "theyre"),
}

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., U.N., a.m.
    r"|\d+(?:[.,:]\d+)*"  # 71,600 and 4.33 are one word each
    r"|[^\W_]+(?:['’][^\W_]+)*",
)
_POSSESSIVE = re.compile(r"['’]s?$")
_JOINERS = "-‐‑"  # hyphen-minus, hyphen, non-breaking hyphen


@dataclass(frozen=True, slots=True)
class Term:
    """A stem and the word it stands for, as a span of the text it was found in."""

    stem: str
    span: Span


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str | None:
    """The stem of one word as it stands in a text, or None for a stop word."""
    bare = _POSSESSIVE.sub("", word) or word
    if "." in bare and not bare[0].isdigit():
        return bare.replace(".", "").upper()
    if bare.isupper() and 2 <= len(bare) <= 5:
        return bare
    lower = bare.lower().replace("’", "").replace("'", "")
    if lower in STOP_WORDS or bare.lower().replace("’", "'") in STOP_WORDS:
        return None
    if bare[0].isdigit():
        return bare.replace(",", "")
    return str(_stemmer().stemWord(lower))


def find_terms(text: str) -> list[Term]:
    """All terms of `text` in order; a hyphenated word gives its parts and then itself, joined."""
    return [Term(stem, Span(start, end)) for stem, start, end in _found(text)]


def stems(text: str) -> list[str]:
    """The stems of `find_terms`, in order, with repeats."""
    return [stem for stem, _, _ in _found(text)]


def _found(text: str) -> list[tuple[str, int, int]]:
    """The terms as plain tuples of stem, start and end: a build makes millions of them."""
    found: list[tuple[str, int, int]] = []
    run: list[re.Match[str]] = []
    last = -1
    for match in _WORD.finditer(text):
        start, end = match.span()
        if run and not (start == last + 1 and text[last] in _JOINERS):
            if len(run) > 1:
                _close(run, found)
            run = []
        stem = _stem(match[0])
        if stem is not None:
            found.append((stem, start, end))
        run.append(match)
        last = end
    if len(run) > 1:
        _close(run, found)
    return found


def _close(run: list[re.Match[str]], found: list[tuple[str, int, int]]) -> None:
    """Add the joined form of a hyphenated word: "cease-fire" is also "ceasefire"."""
    joined = _stem("".join(match[0] for match in run))
    if joined is not None:
        found.append((joined, run[0].start(), run[-1].end()))


def matching_spans(question: str, text: str) -> tuple[Span, ...]:
    """Where `text` uses a term of `question`: spans of `text` in order, none overlapping."""
    wanted = set(stems(question))
    spans: list[Span] = []
    for term in sorted(find_terms(text), key=lambda t: (t.span.start, -t.span.end)):
        if term.stem in wanted and (not spans or term.span.start >= spans[-1].end):
            spans.append(term.span)
    return tuple(spans)
