"""`/issues` on Discord: what each option shows and to whom, what is suggested, and the buttons."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.adapters.discord import phrases
from bot.adapters.discord.access import Access
from bot.adapters.discord.limits import ALT, length
from bot.adapters.discord.options import Options
from bot.adapters.discord.outgoing import Outgoing
from bot.adapters.discord.sending import InChannel
from bot.core import ledger_words, words
from bot.core.call import Platform
from bot.core.layout.records import File
from index.errors import CatalogueError, UnknownMomentError
from index.issues.records import Candidate, Condition, Ledger, Move, Moves, Status
from tests.bot.adapters.discord.test_article_text import HARMFUL, live_marks_in
from tests.bot.adapters.discord.world import Setup, buttons, outcome, run_by_mo, shown, written
from tests.bot.fakes import FakeArchive, make_evidence, make_quote, make_standing

if TYPE_CHECKING:
    import simcord

    from tests.bot.adapters.discord.world import OpenWorld, World

pytestmark = pytest.mark.asyncio

SHUT = make_evidence("The bridge is shut.")
BRIDGE = make_standing("old-bridge", Status.OPEN, SHUT, title="Opening of the bridge")
ROAD = make_standing("road", Status.SETTLED, make_evidence("The road is built."))
LEDGER = Ledger(
    (BRIDGE, ROAD, make_standing("tunnel", Status.NOT_MENTIONED)),
    (Candidate(("prisoner", "swap"), (make_quote("A secret dispute."),), 1),),
)
MOVES = Moves("May", "now", (Move(Status.OPEN, ROAD, ROAD.evidence, 0, ()),))

OPTIONS = {"issue": "road", "since": "last", "chart": True, "unlisted": True}


class CountingArchive(FakeArchive):
    """Knows how often its ledger was read."""

    read = 0

    def ledger(self) -> Ledger:
        self.read += 1
        return super().ledger()


def over(ledger: Ledger = LEDGER, options: Options | None = None) -> Setup:
    archive = CountingArchive(ledger_now=ledger, moves_found=MOVES)
    return Setup(archive, options or Options(Access()))


async def issues(world: World, **options: object) -> simcord.InteractionResult:
    """What Ann's `/issues` comes to."""
    result: simcord.InteractionResult = await world.ann.slash(world.channel, "issues", **options)
    return result


# ── what is shown, and to whom ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, "1 open issue, last moved first:"),
        ({"chart": False, "unlisted": False}, "1 open issue, last moved first:"),
        ({"issue": "old-bridge"}, "What would settle it: the old-bridge opens"),
        ({"issue": "opening BRIDGE"}, "What would settle it: the old-bridge opens"),
        ({"since": "2025-05"}, ledger_words.what_changed("May", "now")),
        ({"chart": True}, "1 article, indexed 3 hours ago"),
    ],
)
@pytest.mark.parametrize("private", [False, True])
async def test_all_may_see_what_is_shown_unless_it_is_to_be_private(
    open_world: OpenWorld, options: dict[str, object], told: str, private: bool
) -> None:
    world = await open_world(over())
    result = await issues(world, **options, private=private)
    assert told in shown(outcome(result))
    assert result.ephemeral == private


@pytest.mark.parametrize("since", ["last", "2025-05", " "])
async def test_since_is_asked_of_the_ledger_as_it_was_typed(
    open_world: OpenWorld, since: str
) -> None:
    world = await open_world(over())
    await issues(world, since=since)
    assert world.archive.since == [since.strip() or "last"]


async def test_a_moment_or_an_issue_that_there_is_not_is_told_with_what_there_is(
    open_world: OpenWorld,
) -> None:
    world = await open_world(over())
    world.archive.moves_found = UnknownMomentError("There is no build before.")
    assert shown(outcome(await issues(world, since="last"))) == "There is no build before."
    told = shown(outcome(await issues(world, issue="@here")))
    assert told == ledger_words.no_issue("@here", ())


