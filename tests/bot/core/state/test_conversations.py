"""Which questions a question may lean on, and what is kept for the buttons under an answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.call import Call, Platform
from bot.core.state.conversations import REMEMBERED, digest
from bot.core.state.store import StateStore
from index.records import Place, Quote, Span
from tests.bot.fakes import make_call, make_quote

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def state() -> StateStore:
    return StateStore(None)


def ask(state: StateStore, text: str, *quotes: Quote, **about: object) -> str:
    """Ask as the ask command does; the new turn."""
    call: Call = replace(make_call(text), **about)  # type: ignore[arg-type]
    leant_on = state.conversations.leans_on(call)
    return state.conversations.record(call, leant_on=leant_on, answered=True, quotes=quotes)


def before(state: StateStore, **about: object) -> tuple[str, ...]:
    """What the next question would lean on."""
    call: Call = replace(make_call("And then?"), **about)  # type: ignore[arg-type]
    return state.conversations.history(state.conversations.leans_on(call))


def test_a_question_leans_on_those_before_it_in_its_conversation(state: StateStore) -> None:
    assert before(state) == ()
    for text in ("one", "two"):
        ask(state, text, conversation="a")
    ask(state, "elsewhere", conversation="b")
    assert before(state, conversation="a") == ("one", "two")
    assert before(state, conversation="b") == ("elsewhere",)


def test_where_many_talk_across_each_other_nothing_is_leant_on(state: StateStore) -> None:
    ask(state, "one", conversation="")
    assert before(state, conversation="") == ()


def test_ids_of_another_platform_are_other_conversations(state: StateStore) -> None:
    ask(state, "one", conversation="7", platform=Platform.DISCORD)
    assert before(state, conversation="7", platform=Platform.CONSOLE) == ()


def test_one_person_has_no_conversation_across_places(state: StateStore) -> None:
    ask(state, "in private", conversation="dm", user="ann")
    assert before(state, conversation="thread", user="ann") == ()
    assert before(state, conversation="", user="ann") == ()


def test_no_question_leans_on_one_that_only_its_author_sees(state: StateStore) -> None:
    ask(state, "for all", conversation="a")
    ask(state, "for me", conversation="a", private=True)
    assert before(state, conversation="a") == ("for all",)
    assert before(state, conversation="a", private=True) == ("for all",)


def test_a_reply_leans_on_the_answer_that_it_replies_to(state: StateStore) -> None:
    turn = ask(state, "one", conversation="a")
    state.conversations.sent(Platform.CONSOLE, "m1", turn)
    ask(state, "two", conversation="a")
    assert before(state, conversation="a", reply_to="m1") == ("one",)
    assert before(state, conversation="", reply_to="m1") == ("one",)
    assert before(state, conversation="a", reply_to="no answer") == ("one", "two")


def test_branches_below_one_answer_do_not_mix(state: StateStore) -> None:
    root = ask(state, "root", conversation="")
    state.conversations.sent(Platform.CONSOLE, "m", root)
    left = ask(state, "left", conversation="", reply_to="m")
    ask(state, "right", conversation="", reply_to="m")
    state.conversations.sent(Platform.CONSOLE, "l", left)
    assert before(state, conversation="", reply_to="l") == ("root", "left")


def test_a_thread_goes_on_with_the_answer_that_it_was_made_from(state: StateStore) -> None:
    turn = ask(state, "one", conversation="")
    state.conversations.sent(Platform.CONSOLE, "100", turn)
    assert before(state, conversation="100") == ("one",)
    assert state.conversations.has_answered_in(Platform.CONSOLE, "100")
    assert not state.conversations.has_answered_in(Platform.CONSOLE, "101")


def test_only_the_last_questions_are_remembered(state: StateStore) -> None:
    for number in range(REMEMBERED + 5):
        ask(state, f"{number}")
    assert before(state) == tuple(f"{n}" for n in range(5, REMEMBERED + 5))


def test_a_turn_keeps_what_its_buttons_need(state: StateStore) -> None:
    ask(state, "one")
    quotes = (make_quote("A bridge."), replace(make_quote("Long."), span=Span(9, 14)))
    turn = ask(state, "two", *quotes, as_of="2025")
    kept = state.conversations.turn(turn)
    assert kept is not None
    assert (kept.question, kept.history, kept.as_of, kept.answered) == (
        *("two", ("one",)),
        *("2025", True),
    )
    places = [one.place for one in state.conversations.shown(turn)]
    assert places == [Place("bridge", Span(0, 9)), Place("bridge", Span(9, 14))]
    assert state.conversations.shown(turn)[1].digest == digest("Long.")
    assert state.conversations.turn("unknown") is None
    assert state.conversations.shown("unknown") == ()


def test_a_page_that_is_shown_again_takes_the_place_of_the_old_one(state: StateStore) -> None:
    turn = ask(state, "one", make_quote("a"))
    for words in (["b", "c", "d"], ["x", "y"]):
        state.conversations.show(turn, 1, [make_quote(word) for word in words])
    shown = [one.digest for one in state.conversations.shown(turn)]
    assert shown == [digest("a"), digest("x"), digest("y"), digest("d")]


def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "state.sqlite"
    first = StateStore(file)
    turn = ask(first, "one", make_quote())
    first.conversations.sent(Platform.CONSOLE, "m", turn)
    first.close()
    second = StateStore(file)
    assert before(second) == ("one",)
    assert before(second, conversation="", reply_to="m") == ("one",)
    assert len(second.conversations.shown(turn)) == 1
    second.close()


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.text(), st.sampled_from(["a", "b", ""])), max_size=20))
def test_any_texts_come_back_in_order_from_their_own_conversation(
    asked: list[tuple[str, str]],
) -> None:
    state = StateStore(None)
    for text, conversation in asked:
        ask(state, text, conversation=conversation)
    for name in ("a", "b"):
        own = [text for text, conversation in asked if conversation == name]
        expected = tuple(text.encode("utf-8", "replace").decode() for text in own[-REMEMBERED:])
        assert before(state, conversation=name) == expected


def test_half_a_character_is_kept_as_a_question_mark(state: StateStore) -> None:
    ask(state, "what is \ud800 this")
    assert before(state) == ("what is ? this",)
