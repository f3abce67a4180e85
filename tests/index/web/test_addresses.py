"""Addresses of one page are known as such, and those of two pages are not taken for one."""

from __future__ import annotations

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.web.addresses import canonical, page_key

URL = "https://gull.example/2026/night-ferry"

hosts = st.sampled_from(
    ["gull.example", "www.gull.example", "gull.example:8080", "wwwgull.example", "[2001:db8::1]"]
)
parts = st.lists(st.sampled_from(["ferry", "Ferry", "é", "%C3%A9", "a.html", "2026", "", "www."]))
queries = st.sampled_from(["", "?id=1", "?id=2", "?q=a/b/", "?q=%22é", "?"])
addresses = st.builds(
    lambda host, path, query: str(httpx.URL(f"https://{host}/{'/'.join(path)}{query}")),
    hosts,
    parts,
    queries,
)


@pytest.mark.parametrize(
    "url",
    [
        "http://gull.example/2026/night-ferry",
        "https://gull.example/2026/night-ferry/",
        "https://www.gull.example/2026/night-ferry",
        "http://www.gull.example/2026/night-ferry/",
        "https://GULL.example:443/2026/night-ferry#comments",
    ],
)
def test_an_address_may_be_written_in_several_ways(url: str) -> None:
    assert page_key(url) == page_key(URL)


@pytest.mark.parametrize(
    "url",
    [
        "https://gull.example/2026/night-ferr",
        "https://gull.example/2026/night-ferry//",
        "https://gull.example/2026/Night-Ferry",
        "https://gull.example/2026/night-ferry?page=2",
        "https://gull.example:8080/2026/night-ferry",
        "https://en.gull.example/2026/night-ferry",
        "https://gull.example/night-ferry",
        "https://gull.example/2026/",
        "https://other.example/2026/night-ferry",
    ],
)
def test_other_pages_have_other_keys(url: str) -> None:
    assert page_key(url) != page_key(URL)


@given(addresses)
def test_scheme_www_and_a_slash_at_the_end_make_no_difference(url: str) -> None:
    key = page_key(url)
    rest = url.removeprefix("https://")
    assert page_key(f"http://{rest}") == key
    if not rest.startswith(("www.", "[")):
        assert page_key(f"https://www.{rest}") == key
    path, mark, query = url.partition("?")
    if not path.endswith("/"):
        assert page_key(f"{path}/{mark}{query}") == key
    assert key.partition("?")[0] in url, "what is looked for in a file stands in its address"


@given(addresses, addresses)
def test_a_key_is_of_one_page(one: str, other: str) -> None:
    def page(url: str) -> tuple[object, ...]:
        parsed = httpx.URL(url)
        path = parsed.raw_path.partition(b"?")[0].removesuffix(b"/")
        return parsed.netloc.removeprefix(b"www."), path, parsed.query

    assert (page_key(one) == page_key(other)) == (page(one) == page(other))


slugs = st.sampled_from(["the-ferry-stays", "ferry_2", "2026012501", "%D7%90%D7%91-1", "a" * 20])
sections = st.lists(st.sampled_from(["news", "2026", "01", "harbour-town"]), min_size=1, max_size=3)


@given(sections, slugs, st.sampled_from(["", "/"]), st.sampled_from(["www.", "amp.", ""]))
def test_a_section_above_a_story_is_not_its_address(
    section: list[str], slug: str, end: str, sub: str
) -> None:
    story = f"https://{sub}gull.example/{'/'.join(section)}/{slug}"
    for number in range(1, len(section) + 1):
        above = f"https://gull.example/{'/'.join(section[:number])}{end}"
        assert canonical(story, above) == canonical(story, None)


@given(
    sections,
    slugs,
    st.sampled_from(["amp", "print", "2", "amp.html", "index.php", "full", "AMP", "amp/"]),
)
def test_a_story_above_its_versions_is_their_address(
    section: list[str], slug: str, version: str
) -> None:
    story = canonical(f"https://gull.example/{'/'.join(section)}/{slug}", None)
    assert canonical(f"{story}/{version}", story) == story
    assert canonical(f"{story}/{version}", f"{story}/") == f"{story}/"


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("https://gull.example/news/ferry-stays", "https://gull.example/new"),
        ("https://gull.example/news/ferry-stays", "https://gull.example/harbour/ferry"),
        ("https://gull.example/amp/ferry-stays", "https://gull.example/ferry-stays"),
        ("https://gull.example/story/the-ferry-stays", "https://gull.example/story?id=17"),
        ("https://gull.example/story?id=17", "https://gull.example/story"),
        ("https://gull.example/ferry", "https://gull.example/ferry/the-ferry-stays"),
    ],
)
def test_what_is_not_above_a_page_may_be_its_address(url: str, named: str) -> None:
    assert canonical(url, named) == named


@given(st.text(max_size=40) | st.text("htps:/.@[]%#?0127f", max_size=30).map("http:{}".format))
def test_any_text_has_a_key(text: str) -> None:
    assert isinstance(page_key(text), str)


def test_the_address_that_is_written_stays_as_its_page_says_it() -> None:
    for url in ("http://gull.example/a", "https://www.gull.example/a/"):
        assert canonical(url, None) == url
