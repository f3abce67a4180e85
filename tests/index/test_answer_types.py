"""A sentence holds the kind of answer asked for, or repeats the question, or announces talks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.answer_types import holds_kind, merely_announces
from index.question.asked_for import AnswerKind

PIECES = st.sampled_from(
    [
        *(" ", ", ", ". ", "?", "\n", "“", "’s", "é", "\ud800", "\x00", "ſ", "U.S."),
        *("Ida", "Morn", "Tarnholm", "Sarlandish", "judge", "a", "the", "who is", "Who is", "Dr."),
        *(
            "12",
            "twelve",
            "dozens",
            "$5m",
            "half of the",
            "2019",
            "in",
            "at",
            "on",
            "May",
            "Monday",
        ),
        *("because", "due to", "until", "said", "discussed", "held talks", "met with", "agreed"),
        *("is expected to", "meet", "cost", "how many", "tugs", "pier"),
    ]
)
SPACED = st.lists(PIECES, max_size=20).map(" ".join)
TEXTS = st.text(max_size=120) | st.lists(PIECES, max_size=30).map("".join) | SPACED
patient = settings(deadline=None)


def holding(question: str, kind: AnswerKind, sentences: list[str]) -> list[str]:
    return [sentence for sentence in sentences if holds_kind(sentence, kind, question)]


HOLDS = {
    ("How many tugs sank?", AnswerKind.COUNT): [
        "Three tugs sank off Pellam.",
        "At least one tug sank.",
        "Dozens went down.",
        "Some 60 percent sank.",
        "Two thirds of the fleet sank.",
        "Between 20 and 30 tugs sank.",
    ],
    ("How many of the 20 tugs sank?", AnswerKind.COUNT): ["Twelve of the 20 tugs sank."],
    ("How much did the bridge cost?", AnswerKind.AMOUNT): [
        "The bridge cost €30 million.",
        "It was built for millions of euros.",
        "A third of the budget was spent on it.",
    ],
    ("How much of the €30 million was spent?", AnswerKind.AMOUNT): ["Some €12 million was spent."],
    ("How much rain fell?", AnswerKind.AMOUNT): ["Some 40 millimetres fell."],
    ("When did the pier fall?", AnswerKind.WHEN): [
        "The pier fell on Monday.",
        "It came down on 3 June 2019.",
        "It fell last week.",
        "It had to go by 2030.",
    ],
    ("When did the pier fall in 2019?", AnswerKind.WHEN): ["The pier fell in March 2019."],
    ("Where did the tug sink?", AnswerKind.WHERE): [
        "It sank off Gannet Point.",
        "In Tarnholm, the tug sank.",
        "The tug went down in the Sarlandish port of Pellam.",
    ],
    ("Who led the strike?", AnswerKind.WHO): [
        "Ida Morn led it.",
        "It was led by the Harbour Union.",
        "Ida Dunstan led it.",
        "Dunstan resigned.",
        "Éva led it.",
    ],
    ("Who was arrested?", AnswerKind.WHO): ["Ida Morn was arrested."],
    ("Who is Ida Morn?", AnswerKind.WHO): [
        "Ida Morn, a judge, spoke.",
        "Judge Ida Morn spoke.",
        "The former minister Ida Morn spoke.",
        "Morn is the mayor of Pellam.",
    ],
    ("Which tug sank?", AnswerKind.WHICH): ["The Silver Tern sank.", "It was the Pellam."],
    ("Why did the mayor resign?", AnswerKind.WHY): [
        "She resigned because of the pier.",
        "It was due to rot.",
        "She left to avoid a trial.",
        "She resigned over claims of fraud.",
        "She blamed her health.",
        "Critics had demanded it.",
    ],
}

LACKS = {
    ("How many tugs sank?", AnswerKind.COUNT): [
        "Tugs sank off Pellam.",
        "One of the tugs sank.",
        "The tugs sank on 14 March 2019.",
        "The owner lost $20 million.",
        "Ida Morn, 45, saw it.",
        "Channel 12 showed it.",
        "",
    ],
    ("How many of the 20 tugs sank?", AnswerKind.COUNT): ["The 20 tugs belong to Pellam."],
    ("How many of the two tugs sank?", AnswerKind.COUNT): ["The two tugs are old."],
    ("How much did the bridge cost?", AnswerKind.AMOUNT): [
        "It was built by 200 people.",
        "The bridge was costly.",
    ],
    ("How much of the €30 million was spent?", AnswerKind.AMOUNT): ["The €30 million was a gift."],
    ("When did the pier fall?", AnswerKind.WHEN): [
        "The pier fell at Pellam.",
        "It may fall.",
        "It fell after 9 a.m.",
        "It killed 20 people.",
    ],
    ("When did the pier fall in 2019?", AnswerKind.WHEN): ["The pier fell in 2019."],
    ("Where did the tug sink?", AnswerKind.WHERE): [
        "It sank on Monday.",
        "It sank in March.",
        "Sanctions on Sarland sank it.",
        "It sank in deep water.",
        "It sailed from Tarnholm.",
    ],
    ("Where did the Pellam tug sink?", AnswerKind.WHERE): ["The tug was built in Pellam."],
    ("Who led the strike in Pellam?", AnswerKind.WHO): [
        "A pilot led it.",
        "The strike in Pellam was led by a pilot.",
        "On Monday, the strike began.",
        "The Sarlandish pilots struck.",
        "Two pilots led it.",
    ],
    ("Who is Ida Morn?", AnswerKind.WHO): [
        "Ida Morn went to Pellam.",
        "The judge spoke to Tomas Brell.",
        "Mr. Morn spoke.",
    ],
    ("Who is President Ida Morn?", AnswerKind.WHO): ["President Ida Morn spoke."],
    ("Which tug sank off Pellam?", AnswerKind.WHICH): ["The tug sank off Pellam."],
    ("Why did the mayor resign?", AnswerKind.WHY): [
        "The mayor resigned on Monday.",
        "The pier was shut and then sold.",
    ],
    ("Has Sarland agreed?", AnswerKind.YES_NO): ["Sarland agreed on Monday."],
    ("What was said?", AnswerKind.OTHER): ["Ida Morn said in Pellam on Monday that 20 tugs sank."],
}


@pytest.mark.parametrize(("asked", "sentences"), HOLDS.items())
def test_a_sentence_with_what_is_asked_for_holds_it(
    asked: tuple[str, AnswerKind], sentences: list[str]
) -> None:
    assert holding(*asked, sentences) == sentences


@pytest.mark.parametrize(("asked", "sentences"), LACKS.items())
def test_a_sentence_without_it_or_with_only_the_questions_own_does_not(
    asked: tuple[str, AnswerKind], sentences: list[str]
) -> None:
    assert holding(*asked, sentences) == []


ABOUT_A_BRIDGE = "When will the bridge reopen?"


@pytest.mark.parametrize(
    "sentence",
    [
        "The two mayors discussed the bridge.",
        "The mayors held talks on the bridge.",
        "The mayors held two days of talks.",
        "The mayors are expected to discuss the bridge.",
        "The council is scheduled to meet on Monday.",
        "The council is due to address the bridge.",
        "A date is set to be announced.",
        "They exchanged views on the bridge.",
        "She met with the engineers.",
        "The council reviewed progress on the bridge.",
        "The talks focused on the bridge.",
        "The discussions centred on the bridge.",
        "The visit touched on the bridge.",
        "The council took stock of the works.",
        "The mayors spoke by phone.",
        "They addressed the issue of the bridge.",
    ],
)
def test_what_only_names_a_subject_of_talks_announces(sentence: str) -> None:
    assert merely_announces(sentence, ABOUT_A_BRIDGE)


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge will reopen on Monday.",
        "The bridge is expected to reopen in May.",
        "The mayor said they discussed the bridge.",
        "The council announced that it had discussed a date.",
        "The mayors agreed to reopen it when they met with engineers.",
        "Engineers met the deadline.",
        "The plan was met with anger.",
        "The discussion was short.",
        "",
    ],
)
def test_what_states_something_does_not_announce(sentence: str) -> None:
    assert not merely_announces(sentence, ABOUT_A_BRIDGE)


@pytest.mark.parametrize(
    "question",
    [
        "What did the mayors discuss?",
        "When did the talks end?",
        "When did they meet?",
        "Where was the Meeting?",
        "Who held discussions on the bridge?",
    ],
)
def test_nothing_announces_where_talks_are_asked_about(question: str) -> None:
    assert not merely_announces("The two mayors discussed the bridge.", question)


@patient
@given(TEXTS, TEXTS)
def test_any_two_texts_give_the_same_answer_twice(text: str, question: str) -> None:
    for kind in AnswerKind:
        assert holds_kind(text, kind, question) is holds_kind(text, kind, question)
    assert merely_announces(text, question) is merely_announces(text, question)


@patient
@given(TEXTS)
def test_the_question_itself_never_holds_what_it_asks_for(text: str) -> None:
    for kind in (AnswerKind.COUNT, AnswerKind.AMOUNT, AnswerKind.YES_NO, AnswerKind.OTHER):
        assert not holds_kind(text, kind, text)
    assert not merely_announces(text, text)
