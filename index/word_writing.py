"""The terms that are searched for and the words that copies are found by, article by article.

articles ─┬ cut as in the generation before ─▶ both are copied
└ all others                      ─▶ found in the text
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.copies.wording import sentence_words
from index.lexical import ArticleWords, LexicalWriter
from index.stores.text_words import TextWordsWriter, read_text_words
from index.terms import stems

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from index.collection import Collection
    from index.generation import Generation
    from index.records import Article, Passage
    from index.stores.text_words import TextWords


def write_words(folder: Path, collection: Collection) -> TextWords:
    """Write both into a generation's folder; returns the words."""
    terms, words = LexicalWriter(folder), TextWordsWriter()
    known = _KnownWords()
    for article, cut in zip(collection.articles, collection.cuts, strict=True):
        found = collection.known.find(cut.digest)
        if found is None:
            terms.add(_terms(article, cut.passages))
            words.add(sentence_words(article, cut.passages))
        else:
            generation, row = found
            layout = generation.layout
            first, last = layout.sentences_of_article(row)
            passages = layout.passages["sentences"][slice(*layout.passages_of_article(row))]
            terms.copy(generation.words, row, first, passages.tolist())
            words.copy(known.of(generation), first, last)
    terms.close()
    return words.write(folder)


class _KnownWords:
    """The words of the generation before, read when they are needed first."""

    def __init__(self) -> None:
        self._words: TextWords | None = None

    def of(self, generation: Generation) -> TextWords:
        if self._words is None:
            self._words = read_text_words(generation.folder)
        return self._words


def _terms(article: Article, passages: Sequence[Passage]) -> ArticleWords:
    return ArticleWords(
        stems(article.title or ""),
        [
            [stems(article.text[s.span.start : s.span.end]) for s in passage.sentences]
            for passage in passages
        ],
    )
