"""Rules that move a sentence up or down after it was scored, each by a fixed amount.

    a heading, or a unit that is hardly one sentence    down: it doesn't state anything
    a sentence that merely announces talks              down
    a sentence that holds the kind of answer asked for  up: above one that repeats the question
    one that gives it of the very thing asked for       up: who, what, where and since when agree

The amounts were chosen on four question sets together (Wikipedia, a news archive, two small
folders): of 20 questions on the sample articles 14 instead of 12 have the right sentence first,
on the others about as many as without, and of 123 on the news 64 instead of 60 first sentences
hold the short answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from index.answer_types import holds_kind, merely_announces
from index.question.asked_for import AnswerKind, answer_kind
from index.records import SentenceKind

if TYPE_CHECKING:
    from collections.abc import Sequence

LOOKED_INTO: Final = 40
"""Sentences, best first, whose words are looked into; none further down gets to the top."""

LONG: Final = 560
"""Characters, some 80 words, above which a unit is hardly one sentence."""


class Rule(StrEnum):
    """Why a sentence was moved."""

    HEADING = "is a heading"
    LONG = "is hardly one sentence"
    ANNOUNCES = "merely announces"
    HOLDS = "holds the kind of answer asked for"
    TELLS = "gives it of the very thing asked for"


@dataclass(frozen=True, slots=True)
class Move:
    """One rule at work on one sentence: what it adds to the score, negative for down."""

    rule: Rule
    amount: float


DOES_NOT_STATE: Final = -0.05
ANNOUNCES: Final = -0.05
TELLS: Final = 0.06
HOLDS: Final = {
    AnswerKind.COUNT: 0.08,
    AnswerKind.AMOUNT: 0.08,
    AnswerKind.WHEN: 0.06,
    AnswerKind.WHERE: 0.06,
    AnswerKind.WHO: 0.08,
    AnswerKind.WHICH: 0.04,  # nearly every sentence has some name
    AnswerKind.WHY: 0.02,  # most reasons are given without "because"
}


def moves_by_form(kind: SentenceKind, length: int) -> tuple[Move, ...]:
    """What the form of a sentence of `length` characters is worth."""
    if kind is SentenceKind.HEADING:
        return (Move(Rule.HEADING, DOES_NOT_STATE),)
    return (Move(Rule.LONG, DOES_NOT_STATE),) if length > LONG else ()


def moves_by_words(question: str, sentences: Sequence[str]) -> list[tuple[Move, ...]]:
    """What the words of each of `sentences` are worth as an answer to `question`."""
    kind = answer_kind(question)
    amount = HOLDS.get(kind, 0.0)
    found: list[tuple[Move, ...]] = []
    for text in sentences:
        moves = []
        if amount and holds_kind(text, kind, question):
            moves.append(Move(Rule.HOLDS, amount))
        if merely_announces(text, question):
            moves.append(Move(Rule.ANNOUNCES, ANNOUNCES))
        found.append(tuple(moves))
    return found
