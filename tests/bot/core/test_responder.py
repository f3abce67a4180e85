"""One reply for each call: answers, refusals, failures, time limits, cancelling, closing."""

from __future__ import annotations

import asyncio
import logging
import re
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import words
from bot.core.call import CommandName, Platform
from bot.core.errors import BotError, UserError
from bot.core.limits import Limits
from bot.core.reply import (
    Notice,
    NoticeKind,
    NotSaid,
    Quotes,
    Rebuilding,
    Rebuilt,
    Reply,
    Status,
    Visibility,
)
from bot.core.responder import Responder
from bot.core.state.store import DAY, StateStore
from index.errors import FolderMissingError, StoreDamagedError, UnknownArticleError
from index.records import Answer, NoAnswer
from tests.bot.fakes import (
    ROOMY,
    BlockingArchive,
    Clock,
    FakeArchive,
    FakeBuild,
    RaisingArchive,
    make_services,
)
from tests.bot.fakes import make_call as call
from tests.bot.fakes import make_quote as quote

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from bot.core.archive import Archive
    from bot.core.call import Call
    from index.question.reading import Request

QUESTION = "When did the bridge open?"


def answering() -> FakeArchive:
    return FakeArchive({QUESTION: Answer(QUESTION, (quote(),), 0.8)})


def ask_all(archive: Archive, calls: list[Call], limits: Limits = ROOMY) -> list[Reply]:
    async def ask() -> list[Reply]:
        with Responder(make_services(archive), limits) as responder:
            return [await responder.respond(one) for one in calls]

    return asyncio.run(ask())


def notice_of(reply: Reply) -> Notice:
    assert isinstance(reply.body, Notice)
    return reply.body


async def begun(archive: BlockingArchive) -> None:
    """Wait until the archive works on a question."""
    assert await asyncio.to_thread(archive.begun.acquire, timeout=10)


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


def test_a_full_queue_is_refused_politely_and_empties_again() -> None:
    archive = BlockingArchive()

    async def scenario() -> tuple[Reply, list[Reply], Reply]:
        with Responder(make_services(archive), Limits(2, 10.0, 1_000)) as responder:
            accepted = [asyncio.create_task(responder.respond(call())) for _ in range(3)]
            await begun(archive)
            refused = await responder.respond(call())
            archive.release.set()
            replies = await asyncio.gather(*accepted)
            return refused, replies, await responder.respond(call())

    refused, replies, after = asyncio.run(scenario())
    assert notice_of(refused) == Notice(NoticeKind.BUSY, words.busy())
    assert refused.visibility is Visibility.PRIVATE
    assert all(isinstance(reply.body, NotSaid) for reply in [*replies, after])


def test_a_call_over_the_time_limit_is_told_so_and_its_late_result_is_dropped() -> None:
    archive = BlockingArchive()

    async def scenario() -> tuple[Reply, Reply]:
        with Responder(make_services(archive), Limits(5, 0.05, 1_000)) as responder:
            slow = await responder.respond(call("slow"))
            archive.release.set()
            while not archive.asked:
                await asyncio.sleep(0.001)
            return slow, await responder.respond(call("next"))

    slow, after = asyncio.run(scenario())
    assert notice_of(slow).kind is NoticeKind.TOO_SLOW
    assert isinstance(after.body, NotSaid)
    assert after.body.question == "next"


def test_calls_that_time_out_while_waiting_never_reach_the_archive() -> None:
    archive = BlockingArchive()

    async def scenario() -> list[Reply]:
        with Responder(make_services(archive), Limits(5, 0.05, 1_000)) as responder:
            replies = await asyncio.gather(
                *(responder.respond(call(f"question {n}")) for n in range(4))
            )
            assert responder.waiting == 0
            archive.release.set()
            return replies

    assert all(notice_of(r).kind is NoticeKind.TOO_SLOW for r in asyncio.run(scenario()))
    assert archive.asked == ["question 0"]


def test_cancelled_calls_stay_cancelled_and_do_not_wedge_the_queue() -> None:
    archive = BlockingArchive()

    async def scenario() -> Reply:
        with Responder(make_services(archive), Limits(3, 10.0, 1_000)) as responder:
            tasks = [asyncio.create_task(responder.respond(call(f"{n}"))) for n in range(4)]
            await begun(archive)
            for task in tasks:
                task.cancel()
            outcomes = await asyncio.gather(*tasks, return_exceptions=True)
            assert [type(outcome) for outcome in outcomes] == [asyncio.CancelledError] * 4
            assert responder.waiting == 0
            archive.release.set()
            return await responder.respond(call("after"))

    assert isinstance(asyncio.run(scenario()).body, NotSaid)
    assert archive.asked == ["0", "after"]


