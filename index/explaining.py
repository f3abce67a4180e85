"""Why an answer is what it is: for each candidate in order its score, part by part, and its fate.

    Examination ─▶ Explanation: what was searched for ─▶ candidates ─▶ given or withheld, and why

For those who work on the search, and for whoever wonders about an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from index.question.asked_for import AnswerKind, answer_kind
from index.question.reading import told
from index.ranking import FEATURES
from index.records import Answer, NoAnswer, Silence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from index.confidence import Signal
    from index.examination import Examination
    from index.fitted import Fitted
    from index.quotes import Decision
    from index.ranking import Feature
    from index.rules import Move

EXPLAINED = 15
"""Candidates that are explained; the fate of those further down is that they are further down."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One candidate sentence.

    `undated` says that it comes after dated ones. `parts` are the shares of the features in the
    score before any rule moved it, highest first; `copies` the ids of the files that tell the same
    story. `fate` says what became of it.
    """

    doc_id: str
    text: str
    undated: bool
    score: float
    parts: Mapping[Feature, float]
    moves: tuple[Move, ...]
    copies: tuple[str, ...]
    fate: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A question, how it was understood, its candidates, best first, and the verdict."""

    searched_for: str
    understood: str | None
    kind: AnswerKind
    candidates: tuple[Explained, ...]
    signals: Mapping[Signal, float]
    confidence: float
    threshold: float
    verdict: str


def explain(
    found: Examination,
    fitted: Fitted,
    decisions: Iterable[tuple[Decision, str]],
    copies_of: Callable[[str], tuple[str, ...]],
) -> Explanation:
    """Explain what was found.

    `decisions` come in the order of the candidates, each with its words; `copies_of` tells the
    copies of an article.
    """
    read, weighed, reply = found.read, found.weighed, found.reply
    if read is None or weighed is None:
        nothing = Explanation("", None, AnswerKind.OTHER, (), {}, 0.0, fitted.threshold, "")
        return _with_verdict(nothing, reply)
    total = sum(fitted.ranking.get(feature, 0.0) for feature in FEATURES)
    shown = len(reply.quotes) if isinstance(reply, Answer) else 0
    place, made = 0, []
    for (decision, words), position in zip(
        islice(decisions, EXPLAINED), weighed.order.tolist(), strict=False
    ):
        place += decision.draft is not None
        row = weighed.candidates.features[position]
        parts = {
            feature: float(value) * fitted.ranking.get(feature, 0.0) / total
            for feature, value in zip(FEATURES, row, strict=True)
        }
        made.append(
            Explained(
                doc_id=decision.hit.doc_id,
                text=words,
                undated=bool(weighed.undated[position]),
                score=float(weighed.scores[position]),
                parts=dict(sorted(parts.items(), key=lambda part: -abs(part[1]))),
                moves=weighed.moves.get(position, ()),
                copies=copies_of(decision.hit.doc_id),
                fate=_fate(decision, place, shown, answered=isinstance(reply, Answer)),
            )
        )
    bare = Explanation(
        searched_for=read.text,
        understood=told(reply.reading),
        kind=answer_kind(read.text),
        candidates=tuple(made),
        signals=found.signals,
        confidence=reply.confidence,
        threshold=fitted.threshold,
        verdict="",
    )
    return _with_verdict(bare, reply)


def _fate(decision: Decision, place: int, shown: int, *, answered: bool) -> str:
    if decision.passed is not None:
        return str(decision.passed)
    if not answered:
        return f"came closest, number {place}"
    return (
        f"quote {place}" if place <= shown else "not shown: far weaker than the first, or too many"
    )


def _with_verdict(bare: Explanation, reply: Answer | NoAnswer) -> Explanation:
    least = f"{bare.threshold:.2f} is needed"
    match reply:
        case Answer(differing=differing):
            verdict = f"answered: confidence {reply.confidence:.2f}, {least}"
            if differing:
                verdict += f"; the articles differ: {', '.join(line.value for line in differing)}"
        case NoAnswer(reason=Silence.NOT_SAID):
            verdict = f"withheld: confidence {reply.confidence:.2f}, {least}"
        case NoAnswer(reason=reason):
            verdict = f"not searched for: {reason.value.replace('_', ' ')}"
    if reply.reading.note:
        verdict += f"; {reply.reading.note}"
    return Explanation(
        bare.searched_for, bare.understood, bare.kind, bare.candidates, bare.signals,
        bare.confidence, bare.threshold, verdict,
    )  # fmt: skip
