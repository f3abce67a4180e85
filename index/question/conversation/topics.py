"""The phrases of a question that say what it is about, as they were typed.

    "What did Ann Lee announce about the Hull ferry?"  ─▶  Ann Lee, the Hull ferry

They have their article, and "of" within them. Where a verb can't be told from a noun, a phrase may
be a word too long.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.question.conversation.phrases import find_phrases
from index.question.conversation.word_lists import ARTICLES, COLLECTIVE, GENERAL
from index.question.conversation.wording import tells_time
from index.records import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.question.conversation.wording import Word


@dataclass(frozen=True, slots=True)
class Topic:
    """A phrase of a question and where it was cut from.

    `first` and `last` count words, without an article. `before` is the key of the word before the
    phrase: "about", "did", "many", or nothing. `is_time` is "November 10"; `is_general` is "people"
    or "the latest", which says little.
    """

    text: str
    span: Span
    first: int
    last: int
    before: str
    is_name: bool
    is_plural: bool
    is_time: bool
    is_general: bool


def find_topics(question: str, words: Sequence[Word]) -> tuple[Topic, ...]:
    """The phrases of `question`, which consists of `words`, in order."""
    joined = _with_articles_and_of(question, words, find_phrases(question, words))
    return tuple(_topic(question, words, *phrase) for phrase in joined)


def _with_articles_and_of(
    question: str, words: Sequence[Word], phrases: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Phrases with the article before them, and those that "of" joins made one."""
    joined: list[tuple[int, int]] = []
    for start, end in phrases:
        first = start - 1 if start and words[start - 1].key in ARTICLES else start
        if joined and joined[-1][1] == first - 1 and words[first - 1].key == "of":
            between = question[words[first - 2].span.end : words[first].span.start]
            if between.split() == ["of"]:
                joined[-1] = (joined[-1][0], end)
                continue
        joined.append((first, end))
    return joined


def _topic(question: str, words: Sequence[Word], start: int, end: int) -> Topic:
    span = Span(words[start].span.start, words[end - 1].span.end)
    first = start + (words[start].key in ARTICLES)
    phrase = words[first:end]
    return Topic(
        text=question[span.start : span.end],
        span=span,
        first=first,
        last=end - 1,
        before=words[start - 1].key if start else "",
        is_name=any(word.is_name for word in phrase),
        is_plural=_is_plural(words[end - 1], the=first > start),
        is_time=any(tells_time(words, i) for i in range(first, end)),
        is_general=all(word.key in GENERAL for word in phrase),
    )


def _is_plural(head: Word, *, the: bool) -> bool:
    """Whether a noun stands for several; a name that ends in "s" seldom does."""
    if head.key in COLLECTIVE:
        return True
    ends = len(head.key) > 3 and head.key.endswith("s") and head.key[-2] not in "'sui"
    return ends and (the or not head.is_name)
