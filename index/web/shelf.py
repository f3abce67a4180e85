"""Articles of the web as files among the articles: written once, and again where they changed.

    WebArticle ─┬─ its address (see `page_key`) is in no file yet ─▶ Added
                ├─ it is what was fetched before ─▶ Same; what a person corrected stays
                ├─ its file holds what was fetched later ─▶ Newer; it stays as it is
                ├─ its text, title or date is another one ─▶ Changed; the file as it was goes to
                │  .versions/, and a title or date that a person corrected stays
                └─ it was found elsewhere, and shares no text with the file ─▶ as any of the three,
                   with the address where it was found: its page names one of another's

A file says in its front matter what it was fetched from, and the sums of what was fetched. So it
may be moved, renamed, corrected or deleted by hand, and nothing else has to be told.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from slugify import slugify

from index.errors import FolderMissingError, FolderUnwritableError
from index.loaders.listing import list_files
from index.loaders.markdown import split_front_matter, with_front_matter
from index.locking import holding
from index.manifest import write_synced
from index.sentences import split_sentences
from index.web.addresses import host, page_key
from index.web.front import front_of, stamp_of
from index.web.records import Added, Changed, Newer, Same

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from index.loaders.draft import SourceFile
    from index.web.records import Put, WebArticle

VERSIONS: Final = ".versions"
"""Hidden, so that no build reads it."""

LOCK: Final = ".adding.lock"
SUFFIX: Final = ".md"

_SOURCE: Final = "source_url"
_LONGEST_SLUG: Final = 70  # characters
_MOST_LINES: Final = 20  # of a diff
_LONGEST_LINE: Final = 300  # characters
_LOCK_SECONDS: Final = 30.0
_PIECE: Final = 24  # characters
_SHARED: Final = 0.1
"""Share, 0 to 1, of the pieces of the shorter text that two versions of an article have in common;
two articles of one outlet share no more than what stands below all of them."""

_STAMP: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_HEAD: Final = 65_536  # bytes; front matter is found within so many
_END: Final = re.compile(rb"^(?:---|\.\.\.)[ \t]*(?:\r?$|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What putting an article comes to: the file that is written, and what it holds then.

    `before` is what it holds until then.
    """

    put: Put
    path: Path
    fields: Mapping[str, str]
    body: str
    before: bytes = b""


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

    def foreseen(self, article: WebArticle, now: datetime) -> Put:
        """What `put` would come to now; nothing is written. Raises FolderMissingError."""
        if not self._folder.is_dir():
            raise FolderMissingError(self._folder)
        try:
            return self._plan(article, now).put
        except OSError as exc:
            why = exc.strerror or type(exc).__name__
            raise FolderMissingError(self._folder, f"can't be read ({why})") from exc

    def _put(self, article: WebArticle, now: datetime) -> Put:
        plan = self._plan(article, now)
        match plan.put:
            case Same() | Newer():
                return plan.put
            case Changed(kept=kept):
                (self._folder / kept).parent.mkdir(parents=True, exist_ok=True)
                write_synced(self._folder / kept, plan.before)
        # All of it or nothing, whatever happens meanwhile.
        beside = plan.path.with_name(f".{plan.path.name}.partial")
        write_synced(plan.path, with_front_matter(plan.fields, plan.body), beside)
        return plan.put

    def _plan(self, article: WebArticle, now: datetime) -> _Plan:
        """What is to be written; nothing is, here."""
        body = "\n\n".join(article.text.split("\n"))
        files = list_files(self._folder).files
        path = self._find(article.source_url, files)
        if path is not None and article.found_at and _is_another(article.text, path):
            article = replace(article, source_url=article.found_at)
            path = self._find(article.source_url, files)
        if path is None:
            doc_id = self._new_id(article, files, now)
            path = self._folder / f"{doc_id}{SUFFIX}"
            return _Plan(Added(doc_id), path, front_of(article, _sum(body), now, {}).fields, body)
        doc_id = path.relative_to(self._folder).with_suffix("").as_posix()
        content = path.read_bytes()
        text, is_utf_8 = _decoded(content)
        before, text_before = split_front_matter(text)
        retrieved = str(before.get("retrieved", ""))
        if _STAMP.fullmatch(retrieved) and retrieved > stamp_of(now):
            return _Plan(Newer(doc_id), path, {}, "")
        front = front_of(article, _sum(body), now, before)
        fetched, is_now = str(before.get("sha256", "")), _sum(text_before)
        if _sum(body) not in {fetched, is_now}:
            diff = (*map(_cut, front.diff), *_diff(text_before, body))
            kept = self._kept(doc_id, now)
            changed = Changed(doc_id, diff, kept, was_corrected=fetched != is_now)
            return _Plan(changed, path, front.fields, body, content)
        if not (front.is_news and is_utf_8):
            return _Plan(Same(doc_id), path, {}, "")
        diff = tuple(map(_cut, front.diff))
        changed = Changed(doc_id, diff, self._kept(doc_id, now), was_corrected=False)
        return _Plan(changed, path, front.fields, text_before, content)

    def _find(self, source_url: str, files: Sequence[SourceFile]) -> Path | None:
        """The one of the files that was fetched from an address, or else from one of its page."""
        key = page_key(source_url)
        wanted = key.partition("?")[0].encode(), source_url.encode()
        found = None
        for file in files:
            if not file.name.lower().endswith(SUFFIX):
                continue
            try:
                front = self._front(file.path)
            except OSError:
                continue  # what can't be read is told of by the next build
            if not any(one in front for one in wanted):
                continue  # for most files: YAML takes a thousand times as long
            address = _source_of(front.decode("utf-8-sig", "replace"))
            if address == source_url:
                return file.path
            if found is None and page_key(address) == key:
                found = file.path
        return found

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

    def _kept(self, doc_id: str, now: datetime) -> str:
        """Where a file as it was is put, beside all others of before."""
        stamp = f"{VERSIONS}/{doc_id}/{now.strftime('%Y-%m-%dT%H-%M-%SZ')}"
        names = (f"{stamp}{more}{SUFFIX}" for more in ("", *(f"-{n}" for n in range(2, 1_000))))
        return next(name for name in names if not (self._folder / name).exists())


