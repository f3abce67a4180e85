"""Writes one generation's files: articles, words, layout, vectors, copies.

    Collection ─▶ passages known to the generation before ─▶ their vectors are copied
               └▶ all others                              ─▶ embedded, one pass each

What a passage's vectors depend on (its words, the title, where its sentences lie) is hashed into
its digest; equal digests have equal vectors, so a copied vector is the one that would be computed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.copies import find_copies
from index.embedders.base import PassageText
from index.generation import PIECES_FILE, VECTORS_FILE
from index.lexical import write_lexical
from index.records import Span
from index.stores.article_store import write_articles
from index.stores.base import in_batches
from index.stores.copy_groups import Copies, write_copies
from index.stores.faiss_store import FaissWriter
from index.stores.layout import KINDS, PASSAGE, SENTENCE, Layout
from index.stores.token_store import TokenWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
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
    pairs = list(zip(collection.articles, collection.cuts, strict=True))
    write_articles(folder, ((article, cut.furniture, cut.digest) for article, cut in pairs))
    write_lexical(folder, (collection.known.words(*pair) for pair in pairs))
    layout = _layout(collection)
    vectors = _Vectors(folder, collection, layout, embedder)
    embedded = vectors.write(previous, on_progress)
    layout.write(folder)
    articles, passages = collection.articles, collection.passages
    groups = find_copies(articles, passages, layout, vectors.passages, vectors.sentences)
    write_copies(folder, len(articles), groups)
    return Written(layout, Copies(len(articles), groups), vectors.sentences, embedded)


def _layout(collection: Collection) -> Layout:
    """The layout, without the places of tokens, which embedding tells."""
    pairs = list(_pairs(collection))
    passages = np.zeros(len(pairs), dtype=PASSAGE)
    sentences = np.zeros(sum(len(p.sentences) for _, p in pairs), dtype=SENTENCE)
    first = 0
    for row, (number, passage) in enumerate(pairs):
        article = collection.articles[number]
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


class _Vectors:
    """Collects the vectors of all passages and sentences, in 16 bits, and writes them.

    `passages` and `sentences` have a row for each row of the layout.
    """

    def __init__(
        self, folder: Path, collection: Collection, layout: Layout, embedder: Embedder
    ) -> None:
        self._folder = folder
        self._collection = collection
        self._layout = layout
        self._embedder = embedder
        self.passages = np.zeros((len(layout.passages), embedder.dim), dtype=np.float16)
        self.sentences = np.zeros((len(layout.sentences), embedder.dim), dtype=np.float16)
        self._frequencies: NDArray[np.int32] = np.zeros(embedder.pieces, dtype=np.int32)
        self._tokens = TokenWriter(folder)

    def write(self, previous: Generation | None, on_progress: Callable[[int, int], None]) -> int:
        """Copy what `previous` has, embed the rest, write all; how many were embedded."""
        total = len(self._layout.passages)
        try:
            missing = self._copy(previous) if previous else list(range(total))
            done = total - len(missing)
            on_progress(done, total)
            self._embed(missing, lambda new: on_progress(new, total))
        finally:
            self._tokens.close()
        writer = FaissWriter(self._folder / VECTORS_FILE, self._embedder.dim)
        for rows in (self.passages, self.sentences):
            for batch in in_batches(rows):
                writer.add(batch.astype(np.float32))
        writer.close()
        np.save(self._folder / PIECES_FILE, self._frequencies)
        return len(missing)

    def _copy(self, previous: Generation) -> list[int]:
        """Take over the vectors of known passages; the rows of those that are not known."""
        old = previous.layout
        known = {digest: row for row, digest in enumerate(old.passages["digest"].tolist())}
        missing: list[int] = []
        for row, digest in enumerate(self._layout.passages["digest"].tolist()):
            source = known.get(digest)
            if source is None:
                missing.append(row)
                continue
            found = old.passages[source]
            first, last = self._layout.sentences_of_passage(row)
            start, end = old.sentences_of_passage(source)
            self.passages[row] = previous.vectors.rows(np.array([source]))[0]
            rows = np.arange(start, end) + len(old.passages)
            self.sentences[first:last] = previous.vectors.rows(rows)
            place = int(found["first_token"]), int(found["tokens"])
            self._place(row, self._tokens.copy(previous.tokens, *place))
            self._count(previous.tokens.pieces(*place))
        return missing

    def _embed(self, missing: list[int], on_progress: Callable[[int], None]) -> None:
        pairs = list(_pairs(self._collection))
        texts = [
            _passage_text(self._collection.articles[pairs[row][0]], pairs[row][1])
            for row in missing
        ]
        done = len(self._layout.passages) - len(missing)
        for position, vectors in self._embedder.encode_passages(texts):
            row = missing[position]
            first, last = self._layout.sentences_of_passage(row)
            self.passages[row] = vectors.passage
            self.sentences[first:last] = vectors.sentences
            self._place(row, self._tokens.add(vectors))
            self._count(vectors.pieces)
            done += 1
            on_progress(done)

    def _place(self, row: int, tokens: tuple[int, int]) -> None:
        self._layout.passages[row]["first_token"], self._layout.passages[row]["tokens"] = tokens

    def _count(self, pieces: NDArray[np.int32]) -> None:
        self._frequencies[np.unique(pieces)] += 1
