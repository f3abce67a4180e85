"""An answer and what it rests on: what the search hands to those who measure or explain it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.confidence import Signal
    from index.question.reading import Read
    from index.records import Answer, NoAnswer, Quote
    from index.weighing import Weighed


@dataclass(frozen=True, slots=True)
class Examination:
    """An answer and what it rests on, for measuring and explaining.

    `quotes` are the best ones, more than the reply has if asked for; `signals` are what its
    confidence is computed from. Both are empty for a question that was not searched for, which has
    neither `read` nor `weighed`.
    """

    reply: Answer | NoAnswer
    quotes: tuple[Quote, ...] = ()
    signals: Mapping[Signal, float] = field(default_factory=dict)
    read: Read | None = None
    weighed: Weighed | None = None
