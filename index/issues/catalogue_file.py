"""Reads a catalogue, and refuses a bad one with the line and the cure.

    catalogue.toml, or the file that ISSUES_FILE names ─▶ Catalogue, or CatalogueError

An index remembers the digest of the catalogue that it was built with: another makes it stale.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from index.errors import CatalogueError
from index.issues.catalogue import Catalogue, Party, Topic
from index.issues.phrases import read_phrase
from index.issues.records import Issue
from index.issues.toml_file import TomlFile
from index.question.dates.periods import published_range

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from index.issues.phrases import Phrase

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
_KEYS: Final = {
    "negotiation": {"named", "begins"},
    "parties": {"name", "aliases"},
    "issues": {"id", "title", "settled_by", "terms", "not", "described"},
}


def catalogue_at(path: str) -> Catalogue:
    """The catalogue of a file, or the one that ships where `path` is empty.

    Raises CatalogueError with the line and the cure.
    """
    return _read(_place(path))


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


def _read(path: Path) -> Catalogue:
    content = _content(path)
    return _Reader(TomlFile(path, content), _digest(content)).read()


class _Reader:
    """Reads and checks the tables of one file."""

    def __init__(self, file: TomlFile, digest: str) -> None:
        self._file = file
        self._digest = digest

    def read(self) -> Catalogue:
        parsed = self._file.parse()
        self._file.check_keys(parsed, _KEYS, "the file", None)
        negotiation, line = self._negotiation(parsed)
        named = self._phrases(negotiation, "named", line, needed=False)
        begins = self._begins(negotiation, line)
        parties = tuple(self._party(*one) for one in self._tables(parsed, "parties"))
        topics = tuple(self._topic(*one) for one in self._tables(parsed, "issues"))
        if not 0 < len(topics) <= MAX_ISSUES:
            cure = f"give it one to {MAX_ISSUES}, each below a line [[issues]]"
            raise self._file.error(None, f"has {len(topics)} issues", cure)
        self._check_unique("parties", "name", [party.name for party in parties])
        self._check_unique("issues", "id", [topic.issue.id for topic in topics])
        self._check_aliases(parties)
        return Catalogue(named, begins, parties, topics, self._digest)

    def _negotiation(self, parsed: dict[str, Any]) -> tuple[dict[str, Any], int]:
        table, line = parsed.get("negotiation", {}), self._file.line("negotiation")
        if not isinstance(table, dict):
            cure = "write [negotiation] and its key below it"
            raise self._file.error(line, "negotiation is no table", cure)
        self._file.check_keys(table, _KEYS["negotiation"], "[negotiation]", line)
        return table, line

    def _tables(self, parsed: dict[str, Any], name: str) -> Iterator[tuple[dict[str, Any], int]]:
        for table, line in self._file.tables(parsed, name):
            self._file.check_keys(table, _KEYS[name], f"[[{name}]]", line)
            yield table, line

    def _begins(self, table: dict[str, Any], line: int) -> date | None:
        value = table.get("begins")
        days = published_range(str(value)) if value is not None else None
        if value is not None and days is None:
            problem = f"begins is {value!r}, which is no date"
            raise self._wrong("begins", line, problem, 'write "2025-09-29"')
        return days[0] if days else None

    def _party(self, table: dict[str, Any], line: int) -> Party:
        name = self._file.text_of(table, "name", line)
        return Party(name, tuple(self._file.texts_of(table, "aliases", line)))

    def _topic(self, table: dict[str, Any], line: int) -> Topic:
        issue_id = self._file.text_of(table, "id", line)
        if not _ID.fullmatch(issue_id):
            cure = 'use small letters, digits and hyphens, as in "rafah-crossing"'
            raise self._wrong("id", line, f"{issue_id!r} is no id", cure)
        if issue_id in RESERVED:
            cure = f"{', '.join(sorted(RESERVED))} mean something else to /issues"
            raise self._wrong("id", line, f"{issue_id!r} can be no id", cure)
        title = self._file.text_of(table, "title", line)
        if len(title) > MAX_TITLE:
            problem = f"the title has {len(title)} characters"
            raise self._wrong("title", line, problem, f"use {MAX_TITLE} at most")
        described = table.get("described", True)
        if not isinstance(described, bool):
            problem = "described is neither true nor false"
            raise self._wrong("described", line, problem, "write described = false")
        return Topic(
            issue=Issue(issue_id, title, self._file.text_of(table, "settled_by", line)),
            terms=self._phrases(table, "terms", line, needed=True),
            exceptions=self._phrases(table, "not", line, needed=False),
            described=described,
        )

    def _wrong(self, key: str, line: int, problem: str, cure: str) -> CatalogueError:
        """What is wrong with the value of a key of the table that begins on `line`."""
        return self._file.error(self._file.line(key, line), problem, cure)

    def _phrases(
        self, table: dict[str, Any], key: str, line: int, *, needed: bool
    ) -> tuple[Phrase, ...]:
        if not needed and key not in table:
            return ()
        there = self._file.line(key, line)
        return tuple(self._phrase(typed, there) for typed in self._file.texts_of(table, key, line))

    def _phrase(self, typed: str, line: int) -> Phrase:
        try:
            return read_phrase(typed)
        except ValueError as exc:
            raise self._file.error(
                self._file.line_of_text(typed, line),
                f"the term {typed!r} {exc}",
                'write words, "a/b" for either, "word*" for any ending, '
                '"one ~ other" for two parts that stand near each other',
            ) from exc

    def _check_unique(self, table: str, key: str, values: list[str]) -> None:
        for value, count in Counter(values).items():
            if count > 1:
                line = self._file.line_of_text(value, key=key, last=True)
                raise self._file.error(line, f"two {table} have the {key} {value!r}", "rename one")

    def _check_aliases(self, parties: Sequence[Party]) -> None:
        known: dict[str, str] = {}
        for party in parties:
            for alias in party.aliases:
                other = known.setdefault(alias.replace("’", "'"), party.name)
                if other != party.name:
                    line = self._file.line_of_text(alias, last=True)
                    problem = f"{alias!r} names {other} and {party.name}"
                    raise self._file.error(line, problem, "leave it to one of them")
