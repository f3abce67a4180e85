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
    r"|reject(?:s|ed) th(?:e|at|is) (?:claim|charge|report|statement)|(?:not|no|n['’]t) confirm\w*"
    r"|refut(?:es|ed)|untrue)\b",
    re.IGNORECASE,
)
"""Words of denial."""

_POINTS_BACK: Final = re.compile(
    r"\b(?:it|this|that|these|those|the (?:claims?|charges?|accusations?|reports?|announcement"
    r"|statement|account))\b",
    re.IGNORECASE,
)


def denies_what_was_said(text: str) -> bool:
    """Whether a sentence denies something that stands before it."""
    found = DENIES.search(text)
    return (
        found is not None and _POINTS_BACK.search(text, found.end(), found.end() + 40) is not None
    )
