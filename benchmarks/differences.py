"""Differing reports on the news: every answer that claims one, to be read, and what looking costs.

The questions are those of the news set and forty of our own that ask for a number
(`count_questions.jsonl`), each with what a reader of the articles found: that they differ in it,
that they agree, or that a single one tells it. Whether a difference that is claimed is a true one,
people have to judge: all of them are printed. The time is that of the parts of an answer that read
the question and the sentences as a careful reader would, against the whole answer.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from benchmarks.answer_speed import bring_up_to_date
from benchmarks.evals import ROOT, news, news_store
from benchmarks.figures import percentile, table
from index.generation import open_generation
from index.manifest import live_generation
from index.options import AnswerOptions
from index.question.reading import Request, read
from index.reading_room import ReadingRoom
from index.records import Answer
from index.reporting import compare_reports
from index.search import Searcher
from index.weighing import moves_by_words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from benchmarks.bench import Bench
    from index.generation import Generation

COUNT_QUESTIONS: Final = ROOT / "benchmarks" / "count_questions.jsonl"
WARM_UP: Final = 10
PARTS: Final = ("reading the question", "rules on sentences", "differing reports", "whole answer")


@dataclass(frozen=True, slots=True)
class Claimed:
    """An answer that claims a difference; `expected` is what a reader found, "" if none looked."""

    question: str
    expected: str
    answer: Answer


def main(bench: Bench) -> None:
    """Ask, list every difference that is claimed, print the times; raises SkippedError."""
    asked = news(bench)
    store = news_store(bench)
    with bench.console.status("Asking the news …"):
        bring_up_to_date(asked.articles, store, bench.load_embedder)
        generation = open_generation(live_generation(store))
        embedder = bench.load_embedder(generation.manifest.options.model)
        searcher = Searcher(generation, embedder, AnswerOptions())
        questions = {**dict.fromkeys([q.text for q in asked.questions], ""), **_count_questions()}
        claimed = list(find_claimed(searcher, questions))
        times = measure(searcher, generation, list(questions))
    _print_claimed(bench.console, claimed, questions)
    made = table("Careful reading: milliseconds an answer", "", "p50", "p95", "share of the whole")
    whole = sum(times[PARTS[-1]])
    for name, values in times.items():
        row = (f"{percentile(values, 50):.1f}", f"{percentile(values, 95):.1f}")
        made.add_row(name, *row, f"{sum(values) / whole:.0%}")
    bench.console.print(made)


def find_claimed(searcher: Searcher, questions: dict[str, str]) -> Iterator[Claimed]:
    """The answers to `questions` (with what is expected of each) that claim a difference."""
    for question, expected in questions.items():
        reply = searcher.answer(question)
        if isinstance(reply, Answer) and reply.differing:
            yield Claimed(question, expected, reply)


def measure(
    searcher: Searcher, generation: Generation, questions: Sequence[str]
) -> dict[str, list[float]]:
    """Milliseconds of each part, for each of `questions`; 0.0 for a part that it doesn't need."""
    times: dict[str, list[float]] = {name: [] for name in PARTS}
    for number, question in enumerate((*questions[:WARM_UP], *questions)):
        started = time.perf_counter()
        found = searcher.examine(question, 3)
        parts = {PARTS[-1]: time.perf_counter() - started}
        parts |= dict.fromkeys(PARTS[:-1], 0.0)
        if found.weighed is not None and found.read is not None:
            weighed, text = found.weighed, found.read.text
            started = time.perf_counter()
            read(Request(question), datetime.now(UTC))
            parts[PARTS[0]] = time.perf_counter() - started
            room = ReadingRoom(generation)
            started = time.perf_counter()
            moves_by_words_of(text, weighed.candidates, weighed.plain, room)
            parts[PARTS[1]] = time.perf_counter() - started
            if isinstance(found.reply, Answer):
                rows = weighed.candidates.rows[weighed.order].tolist()
                scores = weighed.scores[weighed.order].tolist()
                started = time.perf_counter()
                compare_reports(text, rows, scores, generation, room)
                parts[PARTS[2]] = time.perf_counter() - started
        if number >= min(WARM_UP, len(questions)):
            for name in PARTS:
                times[name].append(1e3 * parts[name])
    return times


def _count_questions() -> dict[str, str]:
    lines = COUNT_QUESTIONS.read_text(encoding="utf-8").splitlines()
    return {one["question"]: one["expected"] for one in map(json.loads, lines)}


def _print_claimed(console: Console, claimed: list[Claimed], questions: dict[str, str]) -> None:
    for one in claimed:
        console.print(f"\n{one.question} [{one.expected or 'not looked up'}]", markup=False)
        for line in one.answer.differing:
            console.print(f"  {line.value} ({line.relation})", markup=False, highlight=False)
            for said in line.reported:
                quote = said.quote
                words = " ".join(quote.text.split())
                source = f"{quote.doc_id} {quote.published or 'undated'}"
                console.print(f"    {source}: {words}", markup=False, highlight=False)
    made = table("Differing reports on the news", "a reader found that they", "asked", "claimed")
    for expected in ("differing", "agreeing", "single", ""):
        asked = sum(value == expected for value in questions.values())
        count = sum(one.expected == expected for one in claimed)
        made.add_row(expected or "(not looked up)", str(asked), str(count))
    console.print(made)
