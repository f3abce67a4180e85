"""Denials of what the sentence before claimed: "Hamas denied this and said that tanks were there".

Such a sentence need not name the issue; it speaks of those that the sentence before it speaks of.
"""

from __future__ import annotations

import re
from typing import Final

SURE: Final = 0.9
"""How sure it is that a denial leaves an issue open."""

DENIES: Final = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|disput(?:es|ed)(?= (?:it|this|that|the)\b)|contradict(?:s|ed)?"
    r"|reject(?:s|ed)(?= th(?:e|at|is|ose|ese) (?:claim|charge|accusation|allegation|report"
    r"|statement))|(?:not|no|neither side (?:has|could|would)|\w+n['’]t) (?:\w+ly )?confirm\w*"
    r"|refut(?:es|ed))\b",
    re.IGNORECASE,
)
"""Words of denial."""

SAYS_NOT: Final = re.compile(
    r"\b(?:said|says|insist(?:s|ed)|claim(?:s|ed)|argued|replied|maintain(?:s|ed))\b.*"
    r"\b(?:(?:had|has|have|was|were|did|is|are) not\b|(?:had|has|was|did|is)n['’]t\b"
    r"|(?:still|remain(?:s|ed)) (?:closed|shut|held|there|in place|missing))",
    re.IGNORECASE | re.DOTALL,
)
"""Somebody's word that it isn't so: "Israel said that the crossing was still closed"."""

_POINTS_BACK: Final = re.compile(
    r"\b(?:it|this|that|these|those|the (?:claims?|charges?|accusations?|allegations?|reports?"
    r"|announcement|statement|account))\b",
    re.IGNORECASE,
)


def denies_what_was_said(text: str) -> bool:
    """Whether a sentence denies something that stands before it."""
    found = DENIES.search(text)
    return (
        found is not None and _POINTS_BACK.search(text, found.end(), found.end() + 40) is not None
    )
