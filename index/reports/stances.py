"""Whether a sentence says yes or no to what was asked, in which words.

"Israel has not confirmed that the crossing will open"   ─▶  NO, "has not confirmed"
"Shaath announced that the crossing would open"          ─▶  YES, "announced"
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from index.records import Span
from index.reports.comparing import done_by
from index.reports.events import canonical, canonical_stems, event_terms, find_events
from index.terms import find_terms, stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.reports.events import Event
    from index.reports.wanted import Wanted
    from index.terms import Term


class Side(StrEnum):
    """Which way a statement goes."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Stance:
    """What a sentence says to a yes-or-no question; `span` are the words that carry it."""

    side: Side
    span: Span


_NOT: Final = r"(?:not|never|n['’]t|no longer)"
_AUX: Final = (
    r"(?:has|have|had|is|are|was|were|did|does|do|will|would|can|could|should|may|might|ha[sd]"
    r"|won|isn|aren|wasn|weren|didn|doesn|don|wouldn|couldn|hasn|haven|hadn|can)"
)
_NO: Final = re.compile(
    rf"\b(?:{_AUX}\s?{_NOT}(?: yet| been| be)?(?: \w+ed\b| \w+n\b)?"
    r"|(?:has|have|had) yet to(?: \w+)?"
    r"|(?:(?:has|have|had) )?(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|refus(?:e[sd]?|ing)"
    r"|dismiss(?:es|ed|ing)?"
    r"|rul(?:e[sd]?|ing) out|contradict(?:s|ed)?|disput(?:e[sd]?|ing)|repudiat(?:es|ed)"
    r"|declin(?:e[sd]?|ing) to|fail(?:s|ed|ing)? to|unfounded|untrue|false|fabricated|a lie"
    r"|no (?:such |plans?|agreement|decision|intention|deal|truth|evidence|date)\w*"
    r"|walk(?:ed)? away|turn(?:s|ed)? down|withdr[ae]w\w* (?:from|its support)|call(?:ed|s)? off"
    r"|scrapp?(?:ed|s)|abandon(?:s|ed)|shelved?|halted"
    r"|nobody|no one|none of|(?:(?:has|have|had) )?no (?:knowledge|idea|role|part)|unaware"
    r"|baseless|groundless|hoax|no basis))",
    re.IGNORECASE,
)
_YES: Final = re.compile(
    r"\b(?:announc(?:e[sd]?|ing)|confirm(?:s|ed|ing)?|agree[sd]?|agreeing|accept(?:s|ed|ing)?"
    r"|approv(?:e[sd]?|ing)|admit(?:s|ted)?|acknowledg(?:e[sd]?|ing)|conced(?:e[sd]?|ing)"
    r"|pledg(?:e[sd]?)|promis(?:e[sd]?)|endors(?:e[sd]?)|sign(?:s|ed) (?:off|up)|back(?:s|ed)"
    r"|ratif(?:y|ies|ied)|consent(?:s|ed)|welcom(?:es|ed)|vow(?:s|ed)|undert(?:akes|ook)"
    r"|(?:has|have|had|will|would) (?:already |now |formally |fully )?\w+)",
    re.IGNORECASE,
)
_ASSERTS: Final = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would)\b(?: \w+(?:ed|ing|en)\b)?"
)

_NO_TWICE: Final = re.compile(
    rf"\b(?:{_AUX}\s?{_NOT}|neither|nor|without|declined to|refus(?:ed|es) to) (?:\w+ )?"
    r"(?:den|rul|reject|refus|dismiss|exclud|comment)\w*",
    re.IGNORECASE,
)
"""Neither yes nor no: "has not ruled out", "declined to comment"."""

_OPEN: Final = re.compile(
    r"\b(?:urg(?:e[sd]?|ing)|demand(?:s|ed|ing)?|ask(?:s|ed|ing)?|call(?:s|ed|ing)? (?:on|for)"
    r"|consider(?:s|ed|ing)?|whether|if|could|may|might|hop(?:e[sd]?|ing)|propos(?:e[sd]?|als?)"
    r"|discuss(?:es|ed|ing)?|negotiat(?:es?|ed|ing)|want(?:s|ed)?|pressur(?:e[sd]?|ing)|likely"
    r"|unlikely|possibl[ey]|perhaps|rumou?r(?:s|ed)|speculat\w+|suggest(?:s|ed)?|unless"
    r"|in principle"
    r"|question(?:s|ed)? of|plans?|planned|offer(?:s|ed)? to)\b",
    re.IGNORECASE,
)
"""Words of what is not settled."""

