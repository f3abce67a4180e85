"""A bot that starts over a store that something has happened to: it answers, at once or soon."""

from __future__ import annotations

import io
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from bot import wiring
from bot.settings import Settings
from bot.wiring import open_services
from index.manifest import FORMAT_VERSION, live_generation, read_manifest
from index.options import BUILT_IN_MODEL, BuildOptions
from tests.index.fakes import load_fake
from tests.index.news import NEWS
from tests.index.other_formats import make_newer, make_older
from tests.index.shelf import Shelf, make_shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.core.services import Services

BUILT_IN = BuildOptions(model=BUILT_IN_MODEL)


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """A town that was built, twice."""
    monkeypatch.setattr(wiring, "load_model", load_fake)
    made = make_shelf(tmp_path)
    made.build(options=BUILT_IN)
    made.write("news/whale.txt", NEWS)
    made.build(options=BUILT_IN)
    return made


@contextmanager
def a_bot(shelf: Shelf) -> Iterator[Services]:
    """As on a platform: it is there at once, and builds beside."""
    settings = Settings(
        articles_dir=shelf.articles, store_dir=shelf.store, state_file=shelf.store / "state"
    )
    services = open_services(settings, Console(file=io.StringIO()), wait=False)
    try:
        yield services
    finally:
        for one in services.background:
            one.close()


@pytest.mark.parametrize("version", [2, 3, 4, FORMAT_VERSION + 1])
def test_over_a_store_of_another_version_it_builds_and_then_answers(
    shelf: Shelf, version: int
) -> None:
    if version < FORMAT_VERSION:
        make_older(shelf.store, version)
    else:
        make_newer(shelf.store)
    before = live_generation(shelf.store).name
    with a_bot(shelf) as services:
        # Where the generation before is ours it answers meanwhile; one of another never does.
        assert services.archive.is_ready == (version > FORMAT_VERSION)
        assert services.archive.generation != before
        assert services.rebuilder.outcome is not None
        services.rebuilder.outcome.result(60)
        assert services.archive.current().article("news/whale")[0].text == NEWS
        assert services.archive.generation == live_generation(shelf.store).name
    live = read_manifest(live_generation(shelf.store))
    assert (live.format_version, live.articles) == (FORMAT_VERSION, 4)
    assert live.generation > before


@pytest.mark.parametrize("how", ["gone", "empty"])
def test_without_the_folder_of_articles_the_index_as_it_was_answers(
    shelf: Shelf, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    live = live_generation(shelf.store).name
    away = shelf.articles.rename(shelf.articles.with_name("away"))
    if how == "empty":
        shelf.articles.mkdir()
    with a_bot(shelf) as services:
        assert services.archive.generation == live
        assert services.archive.current().article("news/whale")[0].text == NEWS
        assert services.rebuilder.outcome is None
        assert "Until then the index as it was answers" in caplog.text
        if how == "empty":
            shelf.articles.rmdir()
        away.rename(shelf.articles)
        shelf.write("more.txt", "More of the same.")
        services.rebuilder.start(full=False, started_by="ann").result(60)
        assert services.archive.current().summary().articles == 5
