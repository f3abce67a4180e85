"""`status`: what the index holds, what it was built with, and whether that has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.commands.answer_json import write_json
from index.commands.opening import cure, why_outdated
from index.errors import StoreDamagedError
from index.lineage import sound_generation
from index.printable import one_line
from index.stores.article_store import ArticleStore
from index.stores.copy_groups import COPIES_FILE, read_copies

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from index.commands.surroundings import Surroundings

GROUPS_SHOWN, IDS_SHOWN = 10, 5
"""Of groups of copies, and of one group's articles, in a terminal; all are in the JSON."""


def status(around: Surroundings, *, as_json: bool) -> int:
    """Print the state of the index. Raises StoreError, FolderMissingError."""
    sound = sound_generation(around.store)
    folder, manifest = sound.folder, sound.manifest
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
        "copies": _copies(folder),
        "outdated": str(sound.damage) if sound.damage else why_outdated(manifest, around),
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
        *(("copies", text) for text in _copies_lines(value["copies"])),
        ("state", state),
    ]
    around.streams.stdout.writelines(f"{name + ':':<12}{one_line(text)}\n" for name, text in lines)
    return 0


def _copies(folder: Path) -> list[dict[str, Any]]:
    """The groups of articles that are of one origin, each with its kind and its articles' ids."""
    copies, ids = read_copies(folder), ArticleStore(folder).ids()
    if len(copies) != len(ids):
        raise StoreDamagedError(folder / COPIES_FILE, "belongs to other articles")
    return [{"ids": [ids[row] for row in g.articles], "kind": g.kind.value} for g in copies.groups]


def _copies_lines(groups: Sequence[dict[str, Any]]) -> Iterator[str]:
    """A line for each of the first groups, and one that counts the others."""
    for group in groups[:GROUPS_SHOWN]:
        more = len(group["ids"]) - IDS_SHOWN
        listed = ", ".join(group["ids"][:IDS_SHOWN]) + (f" and {more} more" if more > 0 else "")
        yield f"{listed} ({group['kind']})"
    if (more := len(groups) - GROUPS_SHOWN) > 0:
        articles = sum(len(group["ids"]) for group in groups)
        groups_left = "1 more group" if more == 1 else f"{more:,} more groups"
        yield f"{groups_left}; {articles:,} articles have copies in all, listed by status --json"


def _size(folder: Path) -> int:
    """Bytes of all files of a generation."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
