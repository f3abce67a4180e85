"""The benchmark of copies counts what is there, with a fake model, so that it can't rot unseen."""

from __future__ import annotations

import io
from itertools import combinations
from typing import TYPE_CHECKING

from rich.console import Console

from benchmarks import copies
from benchmarks.bench import Bench
from benchmarks.copies import StoryFigures, count, measure
from index.stores.copy_groups import CopyKind
from tests.index.copies.made_up import reworded, story, text
from tests.index.fakes import load_fake
from tests.index.shelf import make_shelf
from tests.test_benchmarks import write_evals

if TYPE_CHECKING:
    from pathlib import Path

ROLES = ("original", "rewrite", "other_report", "other_event")


def test_wrong_pairs_are_counted_by_what_they_are() -> None:
    told = [{"event": event, "role": role} for event in ("dam", "cup") for role in ROLES]
    joined = [list(pair) for pair in combinations(told[:4], 2)] + [[told[0], told[5]]]
    assert count(told[:4], joined, ["dam"]) == StoryFigures(1, 1, 1, 2, 3, 0)
    assert count(told[4:], joined, ["cup"]) == StoryFigures(1, 1, 0, 0, 0, 1)


def test_pairs_of_a_collection_are_counted_by_kind(tmp_path: Path) -> None:
    files = {"a.txt": text(story(1)), "b.txt": text(story(1)), "c.txt": text(story(1))}
    files |= {"d.txt": text(story(2)), "e.txt": text(reworded(story(2)))}
    shelf = make_shelf(tmp_path, files)
    shelf.build()
    found = measure(shelf.articles, shelf.store, load_fake)
    assert found.groups == 2
    assert found.pairs == {CopyKind.SAME_TEXT: 3, CopyKind.REWRITTEN: 1}
    assert found.seconds > 0
    assert found.embedding > 0


def test_it_prints_stories_and_news(tmp_path: Path) -> None:
    out = io.StringIO()
    bench = Bench(Console(file=out, width=160), tmp_path, write_evals(tmp_path), None, load_fake)
    copies.main(bench)
    assert "the rest (8 events)" in out.getvalue()
    assert "pairs of a group: same text" in out.getvalue()