@pytest.mark.parametrize(
    "chosen", [("issue", "since"), ("issue", "chart"), ("since", "unlisted"), tuple(OPTIONS)]
)
async def test_of_options_that_exclude_each_other_one_is_to_be_chosen(
    open_world: OpenWorld, chosen: tuple[str, ...]
) -> None:
    world = await open_world(over())
    result = await issues(world, **{name: OPTIONS[name] for name in chosen})
    assert shown(outcome(result)) == phrases.CHOOSE_ONE
    assert result.ephemeral
    assert not world.archive.since


@pytest.mark.parametrize("options", [{"unlisted": True}, {"issue": " UNLISTED "}])
async def test_what_is_unlisted_is_for_admins_and_nobody_else_sees_it(
    open_world: OpenWorld, options: dict[str, object]
) -> None:
    world = await open_world(over())
    refused = await issues(world, **options)
    assert shown(outcome(refused)) == words.admins_only("issues unlisted", Platform.DISCORD)
    assert refused.ephemeral
    assert "A secret dispute." in await run_by_mo(world, "issues", **options)
    assert not world.said()


async def test_issues_work_in_a_direct_message(open_world: OpenWorld) -> None:
    world = await open_world(over())
    page = outcome(await world.ann.user.slash("issues"))
    opened = outcome(await world.ann.user.click(page, label="2"))
    assert "The road is built." in shown(opened)


async def test_a_long_list_arrives_whole_with_its_buttons_below_the_last_message(
    open_world: OpenWorld,
) -> None:
    texts = [f"{n} " + "word " * 290 for n in range(12)]
    standings = [
        make_standing(f"issue-{n}", Status.OPEN, make_evidence(text))
        for n, text in enumerate(texts)
    ]
    world = await open_world(over(Ledger(tuple(standings))))
    result = await issues(world)
    assert result.response is not None
    messages = [one.message for one in (result.response, *result.followups)]
    told = "".join(shown(message) for message in messages)
    assert all(f"> {text.strip()}" in told for text in texts)
    assert [len(buttons(one)) for one in messages] == [*[0] * (len(messages) - 1), 12]


async def test_text_of_the_ledger_is_shown_as_it_is_and_pings_nobody(
    open_world: OpenWorld,
) -> None:
    text = HARMFUL.format(ann=1, role=2, channel=3)
    evidence = make_evidence(text, doc_id="<@1>/`id`", party=text, speaker="@here")
    quote = replace(evidence.quote, title=f"# {text}", copies=("@everyone",))
    evidence = replace(evidence, quote=quote)
    standing = make_standing(
        *("bridge", Status.OPEN, evidence), title="@everyone **b**",
        waits_for=(Condition("bridge", "<#9>", quote),),
    )  # fmt: skip
    world = await open_world(over(Ledger((standing,))))
    page = outcome(await issues(world))
    for message in (page, outcome(await world.ann.click(page, label="1"))):
        assert f"> {text}" in shown(message)
        assert r"\@everyone \*\*b\*\*" in written(message)
        assert not live_marks_in(message)
        assert not message.mention_everyone
        assert not message.mentions
        assert not message.role_mentions


# ── the buttons ──────────────────────────────────────────────────────────────────────────────


async def test_a_button_opens_its_issue_for_whoever_presses_it_also_after_a_restart(
    open_world: OpenWorld,
) -> None:
    world = await open_world(over())
    page = outcome(await issues(world))
    assert buttons(page) == ["1", "2"]
    await world.restart()
    result = await world.bob.click(page, label="2")
    assert result.ephemeral
    assert "What would settle it: the road opens" in shown(outcome(result))
    assert len(world.said()) == 1


async def test_a_button_of_an_issue_that_is_gone_says_so(open_world: OpenWorld) -> None:
    world = await open_world(over())
    page = outcome(await issues(world))
    await world.restart(FakeArchive())
    result = await world.ann.click(page, label="1")
    assert result.ephemeral
    assert shown(outcome(result)) == ledger_words.no_issue("old-bridge", ())


# ── the picture ──────────────────────────────────────────────────────────────────────────────


