"""A Draft and what articles.toml says of it become an Article: checked, dated, titled.

articles.toml has the last word, then the file's own metadata, then the text: a dateline with a
full date, a first line that reads like a headline.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from index.errors import UnreadableArticleError
from index.loaders.datelines import find_date
from index.loaders.dates import normalise_date
from index.loaders.headline import find_headline
from index.records import Article

if TYPE_CHECKING:
    from index.loaders.draft import Draft, Metadata

_LONGEST_ID = 300  # characters; ids are printed under every quote
_LONGEST_TITLE = 500
# Control characters, surrogates, line and paragraph separators: ids and titles have one line.
_UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})


def assemble(draft: Draft, path: str, override: Metadata) -> tuple[Article, tuple[str, ...]]:
    """Make the Article, with notes on what could not be used.

    Raises UnreadableArticleError where no Article can be made of it.
    """
    notes = list(draft.notes)
    _check_text(draft, path)
    if override.title is None:
        own = _clean_title(draft.metadata.title or "")
        title = own or find_headline(draft.text, draft.body)
    else:
        title = _clean_title(override.title)
    published = _pick(override.published, draft.metadata.published)
    source_url = _pick(override.source_url, draft.metadata.source_url)
    article = Article(
        doc_id=_check_id(draft.doc_id, path),
        title=title,
        text=draft.text,
        published=_date(published, draft, notes),
        source_url=_address(source_url, notes),
        path=path,
        body=draft.body,
    )
    return article, tuple(notes)


def _check_id(doc_id: str, path: str) -> str:
    if not doc_id:
        raise UnreadableArticleError(path, "has an empty id")
    if len(doc_id) > _LONGEST_ID:
        raise UnreadableArticleError(path, f"has an id of more than {_LONGEST_ID} characters")
    if any(unicodedata.category(char) in _UNPRINTABLE for char in doc_id):
        raise UnreadableArticleError(path, "has an id with characters that can't be printed")
    return doc_id


def _check_text(draft: Draft, path: str) -> None:
    text = draft.text
    if "\0" in text:  # from an escape in JSON; cuts text short in C libraries and SQLite's shell
        raise UnreadableArticleError(path, "holds a null character")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as exc:
        raise UnreadableArticleError(
            path, f"holds half a character (a lone surrogate) at {exc.start:,}"
        ) from exc
    body = text[draft.body.start : draft.body.end]
    if not body.strip():
        problem = "has nothing below its front matter" if draft.body.start else "is empty"
        raise UnreadableArticleError(path, problem)
    if not any(map(str.isalnum, body)):
        raise UnreadableArticleError(path, "holds no words")


def _pick(override: str | None, own: str | None) -> str | None:
    """Take the override, "" included, which says that there is none; else the file's own."""
    return override if override is not None else (own or None)


def _clean_title(title: str) -> str | None:
    """Put a title on one line, with nothing in it that can't be printed; words stay as they are."""
    printable = "".join(
        " " if unicodedata.category(char) in _UNPRINTABLE else char for char in title
    )
    cleaned = " ".join(printable.split())
    return cleaned if 0 < len(cleaned) <= _LONGEST_TITLE else None


def _date(written: str | None, draft: Draft, notes: list[str]) -> str | None:
    if written is None:
        return find_date(draft.text, draft.body)
    if not written.strip():
        return None
    date = normalise_date(written)
    if date is None:
        shown = " ".join(written.split())[:40]
        notes.append(f"its date {shown!r} can't be read; it counts as undated")
    return date


def _address(written: str | None, notes: list[str]) -> str | None:
    """Keep addresses that a chat may show as a link: http and https, with a host, on one line."""
    address = (written or "").strip()
    if not address:
        return None
    try:
        parts = urlsplit(address)
        fit = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:  # such as an unclosed bracket around an IPv6 host
        fit = False
    if fit and address.isprintable() and " " not in address:
        return address
    notes.append("its address is not an http(s) address and was left out")
    return None
