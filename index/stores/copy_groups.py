"""Which articles are copies of each other, in `copies.json`.

    {"articles": 5, "groups": [{"kind": "same text", "articles": [0, 3]}]}

Articles are numbered as in the article store. An article is in one group at most.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from index.errors import StoreDamagedError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

COPIES_FILE = "copies.json"


class CopyKind(StrEnum):
    """How the articles of a group are alike."""

    SAME_TEXT = "same text"
    REWRITTEN = "rewritten"


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Articles of one origin: at least two, by row, in order.

    The kind is `REWRITTEN` if not all of them have the same text, or nearly.
    """

    kind: CopyKind
    articles: tuple[int, ...]


class Copies:
    """The groups of one generation. Safe for several readers."""

    def __init__(self, articles: int, groups: Iterable[CopyGroup]) -> None:
        """`articles` is how many there are; raises ValueError if the groups don't suit them."""
        self.groups = tuple(groups)
        self._articles = articles
        self._groups: dict[int, CopyGroup] = {}
        for group in self.groups:
            if len(group.articles) < 2 or group.articles != tuple(sorted(group.articles)):
                raise ValueError(f"{group.articles} is no group of articles in order")
            for row in group.articles:
                if not 0 <= row < articles or row in self._groups:
                    raise ValueError(f"article {row} is not there, or in two groups")
                self._groups[row] = group

    def __len__(self) -> int:
        """How many articles there are, copies or not."""
        return self._articles

    def group_of(self, article_row: int) -> int:
        """The number of an article's origin: equal for copies, another for all others."""
        found = self._groups.get(article_row)
        return found.articles[0] if found else article_row

    def others(self, article_row: int) -> tuple[int, ...]:
        """The rows of an article's copies, in order, without its own."""
        found = self._groups.get(article_row)
        return tuple(row for row in found.articles if row != article_row) if found else ()


def write_copies(folder: Path, articles: int, groups: Iterable[CopyGroup]) -> None:
    """Write the groups into a generation's folder."""
    listed = [{"kind": group.kind.value, "articles": group.articles} for group in groups]
    text = json.dumps({"articles": articles, "groups": listed})
    (folder / COPIES_FILE).write_text(text, encoding="utf-8")


def read_copies(folder: Path) -> Copies:
    """Read what `write_copies` wrote; raises StoreDamagedError."""
    path = folder / COPIES_FILE
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        groups = [
            CopyGroup(CopyKind(one["kind"]), tuple(map(_whole, one["articles"])))
            for one in found["groups"]
        ]
        return Copies(_whole(found["articles"]), groups)
    except (OSError, ValueError, TypeError, KeyError) as exc:
        raise StoreDamagedError(path, "can't be read") from exc


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError
    return value