async def test_the_picture_has_its_description(open_world: OpenWorld) -> None:
    world = await open_world(over())
    [picture] = outcome(await issues(world, chart=True)).attachments
    assert picture.filename == "issues.png"
    assert picture.description is not None
    assert "Opening of the bridge: open" in picture.description
    assert (await picture.read()).startswith(b"\x89PNG")


@pytest.mark.parametrize(("alt", "kept"), [("é" * 2_000, 1_024), ("😀" * 2_000, 512)])
async def test_a_description_is_no_longer_than_discord_takes(
    world: World, alt: str, kept: int
) -> None:
    channel = world.run.client.get_partial_messageable(world.channel.id)
    await InChannel(channel).deliver([Outgoing(file=File("a.png", b"x", alt))])
    [picture] = world.said()[-1].attachments
    assert picture.description == alt[:kept]
    assert length(picture.description) <= ALT


# ── what is suggested ────────────────────────────────────────────────────────────────────────


async def suggestions(world: World, option: str, typed: str) -> dict[str, str]:
    """What Discord offers while someone types, with what picking it means."""
    choices = await world.ann.autocomplete(world.channel, "issues", option, typed)
    return {choice["name"]: choice["value"] for choice in choices}


async def test_of_what_is_typed_no_more_is_looked_for_than_could_be_sent(
    open_world: OpenWorld,
) -> None:
    world = await open_world(over())
    found = await suggestions(world, "issue", "bridge " * 800 + "nowhere")
    assert found == await suggestions(world, "issue", "bridge")


@pytest.mark.parametrize("typed", ["BRIDGE", "old-b", "bridge opening", "dg"])
async def test_issues_are_suggested_by_any_part_of_id_and_title(
    open_world: OpenWorld, typed: str
) -> None:
    world = await open_world(over())
    found = await suggestions(world, "issue", typed)
    assert found == {"Opening of the bridge · old-bridge": "old-bridge"}


async def test_issues_are_suggested_in_their_order_and_without_reading_the_ledger(
    open_world: OpenWorld,
) -> None:
    world = await open_world(over())
    assert isinstance(world.archive, CountingArchive)
    before = world.archive.read
    found = await suggestions(world, "issue", "")
    assert list(found.values()) == ["old-bridge", "road", "tunnel"]
    assert await suggestions(world, "issue", "nothing") == {}
    assert world.archive.read == before


async def test_no_more_issues_are_suggested_than_discord_takes(open_world: OpenWorld) -> None:
    many = [make_standing(f"issue-{n:02}", Status.OPEN) for n in range(40)]
    world = await open_world(over(Ledger(tuple(many))))
    assert len(await suggestions(world, "issue", "")) == 25


@pytest.mark.parametrize("sign", ["x", "🌉"])
async def test_a_long_id_is_suggested_short_and_is_found_when_picked(
    open_world: OpenWorld, sign: str
) -> None:
    long = make_standing(sign * 150, Status.OPEN, SHUT, title=sign * 80)
    world = await open_world(over(Ledger((long, ROAD))))
    [picked] = (await suggestions(world, "issue", sign)).values()
    assert f"the {sign * 150} opens" in shown(outcome(await issues(world, issue=picked)))


async def test_issues_are_suggested_before_there_are_any(open_world: OpenWorld) -> None:
    world = await open_world(Setup(None))
    assert await suggestions(world, "issue", "bridge") == {}


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("", "last"), ("LA", "last"), ("2025-11", "2025-11"), ("é" * 300, "é" * 100)],
)
async def test_since_offers_the_build_before_else_what_is_typed(
    world: World, typed: str, offered: str
) -> None:
    assert list((await suggestions(world, "since", typed)).values()) == [offered]


async def test_a_ledger_that_can_not_be_read_stops_no_answer(open_world: OpenWorld) -> None:
    class Broken(FakeArchive):
        def ledger(self) -> Ledger:
            raise CatalogueError("issues.toml", 3, "is no TOML", "correct it")

    world = await open_world(Setup(Broken()))
    assert await suggestions(world, "issue", "") == {}
    told = outcome(await world.ann.slash(world.channel, "sources"))
    assert "bridge" in written(told)
