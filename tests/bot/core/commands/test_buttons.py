"""What the buttons under an answer do: more quotes, a quote in context, not helpful."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.core.call import CommandName, Platform
from bot.core.errors import ChangedError, ForgottenError
from bot.core.reply import InContext, MoreQuotes, Notice, NoticeKind, Visibility
from index.question.dates.options import time_from_options
from index.records import Answer, NoAnswer, Quote, Silence, Span
from tests.bot.core.commands.running import NOW, reply_to
from tests.bot.fakes import FakeArchive, make_quote, make_services

if TYPE_CHECKING:
    from bot.core.services import Services

QUESTION = "When did the bridge open?"
TEXT = "The bridge opened in May. It is long. It is red. It is old. It is loved. It sways."


def quote_of(words: str) -> Quote:
    start = TEXT.index(words)
    return replace(make_quote(words), span=Span(start, start + len(words)))


FIRST = quote_of("The bridge opened in May.")
OTHERS = [quote_of(w) for w in ("It is long.", "It is red.", "It is old.", "It is loved.")]


@pytest.fixture
def services() -> Services:
    answers: dict[str, Answer | NoAnswer] = {
        QUESTION: Answer(QUESTION, (FIRST,), 0.9, further=True)
    }
    return make_services(FakeArchive(answers, more=OTHERS, texts={"bridge": TEXT}))


def asked(services: Services, text: str = QUESTION, **about: object) -> str:
    return reply_to(services, CommandName.ASK, text, **about).turn


def page(services: Services, turn: str, first: int) -> MoreQuotes:
    body = reply_to(services, CommandName.MORE, turn=turn, number=first).body
    assert isinstance(body, MoreQuotes)
    return body


def archive_of(services: Services) -> FakeArchive:
    archive = services.archive._archive
    assert isinstance(archive, FakeArchive)
    return archive


def test_a_number_that_no_button_was_given_gets_no_further_than_those_that_were(
    services: Services,
) -> None:
    turn = asked(services)
    assert page(services, turn, 10**9 - 1).first == 1
    with pytest.raises(ForgottenError):
        reply_to(services, CommandName.CONTEXT, turn=turn, number=10**9 - 1)


def test_more_quotes_page_on_from_those_shown(services: Services) -> None:
    turn = asked(services)
    second, third = page(services, turn, 1), page(services, turn, 4)
    assert [item.quote for item in second.quoted] == OTHERS[:3]
    assert [item.quote for item in third.quoted] == OTHERS[3:]
    assert (second.first, second.further, third.first, third.further) == (1, True, 4, False)
    assert (second.question, second.closest) == (QUESTION, False)


def test_a_page_can_be_turned_to_twice(services: Services) -> None:
    turn = asked(services)
    pages = [page(services, turn, first) for first in (1, 4, 1)]
    assert pages[0] == pages[2]


def test_after_the_last_page_it_says_that_there_is_nothing(services: Services) -> None:
    turn = asked(services)
    page(services, turn, 1)
    page(services, turn, 4)
    reply = reply_to(services, CommandName.MORE, turn=turn, number=5)
    assert isinstance(reply.body, Notice)
    assert reply.body.kind is NoticeKind.NOTED
    assert reply.visibility is Visibility.PRIVATE


def test_more_quotes_are_looked_for_as_the_question_was(services: Services) -> None:
    asked(services, "Who built it?")
    turn = asked(services, as_of="2025-12")
    page(services, turn, 1)
    request = archive_of(services).requests[-1]
    assert (request.question, request.history) == (QUESTION, ("Who built it?",))
    assert request.time == time_from_options(as_of="2025-12", now=NOW)


def test_what_came_closest_is_shown_as_such(services: Services) -> None:
    near = NoAnswer("Why?", Silence.NOT_SAID, (OTHERS[0],), 0.1)
    archive_of(services).answers["Why?"] = near
    body = page(services, asked(services, "Why?"), 0)
    assert body.closest
    assert body.first == 0
    assert [item.quote for item in body.quoted] == OTHERS[:3]


@pytest.mark.parametrize("name", [CommandName.MORE, CommandName.CONTEXT, CommandName.NOT_HELPFUL])
def test_a_button_under_an_answer_that_is_forgotten_says_so(
    services: Services, name: CommandName
) -> None:
    turn = asked(services)
    services.state.forget_user(Platform.CONSOLE, "ann")
    with pytest.raises(ForgottenError, match="ask the question again"):
        reply_to(services, name, turn=turn, number=0)


def test_a_quote_is_shown_in_context(services: Services) -> None:
    turn = asked(services)
    page(services, turn, 1)
    body = reply_to(services, CommandName.CONTEXT, turn=turn, number=2).body
    assert isinstance(body, InContext)
    assert body.quote.text == "It is red."
    [passage] = body.passages
    assert passage.text == TEXT
    assert passage.bold is not None
    assert TEXT[passage.bold.start : passage.bold.end] == "It is red."


@pytest.mark.parametrize("now", [TEXT.replace("opened in", "closed in"), "", "short"])
def test_a_quote_whose_article_has_changed_is_not_shown_in_context(
    services: Services, now: str
) -> None:
    turn = asked(services)
    archive_of(services).texts["bridge"] = now
    with pytest.raises(ChangedError, match="article bridge has changed"):
        reply_to(services, CommandName.CONTEXT, turn=turn, number=0)


def test_a_quote_whose_article_is_gone_is_not_shown_in_context(services: Services) -> None:
    turn = asked(services)
    archive_of(services).texts.clear()
    with pytest.raises(ChangedError):
        reply_to(services, CommandName.CONTEXT, turn=turn, number=0)


def test_what_was_not_helpful_is_kept(services: Services) -> None:
    turn = asked(services)
    reply = reply_to(services, CommandName.NOT_HELPFUL, "  Too old. ", turn=turn, user="bob")
    assert isinstance(reply.body, Notice)
    assert reply.body.kind is NoticeKind.NOTED
    [remark] = services.state.feedback.all()
    assert (remark.user, remark.reason, remark.question) == ("bob", "Too old.", QUESTION)
