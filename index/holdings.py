"""What an index holds, whatever is asked of it: articles, their copies, the summary of all."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from index.context import excerpts_around
from index.errors import QuoteMismatchError, UnknownArticleError
from index.quotes import Draft, cut, verify
from index.records import Context, IndexSummary, Source

if TYPE_CHECKING:
    from index.generation import Generation
    from index.records import Article, Furniture, Place, Quote


class Holdings:
    """Looks things up in one generation. Lives as long as it."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self.ids = generation.articles.ids()
        self.summary = self._summarise()

    def sources(self) -> tuple[Source, ...]:
        """All articles, by id."""
        return tuple(
            Source(doc_id, title, published, url, path, words)
            for doc_id, title, published, url, path, words in self._generation.articles.headers()
        )

    def article(self, doc_id: str) -> tuple[Article, tuple[Furniture, ...]]:
        """An article and what cleaning left out of it; raises UnknownArticleError."""
        store = self._generation.articles
        row = store.row_of(doc_id)
        if row is None:
            raise UnknownArticleError(doc_id, tuple(difflib.get_close_matches(doc_id, store.ids())))
        return store.article(row), store.furniture(row)

    def copies_of(self, doc_id: str) -> tuple[str, ...]:
        """The ids of the other files that tell the story of this one."""
        row = self._generation.articles.row_of(doc_id)
        others = () if row is None else self._generation.copies.others(row)
        return tuple(self.ids[other] for other in others)

    def context(self, place: Place) -> Context:
        """The paragraphs around what stands at `place`.

        Raises UnknownArticleError, and QuoteMismatchError where the article has no such place.
        """
        article, furniture = self.article(place.doc_id)
        start, end = place.span.start, place.span.end
        if not 0 <= start < end <= len(article.text):
            raise QuoteMismatchError(place.doc_id, start, end)
        quote = cut(Draft(place.doc_id, place.span, 1.0), article, self.copies_of(place.doc_id))
        return Context(quote, excerpts_around(article, furniture, place.span))

    def verify(self, quote: Quote) -> None:
        """Read the article once more from the store, and compare.

        Raises UnknownArticleError, QuoteMismatchError.
        """
        row = self._generation.articles.row_of(quote.doc_id)
        if row is None:
            raise UnknownArticleError(quote.doc_id)
        verify(quote, self._generation.articles.article(row))

    def _summarise(self) -> IndexSummary:
        manifest = self._generation.manifest
        dates = [source.published for source in self.sources() if source.published]
        return IndexSummary(
            generation=manifest.generation,
            articles=manifest.articles,
            passages=manifest.passages,
            newest=max(dates, default=None),
            built_at=manifest.built_at,
            model=manifest.options.model,
        )
