"""Articles of the web as files among the articles: written once, and again where they changed.

    WebArticle ─┬─ its address is in no file yet ─▶ Added
                ├─ its text is what was fetched before ─▶ Same; what a person corrected stays
                └─ its text is another one ─▶ Changed; the file as it was goes to .versions/

A file says in its front matter what it was fetched from, and the sum of what was fetched. So it may
be moved, renamed, corrected or deleted by hand, and nothing else has to be told.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from slugify import slugify

from index.errors import FolderMissingError, FolderUnwritableError
from index.loaders.listing import list_files
from index.loaders.markdown import split_front_matter, with_front_matter
from index.locking import holding
from index.manifest import write_synced
from index.sentences import split_sentences
from index.web.addresses import host

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from index.loaders.draft import SourceFile
    from index.web.extraction import WebArticle

VERSIONS: Final = ".versions"
"""Hidden, so that no build reads it."""

LOCK: Final = ".adding.lock"
SUFFIX: Final = ".md"

_LONGEST_SLUG: Final = 70  # characters
_MOST_LINES: Final = 20  # of a diff
_LONGEST_LINE: Final = 300  # characters
_LOCK_SECONDS: Final = 30.0
_HEAD: Final = 65_536  # bytes; front matter is found within so many
_END: Final = re.compile(rb"^(?:---|\.\.\.)[ \t]*(?:\r?$|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Added:
    """A file that is new."""

    doc_id: str


@dataclass(frozen=True, slots=True)
class Same:
    """A file that is left as it is."""

    doc_id: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A file with another text now.

    `diff` has a sentence a line, "- " before those that are gone and "+ " before the new ones;
    `kept` is the file as it was, below the articles folder; `was_corrected` says that a person had
    changed it since it was fetched.
    """

    doc_id: str
    diff: tuple[str, ...]
    kept: str
    was_corrected: bool


Put: TypeAlias = Added | Same | Changed


