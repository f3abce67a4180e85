"""True fakes for the chat: a small archive over made-up articles, and calls to ask it with."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.core.call import Call, CommandName, Platform
from bot.core.limits import Limits
from index.records import (
    Answer,
    Differing,
    IndexSummary,
    NoAnswer,
    Quote,
    Relation,
    Reported,
    Silence,
    Source,
    Span,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.question.reading import Request

ROOMY = Limits(queue_length=20, answer_seconds=10.0, questions_per_minute=1_000)


def make_quote(text: str = "The bridge opened in May.", doc_id: str = "bridge") -> Quote:
    return Quote(doc_id, Span(0, len(text)), text, 0.9)


def make_line(
    value: str, text: str, relation: Relation = Relation.DIFFERENT, doc_id: str = "bridge"
) -> Differing:
    """A value that stands once in an article that begins with "So: " and says only `text`."""
    quote = replace(make_quote(text, doc_id), span=Span(4, 4 + len(text)))
    start = 4 + text.index(value)
    return Differing(value, relation, (Reported(quote, Span(start, start + len(value))),))


def make_source(doc_id: str, title: str | None = None, published: str | None = None) -> Source:
    return Source(doc_id, title, published, None, f"{doc_id}.txt", 250)


def make_call(
    text: str = "When did the bridge open?",
    command: CommandName = CommandName.ASK,
    user: str = "ann",
    is_admin: bool = False,
) -> Call:
    return Call(command, text, Platform.CONSOLE, "here", user, is_admin)


@dataclass
class FakeArchive:
    """Answers every question that has an answer in `answers`, and says nothing to the rest."""

    answers: dict[str, Answer | NoAnswer] = field(default_factory=dict)
    listed: Sequence[Source] = (make_source("bridge", "A bridge", "2025-05-01"),)
    asked: list[str] = field(default_factory=list)
    histories: list[tuple[str, ...]] = field(default_factory=list)
    threads: set[str] = field(default_factory=set)

    def answer(self, question: Request) -> Answer | NoAnswer:
        asked = question.question
        self.asked.append(asked)
        self.histories.append(question.history)
        self.threads.add(threading.current_thread().name)
        return self.answers.get(asked) or NoAnswer(asked, Silence.NOT_SAID)

    def sources(self) -> Sequence[Source]:
        return self.listed

    def summary(self) -> IndexSummary:
        return IndexSummary(
            generation="20260102-abc",
            articles=len(self.listed),
            passages=12,
            newest=max((s.published for s in self.listed if s.published), default=None),
            built_at="2026-01-02T03:04:05Z",
            model="all-MiniLM-L6-v2",
        )


class BlockingArchive(FakeArchive):
    """Holds every answer until `release` is set; `begun` counts those it has started on."""

    def __init__(self) -> None:
        super().__init__()
        self.release = threading.Event()
        self.begun = threading.Semaphore(0)

    def answer(self, question: Request) -> Answer | NoAnswer:
        self.begun.release()
        assert self.release.wait(10), "nobody released the archive"
        return super().answer(question)


class RaisingArchive(FakeArchive):
    """Raises what `error()` makes, for every question."""

    def __init__(self, error: Callable[[], BaseException]) -> None:
        super().__init__()
        self._error = error

    def answer(self, question: Request) -> Answer | NoAnswer:  # noqa: ARG002 - any question
        raise self._error()


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now
