"""What is refused for good is settled at once; what may be had later is tried in a few rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import pytest

from index.errors import FetchError
from index.web.connecting import CheckedTransport
from index.web.fetching import Fetcher
from index.web.manners import Manners
from index.web.reach import Reach
from index.web.rounds import Places, Refused, Round, read_round
from tests.index.web.ferry import NOW
from tests.index.web.internet import NEWS, Names, Wire
from tests.index.web.newsroom import RSS, rss
from tests.index.web.pages import story
from tests.index.web.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

QUICK: Final = Manners(
    pause=0, connect=1, read=0.3, total=1, body=50_000, redirects=1, tries=1, backoff=0
)
OUT: Final = "User-agent: *\nDisallow: /a\n"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """With a feed at "/rss" that has one entry, "/a"."""
    Wire(monkeypatch)
    with Site(host=NEWS) as one:
        one.serve("/a", story())
        one.serve("/rss", rss(one, ["/a"]), kind=RSS)
        yield one


@pytest.fixture
def places(tmp_path: Path, site: Site) -> Places:
    places = Places(tmp_path / "feeds.toml", tmp_path / "articles", tmp_path / "state.sqlite")
    places.articles.mkdir()
    places.feeds_file.write_text(f'[[feed]]\nurl = "{site.url("/rss")}"\n', encoding="utf-8")
    return places


def go(places: Places, reach: Reach | None = None) -> Round:
    within = reach or Reach()
    with Fetcher(QUICK, within, CheckedTransport(within, Names())) as fetcher:
        return read_round(fetcher, places, lambda _: None, now=lambda: NOW)


def refusal(done: Round) -> Refused:
    (refused,) = done.refused
    return refused


def links(address: str) -> Callable[[Site], None]:
    """Has the feed list another address, in which PORT is the site's own port."""

    def lay(site: Site) -> None:
        url = address.replace("PORT", str(site.port))
        site.serve("/rss", rss(site, [url]), kind=RSS)

    return lay


def leads(*hops: str) -> Callable[[Site], None]:
    def lay(site: Site) -> None:
        for here, there in zip(("/a", *hops), hops, strict=False):
            site.redirect(here, there.replace("PORT", str(site.port)))

    return lay


def elsewhere(path: str, to: str) -> Callable[[Site], None]:
    return lambda site: site.redirect(path, to)


def serves(body: str = "", kind: str = "text/html") -> Callable[[Site], None]:
    return lambda site: site.serve("/a", body, kind=kind)


Lay: TypeAlias = "Callable[[Site], None]"

FINAL: Final[dict[str, tuple[Lay, str]]] = {
    "robots.txt forbids it": (lambda site: site.robots(OUT), "asks programs not to read it"),
    "it is no page": (serves("%PDF", "application/pdf"), "which is no page"),
    "it is too large": (serves("x" * 60_000), "it is larger than"),
    "its host is inside": (links("http://inside.example:PORT/a"), "not on the open internet"),
    "its number is inside": (links("http://10.0.0.1/a"), "not on the open internet"),
    "it leads inside": (leads("http://inside.example:PORT/a"), "not on the open internet"),
    "it leads to a number inside": (leads("http://192.168.0.1/a"), "not on the open internet"),
    "it leads to a mailbox": (leads("mailto:desk@news.example"), "redirects to what is no address"),
    "it leads to brackets": (leads("http://[nowhere]/"), "it redirects to what is no address"),
    "it holds a password": (links("http://me:it@news.example:PORT/a"), "it holds a name"),
    "its port is none": (links("http://news.example:0/a"), "its port is none"),
    "it is too long": (links("http://news.example:PORT/" + "a" * 2_000), "it is longer than"),
    "it leads on and on": (leads("/b", "/c", "/d"), "it redirects more than 1 times"),
    "it goes in a circle": (leads("/a"), "its redirects go round in a circle"),
}

FOR_NOW: Final[dict[str, tuple[Lay, str]]] = {
    "robots.txt fails": (lambda site: site.robots("", 503), "can't be found out (robots.txt)"),
    "robots.txt leads inside": (elsewhere("/robots.txt", "http://10.0.0.1/"), "not on the open"),
    "robots.txt goes in a circle": (elsewhere("/robots.txt", "/robots.txt"), "in a circle"),
    "its name is not known": (links("http://nobody.example:PORT/a"), "can't be reached"),
    "its server fails": (lambda site: site.serve("/a", status=500), "answers 500"),
    "its server is asked too much": (lambda site: site.serve("/a", status=429), "answers 429"),
    "its server hangs": (lambda site: site.behave("/a", lambda one: one.send("HTTP/1.1")), "its"),
}


@pytest.mark.parametrize("name", FINAL)
def test_what_is_refused_for_good_is_settled_at_once(places: Places, site: Site, name: str) -> None:
    lay, why = FINAL[name]
    lay(site)
    refused = refusal(go(places))
    asked = len(site.paths())
    second = go(places)

    assert isinstance(refused.error, FetchError)
    assert why in refused.error.why
    assert refused.error.is_final
    assert not refused.again
    assert (second.refused, second.known) == ([], 1)
    assert site.paths()[asked:] == ["/rss"]


@pytest.mark.parametrize("name", FOR_NOW)
def test_what_may_be_had_later_is_tried_again(places: Places, site: Site, name: str) -> None:
    lay, why = FOR_NOW[name]
    if "robots.txt" in name:
        go(places)  # that feeds are read needs no robots.txt that fails
        with Site(host="other.example") as other:
            other.serve("/a", story())
            lay(other)
            links(other.url("/a"))(site)
            refused, second = refusal(go(places)), go(places)
    else:
        lay(site)
        refused, second = refusal(go(places)), go(places)

    assert isinstance(refused.error, FetchError)
    assert why in refused.error.why
    assert not refused.error.is_final
    assert refused.again
    assert refusal(second).again


@pytest.mark.parametrize(
    "reach", [Reach(denied=frozenset({"other.example"})), Reach(allowed=frozenset({NEWS}))]
)
def test_a_host_that_an_operator_rules_out_is_settled(
    places: Places, site: Site, reach: Reach
) -> None:
    links("http://other.example:PORT/a")(site)
    assert not refusal(go(places, reach)).again
    assert go(places, reach).known == 1
