"""Those who wait in line: told so, answered, refused, given up, and let go at the end."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import words
from bot.core.limits import Limits
from bot.core.reply import Notice, NoticeKind, NotSaid, Reply, Visibility
from bot.core.responder import Responder
from tests.bot.core.asking import QUESTION, answering, begun, notice_of
from tests.bot.fakes import ROOMY, BlockingArchive, make_services
from tests.bot.fakes import make_call as call


def test_a_full_queue_is_refused_politely_and_empties_again() -> None:
    archive = BlockingArchive()

    async def scenario() -> tuple[Reply, list[Reply], Reply]:
        with Responder(make_services(archive), replace(ROOMY, queue_length=2)) as responder:
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
        with Responder(make_services(archive), replace(ROOMY, answer_seconds=0.05)) as responder:
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
        with Responder(make_services(archive), replace(ROOMY, answer_seconds=0.05)) as responder:
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
        with Responder(make_services(archive), replace(ROOMY, queue_length=3)) as responder:
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


@settings(max_examples=30, deadline=None)
@given(st.lists(st.booleans(), min_size=1, max_size=12), st.integers(0, 6))
def test_cancelling_any_of_many_calls_leaves_one_reply_for_each_other(
    cancelled: list[bool], queue_length: int
) -> None:
    archive = BlockingArchive()

    async def scenario() -> list[Reply | BaseException]:
        with Responder(
            make_services(archive), replace(ROOMY, queue_length=queue_length)
        ) as responder:
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
