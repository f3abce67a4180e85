"""The phrases that say what a question is about."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.question.conversation.topics import Topic, find_topics
from index.question.conversation.wording import Word, is_content, read_words, tells_time, verb_of
from index.records import Span

WORDS = """
    who what the of it's ferry Hull Ann strike US May 2024 last week that and said is does open
    """.split()  # noqa: SIM905  (words in lines read better than a list)
SIGNS = ["? ", ", ", "-", "“", "’s ", "é", "İ", "\n", "\x00", "\ud800", "٣", "U.S. "]
PIECES = st.sampled_from([*(f"{word} " for word in WORDS), *SIGNS])


def topics(question: str) -> tuple[Topic, ...]:
    return find_topics(question, read_words(question))


@pytest.mark.parametrize(
    ("question", "phrases"),
    [
        ("What did Ann Lee announce about the Hull ferry?", ["Ann Lee", "the Hull ferry"]),
        ("what did ann lee say about the hull ferry", ["ann lee", "the hull ferry"]),
        ("Is the north pier open now?", ["the north pier"]),
        ("Is the pier of Whitby open?", ["the pier of Whitby"]),
        ("Which boats are late?", ["boats"]),
        ("How many ferries left Hull?", ["ferries", "Hull"]),
        ("Why was the captain so late?", ["the captain"]),
        ("Who leads the council of elders?", ["the council of elders"]),
        ("Who will head the Board of Trade?", ["the Board of Trade"]),
        ("Does Hull accept Danish ferries in the port?", ["Hull", "Danish ferries", "the port"]),
        ("Did the mayor demand a vote?", ["the mayor", "a vote"]),
        ("Which stadium hosts the cup final?", ["stadium", "the cup final"]),
        ("Is Hull ready to sell its ferries?", ["Hull", "ferries"]),
        ("How many dockers were hired in May?", ["dockers", "May"]),
        ("What did Hull pay for the ferry last week?", ["Hull", "the ferry"]),
        ("If the bridge opens, who pays?", ["the bridge"]),
        ("How does the treaty of Hull work?", ["the treaty of Hull"]),
        ("When should phase two begin?", ["phase two"]),
        ("Has Hull's mayor lost patience with Leeds?", ["Hull's mayor", "patience", "Leeds"]),
        ("What happened?", []),
        ("Who said so?", []),
    ],
)
def test_phrases_are_cut_as_they_were_typed(question: str, phrases: list[str]) -> None:
    assert [topic.text for topic in topics(question)] == phrases


def test_a_phrase_knows_what_stands_before_it_and_what_kind_it_is() -> None:
    people, ferries, month = topics("How many people took the Danish ferries in November 2024?")
    assert (people.before, people.is_general, people.is_plural) == ("many", True, True)
    assert (ferries.is_name, ferries.is_plural, ferries.is_time) == (True, True, False)
    assert (month.before, month.is_time, month.is_plural) == ("in", True, False)
    assert (ferries.first, ferries.last) == (5, 6)


@given(st.text(max_size=200) | st.lists(PIECES, max_size=40).map("".join))
def test_any_text_has_words_and_phrases_in_order(text: str) -> None:
    words = read_words(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(words))
    assert all(a.clause <= b.clause <= a.clause + 1 for a, b in pairwise(words))
    found = find_topics(text, words)
    for topic in found:
        assert topic.text == text[topic.span.start : topic.span.end] != ""
        assert 0 <= topic.first <= topic.last < len(words)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def keys(text: str) -> list[str]:
    return [word.key for word in read_words(text)]


def test_shortened_words_are_two() -> None:
    assert keys("it's what he’ll say") == ["it", "is", "what", "he", "will", "say"]
    assert keys("whats new") == ["what", "is", "new"]
    assert keys("isn't it, won’t they, dont we") == ["is", "it", "will", "they", "do", "we"]


def test_acronyms_are_no_pronouns_unless_all_is_capitals() -> None:
    assert keys("did the US or WHO say it") == ["did", "the", "US", "or", "WHO", "say", "it"]
    assert keys("WHO IS IT") == ["who", "is", "it"]


def clauses(text: str) -> list[int]:
    return [word.clause for word in read_words(text)]


def test_clauses_begin_at_marks_and_joining_words_and_after_saying() -> None:
    assert clauses("when it sank, who fled") == [0, 0, 0, 1, 1]
    assert clauses("who fled when it sank") == [0, 0, 1, 1, 1]
    assert clauses("did Hull say it would pay") == [0, 0, 0, 1, 1, 1]
    assert clauses("did Hull say it on Monday") == [0, 0, 0, 0, 0, 0]
    assert clauses("a ship that it sold") == [0, 0, 1, 1, 1]


def test_a_sentence_ends_but_not_at_mr() -> None:
    assert [word.sentence for word in read_words("Ask Mr. Lee. Why?")] == [0, 0, 0, 1]


@pytest.mark.parametrize(
    ("word", "verb"),
    [
        ("sank", "sink"),
        ("stopped", "stop"),
        ("denies", "deny"),
        ("sailing", None),
        ("hired", "hire"),
    ],
)
def test_verbs_are_known_in_their_forms(word: str, verb: str | None) -> None:
    assert verb_of(word) == verb


def test_content_words_say_what_is_asked_about() -> None:
    said = [
        word.key for word in read_words("what did people say about the ferry") if is_content(word)
    ]
    assert said == ["ferry"]
    assert not is_content(Word("happened", Span(0, 8), is_name=False, clause=0, sentence=0))


def test_words_of_time_are_known() -> None:
    words = read_words("who may sail in May 2024 or last week but not this pier")
    assert [w.key for i, w in enumerate(words) if tells_time(words, i)] == [
        "May",
        "2024",
        "last",
        "week",
    ]
