"""Articles that were read -> a generation that is sealed, tested, and then live.

    write generations/<name>.partial ─▶ seal ─▶ test ─▶ rename ─▶ CURRENT ─▶ prune
    with the ledger of issues in it

The caller holds the lock of the store. What fails is removed again.
"""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.clock import utc_now
from index.course import Phase
from index.errors import StoreError
from index.issues.judging import Sentences, judge
from index.issues.ledger_file import write_findings
from index.lineage import new_name, prune
from index.manifest import (
    FORMAT_VERSION,
    GENERATIONS,
    PARTIAL,
    Manifest,
    live_generation,
    make_live,
    sync_folder,
    write_manifest,
)
from index.sums import seal
from index.vetting import vet
from index.writing import write_generation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.collection import Collection
    from index.course import Listener
    from index.embedders.base import Embedder
    from index.generation import Generation
    from index.issues.catalogue import Catalogue
    from index.lineage import Sound
    from index.options import BuildOptions
    from index.writing import Written


@dataclass(frozen=True, slots=True)
class Work:
    """What a generation is made of, and the one that answers until then.

    `previous` is that one opened, if something may be taken over from it.
    """

    articles: Path
    options: BuildOptions
    catalogue: Catalogue
    collection: Collection
    embedder: Embedder
    before: Sound | None
    previous: Generation | None


def generate(store: Path, work: Work, listener: Listener) -> tuple[Manifest, Written]:
    """Write, seal and test a new generation, and make it live.

    Raises BuildRejectedError, StoreUnwritableError, OSError.
    """
    name = new_name(store, utc_now())
    whole = store / GENERATIONS / name
    partial = whole.with_name(name + PARTIAL)
    with _removed_on_failure(store, partial, whole):
        partial.mkdir()
        listener.on_phase(Phase.EMBEDDING)
        written = write_generation(
            partial, work.collection, work.embedder, _with_vectors(work), listener.on_progress
        )
        listener.on_phase(Phase.JUDGING)
        sentences = Sentences(
            work.collection.articles,
            written.layout,
            written.copies,
            written.vectors,
            work.embedder.revision,
        )
        write_findings(partial, judge(work.catalogue, sentences))
        listener.on_phase(Phase.CHECKING)
        manifest = _manifest(name, work, written, seal(partial))
        write_manifest(partial, manifest)
        vet(partial, work.embedder, work.collection.articles)
        partial.rename(whole)
        sync_folder(whole.parent)
        make_live(store, name)
    prune(store)
    return manifest, written


def _manifest(name: str, work: Work, written: Written, sums: dict[str, str]) -> Manifest:
    return Manifest(
        format_version=FORMAT_VERSION,
        generation=name,
        built_at=utc_now().isoformat(timespec="seconds"),
        articles_folder=str(work.articles.resolve()),
        options=work.options,
        revision=work.embedder.revision,
        catalogue=work.catalogue.digest,
        dim=work.embedder.dim,
        token_dim=work.embedder.token_dim,
        articles=len(work.collection.articles),
        passages=written.passages,
        sentences=written.sentences,
        files=work.collection.files,
        skipped={s.path: s.reason for s in work.collection.skipped},
        previous=work.before.manifest.generation if work.before else None,
        sums=sums,
    )


@contextlib.contextmanager
def _removed_on_failure(store: Path, *folders: Path) -> Iterator[None]:
    """What is of no use makes room at once: perhaps it was the last that there was.

    But never what answers already: a disk may fail when the pointer has moved.
    """
    try:
        yield
    except BaseException:
        for folder in folders:
            if not _is_live(store, folder):
                shutil.rmtree(folder, ignore_errors=True)
        raise


def _is_live(store: Path, folder: Path) -> bool:
    try:
        return live_generation(store) == folder
    except StoreError:
        return False


def _with_vectors(work: Work) -> Generation | None:
    """The generation before, if its vectors come from this very embedder."""
    previous = work.previous
    same = previous is not None and previous.manifest.revision == work.embedder.revision
    return previous if same else None
