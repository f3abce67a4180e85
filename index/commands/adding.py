"""`add`: articles of the web into the articles folder."""

from __future__ import annotations

from shlex import join
from typing import TYPE_CHECKING

from index.commands.building import bring_up_to_date
from index.commands.surroundings import DEFAULT_ARTICLES, DEFAULT_STORE
from index.errors import WebError
from index.printable import counted, one_line
from index.web.extraction import article_in
from index.web.records import ONLY_LAYOUT, Added, Changed, Newer, Same
from index.web.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.commands.surroundings import Surroundings
    from index.web.fetching import Fetcher
    from index.web.records import Put, WebArticle


def add(around: Surroundings, urls: Sequence[str], *, build: bool) -> int:
    """Add what stands at each address; 1 where one could not be added, and the others were.

    With `build` the index is brought up to date after that. Raises ArticlesError, and what a build
    raises.
    """
    shelf = Shelf(around.articles or DEFAULT_ARTICLES)
    put: list[Put] = []
    with around.fetcher() as fetcher:
        for url in dict.fromkeys(urls):
            try:
                put.append(_add(around, fetcher, shelf, url))
            except WebError as error:
                around.tell(one_line(str(error)))
    if put and build:
        bring_up_to_date(around)
    elif any(not isinstance(one, Same) for one in put):
        around.tell(f"what is new answers once the index is built: {_to_build(around)}")
    return 0 if len(put) == len(dict.fromkeys(urls)) else 1


def _add(around: Surroundings, fetcher: Fetcher, shelf: Shelf, url: str) -> Put:
    """Add one, and say so."""
    now = around.now()
    article = article_in(fetcher.fetch(url), now.date())
    put = shelf.put(article, now)
    say(around, put)
    if isinstance(put, Added):
        around.streams.stdout.write(f"  {_about(article)}\n")
    return put


def say(around: Surroundings, put: Put) -> None:
    """Say on standard output what became of an article."""
    write = around.streams.stdout.write
    match put:
        case Added(doc_id):
            write(f"added {doc_id}\n")
        case Same(doc_id) | Newer(doc_id):
            write(f"unchanged {doc_id}\n")
        case Changed(doc_id, diff, kept, was_corrected):
            write(f"changed {doc_id}\n")
            shown = diff or (ONLY_LAYOUT,)
            write("".join(f"  {one_line(line)}\n" for line in shown))
            by_hand = ", with what was corrected in it by hand," if was_corrected else ""
            write(f"  the file as it was{by_hand} is kept: {kept}\n")


def _to_build(around: Surroundings) -> str:
    """The command that builds the index of these surroundings."""
    named = ["--articles", str(around.articles)] if around.articles else []
    if around.store != DEFAULT_STORE:
        named += ["--store", str(around.store)]
    return join(["python", "-m", "index", "build", *named])


def _about(article: WebArticle) -> str:
    """Title, outlet, date and length, on a line."""
    words = counted(len(article.text.split()), "word")
    parts = (article.title or "untitled", article.outlet, article.published or "undated", words)
    return one_line(" · ".join(parts))
