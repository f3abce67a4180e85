"""`python -m benchmarks.soak`: months in minutes. Questions without end, rebuilds, files that come
and go; nothing may fail, get lost, be quoted from what was deleted, or grow.

    round ─▶ write some articles, change one, delete some ─▶ rebuild, while questions go on
          ─▶ every quote is compared with the articles of the very generation that its answer names

The bot is whole but for a platform: real model, real processes for the builds. Prints one table;
exits 1 where an answer was wrong or something grew beyond `GROWTH`.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psutil
from rich.console import Console

from benchmarks.evals import samples
from benchmarks.figures import megabytes, table
from benchmarks.whole_bot import open_bot
from index.manifest import GENERATIONS
from index.stores.article_store import ArticleStore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.whole_bot import Reaction, WholeBot

AT_ONCE: Final = 8
"""People who ask at the same time."""

PER_ROUND: Final = 3
"""Articles that each round adds; from the third round on as many are deleted."""

WARM: Final = 3
"""Rounds after which the first figures are taken: until then caches fill."""

GROWTH: Final = 1.05
"""Of memory, threads and open files, from the first figures to the last."""

TOWNS: Final = ("Ada", "Brook", "Caldera", "Dunmore", "Eastry", "Farrow", "Glen", "Holt")


@dataclass(frozen=True, slots=True)
class Size:
    """What this process holds: bytes of memory, threads, open files."""

    memory: int
    threads: int
    files: int


@dataclass(slots=True)
class Count:
    """What came of the questions, and the texts of each generation that answered, by id."""

    outcomes: Counter[str] = field(default_factory=Counter)
    generations: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)


def main() -> int:
    """Run it; what to exit with."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--rebuilds", type=int, default=20)
    flags = parser.parse_args()
    os.environ["HF_HUB_OFFLINE"] = "1"
    folder = Path(tempfile.mkdtemp(prefix="dateline-soak-"))
    articles = folder / "articles"
    shutil.copytree(samples().articles, articles)
    started, count = time.monotonic(), Count()
    try:
        with open_bot(articles, folder / "store") as bot:
            sizes = asyncio.run(_soak(bot, folder, count, flags.questions, flags.rebuilds))
    finally:
        shutil.rmtree(folder)
    return _report(count, sizes, flags.rebuilds, time.monotonic() - started)


async def _soak(
    bot: WholeBot, folder: Path, count: Count, questions: int, rebuilds: int
) -> list[Size]:
    """Ask and rebuild; what the process held after each round."""
    asked = cycle(_questions())
    share = -(-questions // rebuilds)
    left, sizes = questions, list[Size]()
    _remember(count, folder / "store", bot.services.archive.generation or "")
    for number in range(rebuilds):
        _change(folder / "articles", number)
        building = asyncio.wrap_future(
            bot.services.rebuilder.start(full=False, started_by="the soak")
        )
        this, left = min(share, left), left - min(share, left)
        seen = await _ask_all(bot, list(islice(asked, this)))
        await building
        _remember(count, folder / "store", bot.services.archive.generation or "")
        for one in seen:
            _check(count, one)
        sizes.append(_size())
    return sizes


def _questions() -> Iterator[str]:
    """Those on the samples, and one for each town that may have an article or not."""
    yield from (question.text for question in samples().questions)
    for town in TOWNS:
        yield f"How many lamps does the town of {town} have?"


def _change(articles: Path, number: int) -> None:
    """A round's changes: new files, one that says something else, and the oldest ones gone."""
    for place in range(PER_ROUND):
        town = TOWNS[(number * PER_ROUND + place) % len(TOWNS)]
        name = f"round-{number:03}-{place}.md"
        text = f"The town of {town} has {number + 2} lamps of brass. Its mayor lit them on Friday."
        (articles / name).write_text(f"# Lamps in {town}\n\n{text}\n", encoding="utf-8")
        if number >= 2:
            (articles / f"round-{number - 2:03}-{place}.md").unlink()
    changed = articles / "changed.txt"
    changed.write_text(f"The old bridge was painted {number + 1} times.\n", encoding="utf-8")


async def _ask_all(bot: WholeBot, questions: list[str]) -> list[Reaction]:
    waiting = asyncio.Semaphore(AT_ONCE)

    async def one(question: str) -> Reaction:
        async with waiting:
            return await bot.ask(question)

    return await asyncio.gather(*map(one, questions))


def _remember(count: Count, store: Path, generation: str) -> None:
    """The texts of a generation, read before it is cleared away."""
    articles = ArticleStore(store / GENERATIONS / generation)
    every = [articles.article(row) for row in range(len(articles))]
    count.texts[generation] = {article.doc_id: article.text for article in every}


def _check(count: Count, one: Reaction) -> None:
    count.outcomes[one.failed or type(one.reply.body).__name__] += 1
    if one.failed:
        count.wrong.append(one.failed)
        return
    count.generations[one.generation] += 1
    texts = count.texts.get(one.generation)
    if texts is None:
        count.wrong.append(f"an answer names {one.generation!r}, which was never live")
        return
    for quote in one.quotes:
        text = texts.get(quote.doc_id, "")
        if text[quote.span.start : quote.span.end] != quote.text:
            count.wrong.append(f"{quote.doc_id} of {one.generation} doesn't say {quote.text!r}")


def _size() -> Size:
    process = psutil.Process()
    return Size(process.memory_info().rss, process.num_threads(), process.num_fds())


def _report(count: Count, sizes: list[Size], rebuilds: int, seconds: float) -> int:
    first, last = sizes[min(WARM, len(sizes)) - 1], sizes[-1]
    made = table("A soak", "", "figure", f"from round {WARM}")
    made.add_row("questions answered", f"{sum(count.outcomes.values()):,}", "")
    for outcome, number in count.outcomes.most_common(5):
        made.add_row(f"  {outcome[:60]}", f"{number:,}", "")
    made.add_row("rebuilds", f"{rebuilds}", "")
    made.add_row("generations that answered", f"{len(count.generations)}", "")
    made.add_row("wrong", f"{len(count.wrong)}", "")
    grown = False
    for name, was, now, shown in (
        ("memory", first.memory, last.memory, megabytes(last.memory)),
        ("threads", first.threads, last.threads, str(last.threads)),
        ("open files", first.files, last.files, str(last.files)),
    ):
        grown = grown or now > GROWTH * was
        made.add_row(name, shown, f"{now / was:.3f} ×")
    made.add_row("seconds", f"{seconds:,.0f}", "")
    console = Console(width=None if sys.stdout.isatty() else 110)
    console.print(made)
    for wrong in count.wrong[:10]:
        console.print(f"wrong: {wrong}", markup=False, highlight=False)
    return 1 if count.wrong or grown else 0


if __name__ == "__main__":
    sys.exit(main())
