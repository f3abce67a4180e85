"""Five real articles, which lie beside a checkout and are no part of the project: all issues that
they leave open are listed, and one later article settles the two that it says are settled.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.build import build
from index.evaluation.evidence import measure_evidence, read_labels
from index.issues.book import Book, keep_ledger
from index.issues.records import Status
from index.options import BuildOptions
from tests.index.issues.later_articles import BOTH_SETTLED, NOTHING_SETTLED
from tests.index.real_model import remembering_model

if TYPE_CHECKING:
    from index.issues.records import Moves

SHARED = Path(__file__).parents[3].parent / "shared"
LABELS = SHARED / "evals" / "gaza" / "issues.jsonl"
SETTLED_LATER = {"rafah-crossing", "last-hostage-remains"}


@dataclass(frozen=True)
class Five:
    """A folder with the five articles, and an index of it that tests must not change."""

    articles: Path
    store: Path

    def copy(self, folder: Path) -> Desk:
        shutil.copytree(self.store, folder / "store")
        return Desk(self.articles, folder / "store", folder / "state.sqlite")


@dataclass(frozen=True)
class Desk:
    """An index of one's own, of the folder that all share."""

    articles: Path
    store: Path
    state: Path

    def build(self) -> None:
        build(self.articles, self.store, BuildOptions(), remembering_model)
        keep_ledger(self.store, self.state)

    def statuses(self) -> dict[str, Status]:
        standings = Book.open(self.store).ledger().standings
        return {standing.issue.id: standing.status for standing in standings}

    def moves(self, since: str) -> Moves:
        return Book.open(self.store, self.state).moves(since)


def five(folder: Path, *, dated: bool) -> Five:
    if not LABELS.is_file() or not (SHARED / "articles").is_dir():
        pytest.skip("the real articles and the labels of their issues are not beside this checkout")
    articles = folder / "articles"
    articles.mkdir()
    files = [*(SHARED / "articles").glob("*.txt"), *([SHARED / "articles.toml"] if dated else [])]
    for file in files:
        (articles / file.name).write_bytes(file.read_bytes())
    build(articles, folder / "store", BuildOptions(), remembering_model)
    return Five(articles, folder / "store")


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Five:
    return five(tmp_path_factory.mktemp("dated"), dated=True)


@pytest.fixture(scope="module")
def undated(tmp_path_factory: pytest.TempPathFactory) -> Five:
    return five(tmp_path_factory.mktemp("undated"), dated=False)


@pytest.fixture(params=["dated", "undated"])
def either(request: pytest.FixtureRequest) -> Five:
    found: Five = request.getfixturevalue(request.param)
    return found


def assert_settles_two_and_no_other(desk: Desk, text: str) -> None:
    """Add an article, look, and take it away again."""
    keep_ledger(desk.store, desk.state)
    before = desk.statuses()
    later = desk.articles / "later.md"
    later.write_text(text, encoding="utf-8")
    try:
        desk.build()
        assert desk.statuses() == before | dict.fromkeys(SETTLED_LATER, Status.SETTLED)
        changed = [m for m in desk.moves("last").moves if m.before is not m.now.status]
        assert {move.now.issue.id for move in changed} == SETTLED_LATER
        for move in changed:
            assert (move.before, move.now.status) == (Status.OPEN, Status.SETTLED)
            assert move.now.reason in move.new
            assert {one.quote.doc_id for one in move.new} == {"later"}
            assert all(one.quote.text in text for one in move.new)
    finally:
        later.unlink()
    desk.build()
    assert desk.statuses() == before


def test_every_issue_that_must_be_open_is_listed_and_its_evidence_is_right(either: Five) -> None:
    labels = read_labels([LABELS])
    figures = measure_evidence(Book.open(either.store).ledger(), labels)
    assert figures.unlisted == ()
    assert figures.right / figures.shown >= 0.85, figures.wrong
    assert figures.found / figures.must >= 0.9, figures.missed


def test_all_twelve_issues_are_open(either: Five, tmp_path: Path) -> None:
    found = either.copy(tmp_path).statuses()
    assert len(found) == 12
    # Of the council one article says that it is founded, the others that it is to come.
    assert {issue for issue, status in found.items() if status is Status.OPEN} >= (
        found.keys() - {"peace-council"}
    )


@pytest.mark.parametrize("manner", BOTH_SETTLED)
def test_a_later_article_settles_what_it_says_is_settled(
    dated: Five, tmp_path: Path, manner: str
) -> None:
    assert_settles_two_and_no_other(dated.copy(tmp_path), BOTH_SETTLED[manner])


@pytest.mark.parametrize("manner", ["background"])
def test_so_does_a_dated_article_beside_five_undated_ones(
    undated: Five, tmp_path: Path, manner: str
) -> None:
    assert_settles_two_and_no_other(undated.copy(tmp_path), BOTH_SETTLED[manner])


def test_an_article_that_leaves_both_open_changes_no_status(dated: Five, tmp_path: Path) -> None:
    desk = dated.copy(tmp_path)
    before = desk.statuses()
    later = desk.articles / "later.md"
    later.write_text(NOTHING_SETTLED, encoding="utf-8")
    try:
        desk.build()
    finally:
        later.unlink()
    assert desk.statuses() == before
