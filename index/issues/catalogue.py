"""The catalogue: a TOML file with the issues, the words that speak of them, and the parties.

    catalogue.toml, or the file that ISSUES_FILE names ─▶ Catalogue, or CatalogueError with the line

Its digest is one of the options an index is built with: another catalogue makes it stale.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from index.errors import CatalogueError
from index.issues.phrases import Phrase, any_of, read_phrase
from index.issues.records import Issue
from index.question.dates.periods import published_range

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

SHIPPED: Final = Path(__file__).with_name("catalogue.toml")

MAX_BYTES: Final = 1_000_000
"""A larger file is hardly a catalogue."""

MAX_ISSUES: Final = 50
"""More are not read in a chat, and a judgement costs time for each."""

MAX_TITLE: Final = 80
"""Characters; a title stands on one line of a list."""

RESERVED: Final = frozenset({"since", "chart", "unlisted"})
"""Words that `/issues` takes for something else than an issue."""

_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LINE_OF_ERROR: Final = re.compile(r"\(at line (\d+), column \d+\)$")
_HEAD_OF_TABLE: Final = re.compile(r"\s*\[+\s*[\w.\"' -]+\]+\s*(?:#.*)?$")
_KEYS: Final = {
    "negotiation": {"named", "begins"},
    "parties": {"name", "aliases"},
    "issues": {"id", "title", "settled_by", "terms", "not", "described"},
}


@dataclass(frozen=True, slots=True)
class Topic:
    """An issue and the words by which a sentence is known to speak of it, or not to.

    `described` is false for an event: a sentence that is neutral on it describes something else.
    """

    issue: Issue
    terms: tuple[Phrase, ...]
    exceptions: tuple[Phrase, ...]
    described: bool = True
    _quick: re.Pattern[str] | None = field(init=False, compare=False, hash=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_quick", any_of(self.terms))

    def may_be_in(self, text: str) -> bool:
        """Whether a text can hold one of the terms at all; cheap."""
        return self._quick is not None and self._quick.search(text) is not None


@dataclass(frozen=True, slots=True)
class Party:
    """A party and the names that articles give it."""

    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a catalogue file says. `digest` is of its bytes.

    An article is judged only if it has each of the terms `named` in its title or at its beginning,
    and only if it isn't known to have been published before the day on which all `begins`.
    """

    named: tuple[Phrase, ...]
    begins: date | None
    parties: tuple[Party, ...]
    topics: tuple[Topic, ...]
    digest: str


def catalogue_at(path: str) -> Catalogue:
    """The catalogue of a file, or the one that ships where `path` is empty.

    Raises CatalogueError with the line and the cure.
    """
    return _Reader(_place(path)).read()


def digest_of(path: str) -> str:
    """The digest of the catalogue at `path`, as in `catalogue_at`, without checking it.

    Raises CatalogueError where the file can't be read.
    """
    return _digest(_content(_place(path)))


def _place(path: str) -> Path:
    try:
        return Path(path).expanduser() if path else SHIPPED
    except RuntimeError as exc:
        cure = "write the whole path, or leave ISSUES_FILE empty for the one that ships"
        raise CatalogueError(path, None, "is in the home of a user that isn't there", cure) from exc


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as exc:  # the latter for a name that can be no file's
        reason = exc.strerror if isinstance(exc, OSError) else None
        problem = f"can't be read ({reason or exc})"
        cure = "put a catalogue there, or leave ISSUES_FILE empty for the one that ships"
        raise CatalogueError(path, None, problem, cure) from exc
    if len(content) > MAX_BYTES:
        raise CatalogueError(
            path, None, f"is larger than {MAX_BYTES:,} bytes", "is it a catalogue?"
        )
    return content


