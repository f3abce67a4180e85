"""Small true values for tests of the figures: quotes, findings, outcomes, a system by rote."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.evaluation.questions import Gold, Question
from index.evaluation.scoring import Outcome, judge
from index.evaluation.systems import Finding
from index.records import Quote, Span

ARTICLE = "The bridge opened in May. It cost nine million. Ferries stopped."
GOLD = (Gold("bridge", "opened in May"),)


def quote(text: str, doc_id: str = "bridge") -> Quote:
    """A true cut of ARTICLE where `text` is in it."""
    start = max(ARTICLE.find(text), 0)
    return Quote(doc_id, Span(start, start + len(text)), text, 0.5)


def text_of(doc_id: str) -> str | None:
    return ARTICLE if doc_id == "bridge" else None


RIGHT, COST, FERRIES = (
    quote("The bridge opened in May."),
    quote("It cost nine million."),
    quote("Ferries stopped."),
)


def outcome(
    rank: int | None, confidence: float, *, answerable: bool = True, answered: bool = True
) -> Outcome:
    """An outcome whose right quote is at `rank`, of three."""
    quotes = [COST, FERRIES, COST]
    if rank is not None:
        quotes[rank - 1] = RIGHT
    question = Question("q", "When?", GOLD if answerable else ())
    return judge(question, Finding(tuple(quotes), confidence, answered), text_of, 1.0)


@dataclass
class ByRote:
    """A `System` that says what it was told to; `asked` holds the questions it got."""

    name: str
    findings: dict[str, Finding]
    asked: list[str] = field(default_factory=list)

    def find(self, question: Question, count: int) -> Finding:
        assert count == 10
        self.asked.append(question.text)
        return self.findings[question.text]
