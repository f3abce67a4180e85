"""The archive that answers now, and the word that there is none yet."""

from __future__ import annotations

import pytest

from bot.core.errors import NotReadyError
from bot.core.live_archive import LiveArchive
from index.question.reading import Request
from index.records import Place, Span
from tests.bot.fakes import FakeArchive, make_source


def test_without_an_archive_everything_says_how_far_the_index_is() -> None:
    live = LiveArchive()
    live.percent = 40
    for call in (
        lambda: live.answer(Request("why?")),
        lambda: live.further(Request("why?"), (), 3),
        lambda: live.context(Place("a", Span(0, 1))),
        lambda: live.article("a"),
        live.sources,
        live.summary,
    ):
        with pytest.raises(NotReadyError, match="40 % done"):
            call()
    assert (live.listed, live.is_ready) == ((), False)


def test_without_an_archive_and_a_build_it_says_that_building_failed() -> None:
    with pytest.raises(NotReadyError, match="building one failed"):
        LiveArchive().summary()


def test_what_is_put_in_last_answers() -> None:
    old, new = FakeArchive(), FakeArchive(listed=[make_source("new")])
    live = LiveArchive(old)
    live.answer(Request("one"))
    live.replace(new)
    live.answer(Request("two"))
    assert (old.asked, new.asked) == (["one"], ["two"])
    assert live.listed == (make_source("new"),)
    assert live.sources() == live.listed
    assert live.summary() == new.summary()
