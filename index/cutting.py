"""Articles -> how each is cut: what is left out of it, the passages of the rest.

    article ────────────────────────┬▶ digest ─┬ known ─▶ as the generation before has it
    its lines that repeat elsewhere ┘          └ new   ─▶ furniture ─▶ passages

All that a cut depends on is hashed into its digest, this program's own code too. So an article that
stayed as it was is cut again if another one makes a line of it furniture, and if the rules changed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.cleaning import LineCounts, find_furniture, repeated_lines
from index.passages import split_article
from index.program import program_digest
from index.records import Passage, Sentence, Span
from index.stores.layout import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.generation import Generation
    from index.records import Article, Furniture


@dataclass(frozen=True, slots=True)
class Cut:
    """How one article is cut; `digest` is a hash of all that this depends on, 16 bytes."""

    furniture: tuple[Furniture, ...]
    passages: tuple[Passage, ...]
    digest: bytes


def cut_articles(articles: Sequence[Article], max_words: int, known: KnownCuts) -> Iterator[Cut]:
    """Cut all articles of a collection, in their order; passages have `max_words` words at most."""
    counts = LineCounts(articles)
    for article in articles:
        digest = _digest(article, repeated_lines(article, counts), max_words)
        yield known.cut(article, digest) or _cut(article, counts, max_words, digest)


def _cut(article: Article, counts: LineCounts, max_words: int, digest: bytes) -> Cut:
    furniture = find_furniture(article, counts)
    return Cut(furniture, split_article(article, furniture, max_words), digest)


def _digest(article: Article, repeated: Sequence[int], max_words: int) -> bytes:
    body = article.body.start, article.body.end
    parts = (program_digest(), max_words, body, tuple(repeated), article.title, article.text)
    return hashlib.sha256(repr(parts).encode("utf-8")).digest()[:16]


class KnownCuts:
    """The cuts of a generation, by their digests; of None, no cuts."""

    def __init__(self, generation: Generation | None) -> None:
        self._generation = generation
        digests = [] if generation is None else generation.articles.cuts()
        self._rows = {digest: row for row, digest in enumerate(digests)}

    def find(self, digest: bytes) -> tuple[Generation, int] | None:
        """Where the cut with this digest is known from: a generation, and a row of its articles."""
        row = self._rows.get(digest)
        return None if self._generation is None or row is None else (self._generation, row)

    def cut(self, article: Article, digest: bytes) -> Cut | None:
        """The cut with this digest, as one of `article`; None if it is not known."""
        found = self.find(digest)
        if found is None:
            return None
        generation, row = found
        passages = tuple(_passages(article.doc_id, generation, row))
        return Cut(generation.articles.furniture(row), passages, digest)


def _passages(doc_id: str, generation: Generation, row: int) -> Iterator[Passage]:
    layout = generation.layout
    for passage in range(*layout.passages_of_article(row)):
        first, last = layout.sentences_of_passage(passage)
        sentences = tuple(
            Sentence(Span(start, end), KINDS[kind])
            for start, end, kind in layout.sentences[first:last].tolist()
        )
        span = Span(sentences[0].span.start, sentences[-1].span.end)
        yield Passage(doc_id, span, sentences)
