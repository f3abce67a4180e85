"""A conversation leaves nothing in the log of what was said in it: not at INFO, in either form."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.core.call import CommandName
from bot.core.limits import Limits
from bot.core.reply import Notice
from bot.core.responder import Responder
from bot.settings import LogFormat, LogLevel, Settings
from index.errors import QuoteMismatchError
from index.records import Answer, NoAnswer, Silence
from tests.bot.fakes import (
    ROOMY,
    FakeArchive,
    RaisingArchive,
    make_call,
    make_quote,
    make_services,
)
from tests.bot.operations.looking import Notebook, logged

if TYPE_CHECKING:
    from bot.core.archive import Archive
    from bot.core.call import Call
    from bot.core.reply import Reply

TOKEN = "a.token.of-nobody"  # noqa: S105 - opens nothing
QUESTION = "Why did Zeppelin Aluminium withdraw?"
TEXT = "Quokkas outnumber residents, the ferryman reported."
TOLD = re.compile("zeppelin|aluminium|withdraw|quokkas|ferryman|of-nobody|Annabel", re.IGNORECASE)
"""Words of the question, of the articles, of the token, and the name of whoever asks."""

AS_TEXT = Settings(log_level=LogLevel.INFO, discord_token=TOKEN)
AS_JSON = replace(AS_TEXT, log_format=LogFormat.JSON)
BOTH = pytest.mark.parametrize("settings", [AS_TEXT, AS_JSON], ids=["text", "json"])


def called(text: str = QUESTION, command: CommandName = CommandName.ASK, **about: Any) -> Call:
    call = make_call(text, command, user="4711")
    return replace(call, user_name="Annabel", conversation="815", **about)


def conversation() -> list[Call]:
    """Of every command, by whoever may, and by whoever may not."""
    commands = [called(command=one, is_admin=True, turn="x") for one in CommandName]
    return [called(), called("and quokkas?"), *commands, called(command=CommandName.FORGET)]


def hold(archive: Archive, calls: list[Call], observer: Notebook | None = None) -> list[Reply]:
    async def ask() -> list[Reply]:
        watcher = observer or Notebook()
        services = make_services(archive, observer=watcher)
        with Responder(services, ROOMY, observer=watcher) as responder:
            return [await responder.respond(one) for one in calls]

    return asyncio.run(ask())


def archive_of(text: str = TEXT) -> FakeArchive:
    answer = Answer(QUESTION, (make_quote(text),), 0.9)
    near = NoAnswer("and quokkas?", Silence.NOT_SAID, (make_quote(text),))
    return FakeArchive({QUESTION: answer, "and quokkas?": near}, texts={"bridge": text})


@BOTH
def test_a_conversation_leaves_ids_and_counts_and_no_word_of_it(settings: Settings) -> None:
    with logged(settings) as stream:
        hold(archive_of(), conversation())
    assert len(stream.getvalue().splitlines()) > len(CommandName)
    assert not TOLD.findall(stream.getvalue())


@BOTH
@pytest.mark.parametrize(
    "error",
    [
        RuntimeError(f"no such column: {QUESTION} in {TEXT}, asked with {TOKEN}"),
        KeyError(QUESTION),
        StopIteration(TEXT),
        asyncio.CancelledError(TEXT),
        SystemExit(QUESTION),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_that_repeats_it_all_leaves_its_kind_its_place_and_the_apologys_id(
    settings: Settings, error: BaseException
) -> None:
    with logged(settings) as stream:
        [reply] = hold(RaisingArchive(lambda: error), [called()])
    said = stream.getvalue()
    assert not TOLD.findall(said)
    assert type(error).__name__ in said
    assert "fakes.py" in said
    assert isinstance(reply.body, Notice)
    found = re.search(r"error ([0-9a-f]{8})", reply.body.text)
    assert found
    assert found[1] in said.splitlines()[0]


def test_with_json_the_id_of_an_apology_and_what_became_of_a_call_are_fields() -> None:
    with logged(AS_JSON) as stream:
        replies = hold(RaisingArchive(lambda: KeyError(QUESTION)), [called()])
        replies += hold(archive_of(), [called()])
    failed, after, answered = (json.loads(line) for line in stream.getvalue().splitlines())
    assert isinstance(replies[0].body, Notice)
    assert failed["error_id"] in replies[0].body.text
    assert failed["call_id"] == failed["error_id"] == after["call_id"]
    assert after["outcome"] == "failed"
    about = ("command", "platform", "user", "conversation", "outcome", "count", "waiting")
    expected = ["ask", "console", "4711", "815", "quotes", 1, 0]
    assert [answered[name] for name in about] == expected
    assert isinstance(answered["milliseconds"], int)


@BOTH
def test_a_quote_that_is_not_in_its_article_is_an_error_with_ids_and_is_counted(
    settings: Settings,
) -> None:
    notebook = Notebook()
    with logged(settings) as stream:
        archive = RaisingArchive(lambda: QuoteMismatchError("bridge", 7, 31))
        [reply] = hold(archive, [called()], notebook)
    assert notebook.failed_checks == 1
    assert notebook.calls == [("ask", "console", "failed")]
    assert isinstance(reply.body, Notice)
    assert "ERROR" in stream.getvalue()
    assert "failed the quote check: bridge, 7 to 31" in stream.getvalue()
    assert not TOLD.findall(stream.getvalue())


@BOTH
def test_who_is_refused_is_named_by_id_alone(settings: Settings) -> None:
    async def ask() -> None:
        with Responder(make_services(archive_of()), Limits(1, 5.0, 1, 1)) as responder:
            for one in (called(), called(), called(command=CommandName.REBUILD)):
                await responder.respond(one)

    with logged(settings) as stream:
        asyncio.run(ask())
    assert "4711" in stream.getvalue()
    assert not TOLD.findall(stream.getvalue())