_OF_OTHERS: Final = re.compile(
    r"(?:den|contradict|disput|repudiat|confirm|announc|admit|acknowledg|conced)"
    r"|(?:dismiss|reject)\w* (?:as |that |(?:the |an? |any )?(?:claim|report|accusation|allegation"
    r"|suggestion|rumou?r))",
    re.IGNORECASE,
)
"""Said of what somebody else, or oneself, is told to have done: whoever says so may be new."""

_CLAUSE_END: Final = re.compile(r"[;:—–]|,(?! (?:the|a|an|its|his|her|their|who|which) )|, an? ")

LEAST_SHARED: Final = 0.6
"""Share of the question's own terms that a sentence must hold to be about the same proposition."""


def _pairs(events: Iterable[str]) -> set[str]:
    """Who sells finds one who buys: the two are one event."""
    return {"sell" if event == "buy" else event for event in events}


def _told_at(wanted: Wanted, terms: Sequence[Term], events: Sequence[Event]) -> Span | None:
    """Where the main verb of the question is told, in its own or another word of its class."""
    if wanted.verb is None:
        return Span(0, 0)
    verb = {canonical(stem) for stem in stems(wanted.verb)}
    own = next((term.span for term in terms if canonical(term.stem) in verb), None)
    if own is not None:
        return own
    asked = _pairs(wanted.does)
    other = next((e.span for e in events if _pairs([e.name]) & asked), None)
    if other is not None:
        return other
    return Span(0, 0) if _YES.fullmatch(wanted.verb) else None


def find_stance(text: str, wanted: Wanted) -> Stance | None:
    """What `text` says to the question; None if it speaks of something else, or leaves it open."""
    asked = wanted.names | wanted.terms | set(wanted.counted)
    terms = find_terms(text)
    events = find_events(text)
    held = (canonical_stems(text) | event_terms(events)) & asked
    names = {event.name for event in events}
    shared_event = bool(_pairs(wanted.events) & _pairs(names)) or not wanted.events
    parts = len(asked) + (1 if wanted.events else 0)
    share = (len(held) + (1 if wanted.events and shared_event else 0)) / max(parts, 1)
    if share < LEAST_SHARED or not shared_event or _is_elsewhere(text, wanted):
        return None
    told = _told_at(wanted, terms, events)
    if (
        told is None
        or not done_by(wanted, text, told)
        or _NO_TWICE.search(text)
        or (not wanted.ahead and _is_open(text, wanted))
    ):
        return None
    # A denial governs what it denies, whatever else the sentence tells.
    if no := _NO.search(text):
        span = Span(*no.span())
        return Stance(Side.NO, span) if _concerns(text, span, wanted) else None
    yes = _YES.search(text)
    if yes is None and told.end:
        return Stance(Side.YES, told)
    yes = yes or _ASSERTS.search(text)
    if yes is None:
        return None
    span = Span(*yes.span())
    return Stance(Side.YES, span) if _concerns(text, span, wanted) else None


def _is_open(text: str, wanted: Wanted) -> bool:
    """Whether what was asked is only wished for, weighed or doubted."""
    return any(
        not (wanted.object & {canonical(stem) for stem in stems(match[0])})
        and match[0].lower() != (wanted.verb or "")
        for match in _OPEN.finditer(text)
    )


def _is_elsewhere(text: str, wanted: Wanted) -> bool:
    """Whether a sentence tells of places, and of none that the question names."""
    if not wanted.places:
        return False
    told = canonical_stems(text)
    return not all(place & told for place in wanted.places)


def _concerns(text: str, words: Span, wanted: Wanted) -> bool:
    """Whether the words that say yes or no are said of what was asked, and by whom it was asked of.

    "The rebels rejected the plan" says nothing of another plan that the sentence goes on to name,
    and nothing of what the government did.
    """
    if not wanted.object:
        return True
    end = _CLAUSE_END.search(text, words.end)
    behind = text[words.start : end.start() if end else len(text)]
    if _OF_OTHERS.match(text, words.start):  # "denied that the city had sold it"
        behind = text[words.start :]
    told = canonical_stems(behind) | event_terms(find_events(behind))
    events = {f"@{event}" for event in wanted.events}
    return bool((wanted.object | events) & told) or wanted.object <= canonical_stems(
        text[: words.start]
    )
