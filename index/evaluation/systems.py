"""What is measured: a System finds quotes for a question; `Shipped` is the search as users have it.

The systems to compare it with are in `baselines`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from index.question.reading import Request
from index.records import Answer, NoAnswer, Silence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.confidence import Signal
    from index.evaluation.questions import Question
    from index.records import Differing, Quote
    from index.search import Searcher


@dataclass(frozen=True, slots=True)
class Finding:
    """What a system makes of one question.

    `quotes` are the best first; `confidence` is that of the first, higher for surer, a probability
    only where the system says so. `answered` says whether a user would be shown them; `refused`,
    that the question was turned down before any search. `differing` are the values that it is said
    the articles differ in.
    """

    quotes: tuple[Quote, ...]
    confidence: float
    answered: bool
    refused: bool = False
    signals: Mapping[Signal, float] = field(default_factory=dict)
    differing: tuple[Differing, ...] = ()


class System(Protocol):
    """Something that answers questions with quotes."""

    @property
    def name(self) -> str:
        """Its column in a table."""

    def find(self, question: Question, count: int) -> Finding:
        """At most `count` quotes for `question`."""


class Shipped:
    """The search as it ships: vectors, words and tokens, with its fitted confidence."""

    name = "mix"

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher

    def find(self, question: Question, count: int) -> Finding:
        """See `System`; the confidence is a probability."""
        found = self._searcher.examine(Request(question.text, question.history), count)
        reply = found.reply
        refused = isinstance(reply, NoAnswer) and reply.reason is not Silence.NOT_SAID
        answered = isinstance(reply, Answer)
        differing = reply.differing if isinstance(reply, Answer) else ()
        return Finding(found.quotes, reply.confidence, answered, refused, found.signals, differing)
