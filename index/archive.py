"""All that one generation can be asked: questions, what it holds, and how the issues stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.clock import utc_now
from index.issues.book import Book
from index.options import BUILT_IN_MODEL
from index.search import Searcher

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime
    from pathlib import Path

    from index.embedders.base import Embedder
    from index.issues.records import Ledger, Moves
    from index.question.reading import Request
    from index.records import (
        Answer,
        Article,
        Context,
        Furniture,
        Further,
        IndexSummary,
        NoAnswer,
        Place,
        Source,
    )


@dataclass(frozen=True, slots=True)
class IndexArchive:
    """A searcher and the ledger of the same generation. One thread at a time may ask."""

    searcher: Searcher
    book: Book

    @classmethod
    def open(
        cls,
        store: Path,
        load_embedder: Callable[[str], Embedder],
        *,
        model: str = BUILT_IN_MODEL,
        articles: Path | None = None,
        state_file: Path | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> IndexArchive:
        """Open what answers from `store`; `state_file` has the ledgers of earlier builds.

        Raises as `Searcher.open` does.
        """
        searcher = Searcher.open(store, load_embedder, model=model, articles=articles, now=now)
        # Of the very generation: a newer one may have become live meanwhile.
        generation = searcher.summary().generation
        return cls(searcher, Book.open(store, state_file, now, generation=generation))

    def answer(self, question: Request) -> Answer | NoAnswer:
        """As `Searcher.answer`."""
        return self.searcher.answer(question)

    def further(self, question: Request, shown: Collection[Place], count: int) -> Further:
        """As `Searcher.further`."""
        return self.searcher.further(question, shown, count)

    def context(self, place: Place) -> Context:
        """As `Searcher.context`."""
        return self.searcher.context(place)

    def article(self, doc_id: str) -> tuple[Article, tuple[Furniture, ...]]:
        """As `Searcher.article`."""
        return self.searcher.article(doc_id)

    def sources(self) -> tuple[Source, ...]:
        """As `Searcher.sources`."""
        return self.searcher.sources()

    def summary(self) -> IndexSummary:
        """As `Searcher.summary`."""
        return self.searcher.summary()

    def ledger(self) -> Ledger:
        """As `Book.ledger`."""
        return self.book.ledger()

    def moves(self, since: str) -> Moves:
        """As `Book.moves`."""
        return self.book.moves(since)
