"""Asks all questions of a set and puts the figures together."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.confidence import SIGNALS
from index.errors import QuestionSetError
from index.evaluation.figures import Figures, answered_from, summarise, threshold_that_keeps
from index.evaluation.questions import fold
from index.evaluation.reliability import Reliability, reliability
from index.evaluation.scoring import COUNTED, Outcome, judge
from index.evaluation.statistics import cross_validated

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.evaluation.questions import QuestionSet
    from index.evaluation.systems import System


@dataclass(frozen=True, slots=True)
class Measurement:
    """All that was measured on one set; `systems` maps names to figures, the shipped one first.

    `calibrated` is the reliability of the confidence as it ships, `cross_validated` what the same
    signals reach when they are fitted on other questions of this set (None where too few are right
    or wrong). `outcomes` are those of the shipped system.
    """

    name: str
    systems: dict[str, Figures]
    calibrated: Reliability
    cross_validated: Reliability | None
    outcomes: tuple[Outcome, ...]


def check_gold(questions: QuestionSet, text_of: Callable[[str], str | None]) -> list[str]:
    """What of the gold can't be found, in a sentence each.

    Raises QuestionSetError if none of its articles is there: the index is of other articles.
    """
    gold = [(q.id, g) for q in questions.questions for g in q.gold]
    missing = sorted({g.doc_id for _, g in gold if text_of(g.doc_id) is None})
    if gold and len(missing) == len({g.doc_id for _, g in gold}):
        raise QuestionSetError(
            questions.name,
            f"none of the articles that answer it is in the index (such as {missing[0]!r}); name "
            "the folder they lie in with --articles DIR",
        )
    notes = [f"no article has the id {doc_id!r}, which is gold" for doc_id in missing]
    for question, one in gold:
        text = text_of(one.doc_id)
        if one.quote is not None and text is not None and fold(one.quote) not in fold(text):
            notes.append(f"a gold quote of {question!r} is not in {one.doc_id!r}")
    return notes


def measure(
    questions: QuestionSet,
    shipped: System,
    threshold: float,
    others: Sequence[System],
    text_of: Callable[[str], str | None],
    on_progress: Callable[[int, int], None],
) -> Measurement:
    """Ask every question of every system.

    `threshold` is the one that `shipped` answers from. `on_progress` is told questions asked, of
    how many.
    """
    total = len(questions.questions) * (1 + len(others))

    def ask(system: System, before: int) -> list[Outcome]:
        system.find(questions.questions[0], COUNTED)  # warms up; not timed
        outcomes = []
        for number, question in enumerate(questions.questions, start=1):
            start = time.perf_counter()
            finding = system.find(question, COUNTED)
            milliseconds = (time.perf_counter() - start) * 1_000
            outcomes.append(judge(question, finding, text_of, milliseconds))
            on_progress(before + number, total)
        return outcomes

    outcomes = ask(shipped, 0)
    systems = {shipped.name: summarise(outcomes, threshold)}
    kept = sum(o.finding.answered for o in outcomes if o.question.gold)
    for number, other in enumerate(others, start=1):
        found = ask(other, number * len(questions.questions))
        equal = threshold_that_keeps(found, kept)
        systems[other.name] = summarise(answered_from(found, equal), equal)
    return Measurement(
        name=questions.name,
        systems=systems,
        calibrated=reliability(
            [o.finding.confidence for o in outcomes], [o.right for o in outcomes]
        ),
        cross_validated=_cross_validated(outcomes),
        outcomes=tuple(outcomes),
    )


def _cross_validated(outcomes: Sequence[Outcome]) -> Reliability | None:
    """Of the questions that were searched for: the others have no signals."""
    searched = [o for o in outcomes if o.finding.signals]
    rows = [[o.finding.signals[signal] for signal in SIGNALS] for o in searched]
    right = [o.right for o in searched]
    confidences = cross_validated(rows, right)
    return None if confidences is None else reliability(confidences, right)
