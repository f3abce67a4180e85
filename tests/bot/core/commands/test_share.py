"""`share`: an answer that only one person saw, for all to see, if it is still the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.core.call import CommandName, Platform
from bot.core.errors import AnswerChangedError, ForgottenError
from bot.core.reply import Quotes, Visibility, shown_quotes
from index.question.dates.options import time_from_options
from index.records import Answer, NoAnswer, Relation, Silence
from tests.bot.core.commands.running import NOW, reply_to
from tests.bot.fakes import FakeArchive, make_line, make_quote, make_services

if TYPE_CHECKING:
    from bot.core.services import Services

QUESTION = "When did the bridge open?"
FIRST, SECOND = make_quote(), make_quote("It is long.", "road")
ANSWER = Answer(QUESTION, (FIRST, SECOND), 0.9, further=True)
DIFFERING = (
    make_line("May", "So: It opened in May."),
    make_line("June", "So: It opened in June.", Relation.DIFFERENT, "road"),
)


@pytest.fixture
def archive() -> FakeArchive:
    return FakeArchive({QUESTION: ANSWER}, more=[make_quote("It sways.", "ferry")])


@pytest.fixture
def services(archive: FakeArchive) -> Services:
    return make_services(archive)


def asked(services: Services, text: str = QUESTION, **about: object) -> str:
    about = {"private": True, "conversation": "", **about}
    return reply_to(services, CommandName.ASK, text, **about).turn


def shared(services: Services, turn: str) -> Quotes:
    body = reply_to(services, CommandName.SHARE, turn=turn, user="bob").body
    assert isinstance(body, Quotes)
    return body


def test_an_answer_is_shown_once_more_for_all_to_see(services: Services) -> None:
    turn = asked(services)
    reply = reply_to(services, CommandName.SHARE, turn=turn)
    assert reply.visibility is Visibility.PUBLIC
    assert reply.turn == turn, "so that its buttons are those of the answer"
    assert reply.index == services.archive.summary
    assert isinstance(reply.body, Quotes)
    assert [one.quote for one in reply.body.quoted] == [FIRST, SECOND]
    assert (reply.body.question, reply.body.confidence) == (QUESTION, 0.9)
    assert reply.body.further


def test_sharing_keeps_no_question_of_its_own(services: Services) -> None:
    shared(services, asked(services))
    assert services.state.forget_user(Platform.CONSOLE, "ann") == (1, 0)
    assert services.state.forget_user(Platform.CONSOLE, "bob") == (0, 0)


def test_it_is_answered_as_the_question_was(services: Services, archive: FakeArchive) -> None:
    asked(services, "Who built it?", private=False, conversation="here")
    turn = asked(services, as_of="2025-12", conversation="here")
    shared(services, turn)
    request = archive.requests[-1]
    assert (request.question, request.history) == (QUESTION, ("Who built it?",))
    assert request.time == time_from_options(as_of="2025-12", now=NOW)


def test_quotes_that_were_seen_later_are_none_of_the_answer(services: Services) -> None:
    turn = asked(services)
    reply_to(services, CommandName.MORE, turn=turn, number=2)
    assert len(shared(services, turn).quoted) == 2


def test_values_that_differ_are_shared_as_they_were_seen(
    services: Services, archive: FakeArchive
) -> None:
    archive.answers[QUESTION] = Answer(QUESTION, (FIRST,), 0.9, differing=DIFFERING)
    turn = asked(services)
    body = shared(services, turn)
    assert [one.value for one in body.differing] == ["May", "June"]
    assert len(shown_quotes(body)) == 2
    archive.answers[QUESTION] = Answer(QUESTION, (FIRST,), 0.9, differing=DIFFERING[::-1])
    with pytest.raises(AnswerChangedError):
        shared(services, turn)


@pytest.mark.parametrize(
    "now",
    [
        NoAnswer(QUESTION, Silence.NOT_SAID),
        replace(ANSWER, quotes=(SECOND, FIRST)),
        replace(ANSWER, quotes=(FIRST, replace(SECOND, text="It is short."))),
        replace(ANSWER, quotes=(FIRST, SECOND, make_quote("It sways.", "ferry"))),
    ],
)
def test_an_answer_that_has_changed_since_is_not_shared(
    services: Services, archive: FakeArchive, now: Answer | NoAnswer
) -> None:
    turn = asked(services)
    archive.answers[QUESTION] = now
    with pytest.raises(AnswerChangedError, match="ask the question again"):
        shared(services, turn)


def test_nothing_is_shared_that_was_not_seen(services: Services, archive: FakeArchive) -> None:
    turn = asked(services)
    archive.answers[QUESTION] = replace(ANSWER, quotes=(FIRST,))
    assert [one.quote for one in shared(services, turn).quoted] == [FIRST]


def test_an_answer_that_is_forgotten_is_not_shared(services: Services) -> None:
    turn = asked(services)
    services.state.forget_user(Platform.CONSOLE, "ann")
    with pytest.raises(ForgottenError, match="ask the question again"):
        shared(services, turn)


@pytest.mark.parametrize("turn", ["", "0c3f52a9b1d4"])
def test_a_turn_that_there_never_was_is_not_shared(services: Services, turn: str) -> None:
    with pytest.raises(ForgottenError):
        shared(services, turn)


def test_what_the_articles_did_not_say_is_not_shared(
    services: Services, archive: FakeArchive
) -> None:
    turn = asked(services, "Why?")
    archive.answers["Why?"] = ANSWER
    with pytest.raises(ForgottenError):
        shared(services, turn)
