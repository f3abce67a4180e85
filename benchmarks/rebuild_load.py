"""How fast answers stay while the index is rebuilt, and whether each comes from one index.

    asked, one after the other, with a pause between them
    quiet ─▶ p50, p95        while a full build of the same articles runs ─▶ p50, p95, and the ratio

The build is a process of its own, as `/rebuild action:full` starts it. One that takes longer than
`LONGEST` is cancelled then: enough was asked beside it.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from typing import TYPE_CHECKING, Final

from benchmarks.answer_speed import bring_up_to_date
from benchmarks.evals import news, news_store
from benchmarks.figures import percentile, table
from benchmarks.whole_bot import open_bot
from bot.core.errors import BuildCancelledError, BuildError
from index.errors import DatelineError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.bench import Bench
    from benchmarks.whole_bot import Reaction, WholeBot

QUIET: Final = 300
"""Questions that are asked while nothing else is done."""

WARM_UP: Final = 20

PAUSE: Final = 0.1
"""Seconds between two questions: a chat that is asked several times a second is a busy one."""

LONGEST: Final = 900.0
"""Seconds of a build beside which questions are asked."""

RATIO: Final = 2.0
"""What we hold ourselves to: p95 beside a build, against p95 without."""


def main(bench: Bench) -> None:
    """Ask without and with a build, print; raises SkippedError."""
    asked, store = news(bench), news_store(bench)
    with bench.console.status(f"Preparing {store} …"):
        bring_up_to_date(asked.articles, store, bench.load_embedder)
    questions = [question.text for question in asked.questions]
    with open_bot(asked.articles, store) as bot, bench.console.status("Asking …"):
        quiet, busy, ended = asyncio.run(_measure(bot, questions))
    made = table("Answers while the index is rebuilt", "", "questions", "p50 ms", "p95 ms")
    for name, reactions in (("quiet", quiet), ("while a full build runs", busy)):
        times = [one.milliseconds for one in reactions]
        half, most = percentile(times, 50), percentile(times, 95)
        made.add_row(name, f"{len(times):,}", f"{half:.1f}", f"{most:.1f}")
    ratios = [
        percentile([one.milliseconds for one in busy], percent)
        / percentile([one.milliseconds for one in quiet], percent)
        for percent in (50, 95)
    ]
    made.add_row(f"ratio (at most {RATIO:g})", "", f"{ratios[0]:.2f}", f"{ratios[1]:.2f}")
    everyone = [*quiet, *busy]
    made.add_row("that failed", f"{sum(bool(one.failed) for one in everyone)}", "", "")
    made.add_row("that name no index", f"{sum(not one.generation for one in everyone)}", "", "")
    indexes = {one.generation for one in everyone}
    made.add_row("indexes that answered, one each", f"{len(indexes)}", "", "")
    made.add_row(f"the build {ended}", "", "", "")
    bench.console.print(made)


async def _measure(
    bot: WholeBot, questions: Sequence[str]
) -> tuple[list[Reaction], list[Reaction], str]:
    for question in questions[:WARM_UP]:
        await bot.ask(question)
    quiet = [await _asked(bot, one) for one in itertools.islice(itertools.cycle(questions), QUIET)]
    rebuilder = bot.services.rebuilder
    outcome = rebuilder.start(full=True, started_by="the benchmark")
    started, busy = time.monotonic(), list["Reaction"]()
    for question in itertools.cycle(questions):
        busy.append(await _asked(bot, question))
        if outcome.done() or time.monotonic() - started > LONGEST:
            break
    if not outcome.done():
        rebuilder.cancel("the benchmark")
    try:
        await asyncio.wrap_future(outcome)
    except BuildCancelledError:
        return quiet, busy, f"was cancelled after {LONGEST:.0f} s"
    except (DatelineError, BuildError) as error:
        return quiet, busy, f"failed: {error}"
    seconds = time.monotonic() - started
    busy += [await _asked(bot, one) for one in questions[:WARM_UP]]  # of the new index
    return quiet, busy, f"took {seconds:.0f} s"


async def _asked(bot: WholeBot, question: str) -> Reaction:
    await asyncio.sleep(PAUSE)
    return await bot.ask(question)
