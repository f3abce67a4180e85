"""Back to the generation before the live one: one pointer swap, under the lock of a build.

    CURRENT        the earlier generation
    ROLLED_BACK    the one that was rolled back from

Who rolls back doesn't want what the folder holds now. So a build that nobody asked for (at the
start of the bot, or because a file changed) first looks whether the folder is still as it was for
the generation that was rolled back from; then it leaves things as they are. A build that someone
asks for builds.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from index.errors import NoEarlierGenerationError, StoreError
from index.issues.catalogue_file import digest_of
from index.lineage import lineage
from index.loaders.folder import fingerprint
from index.locking import changing
from index.manifest import GENERATIONS, live_generation, make_live, read_manifest, write_synced
from index.sums import verify

if TYPE_CHECKING:
    from pathlib import Path

    from index.manifest import Manifest
    from index.options import BuildOptions

ROLLED_BACK_FILE: Final = "ROLLED_BACK"


@dataclass(frozen=True, slots=True)
class RolledBack:
    """`generation` is live in the place of `before`; `built_at` is ISO 8601 in UTC."""

    generation: str
    before: str
    articles: int
    built_at: str


def roll_back(store: Path) -> RolledBack:
    """Make the generation before the live one live.

    Raises NoEarlierGenerationError, StoreBusyError while another process builds there,
    StoreMissingError, StoreUnwritableError.
    """
    before = next(lineage(store), "")  # where there is no index at all, no folder is made
    with changing(store):
        manifest = _before(store)
        # First: a crash in between leaves a word on what is live, which counts for nothing.
        write_synced(store / ROLLED_BACK_FILE, before + "\n")
        make_live(store, manifest.generation)
    return RolledBack(manifest.generation, before, manifest.articles, manifest.built_at)


def is_held(articles: Path, store: Path, options: BuildOptions) -> bool:
    """Whether a build that nobody asked for would only undo a rollback.

    Raises FolderMissingError, CatalogueError.
    """
    try:
        left = (store / ROLLED_BACK_FILE).read_text(encoding="utf-8").strip()
        if left <= live_generation(store).name:
            return False
        manifest = read_manifest(store / GENERATIONS / left)
    except (OSError, UnicodeDecodeError, StoreError):
        return False
    return (manifest.articles_folder, manifest.options, manifest.catalogue, manifest.files) == (
        str(articles.resolve()),
        options,
        digest_of(options.issues_file),
        fingerprint(articles),
    )


def _before(store: Path) -> Manifest:
    for name in islice(lineage(store), 1, None):
        folder = store / GENERATIONS / name
        try:
            manifest = read_manifest(folder)
            verify(folder, manifest.sums)
        except StoreError:
            continue
        return manifest
    raise NoEarlierGenerationError(store)
