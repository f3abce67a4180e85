"""Which quotes are right, and at which place the first of them stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.evaluation.questions import GivenValue, Gold, Question, fold
from index.evaluation.scoring import COUNTED, ShownValues, is_right, judge
from index.evaluation.systems import Finding
from index.records import Differing, Relation, Reported, Span
from tests.index.evaluation.findings import ARTICLE, COST, FERRIES, GOLD, RIGHT, quote, text_of

SENTENCE = "In 1830 and in 1848 the revolutions broke out , and kings fell ."


@pytest.mark.parametrize(
    ("text", "gold", "right"),
    [
        ("It opened  in\nMay, at last.", Gold("bridge", "opened in May"), True),
        ("It opened in May, at last.", Gold("bridge", "opened in  May,"), True),
        ("It opened in May.", Gold("tunnel", "opened in May"), False),
        ("It opened in June.", Gold("bridge", "opened in May"), False),
        ("opened in", Gold("bridge", "opened in May"), False),
        ("Whatever it says.", Gold("bridge"), True),
        (SENTENCE + " More.", Gold("bridge", SENTENCE, whole_sentence=True), True),
        ("the revolutions broke out ,", Gold("bridge", SENTENCE, whole_sentence=True), True),
        ("In 1830 and", Gold("bridge", SENTENCE, whole_sentence=True), False),
    ],
)
def test_a_quote_is_right_when_it_shows_the_gold(text: str, gold: Gold, right: bool) -> None:
    assert is_right(quote(text), gold) is right


@given(
    st.lists(st.sampled_from(["é", "“word”", "U.S.", "May"]), min_size=1),
    st.lists(st.sampled_from(["\n\n", "\n", "\r\n", " ", "\t", "\xa0"]), min_size=1),
)
def test_white_space_does_not_matter(words: list[str], separators: list[str]) -> None:
    separator = "".join(separators)

    assert fold(separator + separator.join(words) + separator) == " ".join(words)


def test_the_first_right_quote_gives_the_rank() -> None:
    question = Question("q", "When?", GOLD)

    found = judge(question, Finding((COST, FERRIES, RIGHT), 0.5, True), text_of, 2.0)

    assert (found.rank, found.right, found.verbatim) == (3, False, True)


def test_a_right_quote_beyond_those_counted_counts_for_nothing() -> None:
    quotes = (COST,) * COUNTED + (RIGHT,)

    found = judge(Question("q", "When?", GOLD), Finding(quotes, 0.5, True), text_of, 2.0)

    assert found.rank is None


def test_nothing_is_right_where_there_is_no_answer() -> None:
    found = judge(Question("q", "When?", ()), Finding((RIGHT,), 0.5, True), text_of, 2.0)

    assert (found.rank, found.right) == (None, False)


@pytest.mark.parametrize(
    ("answers", "holds"),
    [((), None), (("NINE  million",), True), (("June", "may"), True), (("June",), False)],
)
def test_a_short_answer_is_looked_for_in_the_first_quote(
    answers: tuple[str, ...], holds: bool | None
) -> None:
    first = quote("It cost nine\nmillion in May.")
    question = Question("q", "When?", GOLD, answers)

    assert judge(question, Finding((first, COST), 0.5, True), text_of, 2.0).holds_answer is holds


def test_without_a_quote_there_is_no_short_answer() -> None:
    question = Question("q", "When?", GOLD, ("May",))

    assert judge(question, Finding((), 0.0, False), text_of, 2.0).holds_answer is False


def test_a_quote_that_its_article_does_not_say_is_seen() -> None:
    changed = quote("The bridge opened in Mai.")
    elsewhere = quote(ARTICLE[:10], "nowhere")

    for wrong in (changed, elsewhere):
        found = judge(Question("q", "W?", GOLD), Finding((RIGHT, wrong), 0.5, True), text_of, 2.0)
        assert not found.verbatim


def test_values_shown_are_counted_and_so_are_others() -> None:
    wanted = (GivenValue("bridge", "nine"), GivenValue("tunnel", "12"))
    question = Question("q", "How much?", GOLD, values=wanted)
    start = COST.span.start + COST.text.index("nine")
    million = Reported(COST, Span(start, start + len("nine million")))
    stray = Reported(FERRIES, FERRIES.span)
    lines = (
        Differing("nine million", Relation.DIFFERENT, (million,)),
        Differing("Ferries", Relation.DIFFERENT, (stray,)),
    )

    found = judge(question, Finding((COST,), 0.5, True, differing=lines), text_of, 2.0)

    assert found.values == ShownValues(wanted=2, shown=1, others=1)
    assert judge(Question("q", "?", GOLD), Finding((), 0.5, True), text_of, 2.0).values is None
