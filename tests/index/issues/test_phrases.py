"""The little language of terms: what a term finds in a text, and what is no term."""

from __future__ import annotations

import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.issues.phrases import NEAR, overlaps, read_phrase
from index.records import Span


def found(term: str, text: str) -> list[str]:
    return [text[span.start : span.end] for span in read_phrase(term).find(text)]


@pytest.mark.parametrize(
    ("term", "text", "words"),
    [
        ("bridge", "The bridge. A Bridge! bridges, abridge, bridge-head",
         ["bridge", "Bridge", "bridge"]),
        ("old bridge", "an old bridge, an OLD\nBRIDGE, an old-bridge, an old, bridge",
         ["old bridge", "OLD\nBRIDGE", "old-bridge"]),
        ("old bridge", "an old \t bridge; old\u00a0bridge; oldbridge",
         ["old \t bridge", "old\u00a0bridge"]),
        ("second-phase", "the second-phase talks, the second phase", ["second-phase"]),
        ("disarm*", "disarm, disarms, Disarmament; rearm, dis-arm",
         ["disarm", "disarms", "Disarmament"]),
        ("arm*", "army's arm-band", ["army", "arm"]),
        ("force/troops", "Forces? Troops and a force.", ["Troops", "force"]),
        ("foreign/peace* force/troops", "foreign troops, peacekeeping force, foreign aid",
         ["foreign troops", "peacekeeping force"]),
        ("ISF", "The ISF; the isf; ISF's, ISFs", ["ISF", "ISF"]),
        ("US/U.S. envoy", "a US envoy told us envoys; U.S. envoy, u.s. Envoy",
         ["US envoy", "U.S. envoy", "u.s. Envoy"]),
        ("A team", "a team, A team", ["a team", "A team"]),
        ("Hamas's weapons", "Hamas's weapons and Hamas’s weapons",
         ["Hamas's weapons", "Hamas’s weapons"]),
        ("Ta’if accord", "the Ta'if accord and the Ta’if accord",
         ["Ta'if accord", "Ta’if accord"]),
        ("Oct. 7", "on Oct. 7, on Oct 7", ["Oct. 7"]),
        ("2 million", "2 million; 12 million; 2 millions", ["2 million"]),
        ("Türkiye", "TÜRKIYE and türkiye", ["TÜRKIYE", "türkiye"]),
        ("one ~ two", "one and two", ["one and two"]),
        ("two ~ one", "one and two", ["one and two"]),
        ("one ~ two", "two, then one, then two", ["two, then one", "one, then two"]),
        ("one ~ two", "one alone", []),
        ("one ~ two", "two alone", []),
        ("one ~ one two", "one two", []),
        ("lay/lays ~ arms/guns", "They lay down guns.", ["lay down guns"]),
        ("role ~ future ~ town", "the role of the town in the future",
         ["role of the town in the future"]),
        ("cease fire", "a cease‑fire, a cease‐fire", ["cease‑fire", "cease‐fire"]),
        ("role ~ future ~ town", "a role in the future of the town",
         ["role in the future of the town"]),
    ],
)  # fmt: skip
def test_a_term_finds_its_words(term: str, text: str, words: list[str]) -> None:
    assert found(term, text) == words


@pytest.mark.parametrize("apart", [0, 1, NEAR, NEAR + 1])
def test_parts_stand_near_each_other(apart: int) -> None:
    between = ["it’s", "well-known", "U.S.", *"abcdef"][:apart]
    there = " — ".join(["one", *between, "two"])

    assert found("one ~ two", there) == ([there] if apart <= NEAR else [])


