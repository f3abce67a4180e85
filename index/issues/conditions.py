"""Which issue waits for which other, by the words of one sentence.

    "no [withdrawal] will occur until [Hamas is disarmed]"      withdrawal waits for disarmament
    "[Hamas] must be [disarmed] before [moving on to phase two]" phase two waits for disarmament
    "linked [the reopening] to [the recovery of the remains]"    the reopening waits for the remains

Only the words that join two statements are read; that both sides speak of issues is asked of the
catalogue.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from index.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_BEHIND_WAITS: Final = (
    # What stands before waits for what stands behind.
    r"\b(?:until|unless|only (?:after|once|when|if)"
    r"|(?:conditional|conditioned|contingent) (?:up)?on|depend(?:s|ed|ent|ing)? (?:up)?on"
    r"|hing(?:es|ed|ing) (?:up)?on|provided(?: that)?|in (?:exchange|return) for"
    r"|only in connection with|as long as|so long as|pending)\b"
)
_WAITS: Final = re.compile(_BEHIND_WAITS, re.IGNORECASE)
_LISTS: Final = re.compile(r"on$", re.IGNORECASE)
"""A noun phrase follows: commas in it join its parts. Behind the others a clause ends at one."""

_BEFORE: Final = re.compile(r"\b(?:before|ahead of|prior to|(?P<without>without))\b", re.IGNORECASE)
_FOR: Final = re.compile(
    r"\b(?:pre-?conditions?|prerequisites?|an? (?:\w+ )?condition) (?:for|of|to)\b", re.IGNORECASE
)
_MUST: Final = re.compile(
    r"\b(?:must|ha(?:s|ve|d) to|should|needs? to|insist\w*|demand\w*|require\w*|first)\b",
    re.IGNORECASE,
)
_NO: Final = re.compile(
    r"\b(?:no|not|never|nothing|none|cannot|refus\w+|reject\w*)\b|n['’]t\b", re.IGNORECASE
)
_JOINS: Final = re.compile(
    # "the road that links two towns" makes neither wait
    r"(?<!that )(?<!which )\b(?:link(?:s|ed|ing)?|tie[sd]?|tying|condition(?:ed|ing))\b",
    re.IGNORECASE,
)
_TO: Final = re.compile(r"\b(?:to|on|with)\b", re.IGNORECASE)
_OPENS: Final = re.compile(
    r"(?:^|[.;:“\"]\s*|\b(?:that|said)\s)(?:until|unless|as long as"
    r"|(?P<only>only (?:after|once|when|if)))\b",
    re.IGNORECASE,
)
_INVERTED: Final = re.compile(r"\b(?:will|would|can|could|may|might|should)\b", re.IGNORECASE)
"""Where the main clause begins behind "only after …": "will the crossing open"."""

_BUT: Final = re.compile(r",?\s+(?:but|though|although)\s+$", re.IGNORECASE)
"""Stands between the two sides: "a pullback, but only after …"."""
_STOP: Final = re.compile(
    r"[;:()–—]|,(?! and\b)|\s-\s|\b(?:but|while|though|although|meaning)\b", re.IGNORECASE
)
_LIST_STOP: Final = re.compile(
    r"[;:()–—]|\s-\s|\b(?:but|while|though|although|meaning)\b", re.IGNORECASE
)


def find_conditions(text: str, mentions: Sequence[tuple[str, Span]]) -> list[tuple[str, str]]:
    """Pairs of issues, the one that waits first. `mentions` are all that `text` speaks of.

    An issue may be among them with several spans.
    """
    found = dict.fromkeys(
        (one, other)
        for waits, for_what in _sides(text)
        for one in _nearest(mentions, waits, first=waits.start >= for_what.end)
        for other in _inside(mentions, for_what)
        if one != other
    )
    return list(found)


def _sides(text: str) -> Iterator[tuple[Span, Span]]:
    """Spans of what waits, and of what it waits for."""
    opening = _OPENS.search(text)
    for match in _WAITS.finditer(text):
        end = _end(text, match.end(), lists=bool(_LISTS.search(match.group())))
        if opening and opening.start() <= match.start() < opening.end():
            inverted = _INVERTED.search(text, match.end(), end) if opening["only"] else None
            end = inverted.start() if inverted else end
            yield Span(end, _end(text, end, lists=True)), Span(match.end(), end)
        else:
            but = _BUT.search(text, 0, match.start())
            until = but.start() if but else match.start()
            yield Span(_start(text, until), until), Span(match.end(), end)
    for match in _BEFORE.finditer(text):
        before = Span(_start(text, match.start()), match.start())
        behind = Span(match.end(), _end(text, match.end(), lists=False))
        words = text[before.start : before.end]
        if _MUST.search(words) and not _NO.search(words) and not match["without"]:
            yield behind, before
        elif _NO.search(words):
            yield before, behind
    for match in _JOINS.finditer(text):
        end = _end(text, match.end(), lists=True)
        joint = _TO.search(text, match.end(), end)
        if joint and not text[match.end() : joint.start()].strip():
            # "is linked to": what waits stands before.
            yield Span(_start(text, match.start()), match.start()), Span(joint.end(), end)
        elif joint:
            yield Span(match.end(), joint.start()), Span(joint.end(), end)
    for match in _FOR.finditer(text):
        before = Span(_start(text, match.start()), match.start())
        yield Span(match.end(), _end(text, match.end(), lists=False)), before


def _start(text: str, before: int) -> int:
    """Where the statement begins that ends at `before`."""
    return max((m.end() for m in _LIST_STOP.finditer(text, 0, before)), default=0)


def _end(text: str, after: int, *, lists: bool) -> int:
    """Where the statement ends that begins at `after`."""
    stop = (_LIST_STOP if lists else _STOP).search(text, after)
    return stop.start() if stop else len(text)


def _inside(mentions: Sequence[tuple[str, Span]], side: Span) -> list[str]:
    return [issue for issue, span in mentions if side.start <= span.start and span.end <= side.end]


def _nearest(mentions: Sequence[tuple[str, Span]], side: Span, *, first: bool) -> list[str]:
    """The issue of a side that is nearest to the other side: the last in it, or the `first`."""
    inside = [
        (-span.start if first else span.end, issue)
        for issue, span in mentions
        if side.start <= span.start and span.end <= side.end
    ]
    return [max(inside)[1]] if inside else []
