"""The archive that answers now, and the word that there is none yet."""

from __future__ import annotations

import pytest

from bot.core.errors import NotReadyError
from bot.core.live_archive import LiveArchive
from tests.bot.fakes import FakeArchive, make_source


def test_without_an_archive_it_says_how_far_the_index_is() -> None:
    live = LiveArchive()
    live.percent = 40
    with pytest.raises(NotReadyError, match="40 % done"):
        live.current()
    assert (live.listed, live.is_ready) == ((), False)


def test_without_an_archive_and_a_build_it_says_that_building_failed() -> None:
    with pytest.raises(NotReadyError, match="building one failed"):
        LiveArchive().current()


def test_what_is_put_in_last_answers_and_who_has_begun_keeps_what_was_there() -> None:
    old, new = FakeArchive(), FakeArchive(listed=[make_source("new")])
    live = LiveArchive(old)
    begun = live.current()
    live.replace(new)
    assert (begun, live.current()) == (old, new)


def test_articles_are_listed_newest_first() -> None:
    dates = {"a": None, "b": "2025-12", "c": "2026-01-02"}
    live = LiveArchive(FakeArchive(listed=[make_source(n, None, d) for n, d in dates.items()]))
    assert [source.doc_id for source in live.listed] == ["c", "b", "a"]