def test_calls_that_wait_when_the_bot_closes_are_told_so() -> None:
    archive = BlockingArchive()

    async def scenario() -> list[Reply]:
        responder = Responder(make_services(archive), ROOMY)
        tasks = [asyncio.create_task(responder.respond(call(f"{n}"))) for n in range(3)]
        await begun(archive)
        threading.Timer(0.02, archive.release.set).start()
        await asyncio.to_thread(responder.close)
        return [*await asyncio.gather(*tasks), await responder.respond(call("late"))]

    first, *others = asyncio.run(scenario())
    assert isinstance(first.body, NotSaid)
    assert [notice_of(reply).kind for reply in others] == [NoticeKind.CLOSING] * 3


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
        with Responder(make_services(ScriptedArchive()), Limits(25, 10.0, 1_000)) as responder:
            asked = await asyncio.gather(*(responder.respond(call(name)) for name in script))
            status = await responder.respond(call(command=CommandName.STATUS))
            return [*asked, status]

    *replies, status = asyncio.run(scenario())
    assert [type(reply.body) for reply in replies] == [OUTCOMES[name][1] for name in script]
    assert isinstance(status.body, Status)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.booleans(), min_size=1, max_size=12), st.integers(0, 6))
def test_cancelling_any_of_many_calls_leaves_one_reply_for_each_other(
    cancelled: list[bool], queue_length: int
) -> None:
    archive = BlockingArchive()

    async def scenario() -> list[Reply | BaseException]:
        with Responder(make_services(archive), Limits(queue_length, 10.0, 1_000)) as responder:
            tasks = [asyncio.create_task(responder.respond(call())) for _ in cancelled]
            await begun(archive)
            for task, cancel in zip(tasks, cancelled, strict=True):
                if cancel:
                    task.cancel()
            archive.release.set()
            return await asyncio.gather(*tasks, return_exceptions=True)

    outcomes = asyncio.run(scenario())
    for at, (outcome, cancel) in enumerate(zip(outcomes, cancelled, strict=True)):
        accepted = at <= queue_length
        if accepted and cancel:
            assert isinstance(outcome, asyncio.CancelledError)
        else:
            assert isinstance(outcome, Reply)
            assert isinstance(outcome.body, NotSaid if accepted else Notice)


def test_who_is_no_admin_may_not_do_what_is_for_admins(caplog: pytest.LogCaptureFixture) -> None:
    asked = [call("update", CommandName.REBUILD, is_admin=admin) for admin in (False, True)]
    refused, begun_build = ask_all(answering(), asked)
    assert notice_of(refused).kind is NoticeKind.NOT_ALLOWED
    assert "/rebuild" in notice_of(refused).text
    assert isinstance(begun_build.body, Rebuilding)
    assert "rebuild refused for ann" in caplog.text


def test_who_waits_for_long_is_told_the_place_in_the_line_and_then_answered() -> None:
    archive = BlockingArchive()
    told: dict[str, list[int]] = {"first": [], "second": [], "third": []}

    async def scenario() -> list[Reply]:
        with Responder(make_services(archive), ROOMY, patience=0.02) as responder:

            async def ask(name: str) -> Reply:
                async def on_wait(place: int) -> None:
                    told[name].append(place)

                return await responder.respond(call(name), on_wait)

            asking = [asyncio.create_task(ask("first"))]
            await begun(archive)
            asking += [asyncio.create_task(ask(name)) for name in ("second", "third")]
            while not (told["second"] and told["third"]):
                await asyncio.sleep(0.001)
            archive.release.set()
            return await asyncio.gather(*asking)

    replies = asyncio.run(scenario())
    assert told == {"first": [], "second": [2], "third": [3]}
    assert [type(reply.body) for reply in replies] == [NotSaid] * 3
    assert words.waiting_at(3).startswith("I am busy: you are third.")


def test_who_is_answered_at_once_is_told_of_no_line() -> None:
    async def scenario() -> list[int]:
        told: list[int] = []

        async def on_wait(place: int) -> None:
            told.append(place)

        with Responder(make_services(answering()), ROOMY) as responder:
            await responder.respond(call(QUESTION), on_wait)
        return told

    assert asyncio.run(scenario()) == []


