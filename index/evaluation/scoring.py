"""One question and what a system found for it -> an Outcome: was it right, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from index.evaluation.questions import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.evaluation.questions import GivenValue, Gold, Question
    from index.evaluation.systems import Finding
    from index.records import Quote

COUNTED: Final = 10
"""How many quotes are looked at; a right one further down counts for nothing."""

LEAST_PART: Final = 20
"""Characters that a part of a gold sentence must have to stand for it: "No." does not."""


@dataclass(frozen=True, slots=True)
class ShownValues:
    """Of the values in which articles differ: how many there are, how many were shown.

    `others` counts those shown that are none of them.
    """

    wanted: int
    shown: int
    others: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question.

    `rank` is the place of the first right quote, from 1, None where there is none in `COUNTED`.
    `holds_answer` says whether the first quote holds one of the question's short answers, None for
    a question that has none. `verbatim` says that every quote is what its article says. `values` is
    None for a question in which articles aren't known to differ.
    """

    question: Question
    finding: Finding
    rank: int | None
    holds_answer: bool | None
    verbatim: bool
    milliseconds: float
    values: ShownValues | None = None

    @property
    def right(self) -> bool:
        """Whether the first quote is right; never for a question without an answer."""
        return self.rank == 1


def judge(
    question: Question, finding: Finding, text_of: Callable[[str], str | None], milliseconds: float
) -> Outcome:
    """Compare what was found with the gold. `text_of` gives an article's text by its id."""
    ranks = (
        place
        for place, quote in enumerate(finding.quotes[:COUNTED], start=1)
        if any(is_right(quote, gold) for gold in question.gold)
    )
    return Outcome(
        question=question,
        finding=finding,
        rank=next(ranks, None),
        holds_answer=_holds_answer(question, finding),
        verbatim=all(_is_verbatim(quote, text_of(quote.doc_id)) for quote in finding.quotes),
        milliseconds=milliseconds,
        values=_shown_values(question, finding),
    )


def _shown_values(question: Question, finding: Finding) -> ShownValues | None:
    if not question.values:
        return None
    shown = [
        (one.quote.doc_id, one.quote.text[one.value.start - start : one.value.end - start])
        for line in finding.differing
        for one in line.reported
        for start in (one.quote.span.start,)
    ]

    def gives(said: tuple[str, str], wanted: GivenValue) -> bool:
        return said[0] == wanted.doc_id and fold(wanted.words) in fold(said[1])

    return ShownValues(
        wanted=len(question.values),
        shown=sum(any(gives(said, wanted) for said in shown) for wanted in question.values),
        others=sum(not any(gives(said, wanted) for wanted in question.values) for said in shown),
    )


def is_right(quote: Quote, gold: Gold) -> bool:
    """Whether a quote shows what answers: the gold words lie in it, white space aside.

    Where the gold is a whole sentence, a part of it that was cut as a sentence will do. Gold
    without words is any quote from the article.
    """
    if quote.doc_id != gold.doc_id:
        return False
    if gold.quote is None:
        return True
    words, wanted = fold(quote.text), fold(gold.quote)
    is_part = gold.whole_sentence and len(words) >= LEAST_PART and words in wanted
    return wanted in words or is_part


def _holds_answer(question: Question, finding: Finding) -> bool | None:
    if not question.answers:
        return None
    first = fold(finding.quotes[0].text).casefold() if finding.quotes else ""
    return any(fold(answer).casefold() in first for answer in question.answers if fold(answer))


def _is_verbatim(quote: Quote, text: str | None) -> bool:
    return text is not None and quote.text == text[quote.span.start : quote.span.end]
