"""What a page says of itself: title, author, outlet, address, language, date; and its text."""

from __future__ import annotations

import json
from datetime import date

import pytest

from index.errors import NoArticleError
from index.web.extraction import article_in
from index.web.fetching import Fetched, Validators
from index.web.records import WebArticle
from tests.index.web.pages import PARAGRAPHS, TITLE, story

URL = "https://www.gull.example/harbour/night-ferry"
TODAY = date(2026, 1, 25)
TEXT = "\n".join([TITLE, *PARAGRAPHS])


def fetched(
    content: str | bytes, url: str = URL, kind: str = "text/html", charset: str | None = None
) -> Fetched:
    raw = content.encode() if isinstance(content, str) else content
    return Fetched(url, raw, kind, charset, Validators())


def read(content: str | bytes, url: str = URL) -> WebArticle:
    return article_in(fetched(content, url), TODAY)


def ld(**said: object) -> str:
    written = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **said})
    return f'<script type="application/ld+json">{written}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def canonical(address: str) -> str:
    return f'<link rel="canonical" href="{address}">'


def test_an_article_is_read_as_its_page_gives_it() -> None:
    head = (
        meta("og:site_name", "The Lindmouth Gull")
        + meta("author", "Ines Roth")
        + meta("article:published_time", "2026-01-24T21:30:00Z")
        + canonical(f"{URL}?utm_source=mail")
    )
    assert read(story(head=head)) == WebArticle(
        source_url=URL,
        title=TITLE,
        published="2026-01-24",
        outlet="The Lindmouth Gull",
        author="Ines Roth",
        language="en",
        text=TEXT,
    )


def test_what_a_page_does_not_say_is_empty_and_the_outlet_its_host() -> None:
    article = read(story(head=""))
    assert (article.published, article.author) == ("", "")
    assert article.outlet == "gull.example"
    assert article.source_url == URL


@pytest.mark.parametrize(
    ("named", "address"),
    [
        ("https://www.gull.example/night-ferry", "https://www.gull.example/night-ferry"),
        ("https://gull.example/night-ferry", "https://gull.example/night-ferry"),
        ("/night-ferry", "https://www.gull.example/night-ferry"),
        ("//www.gull.example/night-ferry", "https://www.gull.example/night-ferry"),
        (" https://www.gull.example/night-ferry ", "https://www.gull.example/night-ferry"),
        (f"{URL}?utm_source=a&fbclid=b&id=7#top", f"{URL}?id=7"),
        # Its front page, for every page; another site; nothing at all.
        ("https://www.gull.example/", URL),
        ("https://www.gull.example", URL),
        ("/", URL),
        ("/en/", URL),
        ("https://other.example/night-ferry", URL),
        ("https://gull.example.evil.test/night-ferry", URL),
        ("http://127.0.0.1/night-ferry", URL),
        ("undefined", URL),
        ("#", URL),
        ("?p=1", URL),
        ("", URL),
        ("javascript:alert(1)", URL),
        ("http://[::1", URL),
        ("https://", URL),
        ("https://ines:secret@www.gull.example/night-ferry", URL),
        (f"https://www.gull.example/{'long/' * 500}", URL),
    ],
)
def test_a_page_goes_by_the_address_that_it_names_within_its_own_site(
    named: str, address: str
) -> None:
    article = read(story(head=canonical(named)))
    assert article.source_url == address
    assert article.outlet == "gull.example"


def test_sites_under_one_public_suffix_are_not_one() -> None:
    page = story(head=canonical("https://gazette.co.uk/night-ferry"))
    assert read(page, "https://gull.co.uk/night-ferry").source_url.startswith("https://gull.co.uk")
    page = story(head=canonical("https://www.gull.co.uk/night-ferry"))
    assert read(page, "https://amp.gull.co.uk/a").source_url == "https://www.gull.co.uk/night-ferry"


