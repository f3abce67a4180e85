"""The index of a store, opened for questions, with a word where its folder has changed since."""

from __future__ import annotations

from pathlib import Path
from shlex import join
from typing import TYPE_CHECKING

from index.build import why_stale
from index.errors import CatalogueError, FolderMissingError
from index.manifest import GENERATIONS, read_manifest
from index.options import BUILT_IN_MODEL
from index.search import Searcher

if TYPE_CHECKING:
    from index.commands.surroundings import Surroundings
    from index.manifest import Manifest


def open_index(around: Surroundings) -> Searcher:
    """Open what `around` names; a stale index is opened too, and standard error says so.

    Raises StoreError, ModelError, and FolderMissingError for a folder that was asked for.
    """
    searcher = Searcher.open(
        around.store, around.load, model=around.model, articles=around.articles, now=around.now
    )
    manifest = read_manifest(around.store / GENERATIONS / searcher.summary().generation)
    say_if_outdated(around, manifest)
    return searcher


def say_if_outdated(around: Surroundings, manifest: Manifest) -> None:
    """Say on standard error that the index is stale, if it is. Raises FolderMissingError."""
    reason = why_outdated(manifest, around)
    if reason is not None:
        around.tell(f"the index is out of date ({reason}); {cure(manifest, around)}")


def cure(manifest: Manifest, around: Surroundings) -> str:
    """How to bring the index up to date."""
    flags = ["--articles", str(_folder(manifest, around)), "--store", str(around.store)]
    if manifest.options.model != BUILT_IN_MODEL:
        flags += ["--model", around.model or manifest.options.model]
    return f"update it with: python -m index build {join(flags)}"


def _folder(manifest: Manifest, around: Surroundings) -> Path:
    """The folder that was asked for, else the one the index was built from."""
    return around.articles or Path(manifest.articles_folder)


def why_outdated(manifest: Manifest, around: Surroundings) -> str | None:
    """What has changed since the index was built, in a few words; None if nothing has.

    Raises FolderMissingError for a folder that was asked for; one that the index remembers may
    be gone.
    """
    folder = _folder(manifest, around)
    model = around.model or manifest.options.model
    options = around.build_options(model, manifest.options.issues_file)
    try:
        return why_stale(folder, around.store, options)
    except CatalogueError as error:
        return str(error)
    except FolderMissingError:
        if around.articles is not None:
            raise
        return f"the folder {folder} is gone"
