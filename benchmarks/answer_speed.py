"""How long a warm answer takes, from the question's text to the reply of `Responder`.

Every question is asked once, in a process of its own, after a few that only warm up. Two stand-ins
on the way take the time, so that each answer splits into embedding the question, finding and
cutting quotes, and the chat around them. What a bare scan of all vectors takes is measured beside
it, in the same process: less than that no search can take.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NoReturn

from benchmarks.bench import ANSWER_P50_MS, ANSWER_P95_MS, MEMORY_GB
from benchmarks.evals import news, news_store, samples
from benchmarks.figures import against, megabytes, percentile, table
from benchmarks.processes import in_fresh_process
from bot.core.adding import Adder
from bot.core.call import Call, CommandName, Platform
from bot.core.limits import Limits
from bot.core.live_archive import LiveArchive
from bot.core.rebuilding import Rebuilder
from bot.core.responder import Responder
from bot.core.services import Services
from bot.core.state.store import StateStore
from index.archive import IndexArchive
from index.build import build, why_stale
from index.generation import open_generation
from index.issues.book import Book
from index.manifest import live_generation
from index.options import AnswerOptions, BuildOptions
from index.search import Searcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from rich.table import Table

    from benchmarks.bench import Bench
    from benchmarks.evals import Asked
    from index.embedders.base import Embedder, PassageText, PassageVectors, QuestionVectors
    from index.question.reading import Request
    from index.records import Answer, NoAnswer
    from index.stores.base import VectorStore

WARM_UP: Final = 10


@dataclass(frozen=True, slots=True)
class AnswerFigures:
    """Milliseconds of each answer and of its parts, in the order of the questions.

    `search` includes cutting and checking the quotes; `scan` is not a part.
    """

    whole: tuple[float, ...]
    embedding: tuple[float, ...]
    search: tuple[float, ...]
    scan: tuple[float, ...]


class TimedEmbedder:
    """An `Embedder` that notes how many seconds each question took."""

    def __init__(self, inner: Embedder) -> None:
        self._inner = inner
        self.name, self.revision = inner.name, inner.revision
        self.dim, self.token_dim, self.pieces = inner.dim, inner.token_dim, inner.pieces
        self.seconds = 0.0
        self.last: QuestionVectors | None = None

    def encode_question(self, question: str) -> QuestionVectors:
        """See `Embedder`."""
        started = time.perf_counter()
        self.last = self._inner.encode_question(question)
        self.seconds = time.perf_counter() - started
        return self.last

    def encode_passages(
        self, passages: Sequence[PassageText]
    ) -> Iterator[tuple[int, PassageVectors]]:
        """See `Embedder`."""
        return self._inner.encode_passages(passages)


class _TimedSearcher(Searcher):
    """A searcher that notes how many seconds each answer took."""

    seconds = 0.0

    def answer(self, question: str | Request) -> Answer | NoAnswer:
        """As `Searcher.answer`."""
        started = time.perf_counter()
        try:
            return super().answer(question)
        finally:
            self.seconds = time.perf_counter() - started


def _nothing(*_: object) -> NoReturn:
    """What a chat that is only asked does instead of building, going back or fetching."""
    raise NotImplementedError


class _NoWeb:
    """As `bot.core.adding.Web`."""

    find = put = staticmethod(_nothing)


def main(bench: Bench) -> None:
    """Ask the news articles and the samples, print; raises SkippedError."""
    made = table("A warm answer", "", "p50 ms", "p95 ms", "against")
    _add(made, bench, samples(), bench.work / "samples-store")
    _add(made, bench, news(bench), news_store(bench))
    bench.console.print(made)


def _add(made: Table, bench: Bench, asked: Asked, store: Path) -> None:
    with bench.console.status(f"Preparing {store} …"):
        bring_up_to_date(asked.articles, store, bench.load_embedder)
    questions = [question.text for question in asked.questions]
    with bench.console.status(f"Asking {len(questions)} questions …"):
        figures, peak = in_fresh_process(ask_all, store, questions, bench.load_embedder)
    made.add_row(
        f"{asked.name}: whole answer, {len(questions)} questions",
        f"{percentile(figures.whole, 50):.1f}",
        f"{percentile(figures.whole, 95):.1f}",
        f"{against(percentile(figures.whole, 50), ANSWER_P50_MS)}, "
        f"{against(percentile(figures.whole, 95), ANSWER_P95_MS)}",
    )
    chat = [w - s - e for w, s, e in _parts(figures)]
    middle = percentile(figures.whole, 50)
    for name, values in (
        ("embedding the question", figures.embedding),
        ("finding and cutting quotes", figures.search),
        ("chat around them", chat),
        ("a bare scan of all vectors", figures.scan),
    ):
        half, most = percentile(values, 50), percentile(values, 95)
        made.add_row(f"  {name}", f"{half:.1f}", f"{most:.1f}", f"{half / middle:.0%} of the whole")
    made.add_row("  peak memory", megabytes(peak), "", against(peak, MEMORY_GB * 1e9))
    made.add_section()


def _parts(figures: AnswerFigures) -> Iterator[tuple[float, float, float]]:
    return zip(figures.whole, figures.search, figures.embedding, strict=True)


def bring_up_to_date(articles: Path, store: Path, load_embedder: Callable[[str], Embedder]) -> None:
    """Build the index where that is needed: minutes, for the news articles."""
    if why_stale(articles, store, BuildOptions()) is not None:
        build(articles, store, BuildOptions(), load_embedder)


def ask_all(
    store: Path, questions: Sequence[str], load_embedder: Callable[[str], Embedder]
) -> AnswerFigures:
    """Ask all questions of the index in `store`, one after the other."""
    generation = open_generation(live_generation(store))
    embedder = TimedEmbedder(load_embedder(generation.manifest.options.model))
    searcher = _TimedSearcher(generation, embedder, AnswerOptions())
    archive = IndexArchive(searcher, Book.open(store))
    live = LiveArchive(archive)
    state, rebuilder = StateStore(None), Rebuilder(live, _nothing, lambda: archive, _nothing)
    services = Services(live, state, rebuilder, Adder(_NoWeb(), state.found, rebuilder))
    rows: list[tuple[float, float, float, float]] = []
    with asyncio.Runner() as runner, Responder(services, Limits(1, 60.0, 1)) as responder:
        for question in (*questions[:WARM_UP], *questions):
            searcher.seconds = embedder.seconds = 0.0
            call = Call(
                CommandName.ASK, question, Platform.CONSOLE, "bench", "bench", is_admin=True
            )
            started = time.perf_counter()
            runner.run(responder.respond(call))
            whole = time.perf_counter() - started
            rest = searcher.seconds - embedder.seconds
            scan = _scan(generation.vectors, embedder.last)
            rows.append((whole, embedder.seconds, rest, scan))
    count = len(questions)
    columns = [
        tuple(1e3 * seconds for seconds in column) for column in zip(*rows[-count:], strict=True)
    ]
    return AnswerFigures(*columns)


def _scan(vectors: VectorStore, question: QuestionVectors | None) -> float:
    """Seconds for the nearest rows of all."""
    if question is None:
        return 0.0
    started = time.perf_counter()
    vectors.search(question.question, 10)
    return time.perf_counter() - started
