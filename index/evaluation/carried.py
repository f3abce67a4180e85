"""Articles that come with the questions -> a folder that can be built like any other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from index.evaluation.questions import CarriedArticle


def write_carried(folder: Path, articles: Sequence[CarriedArticle]) -> None:
    """Write `articles` as one file of JSON Lines into an empty folder."""
    with (folder / "carried.jsonl").open("w", encoding="utf-8") as file:
        for article in articles:
            record = {"id": article.doc_id, "title": article.title, "text": article.text}
            file.write(json.dumps(record) + "\n")
