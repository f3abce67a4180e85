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
"""What the manifests of older formats did not say."""


def make_older(store: Path, version: int) -> None:
    """Let all be as format 2 or 3 had it: no checksums, names to the second, before 3 no ledger."""
    live = live_generation(store).name
    for folder in sorted((store / GENERATIONS).iterdir()):
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