def _source_of(text: str) -> str:
    """What a file says that it was fetched from, if only in front matter that is broken, or "".

    A quotation mark too many, in a title corrected by hand, breaks it.
    """
    fields, _ = split_front_matter(text)
    if not fields:
        head = text.partition("\n---")[0].splitlines()
        line = next((line for line in head if line.startswith(f"{_SOURCE}:")), "")
        fields, _ = split_front_matter(f"---\n{line}\n---\n")
    address = fields.get(_SOURCE)
    return address if isinstance(address, str) else ""


def _is_another(text: str, path: Path) -> bool:
    """Whether a text has next to nothing in common with the one of a file, in any script."""
    _, before = split_front_matter(_decoded(path.read_bytes())[0])
    one, other = _pieces(text), _pieces(before)
    least = min(len(one), len(other))
    return least > 0 and len(one & other) < _SHARED * least


def _pieces(text: str) -> set[str]:
    """All stretches of some characters: four words of English, a clause of Chinese."""
    line = " ".join(text.split())
    return {line[start : start + _PIECE] for start in range(len(line) - _PIECE + 1)}


def _decoded(content: bytes) -> tuple[str, bool]:
    """The text of a file, and whether it is UTF-8, so that no character of it was replaced.

    What an editor saves on Windows has other line ends, and a mark in front.
    """
    try:
        text, is_utf_8 = content.decode("utf-8-sig"), True
    except UnicodeDecodeError:
        text, is_utf_8 = content.decode("utf-8-sig", "replace"), False
    return text.replace("\r\n", "\n"), is_utf_8


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
    more = len(lines) - _MOST_LINES
    return (*map(_cut, lines[:_MOST_LINES]), *([f"… and {more:,} more"] if more > 0 else ()))


def _cut(line: str) -> str:
    return line if len(line) <= _LONGEST_LINE else f"{line[: _LONGEST_LINE - 1]}…"


def _sentences(text: str) -> list[str]:
    found: list[str] = []
    for line in text.splitlines():
        spans = split_sentences(line, 0, len(line))
        found += [" ".join(line[span.start : span.end].split()) for span in spans]
    return found
