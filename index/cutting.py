"""Articles -> how each is cut: what is left out of it, the passages of the rest.

    article ────────────────────────┬▶ digest ─┬ known ─▶ as the generation before has it
    its lines that repeat elsewhere ┘          └ new   ─▶ furniture ─▶ passages

All that a cut depends on is hashed into its digest, this program's own code too. So an article that
stayed as it was is cut again if another one makes a line of it furniture, and if the rules changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from index.cleaning import LineCounts, find_furniture, repeated_lines
from index.passages import split_article
from index.program import program_digest
from index.records import Passage, Sentence, Span
from index.stores.layout import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.generation import Generation
    from index.records import Article, Furniture
    from index.stores.layout import Layout


@dataclass(frozen=True, slots=True)
class Cut:
    """How one article is cut; `digest` is a hash of all that this depends on, 16 bytes."""

    furniture: tuple[Furniture, ...]
    passages: Sequence[Passage]
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
        passages = _KnownPassages(article.doc_id, generation.layout, row)
        return Cut(generation.articles.furniture(row), passages, digest)


class _KnownPassages(Sequence[Passage]):
    """The passages of an article as a layout has them; most are never asked for."""

    def __init__(self, doc_id: str, layout: Layout, row: int) -> None:
        self._doc_id = doc_id
        self._layout = layout
        self._rows = range(*layout.passages_of_article(row))

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, index: Any) -> Any:
        return self._passages[index]

    @cached_property
    def _passages(self) -> tuple[Passage, ...]:
        return tuple(map(self._read, self._rows))

    def _read(self, passage: int) -> Passage:
        first, last = self._layout.sentences_of_passage(passage)
        sentences = tuple(
            Sentence(Span(start, end), KINDS[kind])
            for start, end, kind in self._layout.sentences[first:last].tolist()
        )
        span = Span(sentences[0].span.start, sentences[-1].span.end)
        return Passage(self._doc_id, span, sentences)
