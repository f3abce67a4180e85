"""`feeds.toml`: which feeds are read, and which of their entries.

[[feed]]
url = "https://example.org/news.rss"     RSS, Atom, JSON Feed, or a sitemap
any = ["Gaza", "Rafah"]                  one of these words is in title or summary, or, where there
                                         is no title, in the address; and
all = ["ceasefire"]                      all of these; without either, every entry is read
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from index.errors import FeedsFileError

if TYPE_CHECKING:
    from pathlib import Path

_KEYS: Final = ("url", "any", "all")
_ADDRESS: Final = re.compile(r"https?://[^\s/]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, and the words that its entries are chosen by, as `folded` leaves them."""

    url: str
    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()


def read_feeds(path: Path) -> tuple[Feed, ...]:
    """Read a file of feeds; raises FeedsFileError, which names what is wrong and where."""
    try:
        content = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError as exc:
        raise FeedsFileError(path, "is not there; list feeds in it as the README shows") from exc
    except OSError as exc:
        raise FeedsFileError(path, f"can't be read ({exc.strerror})") from exc
    except (ValueError, RecursionError) as exc:  # ValueError: a number of too many digits, too
        raise FeedsFileError(path, f"is no valid TOML: {exc}") from exc
    tables = content.pop("feed", None)
    if content:
        raise FeedsFileError(path, f"has {min(content)!r} outside of a [[feed]]")
    if (
        not tables
        or not isinstance(tables, list)
        or not all(isinstance(table, dict) for table in tables)
    ):
        raise FeedsFileError(path, "lists no feed; begin each with [[feed]]")
    feeds = tuple(_feed(path, number, table) for number, table in enumerate(tables, 1))
    urls = [feed.url for feed in feeds]
    for url in urls:
        if urls.count(url) > 1:
            raise FeedsFileError(path, f"lists {url} twice")
    return feeds


def _feed(path: Path, number: int, table: dict[str, object]) -> Feed:
    unknown = sorted(set(table) - set(_KEYS))
    if unknown:
        raise FeedsFileError(
            path, f"feed {number} has {unknown[0]!r}; it may have url, any and all"
        )
    url = table.get("url")
    if not isinstance(url, str) or not _ADDRESS.match(url.strip()):
        raise FeedsFileError(path, f'feed {number} has no address; write url = "https://…"')
    return Feed(url.strip(), _words(path, number, table, "any"), _words(path, number, table, "all"))


def _words(path: Path, number: int, table: dict[str, object], key: str) -> tuple[str, ...]:
    words = table.get(key, [])
    if isinstance(words, list) and all(isinstance(word, str) and word.strip() for word in words):
        return tuple(folded(word) for word in words)
    raise FeedsFileError(
        path, f'feed {number}: {key} must be a list of words, as ["Gaza", "Rafah"]'
    )


def folded(text: str) -> str:
    """Text in which case, spaces, and the way an accent is written (é in one or two) differ not."""
    return " ".join(unicodedata.normalize("NFC", text.casefold()).split())
