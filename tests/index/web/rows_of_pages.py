"""Rows: pages that are no article, say what they are wrongly, or are one story under many names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.index.web.pages import META, PARAGRAPHS, TITLE, short, story
from tests.index.web.rows import STORY, Row
from tests.index.web.site import HTML

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.index.web.site import Site

_CANONICAL: Final = f'<link rel="canonical" href="{STORY}">'
_NOT_FREE: Final = '<script type="application/ld+json">{"isAccessibleForFree": "False"}</script>'
_SHORT: Final = "it holds too little text"
_NONE: Final = "it is a page in which no article was found"
_ERROR: Final = "it is an error page"
_CONSENT: Final = "it asks for consent"
_WALL: Final = "behind a paywall"
_DOOR: Final = "prove that they are people"
_PNG: Final = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0" + bytes(range(200))
_PDF: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog>>\nendobj\n" + bytes(
    range(256)
)
_PLAIN: Final = "\n\n".join((TITLE, *PARAGRAPHS))


def _page(body: bytes | str, kind: str = HTML, status: int = 200) -> Callable[[Site], None]:
    return lambda site: site.serve(STORY, body, status=status, kind=kind)


def _says(
    *paragraphs: str, title: str = "The Lindmouth Gull", head: str = ""
) -> Callable[[Site], None]:
    return _page(short(title, *paragraphs, head=head))


def _dated(head: str) -> Callable[[Site], None]:
    return _page(story(head=head))


def _time(written: str) -> Callable[[Site], None]:
    return _dated(f'<meta property="article:published_time" content="{written}">')


def _json_ld(written: str) -> Callable[[Site], None]:
    return _dated(
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", '
        f'"datePublished": "{written}", "dateModified": "2026-02-20"}}]}}</script>'
    )


def _once(*statuses: int) -> Callable[[Site], None]:
    """Fails so often, and then is fine."""

    def lay(site: Site) -> None:
        for status in statuses:
            site.serve(STORY, "come again", status=status, times=1)
        site.serve(STORY, story())

    return lay


def _later(asked: str, status: int = 429) -> Callable[[Site], None]:
    def lay(site: Site) -> None:
        site.serve(STORY, "", status=status, headers={"Retry-After": asked}, times=1)
        site.serve(STORY, story())

    return lay


def _front(site: Site) -> None:
    site.serve("/", story("The Lindmouth Gull", head=""))


_LATIN: Final = story(charset="").encode("cp1252")

CHARSETS: Final = (
    Row(
        "UTF-8 that the server calls Latin-1",
        _page(story(charset=""), "text/html; charset=latin-1"),
    ),
    Row("UTF-8 that the page calls Latin-1", _page(story(charset="iso-8859-1"), "text/html")),
    Row("windows-1252 called UTF-8", _page(_LATIN, HTML)),
    Row("windows-1252 called Latin-1", _page(_LATIN, "text/html; charset=ISO-8859-1")),
    Row("windows-1252 called by its name", _page(_LATIN, 'text/html; charset="windows-1252"')),
    Row("windows-1252 called nothing", _page(_LATIN, "text/html")),
    Row("windows-1252 called what is no charset", _page(_LATIN, "text/html; charset=none; x")),
    Row("windows-1252 called a codec for bytes", _page(_LATIN, "text/html; charset=base64")),
    Row("UTF-16 with its mark", _page(story(charset="").encode("utf-16"), "text/html")),
    Row("UTF-8 with its mark", _page(story(charset="").encode("utf-8-sig"), "text/html")),
    Row(
        "UTF-8 that breaks in the middle",
        _page(story().encode() + b"\xe2\x80", HTML),
        "broken byte",
    ),
)

KINDS: Final = (
    Row("a page with no content type", _page(story(), kind="")),
    Row(
        "a page of XHTML",
        _page('<?xml version="1.0" encoding="utf-8"?>' + story(), "application/xhtml+xml"),
    ),
    Row("plain text", _page(_PLAIN, "text/plain; charset=utf-8"), published=""),
    Row("a page called JSON", _page(story(), "application/json"), "it holds application/json"),
    Row("an image", _page(_PNG, "image/png"), "it holds image/png, which is no page", times=1),
    Row("an image called a page", _page(_PNG), "it is binary"),
    Row("an image called nothing", _page(_PNG, ""), "it is binary"),
    Row("a PDF", _page(_PDF, "application/pdf"), "it holds application/pdf", times=1),
    Row("a PDF called a page", _page(_PDF), "it is binary"),
    Row("a PDF called plain text", _page(_PDF, "text/plain"), "it is binary"),
    Row("nothing", _page(""), "it is empty"),
    Row("nothing, and says so", _page("", status=204), "it is empty"),
    Row("blanks", _page(" \n\n\t "), "it is empty"),
    Row("tags nested 20,000 deep", _page("<div>" * 20_000 + story()), _NONE),
)

PRETENDING: Final = (
    Row(
        "an error page with status 200",
        _says("Sorry, the page you are looking for could not be found."),
        _ERROR,
    ),
    Row("404 with status 200", _says("Try our search.", title="404 - Not Found"), _ERROR),
    Row(
        "an apology with status 200", _says("Something went wrong. Please try again later."), _ERROR
    ),
    Row(
        "a consent page",
        _says("We value your privacy. We and our 712 partners store cookies."),
        _CONSENT,
    ),
    Row(
        "a stub before a paywall",
        _says(*PARAGRAPHS[:2], "Subscribe now to continue reading."),
        _WALL,
    ),
    Row("a stub that says it is one", _says(*PARAGRAPHS[:3], head=_NOT_FREE), _WALL),
    Row("a wall against bots", _says("Checking your browser before you enter."), _DOOR),
    Row("a wall of JavaScript", _says("Please enable JavaScript and reload."), _DOOR),
    Row("a caption", _says("The night ferry at its quay in Lindmouth, last Saturday."), _SHORT),
    Row("a page of links", _page("<ul>" + "<li><a href='/x'>More</a></li>" * 40 + "</ul>"), "it "),
    Row("a front page", _front, "it is the front page of a site", path="/"),
)

NAMES: Final = (
    Row("the story with marks of a campaign", _page(story()), path=STORY, at=STORY),
    Row(
        "the AMP version of the story",
        lambda site: site.serve("/amp/night-ferry", story(head=META + _CANONICAL)),
        path="/amp/night-ferry",
        at=STORY,
    ),
    Row(
        "the print version of the story",
        lambda site: site.serve("/night-ferry?print=1", story(head=META + _CANONICAL)),
        path="/night-ferry?print=1",
        at=STORY,
    ),
    Row(
        "the story that names the front page as its own",
        _page(story(head=META + '<link rel="canonical" href="/">')),
        at=STORY,
    ),
)

DATES: Final = (
    Row("a date with an offset", _time("2026-01-25T23:30:00+02:00")),
    Row("a date far west, late", _time("2026-01-25T23:59:59-08:00")),
    Row("a date of UTC", _time("2026-01-25T00:10:00Z")),
    Row("a date with milliseconds", _time("2026-01-25T08:00:00.123+0100")),
    Row("a date of mail", _time("Sun, 25 Jan 2026 08:00:00 GMT")),
    Row("a date in words", _time("January 25, 2026")),
    Row("a date in words, the day first", _time("25 January 2026 at 14:05")),
    Row("a date of digits", _time("20260125")),
    Row("a date in JSON-LD", _json_ld("2026-01-25T08:00:00+01:00")),
    Row(
        "a date in an element",
        _page(
            story(
                head="",
                body='<time itemprop="datePublished" datetime="2026-01-25T08:00">Sunday</time>',
            )
        ),
    ),
    Row("a date to come", _time("2031-01-25"), published=""),
    Row("no date but that of the copyright", _dated(""), published=""),
)

STATUSES: Final = (
    Row("500 once", _once(500), times=2),
    Row("503 twice", _once(503, 503), times=3),
    Row("502 for ever", _page("", status=502), "its server answers 502 (Bad Gateway)", times=3),
    Row("429 with seconds", _later("0"), times=2),
    Row("429 with a date gone by", _later("Wed, 21 Oct 2015 07:28:00 GMT"), times=2),
    Row("429 with an hour", _later("3600"), "its server answers 429 (Too Many Requests)", times=1),
    Row("429 with a date to come", _later("Wed, 21 Oct 2065 07:28:00 GMT"), "answers 429", times=1),
    Row("429 with nonsense", _later("soon, perhaps"), times=2),
    Row("429 with digits of another script", _later("٠"), times=2),
    Row("503 with more seconds than a float", _later("9" * 5_000, 503), "answers 503", times=1),
    Row("404", _page("", status=404), "its server answers 404 (Not Found)", times=1),
    Row("410", _page("", status=410), "its server answers 410 (Gone)", times=1),
    Row("403", _page("", status=403), "its server answers 403 (Forbidden)", times=1),
    Row("304 unasked", _page("", status=304), "unchanged, which nobody asked", times=1),
)

ROWS: Final = (*CHARSETS, *KINDS, *PRETENDING, *NAMES, *DATES, *STATUSES)
