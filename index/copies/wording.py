"""What an article's words say for comparing it with others: shingles, names, numbers.

    sentences ─▶ words ─┬▶ 5-word shingles, hashed      ─▶ same text, wherever it stands
                        └▶ capitalised words, numbers   ─▶ same facts, in whatever words

Only sentences count, so that furniture, which many articles share, is left out. Nothing of a text
is kept but small sets; who needs all shingles of an article has them made again.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.arrays import distinct
from index.copies.numbers import number
from index.terms import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.embedders.base import Ids
    from index.records import Article, Passage

Shingles = NDArray[np.uint64]

SHINGLE_WORDS = 5
SAMPLED = 4
"""One shingle in so many is sampled, by its hash: those that are 0 modulo it (Manber, 1994)."""

SAMPLED_FROM = 256
"""Texts of fewer shingles keep all of them."""

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:'(?!s\b)[^\W\d_]+)*")
"""A genitive's s is a word of its own, so that "Holub's" is about "Holub"."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What is kept of one article.

    `words` and `shingles` are counts (of different shingles), `sample` some shingles, sorted.
    `capitalised` holds words as they stand, `numbers` digits without separators ("1400").
    `digest` is the same for two articles of the same words in the same order.
    """

    words: int
    shingles: int
    sample: Shingles
    digest: bytes
    capitalised: frozenset[str]
    numbers: frozenset[str]


class WordTable:
    """What there is to know of each word of a vocabulary, by its number.

    `hashes` are 64 bits of each word in lower case, the same in every process; `capitalised` says
    which could be names; `digits` are those of words that are numbers.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self.hashes: Shingles = np.array([_hash(word.lower()) for word in words], dtype=np.uint64)
        self.capitalised = np.array([is_capitalised(word) for word in words], dtype=np.bool_)
        self.digits = {row: found for row, word in enumerate(words) if (found := number(word))}
        self._is_number = np.zeros(len(words), dtype=np.bool_)
        self._is_number[list(self.digits)] = True

    def names_among(self, numbers: Ids) -> frozenset[str]:
        """The words among these that could be names."""
        return frozenset(self.words[i] for i in numbers[self.capitalised[numbers]].tolist())

    def digits_among(self, numbers: Ids) -> frozenset[str]:
        """The digits of those among these words that are numbers."""
        return frozenset(self.digits[i] for i in numbers[self._is_number[numbers]].tolist())


def _hash(word: str) -> int:
    encoded = word.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(encoded, digest_size=8).digest(), "little")


def sentence_words(article: Article, passages: Sequence[Passage]) -> list[list[str]]:
    """The words of each sentence, as they stand but for their apostrophes."""
    text = article.text
    return [
        _WORD.findall(text[s.span.start : s.span.end].replace("’", "'"))
        for passage in passages
        for s in passage.sentences
    ]


def read_wording(words: Ids, table: WordTable) -> Wording:
    """What is kept of an article that has these words, by their numbers in `table`, in order."""
    ordered = shingles(table.hashes[words])
    different, _ = distinct(ordered)
    few = len(different) < SAMPLED_FROM
    found, _ = distinct(words)
    return Wording(
        words=len(words),
        shingles=len(different),
        sample=different if few else different[different % np.uint64(SAMPLED) == 0],
        digest=hashlib.blake2b(ordered.tobytes(), digest_size=16).digest(),
        capitalised=table.names_among(found),
        numbers=table.digits_among(found),
    )


def shingles(values: Shingles) -> Shingles:
    """Hashes of all runs of five words, from those of the words; one of a shorter text."""
    width = min(SHINGLE_WORDS, len(values))
    if not width:
        return np.empty(0, dtype=np.uint64)
    count = len(values) - width + 1
    made = np.zeros(count, dtype=np.uint64)
    for place in range(width):
        made = made * np.uint64(0x9E3779B97F4A7C15) + values[place : place + count]
    return _mixed(made)


def is_capitalised(word: str) -> bool:
    """Whether a word could be a name, to look at: "Holub", "NATO", but no "The" and no "I"."""
    return word[0].isupper() and len(word) > 1 and word.lower() not in STOP_WORDS


def _mixed(values: Shingles) -> Shingles:
    """Every bit made to depend on all others (the finaliser of splitmix64), for `SAMPLED`."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
