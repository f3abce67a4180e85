"""Sentences that go on about the issue of the sentence before without naming it.

    "The crossing opened on Monday.  By evening 38 patients had crossed into Egypt."
    "The force is still unnamed.     The issue will be raised in Washington."
    "Israel said it had withdrawn.   Hamas denied this."

A sentence that names an issue itself goes on about nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from index.issues.denials import denies_what_was_said

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.issues.catalogue import Topic
    from index.records import Span

ALIKE: Final = 0.55
"""Cosine similarity to the sentence before, at least. Of our labelled articles' sentences that are
as near, and in one paragraph with a sentence on one issue, four in five are on it too."""

_POINTS_BACK: Final = re.compile(
    r"[“\"'‘]*(?:(?:it|they|its|their|this|that|these|those)\b|the (?:issue|matter|move|decision"
    r"|dispute|question|plan|proposal|two sides)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Before:
    """The sentence before: the issues that it names, where it stands, its vector."""

    topics: tuple[Topic, ...]
    span: Span
    vector: NDArray[np.float32]


def carried(
    text: str, words: Span, vector: NDArray[np.float32], before: Before | None, *, known: bool
) -> tuple[Topic, ...]:
    """The issues that the sentence at `words` of an article, which names none, goes on about.

    `known` says that the vectors are those of the embedder that `ALIKE` was measured with.
    """
    if before is None or not before.topics:
        return ()
    sentence = text[words.start : words.end]
    if denies_what_was_said(sentence):
        return before.topics
    if len(before.topics) > 1:
        return ()
    if _POINTS_BACK.match(sentence):
        return before.topics
    same_paragraph = "\n" not in text[before.span.end : words.start]
    near = known and float(before.vector @ vector) >= ALIKE
    return before.topics if same_paragraph and near else ()
