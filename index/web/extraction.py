"""The article in what was fetched: its text and what its page says of it, or why there is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from index.errors import NoArticleError, UnreadableArticleError
from index.language import guess_language
from index.loaders.dates import normalise_date
from index.loaders.decoding import decode
from index.loaders.headline import find_headline
from index.loaders.html_page import Page, read_page
from index.records import Span
from index.web.addresses import canonical, host, page_key
from index.web.judging import why_none
from index.web.records import WebArticle

if TYPE_CHECKING:
    from datetime import date

    from index.web.fetching import Fetched

PLAIN: Final = "text/plain"

_UNFIT: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_LONGEST_TITLE: Final = 300  # characters
_SURE: Final = 0.5  # share, 0 to 1, from which a text is in a language


def article_in(fetched: Fetched, today: date) -> WebArticle:
    """The article at an address; raises NoArticleError.

    A date of publication after `today` (and the day that it may be elsewhere) is none.
    """
    try:
        page = _page(fetched)
    except UnreadableArticleError as exc:
        raise NoArticleError(fetched.url, f"it {exc.reason}") from exc
    lines = map(_cleaned, page.text.splitlines())
    text = "\n".join(line for line in lines if line)
    title = _one_line(page.title) or find_headline(text, Span(0, len(text))) or ""
    address, found_at = canonical(fetched.url, page.address), canonical(fetched.url, None)
    if why := why_none(address, title, text, is_free=page.is_free is not False):
        raise NoArticleError(fetched.url, why)
    language = guess_language(text)
    return WebArticle(
        source_url=address,
        title=title,
        published=_date(page, today),
        outlet=_one_line(page.outlet) or host(address),
        author=_one_line(page.author),
        language=language.language if language.share >= _SURE else "",
        text=text,
        found_at="" if page_key(found_at) == page_key(address) else found_at,
    )


def _page(fetched: Fetched) -> Page:
    """What was fetched, read as what its server calls it."""
    if fetched.kind != PLAIN:
        return read_page(fetched.content, fetched.url, fetched.charset, fetched.url)
    decoded = decode(fetched.content, fetched.url, fetched.charset)
    return Page(
        text=decoded.text,
        title=None,
        author=None,
        outlet=None,
        address=None,
        published=None,
        guessed=None,
        is_free=None,
        notes=decoded.notes,
    )


def _date(page: Page, today: date) -> str:
    """The day, month or year of publication, as the page says it: its own time zone's."""
    latest = today.toordinal() + 1
    for written in (page.published, page.guessed):
        found = normalise_date(written) if written else None
        if found and found <= type(today).fromordinal(latest).isoformat():
            return found
    return ""


def _one_line(written: str | None) -> str:
    return _cleaned(written or "")[:_LONGEST_TITLE].strip()


def _cleaned(line: str) -> str:
    """Without control characters and halves of characters, which no file should hold."""
    return " ".join(_UNFIT.sub(" ", line).split())