@pytest.mark.parametrize(
    ("term", "problem"),
    [
        ("", "is empty"),
        (" \n", "is empty"),
        ("~", 'has nothing on one side of "~"'),
        ("one ~", 'has nothing on one side of "~"'),
        ("~ one", 'has nothing on one side of "~"'),
        ("one ~ ~ two", 'has nothing on one side of "~"'),
        ("one/", "has ''"),
        ("one//two", "has ''"),
        ("*", "has '*'"),
        ("-", "has '-'"),
        ("on*e", "has 'on*e'"),
        ("*one", "has '*one'"),
        ("one**", "has 'one**'"),
        ("one, two", "has 'one,'"),
        ("(one)", "has '(one)'"),
        ("one two ~ th|ree", "has 'th|ree'"),
    ],
)
def test_what_is_no_term_is_told(term: str, problem: str) -> None:
    with pytest.raises(ValueError, match=re.escape(problem)):
        read_phrase(term)


def test_spans_overlap_that_share_a_character() -> None:
    spans = [Span(2, 4), Span(8, 9)]
    assert [overlaps(spans, Span(at, at + 1)) for at in range(10)] == [
        *(False, False, True, True, False, False, False, False, True, False),
    ]
    assert not overlaps([], Span(0, 9))


WORDS = ["one", "two", "One", "ONE", "Tarn's", "Tarn’s", "U.S.", "ISF", "isf", "é", "cease", "fire"]
JOINS = [" ", "-", "\n", "\u00a0", ", ", ". ", "’", "'", "–", "“", "\u2028", "", "  ", "\x00"]
TEXTS = st.lists(st.sampled_from([*WORDS, *JOINS, *JOINS]), max_size=30).map("".join)
CHOICES = st.lists(
    st.tuples(st.sampled_from([*WORDS, "on", "t"]), st.sampled_from(["", "*"])).map("".join),
    min_size=1,
    max_size=3,
).map("/".join)
PARTS = st.lists(CHOICES, min_size=1, max_size=3).map(" ".join)
TERMS = st.lists(PARTS, min_size=1, max_size=3).map(" ~ ".join)


def _folded(text: str) -> str:
    return text.replace("’", "'").casefold()


@given(TERMS, TEXTS | st.text(max_size=40))
def test_what_is_found_lies_in_the_text_and_holds_a_choice_for_each_word(
    term: str, text: str
) -> None:
    for span in read_phrase(term).find(text):
        words = text[span.start : span.end]
        assert 0 <= span.start < span.end <= len(text)
        assert not text[max(0, span.start - 1) : span.start].isalnum()
        assert not text[span.end : span.end + 1].isalnum()
        for choices in re.split(r" ~ | ", term):
            assert any(
                _folded(choice.removesuffix("*")) in _folded(words) for choice in choices.split("/")
            )


@given(CHOICES, CHOICES, st.sampled_from([" ", "-", "\n", "\t ", " - ", "\u2003"]), TEXTS)
def test_white_space_and_hyphens_join_two_words_alike(
    one: str, other: str, join: str, around: str
) -> None:
    first, second = (choice.split("/")[0].removesuffix("*") for choice in (one, other))
    text = f"{around}; {first}{join}{second}"

    spans = read_phrase(f"{one} {other}").find(text)

    assert any(span.end == len(text) for span in spans)


@given(TERMS, TEXTS)
def test_the_kind_of_apostrophe_changes_nothing(term: str, text: str) -> None:
    spans = read_phrase(term).find(text)
    for one, other in (("'", "’"), ("’", "'")):
        assert read_phrase(term.replace(one, other)).find(text) == spans
        assert read_phrase(term).find(text.replace(one, other)) == spans


@given(TERMS, TEXTS)
def test_case_tells_only_in_words_of_capitals(term: str, text: str) -> None:
    has_capitals = any(re.fullmatch(r"[A-ZÉ]{2,}\*?", word) for word in re.split(r"[ /~]+", term))
    if not has_capitals:
        phrase = read_phrase(term)
        assert phrase.find(text.upper()) == phrase.find(text.lower()) == phrase.find(text)


@given(st.text(max_size=12) | st.text("ab*/~-'’. ", max_size=12))
def test_anything_typed_is_a_term_or_a_value_error(typed: str) -> None:
    with contextlib.suppress(ValueError):
        phrase = read_phrase(typed)
        assert phrase.typed == typed
        assert phrase.find("") == []
