"""The bot on Discord under load: many people at once ask it, over real sockets.

    this process ─▶ the stand-in for Discord ◀── 127.0.0.1 ──▶ the bot, in a process of its own
                                  an event loop with nothing to do, in another, beside both

Half of the questions are mentions, half commands, each by another person. Every one must have one
outcome, and a sign of life before it. How late the bot's event loop is, a task in it finds out that
sleeps and looks at the clock; what of that is the machine's, the idle loop tells. Then it is asked
on, to see whether its memory grows.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from itertools import islice, product
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psutil

from benchmarks.answer_speed import bring_up_to_date
from benchmarks.bench import SkippedError
from benchmarks.chat_processes import Lateness, process, ready, received, run_bot, run_idle
from benchmarks.evals import ROOT, samples
from benchmarks.figures import against, megabytes, percentile, table
from bot.core import words
from tests.bot.adapters.discord.run_on_wire import point_discord_at
from tests.bot.adapters.discord.wire import TOKEN, Wire

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from rich.table import Table

    from benchmarks.bench import Bench
    from index.embedders.base import Embedder
    from tests.bot.adapters.discord.wire_world import Asked


AT_ONCE: Final = 20
COUNTS: Final = (200, 500, 2_500)
"""Questions after which answers are counted, memory is looked at, and looked at again."""

ACKNOWLEDGED_MS: Final = 1_000.0
LATE_MS: Final = 100.0
GROWTH: Final = 1.05
"""What we hold ourselves to: at the 99th percentile, at the 99.9th, and in all."""

PATIENCE: Final = 60.0
"""Seconds after which a question counts as not answered."""

QUIET: Final = 1.0
"""Seconds in which a second outcome would have come."""

OPENERS: Final = (
    "", "Please: ", "Tell me, ", "Quick question: ", "I wonder: ", "Hello, ", "Once more: ",
    "For the record, ", "In short: ", "My editor asks: ",
)  # fmt: skip
CLOSERS: Final = (
    "", " Thanks!", " Thank you.", " Please.", " Be brief.", " It is urgent.", " Quote it.",
    " Give me the source.", " Cheers.", " Anyone?",
)  # fmt: skip
HOLDS: Final = frozenset(words.waiting_at(place) for place in range(1, AT_ONCE + 2))


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of it all. `asked` has as many as the last of the counts; `memory` is bytes."""

    asked: Sequence[Asked]
    span: tuple[float, float]
    """When the first part began and ended, by monotonic()."""

    loops: Mapping[str, Lateness]
    memory: Sequence[int]


def main(bench: Bench) -> None:
    """Start the bot, ask it, print; raises SkippedError."""
    store = bench.work / "samples-store"
    with bench.console.status("Preparing the index …"):
        bring_up_to_date(ROOT / "articles", store, bench.load_embedder)
    with bench.console.status(f"Asking {COUNTS[-1]:,} questions, {AT_ONCE} at once …"):
        figures = asyncio.run(measure(store, bench.load_embedder, COUNTS))
    bench.console.print(as_table(figures, COUNTS))


