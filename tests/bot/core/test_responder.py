"""One reply for each call: answers, refusals, failures, time limits, cancelling, closing."""

from __future__ import annotations

import asyncio
import logging
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.call import CommandName
from bot.core.errors import BotError, UserError
from bot.core.limits import Limits
from bot.core.reply import (
    Notice,
    NoticeKind,
    NotSaid,
    Quotes,
    Rebuilding,
    Reply,
    Status,
    Visibility,
)
from bot.core.responder import Responder
from index.errors import StoreDamagedError, UnknownArticleError
from index.records import Answer, NoAnswer
from tests.bot.core.asking import QUESTION, answering, ask_all, begun, notice_of
from tests.bot.fakes import (
    ROOMY,
    BlockingArchive,
    Clock,
    FakeArchive,
    RaisingArchive,
    make_services,
)
from tests.bot.fakes import make_call as call
from tests.bot.fakes import make_quote as quote

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from index.question.reading import Request


def test_a_question_is_answered_with_quotes() -> None:
    [reply] = ask_all(answering(), [call(QUESTION)])
    assert isinstance(reply.body, Quotes)
    assert [item.quote for item in reply.body.quoted] == [quote()]
    assert reply.visibility is Visibility.PUBLIC


def test_all_work_happens_on_one_thread_that_is_not_the_event_loops() -> None:
    archive = answering()
    ask_all(archive, [call(QUESTION) for _ in range(20)])
    assert archive.threads == {"dateline-archive"}


def test_the_event_loop_runs_on_while_the_archive_works() -> None:
    archive = BlockingArchive()

    async def scenario() -> Reply:
        with Responder(make_services(archive), ROOMY) as responder:
            asking = asyncio.create_task(responder.respond(call()))
            await begun(archive)
            archive.release.set()
            return await asking

    assert isinstance(asyncio.run(scenario()).body, NotSaid)


def test_too_many_questions_of_one_person_are_refused_with_the_time_to_wait() -> None:
    clock = Clock()

    async def scenario() -> list[Reply]:
        with Responder(make_services(answering()), Limits(5, 10.0, 2), clock=clock) as responder:
            replies = [await responder.respond(call()) for _ in range(3)]
            replies.append(await responder.respond(call(user="bob")))
            clock.now += 60
            replies.append(await responder.respond(call()))
            return replies

    first, second, third, other, later = asyncio.run(scenario())
    assert notice_of(third).text == (
        "You have asked 2 questions in the last minute. Please wait 60 seconds."
    )
    assert all(isinstance(reply.body, Quotes) for reply in (first, second, other, later))


def test_who_runs_the_bot_and_who_asks_for_help_are_not_limited() -> None:
    limits = Limits(5, 10.0, 1)
    asked = [call(is_admin=True)] * 5 + [call(command=CommandName.STATUS)] * 5
    assert not any(isinstance(reply.body, Notice) for reply in ask_all(answering(), asked, limits))


def test_a_question_refused_because_the_queue_is_full_does_not_count() -> None:
    archive = BlockingArchive()

    async def scenario() -> Reply:
        with Responder(make_services(archive), Limits(0, 10.0, 1), clock=Clock()) as responder:
            asking = asyncio.create_task(responder.respond(call(user="ann")))
            await begun(archive)
            refused = await responder.respond(call(user="bob"))
            assert notice_of(refused).kind is NoticeKind.BUSY
            archive.release.set()
            await asking
            return await responder.respond(call(user="bob"))

    assert isinstance(asyncio.run(scenario()).body, NotSaid)


def test_an_unexpected_error_is_an_apology_with_an_id_that_the_log_has_too(
    caplog: pytest.LogCaptureFixture,
) -> None:
    [reply] = ask_all(RaisingArchive(lambda: RuntimeError("secret path /etc")), [call()])
    text = notice_of(reply).text
    found = re.search(r"error ([0-9a-f]{8})\.$", text)
    assert found
    assert "secret" not in text
    [record] = [r for r in caplog.records if r.levelno == logging.ERROR]
    assert found.group(1) in record.getMessage()
    assert record.exc_info
    assert "secret path" in str(record.exc_info[1])


def test_an_error_of_the_index_that_is_for_operators_stays_out_of_chat() -> None:
    [reply] = ask_all(
        RaisingArchive(lambda: StoreDamagedError(Path("/srv/store/x"), "is gone")), [call()]
    )
    assert notice_of(reply).kind is NoticeKind.FAILED
    assert "/srv" not in notice_of(reply).text


def test_errors_fit_for_users_are_shown_in_their_own_words() -> None:
    [unknown, own] = [
        ask_all(RaisingArchive(error), [call()])[0]
        for error in (
            lambda: UnknownArticleError("briidge", ("bridge",)),
            lambda: UserError("Please don't."),
        )
    ]
    assert notice_of(unknown).text == "no article has the id 'briidge'; did you mean bridge?"
    assert notice_of(own) == Notice(NoticeKind.WRONG_INPUT, "Please don't.")


def test_a_call_leaves_one_line_in_the_log_without_its_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.INFO, logger="bot"):
        ask_all(answering(), [call(QUESTION)])
    [record] = caplog.records
    line = record.getMessage()
    assert re.fullmatch(
        r"call [0-9a-f]{8}: ask on console by ann in here: quotes \(1\) in \d+ ms, 0 waiting", line
    )


# What an archive may do to one call, and the kind of body the call must get.
OUTCOMES: dict[str, tuple[Callable[[], Answer | NoAnswer | BaseException], type]] = {
    "answer": (lambda: Answer(QUESTION, (quote(),), 0.8), Quotes),
    "value error": (lambda: ValueError("x"), Notice),
    "end of a generator": (StopIteration, Notice),
    "exit": (lambda: SystemExit(1), Notice),
    "cancelled inside": (asyncio.CancelledError, Notice),
    "timeout inside": (TimeoutError, Notice),
    "user error": (lambda: UserError("no"), Notice),
    "bot error": (lambda: BotError("no"), Notice),
    "no memory": (MemoryError, Notice),
}


class ScriptedArchive(FakeArchive):
    """Does what the question says, by the table above."""

    def answer(self, question: Request) -> Answer | NoAnswer:
        outcome = OUTCOMES[question.question][0]()
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(sorted(OUTCOMES)), min_size=1, max_size=25))
def test_every_call_gets_exactly_one_reply_of_the_right_kind(script: list[str]) -> None:
    async def scenario() -> list[Reply]:
        with Responder(
            make_services(ScriptedArchive()), replace(ROOMY, queue_length=25)
        ) as responder:
            asked = await asyncio.gather(*(responder.respond(call(name)) for name in script))
            status = await responder.respond(call(command=CommandName.STATUS))
            return [*asked, status]

    *replies, status = asyncio.run(scenario())
    assert [type(reply.body) for reply in replies] == [OUTCOMES[name][1] for name in script]
    assert isinstance(status.body, Status)


def test_who_is_no_admin_may_not_do_what_is_for_admins(caplog: pytest.LogCaptureFixture) -> None:
    asked = [call("update", CommandName.REBUILD, is_admin=admin) for admin in (False, True)]
    refused, begun_build = ask_all(answering(), asked)
    assert notice_of(refused).kind is NoticeKind.NOT_ALLOWED
    assert "/rebuild" in notice_of(refused).text
    assert isinstance(begun_build.body, Rebuilding)
    assert "rebuild refused for ann" in caplog.text
