"""“Share in channel”: what only one person saw, shown to all, and by whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.slack import phrases, sharing
from bot.adapters.slack.phrases import SHARE
from bot.adapters.slack.sharing import PAGES, SharedAnswer, SharedPage
from bot.core.layout.pages import OLDER
from index.issues.records import Candidate, Ledger, Status
from index.records import Answer
from tests.bot.adapters.slack.reading import buttons, written
from tests.bot.adapters.slack.world import Setup
from tests.bot.bridge import QUESTION, SENTENCE, make_archive
from tests.bot.fakes import (
    FakeArchive,
    make_evidence,
    make_quote,
    make_source,
    make_standing,
)

if TYPE_CHECKING:
    from tests.bot.adapters.slack.stand_in import Message
    from tests.bot.adapters.slack.world import OpenWorld, World

LEDGER = Ledger(
    (make_standing("bridge", Status.OPEN, make_evidence()),),
    (Candidate(("prisoner",), (make_quote("A secret dispute."),), 1),),
)
LONG = 9_000
"""Characters of a quote that one message doesn't hold beside others like it."""


def long_archive(quotes: int, more: str = "") -> FakeArchive:
    """An answer of long quotes."""
    texts = [f"Quote {n}{more} " + "word " * (LONG // 5) for n in range(quotes)]
    shown = tuple(make_quote(text.strip(), f"id-{n}") for n, text in enumerate(texts))
    return FakeArchive({QUESTION: Answer(QUESTION, shown, 0.9)})


async def shared(world: World, message: Message, channel: str = "C1") -> list[Message]:
    """What a channel sees of Ann's pressing the button, which she is told nothing of."""
    assert await world.press(message, SHARE) == []
    return [one for one in world.slack.messages(channel) if one.by_bot]


# ── what is shared ───────────────────────────────────────────────────────────────────────────


@pytest.mark.asyncio
async def test_an_answer_is_shared_with_its_question_and_who_asked_it(world: World) -> None:
    [seen] = await world.slash("/ask", QUESTION)
    [answer] = await shared(world, seen)
    asked, *rest = written(answer).split("\n")
    assert asked == f"ann asked: {QUESTION}"
    assert rest[:-1] == written(seen).split("\n")[:-1]
    assert rest[-1].endswith(phrases.MENTION_TO_GO_ON)
    assert written(seen).endswith(phrases.SHARE_TO_GO_ON)
    assert answer.text == SENTENCE, "what a notification shows"
    assert buttons(answer) == ["More quotes", "In context", "Not helpful"]
    assert answer.blocks[0]["text"]["type"] == "plain_text"
    assert seen.deleted
    assert world.slack.ephemeral("C1", world.slack.ann) == []


@pytest.mark.asyncio
async def test_the_buttons_of_a_shared_answer_work_for_all(world: World) -> None:
    [seen] = await world.slash("/ask", QUESTION)
    [answer] = await shared(world, seen)
    [more] = await world.press(answer, "More quotes", by=world.slack.bob)
    assert "Sundays" in written(more)


@pytest.mark.asyncio
async def test_a_question_that_would_ping_is_shared_as_it_was_typed(open_world: OpenWorld) -> None:
    question = "Who told <!here> & *all* of <@UBOB>?"
    world = await open_world(Setup(make_archive(question)))
    [seen] = await world.slash("/ask", "Who told &lt;!here&gt; &amp; *all* of &lt;@UBOB&gt;?")
    [answer] = await shared(world, seen)
    assert written(answer).startswith(f"ann asked: {question}\n")


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("command", "text", "shown"),
    [
        ("/issues", "", "1 open issue"),
        ("/issues", "bridge", "What would settle it: the bridge opens"),
        ("/sources", "", "2 articles"),
        ("/sources", "ferry", "A ferry"),
        ("/index-status", "", "Generation · 20260102-abc"),
    ],
)
async def test_a_page_is_shared_with_who_shares_it(
    open_world: OpenWorld, command: str, text: str, shown: str
) -> None:
    listed = [make_source("ferry", "A ferry"), make_source("road", "A road")]
    world = await open_world(
        Setup(FakeArchive(listed=listed, ledger_now=LEDGER, texts={"ferry": "Text."}))
    )
    [seen] = await world.slash(command, text)
    [page] = await shared(world, seen)
    by, *rest = written(page).split("\n")
    assert by == "Shared by ann"
    assert rest == written(seen).split("\n")
    assert any(shown in line for line in rest)
    assert seen.deleted
    assert SHARE not in buttons(page)


@pytest.mark.asyncio
async def test_pages_of_a_shared_list_are_turned_for_each_alone(open_world: OpenWorld) -> None:
    listed = [make_source(f"id-{n:02}") for n in range(12)]
    world = await open_world(Setup(FakeArchive(listed=listed)))
    [page] = await shared(world, (await world.slash("/sources"))[0])
    [turned] = await world.press(page, OLDER, by=world.slack.bob)
    assert "page 2 of 2" in written(turned)
    assert not page.edits


@pytest.mark.asyncio
@pytest.mark.parametrize("channel", ["C2", "C3"])
async def test_a_channel_is_shown_it_also_where_the_bot_is_no_member(
    open_world: OpenWorld, channel: str
) -> None:
    world = await open_world()
    world.slack.world.channels[channel].members.discard(world.slack.bot.id)
    world.refuses = True
    [seen] = await world.slash("/ask", QUESTION, channel=channel)
    [answer] = await shared(world, seen, channel)
    assert written(answer).startswith(f"ann asked: {QUESTION}\n> ")
    assert seen.deleted


@pytest.mark.asyncio
async def test_an_answer_of_several_messages_is_shared_whole(open_world: OpenWorld) -> None:
    world = await open_world(Setup(long_archive(3)))
    seen = await world.slash("/ask", QUESTION)
    assert len(seen) > 2
    assert [SHARE in buttons(one) for one in seen] == [*[False] * (len(seen) - 1), True]
    answer = await shared(world, seen[-1])
    on = phrases.MENTION_TO_GO_ON, phrases.SHARE_TO_GO_ON
    texts = [written(one).replace(*on) for one in answer]
    assert texts == [
        f"ann asked: {QUESTION}\n{written(seen[0])}", *(written(one) for one in seen[1:])
    ]  # fmt: skip
    assert seen[-1].deleted


@pytest.mark.asyncio
async def test_what_is_posted_in_a_direct_message_at_last_offers_no_channel(
    open_world: OpenWorld,
) -> None:
    world = await open_world(Setup(long_archive(9)))
    await world.slash("/ask", QUESTION)
    *_, last = world.slack.messages("DANN")
    assert SHARE not in buttons(last)


@pytest.mark.asyncio
async def test_who_presses_several_times_at_once_shares_once(world: World) -> None:
    [seen] = await world.slash("/ask", QUESTION)
    for _ in range(3):
        world.slack.press(world.slack.ann, seen, SHARE)
    await world.settle()
    assert len(world.slack.messages("C1")) == 1
    assert world.slack.ephemeral("C1", world.slack.ann) == []


@pytest.mark.asyncio
@pytest.mark.parametrize(("command", "text"), [("/ask", QUESTION), ("/sources", "")])
async def test_who_presses_again_after_it_was_shared_shares_it_once(
    world: World, command: str, text: str
) -> None:
    [seen] = await world.slash(command, text)
    first = await shared(world, seen)
    assert await shared(world, seen) == first
    [another] = await world.slash(command, text)
    assert len(await shared(world, another)) == 2, "what was asked for anew is shared anew"


# ── how it is written into the button ────────────────────────────────────────────────────────

TYPED = st.text(max_size=60).map(lambda text: " ".join(text.split()))


@given(
    st.text("0123456789abcdef", min_size=1).map(SharedAnswer)
    | st.builds(SharedPage, st.sampled_from(sorted(PAGES)), TYPED)
)
def test_what_is_read_is_what_was_written(what: sharing.Shared) -> None:
    assert sharing.read(sharing.written(what)) == what


@given(
    st.text(max_size=40)
    | st.tuples(
        st.sampled_from(["typed:", "typed: ", "turn:", "typed:issues", "typed:rebuild ", ":"]),
        st.text(max_size=20),
    ).map("".join)
)
def test_any_text_is_an_answer_a_page_or_nothing(text: str) -> None:
    match sharing.read(text):
        case SharedAnswer(turn):
            assert text == f"turn:{turn}"
        case SharedPage(command):
            assert command in PAGES
            assert re.match(rf"typed:{command}( |$)", text)
        case None:
            assert not text.startswith("turn:")
