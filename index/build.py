"""Folder -> a new generation beside the live one, then one pointer swap.

    lock ─▶ read the folder ─▶ is too much gone? ─▶ a new generation, tested, becomes live
             └ nothing changed

Whoever reads the store meanwhile reads the old generation, whole. A build that fails leaves nothing
behind; one that is killed leaves a `.partial` folder that the next one removes.
"""

from __future__ import annotations

import contextlib
import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.collection import read_collection
from index.course import SILENT, Listener, Phase
from index.cutting import KnownCuts
from index.errors import (
    FolderMissingError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreInsideArticlesError,
    StoreUnwritableError,
)
from index.generating import Work, generate
from index.generation import open_generation
from index.issues.catalogue_file import catalogue_at, digest_of
from index.lineage import clear, prune, sound_generation
from index.loaders.folder import fingerprint
from index.locking import changing
from index.losses import check_loss, known_articles
from index.manifest import live_generation, read_manifest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.collection import Collection
    from index.embedders.base import Embedder
    from index.generation import Generation
    from index.lineage import Sound
    from index.manifest import Manifest
    from index.options import BuildOptions
    from index.records import Skipped
    from index.writing import Written

__all__ = ["BuildReport", "Listener", "Phase", "build", "sweep", "why_stale"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `added`, `changed` and `removed` are names of files below the folder.

    `embedded` counts passages that were not taken over; `fresh` says that nothing had changed and
    the live generation was left as it is. `copies` are groups of articles that tell one story, each
    as their source file ids.
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

    Only what is new is cut and embedded, unless `full`. `load_embedder` is called with the
    model's name, and only when there is something to do. Raises ArticlesError (ArticlesLostError
    not with `confirm_loss`), ModelError, CatalogueError, StoreUnwritableError, BuildRejectedError,
    and StoreBusyError when another process is building here; the live generation then stays.
    """
    if not articles.is_dir():
        raise FolderMissingError(articles)
    if store.resolve().is_relative_to(articles.resolve()):
        raise StoreInsideArticlesError(articles, store)
    with changing(store):
        start = time.monotonic()
        clear(store)
        before = _before(store)
        up_to_date = before is not None and before.damage is None
        if up_to_date and not full and why_stale(articles, store, options) is None:
            return _unchanged(store, start)
        listener.on_phase(Phase.READING)
        catalogue = catalogue_at(options.issues_file)
        known = known_articles(before, articles)
        previous = None if full else _opened(before)
        collection = read_collection(
            articles, options, listener.on_problem, KnownCuts(previous), may_be_empty=bool(known)
        )
        if not confirm_loss:
            check_loss(articles, before, known, collection)
        listener.on_phase(Phase.LOADING)
        embedder = load_embedder(options.model)
        work = Work(articles, options, catalogue, collection, embedder, before, previous)
        manifest, written = generate(store, work, listener)
    return _report(manifest, collection, written, before, time.monotonic() - start)


def sweep(store: Path) -> None:
    """Remove what a build that was killed has left; not while another one is under way."""
    with contextlib.suppress(StoreBusyError, StoreUnwritableError), changing(store):
        clear(store)


def _unchanged(store: Path, start: float) -> BuildReport:
    # A build that was killed when its generation was live already has not done so.
    prune(store)
    live = read_manifest(live_generation(store))
    seconds = time.monotonic() - start
    counts = (live.articles, live.passages, 0)
    return BuildReport(live.generation, *counts, (), (), (), (), seconds, fresh=True)


def _before(store: Path) -> Sound | None:
    """What answers now; None where nothing does."""
    try:
        return sound_generation(store)
    except StoreError as error:
        logger.info("there is nothing to take over: %s", error)
        return None


def _opened(before: Sound | None) -> Generation | None:
    """What answers now, to take over from it what has not changed."""
    if before is None:
        return None
    try:
        return open_generation(before.folder, before.manifest)
    except StoreDamagedError as error:
        logger.info("nothing is taken over: %s", error)
        return None


def _report(
    manifest: Manifest,
    collection: Collection,
    written: Written,
    before: Sound | None,
    seconds: float,
) -> BuildReport:
    now, was = manifest.files, before.manifest.files if before else {}
    ids = [article.doc_id for article in collection.articles]
    return BuildReport(
        generation=manifest.generation,
        articles=manifest.articles,
        passages=manifest.passages,
        embedded=written.embedded,
        added=tuple(sorted(now.keys() - was.keys())),
        changed=tuple(sorted(n for n in now.keys() & was.keys() if now[n] != was[n])),
        removed=tuple(sorted(was.keys() - now.keys())),
        skipped=collection.skipped,
        seconds=seconds,
        copies=tuple(tuple(ids[row] for row in one.articles) for one in written.copies.groups),
    )
