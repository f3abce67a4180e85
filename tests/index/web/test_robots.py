"""What sites ask of programs, and how long it is remembered."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import FetchError, NoTurnError
from index.web.connecting import CheckedTransport
from index.web.fetching import Fetcher
from index.web.manners import Manners
from index.web.reach import Reach
from index.web.robots import FAILED_SECONDS, KEPT_SECONDS, LONGEST_PAUSE, Robots
from tests.index.web.internet import NEWS, Names, Wire
from tests.index.web.pages import story
from tests.index.web.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ORIGIN: Final = "https://news.example"
NEVER: Final = 1e9
LIMIT: Final = 5.0  # seconds


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    Wire(monkeypatch)
    with Site(host=NEWS) as site:
        site.serve("/a", story())
        site.serve("/b", story())
        yield site


def opened(manners: Manners) -> Fetcher:
    return Fetcher(manners, Reach(), CheckedTransport(Reach(), Names()))


def saying(text: str | None) -> Callable[[str], str | None]:
    return lambda _address: text


def asked_of(text: str) -> Robots:
    robots = Robots()
    robots.of(ORIGIN, saying(text), NEVER)
    return robots


def test_it_is_read_once_for_all_pages_of_a_site(site: Site) -> None:
    with opened(Manners(pause=0)) as fetcher, ThreadPoolExecutor(6) as threads:
        list(threads.map(fetcher.fetch, [site.url("/a"), site.url("/b")] * 6))
    assert len(site.asked("/robots.txt")) == 1


def test_each_origin_has_its_own(site: Site) -> None:
    with Site(host=NEWS) as beside, opened(Manners(pause=0)) as fetcher:
        site.robots("User-agent: *\nDisallow: /\n")
        beside.serve("/a", story())
        fetcher.fetch(beside.url("/a"))
        with pytest.raises(FetchError, match=r"robots\.txt"):
            fetcher.fetch(site.url("/a"))
        assert len(beside.asked("/robots.txt")) == len(site.asked("/robots.txt")) == 1


def test_what_a_page_redirects_to_is_asked_of_its_own_site(site: Site) -> None:
    with Site(host="other.example") as other, opened(Manners(pause=0)) as fetcher:
        site.redirect("/a", other.url("/secret"))
        other.robots("User-agent: *\nDisallow: /secret\n")
        other.serve("/secret", story())
        with pytest.raises(FetchError, match="asks programs not to read it"):
            fetcher.fetch(site.url("/a"))
        assert not other.paths()


def test_threads_that_wait_for_one_that_hangs_wait_no_longer_than_they_may(site: Site) -> None:
    def refusal(path: str) -> str:
        with pytest.raises(FetchError) as refused:
            fetcher.fetch(site.url(path))
        return refused.value.why

    site.behave("/robots.txt", lambda exchange: exchange.drip(b"HTTP/1.1 200 OK\r\n" * 99, 0.02))
    begun = time.monotonic()
    with opened(Manners(pause=0, total=0.4)) as fetcher, ThreadPoolExecutor(16) as threads:
        refused = set(threads.map(refusal, ["/a"] * 16))
    assert time.monotonic() - begun < LIMIT
    assert refused <= {
        "its server takes too long",
        "what its site permits can't be found out (robots.txt)",
    }
    assert not site.paths()


def test_one_that_reads_for_long_holds_up_no_other_beyond_its_limit_and_no_other_site() -> None:
    reading, done = threading.Event(), threading.Event()

    def slowly(_address: str) -> str:
        reading.set()
        done.wait(20)
        return ""

    robots = Robots()
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(robots.of, ORIGIN, slowly, NEVER)
        assert reading.wait(LIMIT)
        begun = time.monotonic()
        assert robots.of(ORIGIN, saying(""), begun + 0.1).rules is None
        assert robots.of("https://other.example", saying(""), begun + LIMIT).rules is not None
        assert time.monotonic() - begun < LIMIT
        done.set()
        assert first.result().allows(f"{ORIGIN}/a")


@pytest.mark.parametrize("fails", ["503", "breaks off"])
def test_what_can_not_be_found_out_is_asked_for_once_for_all_pages_of_a_site(
    site: Site, fails: str
) -> None:
    site.robots("", 503)
    if fails == "breaks off":
        site.behave("/robots.txt", lambda exchange: exchange.send("HTTP/1.1"))
    why = "can't be found out" if fails == "503" else "breaks off"

    def refused(fetcher: Fetcher, url: str) -> FetchError:
        with pytest.raises(FetchError, match=why) as error:
            fetcher.fetch(url)
        return error.value

    with opened(Manners(pause=0, tries=1)) as fetcher, ThreadPoolExecutor(4) as threads:
        urls = [site.url(f"/{number}") for number in range(20)]
        errors = list(threads.map(partial(refused, fetcher), urls))
    assert [error.url for error in errors] == urls, "each is refused under its own address"
    assert len(site.requests) == 1


@pytest.mark.parametrize("trouble", [None, FetchError(ORIGIN, "its server breaks off")])
def test_what_could_not_be_found_out_is_asked_for_again_after_a_while(
    trouble: FetchError | None,
) -> None:
    now = [0.0]
    read: list[str] = []

    def reading(address: str) -> str | None:
        read.append(address)
        if len(read) > 1:
            return ""
        if trouble is not None:
            raise trouble
        return None

    robots = Robots(clock=lambda: now[0])
    for moment, rules in ((0.0, False), (FAILED_SECONDS - 1, False), (FAILED_SECONDS + 1, True)):
        now[0] = moment
        asked = robots.of(ORIGIN, reading, NEVER)
        assert (asked.rules is not None) == rules
        assert asked.trouble is (None if rules else trouble)
    assert len(read) == 2


def test_a_robots_txt_whose_turn_did_not_come_is_one_that_was_not_asked_for(site: Site) -> None:
    def no_turn(address: str) -> str:
        raise NoTurnError(address)

    robots = Robots()
    with pytest.raises(NoTurnError):
        robots.of(ORIGIN, no_turn, NEVER)
    assert robots.of(ORIGIN, saying(""), NEVER).allows(f"{ORIGIN}/a")

    with Site(host=NEWS) as beside, opened(Manners(pause=9, total=3)) as fetcher:
        beside.serve("/a", story())
        with pytest.raises(FetchError):
            fetcher.fetch(beside.url("/a"))  # its robots.txt has taken the turn of its host
        with pytest.raises(NoTurnError) as refused:
            fetcher.fetch(site.url("/a"))
    assert refused.value.url == site.url("/a")
    assert not site.requests


def test_it_is_remembered_for_a_while() -> None:
    now = [0.0]
    read: list[str] = []

    def reading(address: str) -> str:
        read.append(address)
        return "User-agent: *\nDisallow: /"

    robots = Robots(clock=lambda: now[0])
    for moment in (0.0, KEPT_SECONDS - 1, KEPT_SECONDS + 1):
        now[0] = moment
        assert not robots.of(ORIGIN, reading, NEVER).allows(f"{ORIGIN}/a")
    assert read == [f"{ORIGIN}/robots.txt"] * 2


def test_a_reader_that_breaks_lets_the_next_one_read() -> None:
    def fail(_address: str) -> str:
        raise RuntimeError

    robots = Robots()
    with pytest.raises(RuntimeError):
        robots.of(ORIGIN, fail, NEVER)
    assert robots.of(ORIGIN, saying(""), NEVER).allows(f"{ORIGIN}/a")


@pytest.mark.parametrize(
    ("delay", "pause"),
    [
        ("2.5", 2.5),
        ("0", 0),
        ("600", LONGEST_PAUSE),
        ("inf", 0),
        ("nan", 0),
        ("soon", 0),
        ("-3", 0),
        ("1e400", 0),
    ],
)
def test_a_pause_that_is_asked_for_is_kept_within_reason(delay: str, pause: float) -> None:
    robots = asked_of(f"User-agent: *\nCrawl-delay: {delay}\n")
    kept = robots.of(ORIGIN, saying(""), NEVER).pause()
    assert max(kept, 0.0) == pause or kept == LONGEST_PAUSE


LINES: Final = (
    *("User-agent: *", "User-agent:", "Disallow: /", "Disallow", "Allow: /*$", "é: ñ", "\0"),
    *("Disallow: " + "*a" * 12, "Crawl-delay: 1e999", "Request-rate: 1/0", "Visit-time: x"),
    *("Sitemap:", "<html>", "Disallow: %zz", "Crawl-delay: " + "9" * 400, "::::", "Host:"),
)


@given(st.lists(st.sampled_from(LINES) | st.text(max_size=20), max_size=12))
def test_any_text_is_read(lines: list[str]) -> None:
    begun = time.monotonic()
    asked = asked_of("\n".join(lines)).of(ORIGIN, saying(""), NEVER)
    assert isinstance(asked.allows(f"{ORIGIN}/{'a' * 300}?b=c"), bool)
    assert 0 <= max(asked.pause(), 0.0) <= LONGEST_PAUSE
    assert time.monotonic() - begun < LIMIT
