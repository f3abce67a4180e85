"""A generation opens whole or not at all."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from index.errors import StoreDamagedError
from index.generation import open_generation
from index.issues.ledger_file import LEDGER_FILE
from index.manifest import live_generation
from tests.index.shelf import make_shelf

if TYPE_CHECKING:
    from pathlib import Path

FILES = (
    "manifest.json",
    "articles.sqlite",
    "vectors.faiss",
    "passages.npy",
    "sentences.npy",
    "tokens.bin",
    "token_rows.bin",
    "piece_frequencies.npy",
    "copies.json",
    "text_words.json",
    "text_words.npy",
    "text_word_bounds.npy",
    "lexical/vocabulary.json",
    "lexical/terms.npy",
    "lexical/bounds.npy",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    shelf = make_shelf(tmp_path_factory.mktemp("town"))
    shelf.build()
    return live_generation(shelf.store)


@pytest.fixture(scope="module")
def another(tmp_path_factory: pytest.TempPathFactory) -> Path:
    shelf = make_shelf(tmp_path_factory.mktemp("other"), {"a.txt": "Plums fell. A lot.\n\nYes."})
    shelf.build()
    return live_generation(shelf.store)


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A copy that a test may damage."""
    return shutil.copytree(built, tmp_path / "generation")


def test_it_holds_all_that_was_built(folder: Path) -> None:
    generation = open_generation(folder)
    manifest = generation.manifest
    assert manifest.articles == len(generation.articles) == 3
    assert manifest.passages == len(generation.layout.passages)
    assert manifest.sentences == len(generation.layout.sentences) == 7
    assert len(generation.vectors) == manifest.passages + manifest.sentences
    assert (manifest.dim, manifest.token_dim, manifest.revision) == (32, 30, "first")


def test_every_file_of_a_generation_is_tried_here_but_those_of_word_search(folder: Path) -> None:
    top = {path.name for path in folder.iterdir() if path.is_file()}
    # The ledger is opened by its own module.
    assert top - {LEDGER_FILE} == {name for name in FILES if "/" not in name}


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_told(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(StoreDamagedError, match="build --full") as caught:
        open_generation(folder)
    assert caught.value.path.is_relative_to(folder)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_a_truncated_file_is_told(folder: Path, name: str, share: float) -> None:
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[: int(share * len(content))])
    with pytest.raises(StoreDamagedError, match="build --full") as caught:
        open_generation(folder)
    assert caught.value.path.is_relative_to(folder)


@pytest.mark.parametrize("name", [name for name in FILES if name != "piece_frequencies.npy"])
def test_a_file_of_another_generation_is_told(folder: Path, another: Path, name: str) -> None:
    shutil.copyfile(another / name, folder / name)
    with pytest.raises(StoreDamagedError):
        open_generation(folder)
