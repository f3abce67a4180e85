"""The live generation of a store and the model for it, if they are what was asked for."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from index.errors import StoreMismatchError
from index.generation import open_generation
from index.lineage import sound_generation, warn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.embedders.base import Embedder
    from index.generation import Generation


def open_matching(
    store: Path, load_embedder: Callable[[str], Embedder], model: str | None, articles: Path | None
) -> tuple[Generation, Embedder]:
    """The live generation of `store`, and `model` loaded, or the model that it was built with.

    Where the live generation is damaged, the newest before it that is whole. Raises
    StoreMissingError, StoreDamagedError, ModelError, and StoreMismatchError if it was built with
    another model or format, or from another folder than `articles` (when given).
    """
    sound = sound_generation(store)
    warn(sound)
    manifest = sound.manifest
    generation = open_generation(sound.folder, manifest)
    model = model or manifest.options.model
    folder = articles or manifest.articles_folder
    places = shlex.join(["--articles", str(folder), "--store", str(store)])
    cure = f"python -m index build {places}"
    if manifest.options.model != model:
        built_with = repr(manifest.options.model)
        raise StoreMismatchError(store, "the model", built_with, repr(model), cure)
    if articles is not None and manifest.articles_folder != str(articles.resolve()):
        built_from = manifest.articles_folder
        raise StoreMismatchError(
            store, "the articles in", built_from, str(articles.resolve()), cure
        )
    embedder = load_embedder(model)
    if embedder.revision != manifest.revision:
        raise StoreMismatchError(
            store, f"weights of {model!r}", manifest.revision, embedder.revision, cure
        )
    return generation, embedder