class Shelf:
    """The articles folder, to put articles into. Shared by threads and processes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._fronts: dict[Path, tuple[tuple[int, int, int], bytes]] = {}

    def put(self, article: WebArticle, now: datetime) -> Put:
        """Write an article; `now` is when it was fetched, in UTC.

        Raises FolderMissingError and FolderUnwritableError; nothing is half written then.
        """
        if not self._folder.is_dir():
            raise FolderMissingError(self._folder)
        try:
            with holding(self._folder / LOCK, _LOCK_SECONDS):
                return self._put(article, now)
        except TimeoutError as exc:
            raise FolderUnwritableError(self._folder, "another process writes to it") from exc
        except OSError as exc:
            why = exc.strerror or type(exc).__name__
            raise FolderUnwritableError(self._folder, why) from exc

    def _put(self, article: WebArticle, now: datetime) -> Put:
        body = "\n\n".join(article.text.split("\n"))
        files = list_files(self._folder).files
        path = self._find(article.source_url, files)
        if path is None:
            doc_id = self._new_id(article, files, now)
            _write(self._folder / f"{doc_id}{SUFFIX}", _fields(article, body, now, {}), body)
            return Added(doc_id)
        doc_id = path.relative_to(self._folder).with_suffix("").as_posix()
        content = path.read_bytes()
        # What an editor saves on Windows has other line ends, and a mark in front.
        text = content.decode("utf-8-sig", "replace").replace("\r\n", "\n")
        fields, before = split_front_matter(text)
        fetched, is_now = str(fields.get("sha256", "")), _sum(before)
        if _sum(body) in {fetched, is_now}:
            return Same(doc_id)
        kept = self._keep(doc_id, content, now)
        _write(path, _fields(article, body, now, fields), body)
        return Changed(doc_id, _diff(before, body), kept, was_corrected=fetched != is_now)

    def _find(self, source_url: str, files: Sequence[SourceFile]) -> Path | None:
        """The one of the files that was fetched from an address."""
        wanted = source_url.encode()
        for file in files:
            if not file.name.lower().endswith(SUFFIX):
                continue
            try:
                front = self._front(file.path)
            except OSError:
                continue  # what can't be read is told of by the next build
            if wanted in front and _is_from(front.decode("utf-8-sig", "replace"), source_url):
                return file.path
        return None

    def _front(self, path: Path) -> bytes:
        """How a file begins, up to the end of its front matter; read again where it was changed."""
        stat = path.stat()
        stamp = stat.st_mtime_ns, stat.st_size, stat.st_ino
        known = self._fronts.get(path)
        if known is None or known[0] != stamp:
            with path.open("rb") as file:
                head = file.read(_HEAD)
            end = _END.search(head, 3)
            known = self._fronts[path] = stamp, head[: end.end() if end else 0]
        return known[1]

    def _new_id(self, article: WebArticle, files: Sequence[SourceFile], now: datetime) -> str:
        """An id that a person can read, and that no file has: "2026-01-25-delegation-meets"."""
        # Some systems take names that differ in case for the same.
        taken = {file.file_id.casefold() for file in files}
        day = article.published or now.date().isoformat()
        first_line = article.text.partition("\n")[0]
        words = _slug(article.title) or _slug(first_line) or _slug(host(article.source_url))
        wanted, number = f"{day}-{words}", 1
        doc_id = wanted
        while doc_id in taken or (self._folder / f"{doc_id}{SUFFIX}").exists():
            number += 1
            doc_id = f"{wanted}-{number}"
        return doc_id

    def _keep(self, doc_id: str, content: bytes, now: datetime) -> str:
        """Put the file as it was beside all others of before; where."""
        folder = self._folder / VERSIONS / doc_id
        folder.mkdir(parents=True, exist_ok=True)
        stamp = now.strftime("%Y-%m-%dT%H-%M-%SZ")
        names = (f"{stamp}{more}{SUFFIX}" for more in ("", *(f"-{n}" for n in range(2, 1_000))))
        kept = next(folder / name for name in names if not (folder / name).exists())
        write_synced(kept, content)
        return kept.relative_to(self._folder).as_posix()


def _is_from(text: str, source_url: str) -> bool:
    """Whether a file says that it was fetched from there, if only in front matter that is broken.

    A quotation mark too many, in a title corrected by hand, breaks it.
    """
    fields, _ = split_front_matter(text)
    if fields:
        return fields.get("source_url") == source_url
    head = text.partition("\n---")[0]
    return with_front_matter({"source_url": source_url}, "").splitlines()[1] in head.splitlines()


def _fields(
    article: WebArticle, body: str, now: datetime, before: Mapping[object, object]
) -> dict[str, str]:
    """The front matter; what the page doesn't say stays as it was `before`, perhaps by hand."""
    said = {
        "title": article.title,
        "published": article.published,
        "source_url": article.source_url,
        "retrieved": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "outlet": article.outlet,
        "author": article.author,
        "language": article.language,
        "sha256": _sum(body),
    }
    kept = {str(name): value for name, value in before.items() if isinstance(value, str)}
    return _told(said | kept | _told(said))


def _told(fields: Mapping[str, str]) -> dict[str, str]:
    """Those that aren't empty."""
    return {name: value for name, value in fields.items() if value}


def _write(path: Path, fields: Mapping[str, str], body: str) -> None:
    """Write a file so that there is all of it or nothing, whatever happens meanwhile."""
    write_synced(path, with_front_matter(fields, body), path.with_name(f".{path.name}.partial"))


def _slug(text: str) -> str:
    return slugify(text, max_length=_LONGEST_SLUG, word_boundary=True, save_order=True)


def _sum(body: str) -> str:
    return hashlib.sha256(body.encode("utf-8", "replace")).hexdigest()


def _diff(before: str, after: str) -> tuple[str, ...]:
    """Which sentences are gone and which are new, the first of them."""
    lines = [
        f"{line[0]} {line[1:]}"
        for line in difflib.unified_diff(_sentences(before), _sentences(after), n=0, lineterm="")
        if line[:1] in {"-", "+"} and line.rstrip() not in {"---", "+++"}
    ]
    shown = [
        line if len(line) <= _LONGEST_LINE else f"{line[: _LONGEST_LINE - 1]}…"
        for line in lines[:_MOST_LINES]
    ]
    more = len(lines) - len(shown)
    return (*shown, *([f"… and {more:,} more"] if more else ()))


def _sentences(text: str) -> list[str]:
    found: list[str] = []
    for line in text.splitlines():
        spans = split_sentences(line, 0, len(line))
        found += [" ".join(line[span.start : span.end].split()) for span in spans]
    return found
