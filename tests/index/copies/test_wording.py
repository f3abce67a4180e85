"""Words of an article, and what is kept of them."""

from __future__ import annotations

from itertools import chain

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from index.copies.numbers import number
from index.copies.wording import (
    SAMPLED,
    SAMPLED_FROM,
    WordTable,
    is_capitalised,
    sentence_words,
    shingles,
)
from index.passages import split_article
from index.records import Article, Span
from tests.index.copies.made_up import wordings

WORDS = st.lists(st.sampled_from(["the", "Dam", "gave", "way", "Émile", "9"]), max_size=40)


def words_of(text: str) -> list[list[str]]:
    article = Article("a", None, text, None, None, "a.txt", Span(0, len(text)))
    return sentence_words(article, split_article(article, ()))


def test_words_are_those_of_the_sentences_with_numbers_whole_and_genitives_apart() -> None:
    found = words_of("Holub’s dam cost 1,400 euros. It wasn’t re-built at 10:30!")
    assert found == [
        ["Holub", "s", "dam", "cost", "1,400", "euros"],
        ["It", "wasn't", "re", "built", "at", "10:30"],
    ]


def test_shingles_are_the_same_in_every_process_and_build() -> None:
    found = shingles(WordTable(["The", "dam", "gave", "way", "at", "noon"]).hashes)
    assert found.tolist() == [17361728253933200783, 569994963787277304]


@given(WORDS, WORDS)
def test_equal_runs_of_five_words_have_equal_shingles_and_others_have_not(
    one: list[str], other: list[str]
) -> None:
    runs = [
        {tuple(w.lower() for w in words[i : i + 5]) for i in range(len(words) - 4)}
        for words in (one, other)
    ]
    found = [set(shingles(WordTable(words).hashes).tolist()) for words in (one, other)]
    if min(len(one), len(other)) >= 5:
        assert len(found[0] & found[1]) == len(runs[0] & runs[1])


@pytest.mark.parametrize(("count", "expected"), [(0, 0), (1, 1), (4, 1), (5, 1), (6, 2)])
def test_a_text_shorter_than_a_shingle_is_one(count: int, expected: int) -> None:
    assert len(shingles(WordTable(["word"] * count).hashes)) == expected


def test_a_long_text_is_sampled_evenly_and_a_short_one_kept_whole() -> None:
    words = [f"{letter}x{number}" for number in range(1_000) for letter in "abcd"]
    (long,) = wordings(words)
    assert long.shingles == len(words) - 4
    assert len(long.sample) == pytest.approx(long.shingles / SAMPLED, rel=0.15)
    assert (long.sample % np.uint64(SAMPLED) == 0).all()
    (short,) = wordings(words[: SAMPLED_FROM - 1])
    assert len(short.sample) == short.shingles == SAMPLED_FROM - 5
    assert (np.diff(short.sample.astype(np.float64)) > 0).all()


def test_a_digest_is_that_of_the_words_in_order() -> None:
    texts = ("A dam broke. Two died.", "a dam\nbroke.  Two – died", "Two died. A dam", "")
    one, same, other, none = (
        found.digest for found in wordings(*(list(chain(*words_of(text))) for text in texts))
    )
    assert one == same
    (later,) = wordings(["two", "a", "dam", "broke", "two", "died"][1:])
    assert one == later.digest, "whatever the numbers of the words are"
    assert len({one, other, none}) == 3


def test_names_are_looked_for_among_capitalised_words_that_carry_meaning() -> None:
    (found,) = wordings(*words_of("The mayor, I think, met NATO and Marta Holub on 9 May."))
    assert found.capitalised == {"NATO", "Marta", "Holub", "May"} - {"May"}
    assert found.numbers == {"9"}
    assert not is_capitalised("The")


@pytest.mark.parametrize(
    ("word", "digits"),
    [
        *(("1,400", "1400"), ("1400", "1400"), ("4.33", "4.33"), ("Five", "5"), ("twelve", "12")),
        *(("nineteen", "19"), ("twenty", "20"), ("hundred", "100"), ("dozen", "12")),
        *(("one", None), ("million", None), ("dam", None), ("É", None)),
    ],
)
def test_numbers_are_read_however_they_are_written(word: str, digits: str | None) -> None:
    assert number(word) == digits
