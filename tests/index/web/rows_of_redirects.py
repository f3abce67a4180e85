"""Rows: addresses that lead elsewhere."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tests.index.web.pages import story
from tests.index.web.rows import STORY, Row

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.index.web.site import Exchange, Site

_CLOSED: Final = "is not on the open internet"
_NONE: Final = "no address of the web"


def _to(location: str, status: int = 302) -> Callable[[Site], None]:
    """Redirects to an address, in which PORT is the site's own port; the story is at "/moved"."""

    def lay(site: Site) -> None:
        site.redirect(STORY, location.replace("PORT", str(site.port)), status)
        site.serve("/moved", story())
        site.serve("/2026/moved", story())

    return lay


def _chain(hops: int) -> Callable[[Site], None]:
    def lay(site: Site) -> None:
        steps = [STORY, *(f"/step/{number}" for number in range(1, hops)), "/moved"]
        for here, there in pairwise(steps):
            site.redirect(here, there, 301)
        site.serve("/moved", story())

    return lay


def _circle(site: Site) -> None:
    site.redirect(STORY, "/a")
    site.redirect("/a", "/b")
    site.redirect("/b", "/a")


def _nowhere(site: Site) -> None:
    site.serve(STORY, "gone somewhere", status=302)


def _raw_location(site: Site) -> None:
    def answer(exchange: Exchange) -> None:
        exchange.answer(status=301, headers=[("Location", b"/caf\xe9 \xff")])

    site.behave(STORY, answer)


def _to_front(site: Site) -> None:
    site.redirect(STORY, "/", 301)
    site.serve("/", story("The Lindmouth Gull", head=""))


def _after_cookie(site: Site) -> None:
    """A wall that lets those in who bring back what it gave them, at another address."""
    site.serve(STORY, "", 302, {"Location": "/moved", "Set-Cookie": "seen=1; Path=/"})
    site.serve("/moved", story())


ROWS: Final = (
    Row("it redirects to a path", _to("/moved"), at="/moved"),
    Row("it redirects for good", _to("/moved", 308), at="/moved"),
    Row("it redirects to a path beside it", _to("moved"), at="/2026/moved"),
    Row("it redirects to its own scheme", _to("//www.news.example:PORT/moved")),
    Row("it redirects to another site", _to("http://other.example:PORT/moved")),
    Row("it redirects five times", _chain(5), at="/moved", times=6),
    Row("it redirects six times", _chain(6), "it redirects more than 5 times", times=6),
    Row("it redirects in a circle", _circle, "go round in a circle", times=3),
    Row("it redirects to itself", _to(STORY), "go round in a circle", times=1),
    Row("it redirects to itself with a fragment", _to(f"{STORY}#a"), "in a circle", times=1),
    Row("it redirects to a private number", _to("http://10.0.0.1/x"), _CLOSED, times=1),
    Row("it redirects to loopback", _to("http://127.0.0.1:PORT/moved"), _CLOSED, times=1),
    Row("it redirects to loopback of IPv6", _to("http://[::1]:PORT/moved"), _CLOSED, times=1),
    Row("it redirects to mapped loopback", _to("http://[::ffff:7f00:1]:PORT/moved"), _CLOSED),
    Row("it redirects to the metadata", _to("http://169.254.169.254/latest"), _CLOSED, times=1),
    Row("it redirects to a loopback name", _to("http://loopback.example:PORT/moved"), _CLOSED),
    Row("it redirects to a name inside", _to("http://inside.example:PORT/moved"), _CLOSED),
    Row("it redirects to a name of metadata", _to("http://metadata.example/x"), _CLOSED),
    Row("it redirects to a name that is mapped", _to("http://mapped.example/x"), _CLOSED),
    Row("it redirects to a name with two sides", _to("http://both.example:PORT/moved"), _CLOSED),
    Row("it redirects to a name of nobody", _to("http://nobody.example/x"), "can't be reached"),
    Row("it redirects to a file", _to("file:///etc/passwd"), _NONE, times=1),
    Row("it redirects to a mailbox", _to("mailto:desk@news.example"), "no address", times=1),
    Row("it redirects to a script", _to("javascript:alert(1)"), "no address", times=1),
    Row("it redirects to data", _to("data:text/html,hello"), "no address", times=1),
    Row("it redirects to FTP", _to("ftp://news.example/moved"), _NONE, times=1),
    Row("it redirects to a port of none", _to("http://news.example:99999/"), "its port is none"),
    Row("it redirects with a password", _to("http://me:it@news.example:PORT/moved"), "a password"),
    Row("it redirects to brackets", _to("http://[nowhere]/"), "no address", times=1),
    Row("it redirects to stray bytes", _raw_location, "404 (Not Found)"),
    Row("it redirects to 9,000 letters", _to("/" + "a" * 9_000), "longer than 2,000", times=1),
    Row("it redirects to nowhere", _nowhere, "its server answers 302 (Found)", times=1),
    Row("it redirects to the front page", _to_front, "it is the front page of a site"),
    Row("it redirects with a cookie", _after_cookie, at="/moved"),
)
