"""Whether a sentence says yes or no to what was asked, or neither."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reports.stances import Side, find_stance
from index.reports.wanted import read_wanted

YES, NO = Side.YES, Side.NO
ACCEPTED = "Has the Kell Front accepted the harbour plan?"

PIECES = st.sampled_from(
    [
        *("Has ", "Kestria ", "the Kell Front ", "freed ", "accepted ", "the plan ", "denied "),
        *("that ", "not ", "yet ", "will ", "may ", "whether ", "urged ", "confirmed ", "it ", "?"),
        *(", ", ". ", "n't ", "n’t ", "é", "“", "\n", "\ud800", "is ", "in Lurenz ", "no plans "),
    ]
)


def stance(question: str, text: str) -> tuple[Side, str] | None:
    found = find_stance(text, read_wanted(question))
    return (found.side, text[found.span.start : found.span.end]) if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Kell Front has accepted the harbour plan.", (YES, "has accepted")),
        ("The mayor announced that the Kell Front had accepted the plan.", (YES, "announced")),
        ("The Kell Front accepted the harbour plan on Monday.", (YES, "accepted")),
        ("The Kell Front has not accepted the harbour plan.", (NO, "has not accepted")),
        ("The Kell Front rejected the harbour plan it once accepted.", (NO, "rejected")),
        ("The Kell Front has yet to accept the harbour plan.", (NO, "has yet to accept")),
        ("The Kell Front denied that it had accepted the plan.", (NO, "denied")),
        ("The Kell Front has not ruled out that it accepted the plan.", None),
        ("The Kell Front declined to comment on the harbour plan it accepted.", None),
        ("The mayor urged the Kell Front to accept the harbour plan.", None),
        ("The Kell Front may accept the harbour plan.", None),
        ("Nobody knows whether the Kell Front accepted the harbour plan.", None),
        ("The Kell Front rejected the mayor, whose harbour plan Oldan accepted.", None),
        ("Oldan has accepted the harbour plan of the Kell Front.", None),
        ("The Kell Front met in Tarn.", None),
    ],
)
def test_a_sentence_says_yes_or_no_to_the_very_thing(
    text: str, expected: tuple[Side, str] | None
) -> None:
    assert stance(ACCEPTED, text) == expected


def test_who_sells_finds_one_who_buys() -> None:
    question = "Did Tarn sell its waterworks to Ilm Capital?"
    assert stance(question, "Ilm Capital confirmed that it had bought Tarn's waterworks.")


def test_a_verb_may_be_told_in_another_word_of_its_class() -> None:
    question = "Have the two geologists been released?"
    assert stance(question, "The two geologists had been freed.") == (YES, "had been")
    assert stance(question, "The two geologists had been fed.") is None


def test_plans_say_yes_to_a_question_that_looks_ahead() -> None:
    question = "Will Ilm Steel close the mill?"
    assert stance(question, "Ilm Steel said it would close the mill.") == (YES, "would close")
    assert stance(question, "Ilm Steel has no plans to close the mill.") == (
        NO,
        "has no plans",
    ) or (stance(question, "Ilm Steel has no plans to close the mill.") == (NO, "no plans"))


def test_another_place_says_nothing() -> None:
    question = "Did regulators in Lothara approve the drug Trivanol?"
    assert stance(question, "Regulators in Lothara approved the drug Trivanol.")
    assert stance(question, "Regulators in Oldan have not approved the drug Trivanol.") is None


@given(
    st.lists(PIECES, max_size=20).map("".join) | st.text(max_size=200),
    st.lists(PIECES, max_size=20).map("".join) | st.text(max_size=200),
)
def test_any_text_has_a_stance_in_its_own_words_or_none(question: str, text: str) -> None:
    found = find_stance(text, read_wanted(question))
    assert found is None or text[found.span.start : found.span.end].strip()
