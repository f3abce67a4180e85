"""An article of the web that never was, and what a folder holds after it was put there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from index.loaders.folder import read_articles
from index.records import Article, Noted, Skipped
from index.web.records import WebArticle

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 1, 26, 8, 30, tzinfo=UTC)
LATER = NOW + timedelta(hours=5)
FERRY = WebArticle(
    source_url="https://gull.example/night-ferry",
    title="Night ferry: the council keeps it",
    published="2026-01-25",
    outlet="The Lindmouth Gull",
    author="Ines Roth",
    language="en",
    text="The council voted to keep the night ferry. Nine members were in favour.\n"
    "The mayor said that the cannery needs it.",
)
CHANGED = replace(FERRY, text=FERRY.text.replace("Nine", "Ten"))
ID = "2026-01-25-night-ferry-the-council-keeps-it"


def read(folder: Path) -> list[Article | Skipped | Noted]:
    return list(read_articles(folder, max_article_bytes=10_000_000))


def only(folder: Path) -> Article:
    (article,) = read(folder)
    assert isinstance(article, Article), article
    return article


def paragraphs(article: Article) -> list[str]:
    body = article.text[article.body.start : article.body.end]
    return [part for part in body.split("\n") if part]


def files(folder: Path) -> dict[str, tuple[int, bytes]]:
    """All but the lock: when each was changed, and what it holds."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(".lock")
    }
