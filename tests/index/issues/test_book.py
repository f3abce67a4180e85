"""The ledger of a store: no quote leaves that its article lacks; a build is kept once."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from index.errors import (
    QuoteMismatchError,
    StoreDamagedError,
    StoreMissingError,
)
from index.issues.book import Book, keep_ledger
from index.issues.history import History
from index.issues.ledger_file import LEDGER_FILE, read_findings
from index.issues.records import Findings, Status
from index.manifest import live_generation
from index.stores.article_store import ArticleStore
from tests.index.issues.strike import (
    ARTICLES,
    LATER,
    built,
    options,
)
from tests.index.issues.told import told

if TYPE_CHECKING:
    from pathlib import Path

    from tests.index.shelf import Shelf

NOW = datetime(2026, 3, 18, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def module_shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """The strike with the article that ends it. Tests must not change it."""
    return built(tmp_path_factory.mktemp("strike"), {**ARTICLES, "later.md": LATER})


@pytest.fixture
def findings(module_shelf: Shelf) -> Findings:
    return read_findings(live_generation(module_shelf.store))


def test_the_ledger_is_that_of_the_live_generation(module_shelf: Shelf) -> None:
    book = Book.open(module_shelf.store)
    found = {standing.issue.id: standing.status for standing in book.ledger().standings}
    assert found == {
        "pay-rise": Status.SETTLED,
        "eastern-line": Status.SETTLED,
        "night-shifts": Status.OPEN,
        "arbitration": Status.NOT_MENTIONED,
    }
    assert book.manifest.generation == live_generation(module_shelf.store).name
    assert Book.open(module_shelf.store, generation=book.manifest.generation).ledger()


class TestVerifying:
    def other_words(self, shelf: Shelf, folder: Path) -> Book:
        """The ledger of a store, above articles one word of which was changed underneath."""
        text = ARTICLES["first.md"].replace("rejected", "accepted")
        edited = built(folder, {**ARTICLES, "first.md": text, "later.md": LATER})
        book = Book.open(shelf.store)
        findings = read_findings(live_generation(shelf.store))
        articles = ArticleStore(live_generation(edited.store))
        return Book(findings, articles, book.manifest, History(None, shelf.store), lambda: NOW)

    def test_a_quote_that_its_article_lacks_never_leaves(
        self, module_shelf: Shelf, tmp_path: Path
    ) -> None:
        book = self.other_words(module_shelf, tmp_path)
        with pytest.raises(
            QuoteMismatchError, match=r"quote from first at .* not what the article"
        ):
            book.ledger()
        with pytest.raises(QuoteMismatchError):
            book.moves("2026-01..2026-03")

    def test_nor_does_one_of_an_article_that_is_gone(
        self, module_shelf: Shelf, findings: Findings
    ) -> None:
        gone = replace(findings, evidence=(told(doc_id="gone", issue="pay-rise"),))
        book = Book.open(module_shelf.store)
        articles = ArticleStore(live_generation(module_shelf.store))
        with pytest.raises(QuoteMismatchError, match="gone"):
            Book(gone, articles, book.manifest, History(None, module_shelf.store)).ledger()

    def test_a_damaged_ledger_is_told(self, module_shelf: Shelf, tmp_path: Path) -> None:
        store = tmp_path / "store"
        shutil.copytree(module_shelf.store, store)
        (live_generation(store) / LEDGER_FILE).write_text("{", encoding="utf-8")
        with pytest.raises(StoreDamagedError, match=LEDGER_FILE):
            Book.open(store)

    def test_without_an_index_there_is_no_ledger(self, tmp_path: Path) -> None:
        with pytest.raises(StoreMissingError, match="python -m index build"):
            Book.open(tmp_path)


def test_a_ledger_is_kept_once_and_only_by_builds_that_are_live(tmp_path: Path) -> None:
    state = tmp_path / "state.sqlite"
    shelf = built(tmp_path)
    for _ in range(2):
        keep_ledger(shelf.store, state)
    shelf.write("later.md", LATER)
    shelf.build(options=options(shelf))
    live = live_generation(shelf.store)
    history = History(state, shelf.store)
    assert len(history.builds()) == 1
    keep_ledger(shelf.store, state)
    assert len(history.builds()) == 2
    assert history.findings(live.name) == read_findings(live)
