"""The articles folder: which files there are, whether they changed, and the way to Articles.

    list_files ─▶ a SourceFile ─▶ its loader ─▶ Drafts ─▶ assemble (with articles.toml) ─▶ Article

Whatever can't be used comes out as a Skipped, and the rest goes on.
"""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from index.errors import DuplicateIdError, UnreadableArticleError
from index.loaders import LOADERS
from index.loaders.assembly import assemble
from index.loaders.draft import Draft, Metadata, SourceFile
from index.loaders.listing import Listing, list_files
from index.loaders.overrides import OVERRIDES_NAME, Overrides, read_overrides
from index.records import Article, Noted, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Listing", "fingerprint", "list_files", "read_articles"]

_LINES_PER_FILE = 3
"""How many parts of one file are named as skipped, or as noted, before the rest is counted."""


def fingerprint(folder: Path, listing: Listing | None = None) -> dict[str, str]:
    """Hash every file that a loader reads, and `articles.toml`: name to sha256 in hex, by name.

    `listing` is that of `folder`, where it was listed already. Two equal fingerprints give equal
    articles. A file that can't be read has none. Raises FolderMissingError.
    """
    paths = {file.name: file.path for file in (listing or list_files(folder)).files}
    paths[OVERRIDES_NAME] = folder / OVERRIDES_NAME
    hashes: dict[str, str] = {}
    for name, path in sorted(paths.items()):
        try:
            with path.open("rb") as handle:
                hashes[name] = hashlib.file_digest(handle, "sha256").hexdigest()
        except OSError:
            continue
    return hashes


def read_articles(
    folder: Path, *, max_article_bytes: int, listing: Listing | None = None
) -> Iterator[Article | Skipped | Noted]:
    """Read all articles, in the order of their files' names, with one file in memory at a time.

    What `articles.toml` says is applied. A Noted comes before the article it is about. Raises
    FolderMissingError, MetadataError and, at the second of two articles with one id,
    DuplicateIdError; none before the first `next()`.
    """
    listing = listing or list_files(folder)
    overrides = read_overrides(folder)
    yield from listing.refused
    yield from overrides.notes
    places: dict[str, str] = {}  # doc_id to where the article stands
    for file in listing.files:
        yield from _count_beyond(
            file.name, _LINES_PER_FILE, _read(file, overrides, places, max_article_bytes)
        )
    unused = sorted(overrides.by_id.keys() - places.keys())
    yield from _count_beyond(
        OVERRIDES_NAME,
        _LINES_PER_FILE,
        (Skipped(OVERRIDES_NAME, f"no article that was read has the id {id_!r}") for id_ in unused),
    )


def _read(
    file: SourceFile, overrides: Overrides, places: dict[str, str], limit: int
) -> Iterator[Article | Skipped | Noted]:
    """Read one file, adding its articles to `places`."""
    load = LOADERS[PurePosixPath(file.name).suffix.lower()]
    try:
        for draft in load(file, limit):
            match draft:
                case Draft():
                    yield from _finish(draft, file, overrides, places)
                case Skipped():
                    yield draft
    except UnreadableArticleError as exc:
        yield Skipped(file.name, exc.reason, exc.unread)


def _finish(
    draft: Draft, file: SourceFile, overrides: Overrides, places: dict[str, str]
) -> Iterator[Article | Skipped | Noted]:
    where = f"{draft.place}: " if draft.place else ""
    try:
        article, notes = assemble(draft, file.name, overrides.by_id.get(draft.doc_id, Metadata()))
    except UnreadableArticleError as exc:
        yield Skipped(file.name, f"{where}{exc.reason}")
        return
    place = f"{file.name} {draft.place}".rstrip()
    if article.doc_id in places:
        raise DuplicateIdError(article.doc_id, places[article.doc_id], place)
    places[article.doc_id] = place
    for note in notes:
        yield Noted(file.name, f"{where}{note}")
    yield article


def _count_beyond(
    name: str, most: int, outcomes: Iterator[Article | Skipped | Noted]
) -> Iterator[Article | Skipped | Noted]:
    """Pass on the first `most` Skipped and Noted of a file and count the others in a line each."""
    skipped = noted = 0
    unread = False
    for outcome in outcomes:
        match outcome:
            case Article():
                yield outcome
            case Skipped():
                skipped += 1
                unread = unread or outcome.unread
                if skipped <= most:
                    yield outcome
            case Noted():
                noted += 1
                if noted <= most:
                    yield outcome
    if skipped > most:
        yield Skipped(name, f"and {skipped - most:,} more of its articles", unread)
    if noted > most:
        yield Noted(name, f"and {noted - most:,} more notes on its articles")
