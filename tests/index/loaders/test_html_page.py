from __future__ import annotations

import html

import pytest

from index.records import Article, Noted, Skipped
from tests.index.loaders.contract import LoaderContract, read_article, read_file

SENTENCE = "The harbour board said on {} that the ferry line would open after two years of delays."
BODY = "".join(f"<p>{SENTENCE.format(day)}</p>" for day in ("Monday", "Tuesday", "Wednesday"))


def page(head: str = "", body: str = BODY) -> str:
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article>{body}</article><footer>© 2020 City Post</footer></body></html>"
    )


class TestHtmlPage(LoaderContract):
    def write(self, text: str) -> tuple[str, bytes]:
        body = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines())
        return "below/article.html", page(body=body).encode()


def test_the_text_is_the_extracted_article_a_paragraph_a_line() -> None:
    article = read_article("a.html", page().encode())
    assert article.text.splitlines() == [
        SENTENCE.format(day) for day in ("Monday", "Tuesday", "Wednesday")
    ]


def test_title_address_and_date_are_those_the_page_names() -> None:
    head = """<meta property="og:title" content="Ferry line opens | City Post">
        <link rel="canonical" href="https://post.example/ferry">
        <script type="application/ld+json">{"@graph": [{"dateModified": "2026-01-01"},
        {"@type": "NewsArticle", "datePublished": "2025-12-29T10:00:00+01:00"}]}</script>"""
    article = read_article("a.htm", page(head).encode())
    assert article.title == "Ferry line opens | City Post"
    assert article.source_url == "https://post.example/ferry"
    assert article.published == "2025-12-29"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2025-12-29T08:00Z">', "2025-12-29"),
        ('<meta itemprop="datePublished" content="December 29, 2025">', "2025-12-29"),
        ('<meta name="date" content="2025-12">', "2025-12"),
        ('<meta property="article:modified_time" content="2025-12-29">', None),
        ('<meta name="lastmod" content="2025-12-29">', None),
        ('<script type="application/ld+json">{"datePublished": "2025-12-29",</script>', None),
        ('<script type="application/ld+json">{"datePublished": 7}</script>', None),
    ],
)
def test_only_a_date_of_publication_dates_a_page(head: str, published: str | None) -> None:
    assert read_article("a.html", page(head).encode()).published == published


def test_a_page_without_an_article_is_skipped() -> None:
    expected = [Skipped("a.html", "is a page in which no article was found")]
    assert read_file("a.html", b"<html><body></body></html>") == expected
    assert read_file("a.html", b"no markup at all") == expected
    assert read_file("a.html", b"<div>" * 5_000) == expected


def test_a_page_is_read_in_the_encoding_it_declares() -> None:
    head = '<meta charset="iso-8859-9"><title>Başbakan</title>'
    noted, article = read_file("a.html", page(head).encode("iso-8859-9"))
    assert noted == Noted("a.html", "is not UTF-8; read as iso8859-9")
    assert isinstance(article, Article)
    assert article.title == "Başbakan"


def test_a_page_that_says_latin_1_is_read_as_windows_1252() -> None:
    head = '<meta charset="iso-8859-1"><title>“Café”</title>'
    noted, article = read_file("a.html", page(head).encode("cp1252"))
    assert noted == Noted("a.html", "is not UTF-8; read as cp1252")
    assert isinstance(article, Article)
    assert article.title == "“Café”"


@pytest.mark.parametrize("charset", ["nonsense", "base64", "undefined", "utf-16", "unicode_escape"])
def test_a_wrong_declaration_does_not_stop_the_reading(charset: str) -> None:
    head = f'<meta charset="{charset}"><title>Café “opens”</title>'
    assert isinstance(read_file("a.html", page(head).encode("cp1252"))[-1], Article)
    assert read_article("a.html", page(head).encode()).title == "Café “opens”"


def test_xhtml_with_an_xml_declaration_is_read() -> None:
    text = '<?xml version="1.0" encoding="utf-8"?>\n' + page("<title>Ferry</title>")
    assert read_article("a.html", text.encode()).title == "Ferry"


@pytest.mark.parametrize("headline", ["5", '["a", "b"]', '{"a": 1}', "true"])
def test_a_headline_in_json_of_any_kind_costs_no_build(headline: str) -> None:
    said = f'{{"@context": "https://schema.org", "@type": "NewsArticle", "headline": {headline}}}'
    head = f'<script type="application/ld+json">{said}</script>'
    title = read_article("a.html", page(head).encode()).title
    assert title is None or isinstance(title, str)
