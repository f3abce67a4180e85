"""The built-in model on stories written for this: rewrites are found, other reports left apart."""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.build import build
from index.generation import open_generation
from index.manifest import live_generation
from index.options import BuildOptions
from tests.index.copies.made_up import groups
from tests.index.real_model import read_lines, remembering_model

if TYPE_CHECKING:
    from index.generation import Generation

SAMPLES = Path(__file__).parents[2] / "samples" / "stories.jsonl"
STORIES = read_lines(SAMPLES)


def build_stories(folder: Path, text: str) -> Generation:
    (folder / "articles").mkdir()
    (folder / "articles" / "stories.jsonl").write_text(text, encoding="utf-8")
    build(folder / "articles", folder / "store", BuildOptions(), remembering_model)
    return open_generation(live_generation(folder / "store"))


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> set[frozenset[str]]:
    """Pairs of ids that are in one group."""
    text = SAMPLES.read_text(encoding="utf-8")
    found = groups(build_stories(tmp_path_factory.mktemp("stories"), text))
    return {frozenset(pair) for ids in found for pair in combinations(ids, 2)}


def events() -> dict[str, dict[str, str]]:
    """The ids of each event by their roles."""
    found = defaultdict[str, dict[str, str]](dict)
    for one in STORIES:
        found[one["event"]][one["role"]] = one["id"]
    return found


def test_most_rewrites_are_found(joined: set[frozenset[str]]) -> None:
    pairs = {event: frozenset((r["original"], r["rewrite"])) for event, r in events().items()}
    missed = [event for event, pair in pairs.items() if pair not in joined]
    assert len(pairs) == 16
    assert len(missed) <= 1, missed


def test_no_other_report_and_no_other_event_is_joined(joined: set[frozenset[str]]) -> None:
    rewrites = {frozenset((r["original"], r["rewrite"])) for r in events().values()}
    assert joined - rewrites == set()


def test_without_dates_they_are_found_too_and_nothing_else_is(tmp_path: Path) -> None:
    text = "".join(json.dumps({**one, "published": None}) + "\n" for one in STORIES)
    found = set(groups(build_stories(tmp_path, text)))
    rewrites = {tuple(sorted((r["original"], r["rewrite"]))) for r in events().values()}
    assert found <= rewrites
    assert len(found) >= 15
