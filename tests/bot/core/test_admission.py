"""How much one person and one server may ask, through the responder and by itself."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.core import words
from bot.core.call import ADMIN_COMMANDS, CommandName, Platform
from bot.core.commands import COMMANDS
from bot.core.errors import TooManyAtOnceError, TooManyOnServerError, TooManyQuestionsError
from bot.core.limits import Admission, Limits
from bot.core.reply import Notice, NoticeKind, NotSaid, Quotes, Reply, Visibility
from bot.core.responder import Responder
from tests.bot.core.asking import QUESTION, answering, begun, notice_of
from tests.bot.fakes import ROOMY, BlockingArchive, Clock, make_services
from tests.bot.fakes import make_call as call

if TYPE_CHECKING:
    from bot.core.call import Call

SERVER = Limits(20, 10.0, questions_per_minute=2, server_questions_per_minute=3)


def on(server: str, user: str = "ann", *, is_admin: bool = False) -> Call:
    return replace(call(QUESTION, user=user, is_admin=is_admin), server=server)


def ask_in_turn(calls: list[Call], limits: Limits) -> list[Reply]:
    async def scenario() -> list[Reply]:
        with Responder(make_services(answering()), limits, clock=Clock()) as responder:
            return [await responder.respond(one) for one in calls]

    return asyncio.run(scenario())


def refused(replies: list[Reply]) -> list[bool]:
    return [isinstance(reply.body, Notice) for reply in replies]


def test_all_people_of_a_server_together_may_ask_so_much_in_a_minute() -> None:
    replies = ask_in_turn([on("1", user) for user in ("ann", "bob", "cleo", "dan")], SERVER)
    assert refused(replies) == [False, False, False, True]
    assert notice_of(replies[3]) == Notice(
        NoticeKind.TOO_MANY,
        "All of you here together have asked 3 questions in the last minute, which is the limit. "
        "Please wait 60 seconds.",
    )
    assert replies[3].visibility is Visibility.PRIVATE


def test_each_server_has_a_limit_of_its_own_and_direct_messages_have_none() -> None:
    people = [f"person {number}" for number in range(8)]
    servers = ["1", "1", "1", "2", "2", "2", "", ""]
    asked = [on(server, person) for server, person in zip(servers, people, strict=True)]
    replies = ask_in_turn([*asked, on("", "ann"), on("", "bob")], SERVER)
    assert not any(refused(replies))


def test_servers_of_two_platforms_with_one_id_are_two() -> None:
    asked = [on("1", user) for user in ("ann", "bob", "cleo")]
    other = replace(on("1", "dan"), platform=Platform.DISCORD)
    assert not any(refused(ask_in_turn([*asked, other], SERVER)))


def test_who_runs_the_bot_is_not_limited_and_uses_up_nothing() -> None:
    admins = [on("1", "mo", is_admin=True)] * 5
    others = [on("1", "ann"), on("1", "bob"), on("1", "cleo")]
    replies = ask_in_turn([*admins, *others, on("1", "mo", is_admin=True)], SERVER)
    assert not any(refused(replies))


def test_a_question_that_is_refused_counts_for_neither_limit() -> None:
    # Ann's third is refused for her own sake, and leaves the server's third to Bob; Cleo's is
    # refused for the server's sake, and leaves her own.
    asked = [on("1"), on("1"), on("1"), on("1", "bob"), on("1", "cleo"), on("2", "cleo")]
    replies = ask_in_turn([*asked, on("2", "cleo")], SERVER)
    assert refused(replies) == [False, False, True, False, True, False, False]
    assert notice_of(replies[2]).text.startswith("You have asked 2 questions")


def test_the_limit_of_a_server_ends_with_the_minute() -> None:
    clock = Clock()
    admission = Admission(SERVER, clock)
    for user in ("ann", "bob", "cleo"):
        with admission.enter(on("1", user), counts=True):
            pass
        clock.now += 10
    with pytest.raises(TooManyOnServerError) as caught:
        admission.check(on("1", "dan"), counts=True)
    assert caught.value.wait_seconds == 30
    clock.now += 30
    admission.check(on("1", "dan"), counts=True)


def test_what_is_no_question_is_not_counted_in_a_minute() -> None:
    admission = Admission(SERVER, Clock())
    for _ in range(5):
        admission.check(on("1"), counts=False)
        with admission.enter(on("1"), counts=False):
            pass
    admission.check(on("1"), counts=True)


# ── at once ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("command", [one for one in COMMANDS if one is not CommandName.REBUILD])
def test_nobody_fills_the_queue_with_presses_of_buttons(command: CommandName) -> None:
    archive = BlockingArchive()

    async def scenario() -> tuple[list[Reply], Reply]:
        with Responder(make_services(archive), replace(ROOMY, calls_at_once=3)) as responder:
            first = asyncio.create_task(responder.respond(call("slow", user="cleo")))
            await begun(archive)
            pressed = call("", command, is_admin=False)
            presses = [asyncio.create_task(responder.respond(pressed)) for _ in range(10)]
            await asyncio.sleep(0.05)
            assert responder.waiting <= 3
            other = asyncio.create_task(responder.respond(call(QUESTION, user="bob")))
            archive.release.set()
            await first
            return await asyncio.gather(*presses), await other

    replies, other = asyncio.run(scenario())
    if command not in ADMIN_COMMANDS:  # refused for another reason
        told = [reply.body.text for reply in replies if isinstance(reply.body, Notice)]
        assert told.count(words.too_many_at_once(3)) == 7
    assert isinstance(other.body, NotSaid)


def test_who_has_an_answer_may_ask_on() -> None:
    limits = replace(ROOMY, calls_at_once=1)
    assert not any(refused(ask_in_turn([call(QUESTION)] * 5, limits)))


@pytest.mark.parametrize("ends", ["time", "cancelled"])
def test_a_call_that_is_given_up_is_no_longer_under_way(ends: str) -> None:
    archive = BlockingArchive()

    async def scenario() -> Reply:
        limits = replace(ROOMY, calls_at_once=1, answer_seconds=0.1 if ends == "time" else 10.0)
        with Responder(make_services(archive), limits) as responder:
            task = asyncio.create_task(responder.respond(call(QUESTION)))
            await begun(archive)
            if ends == "cancelled":
                task.cancel()
            await asyncio.wait({task})
            archive.release.set()
            return await responder.respond(call(QUESTION))

    assert isinstance(asyncio.run(scenario()).body, NotSaid)


def test_a_call_that_finds_the_queue_full_is_not_under_way() -> None:
    archive = BlockingArchive()

    async def scenario() -> list[Reply]:
        limits = replace(ROOMY, queue_length=0, calls_at_once=1)
        with Responder(make_services(archive), limits) as responder:
            first = asyncio.create_task(responder.respond(call("first", user="bob")))
            await begun(archive)
            busy = [await responder.respond(call("second")) for _ in range(3)]
            archive.release.set()
            await first
            return [*busy, await responder.respond(call("third"))]

    *busy, answered = asyncio.run(scenario())
    assert {notice_of(reply).text for reply in busy} == {words.busy()}
    assert isinstance(answered.body, NotSaid)


def test_people_without_a_call_under_way_are_forgotten() -> None:
    admission = Admission(ROOMY, Clock())
    with admission.enter(call(), counts=True), admission.enter(call(), counts=False):
        assert admission.remembered == 1
    assert admission.remembered == 0


def test_the_limits_are_asked_for_in_the_order_that_helps_most() -> None:
    limits = Limits(5, 10.0, 1, server_questions_per_minute=1, calls_at_once=1)
    admission = Admission(limits, Clock())
    with admission.enter(on("1"), counts=True):
        with pytest.raises(TooManyQuestionsError):
            admission.check(on("1"), counts=True)
        with pytest.raises(TooManyOnServerError):
            admission.check(on("1", "bob"), counts=True)
        with pytest.raises(TooManyAtOnceError, match="still at the 1 thing that you asked"):
            admission.check(on("1"), counts=False)


def test_what_would_come_in_can_be_found_out_without_asking() -> None:
    async def scenario() -> list[bool]:
        limits = Limits(5, 10.0, 1)
        with Responder(make_services(answering()), limits) as responder:
            admitted = [responder.admits(call(QUESTION)), responder.admits(call(QUESTION))]
            reply = await responder.respond(call(QUESTION))
            assert isinstance(reply.body, Quotes)
            admitted += [responder.admits(call(QUESTION)), responder.admits(call(user="bob"))]
            responder.refuse_new()
            return [*admitted, responder.admits(call(user="bob"))]

    assert asyncio.run(scenario()) == [True, True, False, True, False]
