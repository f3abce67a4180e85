"""Articles on the table while one question is answered: each is fetched once.

Lives as long as the answer takes. What is to be sent is read again from the store afterwards
(`quotes.verify`), so nothing that was changed on the way gets out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.generation import Generation
    from index.records import Article, Span


class ReadingRoom:
    """Lends articles and sentences of one generation by row."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._lent: dict[int, Article] = {}
        self._lower: dict[int, str] = {}

    def article(self, row: int) -> Article:
        """An article; raises StoreDamagedError if it is not there."""
        if row not in self._lent:
            self._lent[row] = self._generation.articles.article(row)
        return self._lent[row]

    def lower_case(self, row: int) -> str:
        """An article's title and text in lower case, to look for names in."""
        if row not in self._lower:
            article = self.article(row)
            self._lower[row] = f"{article.title or ''}\n{article.text}".lower()
        return self._lower[row]

    def article_row(self, sentence: int) -> int:
        """The row of the article that a sentence is in."""
        return self._generation.layout.article_of_sentence(sentence)

    def span(self, sentence: int) -> Span:
        """Where a sentence stands in its article."""
        return self._generation.layout.sentence(sentence).span

    def sentence(self, sentence: int) -> str:
        """The words of a sentence."""
        span = self.span(sentence)
        return self.article(self.article_row(sentence)).text[span.start : span.end]

    def before(self, sentence: int) -> int | None:
        """The sentence before, if it stands in the same passage."""
        layout = self._generation.layout
        first, _ = layout.sentences_of_passage(int(layout.passage_of_sentence[sentence]))
        return sentence - 1 if sentence > first else None
