"""The question without the words that only choose articles, and whether it asks for the newest.

    "What's the latest on Rafah?"     ─▶ yes, "What about Rafah?"
    "Who currently runs the camp?"    ─▶ yes, "Who runs the camp?"
    "Which team recently won?"        ─▶ no: "recently" tells of the event

"Latest" goes only where it says which articles ("the latest news"); it may be what the question is
about elsewhere ("the latest phone"). It only reorders, so "yes" is cheap.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NEWEST = r"(?:latest|newest|most\s+recent)"
_TOPIC = r"(?:on|about|regarding|with|from|in|for)"
_REPORT = (
    r"(?:news|updates?|developments?|reports?|articles?|stories|headlines?|statements?|figures?"
    r"|numbers?|estimates?|toll|count|death\s+toll|situation|state|status|word)"
)
_LATEST = re.compile(
    rf"(?<!at the )(?<!at )\b(?:{_NEWEST}|most\s+recently)\b|\b(?:currently|right\s+now)\b"
    r"|\bat\s+(?:the\s+moment|present)\b(?!\s+of)|\bas\s+of\s+(?:right\s+)?now\b"
    rf"|\bwhat(?:['’]?s|\s+is)\s+new\s+{_TOPIC}\b"
    # "recently" at the end asks for news; before a verb it tells of the event.
    r"|\b(?:recently|lately)\W*$|\b(?:any(?:thing)?|some)\s+recent\b|\brecent\s+(?:news|updates?|articles?"
    r"|stories|headlines?|developments?)\b",
    re.IGNORECASE,
)
_REPLACED = tuple(
    (re.compile(pattern, re.IGNORECASE), by)
    for pattern, by in (
        (
            rf"\b(what)(?:['’]?s|\s+is|\s+are)\s+(?:the\s+{_NEWEST}(?:\s+(?:news|updates?"
            rf"|developments?|word))?|new)\s+{_TOPIC}\b",
            r"\1 about",
        ),
        (rf"(?<!at the )\b{_NEWEST}\s+(?={_TOPIC}\b)", "news "),
        (rf"\b{_NEWEST}\s+(?={_REPORT}\b)", ""),
        (r"\b(?:currently|right\s+now|at\s+(?:the\s+moment|present)(?!\s+of))\b", ""),
        (r"\bas\s+of\s+(?:right\s+)?now\b", ""),
    )
)

_TIDY = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"\(\s*\)", ""),
        (r"\s+", " "),
        (r"(?: ?[,;:])* ?([?!.])", r"\1"),
        (r" ?([,;:])(?: ?[,;:])*", r"\1"),
        (r"^[\s,;:.?!–—-]+", ""),
        (r"[\s,;:–—-]+$", ""),
    )
)
_WORD = re.compile(r"[^\W_]+")
_NOTHING = frozenset(
    """
    a about according all and any are articles be been did do does for from give happened happening
    has have headlines how in is it latest me most new news newest now of on or please recent
    reports s say said says show stories summarise summarize summary tell that the their there to
    top up updates us was were what where which who with you
    """.split()  # noqa: SIM905  (words in lines read better than a list)
)


def wants_latest(question: str) -> bool:
    """Whether the newest articles should come first."""
    return _LATEST.search(question) is not None


def without_time_words(question: str, spans: Sequence[tuple[int, int]], *, latest: bool) -> str:
    """`question` without `spans`, which are in order, and, if `latest`, without such words.

    Given back as it was where nothing is to go, or where too little would be left to search for.
    """
    text = question
    for start, end in reversed(spans):
        before, after = text[:start].rstrip(), text[end:].lstrip()
        if before.endswith(",") and after.startswith(","):
            before, after = before[:-1], after[1:]
        text = f"{before} {after}"
    if latest:
        for pattern, by in _REPLACED:
            text = pattern.sub(by, text)
    if text == question:
        return question
    for pattern, by in _TIDY:
        text = pattern.sub(by, text)
    words = [word.lower() for word in _WORD.findall(text)]
    return text if len(words) > 1 and not _NOTHING.issuperset(words) else question
