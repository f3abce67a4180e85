"""Copies: how many are found, how many wrongly, and how long that takes.

The stories in `tests/samples` are told by role: a rewrite should be found with its original, any
other report of the event and any other event with none. The limits were set on every other event
of them, from the first on; the others are counted apart. On the news the pairs are only counted, by
kind: that they are right, people have to read.
"""

from __future__ import annotations

import json
import tempfile
import time
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from benchmarks.answer_speed import bring_up_to_date
from benchmarks.build_speed import sample_passages
from benchmarks.evals import ROOT, news, news_store
from benchmarks.figures import table
from index.build import build
from index.collection import read_collection
from index.copies import find_copies
from index.copies.wording import sentence_words
from index.generation import open_generation
from index.manifest import live_generation
from index.options import BuildOptions
from index.stores.copy_groups import CopyKind
from index.stores.text_words import TextWordsWriter

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.bench import Bench
    from index.embedders.base import Embedder

STORIES: Final = ROOT / "tests" / "samples" / "stories.jsonl"
ORIGINAL, REWRITE = "original", "rewrite"


@dataclass(frozen=True, slots=True)
class StoryFigures:
    """Of some events: how many have a rewrite, how many were found, and pairs joined wrongly."""

    events: int
    rewrites: int
    found: int
    reports: int
    other_events: int
    unrelated: int


@dataclass(frozen=True, slots=True)
class NewsFigures:
    """What is found in a collection. `embedding` is what embedding all of it takes, estimated."""

    groups: int
    pairs: dict[CopyKind, int]
    seconds: float
    embedding: float


def main(bench: Bench) -> None:
    """Find copies in the stories and in the news, print; raises SkippedError."""
    with bench.console.status("Looking for rewritten stories …"):
        columns = ("rewrites found", "other reports joined", "other events", "unrelated")
        made = table("Copies: stories, told by what they are", "", *columns)
        for name, figures in stories(bench.load_embedder).items():
            made.add_row(
                f"{name} ({figures.events} events)",
                f"{figures.found} of {figures.rewrites}",
                *map(str, (figures.reports, figures.other_events, figures.unrelated)),
            )
    bench.console.print(made)
    articles, store = news(bench).articles, news_store(bench)
    with bench.console.status(f"Looking for copies in {articles} …"):
        bring_up_to_date(articles, store, bench.load_embedder)
        found = measure(articles, store, bench.load_embedder)
    made = table("Copies: news", "", "figure")
    made.add_row("groups", str(found.groups))
    for kind, count in found.pairs.items():
        made.add_row(f"pairs of a group: {kind}", str(count))
    made.add_row("seconds", f"{found.seconds:.1f}")
    made.add_row("  of what embedding takes", f"{found.seconds / found.embedding:.1%}")
    bench.console.print(made)


def stories(load_embedder: Callable[[str], Embedder]) -> dict[str, StoryFigures]:
    """What is found among all stories, by half: the one that the limits were set on, and the rest.

    A wrong pair counts in the half of the event that comes first.
    """
    lines = STORIES.read_text(encoding="utf-8").splitlines()
    told = {one["id"]: one for one in map(json.loads, lines)}
    events = list(dict.fromkeys(one["event"] for one in told.values()))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "articles"
        folder.mkdir()
        (folder / STORIES.name).write_text("\n".join(lines), encoding="utf-8")
        build(folder, Path(name) / "store", BuildOptions(), load_embedder)
        generation = open_generation(live_generation(Path(name) / "store"))
    ids = generation.articles.ids()
    joined = [
        [told[ids[row]] for row in pair]
        for group in generation.copies.groups
        for pair in combinations(group.articles, 2)
    ]
    halves = {"limits set on": events[::2], "the rest": events[1::2]}
    return {
        name: count([one for one in told.values() if one["event"] in half], joined, half)
        for name, half in halves.items()
    }


def count(
    told: list[dict[str, str]], joined: list[list[dict[str, str]]], events: list[str]
) -> StoryFigures:
    """Count the stories `told` of some events, and the pairs that are joined."""
    here = [pair for pair in joined if min(one["event"] for one in pair) in events]
    same = [pair for pair in here if pair[0]["event"] == pair[1]["event"]]
    roles = [{one["role"] for one in pair} for pair in same]
    found = sum(pair == {ORIGINAL, REWRITE} for pair in roles)
    other_events = sum("other_event" in pair for pair in roles)
    return StoryFigures(
        events=len(events),
        rewrites=sum(one["role"] == REWRITE for one in told),
        found=found,
        reports=len(same) - found - other_events,
        other_events=other_events,
        unrelated=len(here) - len(same),
    )


def measure(articles: Path, store: Path, load_embedder: Callable[[str], Embedder]) -> NewsFigures:
    """Find the copies of an index once more, with the time it takes; the index is up to date."""
    generation = open_generation(live_generation(store))
    collection = read_collection(articles, BuildOptions(), lambda problem: None)  # noqa: ARG005
    layout = generation.layout
    rows = np.arange(len(generation.vectors))
    vectors = generation.vectors.rows(rows).astype(np.float16)
    passages, sentences = np.split(vectors, [len(layout.passages)])
    started = time.perf_counter()
    words = TextWordsWriter()
    for article, cut in zip(collection.articles, collection.passages, strict=True):
        words.add(sentence_words(article, cut))
    groups = find_copies(
        collection.articles, collection.passages, words.gathered(), layout, passages, sentences
    )
    seconds = time.perf_counter() - started
    pairs = dict.fromkeys(CopyKind, 0)
    for group in groups:
        pairs[group.kind] += len(group.articles) * (len(group.articles) - 1) // 2
    return NewsFigures(len(groups), pairs, seconds, _embedding(store, load_embedder))


def _embedding(store: Path, load_embedder: Callable[[str], Embedder]) -> float:
    """Seconds that embedding all passages of an index would take, by a sample of them."""
    generation = open_generation(live_generation(store))
    texts = sample_passages(store)
    embedder = load_embedder(generation.manifest.options.model)
    started = time.perf_counter()
    for _ in embedder.encode_passages(texts):
        pass
    return (time.perf_counter() - started) * len(generation.layout.passages) / len(texts)
