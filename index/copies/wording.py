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

from index.copies.numbers import number
from index.terms import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

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


class WordHashes(dict[str, int]):
    """A 64-bit hash of each word that is asked for: the same in every process."""

    def __missing__(self, word: str) -> int:
        encoded = word.encode("utf-8", "surrogatepass")
        made = int.from_bytes(hashlib.blake2b(encoded, digest_size=8).digest(), "little")
        self[word] = made
        return made


def sentence_words(article: Article, passages: Sequence[Passage]) -> list[list[str]]:
    """The words of each sentence, as they stand but for their apostrophes."""
    text = article.text
    return [
        _WORD.findall(text[s.span.start : s.span.end].replace("’", "'"))
        for passage in passages
        for s in passage.sentences
    ]


def read_wording(sentences: Sequence[Sequence[str]], hashes: WordHashes) -> Wording:
    """What is kept of an article that has these sentences."""
    words = [word for sentence in sentences for word in sentence]
    ordered = shingles(words, hashes)
    different = np.unique(ordered)
    few = len(different) < SAMPLED_FROM
    found = set(words)
    return Wording(
        words=len(words),
        shingles=len(different),
        sample=different if few else different[different % np.uint64(SAMPLED) == 0],
        digest=hashlib.blake2b(ordered.tobytes(), digest_size=16).digest(),
        capitalised=frozenset(filter(is_capitalised, found)),
        numbers=frozenset(filter(None, map(number, found))),
    )


def shingles(words: Sequence[str], hashes: WordHashes) -> Shingles:
    """Hashes of all runs of five words, lower-cased, in text order; one of a shorter text."""
    width = min(SHINGLE_WORDS, len(words))
    if not width:
        return np.empty(0, dtype=np.uint64)
    values = np.fromiter((hashes[w.lower()] for w in words), dtype=np.uint64, count=len(words))
    count = len(words) - width + 1
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
