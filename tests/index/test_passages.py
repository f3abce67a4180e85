"""Passages hold every sentence once, in order, in even groups, and never cross furniture."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.passages import DEFAULT_MAX_WORDS, split_article
from index.records import (
    Article,
    Furniture,
    FurnitureKind,
    Passage,
    Sentence,
    SentenceKind,
    Span,
)
from index.sentences import ZERO_WIDTH

PIECES = st.sampled_from(
    [
        *("\n\n", "\n", "\r\n", "\r", " ", "  ", "\u2028", "\u00a0", "\t", "\u200b", "\x00"),
        *("é", "“word”", "U.S.", "Mr.", "a.m.", "The Road Ahead", "It is so.", "why?", "“Stop!”"),
        *("\n• ", "\n- ", "\n1. ", "\n## ", "> ", "* * *", "…", '"', "’", "http://a.b/c", "**"),
        *("and the rest of it went on for a while,", "ADVERT", "(", "]", "日本。", "\ud800"),
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join)
patient = settings(deadline=None)  # deadlines would measure the machine
SHARED = Path(__file__).parents[2].parent / "shared" / "articles"


def article(text: str, body: Span | None = None, title: str | None = None) -> Article:
    return Article("a", title, text, None, None, "a.txt", body or Span(0, len(text)))


def furniture(text: str, places: list[int]) -> list[Furniture]:
    ends = sorted(min(place, len(text)) for place in places)
    pairs = zip(ends[::2], ends[1::2], strict=False)
    return [Furniture(Span(a, b), FurnitureKind.ADVERT) for a, b in pairs]


def sentences(passages: tuple[Passage, ...]) -> list[Sentence]:
    return [sentence for passage in passages for sentence in passage.sentences]


def words(text: str, passage: Passage) -> int:
    return len(text[passage.span.start : passage.span.end].split())


@patient
@given(TEXTS, st.lists(st.integers(0, 200), max_size=6), st.integers(1, 40))
def test_passages_hold_ordered_disjoint_sentences_outside_furniture(
    text: str, places: list[int], limit: int
) -> None:
    left_out = furniture(text, places)
    passages = split_article(article(text), left_out, limit)
    found = sentences(passages)

    for sentence in found:
        cut = text[sentence.span.start : sentence.span.end]
        assert cut == cut.strip()
        assert cut[0] not in ZERO_WIDTH
        assert cut[-1] not in ZERO_WIDTH
        assert any(c.isalnum() for c in cut)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    for passage in passages:
        assert passage.span.start == passage.sentences[0].span.start
        assert passage.span.end == passage.sentences[-1].span.end
        assert words(text, passage) <= limit or len(passage.sentences) == 1
        for piece in left_out:
            nothing = piece.span.start == piece.span.end
            apart = passage.span.end <= piece.span.start or piece.span.end <= passage.span.start
            assert apart or nothing


@patient
@given(TEXTS, st.lists(st.integers(0, 200), max_size=6), st.integers(0, 9), st.integers(0, 9))
def test_every_word_of_the_body_outside_furniture_is_in_a_sentence(
    text: str, places: list[int], skip: int, drop: int
) -> None:
    body = Span(min(skip, len(text)), max(min(skip, len(text)), len(text) - drop))
    left_out = furniture(text, places)
    free = set(range(body.start, body.end))
    for piece in left_out:
        free -= set(range(piece.span.start, piece.span.end))

    found = sentences(split_article(article(text, body), left_out))

    covered = {at for s in found for at in range(s.span.start, s.span.end)}
    letters = {at for at in free if text[at].isalpha()}
    assert covered <= free
    assert letters <= covered


@patient
@given(TEXTS, st.lists(st.integers(0, 200), max_size=4))
def test_what_is_left_out_is_white_space_markers_and_ornaments(
    text: str, places: list[int]
) -> None:
    left_out = furniture(text, places)
    found = sentences(split_article(article(text), left_out))
    covered = {at for s in found for at in range(s.span.start, s.span.end)}
    cut_at = {at for f in left_out for at in range(f.span.start, f.span.end)}

    # A line made only of signs is an ornament; of any other only the marker may be missing.
    begun = False
    for at, character in enumerate(text):
        if len(("x" + character + "x").splitlines()) == 2 or at in cut_at:
            begun = False
        elif at in covered:
            begun = True
        elif begun:
            assert character.isspace() or character in ZERO_WIDTH


@patient
@given(TEXTS)
def test_splitting_twice_gives_the_same(text: str) -> None:
    assert split_article(article(text), []) == split_article(article(text), [])


@patient
@given(st.lists(st.integers(1, 60), min_size=1, max_size=30))
def test_passages_are_as_few_as_they_can_be_and_even(lengths: list[int]) -> None:
    text = "\n".join("Word " + "word " * (length - 1) + "ends." for length in lengths)
    passages = split_article(article(text), [], 130)

    for left, right in pairwise(passages):
        assert words(text, left) + words(text, right) > 130, "two neighbours would fit in one"


def test_one_and_a_half_passages_become_two_of_even_size() -> None:
    text = "\n".join(["Nine words are in this sentence, as you see."] * 20)

    sizes = [words(text, p) for p in split_article(article(text), [], 130)]

    assert sizes == [90, 90]


def test_the_limit_is_kept_to_the_word() -> None:
    text = "\n".join(["Ten words are in this very sentence, as you see."] * 4)

    assert [words(text, p) for p in split_article(article(text), [], 20)] == [20, 20]
    assert [words(text, p) for p in split_article(article(text), [], 19)] == [10, 10, 10, 10]


def test_a_break_before_a_heading_is_better_than_a_slightly_more_even_one() -> None:
    lines = ["Ten words are in this very sentence, as you see."] * 12
    text = "\n".join([*lines[:5], "Afterwards", *lines[5:]])

    assert [words(text, p) for p in split_article(article(text), [], 80)] == [50, 71]


def test_a_heading_goes_with_what_follows_it() -> None:
    paragraph = "Ten words are in this very sentence, as you see. " * 5
    text = "\n".join([paragraph, "The Road Ahead", paragraph, "The Road Back", paragraph])

    passages = split_article(article(text), [], 70)

    assert [p.sentences[0].kind for p in passages] == [
        *(SentenceKind.SENTENCE, SentenceKind.HEADING, SentenceKind.HEADING)
    ]


def test_a_break_falls_between_paragraphs_rather_than_inside_one() -> None:
    sentence = "Ten words are in this very sentence, as you see. "
    text = "\n".join([sentence * 3, sentence * 4, sentence * 6])

    assert [words(text, p) for p in split_article(article(text), [], 80)] == [70, 60]
    text = "\n".join([sentence * 2, sentence * 4, sentence * 7])
    assert [words(text, p) for p in split_article(article(text), [], 80)] == [60, 70]


def test_a_sentence_longer_than_the_limit_is_a_passage_of_its_own() -> None:
    text = "It rained. " + "Word " * 200 + "ends. It stopped."

    passages = split_article(article(text), [], 130)

    assert [words(text, p) for p in passages] == [2, 201, 2]


def test_a_bullet_of_several_sentences_is_sentences() -> None:
    text = "• It rained. It stopped.\n• It rained"

    found = sentences(split_article(article(text), []))

    assert [(s.kind.value, text[s.span.start : s.span.end]) for s in found] == [
        ("sentence", "It rained."),
        ("sentence", "It stopped."),
        ("bullet", "It rained"),
    ]


def test_a_heading_of_two_sentences_stays_one() -> None:
    text = "Who pays? Nobody\nIt rained."

    found = sentences(split_article(article(text, title="Who pays? Nobody"), []))

    assert [s.kind for s in found] == [SentenceKind.HEADING, SentenceKind.SENTENCE]


@pytest.mark.parametrize("unit", ["word ", "a", "\n", "A\n", "- ", "• a\n", "> ", "1.\n", "a b\r"])
def test_a_giant_text_of_one_kind_is_split_in_time(unit: str) -> None:
    text = unit * (20_000 // len(unit))

    passages = split_article(article(text), [])

    assert all(words(text, p) <= DEFAULT_MAX_WORDS or len(p.sentences) == 1 for p in passages)


def test_an_article_of_nothing_has_no_passages() -> None:
    text = "Buy now."

    assert split_article(article(""), []) == ()
    assert split_article(article(" \n\u200b"), []) == ()
    assert split_article(article(text), [Furniture(Span(0, 8), FurnitureKind.ADVERT)]) == ()


def test_a_limit_below_one_word_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one word"):
        split_article(article("It rained."), [], 0)


def test_the_five_articles_are_cut_into_even_passages() -> None:
    if not SHARED.is_dir():
        pytest.skip("the shared articles are not here")
    for path in sorted(SHARED.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        passages = split_article(article(text), [])
        assert all(60 <= words(text, p) <= DEFAULT_MAX_WORDS for p in passages), path.name
        assert all(p.sentences[-1].kind is not SentenceKind.HEADING for p in passages[:-1])
