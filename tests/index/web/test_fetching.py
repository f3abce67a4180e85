"""How an address is asked for: as whom, how often, and what of it is sent."""

from __future__ import annotations

import email.utils
import ssl
import time
import tracemalloc
from typing import TYPE_CHECKING, Final

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import FetchError
from index.web.connecting import CheckedTransport
from index.web.fetching import Fetched, Fetcher, Unchanged, Validators
from index.web.manners import Manners
from index.web.reach import Reach
from tests.index.web import rows_of_sending
from tests.index.web.internet import NEWS, Names, Wire
from tests.index.web.pages import story
from tests.index.web.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.index.web.site import Exchange

QUICK: Final = Manners(contact="desk@gull.example", pause=0, total=5, backoff=0.01)
NO_TLS: Final = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # not used; httpx takes 20 ms for its own
ETAG: Final = '"v1"'
DAY: Final = "Sun, 25 Jan 2026 08:00:00 GMT"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    Wire(monkeypatch)
    with Site(host=NEWS) as site:
        site.serve("/", story())
        yield site


@pytest.fixture
def fetcher(site: Site) -> Iterator[Fetcher]:
    assert site.host == NEWS
    with opened() as fetcher:
        yield fetcher


def opened(manners: Manners = QUICK, reach: Reach | None = None) -> Fetcher:
    within = reach or Reach()
    return Fetcher(manners, within, CheckedTransport(within, Names(), NO_TLS))


