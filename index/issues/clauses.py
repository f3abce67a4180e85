"""The clause of a sentence that some of its words stand in.

    "The crossing reopened, but [the force is still unnamed]"

Clauses end at punctuation and at words that join two of them; nothing is parsed. Quotation marks
around a few words are a name, and end none.
"""

from __future__ import annotations

import re
from typing import Final

from index.records import Span

_BREAK: Final = re.compile(
    r"[;()—–“”\"]|[,:](?!\d)|\s[-–—]\s"
    r"|\b(?:while|whereas|but|although|though|after|before|and|which|who|when|as|with|where|that"
    r"|because|until|unless|if|following|during|since|despite|amid)\b",
    re.IGNORECASE,
)
_NAME: Final = re.compile(r"[“\"](?:[\w’'&.-]+[ ]?){1,5}[”\"]")


def clause_around(text: str, inner: Span) -> Span:
    """The clause that holds `inner`, or the clauses that it reaches over."""
    names = [match.span() for match in _NAME.finditer(text)]
    breaks = [
        match.start()
        for match in _BREAK.finditer(text)
        if not any(start <= match.start() < end for start, end in names)
    ]
    start = max((at for at in breaks if at <= inner.start), default=0)
    end = min((at for at in breaks if at >= inner.end), default=len(text))
    return Span(start, end)
