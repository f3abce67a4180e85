"""The words of the chat on adding articles of the web: what was found, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core import written
from index.web.records import ONLY_LAYOUT, Added, Changed, Newer, Same

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.errors import WebError
    from index.web.records import Put, WebArticle

CANCEL: Final = "cancel"

NEEDS_LINK: Final = (
    "I see no address there. Give me that of an article, with all that stands before it: "
    "https://example.org/news/story."
)
BUSY: Final = "I am still looking at other pages. Please try again in a moment."
NO_LONGER: Final = (
    "I no longer have at hand what I found there. Give me the address again, and I look at it anew."
)
NO_SUCH: Final = "There is no article of that number among those I found."
DROPPED: Final = "Cancelled: nothing more is added."
NOT_YET: Final = "Nothing is added or changed before you say so."
UNTITLED: Final = "Untitled"
FIRST_LINES: Final = 400
"""Characters of an article's text that are shown before it is added."""

FEW: Final = 3
"""Lines of what changed that are shown of each article, where several are."""


def typed_to_add(token: str, number: int) -> str:
    """What is typed after “add” to add article `number` of those found; all where that is 0."""
    return f"{token} {number}" if number else token


def typed_to_drop(token: str) -> str:
    """What is typed after “add” to add nothing of what was found."""
    return f"{CANCEL} {token}"


def looking(urls: Sequence[str]) -> str:
    """Pages are being fetched."""
    what = urls[0] if len(urls) == 1 else written.counted(len(urls), "page")
    return f"Looking at {what} …"


def adding(*, waits: bool) -> str:
    """An article is being put among the others; with `waits` behind a build that runs."""
    return "A build is running; the next one brings this in." if waits else "Adding it …"


def about(article: WebArticle) -> tuple[str, ...]:
    """What is known of an article, besides its title: outlet, date, length and author."""
    length = written.counted(len(article.text.split()), "word")
    author = f"by {article.author}" if article.author else ""
    date = written.date(article.published or None)
    return tuple(filter(None, (article.outlet, date, length, author)))


def first_lines(article: WebArticle) -> str:
    """How an article begins, below its title: whole words, and a mark where it goes on."""
    first, _, rest = article.text.partition("\n")
    repeats = " ".join(first.split()).casefold() == " ".join(article.title.split()).casefold()
    text = " ".join((rest if repeats and rest.strip() else article.text).split())
    if len(text) <= FIRST_LINES:
        return text
    head = text[:FIRST_LINES].rpartition(" ")[0] or text[:FIRST_LINES]
    return f"{head} …"


def not_looked_at(count: int) -> str:
    """More addresses were given than are looked at in one go."""
    more = written.counted(count, "more address", "more addresses")
    return f"There {'is' if count == 1 else 'are'} {more}; give me the rest next."


def refused(error: WebError) -> str:
    """Why what stands at an address can't be added."""
    return f"{error.shown} can't be added: {error.why}."


def foreseen(put: Put) -> str:
    """What adding an article would come to, where it is among the others already; else ""."""
    match put:
        case Added():
            return ""
        case Same(doc_id):
            return f"It is among the articles already, just as it is: {doc_id}"
        case Newer(doc_id):
            return f"A version that was fetched later is among the articles already: {doc_id}"
        case Changed(doc_id, was_corrected=was_corrected):
            by_hand = "; adding it replaces what was corrected by hand" if was_corrected else ""
            return f"It is among the articles already, and has changed since{by_hand}: {doc_id}"


def changes(put: Put, most: int | None = None) -> tuple[str, ...]:
    """What adding an article would change in its file, a sentence a line, of `most` at most."""
    if not isinstance(put, Changed):
        return ()
    lines = put.diff or (ONLY_LAYOUT,)
    more = 0 if most is None else len(lines) - most
    return (*lines[:most], f"… and {more:,} more") if more > 0 else lines


def add_by_typing(token: str, numbers: Sequence[int], *, several: bool) -> str:
    """How to add what was found, where there are no buttons for it."""
    if len(numbers) == 1:
        return f"To add it, type: /add {typed_to_add(token, numbers[0] if several else 0)}"
    return (
        f"To add all, type: /add {token}. To add one of them, type its number behind: "
        f"/add {typed_to_add(token, numbers[0])}"
    )


def became(put: Put) -> str:
    """What became of an article: a file's id, and what was kept of the file before."""
    match put:
        case Added(doc_id):
            return f"added as {doc_id}"
        case Same(doc_id):
            return f"was there already: {doc_id}"
        case Newer(doc_id):
            return f"left alone, as a version that was fetched later is there: {doc_id}"
        case Changed(doc_id, kept=kept, was_corrected=was_corrected):
            by_hand = ", with what was corrected in it by hand," if was_corrected else ""
            return f"{doc_id} is brought up to date; the file as it was{by_hand} is kept: {kept}"


def all_became(puts: Iterable[Put], trouble: str = "") -> str:
    """What became of some articles, in a sentence each; `trouble` is why of others nothing did."""
    told = (became(put) for put in puts)
    rest = [f"The others could not be added: {trouble}."] if trouble else []
    return " ".join([*(f"{one[0].upper()}{one[1:]}." for one in told), *rest])


def failed(reason: str) -> str:
    """Nothing could be looked at, or be put among the articles."""
    return f"That could not be done: {reason}."


def try_again(typed: str) -> str:
    """How to add what was found, once nothing stands in the way any more."""
    return f"Once that is mended, type: /add {typed}"
