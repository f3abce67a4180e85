"""What a question asks for: its event, what it counts, its names, its time, who did it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.question.asked_for import AnswerKind
from index.reports.wanted import read_wanted

COUNT, AMOUNT = AnswerKind.COUNT, AnswerKind.AMOUNT
PIECES = st.sampled_from(
    [
        *("How many ", "people ", "were ", "killed ", "in ", "Lurenz", "'s army ", "the ", "?"),
        *("How much ", "wheat ", "did ", "Ilm Steel ", "When ", "was ", "Has ", "been ", "freed "),
        *("since ", "the truce ", "Lee County ", "How large ", "fine ", "jobs ", "cut ", "é", "“"),
        *("\n", "\ud800", "U.S. ", "President Ann Roe ", "Is ", "not ", "4 May ", "resignation "),
    ]
)


@pytest.mark.parametrize(
    ("question", "kind", "events", "counted"),
    [
        ("How many people were killed in Orvale?", COUNT, {"kill"}, ("person",)),
        ("How many died?", COUNT, {"kill"}, ()),
        ("What was the death toll in Orvale?", COUNT, {"kill"}, ()),
        ("How many hectares burned?", COUNT, {"destroy"}, ("hectar",)),
        ("How many people came to the fair?", COUNT, {"attend"}, ("person",)),
        ("How many jobs will Ilm Steel cut?", COUNT, {"cut jobs"}, ("job",)),
        ("How many Kestrians died?", COUNT, {"kill"}, ("kestrian", "person")),
        ("How much wheat did the Lily carry?", COUNT, {"carry"}, ("wheat",)),
        ("How much compensation was paid?", AMOUNT, {"pay"}, ()),
        ("How much did the bridge cost?", AMOUNT, set(), ()),
        ("How large was the fine for Lumenar?", AMOUNT, {"fine"}, ()),
        ("How large was the fish?", AnswerKind.OTHER, set(), ()),
        ("When did the judge hand in her resignation?", AnswerKind.WHEN, {"submit"}, ()),
        ("When will the fair be held?", AnswerKind.WHEN, {"meet"}, ()),
        ("Where was the thief caught after the raid?", AnswerKind.WHERE, {"catch"}, ()),
        ("How many were hurt when the stand collapsed?", COUNT, {"wound"}, ()),
    ],
)
def test_kind_event_and_what_is_counted(
    question: str, kind: AnswerKind, events: set[str], counted: tuple[str, ...]
) -> None:
    wanted = read_wanted(question)
    assert (wanted.kind, set(wanted.events), wanted.counted) == (kind, events, counted)


def test_an_event_that_stands_by_says_which_thing_is_meant() -> None:
    wanted = read_wanted("How many people were killed in the explosion at the Grell mill?")
    assert wanted.events == {"kill"}
    assert wanted.terms == {"@attack", "mill"}


def test_a_question_may_only_name_its_event() -> None:
    assert read_wanted("When will the election be held?").named is False
    assert read_wanted("When was the minister's resignation?").named
    assert not read_wanted("When did the minister resign?").named


def test_names_are_kept_apart_from_terms_and_titles_are_neither() -> None:
    wanted = read_wanted("Will President Elin Maddock visit the harbour of Port Amaro?")
    assert wanted.names == {"elin", "maddock", "port", "amaro"}
    assert wanted.terms == {"harbour"}


@pytest.mark.parametrize(
    ("question", "spoken_of"),
    [
        ("Where was Ann Roe born?", ("roe",)),
        ("How many died in Lee County?", ("lee county",)),
        ("How many jobs will Ilm Steel cut?", ("ilm",)),
        ("What did Orvale's mayor say?", ("orvale",)),
        ("How many Kestrians died?", ("kestrian",)),
        ("How many people died in the US?", ()),
    ],
)
def test_a_name_is_what_articles_call_it_by(question: str, spoken_of: tuple[str, ...]) -> None:
    assert read_wanted(question).spoken_of == spoken_of


@pytest.mark.parametrize(
    ("question", "doer"),
    [
        ("How many men did Kestria free?", {"kestria"}),
        ("Has the Kell Front accepted the plan?", {"kell", "front"}),
        ("How many men were freed by Kestria?", set()),
        ("Will Kestria be admitted?", set()),
        ("Is Kestria ready?", set()),
        ("How many men have rebels freed?", set()),
    ],
)
def test_who_did_it_is_the_name_behind_the_auxiliary(question: str, doer: set[str]) -> None:
    assert read_wanted(question).doer == doer


@pytest.mark.parametrize(
    ("question", "verb"),
    [
        ("Has Quessa recognised the council?", "recognised"),
        ("Have the two kidnapped men been freed?", "freed"),
        ("Did Oldan's army shell the mill?", "shell"),
        ("Will the mill be closed?", "closed"),
        ("Did the mayor quickly resign?", "resign"),
        ("How many died?", None),
    ],
)
def test_the_main_verb_of_a_yes_or_no_question(question: str, verb: str | None) -> None:
    assert read_wanted(question).verb == verb


def test_a_yes_or_no_question_knows_what_its_verb_is_done_to() -> None:
    wanted = read_wanted("Has Quessa released the kidnapped men?")
    assert wanted.does == {"release"}
    assert wanted.object == {"kidnap", "men"}


@pytest.mark.parametrize(
    ("question", "ahead"),
    [
        ("How many jobs will the mill cut?", True),
        ("How many jobs does the mill plan to cut?", True),
        ("How many jobs did the mill cut?", False),
        ("When is the bridge due to open?", True),
    ],
)
def test_questions_may_look_ahead(question: str, ahead: bool) -> None:
    assert read_wanted(question).ahead is ahead


@given(st.lists(PIECES, max_size=20).map("".join) | st.text(max_size=200))
def test_any_text_is_read(question: str) -> None:
    wanted = read_wanted(question)
    assert not wanted.names & wanted.terms
    assert wanted.verb is None or wanted.verb in question
    assert all(name in question.lower() for name in wanted.spoken_of)
    assert wanted.counted == () or wanted.kind is COUNT
