"""The archive that answers now, and the word that there is none yet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.core.errors import NotReadyError
from bot.core.live_archive import LiveArchive
from index.errors import CatalogueError, StoreMissingError
from index.issues.records import Ledger, Status
from tests.bot.fakes import FakeArchive, make_source, make_standing

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.errors import DatelineError


def test_without_an_archive_it_says_how_far_the_index_is() -> None:
    live = LiveArchive()
    live.percent = 40
    with pytest.raises(NotReadyError, match="40 % done"):
        live.current()
    assert (live.listed, live.issues, live.is_ready) == ((), (), False)


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


def test_issues_are_listed_in_the_order_of_the_ledger_of_the_newest_archive() -> None:
    live = LiveArchive(FakeArchive(ledger_now=Ledger((make_standing("old", Status.OPEN),))))
    standings = (make_standing("b", Status.OPEN), make_standing("a", Status.NOT_MENTIONED))
    live.replace(FakeArchive(ledger_now=Ledger(standings)))
    assert live.issues == (("b", "The b"), ("a", "The a"))


@pytest.mark.parametrize(
    "error",
    [
        lambda: CatalogueError("issues.toml", 3, "is no TOML", "correct it"),
        lambda: StoreMissingError(Path("store")),
    ],
)
def test_an_archive_whose_ledger_can_not_be_read_has_no_issues_and_answers(
    error: Callable[[], DatelineError], caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(FakeArchive):
        def ledger(self) -> Ledger:
            raise error()

    live = LiveArchive(FakeArchive(ledger_now=Ledger((make_standing("old", Status.OPEN),))))
    live.replace(broken := Broken())
    assert (live.issues, live.current()) == ((), broken)
    assert str(error()) in caplog.text
