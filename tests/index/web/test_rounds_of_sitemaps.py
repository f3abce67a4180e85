"""Sitemaps that name others: each is read as a feed of its own, and none for ever."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from tests.index.web.newsroom import Newsroom
from tests.index.web.pages import story

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.index.web.site import Site

XML = "application/xml"


@pytest.fixture
def room(tmp_path: Path, site: Site) -> Newsroom:
    room = Newsroom(tmp_path)
    room.list_feeds(site.url("/index.xml"))
    return room


def index_of(site: Site, paths: Sequence[str]) -> str:
    nested = "".join(f"<sitemap><loc>{site.url(path)}</loc></sitemap>" for path in paths)
    return f"<sitemapindex>{nested}</sitemapindex>"


def map_of(site: Site, *paths: str) -> str:
    for path in paths:
        site.serve(path, story(f"The ferry of {path[1:]} stays"))
    return (
        f"<urlset>{''.join(f'<url><loc>{site.url(path)}</loc></url>' for path in paths)}</urlset>"
    )


def test_the_sitemaps_of_an_index_are_read_each_when_it_changed(room: Newsroom, site: Site) -> None:
    index = index_of(site, ["/1.xml", "/2.xml.gz"])
    site.serve("/index.xml", index, headers={"ETag": '"i"'}, kind=XML)
    site.serve("/1.xml", map_of(site, "/a"), headers={"ETag": '"1"'}, kind=XML)
    packed = gzip.compress(map_of(site, "/b").encode())
    site.serve("/2.xml.gz", packed, headers={"ETag": '"2"'}, kind="application/x-gzip")

    assert len(room.go().put) == 2
    site.serve("/1.xml", map_of(site, "/a", "/new"), headers={"ETag": '"1b"'}, kind=XML)
    assert len(room.go().put) == 1

    assert sorted(site.paths()[5:]) == ["/1.xml", "/2.xml.gz", "/index.xml", "/new"]
    assert "if-none-match" not in site.asked("/index.xml")[1].headers
    assert site.asked("/2.xml.gz")[1].headers["if-none-match"] == '"2"'


def test_one_that_fails_is_told_of_once_and_the_others_are_read(room: Newsroom, site: Site) -> None:
    site.serve("/index.xml", index_of(site, ["/1.xml", "/no.xml", "/2.xml"]), kind=XML)
    site.serve("/1.xml", map_of(site, "/a"), kind=XML)
    site.serve("/2.xml", map_of(site, "/b"), kind=XML)

    first, second = room.go(), room.go()

    assert [dead.url for dead in first.dead] == [site.url("/no.xml")]
    assert len(first.put) == 2
    assert (second.dead, second.put) == ([], [])
    assert second.known == 2


def test_indexes_that_name_each_other_end(room: Newsroom, site: Site) -> None:
    site.serve("/index.xml", index_of(site, ["/index.xml", "/more.xml", "/1.xml"]), kind=XML)
    site.serve("/more.xml", index_of(site, ["/index.xml", "/more.xml", "/deep.xml"]), kind=XML)
    site.serve("/1.xml", map_of(site, "/a"), kind=XML)

    done = room.go()

    assert len(done.put) == 1
    assert done.dead == []
    assert sorted(site.paths()) == ["/1.xml", "/a", "/index.xml", "/more.xml"]


def test_a_sitemap_without_titles_is_chosen_from_by_addresses(room: Newsroom, site: Site) -> None:
    site.serve("/index.xml", map_of(site, "/2026/night-ferry", "/2026/fish-market"), kind=XML)
    room.list_feeds(site.url("/index.xml"), words='any = ["Night ferry"]')

    done = room.go()

    assert site.paths() == ["/index.xml", "/2026/night-ferry"]
    assert (len(done.put), done.passed) == (1, 1)


def test_once_stopped_no_further_sitemap_is_read(room: Newsroom, site: Site) -> None:
    site.serve("/index.xml", index_of(site, ["/1.xml", "/2.xml"]), kind=XML)
    site.serve("/1.xml", map_of(site, "/a"), kind=XML)

    room.go(lambda: bool(site.asked("/index.xml")))

    assert site.paths() == ["/index.xml"]
