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
    from collections.abc import Callable, Sequence
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
    layout = _layout(collection)
    vectors = VectorWriter(folder, layout, embedder)

    def text_of(row: int) -> PassageText:
        number = int(layout.article_of_passage[row])
        passages = collection.cuts[number].passages
        passage = passages[row - layout.passages_of_article(number)[0]]
        return _passage_text(collection.articles[number], passage)

    embedded = vectors.write(text_of, previous, on_progress)
    layout.write(folder)
    articles = collection.articles
    groups = find_copies(
        articles, collection.passages, words, layout, vectors.passages, vectors.sentences
    )
    write_copies(folder, len(articles), groups)
    return Written(layout, Copies(len(articles), groups), vectors.sentences, embedded)


def _layout(collection: Collection) -> Layout:
    """The layout, without the places of tokens, which embedding tells."""
    passages, sentences = [np.zeros(0, dtype=PASSAGE)], [np.zeros(0, dtype=SENTENCE)]
    first = 0
    for number, (article, cut) in enumerate(zip(collection.articles, collection.cuts, strict=True)):
        found = collection.known.find(cut.digest)
        mine, lines = _known(*found) if found else _new(article, cut.passages)
        mine["article"] = number
        mine["first_sentence"] = first + np.cumsum(mine["sentences"]) - mine["sentences"]
        first += len(lines)
        passages.append(mine)
        sentences.append(lines)
    return Layout(np.concatenate(passages), np.concatenate(sentences))


def _known(generation: Generation, row: int) -> tuple[NDArray[np.void], NDArray[np.void]]:
    """Passages and sentences of an article that was cut so before."""
    layout = generation.layout
    passages = layout.passages[slice(*layout.passages_of_article(row))].copy()
    passages["first_token"] = passages["tokens"] = 0
    return passages, layout.sentences[slice(*layout.sentences_of_article(row))]


def _new(
    article: Article, passages: Sequence[Passage]
) -> tuple[NDArray[np.void], NDArray[np.void]]:
    """Passages and sentences of an article, as rows of a layout."""
    rows = [(0, 0, len(p.sentences), 0, 0, _digest(article, p)) for p in passages]
    sentences = [s for passage in passages for s in passage.sentences]
    spans = [(s.span.start, s.span.end, KINDS.index(s.kind)) for s in sentences]
    return np.array(rows, dtype=PASSAGE), np.array(spans, dtype=SENTENCE)


def _digest(article: Article, passage: Passage) -> bytes:
    text = _passage_text(article, passage)
    spans = [(span.start, span.end) for span in text.sentences]
    return hashlib.sha256(repr((text.title, text.text, spans)).encode("utf-8")).digest()[:16]


def _passage_text(article: Article, passage: Passage) -> PassageText:
    start, end = passage.span.start, passage.span.end
    sentences = tuple(Span(s.span.start - start, s.span.end - start) for s in passage.sentences)
    return PassageText(article.title, article.text[start:end], sentences)
