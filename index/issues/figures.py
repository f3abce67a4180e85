"""The numbers of a sentence, each with what it counts, so that two can be told to differ.

"killing 484 Palestinians and wounding 1,321"  ─▶  kill: 484, wound: 1,321
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.issues.records import Figure
from index.question.asked_for import AnswerKind
from index.reports.claims import find_claims, may_hold
from index.values.quantities import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator


def find_figures(text: str) -> tuple[Figure, ...]:
    """The counts and amounts of a sentence that tell what happened to whom; the first of each."""
    found: dict[str, Figure] = {}
    for figure in _figures(text):
        found.setdefault(figure.about, figure)
    return tuple(found.values())


def _figures(text: str) -> Iterator[Figure]:
    for kind in (AnswerKind.COUNT, AnswerKind.AMOUNT):
        if not may_hold(text, kind):
            continue
        for claim in find_claims(text, kind):
            if claim.event is None or claim.aside or claim.part or claim.more:
                continue
            about = " ".join((claim.event, *claim.counted[-1:]))
            match claim.value:
                case Quantity() as number:
                    words = text[claim.span.start : claim.span.end]
                    yield Figure(f"{about} {number.unit}", words, number.low)
                case _:
                    pass
