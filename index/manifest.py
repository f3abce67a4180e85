"""What a generation was built with, in `manifest.json`, and which generation is live.

    data/store/CURRENT                      the name of the live generation
    data/store/generations/<name>/          the generation; its manifest is written last

A generation that lies under its own name was whole when it was built: it is built as
`<name>.partial` and renamed. The manifest has a checksum of each of its files, and of itself, so
that what became of them since is found out.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from index.errors import StoreDamagedError, StoreMismatchError, StoreMissingError
from index.options import BuildOptions

if TYPE_CHECKING:
    from pathlib import Path

FORMAT_VERSION = 5
"""Goes up when a generation's files change their form; older ones are then built again."""

MANIFEST_FILE = "manifest.json"
POINTER_FILE = "CURRENT"
GENERATIONS = "generations"
PARTIAL = ".partial"
_CHECKSUM = "checksum"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one generation was built with, and what it holds.

    `articles_folder` is absolute. `files` maps names below it to the sha256 of each file that was
    read, `articles.toml` too. `built_at` is ISO 8601 in UTC. `revision` is the embedder's,
    `catalogue` the digest of the catalogue of issues. `previous` is the generation that answered
    before, None for a first one. `sums` maps the names of the generation's other files to their
    sha256.
    """

    format_version: int
    generation: str
    built_at: str
    articles_folder: str
    options: BuildOptions
    revision: str
    catalogue: str
    dim: int
    token_dim: int
    articles: int
    passages: int
    sentences: int
    files: dict[str, str]
    skipped: dict[str, str]
    previous: str | None
    sums: dict[str, str]


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write `manifest` into a generation's folder."""
    fields = asdict(manifest)
    text = json.dumps({**fields, _CHECKSUM: _checksum(fields)}, ensure_ascii=False, indent=1)
    write_synced(folder / MANIFEST_FILE, text)


def read_manifest(folder: Path) -> Manifest:
    """Read a generation's manifest.

    Raises StoreDamagedError if it can't be read, StoreMismatchError if it is of another format.
    """
    path = folder / MANIFEST_FILE
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        version = fields["format_version"]
        # First: a damaged file may name any version. Those before 4 had no checksum.
        checksum = fields.pop(_CHECKSUM, None)
        if checksum is not None and checksum != _checksum(fields):
            raise StoreDamagedError(path, "is not what was written: its checksum differs")
        if version != FORMAT_VERSION:
            raise StoreMismatchError(
                folder.parent.parent, "format", f"version {version}", f"version {FORMAT_VERSION}"
            )
        if checksum is None:
            raise StoreDamagedError(path, "has no checksum")
        manifest = Manifest(**fields)
        return replace(manifest, options=BuildOptions(**fields["options"]))
    except (OSError, ValueError, TypeError, KeyError) as exc:
        raise StoreDamagedError(path, "can't be read") from exc


def _checksum(fields: dict[str, Any]) -> str:
    """Of all other fields, however they are laid out in the file."""
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def live_generation(store: Path) -> Path:
    """The folder of the live generation; raises StoreMissingError, StoreDamagedError."""
    pointer = store / POINTER_FILE
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError as exc:
        raise StoreMissingError(store) from exc
    except (OSError, UnicodeDecodeError) as exc:
        raise StoreDamagedError(pointer, "can't be read") from exc
    if not _is_there(store / GENERATIONS, name):
        raise StoreDamagedError(pointer, f"names a generation that is not there: {name!r}")
    return store / GENERATIONS / name


def _is_there(generations: Path, name: str) -> bool:
    """Looked up in the list of what is there: a damaged name may be "..", or longer than any."""
    try:
        return any(entry.name == name and entry.is_dir() for entry in generations.iterdir())
    except OSError:
        return False


def make_live(store: Path, name: str) -> None:
    """Point at generation `name`, in one atomic step."""
    write_synced(store / POINTER_FILE, name + "\n")


def write_synced(path: Path, text: str | bytes, beside: Path | None = None) -> None:
    """Replace a file by `text` so that a reader, or a crash, finds the old or the new one whole.

    It is written in UTF-8. `beside` is where the new one is written first, on the same file system.
    """
    beside = beside or path.with_name(path.name + PARTIAL)
    try:
        with beside.open("wb") as file:
            file.write(text.encode("utf-8") if isinstance(text, str) else text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
