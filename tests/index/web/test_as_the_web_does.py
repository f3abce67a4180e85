"""What comes of fetching from sites that behave as those of the web do."""

from __future__ import annotations

import ssl
import time
from datetime import date
from typing import Final

import pytest

from index.errors import WebError
from index.web.addresses import host
from index.web.connecting import CheckedTransport
from index.web.extraction import article_in
from index.web.fetching import Fetcher
from index.web.manners import Manners
from index.web.reach import Reach
from tests.index.web import rows_of_pages, rows_of_redirects, rows_of_robots, rows_of_sending
from tests.index.web.internet import NEWS, Names, Wire
from tests.index.web.pages import LAST, PARAGRAPHS, TITLE
from tests.index.web.rows import ARTICLE, Row
from tests.index.web.site import Site

ROWS: Final = (
    *rows_of_redirects.ROWS,
    *rows_of_sending.ROWS,
    *rows_of_pages.ROWS,
    *rows_of_robots.ROWS,
)
PATIENT: Final = Manners(pause=0, connect=5, read=5, total=8, body=200_000, backoff=0.01)
HURRIED: Final = Manners(pause=0, connect=0.2, read=0.2, total=0.25, body=200_000, backoff=0.01)
NO_TLS: Final = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # not used; httpx takes 20 ms for its own
TODAY: Final = date(2026, 3, 1)
LIMIT: Final = 7.0  # seconds; on a machine that does much else


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_each_address_gives_a_whole_article_or_says_why_not(
    row: Row, monkeypatch: pytest.MonkeyPatch
) -> None:
    Wire(monkeypatch)
    begun = time.monotonic()
    with Site(host=NEWS) as site:
        row.lay(site)
        reach = Reach()
        transport = CheckedTransport(reach, Names(), NO_TLS)
        with Fetcher(HURRIED if row.hurries else PATIENT, reach, transport) as fetcher:
            if row.comes == ARTICLE:
                article = article_in(fetcher.fetch(site.url(row.path)), TODAY)
                assert article.title == TITLE
                assert article.text.split("\n")[-len(PARAGRAPHS) :] == list(PARAGRAPHS)
                assert article.text.endswith(LAST)
                assert article.published == row.published
                assert host(article.source_url).endswith("example")
                assert article.source_url == site.url(row.at) or not row.at
            else:
                with pytest.raises(WebError) as refused:
                    article_in(fetcher.fetch(site.url(row.path)), TODAY)
                assert row.comes in refused.value.why
        ended = time.monotonic()
        if row.times is not None:
            assert len([path for path in site.paths() if path != "/rules"]) == row.times
    assert ended - begun < LIMIT


def test_the_table_has_rows_enough_each_with_a_name_of_its_own() -> None:
    assert len({row.name for row in ROWS}) == len(ROWS) >= 150
