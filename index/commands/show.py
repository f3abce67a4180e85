"""`show`: an article's text, with what cleaning left out marked; without an id, which there are.

    [left out: advert] Subscribe to our newsletter!

In a terminal what was left out is dim and struck instead. Nothing of the text itself is changed.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from index.errors import UnknownArticleError
from index.lineage import sound_generation, warn
from index.printable import harmless, one_line
from index.stores.article_store import ARTICLES_FILE, ArticleStore

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.commands.surroundings import Surroundings
    from index.records import Furniture

END_OF_MARK = " [end of what is left out] "
"""Written only where text goes on in the same line."""


def show(around: Surroundings, doc_id: str) -> int:
    """Print one article. Raises StoreError, UnknownArticleError."""
    store = _open(around)
    row = store.row_of(doc_id)
    if row is None:
        raise UnknownArticleError(doc_id, tuple(difflib.get_close_matches(doc_id, store.ids())))
    text, furniture = store.article(row).text, store.furniture(row)
    if around.streams.stdout.isatty():
        _print_styled(around, text, furniture)
    else:
        around.streams.stdout.write(marked(text, furniture))
        around.streams.stdout.write("" if text.endswith("\n") else "\n")
    return 0


def show_all(around: Surroundings) -> int:
    """Print the id, date and title of every article, one a line. Raises StoreError."""
    for doc_id, title, published, *_ in _open(around).headers():
        facts = (doc_id, published or "undated", title)
        around.streams.stdout.write("  ".join(one_line(fact) for fact in facts if fact) + "\n")
    return 0


def marked(text: str, furniture: Sequence[Furniture]) -> str:
    """`text` with a mark before each line, or part of one, that was left out."""
    parts: list[str] = []
    done = 0
    for left_out in furniture:
        start, end = left_out.span.start, left_out.span.end
        parts.append(text[done:start])
        for line in text[start:end].splitlines(keepends=True):
            parts += [f"[left out: {left_out.kind}] " if line.strip() else "", line]
        goes_on = text[end : end + 1].strip() and not text[start:end].endswith(("\n", "\r"))
        parts.append(END_OF_MARK if goes_on else "")
        done = end
    return "".join(parts) + text[done:]


def _open(around: Surroundings) -> ArticleStore:
    sound = sound_generation(around.store, [ARTICLES_FILE])
    warn(sound)
    return ArticleStore(sound.folder)


def _print_styled(around: Surroundings, text: str, furniture: Sequence[Furniture]) -> None:
    shown = Text()
    done = 0
    for left_out in furniture:
        shown.append(harmless(text[done : left_out.span.start]))
        shown.append(harmless(text[left_out.span.start : left_out.span.end]), style="dim strike")
        done = left_out.span.end
    shown.append(harmless(text[done:]))
    Console(file=around.streams.stdout).print(shown)