def refusal(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(FetchError) as refused:
        fetcher.fetch(url)
    return refused.value.why


def test_it_says_what_it_is_and_whom_to_write_to(site: Site, fetcher: Fetcher) -> None:
    fetcher.fetch(site.url())
    agents = {asked.headers["user-agent"] for asked in site.requests}
    assert agents == {
        "Dateline/0.1 (reads news articles for people who quote them; desk@gull.example)"
    }
    assert len(site.requests) == 2  # robots.txt, too


def test_it_asks_for_pages_packed_as_it_can_unpack(site: Site, fetcher: Fetcher) -> None:
    fetcher.fetch(site.url())
    headers = site.asked("/")[0].headers
    assert headers["accept"] == "application/xhtml+xml, text/html, text/plain"
    assert headers["accept-encoding"] == "gzip, deflate"
    assert not {"if-none-match", "if-modified-since", "referer", "cookie"} & set(headers)


def test_what_one_page_gives_to_keep_is_not_told_to_the_next(site: Site, fetcher: Fetcher) -> None:
    site.serve("/", "Given.", headers={"Set-Cookie": "reader=42; Path=/"})
    for _ in range(2):
        fetcher.fetch(site.url())
    assert len(site.asked("/")) == 2
    assert not any("cookie" in asked.headers for asked in site.requests)


def test_a_page_comes_with_where_it_was_found_and_what_its_server_says_of_it(
    site: Site, fetcher: Fetcher
) -> None:
    kind = 'Text/HTML; Charset="Windows-1252"'
    site.redirect("/old", "/new")
    site.serve("/new", b"caf\xe9", kind=kind, headers={"ETag": ETAG, "Last-Modified": DAY})
    assert fetcher.fetch(site.url("/old")) == Fetched(
        site.url("/new"), b"caf\xe9", "text/html", "windows-1252", Validators(ETAG, DAY)
    )


@pytest.mark.parametrize("known", [Validators(ETAG), Validators("", DAY), Validators(ETAG, DAY)])
def test_what_did_not_change_is_not_sent_again(
    site: Site, fetcher: Fetcher, known: Validators
) -> None:
    site.serve("/a", story(), headers={"ETag": ETAG, "Last-Modified": DAY})
    assert fetcher.fetch_if_changed(site.url("/a"), known) == Unchanged(site.url("/a"))
    headers = site.asked("/a")[0].headers
    assert headers.get("if-none-match", "") == known.etag
    assert headers.get("if-modified-since", "") == known.modified


def test_what_changed_is_sent(site: Site, fetcher: Fetcher) -> None:
    site.serve("/a", story(), headers={"ETag": '"v2"'})
    got = fetcher.fetch_if_changed(site.url("/a"), Validators(ETAG, DAY))
    assert isinstance(got, Fetched)
    assert got.validators == Validators('"v2"')


def test_robots_txt_is_not_asked_whether_it_changed(site: Site, fetcher: Fetcher) -> None:
    fetcher.fetch_if_changed(site.url(), Validators(ETAG, DAY))
    assert "if-none-match" not in site.asked("/robots.txt")[0].headers


@pytest.mark.parametrize("etag", ['"caf\xe9"', '"日本"', '"a\r\nX-Evil: 1"', '"\x7f"'])
def test_a_mark_that_no_header_may_hold_is_not_sent_back(
    site: Site, fetcher: Fetcher, etag: str
) -> None:
    assert isinstance(fetcher.fetch_if_changed(site.url(), Validators(etag, etag)), Fetched)
    assert not {"if-none-match", "x-evil"} & set(site.asked("/")[0].headers)


def test_it_tries_as_often_as_it_is_told_and_waits_longer_each_time(site: Site) -> None:
    site.serve("/a", status=503)
    with (
        opened(Manners(pause=0, tries=4, backoff=0.04)) as fetcher,
        pytest.raises(FetchError) as refused,
    ):
        fetcher.fetch(site.url("/a"))
    assert refused.value.status == 503
    first, *others = [asked.at for asked in site.asked("/a")]
    assert len(others) == 3
    assert others[-1] - first >= 0.04 + 0.08 + 0.16
    assert others[-1] - others[-2] >= 0.16


def test_what_is_not_there_is_not_asked_for_again(site: Site, fetcher: Fetcher) -> None:
    assert refusal(fetcher, site.url("/none")) == "its server answers 404 (Not Found)"
    assert site.paths() == ["/none"]


@pytest.mark.parametrize("as_date", [False, True])
def test_it_waits_as_long_as_a_server_asks(site: Site, as_date: bool) -> None:
    whole = float(int(time.time()))  # a date has no fraction of a second
    asked = email.utils.formatdate(whole + 1, usegmt=True) if as_date else "1"
    site.serve("/a", status=429, headers={"Retry-After": asked}, times=1)
    site.serve("/a", story())
    transport = CheckedTransport(Reach(), Names())
    with Fetcher(QUICK, Reach(), transport, now=lambda: whole) as fetcher:
        fetcher.fetch(site.url("/a"))
    first, second = (asked.at for asked in site.asked("/a"))
    assert second - first >= 1


def test_it_does_not_wait_for_what_comes_after_its_limit(site: Site, fetcher: Fetcher) -> None:
    site.serve("/a", status=429, headers={"Retry-After": "86400"})
    begun = time.monotonic()
    assert refusal(fetcher, site.url("/a")) == "its server answers 429 (Too Many Requests)"
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("file:///etc/passwd", "it is no address of the web"),
        ("gopher://news.example/", "it is no address of the web"),
        ("news.example/story", "it is no address of the web"),
        ("https://", "it is no address of the web"),
        ("", "it is no address of the web"),
        ("http://me:secret@news.example/", "it holds a name or a password"),
        ("http://me@news.example/", "it holds a name or a password"),
        ("http://news.example:0/", "its port is none"),
        ("http://news.example:65536/", "its port is none"),
        ("http://news.example:http/", "it is no address of the web"),
        ("http://192.168.0.1/", "192.168.0.1 is not on the open internet"),
        ("http://[fd00::1]/", "fd00::1 is not on the open internet"),
        ("http://inside.example/", "inside.example is not on the open internet"),
        ("http://news.example/" + "a" * 2_000, "it is longer than 2,000 characters"),
        ("http://a..b/", "its server can't be reached"),
    ],
)
def test_an_address_that_may_not_be_fetched_is_refused_unasked(
    site: Site, fetcher: Fetcher, url: str, why: str
) -> None:
    assert why in refusal(fetcher, url)
    assert not site.requests


