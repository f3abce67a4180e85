"""One bot on Discord and Slack at once, asked without end from both, over one index.

    the stand-ins for Discord and Slack, in this process ◀── 127.0.0.1 ──▶ the bot, in its own

Every question must have one outcome, on the platform where it was asked; and memory must stay flat
from the first quarter of the questions to the end.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psutil

from benchmarks import discord_load, slack_lanes
from benchmarks.answer_speed import bring_up_to_date
from benchmarks.bench import SkippedError
from benchmarks.chat_processes import process, ready, received, run_bot
from benchmarks.discord_load import GROWTH, PATIENCE, QUIET, questions
from benchmarks.evals import ROOT
from benchmarks.figures import against, megabytes, table
from tests.bot.adapters.discord.run_on_wire import point_discord_at
from tests.bot.adapters.discord.wire import TOKEN, Wire
from tests.bot.adapters.slack.run_on_stand_in import point_slack_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.table import Table

    from benchmarks.bench import Bench
    from index.embedders.base import Embedder
    from tests.bot.adapters.discord.wire_world import Asked
    from tests.bot.adapters.slack.stand_in import Slack

ON_EACH: Final = 10
"""People who ask at the same time on each platform."""

COUNTS: Final = (500, 2_000)
"""Questions after which memory is looked at, and looked at again."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How many messages answered each question, by platform; memory in bytes; seconds in all."""

    discord: Sequence[int]
    slack: Sequence[int]
    memory: Sequence[int]
    refused: int
    seconds: float


def main(bench: Bench) -> None:
    """Start the bot, ask it, print; raises SkippedError."""
    store = bench.work / "samples-store"
    with bench.console.status("Preparing the index …"):
        bring_up_to_date(ROOT / "articles", store, bench.load_embedder)
    with bench.console.status(f"Asking {COUNTS[-1]:,} questions on two platforms …"):
        figures = asyncio.run(measure(store, bench.load_embedder, COUNTS))
    bench.console.print(as_table(figures, COUNTS))


async def measure(store: Path, load: Callable[[str], Embedder], counts: tuple[int, int]) -> Figures:
    """Ask as many questions as `counts` says, and look at memory after each part."""
    with tempfile.TemporaryDirectory() as folder:
        async with Wire(channels=ON_EACH) as wire, slack_lanes.workspace() as slack:
            settings = {
                "ARTICLES_DIR": str(ROOT / "articles"), "STORE_DIR": str(store),
                "STATE_FILE": str(Path(folder) / "state.sqlite"), "DISCORD_TOKEN": TOKEN,
                "SLACK_BOT_TOKEN": slack.token, "SLACK_APP_TOKEN": slack.app_token,
                "QUESTIONS_PER_MINUTE": "1000", "SERVER_QUESTIONS_PER_MINUTE": "100000",
            }  # fmt: skip
            points = [partial(point_discord_at, wire.base), partial(point_slack_at, slack.api_url)]
            with process(run_bot, points, settings, load) as (bot, from_bot):
                await ready(from_bot)
                began, memory = time.monotonic(), list[int]()
                asking = _Asking(wire, slack)
                texts = enumerate(islice(questions(), counts[-1]))
                done = 0
                for count in counts:
                    await asking.ask(islice(texts, count - done))
                    done = count
                    if not bot.is_alive():
                        raise SkippedError("the bot ended while it was asked")
                    memory.append(psutil.Process(bot.pid).memory_info().rss)
                seconds = time.monotonic() - began
                await asyncio.sleep(QUIET)
                bot.terminate()
                ended = await received(from_bot)
                if ended.code:
                    raise SkippedError(f"the bot ended with {ended.code}: {ended.said.strip()}")
            refused = len(slack.refused) + len(wire.refused)
            return Figures(*asking.outcomes(), memory, refused, seconds)


class _Asking:
    """People on both platforms, who take the next question each as soon as they have an answer."""

    def __init__(self, wire: Wire, slack: Slack) -> None:
        self._wire = wire
        self._lanes = slack_lanes.lanes(slack, ON_EACH)
        self._on_discord: list[Asked] = []
        self._on_slack: list[slack_lanes.Asked] = []

    async def ask(self, texts: Iterator[tuple[int, str]]) -> None:
        """Ask all of them, on whichever platform somebody is free."""
        async with asyncio.TaskGroup() as platforms:
            discord = platforms.create_task(discord_load.ask_all(self._wire, texts, ON_EACH))
            slack = platforms.create_task(slack_lanes.ask_all(self._lanes, texts, PATIENCE))
        self._on_discord += discord.result()
        self._on_slack += slack.result()

    def outcomes(self) -> tuple[list[int], list[int]]:
        """How many messages answered each question."""
        return [one.outcomes for one in self._on_discord], [one.outcomes for one in self._on_slack]


def as_table(figures: Figures, counts: tuple[int, int]) -> Table:
    """Outcomes by platform, and memory."""
    made = table(
        f"One bot on two platforms: {counts[-1]:,} questions, {2 * ON_EACH} at once", "", ""
    )
    for name, outcomes in (("Discord", figures.discord), ("Slack", figures.slack)):
        once = sum(number == 1 for number in outcomes)
        made.add_row(f"{name}: exactly one outcome", f"{once:,} of {len(outcomes):,}")
    made.add_row("refused by a platform", f"{figures.refused:,}")
    made.add_section()
    for count, held in zip(counts, figures.memory, strict=True):
        made.add_row(f"memory after {count:,} questions", megabytes(held))
    before, after = figures.memory
    made.add_row("", f"{after / before - 1:+.1%}, {against(after / before, GROWTH)}")
    made.add_row("seconds", f"{figures.seconds:,.0f}")
    return made