def test_the_address_for_sharing_stands_in_for_a_canonical_one_that_is_missing() -> None:
    shared = meta("og:url", "https://www.gull.example/shared")
    assert read(story(head=shared)).source_url == "https://www.gull.example/shared"
    both = shared + canonical("https://www.gull.example/night-ferry")
    assert read(story(head=both)).source_url == "https://www.gull.example/night-ferry"


def test_the_base_of_links_is_not_the_address_of_every_page() -> None:
    assert read(story(head='<base href="https://www.gull.example/harbour/">')).source_url == URL


def test_amp_and_print_versions_have_the_address_of_the_story() -> None:
    page = story(head=canonical(URL))
    others = (f"{URL}/amp", f"{URL}?print=1", "https://amp.gull.example/night-ferry", URL)
    assert {read(page, other).source_url for other in others} == {URL}


def test_marks_of_campaigns_are_no_part_of_an_address() -> None:
    page = story(head="")
    assert read(page, f"{URL}?utm_medium=mail&gclid=1&fbclid=2").source_url == URL
    assert read(page, f"{URL}?id=7&utm_medium=mail").source_url == f"{URL}?id=7"


def test_a_front_page_holds_no_article() -> None:
    with pytest.raises(NoArticleError, match="front page of a site"):
        read(story(), "https://www.gull.example/?utm_source=mail")


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (ld(datePublished="2026-01-24T10:00:00Z", dateModified="2026-01-25"), "2026-01-24"),
        (meta("article:published_time", "2026-01-24T23:59:00-08:00"), "2026-01-24"),
        (meta("article:published_time", "2026-01-25T00:01:00+13:00"), "2026-01-25"),
        ('<meta name="date" content="January 24, 2026">', "2026-01-24"),
        ('<meta name="pubdate" content="Sat, 24 Jan 2026 10:00:00 GMT">', "2026-01-24"),
        (meta("article:published_time", "2026-01"), "2026-01"),
        # It may be tomorrow elsewhere, but no later.
        (meta("article:published_time", "2026-01-26T01:00:00+13:00"), "2026-01-26"),
        (meta("article:published_time", "2026-01-27"), ""),
        (meta("article:published_time", "2027"), ""),
        # When it was changed is not when it was published.
        (meta("article:modified_time", "2026-01-24"), ""),
        ('<meta name="lastmod" content="2026-01-24">', ""),
        (ld(dateModified="2026-01-24"), ""),
        (ld(datePublished="soon"), ""),
        ("", ""),
    ],
)
def test_the_date_is_the_day_of_publication_as_its_page_writes_it(
    head: str, published: str
) -> None:
    assert read(story(head=head)).published == published


@pytest.mark.parametrize(
    ("path", "published"),
    [
        ("/2026/01/24/night-ferry", "2026-01-24"),
        ("/2026/jan/24/night-ferry", "2026-01-24"),
        ("/news/2026-01-24-night-ferry", "2026-01-24"),
        ("/2026/01/night-ferry", "2026-01"),
        ("/2026/13/45/night-ferry", ""),
        ("/2026/01-things-to-know", ""),
        ("/2027/01/24/night-ferry", ""),
        ("/night-ferry-20260124", ""),
    ],
)
def test_an_address_dates_a_page_that_does_not(path: str, published: str) -> None:
    url = f"https://www.gull.example{path}"
    assert read(story(head=""), url).published == published
    dated = meta("article:published_time", "2026-01-20")
    assert read(story(head=dated), url).published == "2026-01-20"


def test_a_time_element_dates_a_page_unless_it_tells_of_a_change() -> None:
    when = '<time datetime="2026-01-24T10:00Z">Saturday</time>'
    assert read(story(head="", body=f"<p>{when}</p>")).published == "2026-01-24"
    for change in ('<p class="updated">{}</p>', '<p data-what="last-modified">{}</p>'):
        assert read(story(head="", body=change.format(when))).published == ""
        both = change.format('<time datetime="2026-01-25">Sunday</time>') + f"<p>{when}</p>"
        assert read(story(head="", body=both)).published == "2026-01-24"


