"""A TOML file whose errors name the line: `tomllib` tells values, and not where they stand.

file ─▶ tables; each value by its key, or CatalogueError with the line and the cure
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, Final

from index.errors import CatalogueError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

_LINE_OF_ERROR: Final = re.compile(r"\(at line (\d+), column \d+\)$")
_HEAD_OF_TABLE: Final = re.compile(r"\s*\[+\s*[\w.\"' -]+\]+\s*(?:#.*)?$")


class TomlFile:
    """The text of one file. Every method may raise CatalogueError."""

    def __init__(self, path: Path, content: bytes) -> None:
        self._path = path
        try:
            self._text = content.decode("utf-8-sig")
        except UnicodeDecodeError as exc:
            line = content.count(b"\n", 0, exc.start) + 1
            raise self.error(line, "is not UTF-8", "save the file as UTF-8") from exc
        # As TOML counts lines; str.splitlines knows of more ends of a line.
        self._lines = self._text.split("\n")

    def parse(self) -> dict[str, Any]:
        """All that it says."""
        try:
            return tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as exc:
            found = _LINE_OF_ERROR.search(str(exc))
            line = int(found[1]) if found else len(self._lines)
            raise self.error(line, f"is not valid TOML ({exc})", "correct that line") from exc
        except (RecursionError, ValueError) as exc:
            raise self.error(None, "is not TOML that Python can parse", "correct it") from exc

    def tables(self, parsed: dict[str, Any], name: str) -> Iterator[tuple[dict[str, Any], int]]:
        """Each table of the array `name`, with the line of its head."""
        found = parsed.get(name, [])
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise self.error(
                self.line(name), f"{name} is no list of tables", f"write [[{name}]] above each"
            )
        head = re.compile(rf"\s*\[\[\s*{name}\s*\]\]")
        lines = [n for n, line in enumerate(self._lines, 1) if head.match(line)]
        # Written as an inline array they have no heads of their own.
        heads = lines if len(lines) == len(found) else [self.line(name)] * len(found)
        yield from zip(found, heads, strict=True)

    def text_of(self, table: dict[str, Any], key: str, head: int) -> str:
        """The text under a key of the table that begins on line `head`, on one line."""
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            there = self.line(key, head)
            raise self.error(there, f"{key} is missing or no text", f'write {key} = "…"')
        return " ".join(value.split())

    def texts_of(self, table: dict[str, Any], key: str, head: int) -> list[str]:
        """The texts under a key, at least one, each as in `text_of`."""
        value = table.get(key)
        if (
            not isinstance(value, list)
            or not value
            or not all(isinstance(one, str) and one.strip() for one in value)
        ):
            problem = f"{key} is missing or no list of texts"
            raise self.error(self.line(key, head), problem, f'write {key} = ["…", "…"]')
        return [" ".join(one.split()) for one in value]

    def check_keys(
        self, table: dict[str, Any], known: Iterable[str], where: str, head: int | None
    ) -> None:
        """Refuse a key that is none of the `known`; `where` names the table."""
        for key in table:
            if key not in known:
                cure = f"what it can have is {', '.join(sorted(known))}"
                raise self.error(self.line(key, head), f"{where} can't have {key!r}", cure)

    def line(self, key: str, head: int | None = None) -> int:
        """The line on which a table of that name stands, or a key of the one that begins at `head`.

        `head` itself where the table lacks the key, and 1 where the file lacks it.
        """
        pattern = re.compile(rf"\s*(?:\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*(?:=|\]|\.)")
        if head is None:
            return self._find(pattern.match, 1)
        lines = list(enumerate(self._lines, 1))[head - 1 :]
        ends = (n for n, text in lines if n > head and _HEAD_OF_TABLE.match(text))
        end = next(ends, len(self._lines) + 1)
        return next((n for n, text in lines if n < end and pattern.match(text)), head)

    def line_of_text(self, text: str, after: int = 1, *, key: str = "", last: bool = False) -> int:
        """The first line from `after` on with a quoted text, or the last; with `key` its value."""
        start = rf"^\s*{key}\s*=\s*" if key else ""
        written = re.compile(rf"{start}[\"']\s*{re.escape(text)}\s*[\"']")
        return self._find(written.search, after, last=last)

    def error(self, line: int | None, problem: str, cure: str) -> CatalogueError:
        """The error that names the file and the line."""
        return CatalogueError(self._path, line, problem, cure)

    def _find(self, fits: Callable[[str], object], after: int, *, last: bool = False) -> int:
        """The first line from `after` on that fits, or the last; else `after` itself."""
        found = [n for n, text in enumerate(self._lines, 1) if n >= after and fits(text)]
        return after if not found else found[-1] if last else found[0]
