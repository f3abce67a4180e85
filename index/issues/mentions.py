"""Which issues of the catalogue a sentence speaks of, and where in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.issues.phrases import overlaps
from index.question.dates.periods import published_range

if TYPE_CHECKING:
    from index.issues.catalogue import Catalogue, Topic
    from index.records import Article, Span


BEGINNING: Final = 1_000
"""Characters of an article in which it names what it is about."""


def is_judged(catalogue: Catalogue, article: Article) -> bool:
    """Whether an article belongs to the negotiation."""
    if catalogue.begins and article.published:
        days = published_range(article.published)
        if days and days[1] < catalogue.begins:
            return False
    body = article.text[article.body.start : article.body.end]
    beginning = f"{article.title or ''}\n{body.lstrip()[:BEGINNING]}"
    return all(phrase.find(beginning) for phrase in catalogue.named)


def spans_of(topic: Topic, text: str) -> list[Span]:
    """Where a sentence has terms of one issue; none that overlap with an exception."""
    if not topic.may_be_in(text):
        return []
    spans = [span for term in topic.terms for span in term.find(text)]
    if not spans:
        return []
    exceptions = [span for phrase in topic.exceptions for span in phrase.find(text)]
    return [span for span in spans if not overlaps(exceptions, span)]
