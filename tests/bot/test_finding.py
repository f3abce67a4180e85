"""The web and the folder as `/add` has them, against a site on this machine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.core.adding_bodies import FoundArticle
from bot.finding import OpenWeb
from index.errors import FolderMissingError, WebError
from index.web.manners import Manners
from index.web.opening import open_fetcher
from index.web.reach import Reach
from index.web.records import Added, Changed, Newer, Same
from tests.index.web.pages import PARAGRAPHS, TITLE, story
from tests.index.web.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.web.fetching import Fetcher

NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)
ID = "2026-01-25-harbour-council-votes-to-keep-the-night-ferry"
CHANGED = (PARAGRAPHS[0].replace("three more years", "two more years"), *PARAGRAPHS[1:])


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        site.serve("/ferry", story())
        yield site


@pytest.fixture
def web(tmp_path: Path) -> OpenWeb:
    (tmp_path / "articles").mkdir()

    def open_pages() -> Fetcher:
        return open_fetcher(Manners(pause=0.0), Reach(loopback=True))

    return OpenWeb(tmp_path / "articles", open_pages, lambda: NOW)


def found(web: OpenWeb, url: str) -> FoundArticle:
    [one] = web.find([url])
    assert isinstance(one, FoundArticle)
    return one


def test_what_stands_there_is_read_and_nothing_is_written(web: OpenWeb, site: Site) -> None:
    one = found(web, site.url("/ferry"))
    assert (one.article.title, one.article.published) == (TITLE, "2026-01-25")
    assert one.foreseen == Added(ID)
    assert not any(web.articles.iterdir())


def test_what_is_put_is_a_file_with_the_moment_it_was_fetched(web: OpenWeb, site: Site) -> None:
    one = found(web, site.url("/ferry"))
    assert web.put(one.article, NOW) == Added(ID)
    text = (web.articles / f"{ID}.md").read_text(encoding="utf-8")
    assert 'retrieved: "2026-02-01T12:00:00Z"' in text
    assert PARAGRAPHS[0] in text


def test_what_adding_would_come_to_is_known_before(web: OpenWeb, site: Site) -> None:
    web.put(found(web, site.url("/ferry")).article, NOW)
    assert found(web, site.url("/ferry")).foreseen == Same(ID)
    site.serve("/ferry", story(paragraphs=CHANGED))
    foreseen = found(web, site.url("/ferry")).foreseen
    assert isinstance(foreseen, Changed)
    assert foreseen.diff == (f"- {PARAGRAPHS[0]}", f"+ {CHANGED[0]}")
    kept = [path for path in web.articles.rglob("*") if path.suffix == ".md"]
    assert kept == [web.articles / f"{ID}.md"]
    assert PARAGRAPHS[0] in kept[0].read_text(encoding="utf-8")


def test_addresses_keep_their_order_and_each_says_what_is_wrong(web: OpenWeb, site: Site) -> None:
    urls = [site.url("/none"), site.url("/ferry"), "https://10.0.0.7/story", "nothing"]
    results = web.find(urls)
    kinds = [isinstance(one, FoundArticle) for one in results]
    assert kinds == [False, True, False, False]
    assert [one.url for one in results if isinstance(one, WebError)] == [urls[0], *urls[2:]]


def test_one_page_under_several_addresses_is_found_once(web: OpenWeb, site: Site) -> None:
    site.serve("/ferry?utm_source=x", story())
    urls = [site.url("/ferry"), site.url("/none"), site.url("/ferry?utm_source=x"), site.url("/no")]
    results = web.find(urls)
    assert [isinstance(one, FoundArticle) for one in results] == [True, False, False]


def test_what_was_fetched_later_is_not_overwritten_by_what_was_found_before(
    web: OpenWeb, site: Site
) -> None:
    old = found(web, site.url("/ferry")).article
    site.serve("/ferry", story(paragraphs=CHANGED))
    web.put(found(web, site.url("/ferry")).article, NOW)
    earlier = NOW - timedelta(seconds=1)
    assert web.put(old, earlier) == Newer(ID)
    assert CHANGED[0] in (web.articles / f"{ID}.md").read_text(encoding="utf-8")


def test_a_folder_that_is_gone_is_named(web: OpenWeb, site: Site) -> None:
    web.articles.rmdir()
    with pytest.raises(FolderMissingError, match="ARTICLES_DIR"):
        web.find([site.url("/ferry")])