class _Reader:
    """Reads one file; knows on which line of it each table and key stands."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._content = _content(path)
        try:
            self._text = self._content.decode("utf-8-sig")
        except UnicodeDecodeError as exc:
            line = self._content.count(b"\n", 0, exc.start) + 1
            raise self._error(line, "is not UTF-8", "save the file as UTF-8") from exc
        # As TOML counts lines; str.splitlines knows of more ends of a line.
        self._lines = self._text.split("\n")

    def read(self) -> Catalogue:
        tables = self._parse()
        self._check_keys(tables, _KEYS, "the file", None)
        negotiation = tables.get("negotiation", {})
        if not isinstance(negotiation, dict):
            raise self._error(
                self._line("negotiation"),
                "negotiation is no table",
                "write [negotiation] and its key below it",
            )
        line = self._line("negotiation")
        self._check_keys(negotiation, _KEYS["negotiation"], "[negotiation]", line)
        named = self._phrases(negotiation, "named", line, needed=False)
        begins = self._begins(negotiation, line)
        parties = tuple(self._party(*one) for one in self._tables(tables, "parties"))
        topics = tuple(self._topic(*one) for one in self._tables(tables, "issues"))
        if not 0 < len(topics) <= MAX_ISSUES:
            raise self._error(
                None,
                f"has {len(topics)} issues",
                f"give it one to {MAX_ISSUES}, each below a line [[issues]]",
            )
        self._check_unique("parties", "name", [party.name for party in parties])
        self._check_unique("issues", "id", [topic.issue.id for topic in topics])
        self._check_aliases(parties)
        return Catalogue(named, begins, parties, topics, _digest(self._content))

    def _begins(self, negotiation: dict[str, Any], line: int) -> date | None:
        value = negotiation.get("begins")
        days = published_range(str(value)) if value is not None else None
        if value is not None and days is None:
            there = self._line("begins", line)
            raise self._error(there, f"begins is {value!r}, which is no date", 'write "2025-09-29"')
        return days[0] if days else None

    def _parse(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as exc:
            found = _LINE_OF_ERROR.search(str(exc))
            line = int(found[1]) if found else len(self._lines)
            raise self._error(line, f"is not valid TOML ({exc})", "correct that line") from exc
        except (RecursionError, ValueError) as exc:
            raise self._error(None, "is not TOML that Python can parse", "correct it") from exc

    def _tables(self, tables: dict[str, Any], name: str) -> Iterable[tuple[dict[str, Any], int]]:
        """Each table of an array, with the line of its head."""
        found = tables.get(name, [])
        lines = [
            n
            for n, line in enumerate(self._lines, 1)
            if re.match(rf"\s*\[\[\s*{name}\s*\]\]", line)
        ]
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise self._error(
                self._line(name), f"{name} is no list of tables", f"write [[{name}]] above each"
            )
        # Written as an inline array they have no heads of their own.
        heads = lines if len(lines) == len(found) else [self._line(name)] * len(found)
        for table, line in zip(found, heads, strict=True):
            self._check_keys(table, _KEYS[name], f"[[{name}]]", line)
            yield table, line

    def _party(self, table: dict[str, Any], line: int) -> Party:
        return Party(self._text_of(table, "name", line), tuple(self._texts(table, "aliases", line)))

    def _topic(self, table: dict[str, Any], line: int) -> Topic:
        issue_id = self._text_of(table, "id", line)
        if not _ID.fullmatch(issue_id):
            raise self._error(
                self._line("id", line),
                f"{issue_id!r} is no id",
                'use small letters, digits and hyphens, as in "rafah-crossing"',
            )
        if issue_id in RESERVED:
            raise self._error(
                self._line("id", line),
                f"{issue_id!r} can be no id",
                f"{', '.join(sorted(RESERVED))} mean something else to /issues",
            )
        title = self._text_of(table, "title", line)
        if len(title) > MAX_TITLE:
            raise self._error(
                self._line("title", line),
                f"the title has {len(title)} characters",
                f"use {MAX_TITLE} at most",
            )
        issue = Issue(issue_id, title, self._text_of(table, "settled_by", line))
        terms = self._phrases(table, "terms", line, needed=True)
        described = table.get("described", True)
        if not isinstance(described, bool):
            there = self._line("described", line)
            raise self._error(
                there, "described is neither true nor false", "write described = false"
            )
        exceptions = self._phrases(table, "not", line, needed=False)
        return Topic(issue, terms, exceptions, described)

    def _text_of(self, table: dict[str, Any], key: str, line: int) -> str:
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self._error(
                self._line(key, line), f"{key} is missing or no text", f'write {key} = "…"'
            )
        return " ".join(value.split())

    def _texts(self, table: dict[str, Any], key: str, line: int) -> list[str]:
        value = table.get(key)
        if (
            not isinstance(value, list)
            or not value
            or not all(isinstance(one, str) and one.strip() for one in value)
        ):
            raise self._error(
                self._line(key, line),
                f"{key} is missing or no list of texts",
                f'write {key} = ["…", "…"]',
            )
        return [" ".join(one.split()) for one in value]

    def _phrases(
        self, table: dict[str, Any], key: str, line: int, *, needed: bool
    ) -> tuple[Phrase, ...]:
        if not needed and key not in table:
            return ()
        texts, there = self._texts(table, key, line), self._line(key, line)
        return tuple(self._phrase(typed, there) for typed in texts)

    def _phrase(self, typed: str, line: int) -> Phrase:
        try:
            return read_phrase(typed)
        except ValueError as exc:
            written = re.compile(rf"[\"']\s*{re.escape(typed)}\s*[\"']")
            there = self._find(written.search, line)
            raise self._error(
                there,
                f"the term {typed!r} {exc}",
                'write words, "a/b" for either, "word*" for any ending, '
                '"one ~ other" for two parts that stand near each other',
            ) from exc

    def _check_keys(
        self, table: dict[str, Any], known: Iterable[str], where: str, line: int | None
    ) -> None:
        for key in table:
            if key not in known:
                raise self._error(
                    self._line(key, line),
                    f"{where} can't have {key!r}",
                    f"what it can have is {', '.join(sorted(known))}",
                )

    def _check_unique(self, table: str, key: str, values: list[str]) -> None:
        for value, count in Counter(values).items():
            if count > 1:
                written = re.compile(rf'\s*{key}\s*=\s*["\']\s*{re.escape(value)}\s*["\']')
                line = self._find(written.match, 1, last=True)
                raise self._error(line, f"two {table} have the {key} {value!r}", "rename one")

    def _check_aliases(self, parties: Sequence[Party]) -> None:
        known: dict[str, str] = {}
        for party in parties:
            for alias in party.aliases:
                other = known.setdefault(alias.replace("’", "'"), party.name)
                if other != party.name:
                    written = re.compile(rf"[\"']\s*{re.escape(alias)}\s*[\"']")
                    line = self._find(written.search, 1, last=True)
                    raise self._error(
                        line, f"{alias!r} names {other} and {party.name}", "leave it to one of them"
                    )

    def _line(self, key: str, head: int | None = None) -> int:
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

    def _find(self, fits: Callable[[str], object], after: int, *, last: bool = False) -> int:
        """The first line from `after` on that fits, or the last; else `after` itself."""
        found = [n for n, text in enumerate(self._lines, 1) if n >= after and fits(text)]
        return after if not found else found[-1] if last else found[0]

    def _error(self, line: int | None, problem: str, cure: str) -> CatalogueError:
        return CatalogueError(self._path, line, problem, cure)
