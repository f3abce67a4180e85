"""`python -m index` in this process, over a small folder of made-up articles and the fake model."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.__main__ import main
from index.commands.surroundings import Streams
from tests.index.fakes import load_fake

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from index.embedders.base import Embedder

ARTICLES = {
    "bridge.md": "---\ntitle: The new bridge\npublished: 2025-05-02\n---\n"
    "The stone bridge opened on Friday with a long parade.\n\n"
    "Engineers checked every pillar before the mayor cut a ribbon.\n",
    "harvest.txt": "Farmers in the northern valley brought in twelve tonnes of plums.\n\n"
    "Heavy rain had delayed picking by nine days, their union said.\n",
    "ferry.txt": "Captain Ines Roth steered her ferry through thick fog at dawn.\n\n"
    "Nobody aboard was hurt, according to harbour officials.\n",
}
OPENING = "The stone bridge opened on Friday with a long parade."
UNKNOWN = "Which violinist recorded seven sonatas underwater?"

ANSWER_KEYS = [
    *("id", "question", "answered", "reason", "confidence", "quotes", "differing", "nearest"),
    *("understood", "as_of", "note", "index", "took_ms"),
]
QUOTE_KEYS = ["doc_id", "start", "end", "text", "score", "title", "published", "copies"]


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Town:
    """A folder of articles and a place for its index."""

    articles: Path
    store: Path

    def index(
        self,
        *arguments: str,
        env: Mapping[str, str] | None = None,
        stdin: bytes = b"",
        load: Callable[[str], Embedder] = load_fake,
    ) -> Done:
        """Run a command; store and state are this town's unless `env` names others."""
        out, err = io.StringIO(), io.StringIO()
        streams = Streams(io.BytesIO(stdin), out, err)
        own = {"STORE_DIR": str(self.store), "STATE_FILE": str(self.store.with_name("state"))}
        code = main(arguments, {**own, **(env or {})}, streams, load)
        return Done(code, out.getvalue(), err.getvalue())

    def build(self, *flags: str) -> Done:
        """Build with a model that is not the built-in one, so that any language may be asked."""
        return self.index("build", "--articles", str(self.articles), "--model", "fake", *flags)


def make_town(folder: Path) -> Town:
    """Write the articles; nothing is built yet."""
    articles = folder / "my articles"
    articles.mkdir()
    for name, text in ARTICLES.items():
        (articles / name).write_text(text, encoding="utf-8")
    return Town(articles, folder / "store")
