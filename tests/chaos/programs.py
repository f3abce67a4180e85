"""The whole program, `python -m index build` with the built-in model, killed at any moment."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from index.lineage import sound_generation
from index.stores.article_store import ArticleStore
from tests.chaos.checking import done, expect
from tests.index.children import PATIENCE, in_child

if TYPE_CHECKING:
    from tests.chaos.newsroom import Newsroom

ROOT: Final = Path(__file__).parents[2]
ASKED: Final = 3


def kill_programs(newsroom: Newsroom, times: int) -> str:
    """Kill so many builds, ask after each, and let a last one come to its end."""
    length = _build(newsroom)
    killed = 0
    while killed < times:
        if newsroom.is_up_to_date():
            newsroom.change()
        with subprocess.Popen(  # noqa: S603 - our own program
            _command(newsroom, "build"), cwd=ROOT, stdout=subprocess.DEVNULL
        ) as program:
            try:
                program.wait(newsroom.rng.uniform(0, length))
            except subprocess.TimeoutExpired:
                program.kill()
                killed += 1
        _check(newsroom)
    _build(newsroom)
    expect(newsroom.is_up_to_date(), "the last build is not of the folder as it is")
    _check(newsroom)
    return f"{killed} programs of up to {length:.1f} s killed"


def _build(newsroom: Newsroom) -> float:
    """Build to the end; the seconds that it took."""
    start = time.monotonic()
    _run(newsroom, "build")
    newsroom.note_live()
    return time.monotonic() - start


def _check(newsroom: Newsroom) -> None:
    """Ask the program for some sentences; all articles are compared too."""
    live = newsroom.note_live()
    collection = newsroom.built_of(live)
    sentences = newsroom.rng.sample(sorted(newsroom.now.values()), ASKED)
    lines = (json.dumps({"id": text, "question": text.partition(".")[0]}) for text in sentences)
    for line in _run(newsroom, "ask", "--batch", "-", stdin="\n".join(lines)).splitlines():
        answer = json.loads(line)
        expect(answer["index"]["generation"] == live, f"{live} is live: {line}")
        quotes = answer["quotes"] + answer["nearest"]
        expect(quotes, f"nothing comes close: {line}")
        for quote in quotes:
            text = collection.get(quote["doc_id"], "")[quote["start"] : quote["end"]]
            expect(text and text == quote["text"], f"{quote} is not what its article says")
    held = done(in_child(lambda: _articles(newsroom.shelf.store)))
    expect(held == collection, f"{live} is not what it was built of")


def _articles(store: Path) -> dict[str, str]:
    sound = sound_generation(store)
    expect(sound.damage is None, str(sound.damage))
    articles = ArticleStore(sound.folder)
    return {doc_id: articles.article(row).text for row, doc_id in enumerate(articles.ids())}


def _run(newsroom: Newsroom, *arguments: str, stdin: str = "") -> str:
    ended = subprocess.run(  # noqa: S603 - our own program
        _command(newsroom, *arguments),
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    expect(ended.returncode == 0, f"{arguments} ended with {ended.returncode}: {ended.stderr}")
    return ended.stdout


def _command(newsroom: Newsroom, *arguments: str) -> list[str]:
    shelf = newsroom.shelf
    places = ["--articles", str(shelf.articles), "--store", str(shelf.store)]
    return [sys.executable, "-m", "index", *arguments, *places]
