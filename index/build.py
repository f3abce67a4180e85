"""Folder -> a new generation beside the live one, then one pointer swap.

    lock ─▶ read the folder ─▶ write generations/<name>.partial ─▶ rename ─▶ CURRENT ─▶ prune
                               with the ledger of issues in it

Whoever reads the store meanwhile reads the old generation, whole; a build that is killed leaves a
`.partial` folder that the next one removes.
"""

from __future__ import annotations

import logging
import secrets
import shutil
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from index.collection import read_collection
from index.errors import (
    FolderMissingError,
    StoreBusyError,
    StoreError,
    StoreInsideArticlesError,
    StoreUnwritableError,
)
from index.generation import open_generation
from index.issues.catalogue_file import catalogue_at, digest_of
from index.issues.judging import Sentences, judge
from index.issues.ledger_file import write_findings
from index.loaders.folder import fingerprint
from index.manifest import (
    FORMAT_VERSION,
    GENERATIONS,
    PARTIAL,
    Manifest,
    live_generation,
    make_live,
    read_manifest,
    sync_folder,
    write_manifest,
)
from index.writing import write_generation

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.collection import Collection
    from index.embedders.base import Embedder
    from index.generation import Generation
    from index.options import BuildOptions
    from index.records import Noted, Skipped

logger = logging.getLogger(__name__)

KEPT_GENERATIONS = 3
"""The live one and those before it, for a reader that still has one open, or a way back."""


class Phase(StrEnum):
    """What a build is at, in the order of its course; each begins where the one before ends."""

    READING = "reading the articles"
    LOADING = "loading the model"
    EMBEDDING = "embedding passages"
    JUDGING = "reading what is open and what is settled"
    CHECKING = "checking what was built"


@dataclass(frozen=True, slots=True)
class Listener:
    """Told of a build's course: each file left out or noted, passages done of how many, phases."""

    on_problem: Callable[[Skipped | Noted], None]
    on_progress: Callable[[int, int], None]
    on_phase: Callable[[Phase], None] = lambda phase: None  # noqa: ARG005 - told, not used


