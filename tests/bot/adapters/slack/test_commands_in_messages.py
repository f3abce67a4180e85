"""Commands said to the bot in a message, as in a thread, where Slack has no others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.adapters.slack import phrases
from bot.adapters.slack.names import named
from bot.core import ledger_words
from index.issues.records import Ledger, Moves, Status
from tests.bot.adapters.slack.reading import written
from tests.bot.adapters.slack.world import Setup
from tests.bot.bridge import QUESTION, SENTENCE, make_archive
from tests.bot.fakes import FakeBuild, make_evidence, make_source, make_standing

if TYPE_CHECKING:
    from tests.bot.adapters.slack.world import OpenWorld, World

pytestmark = pytest.mark.asyncio

CROSSING = make_standing("rafah-crossing", Status.OPEN, make_evidence())
LEDGER = Ledger((CROSSING, make_standing("ferry", Status.OPEN, make_evidence())))
LISTED = [make_source("rafah-1", "A crossing"), make_source("ferry-1", "A ferry")]


def over(build: FakeBuild | None = None, prefix: str = "") -> Setup:
    """Two issues, two articles, and an answer."""
    moves = Moves("May", "now", ())
    archive = replace(make_archive(), ledger_now=LEDGER, listed=LISTED, moves_found=moves)
    archive.texts["rafah-1"] = "It is shut."
    return Setup(archive, build=build, prefix=prefix)


async def told(world: World, typed: str) -> str:
    """What is said to a message, the same in a channel and in direct messages, for all to see."""
    [public], [direct] = await world.ask(typed), await world.dm(typed)
    assert not public.to + direct.to
    assert written(public) == written(direct)
    return written(direct)


@pytest.mark.parametrize(
    ("typed", "name"), [("/foo bar", "/foo"), ("/Foo", "/Foo"), ("/isues since last", "/isues")]
)
async def test_a_command_that_there_is_not_is_told_so_and_which_there_are(
    world: World, typed: str, name: str
) -> None:
    said = await told(world, typed)
    assert said == phrases.unknown_command(name, named("").values())
    assert said.startswith(f"There is no command {name}. Mine are /ask, /issues, ")
    assert not world.archive.asked


@pytest.mark.parametrize("typed", [f"/ask {QUESTION}", f"/ASK   {QUESTION}"])
async def test_a_question_behind_the_command_for_one_is_answered_as_itself(
    world: World, typed: str
) -> None:
    [answer] = await world.dm(typed)
    assert answer.text == SENTENCE
    [answer] = await world.ask(typed)
    assert answer.text == SENTENCE
    assert world.archive.asked == [QUESTION] * 2


async def test_it_is_leant_on_like_any_other(world: World) -> None:
    await world.dm(f"/ask {QUESTION}")
    await world.dm("/ask And who?")
    assert world.archive.histories == [(), (QUESTION,)]


@pytest.mark.parametrize(
    "typed", ["/rebuild", "/rebuild full", "/index-feedback", "/index-forget <@UBOB>"]
)
async def test_what_is_for_admins_is_told_to_be_typed_and_nothing_happens(
    open_world: OpenWorld, typed: str
) -> None:
    build = FakeBuild()
    build.go.set()
    world = await open_world(over(build))
    await world.dm(by=world.slack.bob)
    name = typed.partition(" ")[0]
    for by in (world.slack.ann, world.slack.mo):
        for [one] in (await world.ask(typed, by=by), await world.dm(typed, by=by)):
            assert written(one) == phrases.only_typed(name)
            assert written(one).startswith(f"Type {name} by itself")
    assert not build.fulls
    assert not world.slack.files
    assert len(world.archive.asked) == 1


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("issues rafah-crossing", "What would settle it: the rafah-crossing opens"),
        ("Issues RAFAH-crossing", "What would settle it: the rafah-crossing opens"),
        ("/issues the rafah-crossing", "What would settle it: the rafah-crossing opens"),
        ("issues 2", "What would settle it: the ferry opens"),
        ("issues", "2 open issues"),
        ("issues since last", ledger_words.nothing_changed("May")),
        ("issues nothing-such", ledger_words.no_issue("nothing-such", ())),
        ("sources rafah-1", "A crossing"),
        ("/sources rafah-1", "A crossing"),
        ("sources", "2 articles"),
    ],
)
async def test_a_page_is_shown_to_who_names_it(
    open_world: OpenWorld, typed: str, shown: str
) -> None:
    world = await open_world(over())
    said = await told(world, typed)
    assert shown in said
    assert ("A ferry" in said) is (typed == "sources")
    assert not world.archive.asked


async def test_commands_have_their_prefix_in_messages_too(open_world: OpenWorld) -> None:
    world = await open_world(over(prefix="news-"))
    said = await told(world, "/news-issues rafah-crossing")
    assert "the rafah-crossing opens" in said
    assert await told(world, "/rebuild") == phrases.unknown_command(
        "/rebuild", named("news-").values()
    )
    assert await told(world, "/news-rebuild") == phrases.only_typed("/news-rebuild")
