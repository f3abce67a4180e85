"""`fetch`, as a timer runs it: its lines, its summary, and how it ends."""

from __future__ import annotations

import io
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from index.__main__ import main
from index.commands.fetching import summary
from index.commands.surroundings import Streams
from index.errors import FetchError
from index.manifest import live_generation, read_manifest
from index.web.records import Added, Changed, Same
from index.web.rounds import SEEN_NAME, Refused, Round
from tests.index.command_line import Done
from tests.index.fakes import load_fake
from tests.index.web.newsroom import RSS, publish, rss
from tests.index.web.pages import PARAGRAPHS, story
from tests.index.web.site import Exchange, Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ID = "2026-01-25-the-night-ferry-of-a-stays-where-it-is"


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder with articles and a list of feeds, and the command over it."""

    folder: Path

    def index(self, *arguments: str, **env: str) -> Done:
        out, err = io.StringIO(), io.StringIO()
        settings = {
            "ARTICLES_DIR": str(self.folder / "articles"),
            "STORE_DIR": str(self.folder / "store"),
            "STATE_FILE": str(self.folder / "state"),
            "FEEDS_FILE": str(self.folder / "feeds.toml"),
            "EMBEDDING_MODEL": "fake",
            "FETCH_PAUSE_SECONDS": "0",
            **env,
        }
        streams = Streams(io.BytesIO(), out, err)
        code = main(
            arguments, settings, streams, load_fake, lambda reach: replace(reach, loopback=True)
        )
        return Done(code, out.getvalue(), err.getvalue())

    def list_feeds(self, *urls: str, name: str = "feeds.toml", words: str = "") -> Path:
        path = self.folder / name
        tables = "".join(f'[[feed]]\nurl = "{url}"\n{words}\n' for url in urls)
        path.write_text(tables, encoding="utf-8")
        return path


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as one:
        publish(one, ["/a"], etag="1")
        yield one


@pytest.fixture
def desk(tmp_path: Path, site: Site) -> Desk:
    (tmp_path / "articles").mkdir()
    desk = Desk(tmp_path)
    desk.list_feeds(site.url("/rss"))
    return desk


def test_what_is_new_is_added_and_counted_and_then_nothing_is(desk: Desk) -> None:
    assert desk.index("fetch") == Done(0, f"added {ID}\n1 article added\n", "")
    assert desk.index("fetch") == Done(0, "0 articles added\n", "")
    assert (desk.folder / SEEN_NAME).is_file(), "beside the state file"


def test_what_is_not_added_is_named_and_no_failure(desk: Desk, site: Site) -> None:
    site.serve("/rss", rss(site, ["/gone", "/a"]), kind=RSS)

    first, second = desk.index("fetch"), desk.index("fetch")

    assert first == Done(
        0,
        f"added {ID}\n1 article added, 1 not added\n",
        f"dateline: {site.url('/gone')} was not added: its server answers 404 (Not Found)\n",
    )
    assert second == Done(0, "0 articles added, 2 known already\n", "")


def test_a_changed_article_is_shown_with_what_changed(desk: Desk, site: Site) -> None:
    desk.index("fetch")
    site.serve(
        "/a?v=2",
        story(head=f'<link rel="canonical" href="{site.url("/a")}">', paragraphs=PARAGRAPHS[:-1]),
    )
    site.serve("/rss", rss(site, ["/a?v=2"]), kind=RSS)

    done = desk.index("fetch")

    assert done.out.startswith(f"changed {ID}\n  - ")
    assert done.out.endswith("0 articles added, 1 changed\n")


def test_a_feed_that_can_not_be_read_fails_the_command_once(desk: Desk, site: Site) -> None:
    desk.list_feeds(site.url("/no-rss"), site.url("/rss"))
    first, second = desk.index("fetch"), desk.index("fetch")
    site.serve("/no-rss", rss(site, []), kind=RSS)
    third = desk.index("fetch")

    told = f"dateline: the feed {site.url('/no-rss')} can't be read: its server answers 404"
    assert first.code == 1
    assert first.err == f"{told} (Not Found)\n"
    assert first.out.endswith("1 article added\n"), "the others are read all the same"
    assert second == Done(0, "0 articles added\n", "")
    assert third.code == 0
    assert third.err == f"dateline: the feed {site.url('/no-rss')} can be read again\n"


def test_with_build_what_is_new_answers_and_without_news_nothing_is_built(desk: Desk) -> None:
    first = desk.index("fetch", "--build")
    live = live_generation(desk.folder / "store")
    (desk.folder / "articles" / "by-hand.txt").write_text("A crane fell.", encoding="utf-8")
    second = desk.index("fetch", "--build")

    assert (first.code, second.code) == (0, 0)
    assert read_manifest(live).articles == 1
    assert "1 article" in first.err
    assert second == Done(0, "0 articles added\n", "")
    assert live_generation(desk.folder / "store") == live


def test_with_build_what_came_before_a_round_broke_off_answers(desk: Desk, site: Site) -> None:
    site.serve("/rss", rss(site, ["/a", "/b"]), kind=RSS)
    spoilt = desk.folder / SEEN_NAME

    def spoil(exchange: Exchange) -> None:
        end = time.monotonic() + 10
        with closing(sqlite3.connect(spoilt)) as seen:
            while not seen.execute("SELECT * FROM entry").fetchall() and time.monotonic() < end:
                time.sleep(0.02)
        spoilt.write_bytes(b"no database" * 9_999)
        exchange.answer(story("Another ferry"))

    site.behave("/b", spoil)
    done = desk.index("fetch", "--build")

    assert done.code == 1
    assert f"{spoilt} can't be used (" in done.err
    assert read_manifest(live_generation(desk.folder / "store")).articles >= 1


def test_without_build_none_is_made(desk: Desk) -> None:
    desk.index("fetch")
    assert not (desk.folder / "store").exists()


def test_the_list_is_the_one_that_a_flag_or_else_a_setting_names(desk: Desk, site: Site) -> None:
    other = desk.list_feeds(site.url("/rss"), name="other.toml")
    missing = str(desk.folder / "missing.toml")

    for done in (desk.index("fetch", FEEDS_FILE=missing), desk.index("fetch", "--feeds", missing)):
        assert done == Done(
            1, "", f"dateline: {missing} is not there; list feeds in it as the README shows\n"
        )
    done = desk.index("fetch", "--feeds", str(other), FEEDS_FILE=missing)
    assert done.out.endswith("1 article added\n")


def test_without_a_setting_the_list_is_feeds_toml_here(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.folder)
    assert desk.index("fetch", FEEDS_FILE=" ").out.endswith("1 article added\n")
    (desk.folder / "feeds.toml").unlink()
    assert desk.index("fetch", FEEDS_FILE="").err.startswith("dateline: feeds.toml is not there")


def test_a_wrong_setting_is_wrong_usage_before_anything_is_asked(desk: Desk, site: Site) -> None:
    done = desk.index("fetch", FETCH_PAUSE_SECONDS="often")

    assert done.code == 2
    assert done.err.startswith("dateline: FETCH_PAUSE_SECONDS is 'often', but must be a number")
    assert site.requests == []


def test_a_folder_that_is_not_there_is_a_sentence(desk: Desk) -> None:
    done = desk.index("fetch", ARTICLES_DIR=str(desk.folder / "nowhere"))
    assert done.code == 1
    assert str(desk.folder / "nowhere") in done.err


def test_hosts_that_are_ruled_out_are_not_asked(desk: Desk, site: Site) -> None:
    done = desk.index("fetch", DENY_HOSTS="127.0.0.1")
    assert done.code == 1
    assert "DENY_HOSTS rules out 127.0.0.1" in done.err
    assert site.requests == []


def test_the_summary_counts_what_there_is() -> None:
    refused = Refused(
        "https://gull.example/a", FetchError("https://gull.example/a", "it"), again=True
    )
    changed = Changed("b", (), "kept", was_corrected=False)
    done = Round([Added("a"), Same("c"), changed], [refused] * 1_200, [], [], known=3, passed=4)

    assert summary(Round()) == "0 articles added"
    assert summary(done) == (
        "1 article added, 1 changed, 1,200 not added, 3 known already, 4 without the words"
    )
