"""What was read of feeds is kept in mind, across restarts; and it is told when it can't be."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from index.errors import SeenFileError
from index.web.fetching import Validators
from index.web.seen import MOST_TRIES, Seen

if TYPE_CHECKING:
    from pathlib import Path

FEED = "https://gull.example/rss"
ENTRY = "https://gull.example/ferry"
NOW = datetime(2026, 1, 26, 8, 30, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "feeds.sqlite"


def test_what_is_kept_survives_a_restart(path: Path) -> None:
    with Seen(path) as seen:
        assert seen.validators(FEED) == Validators()
        assert not seen.is_settled(ENTRY)
        assert not seen.read(FEED, Validators('"1"', "Mon, 26 Jan 2026 08:30:00 GMT"))
        seen.settle(ENTRY, NOW)

    with Seen(path) as seen:
        assert seen.validators(FEED) == Validators('"1"', "Mon, 26 Jan 2026 08:30:00 GMT")
        assert seen.is_settled(ENTRY)
        assert not seen.is_settled(f"{ENTRY}/2")


def test_what_an_earlier_version_settled_under_its_address_is_settled(path: Path) -> None:
    key = ENTRY.removeprefix("https://")
    with Seen(path) as seen:
        seen.settle(ENTRY, NOW)
        assert seen.is_settled(key, before=ENTRY)
        assert not seen.is_settled(key)
        assert not seen.is_settled(key, before=f"{ENTRY}/2")


def test_a_feed_that_fails_is_news_once_and_once_when_it_is_back(path: Path) -> None:
    for again in range(2):
        with Seen(path) as seen:
            assert seen.failed(FEED, "its server breaks off", NOW)
            assert not seen.failed(FEED, "its server takes too long", NOW)
        with Seen(path) as seen:
            assert not seen.failed(FEED, "its server takes too long", NOW)
            assert seen.read(FEED, Validators(f'"{again}"'))
            assert not seen.read(FEED, Validators(f'"{again}"'))


def test_since_when_a_feed_fails_is_kept_for_who_looks_into_the_file(path: Path) -> None:
    with Seen(path) as seen:
        seen.failed(FEED, "its server breaks off", NOW)
        seen.failed(FEED, "its server takes too long", NOW + timedelta(days=1))
    with closing(sqlite3.connect(path)) as file:
        rows = file.execute("SELECT why, since FROM feed").fetchall()
    assert rows == [("its server takes too long", NOW.isoformat())]


def test_a_feed_that_fails_keeps_what_its_server_told_before(path: Path) -> None:
    with Seen(path) as seen:
        seen.read(FEED, Validators('"1"'))
        seen.failed(FEED, "its server breaks off", NOW)
        assert seen.validators(FEED) == Validators('"1"')


def test_tries_run_out_and_no_restart_gives_more(path: Path) -> None:
    for _ in range(MOST_TRIES):
        with Seen(path) as seen:
            assert not seen.is_settled(ENTRY)
            seen.put_off(ENTRY)
    with Seen(path) as seen:
        assert seen.is_settled(ENTRY)


def test_an_entry_that_was_put_off_is_settled_as_any_other(path: Path) -> None:
    with Seen(path) as seen:
        seen.put_off(ENTRY)
        seen.settle(ENTRY, NOW)
        assert seen.is_settled(ENTRY)


def test_threads_and_a_second_process_may_use_it_at_once(path: Path) -> None:
    with Seen(path) as one, Seen(path) as other, ThreadPoolExecutor(8) as pool:
        for number, seen in enumerate([one, other] * 50):
            pool.submit(seen.settle, f"{ENTRY}/{number}", NOW)
            pool.submit(seen.put_off, ENTRY)
        pool.shutdown()
        assert all(one.is_settled(f"{ENTRY}/{number}") for number in range(100))
        assert other.is_settled(ENTRY)


@pytest.mark.parametrize(
    "content", [b"no database at all, but some text" * 40, b"SQLite format 3\0x"]
)
def test_a_damaged_file_is_told_in_a_sentence(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)

    with pytest.raises(SeenFileError) as error:
        Seen(path)

    assert str(error.value).startswith(f"{path} can't be used (")
    assert "move it away" in str(error.value)
    assert path.read_bytes() == content


def test_a_file_of_another_program_is_told_in_a_sentence(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE feed (name TEXT)")

    with Seen(path) as seen, pytest.raises(SeenFileError, match="no such column"):
        seen.validators(FEED)


def test_a_place_where_no_file_can_be_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for place in (tmp_path / "file" / "feeds.sqlite", tmp_path):
        with pytest.raises(SeenFileError, match="can't be used"):
            Seen(place)


def test_a_file_that_can_not_be_written_to_any_more_is_told_in_a_sentence(path: Path) -> None:
    with Seen(path) as seen:
        seen.settle(ENTRY, NOW)
        with closing(sqlite3.connect(path)) as other:
            # As where the disk is read-only now, which holds for root too.
            other.execute(
                "CREATE TRIGGER no BEFORE INSERT ON entry BEGIN SELECT raise(FAIL, 'no'); END"
            )
            other.commit()
        assert seen.is_settled(ENTRY)
        with pytest.raises(SeenFileError, match="can't be used"):
            seen.put_off("https://gull.example/other")