SILENT = Listener(lambda problem: None, lambda done, total: None)  # noqa: ARG005 - told, not used


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `added`, `changed` and `removed` are names of files below the folder.

    `embedded` counts passages that were not taken over; `fresh` says that nothing had changed and
    the live generation was left as it is. `copies` are the source file ids of each group of articles
    that tell one story.
    """

    generation: str
    articles: int
    passages: int
    embedded: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    seconds: float
    fresh: bool = False
    copies: tuple[tuple[str, ...], ...] = ()


def why_stale(articles: Path, store: Path, options: BuildOptions) -> str | None:
    """Why the index has to be built before it can answer for `articles`; None if it needn't.

    Raises FolderMissingError, and CatalogueError where the catalogue of issues can't be read.
    """
    files = fingerprint(articles)
    catalogue = digest_of(options.issues_file)
    try:
        manifest = read_manifest(live_generation(store))
    except StoreError as error:
        return str(error)
    if manifest.articles_folder != str(articles.resolve()):
        return f"the index is of another folder, {manifest.articles_folder}"
    if manifest.options != options:
        return "the index was built with other options"
    if manifest.catalogue != catalogue:
        return "the catalogue of issues changed"
    if manifest.files != files:
        changed = {name for name, _ in manifest.files.items() ^ files.items()}
        return f"{len(changed)} file{'s' if len(changed) > 1 else ''} changed"
    return None


def build(
    articles: Path,
    store: Path,
    options: BuildOptions,
    load_embedder: Callable[[str], Embedder],
    *,
    full: bool = False,
    confirm_loss: bool = False,
    listener: Listener = SILENT,
) -> BuildReport:
    """Bring the index in `store` up to date with the folder `articles`.

    Only passages that are new are embedded, unless `full`. `load_embedder` is called with the
    model's name, and only when there is something to do. Raises ArticlesError, ModelError,
    CatalogueError, StoreUnwritableError, and StoreBusyError when another process is building here;
    the live generation then stays.
    """
    if not articles.is_dir():
        raise FolderMissingError(articles)
    if store.resolve().is_relative_to(articles.resolve()):
        raise StoreInsideArticlesError(articles, store)
    generations = store / GENERATIONS
    try:
        generations.mkdir(parents=True, exist_ok=True)
        lock = FileLock(store / "build.lock", timeout=0)
        with lock:
            return _build(articles, store, options, load_embedder, full=full, listener=listener)
    except Timeout as exc:
        raise StoreBusyError(store) from exc
    except OSError as exc:
        raise StoreUnwritableError(store, exc.strerror or type(exc).__name__) from exc


def _build(
    articles: Path,
    store: Path,
    options: BuildOptions,
    load_embedder: Callable[[str], Embedder],
    *,
    full: bool,
    listener: Listener,
) -> BuildReport:
    start = time.monotonic()
    for left_behind in (store / GENERATIONS).glob(f"*{PARTIAL}"):
        shutil.rmtree(left_behind, ignore_errors=True)
    if not full and why_stale(articles, store, options) is None:
        return _unchanged(store, start)
    catalogue = catalogue_at(options.issues_file)
    collection = read_collection(articles, options, listener.on_problem)
    embedder = load_embedder(options.model)
    previous = None if full else _reusable(store, embedder)
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{secrets.token_hex(3)}"
    partial = store / GENERATIONS / (name + PARTIAL)
    partial.mkdir()
    written = write_generation(partial, collection, embedder, previous, listener.on_progress)
    findings = judge(
        catalogue,
        Sentences(
            collection.articles,
            written.layout,
            written.copies,
            written.vectors,
            embedder.revision,
        ),
    )
    write_findings(partial, findings)
    manifest = Manifest(
        format_version=FORMAT_VERSION,
        generation=name,
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        articles_folder=str(articles.resolve()),
        options=options,
        revision=embedder.revision,
        catalogue=catalogue.digest,
        dim=embedder.dim,
        token_dim=embedder.token_dim,
        articles=len(collection.articles),
        passages=written.passages,
        sentences=written.sentences,
        files=collection.files,
        skipped={s.path: s.reason for s in collection.skipped},
    )
    write_manifest(partial, manifest)
    partial.rename(store / GENERATIONS / name)
    sync_folder(store / GENERATIONS)
    before = _files_before(store)
    make_live(store, name)
    _prune(store, name)
    return _report(manifest, collection, written.embedded, before, time.monotonic() - start)


def _unchanged(store: Path, start: float) -> BuildReport:
    live = read_manifest(live_generation(store))
    seconds = time.monotonic() - start
    counts = (live.articles, live.passages, 0)
    return BuildReport(live.generation, *counts, (), (), (), (), seconds, fresh=True)


def _reusable(store: Path, embedder: Embedder) -> Generation | None:
    """The live generation, if it is whole and its vectors come from this very embedder."""
    try:
        generation = open_generation(live_generation(store))
    except StoreError as error:
        logger.info("nothing is taken over: %s", error)
        return None
    return generation if generation.manifest.revision == embedder.revision else None


def _files_before(store: Path) -> dict[str, str]:
    try:
        return read_manifest(live_generation(store)).files
    except StoreError:
        return {}


def _report(
    manifest: Manifest,
    collection: Collection,
    embedded: int,
    before: dict[str, str],
    seconds: float,
) -> BuildReport:
    now = manifest.files
    return BuildReport(
        generation=manifest.generation,
        articles=manifest.articles,
        passages=manifest.passages,
        embedded=embedded,
        added=tuple(sorted(now.keys() - before.keys())),
        changed=tuple(sorted(n for n in now.keys() & before.keys() if now[n] != before[n])),
        removed=tuple(sorted(before.keys() - now.keys())),
        skipped=collection.skipped,
        seconds=seconds,
    )


def _prune(store: Path, live: str) -> None:
    """Remove all but the newest generations; a folder that can't be removed is left."""
    names = sorted(folder.name for folder in (store / GENERATIONS).iterdir() if folder.is_dir())
    older = [name for name in names if name != live and not name.endswith(PARTIAL)]
    for name in older[: max(0, len(older) - (KEPT_GENERATIONS - 1))]:
        shutil.rmtree(store / GENERATIONS / name, ignore_errors=True)
