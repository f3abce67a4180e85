"""Outcomes: each message, command and button ends in exactly one, whatever breaks."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.adapters.slack import network, phrases
from bot.adapters.slack.limits import RESPONSES
from bot.core import words
from bot.core.call import Platform
from index.records import Answer, NoAnswer, Silence
from tests.bot.adapters.slack.reading import buttons, written
from tests.bot.adapters.slack.world import Setup
from tests.bot.bridge import ANOTHER, QUESTION, SENTENCE, error_id, make_archive
from tests.bot.fakes import FakeArchive, RaisingArchive, make_quote

if TYPE_CHECKING:
    from tests.bot.adapters.slack.stand_in import Message
    from tests.bot.adapters.slack.world import OpenWorld, World

pytestmark = pytest.mark.asyncio

POST = "chat.postMessage"


async def outcomes(world: World) -> list[Message]:
    """What comes of a mention, a direct message and a command, each of them one thing."""
    [in_thread] = await world.ask()
    [direct] = await world.dm()
    [private] = await world.slash("/ask", QUESTION)
    assert len(world.slack.said) == 3
    return [in_thread, direct, private]


def only_in_dm(world: World) -> Message:
    """What ann was told in a direct message, and nothing elsewhere."""
    [told] = world.slack.said
    assert (told.channel, told.thread_ts, told.to) == ("DANN", None, "")
    return told


@pytest.mark.parametrize("reason", list(Silence))
async def test_a_question_without_an_answer_has_one_outcome_too(
    open_world: OpenWorld, reason: Silence
) -> None:
    world = await open_world(Setup(FakeArchive({QUESTION: NoAnswer(QUESTION, reason)})))
    for told in await outcomes(world):
        assert written(told).startswith(words.SILENCE[reason])
        assert buttons(told) == (["Not helpful"] if reason is Silence.NOT_SAID else [])


# ── what breaks on our side ──────────────────────────────────────────────────────────────────


async def test_an_error_has_an_id_that_the_log_has_too_and_nothing_private(
    open_world: OpenWorld, log: pytest.LogCaptureFixture
) -> None:
    world = await open_world(Setup(RaisingArchive(lambda: RuntimeError("a secret"))))
    shown = await outcomes(world)
    logged = [one.getMessage() for one in log.records if one.exc_info]
    ids = {error_id(written(one)) for one in shown}
    assert len(ids) == 3
    for one in ids:
        assert any(one in line for line in logged)


async def test_an_answer_that_can_not_be_written_is_apologised_for(
    open_world: OpenWorld, log: pytest.LogCaptureFixture
) -> None:
    world = await open_world(Setup(FakeArchive({QUESTION: Answer(QUESTION, (), 0.9)})))
    for told in await outcomes(world):
        assert f"error {error_id(written(told))}" in log.text


async def test_an_error_of_what_a_button_asks_for_is_told_where_its_outcome_would_be(
    open_world: OpenWorld, log: pytest.LogCaptureFixture
) -> None:
    archive = make_archive()
    world = await open_world(Setup(archive))
    [answer] = await world.slash("/ask", QUESTION)
    archive.texts = {}
    archive.answers[QUESTION] = Answer(QUESTION, (), 0.9)
    [told] = await world.press(answer, phrases.SHARE)
    assert f"{error_id(written(told))}" in log.text
    assert world.slack.messages("C1") == []
    assert not answer.deleted
    await world.press(answer, "In context")
    view = world.slack.view(world.slack.ann)
    assert view is not None
    assert written(view) == words.changed("bridge")


async def test_where_the_state_can_not_be_used_there_is_an_apology(
    world: World, log: pytest.LogCaptureFixture
) -> None:
    world.run.state.close()
    for told in await outcomes(world):
        assert error_id(written(told)) in log.text
    [told] = await world.slash("/sources")
    assert "1 article" in written(told)
    assert "the state can't be used" in log.text


async def test_buttons_have_an_outcome_where_the_state_can_not_be_used(
    world: World, log: pytest.LogCaptureFixture
) -> None:
    [answer] = await world.slash("/ask", QUESTION)
    world.run.state.close()
    for label in ("More quotes", phrases.SHARE):
        [told] = await world.press(answer, label)
        assert error_id(written(told)) in log.text
    await world.press(answer, "In context")
    view = world.slack.view(world.slack.ann)
    assert view is not None
    assert error_id(written(view))


# ── what Slack refuses ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("error", ["invalid_blocks", "msg_blocks_too_long", "internal_error"])
async def test_an_answer_that_slack_refuses_is_apologised_for(
    world: World, log: pytest.LogCaptureFixture, error: str
) -> None:
    world.slack.fail_next(POST, error)
    [told] = await world.ask()
    assert f"error {error_id(written(told))}" in log.text
    assert error in log.text
    world.slack.fail_next(POST, error, status=500)
    [told] = await world.dm()
    assert f"error {error_id(written(told))}" in log.text


async def test_where_not_even_an_apology_gets_through_the_log_says_so(
    world: World, log: pytest.LogCaptureFixture
) -> None:
    world.slack.fail_next(POST, times=2)
    assert not await world.ask()
    assert "nor could the apology" in log.text
    [answer] = await world.ask()
    assert SENTENCE in answer.text


async def test_a_question_that_is_deleted_meanwhile_has_no_outcome_but_in_the_log(
    world: World, log: pytest.LogCaptureFixture
) -> None:
    act = world.slack.later.mention(world.slack.ann, QUESTION)
    assert act.message is not None
    act.message.deleted = True
    world.refuses = True
    world.slack.deliver(act)
    await world.settle()
    assert not world.slack.said
    assert "thread_not_found" in log.text


async def test_who_can_not_be_looked_up_is_no_admin_and_is_told_so(
    world: World, log: pytest.LogCaptureFixture
) -> None:
    world.slack.fail_next("users.info")
    [told] = await world.slash("/index-feedback", by=world.slack.mo)
    assert written(told) == words.admins_only("feedback", Platform.SLACK)
    assert "whether UMO is an admin can't be found out: internal_error" in log.text
    world.slack.fail_next("users.info")
    [told] = await world.slash("/index-status", by=world.slack.mo)
    assert "Passages" in written(told)


async def test_where_no_modal_can_be_opened_the_outcome_is_a_message(world: World) -> None:
    [answer] = await world.ask()
    world.slack.fail_next("views.open", "expired_trigger_id")
    [told] = await world.press(answer, "In context")
    assert ANOTHER in written(told)
    world.slack.fail_next("views.open", "expired_trigger_id")
    [told] = await world.press(answer, "Not helpful")
    assert written(told) == words.THANKS


# ── addresses for responses ──────────────────────────────────────────────────────────────────


async def test_what_comes_too_late_for_its_address_is_a_direct_message(
    open_world: OpenWorld,
) -> None:
    world = await open_world(Setup(slack={"response_url_seconds": 0.0}))
    world.refuses = True
    assert not await world.slash("/ask", QUESTION)
    told = only_in_dm(world)
    assert told.text == SENTENCE
    assert [one.error for one in world.slack.response_url_uses] == ["expired_url"]
    assert phrases.SHARE not in buttons(told), "what stands in a direct message can't be shared"
    await world.press(told, "More quotes")
    more = world.slack.messages("DANN")[-1]
    assert ANOTHER in written(more)


async def test_a_refusal_that_comes_too_late_for_its_address_is_a_direct_message(
    open_world: OpenWorld,
) -> None:
    world = await open_world(Setup(slack={"response_url_seconds": 0.0}))
    world.refuses = True
    await world.slash("/rebuild")
    assert written(only_in_dm(world)) == words.admins_only("rebuild", Platform.SLACK)


async def test_what_an_address_no_longer_takes_is_a_direct_message(world: World) -> None:
    act = world.slack.later.slash(world.slack.ann, "/ask", QUESTION)
    name = act.payload["response_url"].rpartition("/")[2]
    world.slack.world.response_urls[name].uses = 5
    world.refuses = True
    world.slack.deliver(act)
    await world.settle()
    assert only_in_dm(world).text == SENTENCE
    assert [one.error for one in world.slack.response_url_uses] == ["used_url"]


@pytest.mark.parametrize("listens", [False, True])
async def test_what_an_address_that_can_not_be_reached_would_take_is_a_direct_message(
    world: World, log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, listens: bool
) -> None:
    monkeypatch.setattr(network, "PAUSES", (0.01,))
    tried: list[object] = []

    async def break_off(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tried.append(writer)
        writer.close()

    server = await asyncio.start_server(break_off, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    if not listens:
        server.close()
    act = world.slack.later.slash(world.slack.ann, "/ask", QUESTION)
    act.payload["response_url"] = f"http://{host}:{port}/response/R1"
    world.slack.deliver(act)
    await world.settle()
    server.close()
    told = only_in_dm(world)
    assert told.text == SENTENCE
    assert phrases.SHARE not in buttons(told)
    assert "a response address took nothing" in log.text
    assert len(tried) == (2 if listens else 0)


async def test_an_answer_that_uses_up_its_address_goes_on_in_a_direct_message(
    open_world: OpenWorld,
) -> None:
    archive = make_archive()
    quotes = tuple(make_quote("word " * 2_000 + f"end {number}.") for number in range(8))
    archive.answers[QUESTION] = Answer(QUESTION, quotes, 0.9)
    world = await open_world(Setup(archive))
    private = await world.slash("/ask", QUESTION)
    assert len(private) == RESPONSES
    direct = world.slack.messages("DANN")
    told = "\n".join(map(written, [*private, *direct]))
    assert told.count("word") == 16_000
    assert [told.index(f"end {number}.") for number in range(8)] == sorted(
        told.index(f"end {number}.") for number in range(8)
    )
    assert buttons(direct[-1])


async def test_where_neither_way_works_the_log_says_so(
    open_world: OpenWorld, log: pytest.LogCaptureFixture
) -> None:
    world = await open_world(Setup(slack={"response_url_seconds": 0.0}))
    world.refuses = True
    world.slack.fail_next(POST, times=2)
    assert not await world.slash("/ask", QUESTION)
    assert not world.slack.said
    assert "nor could the apology" in log.text
