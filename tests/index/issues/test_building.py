"""A build judges by the catalogue it is given, another one makes it stale, a bad one stops it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from index.build import why_stale
from index.errors import CatalogueError
from index.issues.book import Book
from index.issues.catalogue_file import catalogue_at, digest_of
from index.issues.ledger_file import LEDGER_FILE
from index.manifest import GENERATIONS, live_generation, read_manifest
from index.options import BuildOptions
from tests.index.issues.strike import (
    CATALOGUE,
    LATER,
    SIGNED,
    UNTIL,
    built,
    catalogue_of,
    evidence,
    make_strike,
    options,
    run,
)
from tests.index.shelf import make_shelf

if TYPE_CHECKING:
    from pathlib import Path

    from tests.index.shelf import Shelf

MORE = '\n[[issues]]\nid = "roster"\ntitle = "Roster"\nsettled_by = "x"\nterms = ["roster"]\n'


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """The strike, built."""
    return built(tmp_path)


def test_a_generation_holds_the_ledger_and_remembers_its_catalogue(shelf: Shelf) -> None:
    folder = live_generation(shelf.store)
    manifest = read_manifest(folder)
    assert (folder / LEDGER_FILE).is_file()
    assert manifest.catalogue == catalogue_at(str(catalogue_of(shelf))).digest
    assert manifest.options == options(shelf)


def test_the_catalogue_that_ships_is_used_where_none_is_named(tmp_path: Path) -> None:
    shelf = make_shelf(tmp_path, {"a.txt": "The Rafah crossing in Gaza is still closed."})
    shelf.build()
    assert read_manifest(live_generation(shelf.store)).catalogue == digest_of("")
    assert [one.issue for one in evidence(shelf)] == ["rafah-crossing"]


class TestAnotherCatalogue:
    def test_makes_the_index_stale_and_says_so(self, shelf: Shelf) -> None:
        assert why_stale(shelf.articles, shelf.store, options(shelf)) is None
        catalogue_of(shelf).write_text(CATALOGUE + MORE, encoding="utf-8")
        why = why_stale(shelf.articles, shelf.store, options(shelf))
        assert why == "the catalogue of issues changed"

    def test_is_told_beside_the_ledger_that_is_there(self, shelf: Shelf) -> None:
        catalogue_of(shelf).write_text(CATALOGUE + MORE, encoding="utf-8")
        done = run(shelf, "issues")
        assert done.code == 0
        assert UNTIL in done.out
        assert "out of date (the catalogue of issues changed); update it with: " in done.err

    def test_is_judged_by_at_the_next_build_which_embeds_nothing(self, shelf: Shelf) -> None:
        catalogue_of(shelf).write_text(CATALOGUE + MORE, encoding="utf-8")
        report = shelf.build(options=options(shelf))
        assert (report.fresh, report.embedded) == (False, 0)
        standings = Book.open(shelf.store).ledger().standings
        assert "roster" in {standing.issue.id for standing in standings}

    def test_in_another_place_is_another_option(self, shelf: Shelf, tmp_path: Path) -> None:
        moved = catalogue_of(shelf).rename(tmp_path / "other.toml")
        elsewhere = replace(options(shelf), issues_file=str(moved))
        assert why_stale(shelf.articles, shelf.store, elsewhere) == (
            "the index was built with other options"
        )
        assert not shelf.build(options=elsewhere).fresh

    def test_that_ships_is_another_one_too(self, shelf: Shelf) -> None:
        assert why_stale(shelf.articles, shelf.store, BuildOptions(model="fake")) is not None


class TestABadCatalogue:
    """It refuses the build with a sentence; the old generation answers as before."""

    @pytest.fixture(autouse=True)
    def _live_as_before(self, shelf: Shelf) -> object:
        live, said = live_generation(shelf.store), [one.quote.text for one in evidence(shelf)]
        yield
        assert live_generation(shelf.store) == live
        assert [one.quote.text for one in evidence(shelf)] == said
        assert [folder.name for folder in (shelf.store / GENERATIONS).iterdir()] == [live.name]

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            ("[[issues", r"strike\.toml, line 1: is not valid TOML .*; correct that line"),
            ("", r"strike\.toml: has 0 issues; give it one to"),
            (CATALOGUE + MORE.replace("roster", "pay-rise", 1), r"line \d+: two issues have"),
            (CATALOGUE.replace("settled_by", "settles"), r"line \d+: \[\[issues\]\] can't have"),
        ],
    )
    def test_its_line_and_cure_are_named(self, shelf: Shelf, content: str, sentence: str) -> None:
        catalogue_of(shelf).write_text(content, encoding="utf-8")
        with pytest.raises(CatalogueError, match=sentence):
            shelf.build(options=options(shelf))
        with pytest.raises(CatalogueError):
            shelf.build(options=options(shelf), full=True)

    def test_a_missing_one_is_told_by_the_command(self, shelf: Shelf) -> None:
        catalogue_of(shelf).unlink()
        done = run(shelf, "build")
        assert done.code == 1
        assert done.err.count("\n") == 1
        assert "strike.toml: can't be read (No such file or directory); put a catalogue" in done.err

    def test_a_missing_one_leaves_questions_and_the_ledger_answered(self, shelf: Shelf) -> None:
        catalogue_of(shelf).unlink()
        for arguments in (("issues",), ("ask", UNTIL)):
            done = run(shelf, *arguments)
            assert done.code == 0
            assert UNTIL in done.out
            assert "strike.toml: can't be read" in done.err


def test_a_strike_s_catalogue_works_from_the_build_to_what_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = make_strike(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run(shelf, "build", ISSUES_FILE="strike.toml").code == 0
    first = live_generation(shelf.store).name
    assert run(shelf, "issues").err == ""  # named from here, it is the same file
    shelf.write("later.md", LATER)
    assert run(shelf, "build").code == 0
    found = {one["id"]: one["status"] for one in json.loads(run(shelf, "issues", "--json").out)}
    assert found == {
        "pay-rise": "settled",
        "eastern-line": "settled",
        "night-shifts": "open",
        "arbitration": "not_mentioned",
    }
    moved = json.loads(run(shelf, "issues", "--since", first, "--json").out)["moves"]
    assert [(one["id"], one["before"]) for one in moved] == [
        ("pay-rise", "open"),
        ("eastern-line", "open"),
    ]
    assert SIGNED in run(shelf, "issues", "pay-rise").out
