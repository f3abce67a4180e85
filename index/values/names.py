"""Capitalised names in a text, and names of places behind the words that place them.

    "The talks in West Jerusalem, Witkoff said"  ─▶  names: West Jerusalem, Witkoff
                                                     places: West Jerusalem ("in")

A stop word that opens a sentence is no name, nor are months and weekdays by themselves.
"""

from __future__ import annotations

import re
from typing import Final

from index.records import Span
from index.terms import STOP_WORDS

_UPPER: Final = "A-Z" + "".join(c for c in map(chr, range(0xC0, 0x180)) if c.isupper())
_WORD: Final = (
    rf"(?:(?:[{_UPPER}]\.){{2,}}|(?:St|Mt)\.(?= [{_UPPER}])|[{_UPPER}][\w’'&.-]*[\w]"
    rf"|[{_UPPER}]{{2,}})"
)
_RUN: Final = re.compile(
    rf"(?<!\w)(?:the )?{_WORD}"
    rf"(?:(?: (?:of|de|la|el|al|bin|van|von|der|do|da|del|and the|for)){{0,2}} {_WORD})*"
)
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_OPENERS: Final = frozenset(
    # Prepositions that are no stop words: "Near Kell" keeps Kell.
    """
    near inside outside across throughout off despite since amid along unlike within without
    """.split()  # noqa: SIM905 - words in lines read better than a list
)
_WEAK: Final = _OPENERS | frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december mr mrs ms dr according while however although
    meanwhile earlier later last next some many most both under following yes
    one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty
    """.split()  # noqa: SIM905 - words in lines read better than a list
)
_NO_PLACE: Final = (
    # "in support of Kell", "at a meeting of the council": no place is named.
    "favou?r|support|behalf|charge|control|case|hands|name|honou?r|memory|wake|defen[cs]e|view"
    "|light|spite|terms|search|pursuit|request|expense|invitation|meetings?|talks|session"
    "|summit|rally|interview|statement|speech|report"
)
_PLACED: Final = re.compile(
    r"\b(?P<how>[Ii]n|[Aa]t|[Nn]ear|[Ii]nside|[Oo]utside|[Oo]ff|[Oo]n(?! board)|[Aa]cross"
    r"|[Tt]hroughout|(?:[Cc]lose|[Nn]ext) to) (?P<what>(?:the |a |an )?"
    r"(?:(?!(?:since|after|before|when|while|as|that|and|or|with|by|from|for|to|of|in|on|at|than"
    rf"|{_NO_PLACE})\b)"
    rf"(?:[{_UPPER}][\w’'-]+ (?=[a-z]+ of ))?[a-z’'-]+ ){{0,3}}?(?:of (?:the )?)?)$"
)
_CITY_OF: Final = re.compile(rf" [a-z]+ of (?:the )?[{_UPPER}]")
_ON_LAND: Final = re.compile(
    # Where something may be "on" a name alone; pressure and sanctions are on any other.
    r"\b(?:Island|Islands|Isle|Beach|Coast|Shore|Street|Road|Avenue|Lane|Square|Hill|Mount|Mountain"
    r"|River|Lake|Bridge|Bank|Strip|Peninsula|Pier|Quay|Heights|Highway|Earth|Mars)\b"
)


def find_names(text: str) -> list[Span]:
    """Runs of capitalised words, without an opening "the" and without months and weekdays."""
    found: list[Span] = []
    for match in _RUN.finditer(text):
        start, end = match.span()
        if text.startswith("the ", start):
            start += 4
        first = re.match(r"[\w’'.&-]+", text[start:end])
        word = _POSSESSIVE.sub("", first.group()).lower().strip(".") if first else ""
        acronym = first and first.group().isupper() and len(word) > 1
        if (word in STOP_WORDS or word in _OPENERS) and not acronym:
            start += first.end() + 1 if first else 0  # "The Hague" keeps Hague
            if start >= end:
                continue
            word = text[start:end].split(maxsplit=1)[0].lower()
        bare = text[start:end]
        if word in _WEAK and " " not in bare:
            continue
        found.append(Span(start, start + len(_POSSESSIVE.sub("", bare))))
    return found


def find_places(text: str) -> list[Span]:
    """Names that something is said to be in, at or near, each with its own phrase.

    "off the northern tip of Iskra Island" is one place, from "the" on.
    """
    found: list[Span] = []
    for name in find_names(text):
        before = text[max(0, name.start - 60) : name.start]
        placed = next(
            (m for at in range(len(before) - 1, -1, -1) if (m := _PLACED.match(before, at))), None
        )
        if _CITY_OF.match(text, name.end):  # "in the Swiss city of Geneva": Geneva comes next
            continue
        if not placed or (at := name.start - len(before) + placed.start("what")) < 0:
            continue
        alone = placed["how"].lower() == "on" and " of " not in placed["what"]
        if alone and not _ON_LAND.search(text, name.start, name.end):  # "sanctions on Kell"
            continue
        if not found or at >= found[-1].end:
            found.append(Span(at, name.end))
    return found
