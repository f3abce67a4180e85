"""What a question takes over from those asked before it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.question.conversation.understanding import REMEMBERED, SHOWN, Understood, in_conversation

FERRY = "What did Ann Lee announce about the Hull ferry?"

WORDS = """
    and or what about who whom said so why it its they there that this the Hull ferry Ann Lee in May
    of last week 2024 ? . , says how many were wounded US thanks - ’s else not open is did sail
    """.split()  # noqa: SIM905  (words in lines read better than a list)
TEXTS = st.text(max_size=120) | st.lists(
    st.sampled_from([*WORDS, "\n", "“", "é", "İ", "\x00", "\ud800", "٣", "U.S.", "it's"]),
    max_size=20,
).map(" ".join)


def test_what_leans_is_searched_for_with_what_it_leans_on_and_twice_with_its_own_words() -> None:
    assert in_conversation("When does it sail?", [FERRY]) == Understood(
        text=f"When does it sail? {FERRY} When does it sail?",
        carried=("the Hull ferry", "Ann Lee"),
    )


def test_what_lacks_a_mark_gets_one_where_another_follows() -> None:
    found = in_conversation("when does it sail", ["is the ferry safe"])
    assert found.text == "when does it sail? is the ferry safe? when does it sail?"


@pytest.mark.parametrize(
    ("earlier", "fragment", "text", "carried"),
    [
        ("What does Hull want?", "And Leeds?", "What does Leeds want?", ("What does Hull want",)),
        ("Did Hull open the pier?", "and leeds", None, ("Hull", "the pier")),
        ("Did Hull open the pier?", "What about Leeds?", "Did Leeds open the pier?", ("the pier",)),
        (
            FERRY,
            "And the Leeds ferry?",
            "What did Ann Lee announce about the Leeds ferry?",
            ("Ann Lee",),
        ),
        (
            FERRY,
            "How about Bob Ray?",
            "What did Bob Ray announce about the Hull ferry?",
            ("the Hull ferry",),
        ),
        (
            FERRY,
            "Same for Mr. Ray?",
            "What did Mr. Ray announce about the Hull ferry?",
            ("the Hull ferry",),
        ),
        (
            "How many ferries left Hull in winter?",
            "And in May?",
            "How many ferries left Hull in May?",
            ("ferries", "Hull"),
        ),
        (
            "Who sails from Hull at night?",
            "and from Leeds",
            "Who sails from Leeds at night?",
            ("night",),
        ),
        ("Did Hull pay in 2024?", "in 2025?", "Did Hull pay in 2025?", ("Hull",)),
    ],
)
def test_a_fragment_takes_the_place_of_its_like(
    earlier: str, fragment: str, text: str | None, carried: tuple[str, ...]
) -> None:
    found = in_conversation(fragment, [earlier])
    assert found.carried == carried
    assert found.text == (text or f"{fragment}? {earlier} {fragment}?")


@pytest.mark.parametrize(
    ("question", "carried"),
    [
        ("Why does it leak?", ("the Hull ferry", "Ann Lee", "the dockers")),
        ("What did she promise?", ("Ann Lee", "the dockers", "the Hull ferry")),
        ("What do they want?", ("the dockers", "Ann Lee", "the Hull ferry")),
        ("Who sold that ferry?", ("the Hull ferry", "Ann Lee", "the dockers")),
        ("Why?", ("Ann Lee", "the dockers", "the Hull ferry")),
        ("Who sold them the Hull ferry?", ("the dockers", "Ann Lee")),
    ],
)
def test_the_likeliest_meant_is_told_first_and_what_the_question_names_is_not(
    question: str, carried: tuple[str, ...]
) -> None:
    asked = "What did Ann Lee tell the dockers about the Hull ferry?"
    assert in_conversation(question, [asked]).carried == carried


def test_a_place_is_told_first_for_there() -> None:
    found = in_conversation(
        "Who lives there?", ["Did Ann Lee strand the ferry near Whitby in May?"]
    )
    assert found.carried == ("Whitby", "Ann Lee", "the ferry")


def test_where_an_earlier_question_has_no_phrase_its_words_are_told() -> None:
    assert in_conversation("why?", ["What happened?"]).carried == ("What happened",)
    assert in_conversation("why?", ["How many people died?"]).carried == ("How many people died",)


def test_another_time_is_not_mixed_with_the_earlier_one() -> None:
    found = in_conversation("What does it pay in March?", ["What did Hull pay in May 2024?"])
    assert "March" in found.text
    assert "May" not in found.text
    assert "2024" not in found.text
    assert found.carried == ("Hull",)


def test_a_conversation_leans_over_several_turns() -> None:
    asked = ["Who bought the Danish ferry?", "When did it sink?", "Who was hurt?"]
    found = in_conversation("Why?", asked)
    assert found.carried == ("the Danish ferry",)
    assert all(question in found.text for question in asked)


def test_a_turn_that_stands_alone_starts_anew() -> None:
    asked = ["Who bought the Danish ferry?", "Is the pier of Whitby open?", "Why not?"]
    found = in_conversation("What does Ann Lee say about it?", asked)
    assert found.carried == ("the pier of Whitby",)
    assert "ferry" not in found.text


def test_what_a_leaning_turn_names_itself_is_told_before_what_it_took_over() -> None:
    asked = ["Who bought the Danish ferry?", "What did the mayor of Hull say about it?"]
    assert in_conversation("Why?", asked).carried == ("the mayor of Hull", "the Danish ferry")


def test_fragments_follow_one_another() -> None:
    asked = ["How many ferries left Hull in winter?", "And in May?", "And Leeds?"]
    found = in_conversation("and in June", asked)
    assert found == Understood("How many ferries left Leeds in June?", ("Leeds", "ferries"))


@pytest.mark.parametrize("history", [[], ["", "  "], ["?!"], ["ok thanks"]])
def test_nothing_is_taken_over_where_nothing_was_asked(history: list[str]) -> None:
    assert in_conversation("why is it late", history) == Understood("why is it late", ())


def test_thanks_do_not_end_a_subject() -> None:
    found = in_conversation("why?", ["Is the pier open?", "ok, thanks"])
    assert found.carried == ("the pier",)


@pytest.mark.parametrize(
    "question",
    [
        "  Who owns the lighthouse of Whitby? ",
        "Is there a night train to Leeds?",
        "And what did the bishop say about the harbour wall?",
        "got it, thanks",
        "",
        "?",
    ],
)
def test_what_stands_alone_is_left_as_it_is(question: str) -> None:
    assert in_conversation(question, [FERRY, "Why?"]) == Understood(question, ())


def test_only_the_latest_questions_are_remembered() -> None:
    asked = [FERRY, *["Why?"] * REMEMBERED]
    assert "ferry" not in in_conversation("Why?", asked).text
    assert "ferry" in in_conversation("Why?", asked[:-1]).text


def test_a_long_earlier_question_lends_its_phrases_only() -> None:
    asked = "What did Ann Lee say of the Hull ferry, " + "which is late again, " * 40
    found = in_conversation("Why?", [asked])
    assert found.text == "Why? Ann Lee, the Hull ferry Why?"


@given(TEXTS, st.lists(TEXTS, max_size=4))
def test_any_texts_are_understood(question: str, history: list[str]) -> None:
    found = in_conversation(question, history)
    assert (found.text == question) == (not found.carried)
    assert len(found.carried) <= SHOWN
    for phrase in found.carried:
        assert phrase
        assert any(phrase in earlier for earlier in history)
    assert in_conversation(question, history) == found


@given(TEXTS)
def test_without_a_history_every_question_is_left_as_it_is(question: str) -> None:
    assert in_conversation(question, []) == Understood(question, ())


@pytest.mark.parametrize("piece", ["it ", "a strike ", "why ", "said that it ", "Hull ", "“", "1."])
def test_long_texts_take_little_time(piece: str) -> None:
    long = piece * (20_000 // len(piece))
    started = time.process_time()
    in_conversation("why?", [long] * 10)
    in_conversation(long, [long] * 10)
    # They take 50 ms; backtracking takes minutes.
    assert time.process_time() - started < 1
