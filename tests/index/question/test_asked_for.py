"""The kind of answer is read from the main interrogative, in any case and behind a statement."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.question.asked_for import AnswerKind, answer_kind

PIECES = st.sampled_from(
    [
        *(" ", ", ", "?", ". ", "! ", "\n", "“", "'s", "’s", "é", "\ud800", "\x00", "ſ", "U.S. "),
        *("who", "Whose", "which", "what", "When", "where", "why", "how many", "how much", "how"),
        *("did", "is", "was", "Has", "may", "in", "on", "from", "by", "after", "since", "tell me"),
        *("could you tell me", "so", "the", "strike", "year", "city", "cost", "death toll", "date"),
        *("Ida Morn", "led", "that", "reason", "caused", "if", "of", "number"),
    ]
)
SPACED = st.lists(PIECES, max_size=20).map(" ".join)
TEXTS = st.text(max_size=200) | st.lists(PIECES, max_size=40).map("".join) | SPACED
patient = settings(deadline=None)


@pytest.mark.parametrize(
    "question",
    [
        "How many tugs sank off Pellam?",
        "how many tugs sank",
        "About how many pilots walked out?",
        "The strike closed three ports. How many pilots walked out?",
        "What is the number of pilots on strike?",
        "What’s the total number of tugs?",
        "What was the death toll of the landslide?",
        "death toll of the landslide",
        "What percentage of pilots voted?",
        "what share of voters backed the mayor",
        "Of the tugs that sank, how many were insured?",
        "Of the tugs, which sank, how many were insured?",
        "When the pier fell, how many were on it?",
        "How many were aboard when it sank?",
        "How many did Dr. Morn save?",
        "Can you tell me how many tugs sank?",
    ],
)
def test_numbers_are_counts(question: str) -> None:
    assert answer_kind(question) is AnswerKind.COUNT


@pytest.mark.parametrize(
    "question",
    [
        "How much did the bridge cost?",
        "how much money was stolen",
        "What price did the painting fetch?",
        "What will the new tug cost?",
        "What was the total cost of the bridge?",
        "What’s the price of a ticket?",
        "What is the mayor’s salary? I mean, what is the salary of the mayor?",
        "At what price was the painting sold?",
        "How expensive is the bridge?",
        "For how much was the painting sold?",
    ],
)
def test_sums_are_amounts(question: str) -> None:
    assert answer_kind(question) is AnswerKind.AMOUNT


@pytest.mark.parametrize(
    "question",
    [
        "When did the tug sink?",
        "when will the bridge reopen",
        "On what date did the bridge open?",
        "What day is the vote?",
        "In which year did Ida Morn retire?",
        "In what month was the strike?",
        "in what year was the bridge, which cost millions, built",
        "What time does the tug leave?",
        "What is the date of the vote?",
        "Since when has the pier been shut?",
        "By when must the pilots answer?",
        "How soon will the bridge open?",
        "How long ago did the pier fall?",
        "When did the tug, which was new, sink?",
        "When did the U.S. envoy arrive?",
        "The mayor, who took office last year, promised a bridge. When will it open?",
        "After the strike, when did the port reopen?",
        "Exactly when did the pier fall?",
        "Tell me when the bridge will open.",
        "Do you know when the bridge opens?",
        "The bridge will open when?",
        "When and where will the talks be held?",
    ],
)
def test_times_are_when(question: str) -> None:
    assert answer_kind(question) is AnswerKind.WHEN


@pytest.mark.parametrize(
    "question",
    [
        "Where did the tug sink?",
        "where is the wreck",
        "Where’s the wreck?",
        "In which city are the talks?",
        "in what town did the landslide happen",
        "In which country was Ida Morn born?",
        "At which port did the strike that ended in May begin?",
        "From which port did the tug sail?",
        "On which island is the light?",
        "Which town did the flood hit?",
        "What is the location of the wreck?",
        "From where did the tug leave?",
        "Where do the pilots who were fired live now?",
        "For the talks, where do they meet?",
        "The wreck is where?",
        "Where and when will the talks be held?",
    ],
)
def test_places_are_where(question: str) -> None:
    assert answer_kind(question) is AnswerKind.WHERE


@pytest.mark.parametrize(
    "question",
    [
        "Who is Ida Morn?",
        "who said the strike was over",
        "Whose tug sank?",
        "To whom was the painting sold?",
        "By whom was the bridge built?",
        "Who was there when it began?",
        "Who decides where the tugs go?",
        "Which person led the strike?",
        "And who pays for the bridge?",
        "When the pier fell, who was saved?",
        "In the strike that closed Pellam, who led the union?",
        "This pilot, who was born in Pellam, led the strike. Who is he?",
        "Who is the man who, when the pier fell, saved 20 people?",
        "I want to know who led the strike",
        "The strike was led by whom?",
    ],
)
def test_persons_are_who(question: str) -> None:
    assert answer_kind(question) is AnswerKind.WHO


@pytest.mark.parametrize(
    "question",
    [
        "Which country won?",
        "which country sent the tugs",
        "Which of the two tugs sank?",
        "What company built the bridge?",
        "What film won the prize?",
        "From which company did the port buy the crane?",
        "In the strike that closed Pellam, which union led?",
        "The strike was called by which union?",
    ],
)
def test_a_choice_is_which(question: str) -> None:
    assert answer_kind(question) is AnswerKind.WHICH


@pytest.mark.parametrize(
    "question",
    [
        "Why did the tug sink?",
        "why was the pier closed",
        "Why did Mr. Morn resign?",
        "Why did the man who led the strike resign when it ended?",
        "What is the reason for the strike?",
        "For what reason did the mayor resign?",
        "How come the pier is shut?",
        "What caused the fire at the mill?",
        "What led to the strike?",
    ],
)
def test_reasons_are_why(question: str) -> None:
    assert answer_kind(question) is AnswerKind.WHY


@pytest.mark.parametrize(
    "question",
    [
        "Has Sarland agreed?",
        "did the tug sink",
        "“Has Sarland agreed?”",
        "Isn't the pier shut?",
        "Wasn’t the pier shut?",
        "So, did the strike end?",
        "Did the mayor say when the bridge would open?",
        "Can tugs cross when it storms?",
        "The strike began in May. Is it over?",
        "After the strike, did the port reopen?",
        "When the pier fell, was anyone hurt?",
        "Do you know if the bridge is open?",
    ],
)
def test_what_opens_with_an_auxiliary_is_yes_or_no(question: str) -> None:
    assert answer_kind(question) is AnswerKind.YES_NO


@pytest.mark.parametrize(
    "question",
    [
        "What did the mayor say about the bridge?",
        "what did the mayor say when the bridge fell",
        "What happened to the man who led the strike?",
        "What happens when the truce ends?",
        "What is known about the town where the tug sank?",
        "In Pellam, what did the man who led the strike say?",
        "How does the crane work?",
        "How will the bridge be built?",
        "To what extent did the men who led the strike win?",
        "On what charges was the captain held?",
        "tell me about the strike",
        "bridge strike",
        "the whole fleet, whereabouts unknown",
        "",
        " \n",
        "?",
    ],
)
def test_what_shows_no_kind_is_other(question: str) -> None:
    assert answer_kind(question) is AnswerKind.OTHER


@pytest.mark.parametrize("question", ["Who led the strike", "How many tugs sank", "Why is it shut"])
def test_a_statement_before_the_question_changes_nothing(question: str) -> None:
    alone = answer_kind(question)
    statement = "A strike that closed Pellam in 2019, when the pier fell, cost $20 million."
    assert answer_kind(f"{statement} {question}?") is alone
    assert answer_kind(f"{statement}\n\n{question.lower()}?") is alone
    assert answer_kind(f"{question.upper()}?") is alone


def test_the_last_question_counts_and_one_that_shows_no_kind_is_passed_over() -> None:
    assert answer_kind("Who led the strike? When did it end?") is AnswerKind.WHEN
    assert answer_kind("When did it end? What about the pier?") is AnswerKind.WHEN


@patient
@given(TEXTS)
def test_any_text_has_one_kind(question: str) -> None:
    kind = answer_kind(question)
    assert kind in AnswerKind
    assert answer_kind(question) is kind


@patient
@given(TEXTS)
def test_white_space_around_a_question_changes_nothing(question: str) -> None:
    assert answer_kind(f"  {question}\n") is answer_kind(question)


@pytest.mark.parametrize("piece", ["a", "what will ", "when the, ", "who ", "In a, ", "A. ", "? "])
def test_ten_thousand_characters_take_little_time(piece: str) -> None:
    started = time.process_time()
    answer_kind(piece * (10_000 // len(piece)))
    assert time.process_time() - started < 0.5  # backtracking takes minutes
