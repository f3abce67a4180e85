"""What moved in the ledger of a store: since a build, since a date, between two of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from index.errors import (
    UnknownMomentError,
)
from index.issues.book import Book, keep_ledger
from index.issues.history import Build, History
from index.issues.ledger_file import read_findings
from index.issues.records import Findings, Moves, Status
from index.manifest import live_generation
from index.rollback import roll_back
from tests.index.issues.strike import (
    ARTICLES,
    LATER,
    OPENED,
    PRIZE,
    REFUSED,
    SIGNED,
    UNTIL,
    built,
    options,
)
from tests.index.issues.told import told

if TYPE_CHECKING:
    from pathlib import Path

    from tests.index.shelf import Shelf

FIRST = Build("20260302T080000-aaaaaa", "2026-03-02T08:00:00+00:00")
SECOND = Build("20260305T080000-bbbbbb", "2026-03-05T08:00:00+00:00")
NOW = datetime(2026, 3, 18, 9, tzinfo=UTC)  # a Wednesday


@pytest.fixture(scope="module")
def module_shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """The strike with the article that ends it. Tests must not change it."""
    return built(tmp_path_factory.mktemp("strike"), {**ARTICLES, "later.md": LATER})


@pytest.fixture
def findings(module_shelf: Shelf) -> Findings:
    return read_findings(live_generation(module_shelf.store))


@pytest.fixture
def book(module_shelf: Shelf, findings: Findings, tmp_path: Path) -> Book:
    """The live build and two before it: without the last article, and with nothing of the pay."""
    state = tmp_path / "state.sqlite"
    history = History(state, module_shelf.store)
    before = tuple(one for one in findings.evidence if one.quote.doc_id != "later")
    history.add(SECOND, replace(findings, evidence=before))
    shifts = tuple(one for one in before if one.issue == "night-shifts")
    history.add(FIRST, replace(findings, evidence=shifts))
    keep_ledger(module_shelf.store, state)
    return Book.open(module_shelf.store, state, lambda: NOW)


def told_by(moves: Moves) -> dict[str, tuple[Status, Status, set[str]]]:
    """Each issue that moved: from what, to what, and its new quotes."""
    return {
        move.now.issue.id: (move.before, move.now.status, {one.quote.text for one in move.new})
        for move in moves.moves
    }


THE_END = {
    "pay-rise": (Status.OPEN, Status.SETTLED, {SIGNED}),
    "eastern-line": (Status.OPEN, Status.SETTLED, {OPENED}),
}
THE_START = {
    "pay-rise": (Status.NOT_MENTIONED, Status.OPEN, {REFUSED, UNTIL}),
    "eastern-line": (Status.NOT_MENTIONED, Status.OPEN, {UNTIL}),
}


class TestMovesBetweenBuilds:
    @pytest.mark.parametrize("since", ["last", " LAST ", "", SECOND.generation, "20260305T"])
    def test_since_the_build_before(self, book: Book, since: str) -> None:
        moves = book.moves(since)
        assert told_by(moves) == THE_END
        assert (moves.since, moves.until) == ("the build of 5 March 2026, 08:00 UTC", "now")

    def test_since_an_older_one(self, book: Book) -> None:
        assert told_by(book.moves("20260302T08")) == {
            "pay-rise": (Status.NOT_MENTIONED, Status.SETTLED, {SIGNED, REFUSED, UNTIL}),
            "eastern-line": (Status.NOT_MENTIONED, Status.SETTLED, {OPENED, UNTIL}),
        }

    def test_from_one_to_another(self, book: Book) -> None:
        moves = book.moves(f"{FIRST.generation}..{SECOND.generation}")
        assert told_by(moves) == THE_START
        assert moves.until == "the build of 5 March 2026, 08:00 UTC"

    def test_to_the_live_one_is_to_now(self, book: Book) -> None:
        moves = book.moves(f"last..{book.manifest.generation}")
        assert (told_by(moves), moves.until) == (THE_END, "now")

    def test_since_the_live_one_nothing_changed(self, book: Book) -> None:
        assert book.moves(book.manifest.generation).moves == ()

    def test_of_older_builds_only_what_is_still_there_is_told(
        self, book: Book, module_shelf: Shelf, findings: Findings, tmp_path: Path
    ) -> None:
        gone = told(doc_id="gone", issue="pay-rise", published="2026-03-20")
        third = Build("20260306T080000-cccccc", "2026-03-06T08:00:00+00:00")
        history = History(tmp_path / "state.sqlite", module_shelf.store)
        history.add(third, replace(findings, evidence=(*findings.evidence, gone)))
        assert told_by(book.moves(f"{SECOND.generation}..{third.generation}")) == THE_END

    def test_what_was_rolled_back_from_is_not_the_build_before(self, tmp_path: Path) -> None:
        shelf, state = built(tmp_path, ARTICLES), tmp_path / "state.sqlite"
        keep_ledger(shelf.store, state)
        shelf.write("later.md", LATER)
        shelf.build(options=options(shelf))
        keep_ledger(shelf.store, state)
        assert told_by(Book.open(shelf.store, state).moves("last")) == THE_END
        roll_back(shelf.store)
        shelf.write("snow.txt", "Snow fell.")
        shelf.build(options=options(shelf))
        keep_ledger(shelf.store, state)
        assert told_by(Book.open(shelf.store, state).moves("last")) == THE_END


class TestMovesBetweenDates:
    @pytest.mark.parametrize(
        ("since", "moved", "shown"),
        [
            ("2026-03-02..2026-03-08", "start", ("2 March 2026", "8 March 2026")),
            ("2026-03-03..2026-03-09", "end", ("3 March 2026", "9 March 2026")),
            ("2026-03-03", "end", ("3 March 2026", "18 March 2026")),
            ("last week", "end", ("9 March 2026", "18 March 2026")),
            ("9 March 2026 .. today", "end", ("9 March 2026", "18 March 2026")),
            ("2026-03-10", "nothing", ("10 March 2026", "18 March 2026")),
        ],
    )
    def test_dates_are_read_as_people_write_them(
        self, book: Book, since: str, moved: str, shown: tuple[str, str]
    ) -> None:
        moves = book.moves(since)
        assert (moves.since, moves.until) == shown
        known = {"start": THE_START, "end": THE_END, "nothing": {}}[moved]
        found = told_by(moves)
        assert {issue: found[issue] for issue in found if issue in THE_START} == known

    def test_a_month_is_all_of_it(self, book: Book) -> None:
        moves = book.moves("2026-03..2026-03")
        assert (moves.since, moves.until) == ("1 March 2026", "31 March 2026")
        assert {issue for issue, (before, *_) in told_by(moves).items()} == (
            {"pay-rise", "eastern-line", "night-shifts"}
        )


class TestUnknownMoments:
    @pytest.mark.parametrize(
        ("since", "sentence"),
        [
            ("yesteryear", "'yesteryear' is neither a date nor a build; write 'last', a date"),
            ("2026030", f"or a build: .*{SECOND.generation}"),
            ("2026-03-01..", r"nothing follows \.\. in '2026-03-01\.\.'; write A\.\.B"),
            ("2026-03-01..soonish", "'soonish' is no date; two dates look like 2025-11-10"),
            ("2026-03-09..2026-03-02", "2 March 2026 is before 9 March 2026; turn them round"),
            ("2027-01-01", "18 March 2026 is before 1 January 2027"),
            ("last..nonsense", "'nonsense' is neither a date nor a build"),
            ("last..2026-03-31", "'2026-03-31' is a date, and a build can be compared only with"),
        ],
    )
    def test_each_is_told_in_a_sentence(self, book: Book, since: str, sentence: str) -> None:
        with pytest.raises(UnknownMomentError, match=sentence):
            book.moves(since)

    def test_there_may_be_no_build_before(self, module_shelf: Shelf, tmp_path: Path) -> None:
        for state in (None, tmp_path / "state"):
            keep_ledger(module_shelf.store, state)
            with pytest.raises(UnknownMomentError, match=r"no build before this one.* two dates"):
                Book.open(module_shelf.store, state).moves("last")

    def test_undated_articles_can_t_be_told_by_dates(self, tmp_path: Path) -> None:
        shelf = built(tmp_path, {"a.txt": f"{REFUSED}\n", "prize.txt": f"{PRIZE}\n"})
        with pytest.raises(UnknownMomentError, match=r"has a date.*articles\.toml"):
            Book.open(shelf.store).moves("2026-03")
