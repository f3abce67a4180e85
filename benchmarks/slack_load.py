"""The bot on Slack under load: many people at once ask it, over real sockets.

    this process ─▶ the stand-in for Slack ◀── 127.0.0.1 ──▶ the bot, in a process of its own
                                an event loop with nothing to do, in another, beside both

Half of the questions are mentions, half commands, by twenty people in channels of their own, which
take a message a second each, as Slack's do. Every one must be acknowledged in time and have one
outcome.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.answer_speed import bring_up_to_date
from benchmarks.bench import SkippedError
from benchmarks.chat_processes import Lateness, process, ready, received, run_bot, run_idle
from benchmarks.discord_load import (
    ACKNOWLEDGED_MS,
    AT_ONCE,
    LATE_MS,
    PATIENCE,
    QUIET,
    questions,
    spread,
)
from benchmarks.evals import ROOT
from benchmarks.figures import against, percentile, table
from benchmarks.slack_lanes import ask_all, lanes, workspace
from tests.bot.adapters.slack.run_on_stand_in import point_slack_at

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rich.table import Table

    from benchmarks.bench import Bench
    from benchmarks.slack_lanes import Asked
    from index.embedders.base import Embedder

COUNT = 200


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of it all; `refused` is what Slack would not take, but for what came too fast."""

    asked: Sequence[Asked]
    span: tuple[float, float]
    loops: Mapping[str, Lateness]
    refused: int
    pings: int


def main(bench: Bench) -> None:
    """Start the bot, ask it, print; raises SkippedError."""
    store = bench.work / "samples-store"
    with bench.console.status("Preparing the index …"):
        bring_up_to_date(ROOT / "articles", store, bench.load_embedder)
    with bench.console.status(f"Asking {COUNT:,} questions, {AT_ONCE} at once …"):
        figures = asyncio.run(measure(store, bench.load_embedder, COUNT))
    bench.console.print(as_table(figures))


async def measure(store: Path, load: Callable[[str], Embedder], count: int) -> Figures:
    """Ask so many questions."""
    with tempfile.TemporaryDirectory() as folder:
        async with workspace() as slack:
            settings = {
                "ARTICLES_DIR": str(ROOT / "articles"), "STORE_DIR": str(store),
                "STATE_FILE": str(Path(folder) / "state.sqlite"),
                "SLACK_BOT_TOKEN": slack.token, "SLACK_APP_TOKEN": slack.app_token,
                "QUESTIONS_PER_MINUTE": "1000", "SERVER_QUESTIONS_PER_MINUTE": "100000",
            }  # fmt: skip
            points = [partial(point_slack_at, slack.api_url)]
            with (
                process(run_bot, points, settings, load) as (bot, from_bot),
                process(run_idle) as (_, from_idle),
            ):
                await ready(from_bot)
                await ready(from_idle)
                began = time.monotonic()
                texts = enumerate(islice(questions(), count))
                asked = await ask_all(lanes(slack, AT_ONCE), texts, PATIENCE)
                ended_at = time.monotonic()
                await asyncio.sleep(QUIET)
                bot.terminate()
                ended = await received(from_bot)
                if ended.code:
                    raise SkippedError(f"the bot ended with {ended.code}: {ended.said.strip()}")
                from_idle.send(None)
                idle = await received(from_idle)
            loops = {"the bot": ended.lateness, "an idle loop beside it": idle}
            return Figures(asked, (began, ended_at), loops, len(slack.refused), len(slack.pings))


def as_table(figures: Figures) -> Table:
    """How long things took, how late loops were, and the outcomes."""
    title = f"The bot on Slack: {len(figures.asked):,} questions, {AT_ONCE} at once"
    made = table(title, "", "p50 ms", "p99 ms", "p99.9 ms", "most", "against")
    for name, by_command in (("mention", False), ("command", True)):
        of_kind = [one for one in figures.asked if one.by_command == by_command]
        signs = [1e3 * one.acknowledged for one in of_kind]
        limit = against(percentile(signs, 99), ACKNOWLEDGED_MS)
        made.add_row(f"{name}: acknowledged", *spread(signs), limit)
        ends = [1e3 * (one.answered_at - one.sent_at) for one in of_kind if one.answered_at]
        made.add_row(f"{name}: its answer", *spread(ends))
    made.add_section()
    for name, lateness in figures.loops.items():
        late = lateness.within(*figures.span)
        made.add_row(f"late: {name}", *spread(late), against(percentile(late, 99.9), LATE_MS))
    made.add_section()
    blank = ("",) * 4
    once = sum(one.outcomes == 1 for one in figures.asked)
    made.add_row("exactly one outcome", *blank, f"{once:,} of {len(figures.asked):,}")
    made.add_row("refused by Slack; pings", *blank, f"{figures.refused:,}; {figures.pings:,}")
    return made
