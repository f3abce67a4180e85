"""What was found on the web is kept for a day; of articles it is known when they came."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bot.core.state.found import KEPT_SECONDS, FoundPage
from bot.core.state.store import StateStore
from tests.bot.fake_web import make_page
from tests.bot.fakes import Clock

if TYPE_CHECKING:
    from pathlib import Path


def test_what_was_found_comes_back_as_it_was_with_its_moment() -> None:
    clock = Clock()
    found = StateStore(None, clock).found
    token = found.keep([make_page(), make_page("https://other.example/x", title="")])
    page = found.get(token)
    assert page is not None
    assert page.articles == (make_page(), make_page("https://other.example/x", title=""))
    assert page.at.timestamp() == clock.now


@given(st.text())
def test_whatever_a_page_says_can_be_kept(text: str) -> None:
    found = StateStore(None).found
    page = found.get(found.keep([make_page(text=text, title=text)]))
    assert isinstance(page, FoundPage)
    assert page.articles[0].text == text.encode("utf-8", "replace").decode()


def test_after_a_day_it_is_gone_from_the_file_too(tmp_path: Path) -> None:
    clock = Clock()
    state = StateStore(tmp_path / "s", clock)
    token = state.found.keep([make_page(text="a very secret page")])
    clock.now += KEPT_SECONDS
    assert state.found.get(token) is not None
    clock.now += 1
    assert state.found.get(token) is None
    state.found.keep([make_page()])
    state.close()
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"secret" not in left


def test_what_another_version_of_the_program_found_is_none(tmp_path: Path) -> None:
    state = StateStore(tmp_path / "s")
    token = state.found.keep([make_page()])
    with sqlite3.connect(tmp_path / "s") as db:
        db.execute("""UPDATE found SET articles = '[{"url": "https://a.example"}]'""")
    db.close()
    assert state.found.get(token) is None


def test_articles_are_new_since_the_generation_they_came_with() -> None:
    arrivals = StateStore(None).arrivals
    arrivals.note("20260101", ["a", "b"])
    arrivals.note("20260102", ["b", "c"])
    arrivals.note("20260103", ["a", "\ud800"])
    assert arrivals.since("20260101") == {"c", "?"}
    assert arrivals.since("20260102") == {"?"}
    assert arrivals.since("20260103") == frozenset()


def test_a_state_file_of_an_earlier_version_is_used_on(tmp_path: Path) -> None:
    file = tmp_path / "state.sqlite"
    state = StateStore(file)
    state.set_note("kept", "yes")
    state.close()
    with sqlite3.connect(file) as db:
        db.execute("DROP TABLE found")
        db.execute("DROP TABLE arrived")
        db.execute("PRAGMA user_version = 1")
    db.close()
    state = StateStore(file)
    assert state.note("kept") == "yes"
    assert state.found.get(state.found.keep([make_page()])) is not None
    state.arrivals.note("20260101", ["a"])
    state.close()
    assert StateStore(file).arrivals.since("") == {"a"}
