"""Each rule moves a sentence by its own amount, and only where the question shows a kind."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.records import SentenceKind
from index.rules import LONG, Move, Rule, moves_by_form, moves_by_words

TEXTS = st.text(max_size=60) | st.sampled_from(
    [
        "Three tugs sank in Tarnholm on Monday because it rained.",
        "The mayors discussed the pier.",
        "Ida Morn held talks on 12 tugs worth $5m.",
        "How many tugs sank?",
        "What did they say?",
        "",
    ]
)


@pytest.mark.parametrize("length", [0, 1, LONG, LONG + 1, 10 * LONG])
def test_a_heading_goes_down_whatever_its_length(length: int) -> None:
    assert moves_by_form(SentenceKind.HEADING, length) == (Move(Rule.HEADING, -0.05),)


@pytest.mark.parametrize("kind", [SentenceKind.SENTENCE, SentenceKind.BULLET])
def test_only_what_is_longer_than_the_limit_goes_down(kind: SentenceKind) -> None:
    assert moves_by_form(kind, 0) == ()
    assert moves_by_form(kind, LONG) == ()
    assert moves_by_form(kind, LONG + 1) == (Move(Rule.LONG, -0.05),)


@pytest.mark.parametrize(
    ("question", "answer", "amount"),
    [
        ("How many tugs sank?", "Three tugs sank.", 0.08),
        ("How much did the pier cost?", "The pier cost $5m.", 0.08),
        ("When did the pier fall?", "The pier fell on Monday.", 0.06),
        ("Where did the tug sink?", "The tug sank off Pellam.", 0.06),
        ("Who led the strike?", "Ida Morn led the strike.", 0.08),
        ("Which tug sank?", "The Silver Tern sank.", 0.04),
        ("Why did the pier fall?", "The pier fell because of rot.", 0.02),
    ],
)
def test_what_holds_the_answer_goes_up_and_what_repeats_the_question_stays(
    question: str, answer: str, amount: float
) -> None:
    repeats = question.rstrip("?")
    assert moves_by_words(question, [answer, repeats]) == [(Move(Rule.HOLDS, amount),), ()]


def test_what_merely_announces_goes_down_also_where_it_holds_the_kind() -> None:
    sentences = ["The mayors discussed the pier.", "The mayors discussed the pier on Monday."]
    assert moves_by_words("When will the pier reopen?", sentences) == [
        (Move(Rule.ANNOUNCES, -0.05),),
        (Move(Rule.HOLDS, 0.06), Move(Rule.ANNOUNCES, -0.05)),
    ]


@pytest.mark.parametrize("question", ["Has Sarland agreed?", "What did Sarland say?", "strike", ""])
def test_nothing_goes_up_where_no_wording_shows_an_answer(question: str) -> None:
    sentences = ["Ida Morn said on Monday in Pellam that three tugs sank because of rot."]
    assert moves_by_words(question, sentences) == [()]


@settings(deadline=None)
@given(TEXTS, st.lists(TEXTS, max_size=6))
def test_each_sentence_has_its_moves_whatever_stands_beside_it(
    question: str, sentences: list[str]
) -> None:
    found = moves_by_words(question, sentences)
    assert found == [moves_by_words(question, [sentence])[0] for sentence in sentences]
    for moves in found:
        assert [move.rule for move in moves] in (
            [],
            [Rule.HOLDS],
            [Rule.ANNOUNCES],
            [Rule.HOLDS, Rule.ANNOUNCES],
        )
        assert all((move.amount > 0) is (move.rule is Rule.HOLDS) for move in moves)
