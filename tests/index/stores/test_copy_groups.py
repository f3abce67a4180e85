"""Groups of copies are found again, and only such as can be."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from index.errors import StoreDamagedError
from index.stores.copy_groups import (
    COPIES_FILE,
    Copies,
    CopyGroup,
    CopyKind,
    read_copies,
    write_copies,
)

if TYPE_CHECKING:
    from pathlib import Path

GROUPS = [CopyGroup(CopyKind.SAME_TEXT, (0, 3, 4)), CopyGroup(CopyKind.REWRITTEN, (1, 6))]


def test_they_are_read_as_they_were_written(tmp_path: Path) -> None:
    write_copies(tmp_path, 7, GROUPS)
    found = read_copies(tmp_path)
    assert found.groups == tuple(GROUPS)
    assert len(found) == 7


def test_an_article_knows_its_origin_and_its_copies() -> None:
    copies = Copies(7, GROUPS)
    assert [copies.group_of(row) for row in range(7)] == [0, 1, 2, 0, 0, 5, 1]
    assert copies.others(3) == (0, 4)
    assert copies.others(6) == (1,)
    assert copies.others(2) == ()


def test_there_may_be_none(tmp_path: Path) -> None:
    write_copies(tmp_path, 2, [])
    found = read_copies(tmp_path)
    assert (found.groups, found.group_of(1), found.others(1)) == ((), 1, ())


def altered(groups: Any, articles: Any = 7) -> bytes:
    return json.dumps({"articles": articles, "groups": groups}).encode()


@pytest.mark.parametrize(
    "content",
    [
        *(
            None,
            b"",
            b"{",
            b"[]",
            b"3",
            b"{}",
            b"\xff\xfe",
            altered(3),
            altered([3]),
            altered([{}]),
        ),
        altered([], articles="7"),
        altered([], articles=None),
        altered([{"kind": "stolen", "articles": [0, 1]}]),
        altered([{"kind": "same text", "articles": [0]}]),
        altered([{"kind": "same text", "articles": [0, 7]}]),
        altered([{"kind": "same text", "articles": [-1, 0]}]),
        altered([{"kind": "same text", "articles": [1, 0]}]),
        altered([{"kind": "same text", "articles": [0, 0]}]),
        altered([{"kind": "same text", "articles": [0, 1.0]}]),
        altered([{"kind": "same text", "articles": [False, True]}]),
        altered([{"kind": "same text", "articles": [0, 1]}] * 2),
    ],
)
def test_a_missing_or_damaged_file_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / COPIES_FILE
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StoreDamagedError, match="build --full") as caught:
        read_copies(tmp_path)
    assert caught.value.path == path
