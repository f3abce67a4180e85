"""Words by which a clause doesn't say that something is done, whatever else it says.

    "The crossing is to open on Monday"   "would open once …"   "has not been found"   "stays shut"

An announcement is no settlement, nor is a promise, a condition or a rumour. The signal model
learns that from examples; that none of these ever settles an issue is not left to it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from index.records import Span

_RESERVED: Final = re.compile(
    r"\b(?:will|would|could|may|might|shall|should|must"
    r"|(?:is|are|was|were|be|due|set|ready|about|yet|agreed|agrees|plans?|planned|prepar\w+|wants?"
    r"|hopes?|hoped|vows?|vowed|promised|promises|pledged|ordered|refus\w+|fail\w*|try\w*|trying"
    r"|supposed|slated|scheduled|expected|urged|asked|called on \w+) to"
    r"|vow\w*|promis\w*|rumou?r\w*|reports? that|if|unless|once|until|whether|pending"
    r"|(?:remain\w*|stay\w*|still|kept) (?:closed|shut|blocked|stuck|trapped|held|unclear|missing)"
    r"|(?:closed|shut)\b[^.,;]{0,40}\bagain|not (?!only\b)|never|n['’]t|(?:has|have|had) yet"
    r"|no (?:decision|date|agreement|sign|word)|den(?:y|ies|ied|ying)|only (?:for|to|in one)"
    r"|one[- ]way)",
    re.IGNORECASE,
)
_BREAK: Final = re.compile(
    # Wider than a clause of `clauses`: "a report that it opened" is one statement.
    r"[;:()—–]"
    r"|, (?:and|but|while|which|who|where|as|a|an|the|ending|said|after|since)\b"
    r"|\b(?:but|while|whereas|although|though|following|during)\b",
    re.IGNORECASE,
)


def has_reservation(text: str, mention: Span) -> bool:
    """Whether the words around `mention` say that it is not done, or not yet, or only may be."""
    start = max((m.end() for m in _BREAK.finditer(text, 0, mention.start)), default=0)
    end = _BREAK.search(text, mention.end)
    return _RESERVED.search(text, start, end.start() if end else len(text)) is not None