async def measure(
    store: Path, load: Callable[[str], Embedder], counts: tuple[int, int, int]
) -> Figures:
    """Ask as many questions as `counts` says, and look at memory after the second and the third."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "ARTICLES_DIR": str(ROOT / "articles"), "STORE_DIR": str(store),
            "STATE_FILE": str(Path(folder) / "state.sqlite"), "DISCORD_TOKEN": TOKEN,
            "QUESTIONS_PER_MINUTE": "1000",
        }  # fmt: skip
        async with Wire(channels=AT_ONCE) as wire:
            with (
                process(run_bot, [partial(point_discord_at, wire.base)], settings, load) as (
                    bot,
                    from_bot,
                ),
                process(run_idle) as (_, from_idle),
            ):
                await ready(from_bot)
                await ready(from_idle)
                ours = Lateness()
                sampling = asyncio.create_task(ours.sample())
                texts = enumerate(islice(questions(), counts[-1]))
                asked: list[Asked] = []
                ends: list[float] = [time.monotonic()]
                memory: list[int] = []
                for count in counts:
                    asked += await ask_all(wire, islice(texts, count - len(asked)), AT_ONCE)
                    ends.append(time.monotonic())
                    if not bot.is_alive():
                        raise SkippedError("the bot ended while it was asked")
                    memory.append(psutil.Process(bot.pid).memory_info().rss)
                await asyncio.sleep(QUIET)
                sampling.cancel()
                bot.terminate()
                ended = await received(from_bot)
                if ended.code:
                    raise SkippedError(f"the bot ended with {ended.code}: {ended.said.strip()}")
                from_idle.send(None)
                loops = {
                    "the bot": ended.lateness,
                    "an idle loop beside it": await received(from_idle),
                    "this stand-in's own loop": ours,
                }
    return Figures(asked, (ends[0], ends[1]), loops, memory[1:])


def questions() -> Iterator[str]:
    """Three thousand, no two the same."""
    asked = [question.text for question in samples().questions]
    for closer, opener, text in product(CLOSERS, OPENERS, asked):
        yield f"{opener}{text}{closer}"


async def ask_all(wire: Wire, texts: Iterator[tuple[int, str]], channels: int) -> list[Asked]:
    """Each of so many channels takes the next question as soon as its last one is answered."""
    all_asked: list[Asked] = []

    async def ask_in(channel: int) -> None:
        for number, text in texts:
            if number % 2:
                asked = wire.mention(text, number, channel)
            else:
                asked = wire.slash("ask", number, channel, question=text)
            all_asked.append(asked)
            try:
                await wire.until(partial(_is_answered, asked), PATIENCE)
            except AssertionError:  # the table will tell; others would wait as long
                return

    async with asyncio.TaskGroup() as people:
        for channel in range(channels):
            people.create_task(ask_in(channel))
    return all_asked


def _is_answered(asked: Asked) -> bool:
    return bool(asked.shown) and asked.last["content"] not in HOLDS


# ── the table ────────────────────────────────────────────────────────────────────────────────


def as_table(figures: Figures, counts: tuple[int, int, int]) -> Table:
    """All figures: how long things took, how late loops were, outcomes, and memory."""
    first, settled, last = counts
    title = f"The bot on Discord: {first} questions, {AT_ONCE} at once"
    made = table(title, "", "p50 ms", "p99 ms", "p99.9 ms", "most", "against")
    part = figures.asked[:first]
    for name, kind in (("mention", "MESSAGE_CREATE"), ("command", "INTERACTION_CREATE")):
        of_kind = [one for one in part if one.name == kind and one.shown]
        signs = [1e3 * ((one.acknowledged_at or inf) - one.sent_at) for one in of_kind]
        limit = against(percentile(signs, 99), ACKNOWLEDGED_MS)
        made.add_row(f"{name}: a sign of life", *spread(signs), limit)
        ends = [1e3 * (one.shown[-1].at - one.sent_at) for one in of_kind]
        made.add_row(f"{name}: its answer", *spread(ends))
    made.add_section()
    for name, lateness in figures.loops.items():
        late = lateness.within(*figures.span)
        made.add_row(f"late: {name}", *spread(late), against(percentile(late, 99.9), LATE_MS))
    made.add_section()
    blank = ("",) * 4
    for asked in (part, figures.asked):
        once = sum(one.outcomes == 1 for one in asked)
        made.add_row("exactly one outcome", *blank, f"{once:,} of {len(asked):,}")
    made.add_row("quotes, “don't say”, anything else", *blank, _kinds(figures.asked))
    made.add_section()
    before, after = figures.memory
    made.add_row(f"memory after {settled:,} questions", *blank, megabytes(before))
    made.add_row(f"memory after {last:,} questions", *blank, megabytes(after))
    growth = f"{after / before - 1:+.1%}, {against(after / before, GROWTH)}"
    made.add_row("", *blank, growth)
    return made


def spread(values: Sequence[float]) -> tuple[str, str, str, str]:
    """The median, two percentiles near the end, and the largest."""
    half, most, nearly = (f"{percentile(values, share):.1f}" for share in (50, 99, 99.9))
    return half, most, nearly, f"{max(values):.1f}"


def _kinds(asked: Sequence[Asked]) -> str:
    """How many answers are quotes, how many say that there are none, and the rest."""
    shown = [one.last["embeds"] for one in asked if one.shown]
    texts = [embeds[0]["description"] if embeds else "" for embeds in shown]
    silent = sum(words.NOT_SAID in text for text in texts)
    quotes = sum("> " in text for text in texts)
    return f"{quotes:,}, {silent:,}, {len(asked) - quotes - silent:,}"
