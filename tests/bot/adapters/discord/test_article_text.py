"""Text of articles on Discord: as it is, whole, with its source, and pinging nobody."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.core.layout.answers import CONTEXT
from index.records import Answer, NoAnswer
from tests.bot.adapters.discord.world import Setup, buttons, outcome, shown, written
from tests.bot.bridge import QUESTION, SENTENCE
from tests.bot.fakes import FakeArchive, make_quote

if TYPE_CHECKING:
    import discord

    from tests.bot.adapters.discord.world import OpenWorld

pytestmark = pytest.mark.asyncio


# ── text of articles ─────────────────────────────────────────────────────────────────────────

HARMFUL = (
    "@everyone and @here, <@{ann}> said `rm -rf` to <@&{role}> in <#{channel}>: **bold** __x__ "
    "~~y~~ ||z|| [here](https://evil.example) https://evil.example <https://evil.example> "
    "discord.gg/evil <:emoji:1> <t:1> # heading > quote \\ end"
)


async def test_article_text_is_shown_as_it_is_and_pings_nobody(open_world: OpenWorld) -> None:
    world = await open_world()
    role = world.guild.create_role("all", mentionable=True)
    text = HARMFUL.format(ann=world.ann.id, role=role.id, channel=world.channel.id)
    quote = replace(make_quote(text, "<@1>/`id`"), title=f"# {text}", copies=("@here",))
    answers: dict[str, Answer | NoAnswer] = {QUESTION: Answer(QUESTION, (quote,), 0.9)}
    await world.restart(FakeArchive(answers, texts={quote.doc_id: f"{text} More."}))
    [answer] = await world.ask()
    context = outcome(await world.ann.click(answer, label=CONTEXT))
    for message in (answer, context):
        assert f"> {text}" in shown(message)
        assert not live_marks_in(message)
        assert not message.mention_everyone
        assert not message.mentions
        assert not message.role_mentions


async def test_two_quotes_of_one_article_with_an_address_are_both_shown(
    open_world: OpenWorld,
) -> None:
    address = "https://news.example/bridge"
    first, second = (
        replace(make_quote(text), source_url=address) for text in (SENTENCE, "It is long.")
    )
    world = await open_world(Setup(FakeArchive({QUESTION: Answer(QUESTION, (first, second), 0.9)})))
    [answer] = await world.ask()
    assert len(answer.embeds) == 2
    assert not any(embed.url for embed in answer.embeds)
    assert SENTENCE in shown(answer)
    assert "It is long." in shown(answer)
    assert shown(answer).count(f"[news.example]({address})") == 2


@pytest.mark.parametrize("size", [2_006, 4_097, 13_000])
async def test_a_long_quote_arrives_whole(open_world: OpenWorld, size: int) -> None:
    text = " ".join(f"word-{n:05}" for n in range(size // 11 + 1))[:size]
    archive = FakeArchive({QUESTION: Answer(QUESTION, (make_quote(text),), 0.9)})
    world = await open_world(Setup(archive))
    said = await world.ask()
    assert _quoted(said) == text
    assert [bool(buttons(one)) for one in said] == [*[False] * (len(said) - 1), True]
    result = await world.ann.slash(world.channel, "ask", question=QUESTION)
    assert result.response is not None
    assert _quoted([one.message for one in (result.response, *result.followups)]) == text


async def test_all_of_a_long_private_answer_is_for_one_person_alone(open_world: OpenWorld) -> None:
    archive = FakeArchive({QUESTION: Answer(QUESTION, (make_quote("word " * 3_000),), 0.9)})
    world = await open_world(Setup(archive))
    result = await world.ann.slash(world.channel, "ask", question=QUESTION, private=True)
    assert len(result.followups) > 1
    assert all(one.ephemeral for one in result.followups)
    assert not world.said()


def live_marks_in(message: discord.Message) -> list[str]:
    """What Discord would take for a ping, a link or a format, bold aside."""
    # Without escaped marks and boxes of code, in which nothing is a mark.
    bare = re.sub(r"\\.|`[^`]*`", "", written(message).replace("**", ""))
    return re.findall(r"@everyone|@here|<[@#:t]|://|\[|\|\||__|~~", bare)


def _quoted(messages: list[discord.Message]) -> str:
    """The words of a quote that was cut between words."""
    lines = [line for one in messages for line in shown(one).splitlines()]
    return " ".join(line.removeprefix("> ") for line in lines if line.startswith("> "))
