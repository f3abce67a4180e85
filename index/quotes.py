"""Ranked sentences -> quotes: whole sentences, one or two of them, always a true cut.

    best sentence ─▶ joined with the one before where it leans on it ─▶ said already? ─▶ quote

A quote is made of offsets; its words are cut from the article at the very end, and cut again and
compared before it leaves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from index.errors import QuoteMismatchError
from index.records import Quote, Span
from index.spans import overlap
from index.terms import stems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from index.records import Article, Hit, Sentence

JOINED_WORDS: Final = 55
"""Two sentences of more words than this are not joined: a long quote is a poor answer."""

SAME_SAID: Final = 0.8
"""Two quotes that share this much of their terms say the same; the lower one is left out."""

_LEANS_BACK = re.compile(
    r"[“\"'‘(]*(?:he|she|it|they|his|her|its|their|these|those|this|that|such|but|however|also|"
    r"instead|meanwhile|the (?:two|three|latter|former|move|decision|statement|report))\b",
    re.IGNORECASE,
)
"""A sentence that opens so is read with the one before it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A quote to be: neighbouring sentences of one article. `score` is its best sentence's."""

    doc_id: str
    span: Span
    score: float


class Passed(StrEnum):
    """Why a hit makes no quote of its own."""

    COPY = "is a copy of a story quoted already"
    INSIDE = "is part of a quote already"
    SAID = "says what a quote says already"


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a hit: a draft, or the reason why not."""

    hit: Hit
    draft: Draft | None
    passed: Passed | None = None


def draft_quotes(
    hits: Iterable[tuple[Hit, Sentence | None]],
    article_of: Callable[[str], Article],
    origin_of: Callable[[str], int],
) -> Iterator[Draft]:
    """Quotes for `hits`, best first, no two saying the same; see `decide`."""
    return (d.draft for d in decide(hits, article_of, origin_of) if d.draft is not None)


def decide(
    hits: Iterable[tuple[Hit, Sentence | None]],
    article_of: Callable[[str], Article],
    origin_of: Callable[[str], int],
) -> Iterator[Decision]:
    """What becomes of each of `hits`, which are best first.

    With each hit comes the sentence before it in its passage. `article_of` gives the article of a
    source file id, `origin_of` the number of the story it belongs to: of the copies of one story
    only the one that fits best is quoted.
    """
    taken: list[Draft] = []
    said: list[set[str]] = []
    voices: dict[int, str] = {}
    for hit, before in hits:
        if voices.setdefault(origin_of(hit.doc_id), hit.doc_id) != hit.doc_id:
            yield Decision(hit, None, Passed.COPY)
            continue
        article = article_of(hit.doc_id)
        span = with_context(article.text, hit.sentence, before)
        if any(d.doc_id == hit.doc_id and overlap(d.span, span) for d in taken):
            yield Decision(hit, None, Passed.INSIDE)
            continue
        terms = set(stems(article.text[span.start : span.end]))
        if any(_alike(terms, other) for other in said):
            yield Decision(hit, None, Passed.SAID)
            continue
        taken.append(Draft(hit.doc_id, span, hit.score))
        said.append(terms)
        yield Decision(hit, taken[-1])


def cut(draft: Draft, article: Article, copies: tuple[str, ...] = ()) -> Quote:
    """Cut a draft's words from its article; `copies` are the ids of those that tell the same."""
    return Quote(
        doc_id=article.doc_id,
        span=draft.span,
        text=article.text[draft.span.start : draft.span.end],
        score=draft.score,
        title=article.title,
        published=article.published,
        source_url=article.source_url,
        copies=copies,
    )


def verify(quote: Quote, article: Article) -> None:
    """Compare a quote with its article; raises QuoteMismatchError where they differ."""
    there = article.text[quote.span.start : quote.span.end]
    if not quote.text or quote.doc_id != article.doc_id or quote.text != there:
        raise QuoteMismatchError(quote.doc_id, quote.span.start, quote.span.end)


def with_context(text: str, sentence: Sentence, before: Sentence | None) -> Span:
    """The sentence, with the one before it where it leans on that and both are short."""
    span = sentence.span
    words = text[span.start : span.end]
    if before is None or not (_LEANS_BACK.match(words) or _closes_a_quotation(words)):
        return span
    joined = Span(before.span.start, span.end)
    between = text[before.span.end : span.start]
    if "\n" in between.strip(" ") or len(text[joined.start : joined.end].split()) > JOINED_WORDS:
        return span
    return joined


def _closes_a_quotation(words: str) -> bool:
    """Whether a quotation that was opened before `words` ends in it."""
    opened, closed = words.find("“"), words.find("”")
    return closed >= 0 and (opened < 0 or closed < opened)


def _alike(one: set[str], other: set[str]) -> bool:
    union = len(one | other)
    return union > 0 and len(one & other) / union >= SAME_SAID
