"""Sentences are whole, true cuts; tricky ends are found and false ones are not."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.records import Span
from index.sentences import ZERO_WIDTH, split_sentences, trim
from tests.index import tricky_sentences as tricky

PIECES = st.sampled_from(
    [
        *("\n\n", "\n", "\r\n", " ", "  ", "\u2028", "\u00a0", "\t", "\u200b", "\ufeff", "\x00"),
        *("é", "“word”", "U.S.", "Mr.", "No. 5", "a.m.", "etc.", "The", "said", "iPhone", "7."),
        *("ends.", "why?", "stop!", "…", "...", '"', "'", "’", "“", "”", "‘", "``", "''", "it’s"),
        *(
            "(",
            ")",
            "[",
            "]",
            "•",
            "- ",
            ".",
            "?",
            "www.a.org/b?c",
            "\ud800",
            "😀",
            "e\u0301",
            "日本。",
        ),
    ]
)
PARAGRAPHS = st.lists(PIECES, max_size=40).map("".join)
patient = settings(deadline=None)  # deadlines would measure the machine
SHARED = Path(__file__).parents[2].parent / "shared" / "articles"


def cuts(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text, 0, len(text))]


def is_blank(character: str) -> bool:
    return character.isspace() or character in ZERO_WIDTH


@pytest.mark.parametrize(
    "marked",
    [
        *(*tricky.ABBREVIATIONS, *tricky.INITIALS, *tricky.FIGURES),
        *(*tricky.QUOTATIONS, *tricky.MARKS, *tricky.CONVERTED),
    ],
)
def test_a_tricky_paragraph_is_cut_where_a_reader_would_cut_it(marked: str) -> None:
    wanted = [part.strip(" \n\r\u00a0" + ZERO_WIDTH) for part in marked.split("|")]

    assert cuts(marked.replace("|", "")) == wanted


@patient
@given(PARAGRAPHS, st.integers(0, 5), st.integers(0, 5))
def test_sentences_are_ordered_disjoint_and_without_outer_space(
    text: str, skip: int, drop: int
) -> None:
    end = max(skip, len(text) - drop)
    spans = split_sentences(text, skip, end)

    for span in spans:
        assert skip <= span.start < span.end <= max(end, len(text))
        assert not is_blank(text[span.start])
        assert not is_blank(text[span.end - 1])
    assert all(left.end <= right.start for left, right in pairwise(spans))


@patient
@given(PARAGRAPHS)
def test_every_character_that_is_not_space_is_in_a_sentence(text: str) -> None:
    covered = {at for s in split_sentences(text, 0, len(text)) for at in range(s.start, s.end)}

    assert {at for at, c in enumerate(text) if not is_blank(c)} <= covered


@patient
@given(PARAGRAPHS)
def test_every_sentence_has_a_word_unless_the_paragraph_has_none(text: str) -> None:
    sentences = cuts(text)

    if any(c.isalnum() for c in text):
        assert all(any(c.isalnum() for c in sentence) for sentence in sentences)
    else:
        assert len(sentences) <= 1


@patient
@given(PARAGRAPHS, PARAGRAPHS)
def test_what_stands_outside_the_range_changes_nothing(text: str, around: str) -> None:
    shifted = split_sentences(around + text + around, len(around), len(around) + len(text))
    back = tuple(Span(s.start - len(around), s.end - len(around)) for s in shifted)

    assert back == split_sentences(text, 0, len(text))


@patient
@given(st.lists(st.sampled_from(["It rained.", "Who came?", "Nobody left!", "He stayed."])))
def test_plain_sentences_are_cut_one_by_one(sentences: list[str]) -> None:
    assert cuts(" ".join(sentences)) == sentences


def test_a_quotation_mark_stays_with_the_sentence_it_touches() -> None:
    assert cuts("“One is here. Two is there.” “Three is gone.”") == [
        "“One is here.",
        "Two is there.”",
        "“Three is gone.”",
    ]
    assert cuts('He said: "One is here." "Two" is there.') == [
        'He said: "One is here."',
        '"Two" is there.',
    ]


@pytest.mark.parametrize(
    "unit",
    ["word ", "a", "“a ", '" . ', "? ", ".", "‘", "( ", "1. ", "U.S. ", ". “ ", "' ", "a. ''", "…"],
)
def test_a_long_paragraph_without_ends_takes_no_longer_than_its_length(unit: str) -> None:
    # Quadratic work on 100,000 characters would take minutes, not the suite's seconds.
    text = unit * (100_000 // len(unit))

    assert "".join("".join(cuts(text)).split()) == "".join(text.split())


def test_sentences_are_found_across_the_pieces_shown_to_the_library() -> None:
    sentence = "The council of the old harbour town met again on that day."

    assert cuts(" ".join([sentence] * 2_000)) == [sentence] * 2_000
    short = "Old town men slept."  # a piece of round length ends where one of these does
    assert cuts(" ".join([short] * 3_000)) == [short] * 3_000


def test_trimming_nothing_but_space_gives_none() -> None:
    assert trim(" \u200b\u00a0\n", 0, 4) is None
    assert trim(" \u200ba \ufeff", 0, 5) == Span(2, 3)


def test_sentences_of_the_five_articles_end_where_they_were_marked_by_hand() -> None:
    if not SHARED.is_dir():
        pytest.skip("the shared articles are not here")
    end = re.compile(r"[.?!][”\"’)]*(?= )")
    for path in sorted(SHARED.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            # Read by hand: every stop before a space is an end, but for two abbreviations.
            wanted = [m.end() for m in end.finditer(line)]
            wanted = [at for at in wanted if not line[:at].endswith(("U.S.", "Oct."))]
            found = [s.end for s in split_sentences(line, 0, len(line))][:-1]
            assert found == wanted, path.name
