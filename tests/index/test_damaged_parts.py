"""A file of the index that is cut short or has a bit changed is named; the one before answers."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.build import why_stale
from index.errors import StoreDamagedError, StoreError
from index.issues.book import Book
from index.issues.ledger_file import LEDGER_FILE
from index.lineage import sound_generation
from index.manifest import (
    FORMAT_VERSION,
    GENERATIONS,
    MANIFEST_FILE,
    POINTER_FILE,
    live_generation,
)
from index.search import Searcher
from index.stores.article_store import ARTICLES_FILE
from tests.index.damage import bit_flipped, cut_short, damaged, files_of
from tests.index.fakes import load_fake
from tests.index.news import NEWS
from tests.index.shelf import FERRY, OPTIONS, Shelf, first_quote, generation_names, make_shelf

if TYPE_CHECKING:
    from pathlib import Path

PLACES = (0.0, 0.3, 0.9)
fractions = st.floats(0, 1, exclude_max=True)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """A town with two generations: the ferry in the first, news in its place in the second.

    Whoever damages it puts it right again.
    """
    made = make_shelf(tmp_path_factory.mktemp("damaged"))
    made.build()
    made.write("news/ferry.txt", NEWS)
    made.build()
    return made


@pytest.fixture
def shelf(shared: Shelf, tmp_path: Path) -> Shelf:
    """One to be damaged for good."""
    store: Path = shutil.copytree(shared.store, tmp_path / "store")
    return Shelf(shared.articles, store)


def parts(shelf: Shelf) -> list[Path]:
    """All files of the live generation, and the pointer to it."""
    return [*files_of(live_generation(shelf.store)), shelf.store / POINTER_FILE]


def older(shelf: Shelf) -> str:
    return min(generation_names(shelf))


def answers(shelf: Shelf, sentence: str) -> bool:
    """Whether a search that opens the store as the bot does finds this very sentence."""
    searcher = Searcher.open(shelf.store, load_fake, model="fake")
    return searcher.closest(sentence, 1)[0][0].text == sentence


def test_every_part_that_is_damaged_is_named_in_the_log_and_the_one_before_answers(
    shared: Shelf, caplog: pytest.LogCaptureFixture
) -> None:
    for number, path in enumerate(files_of(live_generation(shared.store))):
        content, at = path.read_bytes(), PLACES[number % len(PLACES)]
        damages = (bit_flipped(content, at, number % 8), cut_short(content, at))
        caplog.clear()
        with damaged(path, damages[number % 2]):
            assert answers(shared, FERRY), path
        assert len(caplog.records) == 1, path
        said = caplog.records[0].getMessage()
        assert str(path) in said
        assert f"until then, the generation {older(shared)} answers" in said
    assert answers(shared, NEWS), "all is well again"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data(), at=fractions, bit=st.integers(0, 7), cut=st.booleans())
def test_at_whatever_place_a_part_is_damaged_it_is_found(
    shared: Shelf, data: st.DataObject, at: float, bit: int, cut: bool
) -> None:
    path = data.draw(st.sampled_from(parts(shared)))
    content, live = path.read_bytes(), live_generation(shared.store)
    whole = sound_generation(shared.store)
    with damaged(path, cut_short(content, at) if cut else bit_flipped(content, at, bit)):
        sound = sound_generation(shared.store)
    if sound.damage is None:
        # Space at the end of the pointer, or a letter of an escape in JSON: all the same to us.
        assert path.name in {POINTER_FILE, MANIFEST_FILE}
        assert sound == whole
    else:
        assert isinstance(sound.damage, StoreDamagedError)
        assert sound.damage.path == path
        # Nothing is wrong with the generation that a damaged pointer no longer names.
        assert sound.folder.name == (live.name if path.name == POINTER_FILE else older(shared))


def test_a_manifest_is_damaged_even_if_it_only_names_another_format(
    shared: Shelf, caplog: pytest.LogCaptureFixture
) -> None:
    path = live_generation(shared.store) / MANIFEST_FILE
    ours = f'"format_version": {FORMAT_VERSION}'.encode()
    assert ours in path.read_bytes()
    with damaged(path, path.read_bytes().replace(ours, b'"format_version": 6')):
        assert answers(shared, FERRY)
    assert f"{path} is not what was written" in caplog.text


@pytest.mark.parametrize("content", [b"", b"\xff", b"x", b"x" * 300, b"..\n", b"\x00"])
def test_a_damaged_pointer_is_named_and_the_newest_generation_answers(
    shared: Shelf, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    pointer = shared.store / POINTER_FILE
    with damaged(pointer, content):
        assert answers(shared, NEWS)
        assert why_stale(shared.articles, shared.store, OPTIONS) is not None
    assert str(pointer) in caplog.text


@pytest.mark.parametrize("name", [LEDGER_FILE, ARTICLES_FILE])
def test_the_ledger_is_read_from_the_generation_before_too(
    shared: Shelf, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = live_generation(shared.store) / name
    with damaged(path, bit_flipped(path.read_bytes(), 0.5, 2)):
        book = Book.open(shared.store)
        assert book.ledger().standings
    assert book.manifest.generation == older(shared)
    assert str(path) in caplog.text


def test_the_ledger_does_not_mind_a_part_that_it_does_not_read(shared: Shelf) -> None:
    path = live_generation(shared.store) / "vectors.faiss"
    with damaged(path, b""):
        assert Book.open(shared.store).manifest.generation != older(shared)


def test_where_no_generation_is_whole_an_error_names_a_file_of_the_live_one(shelf: Shelf) -> None:
    live = live_generation(shelf.store)
    for name in generation_names(shelf):
        path = shelf.store / GENERATIONS / name / "vectors.faiss"
        path.write_bytes(cut_short(path.read_bytes(), 0.5))
    for open_store in (sound_generation, lambda store: Searcher.open(store, load_fake)):
        with pytest.raises(StoreError, match="python -m index build --full") as caught:
            open_store(shelf.store)
        assert str(live / "vectors.faiss") in str(caught.value)


@pytest.mark.parametrize("all_of_them", [False, True])
@pytest.mark.parametrize("name", ["manifest.json", "lexical/terms.npy", "articles.sqlite"])
def test_the_next_build_mends_it_though_no_article_has_changed(
    shelf: Shelf, name: str, all_of_them: bool
) -> None:
    names = generation_names(shelf) if all_of_them else {live_generation(shelf.store).name}
    for generation in names:
        path = shelf.store / GENERATIONS / generation / name
        path.write_bytes(bit_flipped(path.read_bytes(), 0.6, 0))
    report = shelf.build()
    assert not report.fresh
    assert report.embedded == (3 if all_of_them else 1), "what is whole is taken over"
    sound = sound_generation(shelf.store)
    assert (sound.folder.name, sound.damage) == (report.generation, None)
    assert first_quote(shelf, NEWS) == NEWS
    # None takes the place of one that could be gone back to.
    assert all_of_them or names.isdisjoint(generation_names(shelf))
    assert shelf.build().fresh