def test_a_page_that_calls_itself_not_free_and_shows_little_is_refused() -> None:
    with pytest.raises(NoArticleError, match="behind a paywall"):
        read(story(head=ld(isAccessibleForFree=False)))
    with pytest.raises(NoArticleError, match="behind a paywall"):
        read(story(head=ld(isAccessibleForFree="False")))
    assert read(story(head=ld(isAccessibleForFree=True))).text


def test_an_empty_page_is_refused_in_a_sentence() -> None:
    with pytest.raises(NoArticleError) as refused:
        read("<html><body></body></html>")
    said = f"{URL} was not added: it is a page in which no article was found"
    assert str(refused.value) == said


def test_the_charset_of_the_server_counts_where_the_page_names_none() -> None:
    raw = story(charset="").encode("iso-8859-15", "replace")
    assert "€240,000" in article_in(fetched(raw, charset="iso-8859-15"), TODAY).text
    raw = story(charset="windows-1252").encode("cp1252")
    assert "Zoë Brandão" in article_in(fetched(raw, charset="utf-8"), TODAY).text
    assert "Zoë Brandão" in article_in(fetched(story(), charset="iso-8859-7"), TODAY).text


def test_a_page_of_plain_text_is_an_article_with_its_headline() -> None:
    text = "\r\n\r\n".join([TITLE, *PARAGRAPHS])
    article = article_in(fetched(text, kind="text/plain"), TODAY)
    assert article.title == TITLE
    assert article.text == TEXT
    without = article_in(fetched("\n".join(PARAGRAPHS), kind="text/plain"), TODAY)
    assert without.title == "", "a paragraph is no headline"


def test_binary_content_is_refused() -> None:
    with pytest.raises(NoArticleError, match="it is binary"):
        article_in(fetched(b"\x00\x01" * 500, kind="text/plain"), TODAY)


@pytest.mark.parametrize(
    "headline",
    [
        "Night \ud800 ferry \udc00 stays",
        "Night \x07ferry\x1b[31m stays",
        "Night\u2028ferry\x85stays",
    ],
)
def test_titles_and_authors_hold_nothing_that_no_file_could_hold(headline: str) -> None:
    head = ld(headline=headline, author={"@type": "Person", "name": headline})
    head += ld(publisher={"@type": "Organization", "name": headline})
    article = read(story(title="", head=head))
    for said in (article.title, article.author, article.outlet, article.text):
        assert said == "".join(char for char in said if char == "\n" or char.isprintable())
        said.encode("utf-8")


def test_text_of_json_holds_no_half_characters() -> None:
    body = " \ud800 ".join(PARAGRAPHS * 2)
    article = read(
        f"<html><head>{ld(headline='Ferry', articleBody=body)}</head><body></body></html>"
    )
    article.text.encode("utf-8")
    assert "Fjällström" in article.text


def test_control_characters_of_plain_text_are_left_out() -> None:
    text = "\x1b[31m\n".join(PARAGRAPHS)
    article = article_in(fetched(text, kind="text/plain"), TODAY)
    assert "\x1b" not in article.text


def test_a_huge_title_is_cut() -> None:
    title = read(story(title="Ferry " * 20_000)).title
    assert 0 < len(title) <= 300
    assert title == title.strip()


@pytest.mark.parametrize(
    "said",
    [
        {"headline": {"a": 1}, "author": 7, "publisher": [1, 2]},
        {"headline": ["a", "b"], "author": [[]], "publisher": None},
        {"headline": 5, "author": {"name": {"a": 1}}, "datePublished": [7]},
        {"author": [{"name": None}, 3, "A"], "articleSection": {"a": 1}},
        {"publisher": {"name": 7}, "isAccessibleForFree": []},
        {"@type": {}, "@graph": 7},
        {"@type": ["NewsArticle", 3]},
        {"mainEntityOfPage": {"@id": 7}, "name": ["a"]},
    ],
)
def test_json_of_any_shape_costs_no_more_than_what_it_says(said: dict[str, object]) -> None:
    assert read(story(head=ld(**said))).text == TEXT
