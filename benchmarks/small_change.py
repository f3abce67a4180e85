"""How long it takes to bring an index up to date after one article of many changed.

The news articles lie in a file each. Of a copy of their index, which takes over all it can, one
file after another gets one sentence more, and each time the index is built again, in a process of
its own that loads the model like any other. A full build, in the same run, is compared with that.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

from benchmarks.build_speed import build_once
from benchmarks.evals import news, news_store
from benchmarks.figures import against, table
from benchmarks.processes import in_fresh_process
from index.build import build
from index.options import BuildOptions

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.bench import Bench
    from index.embedders.base import Embedder

CHANGES: Final = 5
SHARE: Final = 0.05
"""Of a full build's time, that one changed article may take."""

SENTENCE: Final = "The harbour master said on Monday that the ferry would sail again."


@dataclass(frozen=True, slots=True)
class Change:
    """One build after a change: its seconds, files changed, passages embedded."""

    seconds: float
    changed: int
    embedded: int


def main(bench: Bench) -> None:
    """Build in full, change files one by one, print; raises SkippedError."""
    articles, store = news(bench).articles, news_store(bench)
    with bench.console.status(f"Building the index of {articles} …"):
        full, _ = in_fresh_process(build_once, articles, store, bench.load_embedder)
    with (
        tempfile.TemporaryDirectory(dir=bench.work) as name,
        bench.console.status("Changing one article after another …"),
    ):
        changes = change_files(articles, store, Path(name), bench.load_embedder)
    seconds = [change.seconds for change in changes]
    made = table(f"One changed file of {full.articles:,}", "", "figure", "against")
    made.add_row("a full build, seconds", f"{full.seconds:.0f}", "")
    made.add_row("files changed", f"{len(changes)}, one by one", "")
    made.add_row("passages embedded, in all", str(sum(one.embedded for one in changes)), "")
    made.add_row("a build, seconds: median", f"{median(seconds):.1f}", "")
    made.add_row("  fastest, slowest", f"{min(seconds):.1f}, {max(seconds):.1f}", "")
    share = median(seconds) / full.seconds
    made.add_row("  of a full build", f"{share:.1%}", against(share, SHARE))
    bench.console.print(made)


def change_files(
    articles: Path, store: Path, work: Path, load_embedder: Callable[[str], Embedder]
) -> list[Change]:
    """Build after each of some changes, in `work`; `store` is the index of `articles`."""
    files, copy = work / "articles", work / "store"
    split(articles / "articles.jsonl", files)
    shutil.copytree(store, copy)
    in_fresh_process(_build, files, copy, load_embedder)
    names = sorted(files.iterdir())
    spread = names[:: max(1, len(names) // CHANGES)][:CHANGES]
    return [in_fresh_process(_change, path, files, copy, load_embedder)[0] for path in spread]


def split(lines: Path, folder: Path) -> None:
    """Write each line of a JSON lines file into a file of its own."""
    folder.mkdir()
    for number, line in enumerate(lines.read_text(encoding="utf-8").splitlines()):
        (folder / f"{number:05}.json").write_text(line, encoding="utf-8")


def _change(path: Path, articles: Path, store: Path, load: Callable[[str], Embedder]) -> Change:
    article = json.loads(path.read_text(encoding="utf-8"))
    article["text"] += f"\n\n{SENTENCE}"
    path.write_text(json.dumps(article), encoding="utf-8")
    return _build(articles, store, load)


def _build(articles: Path, store: Path, load: Callable[[str], Embedder]) -> Change:
    report = build(articles, store, BuildOptions(), load)
    return Change(report.seconds, len(report.changed), report.embedded)