def test_a_call_that_is_told_of_the_line_keeps_to_its_time_limit() -> None:
    archive = BlockingArchive()

    async def scenario() -> Reply:
        with Responder(make_services(archive), Limits(5, 0.1, 9), patience=0.01) as responder:

            async def on_wait(place: int) -> None:
                assert place == 2

            first = asyncio.create_task(responder.respond(call("first")))
            await begun(archive)
            second = await responder.respond(call("second"), on_wait)
            assert responder.waiting == 0
            archive.release.set()
            await first
            return second

    assert notice_of(asyncio.run(scenario())).kind is NoticeKind.TOO_SLOW


def test_an_answer_can_be_found_again_by_the_message_that_shows_it() -> None:
    archive = answering()

    async def scenario() -> None:
        with Responder(make_services(archive), ROOMY) as responder:
            first = await responder.respond(replace(call(QUESTION), conversation=""))
            await responder.state.sent(Platform.CONSOLE, "m1", first.turn)
            await responder.respond(replace(call("Why?"), conversation="", reply_to="m1"))

    asyncio.run(scenario())
    assert archive.histories == [(), (QUESTION,)]


def test_what_came_before_is_heard_once_and_what_is_noted_is_known() -> None:
    async def scenario() -> tuple[list[bool], list[str | None]]:
        with Responder(make_services(answering()), ROOMY) as responder:
            heard = [await responder.state.first_time(Platform.DISCORD, "1") for _ in range(2)]
            known = [await responder.state.note("a")]
            await responder.state.set_note("a", "1")
            return heard, [*known, await responder.state.note("a")]

    assert asyncio.run(scenario()) == ([True, False], [None, "1"])


def test_a_state_that_can_not_be_written_stops_no_answer(
    caplog: pytest.LogCaptureFixture,
) -> None:
    services = make_services(answering())

    async def scenario() -> tuple[bool, bool]:
        with Responder(services, ROOMY) as responder:
            services.state.close()
            await responder.state.sent(Platform.CONSOLE, "m", "turn")
            return (
                await responder.state.first_time(Platform.DISCORD, "1"),
                await responder.state.has_answered_in(Platform.DISCORD, "1"),
            )

    assert asyncio.run(scenario()) == (True, False)
    assert "the state can't be used" in caplog.text


def test_once_it_is_to_stop_what_waits_is_answered_and_what_comes_is_refused() -> None:
    archive = BlockingArchive()

    async def scenario() -> list[Reply]:
        with Responder(make_services(archive), ROOMY) as responder:
            waiting = [asyncio.create_task(responder.respond(call(f"{n}"))) for n in range(2)]
            await begun(archive)
            responder.refuse_new()
            late = await responder.respond(call("late"))
            archive.release.set()
            return [*await asyncio.gather(*waiting), late]

    *answered, late = asyncio.run(scenario())
    assert [type(reply.body) for reply in answered] == [NotSaid] * 2
    assert notice_of(late).kind is NoticeKind.CLOSING


def built(build: FakeBuild) -> Reply:
    """What is said when a build has ended."""
    build.go.set()

    async def scenario() -> Reply:
        with Responder(make_services(answering(), build), ROOMY) as responder:
            await responder.respond(call("full", CommandName.REBUILD, is_admin=True))
            return await responder.rebuilt()

    return asyncio.run(scenario())


def test_the_end_of_a_build_is_told() -> None:
    assert built(build := FakeBuild()).body == Rebuilt(build.report)


def test_a_build_that_fails_is_told_with_the_reason() -> None:
    text = notice_of(built(FakeBuild(error=FolderMissingError(Path("news"))))).text
    assert text.startswith("The build failed, and the index is as it was: news is not a folder")


def test_a_build_that_breaks_is_an_apology_with_an_id(caplog: pytest.LogCaptureFixture) -> None:
    text = notice_of(built(FakeBuild(error=ZeroDivisionError("secret")))).text
    found = re.search(r"error ([0-9a-f]{8})\.$", text)
    assert found
    assert f"build {found.group(1)} aborted" in caplog.text
    assert "secret" not in text


def test_without_a_build_there_is_no_end_to_tell() -> None:
    async def scenario() -> Reply:
        with Responder(make_services(answering()), ROOMY) as responder:
            return await responder.rebuilt()

    assert notice_of(asyncio.run(scenario())).text == words.NO_BUILD


def test_old_questions_are_forgotten() -> None:
    clock = Clock()
    services = make_services(answering(), state=StateStore(None, clock))

    async def scenario() -> bool:
        with Responder(services, ROOMY) as responder:
            await responder.respond(call(QUESTION))
            clock.now += 31 * DAY
            await responder.state.forget_older_than(30)
            return await responder.state.has_answered_in(Platform.CONSOLE, "here")

    assert asyncio.run(scenario()) is False
