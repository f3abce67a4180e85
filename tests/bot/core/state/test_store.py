"""What is heard once, noted, remarked and forgotten; and a file that can't be used."""

from __future__ import annotations

import sqlite3
import threading
from typing import TYPE_CHECKING

import pytest

from bot.core.call import Platform
from bot.core.errors import StateError
from bot.core.state.store import DAY, StateStore
from tests.bot.core.state.test_conversations import ask, before
from tests.bot.fakes import Clock, make_quote

if TYPE_CHECKING:
    from pathlib import Path

DISCORD, CONSOLE = Platform.DISCORD, Platform.CONSOLE


def test_an_event_is_heard_once_on_each_platform(tmp_path: Path) -> None:
    state = StateStore(tmp_path / "s")
    assert [state.hear(DISCORD, "1"), state.hear(DISCORD, "1"), state.hear(CONSOLE, "1")] == [
        *(True, False),
        True,
    ]
    state.close()
    again = StateStore(tmp_path / "s")
    assert not again.hear(DISCORD, "1")
    again.close()


def test_of_many_threads_that_hear_an_event_one_is_first() -> None:
    state = StateStore(None)
    heard: list[bool] = []
    threads = [
        threading.Thread(target=lambda: heard.append(state.hear(DISCORD, "1"))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(heard) == [False] * 7 + [True]


def test_a_note_is_the_last_value() -> None:
    state = StateStore(None)
    assert state.note("commands") is None
    for value in ("a", "b"):
        state.set_note("commands", value)
    assert state.note("commands") == "b"


def test_remarks_come_newest_first_with_their_question_and_files() -> None:
    clock = Clock()
    state = StateStore(None, clock)
    one = ask(state, "one?", make_quote("a", "x"), make_quote("b", "y"), make_quote("c", "x"))
    state.feedback.add(one, DISCORD, "ann", "old")
    clock.now += 1
    state.feedback.add(one, DISCORD, "bob", "other")
    clock.now += 1
    state.feedback.add(one, DISCORD, "ann", "wrong one")
    found = [(r.user, r.reason, r.question, r.doc_ids, r.at) for r in state.feedback.all()]
    assert found == [
        ("ann", "wrong one", "one?", ("x", "y"), 1_002.0),
        ("bob", "other", "one?", ("x", "y"), 1_001.0),
    ]


def test_a_remark_is_not_lost_to_a_second_one_without_words() -> None:
    state = StateStore(None)
    turn = ask(state, "one?")
    for reason in ("the wrong bridge", ""):
        state.feedback.add(turn, DISCORD, "ann", reason)
    assert [remark.reason for remark in state.feedback.all()] == ["the wrong bridge"]


def test_forgetting_a_person_leaves_the_others() -> None:
    state = StateStore(None)
    anns = ask(state, "ann's", make_quote(), user="ann")
    bobs = ask(state, "bob's", user="bob")
    state.conversations.sent(CONSOLE, "m", anns)
    state.feedback.add(bobs, CONSOLE, "ann", "hm")
    state.feedback.add(anns, CONSOLE, "bob", "hm")
    ask(state, "hers elsewhere", user="ann", platform=DISCORD)
    assert state.forget_user(CONSOLE, "ann") == (1, 1)
    assert state.conversations.turn(anns) is None
    assert state.conversations.shown(anns) == ()
    assert before(state) == ("bob's",), "the chain ends where hers is gone"
    assert before(state, conversation="", reply_to="m") == ()
    [remark] = state.feedback.all()
    assert (remark.user, remark.question) == ("bob", None)
    assert before(state, platform=DISCORD) == ("hers elsewhere",)


def test_what_is_old_is_forgotten_and_may_be_heard_again() -> None:
    clock = Clock()
    state = StateStore(None, clock)
    old = ask(state, "old", conversation="a")
    state.feedback.add(old, CONSOLE, "ann", "old")
    state.hear(DISCORD, "1")
    clock.now += 30 * DAY
    ask(state, "young", conversation="a")
    state.feedback.add(old, CONSOLE, "bob", "young")
    assert state.forget_older_than(30) == 0
    clock.now += 1
    assert state.forget_older_than(30) == 2
    assert before(state, conversation="a") == ("young",)
    assert [remark.reason for remark in state.feedback.all()] == ["young"]
    assert state.hear(DISCORD, "1")


def test_words_that_were_forgotten_are_not_in_the_file_any_more(tmp_path: Path) -> None:
    state = StateStore(tmp_path / "s")
    ask(state, "a very secret question", user="ann")
    state.forget_user(CONSOLE, "ann")
    state.close()
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"secret" not in left


@pytest.mark.parametrize("made", ["folder", "garbage", "newer"])
def test_a_file_that_can_not_be_used_is_a_sentence_that_names_it(tmp_path: Path, made: str) -> None:
    file = tmp_path / "state.sqlite"
    if made == "folder":
        file.mkdir()
    elif made == "garbage":
        file.write_bytes(b"not a database at all" * 100)
    else:
        with sqlite3.connect(file) as db:
            db.execute("PRAGMA user_version = 99")
        db.close()
    with pytest.raises(StateError, match=r"state\.sqlite can't be used .* STATE_FILE"):
        StateStore(file)


def test_after_an_error_nothing_of_a_change_is_kept() -> None:
    state = StateStore(None)
    with pytest.raises(StateError):
        ask(state, "one", make_quote(doc_id=None))  # type: ignore[arg-type]
    assert before(state) == ()
    ask(state, "two")
    assert before(state) == ("two",)
