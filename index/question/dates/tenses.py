"""Whether a sentence tells of what has been, of what is, or of what may come; by its words only.

What is in doubt is open or present, so that no date of an event is taken for one of publication.
"""

from __future__ import annotations

import re

_POLITE = re.compile(r"\b(?:could|can|would|will|may|might)\s+(?:you|i|we)\b", re.IGNORECASE)
_ASKS_WHEN = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?|hi|hello|please)\W+)*(?:(?:by|until|since)\s+)?when\b"
    r"|\bwhen\s+(?:is|are|was|were|will|do|does|did|has|have|had|can|could|might|should)\b"
    r"|\b(?:what|which)\s+(?:exact\s+)?(?:date|day|time|month|year)\b"
    r"|\bhow\s+(?:long|soon|often|old)\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:will|won['’]?t|would|shall|might|could|going\s+to|expect(?:s|ed)?|planned|planning|plans?\s+(?:to|for)"
    r"|scheduled|set\s+to|supposed\s+to|about\s+to|ahead\s+of|upcoming|intends?|hopes?|next"
    r"|tomorrow|tonight|due(?!\s+to\s+(?:an?|the)\b)|later|(?-i:may))\b|['’]ll\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\b(?:is|are|am|do|does|can|(?:who|what|which(?:\s+\w+){1,2})\s+(?!was\b|has\b)\w+s)\b"
    r"|\b(?:what|who|where|how)['’]s\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:did|been|(?!united\b|hundred\b|indeed\b)\w+(?:[^e\W]|re)ed|had|said|told|took|made|won"
    r"|met|went|gave|got|became|began|broke|came|fell|found|held|hit|left|lost|ran|rose|saw|sent"
    r"|shot|spoke|struck|thought|wrote|led|fled|taken|given|gone|seen|done|fallen)\b",
    re.IGNORECASE,
)
_SO_FAR = re.compile(r"\b(?:has|have|is|are)\b|\w['’]s\b", re.IGNORECASE)
_COMING = re.compile(r"\b(?!happening\b|going\b|being\b)\w+ing\b", re.IGNORECASE)
_STATE = re.compile(r"\b(?:was|were)\b", re.IGNORECASE)
_COUNTS = re.compile(
    r"\bhow\s+(?:many|much)\b|\b(?:number|total|percentage|share|proportion|rate|toll)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\b(?:did|was|were|happened|said|announced)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"(?:^|,)\W*(?:(?:and|but|so|in|from|by|to|of|for|with|on|at)\s+)?(?:what|who|whom|whose|which"
    r"|how|why|where|did|was|were|has|have|had|is|are)\b",
    re.IGNORECASE,
)
_INNER_CLAUSE = re.compile(
    r",|\b(?:who|whose|which|that|after|before|since|when|while|where|because|as|following|if)\b",
    re.IGNORECASE,
)


def is_open(text: str) -> bool:
    """Whether `text` asks for a date, or speaks of what is planned or may come."""
    plain = _POLITE.sub("", text)
    return bool(_ASKS_WHEN.search(plain) or _FUTURE.search(plain))


def is_of_these_days(sentence: str) -> bool:
    """Whether "today" means the present time in `sentence`: "how many people live there today?"."""
    if is_open(sentence) or _TOLD.search(sentence):
        return False
    return _PRESENT.search(sentence) is not None or not has_happened(sentence)


def has_happened(sentence: str) -> bool:
    """Whether the sentence tells of something that has been."""
    return bool(_DONE.search(sentence) or _STATE.search(sentence))


def is_of_the_present(sentence: str) -> bool:
    """Whether the sentence tells of what is so or comes, and of nothing that has been."""
    return _PRESENT.search(sentence) is not None and not has_happened(sentence)


def is_state(sentence: str) -> bool:
    """Whether the sentence tells of how it was, not of what was done: "who was president?"."""
    return _STATE.search(sentence) is not None and _DONE.search(sentence) is None


def is_by_now(sentence: str) -> bool:
    """Whether the sentence tells of what has been or is so, not of what comes: "who visits?"."""
    if has_happened(sentence):
        return True
    return _SO_FAR.search(sentence) is not None and _COMING.search(sentence) is None


def counts(sentence: str) -> bool:
    """Whether the sentence asks for a number."""
    return _COUNTS.search(sentence) is not None


def in_inner_clause(before: str) -> bool:
    """Whether words after `before` belong to a clause within the question.

    In "who leads the party that lost in May?" the month says when it lost.
    """
    asking = list(_ASKS.finditer(before))
    return _INNER_CLAUSE.search(before, asking[-1].end() if asking else 0) is not None
