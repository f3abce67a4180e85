"""The manifest says what a generation was built with, and the pointer which one is live."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from index.errors import StoreDamagedError, StoreMismatchError, StoreMissingError
from index.manifest import (
    FORMAT_VERSION,
    GENERATIONS,
    MANIFEST_FILE,
    POINTER_FILE,
    Manifest,
    live_generation,
    make_live,
    read_manifest,
    write_manifest,
    write_synced,
)
from index.options import BuildOptions

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = Manifest(
    format_version=FORMAT_VERSION,
    generation="g1",
    built_at="2026-01-02T03:04:05+00:00",
    articles_folder="/srv/Türkiye news",
    options=BuildOptions(model="m", passage_words=99),
    revision="abc",
    catalogue="c0",
    dim=32,
    token_dim=30,
    articles=3,
    passages=5,
    sentences=9,
    files={"a.txt": "0" * 64, "“b”.md": "1" * 64},
    skipped={"c.pdf": "is a .pdf"},
    previous="g0",
    sums={"articles.sqlite": "2" * 64},
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store's generation, its manifest not yet written."""
    made = tmp_path / GENERATIONS / "g1"
    made.mkdir(parents=True)
    return made


def test_it_is_read_as_it_was_written(folder: Path) -> None:
    write_manifest(folder, MANIFEST)
    assert read_manifest(folder) == MANIFEST
    assert [path.name for path in folder.iterdir()] == [MANIFEST_FILE]


def test_another_format_is_refused_with_the_cure(folder: Path, tmp_path: Path) -> None:
    write_manifest(folder, replace(MANIFEST, format_version=FORMAT_VERSION + 1))
    with pytest.raises(StoreMismatchError, match="python -m index build") as caught:
        read_manifest(folder)
    assert caught.value.folder == tmp_path
    assert f"version {FORMAT_VERSION + 1}" in str(caught.value)


def test_another_format_is_refused_whatever_else_it_holds(folder: Path) -> None:
    text = json.dumps({"format_version": FORMAT_VERSION + 1, "new": "things"})
    (folder / MANIFEST_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(StoreMismatchError):
        read_manifest(folder)


def altered(**changes: Any) -> bytes:
    fields = json.loads(json.dumps({"format_version": FORMAT_VERSION, "options": {}, **changes}))
    return json.dumps(fields).encode()


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"{",
        b"[]",
        b"3",
        b"\xff\xfe",
        b"{}",
        altered(),
        altered(options=3),
        altered(options={"color": "red"}),
        altered(surprise=1),
    ],
)
def test_a_damaged_manifest_is_named(folder: Path, content: bytes | None) -> None:
    path = folder / MANIFEST_FILE
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StoreDamagedError, match="build --full") as caught:
        read_manifest(folder)
    assert caught.value.path == path


def test_the_live_generation_is_the_one_made_live_last(folder: Path, tmp_path: Path) -> None:
    other = folder.with_name("g2")
    other.mkdir()
    make_live(tmp_path, "g1")
    assert live_generation(tmp_path) == folder
    make_live(tmp_path, "g2")
    assert live_generation(tmp_path) == other


def test_a_store_without_a_pointer_is_missing(tmp_path: Path) -> None:
    for store in (tmp_path, tmp_path / "not there"):
        with pytest.raises(StoreMissingError, match="python -m index build") as caught:
            live_generation(store)
        assert caught.value.folder == store


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"gone\n", b"\xff", b"../generations/g1", b"g1/.."]
)
def test_a_damaged_pointer_is_named(folder: Path, tmp_path: Path, content: bytes) -> None:
    assert folder.is_dir()
    (tmp_path / POINTER_FILE).write_bytes(content)
    with pytest.raises(StoreDamagedError) as caught:
        live_generation(tmp_path)
    assert caught.value.path == tmp_path / POINTER_FILE


def test_a_pointer_that_is_a_folder_is_damaged(tmp_path: Path) -> None:
    (tmp_path / POINTER_FILE).mkdir()
    with pytest.raises(StoreDamagedError):
        live_generation(tmp_path)


def test_a_file_is_replaced_whole_and_leaves_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_synced(path, "one, and longer")
    write_synced(path, "zwö")
    assert path.read_text(encoding="utf-8") == "zwö"
    assert list(tmp_path.iterdir()) == [path]
