"""What a text says to have happened: event words with their class, and terms made comparable.

    "lost their lives"  ─▶  kill          "after the election"  ─▶  vote, only named
    "truce", "ceasefire"  ─▶  one term    "the United States"   ─▶  US

Reports of one event choose other words for it; a number belongs to the event word nearest to it,
and only numbers of one event are compared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from index.records import Span
from index.reports.event_words import PHRASES, WORDS
from index.reports.synonyms import ALIKE
from index.terms import stems

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Event:
    """An event word in a text: its class, and where it stands.

    `nominal` says that it only names the event ("after the election"), rather than tell it.
    """

    name: str
    span: Span
    nominal: bool


_WORD: Final = re.compile(r"[A-Za-z][A-Za-z-]*")
_CLASS_NAMES: Final = tuple(WORDS)
_ANY_CLASS: Final = re.compile(
    "|".join(f"(?P<c{number}>{forms})" for number, forms in enumerate(WORDS.values()))
)
_FIRST_WORD: Final = re.compile(r"(?:\((?!\?=)[^()]*(?:\([^()]*\)[^()]*)*\)\??|[^ ()])+")
"""Of a phrase: up to the first space outside brackets, or what must follow."""

_PHRASES: Final = tuple(
    (name, first[0], re.compile(rf"{phrase}(?!\w)", re.IGNORECASE))
    for name, phrases in PHRASES.items()
    for phrase in phrases
    if (first := _FIRST_WORD.match(phrase))
)
_ANY_OPENING: Final = re.compile("|".join(f"(?:{first})" for _, first, _ in _PHRASES))
_BEFORE_NOUN: Final = re.compile(
    r"\b(?:(?P<article>the|an?|its|their|his|her|this|that|general|presidential)|in|of|after|before"
    r"|for|during) $",
    re.IGNORECASE,
)
_NOUN: Final = re.compile(
    r"\w+(?:sion|tion|ment|ure|als?)s?|(?:attack|assault|raid|strike|airstrike|ambush|blast|crash"
    r"|collapse|launch|summit|trial|hearing|release|return|sale|auction|wedding|funeral|takeover"
    r"|purchase|exchange|swap|vote|ballot|shooting|bombing|shelling|meeting|flood)(?:e?s)?|talks"
    r"|rally|rallies|march(?:es)?|wreck",
    re.IGNORECASE,
)
_IN_PHRASE: Final = re.compile(
    r"\b(?:in|of|after|before|for|during|by|the|an?|its|their|his|her|this|that|[A-Z]\w*(?:['’]s|s['’]))"
    r" (?:(?!to\b|will\b|would\b|who\b|which\b|that\b|and\b|not\b|had\b|has\b|have\b|is\b|was\b"
    r"|were\b|are\b|be\b|been\b)[\w’'-]+ ){0,2}$"
)
_OF_A_NUMBER: Final = re.compile(
    r" of (?:\d|(?:more|fewer|less) than|nearly|almost|about|around|at least|over|up to|some"
    r"|roughly|dozens|hundreds|thousands|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
)
_TOLD_BY_NOUNS: Final = frozenset(
    {
        *("kill", "wound", "arrest", "lose", "damage", "fine", "pay", "infect", "missing", "earn"),
        *(
            "budget",
            "maintain",
            "repair",
            "invest",
            "profit",
            "worth",
            "insure",
            "rent",
            "cut jobs",
            "attend",
            "lose power",
            "land",
        ),
        *("hospitalize", "survive", "abstain", "apply", "owe", "lend", "steal", "vote against"),
    }
)
"""Of these a number is told by a noun too: 12 deaths, a fine of €2 million."""

_SHORT: Final = {
    "united states": "US",
    "america": "US",
    "american": "US",
    "americans": "US",
    "united kingdom": "UK",
    "britain": "UK",
    "british": "UK",
    "march": "Mar",
    "united nations": "UN",
    "european union": "EU",
}
_LONG: Final = re.compile(
    r"\b(?:the )?(?P<name>United States|America(?:ns?)?|United Kingdom|Britain|British"
    r"|United Nations|European Union)\b(?: of America\b)?"
    # A month, and no rally.
    r"|\b(?P<month>March)\b(?= \d|(?<=\d March)|(?<=[Ii]n March)|(?<=[Ss]ince March)|(?<=of March)"
    r"|(?<=[Ll]ast March)|(?<=early March)|(?<=late March)|(?<=until March)|(?<=by March))"
)
_PLURAL: Final = re.compile(
    r"(?:[\w-]*[a-z])?(?:people|men|women|children|police|cattle|mice|geese|[a-rt-z]s)$",
    re.IGNORECASE,
)
_NO_PLURAL: Final = frozenset({"this", "his", "its", "was", "has", "as", "yes", "us", "is"})


def find_events(text: str) -> list[Event]:
    """The event words of `text`, in order, none overlapping; a phrase before the words in it."""
    found: list[tuple[str, int, int]] = []
    end = 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < end or word[0] == "March":  # a month, and nobody's
            continue
        name, openings = _entry(word[0].lower())
        for phrase, pattern in openings:
            if match := pattern.match(text, start):
                name, end = phrase, match.end()
                break
        else:
            if name is None:
                continue
            end = word.end()
        found.append((name, start, end))
    return [
        Event(
            name,
            Span(start, end),
            name not in _TOLD_BY_NOUNS and names_only(text, Span(start, end)),
        )
        for name, start, end in found
    ]


@lru_cache(maxsize=50_000)
def _entry(word: str) -> tuple[str | None, tuple[tuple[str, re.Pattern[str]], ...]]:
    """The class of a word in lower case, None for most, and the phrases that it may open."""
    told = _ANY_CLASS.fullmatch(word)
    name = _CLASS_NAMES[int((told.lastgroup or "c0")[1:])] if told else None
    if not _ANY_OPENING.fullmatch(word):
        return name, ()
    return name, tuple((n, whole) for n, first, whole in _PHRASES if re.fullmatch(first, word))


def names_only(text: str, span: Span) -> bool:
    """Whether an event word is a noun: "after the election", "the killing of the judge"."""
    if _OF_A_NUMBER.match(text, span.end):  # "the resignation of nearly 60 ministers"
        return False
    if _NOUN.fullmatch(text, span.start, span.end) and _IN_PHRASE.search(
        text, max(0, span.start - 40), span.start
    ):
        return True
    before = _BEFORE_NOUN.search(text[max(0, span.start - 16) : span.start])
    if before and (before["article"] or not text[: span.end].endswith("ing")):
        return True  # "for building the bridge" tells that it is built
    return text.startswith(" of ", span.end)


@lru_cache(maxsize=1)
def _alike() -> dict[str, str]:
    """Stem -> the stem that stands for all of its group."""
    groups = (stems(words) for words in ALIKE)
    return {stem: group[0] for group in groups for stem in group}


def canonical(stem: str) -> str:
    """The same stem for words that name the same: truce and ceasefire."""
    return _alike().get(stem, stem)


def canonical_stems(text: str) -> set[str]:
    """The terms of `text`, words that name the same thing alike."""
    alike = _alike()
    short = _LONG.sub(lambda match: _SHORT[(match["name"] or match["month"]).lower()], text)
    return {alike.get(stem, stem) for stem in stems(short)}


_MEASURES: Final = frozenset(canonical(s) for s in stems(
    "seconds minutes hours days weeks months years decades centuries times miles kilometers"
    " kilometres meters metres feet inches acres hectares degrees mph percent points yards"
    " tonnes tons pounds kilos kilograms kilogrammes grams grammes litres liters barrels gallons"
    " bushels megawatts gigawatts ounces"
))  # fmt: skip
"""What is counted in these is never people or things."""


def event_terms(events: Iterable[Event]) -> set[str]:
    """Events as terms, so that "the explosion" of a question is found in "the blast"."""
    return {f"@{event.name}" for event in events}


def _noun_phrase(phrase: str) -> list[str]:
    """The words of a phrase up to its last plural: a verb may follow ("hectares burned")."""
    words = phrase.split()
    plural = [
        number
        for number, word in enumerate(words)
        if _PLURAL.match(word) and word.lower() not in _NO_PLURAL
    ]
    return words[: plural[-1] + 1] if plural else words


def counted_stems(phrase: str) -> tuple[str, ...]:
    """The terms of what is counted, its head last; people named by a nation or party are people."""
    words = _noun_phrase(phrase)
    found = tuple(canonical(stem) for stem in stems(" ".join(words)))
    return (*found, canonical(stems("people")[0])) if words and words[-1][0].isupper() else found


def counted_nations(phrase: str) -> frozenset[str]:
    """The terms of those words in it that are names: Israeli captives, Republicans."""
    names = " ".join(word for word in _noun_phrase(phrase) if word[0].isupper())
    return frozenset(canonical(stem) for stem in stems(names)) if names else frozenset()


def measured(counted: tuple[str, ...]) -> bool:
    """Whether it is measured, not counted: tonnes, hectares, hours."""
    return bool(counted) and counted[-1] in _MEASURES
