"""Rows: what sites say in their robots.txt, and how they say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.index.web.pages import story
from tests.index.web.rows import STORY, Row

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.index.web.site import Behaviour, Exchange, Site

_ASKS_NOT: Final = "its site asks programs not to read it (robots.txt)"
_UNKNOWN: Final = "what its site permits can't be found out (robots.txt)"
_OUT: Final = "User-agent: *\nDisallow: /\n"
_COMMENT: Final = "# a line about nothing at all\n"


def _robots(text: str, status: int = 200) -> Callable[[Site], None]:
    def lay(site: Site) -> None:
        site.robots(text, status)
        site.serve(STORY, story())

    return lay


def _does(behaviour: Behaviour) -> Callable[[Site], None]:
    def lay(site: Site) -> None:
        site.behave("/robots.txt", behaviour)
        site.serve(STORY, story())

    return lay


def _moved(location: str, text: str = _OUT) -> Callable[[Site], None]:
    def lay(site: Site) -> None:
        site.redirect("/robots.txt", location.replace("PORT", str(site.port)))
        site.serve("/rules", text, kind="text/plain")
        site.serve(STORY, story())

    return lay


def _once(site: Site) -> None:
    site.serve("/robots.txt", "", status=503, times=1)
    _robots("User-agent: *\nDisallow: /private\n")(site)


def _hangs(exchange: Exchange) -> None:
    exchange.wait()


def _says_nothing(_: Exchange) -> None:
    return


def _drips(exchange: Exchange) -> None:
    exchange.head({"Content-Type": "text/plain"})
    exchange.drip(_COMMENT * 100, every=0.02)


def _endless(exchange: Exchange) -> None:
    exchange.head({"Content-Type": "text/plain"})
    exchange.send(_OUT)
    while exchange.wait(0):
        exchange.send(_COMMENT * 1_000)


ROWS: Final = (
    Row("robots.txt permits", _robots("User-agent: *\nDisallow: /private\n"), times=1),
    Row("robots.txt forbids all", _robots(_OUT), _ASKS_NOT, times=0),
    Row(
        "robots.txt forbids us",
        _robots("User-agent: dateline\nDisallow: /2026\n"),
        _ASKS_NOT,
        times=0,
    ),
    Row("robots.txt forbids others", _robots("User-agent: Greedy\nDisallow: /\n"), times=1),
    Row(
        "robots.txt permits us alone", _robots(_OUT + "\nUser-agent: Dateline\nAllow: /\n"), times=1
    ),
    Row("robots.txt has a mark of UTF-8", _robots("\ufeff" + _OUT), _ASKS_NOT, times=0),
    Row(
        "robots.txt forbids with a pattern", _robots("User-agent: *\nDisallow: /*ferry$"), _ASKS_NOT
    ),
    Row("robots.txt has odd delays", _robots("User-agent: *\nCrawl-delay: nan\n"), times=1),
    Row(
        "robots.txt has a delay below nought", _robots("User-agent: *\nCrawl-delay: -9\n"), times=1
    ),
    Row("robots.txt is a page", _robots(story()), times=1),
    Row("robots.txt is 403", _robots(_OUT, 403), times=1),
    Row("robots.txt is 404", _robots(_OUT, 404), times=1),
    Row("robots.txt is 500", _robots("", 500), _UNKNOWN, times=0),
    Row("robots.txt is 429", _robots("", 429), _UNKNOWN, times=0),
    Row("robots.txt is 503 once", _once, times=1),
    Row("robots.txt hangs", _does(_hangs), "takes too long", hurries=True, times=0),
    Row("robots.txt drips", _does(_drips), "takes too long", hurries=True, times=0),
    Row("robots.txt breaks off", _does(_says_nothing), "breaks off", times=0),
    Row("robots.txt never ends", _does(_endless), _ASKS_NOT, times=0),
    Row("robots.txt is huge", _robots(_OUT + _COMMENT * 40_000), _ASKS_NOT, times=0),
    Row("robots.txt forbids past its limit", _robots(_COMMENT * 40_000 + _OUT), times=1),
    Row("robots.txt has moved", _moved("/rules"), _ASKS_NOT, times=0),
    Row(
        "robots.txt has moved to another host", _moved("http://other.example:PORT/rules"), _ASKS_NOT
    ),
    Row(
        "robots.txt has moved inside",
        _moved("http://10.0.0.1/robots.txt"),
        "not on the open",
        times=0,
    ),
    Row("robots.txt goes in a circle", _moved("/robots.txt"), "in a circle", times=0),
)
