"""What was sealed is verified: a file that is missing, cut short or changed in one bit is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import StoreDamagedError
from index.sums import seal, verify

if TYPE_CHECKING:
    from pathlib import Path

FILES = {"a.bin": b"\x00\x01\xfe", "words/terms.npy": b"terms", "empty": b""}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("generation")
    (made / "words").mkdir()
    for name, content in FILES.items():
        (made / name).write_bytes(content)
    return made


def test_every_file_is_sealed_under_its_name_below_the_folder(folder: Path) -> None:
    sums = seal(folder)
    assert set(sums) == set(FILES)
    assert all((folder / name).read_bytes() == content for name, content in FILES.items())
    verify(folder, sums)


@given(st.sampled_from(sorted(FILES)), st.data())
def test_any_other_content_is_named(folder: Path, name: str, data: st.DataObject) -> None:
    sums, content = seal(folder), FILES[name]
    changes = [st.binary(min_size=1, max_size=3).map(lambda more: content + more)]
    if content:
        bit = st.integers(0, 8 * len(content) - 1)
        changes += [
            st.integers(0, len(content) - 1).map(lambda end: content[:end]),
            bit.map(lambda n: _flipped(content, n)),
        ]
    (folder / name).write_bytes(data.draw(st.one_of(changes)))
    try:
        with pytest.raises(StoreDamagedError, match="checksum") as caught:
            verify(folder, sums)
        assert caught.value.path == folder / name
        verify(folder, sums, [other for other in FILES if other != name])
    finally:
        (folder / name).write_bytes(content)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    sums = seal(folder)
    (folder / name).unlink()
    try:
        with pytest.raises(StoreDamagedError, match="is missing") as caught:
            verify(folder, sums)
        assert caught.value.path == folder / name
    finally:
        (folder / name).write_bytes(FILES[name])


def test_a_folder_in_the_place_of_a_file_is_named(folder: Path) -> None:
    with pytest.raises(StoreDamagedError, match="can't be read") as caught:
        verify(folder, {"words": "0" * 64})
    assert caught.value.path == folder / "words"


def test_a_file_that_was_never_sealed_is_not_trusted(folder: Path) -> None:
    with pytest.raises(StoreDamagedError):
        verify(folder, {}, ["a.bin"])


def _flipped(content: bytes, bit: int) -> bytes:
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)
