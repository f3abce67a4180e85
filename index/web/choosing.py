"""Which entries of a feed are read: those with the words that it is read for.

Words are looked for in title and summary. Where there is no title, as in most sitemaps, the words
of the address stand in for it: "/news/2026/the-truce-holds.html".
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from index.web.feed_file import folded

if TYPE_CHECKING:
    from index.web.feed_entries import Entry
    from index.web.feed_file import Feed

_UNSPACED: Final = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\u1780-\u17ff"  # Burmese, Khmer
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # Japanese
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Chinese characters
)
"""Characters of scripts that put no space between words."""

_IS_UNSPACED: Final = re.compile(f"[{_UNSPACED}]")
_LETTER: Final = rf"[^\W{_UNSPACED}]"
"""What a word may go on with, in scripts that have spaces."""


def has_words(entry: Entry, feed: Feed) -> bool:
    """Whether an entry is one of those that a feed is read for."""
    said = [folded(f"{entry.title} {entry.summary}")]
    if not entry.title:
        said.append(_path_words(entry.url))

    def holds(word: str) -> bool:
        return _found(word, said[0]) or any(
            _found(form, path) for path in said[1:] for form in {word, _unmarked(word)}
        )

    return all(map(holds, feed.all_of)) and (not feed.any_of or any(map(holds, feed.any_of)))


def _found(word: str, text: str) -> bool:
    """Whether a word stands in a text, not as a part of another as far as that can be seen."""
    before = "" if _IS_UNSPACED.match(word[0]) else rf"(?<!{_LETTER})"
    after = "" if _IS_UNSPACED.match(word[-1]) else rf"(?!{_LETTER})"
    return re.search(f"{before}{re.escape(word)}{after}", text) is not None


def _path_words(url: str) -> str:
    """The words of an address' path, as `folded` leaves them: "news 2026 the truce holds html"."""
    path = url.partition("//")[2].partition("/")[2].partition("?")[0].partition("#")[0]
    return folded(re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", unquote(path))))


def _unmarked(word: str) -> str:
    """A word as addresses mostly have it: "zoe" for "zoë", "jean luc" for "jean-luc"."""
    plain = "".join(
        char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char)
    )
    form = folded(re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", plain)))
    return form if len(form) > 1 else word  # of "C++" there is not enough left
