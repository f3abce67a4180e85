"""Stores as other versions of this program would have left them, made from one of this version."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from index.issues.ledger_file import LEDGER_FILE
from index.manifest import (
    FORMAT_VERSION,
    GENERATIONS,
    MANIFEST_FILE,
    live_generation,
    make_live,
    read_manifest,
    write_manifest,
)

if TYPE_CHECKING:
    from pathlib import Path

NOT_YET_IN = {
    3: ("checksum", "sums", "previous"),
    2: ("checksum", "sums", "previous", "catalogue"),
}
"""What the manifests of formats before 4 did not say."""


def make_older(store: Path, version: int) -> None:
    """Let all be as format 2, 3 or 4 had it.

    No words of the text before 5, no checksums and names to the second before 4, no ledger
    before 3.
    """
    live = live_generation(store).name
    for folder in sorted((store / GENERATIONS).iterdir()):
        for path in folder.glob("text_word*"):
            path.unlink()
        if version == 4:
            write_manifest(folder, replace(read_manifest(folder), format_version=version))
            continue
        fields = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
        for key in NOT_YET_IN[version]:
            del fields[key]
        moment, _, end = folder.name.partition("-")
        name = f"{moment[: len('20251231T235959')]}-{end}"
        fields |= {"format_version": version, "generation": name}
        text = json.dumps(fields, ensure_ascii=False, indent=1)
        (folder / MANIFEST_FILE).write_text(text, encoding="utf-8")
        if version < 3:
            (folder / LEDGER_FILE).unlink()
        renamed = folder.rename(folder.with_name(name))
        if folder.name == live:
            make_live(store, renamed.name)


def make_newer(store: Path) -> None:
    """Let the live generation be of the format after ours."""
    live = live_generation(store)
    write_manifest(live, replace(read_manifest(live), format_version=FORMAT_VERSION + 1))