def test_a_fragment_is_not_sent_and_a_port_is(site: Site, fetcher: Fetcher) -> None:
    site.serve("/a?b=c%20d", story())
    assert fetcher.fetch(f" {site.url('/a?b=c%20d#part')}\n").url == site.url("/a?b=c%20d")
    assert site.asked("/a?b=c%20d")[0].headers["host"] == f"{NEWS}:{site.port}"


def test_no_proxy_is_asked_which_would_look_names_up_itself(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Site() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url())
        with opened() as fetcher:
            fetcher.fetch(site.url())
        assert not proxy.requests
    assert site.paths() == ["/"]


def test_hosts_with_letters_of_their_own_can_be_allowed(site: Site) -> None:
    reach = Reach(allowed=frozenset({"xn--mwe-sna.example"}))
    names = Names({"xn--mwe-sna.example": [["93.184.216.34"]]})
    with Fetcher(QUICK, reach, CheckedTransport(reach, names)) as fetcher:
        fetcher.fetch(site.url(host="möwe.example"))
        assert "is none of ALLOW_HOSTS" in refusal(fetcher, site.url())


def test_a_bomb_is_never_unpacked_further_than_the_limit(site: Site) -> None:
    bomb = next(row for row in rows_of_sending.ROWS if row.name == "it is a bomb of gzip")
    bomb.lay(site)
    with opened(Manners(pause=0, body=1_000_000)) as careful:
        tracemalloc.start()
        why = refusal(careful, site.url(bomb.path))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert why == "it is larger than 1 MB"
    assert most < 8_000_000


def test_what_is_as_large_as_the_limit_is_taken(site: Site) -> None:
    site.serve("/whole", "x" * 5_000)
    site.serve("/more", "x" * 5_001)
    with opened(Manners(pause=0, body=5_000)) as fetcher:
        assert len(fetcher.fetch(site.url("/whole")).content) == 5_000
        assert "it is larger than" in refusal(fetcher, site.url("/more"))


def test_what_was_given_up_on_takes_no_connection_from_others(site: Site) -> None:
    site.serve("/large", "x" * 50_000)
    site.serve("/gone", "x" * 50_000, status=410)
    with opened(Manners(pause=0, body=5_000, total=5)) as fetcher:
        for _ in range(25):
            refusal(fetcher, site.url("/large"))
            refusal(fetcher, site.url("/gone"))
        site.serve("/small", story()[:4_000])
        fetcher.fetch(site.url("/small"))


@given(st.text(st.characters(codec="latin-1"), max_size=40))
def test_a_server_may_say_anything_in_its_headers(said: str) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/robots.txt":
            return httpx.Response(404)
        name = request.url.path[1:]
        status = {"location": 302, "retry-after": 429}.get(name, 200)
        headers = [(name.encode(), said.encode("latin-1"))]
        return httpx.Response(status, headers=headers, stream=httpx.ByteStream(b""))

    manners = Manners(pause=0, total=1, tries=2, redirects=2, backoff=0)
    with Fetcher(manners, Reach(), httpx.MockTransport(answer)) as fetcher:
        for name in ("location", "retry-after", "content-type", "content-encoding", "etag"):
            try:
                got = fetcher.fetch_if_changed(f"http://news.example/{name}", Validators())
            except FetchError:
                continue
            assert isinstance(got, Fetched)


@given(st.text(max_size=40) | st.text("htps:/.@[]%#?0127f", max_size=30).map("http:{}".format))
def test_an_address_may_be_any_text(url: str) -> None:
    transport = httpx.MockTransport(lambda _request: httpx.Response(404))
    with Fetcher(QUICK, Reach(), transport) as fetcher, pytest.raises(FetchError):
        fetcher.fetch(url)


def test_a_page_that_breaks_off_once_is_read_whole_the_next_time(
    site: Site, fetcher: Fetcher
) -> None:
    def cut(exchange: Exchange) -> None:
        exchange.head({"Content-Type": "text/html", "Content-Length": "9000"})
        exchange.send(story()[:500])

    site.behave("/a", cut, times=1)
    site.serve("/a", story())
    assert fetcher.fetch(site.url("/a")).content == story().encode()
