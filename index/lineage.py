"""The generations of a store: how they are named, which answered before which, which is whole.

    live ─▶ the one before ─▶ the one before that          three are kept

A store has other folders at times: `<name>.partial` of a build that goes on or was killed, a whole
one whose build was killed just before it became live, one that was rolled back from. None of these
is ever opened, and the next build clears them away.
"""

from __future__ import annotations

import logging
import secrets
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from index.errors import StoreDamagedError, StoreError, StoreMismatchError
from index.manifest import GENERATIONS, PARTIAL, live_generation, read_manifest
from index.sums import verify

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from index.manifest import Manifest

logger = logging.getLogger(__name__)

KEPT_GENERATIONS: Final = 3
"""The live one and those before it, for a reader that still has one open, or a way back."""

_TIME: Final = "%Y%m%dT%H%M%S%f"


@dataclass(frozen=True, slots=True)
class Sound:
    """A generation whose files are what was written.

    `damage` is None for the live one, else why an earlier one stands in for it.
    """

    folder: Path
    manifest: Manifest
    damage: StoreError | None = None


def new_name(store: Path, now: datetime) -> str:
    """A name for the next generation: they sort by their builds, even if the clock goes back."""
    moment = now.astimezone(UTC).replace(tzinfo=None)
    if names := _names(store):
        # Older versions named their builds to the second.
        newest = names[-1].partition("-")[0].ljust(len("20251231T235959000000"), "0")
        try:
            moment = max(moment, datetime.strptime(newest, _TIME) + timedelta(microseconds=1))  # noqa: DTZ007 - UTC, as above
        except (ValueError, OverflowError):
            logger.warning("%s is no name of a generation", names[-1])
    return f"{moment:{_TIME}}-{secrets.token_hex(3)}"


def lineage(store: Path) -> Iterator[str]:
    """The live generation, the one before it, and so on, as far as they are there.

    Where the pointer can't be read, the newest takes the place of the live one; where a manifest
    can't, the next older one follows. Raises StoreMissingError.
    """
    names = _names(store)
    try:
        name: str | None = live_generation(store).name
    except StoreDamagedError:
        name = names[-1] if names else None
    while name is not None:
        yield name
        older = [other for other in names if other < name]
        try:
            name = read_manifest(store / GENERATIONS / name).previous
        except StoreError:
            name = None
        if name not in older:
            name = older[-1] if older else None


def sound_generation(store: Path, only: Sequence[str] | None = None) -> Sound:
    """The live generation; where its files are not what was written, the newest before it.

    `only` names the files that matter, where not all do. Raises StoreMissingError, and the
    StoreError of the live one where no other is whole.
    """
    damage: StoreError | None = None
    try:
        live_generation(store)
    except StoreDamagedError as error:
        damage = error
    for name in lineage(store):
        folder = store / GENERATIONS / name
        try:
            manifest = read_manifest(folder)
            verify(folder, manifest.sums, only)
        except (StoreDamagedError, StoreMismatchError) as error:
            damage = damage or error
            continue
        return Sound(folder, manifest, damage)
    assert damage is not None  # noqa: S101 - a store without a generation has no pointer, or a wrong one
    raise damage


def warn(sound: Sound) -> None:
    """Tell the log why an earlier generation answers, if one does."""
    if sound.damage is not None:
        name = sound.manifest.generation
        logger.warning("%s; until then, the generation %s answers", sound.damage, name)


def clear(store: Path) -> None:
    """Remove what unfinished builds left; only the process that has the lock may do so."""
    for left_behind in (store / GENERATIONS).glob(f"*{PARTIAL}"):
        shutil.rmtree(left_behind, ignore_errors=True)


def prune(store: Path) -> None:
    """Remove all but the live generation and those before it; what can't be removed is left."""
    kept = set(islice(lineage(store), KEPT_GENERATIONS))
    for name in _names(store):
        if name not in kept:
            shutil.rmtree(store / GENERATIONS / name, ignore_errors=True)


def _names(store: Path) -> list[str]:
    """Of all generations that lie under their own names, in the order of their builds."""
    folder = store / GENERATIONS
    if not folder.is_dir():
        return []
    return sorted(
        entry.name
        for entry in folder.iterdir()
        if entry.is_dir() and not entry.name.endswith(PARTIAL)
    )
