"""Which claims can be set against each other, and which values agree."""

from __future__ import annotations

import pytest

from index.question.asked_for import AnswerKind
from index.reports.agreeing import agree, may_be_one_place, same_thing
from index.reports.claims import find_claims
from index.reports.wanted import read_wanted


def values_agree(kind: AnswerKind, one: str, other: str) -> bool:
    (mine,), (theirs,) = find_claims(one, kind), find_claims(other, kind)
    words = (one[mine.span.start : mine.span.end], other[theirs.span.start : theirs.span.end])
    there = agree(mine, theirs, *words)
    assert agree(theirs, mine, *reversed(words)) is there
    return there


@pytest.mark.parametrize(
    ("kind", "one", "other", "agreeing"),
    [
        (AnswerKind.COUNT, "at least 406 died", "more than 400 died", True),
        (AnswerKind.COUNT, "484 died", "more than 400 died", False),
        (AnswerKind.COUNT, "more than two dozen died", "at least 27 died", True),
        (AnswerKind.COUNT, "two dozen died", "at least 27 died", False),
        (AnswerKind.COUNT, "a dozen died", "12 died", True),
        (AnswerKind.COUNT, "half of the men died", "50 percent died", True),
        (AnswerKind.COUNT, "50 percent died", "50 died", False),
        (AnswerKind.AMOUNT, "€3 million", "three million euros", True),
        (AnswerKind.AMOUNT, "€3 million", "$3 million", False),
        (AnswerKind.WHEN, "on 4 May", "in early May", True),
        (AnswerKind.WHEN, "on 4 May", "on 9 May", False),
        (AnswerKind.WHEN, "in May", "in 2021", True),
        (AnswerKind.WHEN, "in September", "before September", False),
        (AnswerKind.WHERE, "in Tarn", "in the town of Tarn", True),
        (AnswerKind.WHERE, "in Tarn", "in Lurenz", False),
    ],
)
def test_values_agree_that_can_both_be_true(
    kind: AnswerKind, one: str, other: str, agreeing: bool
) -> None:
    assert values_agree(kind, one, other) is agreeing


def test_a_place_that_the_other_article_names_too_may_be_the_same() -> None:
    assert may_be_one_place("the Kestrian city of Tarn", "in kestria’s kestrian city tarn")
    assert may_be_one_place("Tarn", "they met in tarn, kestria")
    assert not may_be_one_place("Tarn", "they met in tarnia")
    assert not may_be_one_place("the field", "they met in the field")


@pytest.mark.parametrize(
    ("question", "one", "other", "same"),
    [
        ("How many people died?", "12 people died.", "40 villagers died.", True),
        ("How many people died?", "12 Kestrians died.", "40 people died.", False),
        ("How many people died?", "60 Kestrians died.", "40 people died.", True),
        ("How many people died?", "12 Kestrians died.", "14 Kestrians died.", True),
        ("How many people died?", "12 Kestrians died.", "14 Oldans died.", False),
        ("How many people died in Kestria?", "12 Kestrians died.", "40 people died.", True),
        ("How many Kestrians died?", "12 Kestrians died.", "40 people died.", True),
        ("How many people died?", "12 people died.", "9 percent died.", False),
        ("How many cases were there?", "9 suspected cases", "4 confirmed cases", False),
        ("How many cases were there?", "9 suspected cases", "4 probable cases", True),
        ("How much land burned?", "9 acres of land burned", "4 hectares of land burned", False),
    ],
)
def test_counts_are_of_the_same_people_in_one_unit(
    question: str, one: str, other: str, same: bool
) -> None:
    wanted = read_wanted(question)
    (mine,), (theirs,) = (find_claims(text, AnswerKind.COUNT) for text in (one, other))
    assert same_thing(mine, theirs, wanted) is same
    assert same_thing(theirs, mine, wanted) is same
