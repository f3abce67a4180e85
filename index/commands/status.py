"""`status`: what the index holds, what it was built with, and whether that has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.commands.answer_json import write_json
from index.commands.opening import cure, why_outdated
from index.manifest import live_generation, read_manifest
from index.printable import one_line

if TYPE_CHECKING:
    from pathlib import Path

    from index.commands.surroundings import Surroundings


def status(around: Surroundings, *, as_json: bool) -> int:
    """Print the state of the index. Raises StoreError, FolderMissingError."""
    folder = live_generation(around.store)
    manifest = read_manifest(folder)
    value: dict[str, Any] = {
        "generation": manifest.generation,
        "built_at": manifest.built_at,
        "model": manifest.options.model,
        "articles_folder": manifest.articles_folder,
        "articles": manifest.articles,
        "passages": manifest.passages,
        "sentences": manifest.sentences,
        "bytes": _size(folder),
        "skipped": [{"path": p, "reason": reason} for p, reason in manifest.skipped.items()],
        "outdated": why_outdated(manifest, around),
    }
    if as_json:
        write_json(around.streams.stdout, value)
        return 0
    outdated = value["outdated"]
    state = f"out of date ({outdated}); {cure(manifest, around)}" if outdated else "up to date"
    lines = [
        ("generation", f"{value['generation']}, built {value['built_at']}"),
        ("model", value["model"]),
        ("folder", value["articles_folder"]),
        ("articles", f"{value['articles']:,}"),
        ("passages", f"{value['passages']:,}, of {value['sentences']:,} sentences"),
        ("on disk", f"{value['bytes'] / 1e6:,.1f} MB"),
        *(("skipped", f"{one['path']}: {one['reason']}") for one in value["skipped"]),
        ("state", state),
    ]
    around.streams.stdout.writelines(f"{name + ':':<12}{one_line(text)}\n" for name, text in lines)
    return 0


def _size(folder: Path) -> int:
    """Bytes of all files of a generation."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
