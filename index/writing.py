"""Writes one generation's files: articles, words, layout, vectors, copies.

Collection ─▶ articles.sqlite ─▶ words ─▶ layout ─▶ vectors ─▶ copies
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.copies import find_copies
from index.embedders.base import PassageText
from index.records import Span
from index.stores.article_store import write_articles
from index.stores.copy_groups import Copies, write_copies
from index.stores.layout import KINDS, PASSAGE, SENTENCE, Layout
from index.vector_writing import VectorWriter
from index.word_writing import write_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from index.collection import Collection
    from index.embedders.base import Embedder
    from index.generation import Generation
    from index.records import Article, Passage


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: where all lies, which articles are copies, passages embedded anew.

    `vectors`, of shape (sentences, dim), are those of the sentences by row of `layout`.
    """

    layout: Layout
    copies: Copies
    vectors: NDArray[np.float16]
    embedded: int

    @property
    def passages(self) -> int:
        """How many passages there are."""
        return len(self.layout.passages)

    @property
    def sentences(self) -> int:
        """How many sentences there are."""
        return len(self.layout.sentences)


def write_generation(
    folder: Path,
    collection: Collection,
    embedder: Embedder,
    previous: Generation | None,
    on_progress: Callable[[int, int], None],
) -> Written:
    """Write all files of a generation but its manifest into `folder`.

    `previous` must come from the same embedder. `on_progress` is told passages done, of how many.
    """
    pairs = zip(collection.articles, collection.cuts, strict=True)
    write_articles(folder, ((article, cut.furniture, cut.digest) for article, cut in pairs))
    words = write_words(folder, collection)
    articles, passages = collection.articles, list(_pairs(collection))
    layout = _layout(articles, passages)
    vectors = VectorWriter(folder, layout, embedder)

    def text_of(row: int) -> PassageText:
        number, passage = passages[row]
        return _passage_text(articles[number], passage)

    embedded = vectors.write(text_of, previous, on_progress)
    layout.write(folder)
    groups = find_copies(
        articles, collection.passages, words, layout, vectors.passages, vectors.sentences
    )
    write_copies(folder, len(articles), groups)
    return Written(layout, Copies(len(articles), groups), vectors.sentences, embedded)


def _layout(articles: Sequence[Article], pairs: Sequence[tuple[int, Passage]]) -> Layout:
    """The layout of passages, each with its article's row; embedding tells the places of tokens."""
    passages = np.zeros(len(pairs), dtype=PASSAGE)
    sentences = np.zeros(sum(len(p.sentences) for _, p in pairs), dtype=SENTENCE)
    first = 0
    for row, (number, passage) in enumerate(pairs):
        article = articles[number]
        last = first + len(passage.sentences)
        passages[row] = (number, first, last - first, 0, 0, _digest(article, passage))
        sentences[first:last] = [
            (s.span.start, s.span.end, KINDS.index(s.kind)) for s in passage.sentences
        ]
        first = last
    return Layout(passages, sentences)


def _pairs(collection: Collection) -> Iterator[tuple[int, Passage]]:
    for number, passages in enumerate(collection.passages):
        for passage in passages:
            yield number, passage


def _digest(article: Article, passage: Passage) -> bytes:
    text = _passage_text(article, passage)
    spans = [(span.start, span.end) for span in text.sentences]
    return hashlib.sha256(repr((text.title, text.text, spans)).encode("utf-8")).digest()[:16]


def _passage_text(article: Article, passage: Passage) -> PassageText:
    start, end = passage.span.start, passage.span.end
    sentences = tuple(Span(s.span.start - start, s.span.end - start) for s in passage.sentences)
    return PassageText(article.title, article.text[start:end], sentences)
