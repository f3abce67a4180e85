"""The ledgers of all builds in a real SQLite file: kept, told apart, and never in the way."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.core.state.database import Database
from index.issues import history
from index.issues.history import Build, History
from index.issues.records import Findings
from tests.index.issues.told import BRIDGE, SETTLED, told

if TYPE_CHECKING:
    from pathlib import Path

FINDINGS = Findings((BRIDGE,), (told(), told(SETTLED, None, text="“Dün açıldı” \ud800")))
NOTHING = Findings((BRIDGE,))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the state lies; nothing is there yet, not even its folder."""
    return tmp_path / "data" / "state.sqlite"


@pytest.fixture
def kept(file: Path, tmp_path: Path) -> History:
    return History(file, tmp_path / "store")


def build(number: int) -> Build:
    return Build(f"2026010{number}T000000-abc", f"2026-01-0{number}T00:00:00+00:00")


def test_what_is_kept_outlives_who_kept_it(file: Path, tmp_path: Path) -> None:
    History(file, tmp_path / "store").add(build(1), FINDINGS)
    later = History(file, tmp_path / "store")
    assert later.builds() == [build(1)]
    assert later.findings(build(1).generation) == FINDINGS


def test_builds_come_newest_first_in_whatever_order_they_were_kept(kept: History) -> None:
    for number in (2, 3, 1):
        kept.add(build(number), FINDINGS)
    assert kept.builds() == [build(3), build(2), build(1)]


def test_a_build_that_is_kept_again_is_there_once(kept: History) -> None:
    kept.add(build(1), NOTHING)
    kept.add(build(1), FINDINGS)
    assert kept.builds() == [build(1)]
    assert kept.findings(build(1).generation) == FINDINGS


def test_a_build_that_was_never_kept_has_no_findings(kept: History) -> None:
    assert kept.findings("20260101T000000-abc") is None
    kept.add(build(1), FINDINGS)
    assert kept.findings(build(2).generation) is None


def test_two_stores_in_one_file_know_nothing_of_each_other(file: Path, tmp_path: Path) -> None:
    one, other = History(file, tmp_path / "one"), History(file, tmp_path / "other")
    one.add(build(1), FINDINGS)
    other.add(build(2), NOTHING)
    assert (one.builds(), other.builds()) == ([build(1)], [build(2)])
    assert other.findings(build(1).generation) is None


def test_a_store_is_known_by_its_folder_however_it_is_named(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link").symlink_to(tmp_path / "store")
    History(file, tmp_path / "store").add(build(1), FINDINGS)
    for name in ("store", "./x/../store", "link"):
        assert History(file, tmp_path.__class__(name)).builds() == [build(1)]


def test_only_the_newest_are_kept_of_each_store(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "KEPT", 3)
    other = History(file, tmp_path / "other")
    other.add(build(1), FINDINGS)
    kept = History(file, tmp_path / "store")
    for number in range(1, 6):
        kept.add(build(number), FINDINGS)
    assert kept.builds() == [build(5), build(4), build(3)]
    assert other.builds() == [build(1)]


def test_without_a_file_nothing_is_kept(tmp_path: Path) -> None:
    kept = History(None, tmp_path / "store")
    kept.add(build(1), FINDINGS)
    assert (kept.builds(), kept.findings(build(1).generation)) == ([], None)
    assert list(tmp_path.iterdir()) == []


def test_reading_makes_no_file(kept: History, file: Path) -> None:
    file.parent.mkdir()
    assert (kept.builds(), kept.findings(build(1).generation)) == ([], None)
    assert not file.exists()


class TestBesideTheBotsTables:
    def use(self, db: Database) -> list[tuple[str, ...]]:
        with db.transaction() as writing:
            writing.execute("INSERT OR REPLACE INTO notes VALUES ('a', 'b')")
        return db.rows("SELECT * FROM notes")

    @pytest.mark.parametrize("bot_first", [True, False])
    def test_either_may_make_the_file(self, kept: History, file: Path, bot_first: bool) -> None:
        if bot_first:
            Database(file).close()
        kept.add(build(1), FINDINGS)
        with closing(Database(file)) as db:
            assert self.use(db) == [("a", "b")]
        assert kept.findings(build(1).generation) == FINDINGS

    def test_both_may_have_it_open(self, kept: History, file: Path) -> None:
        with closing(Database(file)) as db:
            self.use(db)
            kept.add(build(1), FINDINGS)
            assert self.use(db) == [("a", "b")]
            assert kept.builds() == [build(1)]

    def test_before_the_first_build_there_are_none(self, kept: History, file: Path) -> None:
        Database(file).close()
        assert (kept.builds(), kept.findings(build(1).generation)) == ([], None)


class TestTrouble:
    """The build stands, the log says why its ledger was not kept, and nothing is raised."""

    def assert_only_logged(self, kept: History, caplog: pytest.LogCaptureFixture) -> None:
        kept.add(build(1), FINDINGS)
        assert [record.levelname for record in caplog.records] == ["WARNING"]
        assert "can't be written" in caplog.text

    def test_a_file_that_is_no_database(
        self, kept: History, file: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        file.parent.mkdir()
        file.write_bytes(b"no database " * 500)
        self.assert_only_logged(kept, caplog)
        assert (kept.builds(), kept.findings(build(1).generation)) == ([], None)
        assert "can't be read" in caplog.text
        assert file.read_bytes() == b"no database " * 500

    def test_a_folder_in_its_place(
        self, kept: History, file: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        file.mkdir(parents=True)
        self.assert_only_logged(kept, caplog)
        assert kept.builds() == []

    def test_a_file_where_its_folder_should_be(
        self, kept: History, file: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        file.parent.write_text("no folder", encoding="utf-8")
        self.assert_only_logged(kept, caplog)
        assert kept.builds() == []

    def test_a_table_of_another_form(
        self, kept: History, file: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        file.parent.mkdir()
        with closing(sqlite3.connect(file)) as db, db:
            db.execute("CREATE TABLE ledgers (other TEXT)")
        self.assert_only_logged(kept, caplog)
        assert kept.builds() == []

    def test_a_file_that_another_process_holds(
        self,
        kept: History,
        file: Path,
        caplog: pytest.LogCaptureFixture,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        kept.add(build(2), FINDINGS)
        monkeypatch.setattr(history, "PATIENCE", 0.01)
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            self.assert_only_logged(kept, caplog)
            assert kept.builds() == []
        assert kept.builds() == [build(2)]

    def test_a_file_that_can_only_be_read(
        self, kept: History, file: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        kept.add(build(2), FINDINGS)
        with closing(sqlite3.connect(file)) as db, db:
            # Permissions don't bind root; SQLite's own refusal binds everybody.
            db.execute(
                "CREATE TRIGGER no_more BEFORE INSERT ON ledgers"
                " BEGIN SELECT RAISE(ABORT, 'this file can only be read'); END"
            )
        self.assert_only_logged(kept, caplog)
        assert kept.builds() == [build(2)]

    @pytest.mark.parametrize("damage", ["", "{", "[]", "null", "{}", '{"quotes": 5}'])
    def test_a_ledger_that_can_t_be_read_any_more(
        self, kept: History, file: Path, caplog: pytest.LogCaptureFixture, damage: str
    ) -> None:
        kept.add(build(1), FINDINGS)
        with closing(sqlite3.connect(file)) as db, db:
            db.execute("UPDATE ledgers SET findings = ?", (damage,))
        assert kept.findings(build(1).generation) is None
        assert "can't be read" in caplog.text
        assert kept.builds() == [build(1)]
