"""The entries of feeds of all forms, sound and broken; and of what was written to do harm."""

from __future__ import annotations

import gzip
import json
import time
from typing import TYPE_CHECKING, Final

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import FetchError
from index.web.feed_entries import (
    MOST_ENTRIES,
    MOST_PARSED,
    MOST_SITEMAPS,
    MOST_UNPACKED,
    Entry,
    Listing,
    entries_in,
)
from index.web.fetching import Fetched, Validators

if TYPE_CHECKING:
    from pathlib import Path

AT: Final = "https://gull.example/feeds/all"
SITEMAPS: Final = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS: Final = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
FERRY: Final = Entry("https://gull.example/ferry", "The night ferry stays", "The council voted.")


def rss(items: str, head: str = '<?xml version="1.0"?>') -> str:
    return f'{head}<rss version="2.0"><channel><title>Gull</title>{items}</channel></rss>'


def fetched(
    content: str | bytes, kind: str = "application/rss+xml", charset: str | None = None
) -> Fetched:
    raw = content if isinstance(content, bytes) else content.encode()
    return Fetched(AT, raw, kind, charset, Validators())


def entries(content: str | bytes, kind: str = "text/xml") -> tuple[Entry, ...]:
    return entries_in(fetched(content, kind)).entries


def urls(content: str | bytes) -> list[str]:
    return [entry.url for entry in entries(content)]


ITEM: Final = (
    "<item><title>The night ferry stays</title><link>/ferry</link>"
    "<description>The council voted.</description></item>"
)
FORMS: Final = {
    "RSS": rss(ITEM),
    "RDF": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    f' xmlns="http://purl.org/rss/1.0/">{ITEM}</rdf:RDF>',
    "Atom": '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link rel="self" href="/x"/>'
    '<title type="html">The &lt;b&gt;night&lt;/b&gt; ferry stays</title><link href="/ferry"/>'
    "<summary>The council voted.</summary></entry></feed>",
    "JSON Feed": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "items": [
                {"url": "/ferry", "title": FERRY.title, "content_html": f"<p>{FERRY.summary}</p>"}
            ],
        }
    ),
    "news sitemap": f"<urlset {SITEMAPS} {NEWS}><url><loc>{FERRY.url}</loc><news:news><news:title>"
    "The night ferry stays</news:title><news:keywords>The council voted.</news:keywords>"
    "</news:news></url></urlset>",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", ["", "application/xml", "text/html", "text/plain"])
def test_all_forms_are_read_whatever_their_server_calls_them(form: str, kind: str) -> None:
    assert entries(FORMS[form], kind) == (FERRY,)


@pytest.mark.parametrize("form", FORMS)
def test_they_are_read_behind_a_mark_of_their_encoding_and_packed(form: str) -> None:
    assert entries(b"\xef\xbb\xbf" + FORMS[form].encode()) == (FERRY,)
    assert entries(gzip.compress(FORMS[form].encode())) == (FERRY,)
    assert entries(f"\n  {FORMS[form]}") == (FERRY,)


@pytest.mark.parametrize("form", FORMS)
def test_what_ends_too_early_gives_what_there_is_or_a_sentence(form: str) -> None:
    for end in range(0, len(FORMS[form]), 7):
        try:
            found = entries(FORMS[form][:end])
        except FetchError as error:
            assert error.why.startswith("it holds ")  # noqa: PT017 - or none is raised
        else:
            assert len(found) <= 1


def test_broken_xml_is_read_as_far_as_it_can_be() -> None:
    items = "<item><title>Cod & chips<br></title><link>/a?b=1&c=2</link></item>"

    [entry] = entries(rss(items).removesuffix("</channel></rss>"))

    assert (entry.url, entry.title) == ("https://gull.example/a?b=1&c=2", "Cod & chips")


def test_tags_and_references_in_titles_are_read_as_people_see_them() -> None:
    title = "&lt;i&gt;Gull&lt;/i&gt; &amp;amp; crow&amp;nbsp;&amp;eacute;"

    [entry] = entries(rss(f"<item><title>{title}</title><link>/a</link></item>"))

    assert entry.title == "Gull & crow é"


@pytest.mark.parametrize(
    "reference", ["&#xD83D;&#xDE00;", "&#1114112;", "&#x;", f"&#{'9' * 5000};"]
)
def test_a_reference_to_no_character_costs_no_entry(reference: str) -> None:
    [entry] = entries(rss(f"<item><title>Gull {reference}!</title><link>/a</link></item>"))

    assert entry.title.startswith("Gull ?")
    assert entry.url == "https://gull.example/a"


def test_the_charset_is_what_the_file_says_or_else_its_server() -> None:
    item = "<item><title>Жёлтый паром</title><link>/a</link></item>"
    declared = '<?xml version="1.0" encoding="windows-1251"?>'
    for content, charset in (
        (rss(item).encode("windows-1251"), "windows-1251"),
        (rss(item, declared).encode("windows-1251"), "utf-8"),
        (rss(item, '<?xml version="1.0" encoding="utf-8"?>').encode(), "windows-1251"),
        (rss(item).encode("utf-8"), None),
        (rss(item).encode("utf-8"), "no-such-charset"),
        (rss(item, '<?xml version="1.0" encoding="utf-16"?>').encode("utf-16"), None),
    ):
        [entry] = entries_in(fetched(content, "text/xml", charset)).entries
        assert entry.title == "Жёлтый паром"


def test_only_links_of_the_web_are_entries_and_each_once() -> None:
    links = (
        *("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "mailto:a@b.example"),
        *(
            "",
            "http://",
            "http://[::1",
            "//other.example/b",
            "c?d=1",
            "/e",
            "/e",
            "ftp://f.example",
        ),
    )
    items = "".join(f"<item><title>t</title><link>{link}</link></item>" for link in links)
    expected = [
        "https://other.example/b",
        "https://gull.example/feeds/c?d=1",
        "https://gull.example/e",
    ]
    listed = json.dumps({"items": [{"url": link} for link in links]})
    mapped = "".join(f"<url><loc>{link}</loc></url>" for link in links)

    assert urls(rss(items)) == expected
    assert urls(listed) == expected
    assert urls(f"<urlset>{mapped}</urlset>") == expected


def test_an_entry_without_a_link_is_none() -> None:
    assert urls(rss("<item><title>Gull</title></item><item/>")) == []
    assert urls(rss("<item><guid>https://gull.example/g</guid></item>")) == [
        "https://gull.example/g"
    ]


def test_json_of_other_types_is_passed_over() -> None:
    odd = [{"url": {"a": 1}}, {"url": ["/x"]}, {"url": 5}, 7, None, {"url": "/\ud800"}]
    items = [*odd, {"external_url": "/a", "title": 5, "summary": ["x"]}]

    assert entries(json.dumps({"items": items})) == (Entry("https://gull.example/a", "", ""),)


def test_of_very_many_entries_the_first_are_read() -> None:
    items = "".join(f"<item><link>/{number}</link></item>" for number in range(MOST_ENTRIES + 500))

    found = urls(rss(items))

    assert len(found) == MOST_ENTRIES
    assert found[-1] == f"https://gull.example/{MOST_ENTRIES - 1}"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "it holds no feed"),
        ("<!doctype html><html><body><p>A gull.</p></body></html>", "it holds no feed"),
        ("[]", "it holds no feed"),
        ("<html><!-- <urlset --><p>A gull.</p></html>", "it holds XML that is no sitemap"),
        ("{", "it holds JSON that can't be read"),
        ('{"items": ' + "[" * 200_000, "it holds JSON that can't be read"),
        ('{"items": {}}', "it holds JSON that is no JSON Feed"),
        (b"\x1f\x8b\x08no", "it is a packed file that can't be unpacked"),
        (gzip.compress(b" " * (MOST_UNPACKED + 1)), "it is larger than 8 MB, unpacked"),
        (rss(ITEM, '<?xml version="1.0" encoding="undefined"?>'), "it holds a feed that can't be"),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_refused_with_a_sentence(content: str | bytes, why: str) -> None:
    with pytest.raises(FetchError) as error:
        entries(content)
    assert error.value.why.startswith(why)
    assert error.value.url == AT


def test_a_feed_without_entries_is_one() -> None:
    assert entries(rss("")) == ()
    assert entries(f"<urlset {SITEMAPS}></urlset>") == ()


def test_an_index_of_sitemaps_names_the_newest_of_them() -> None:
    dated = [
        f"<sitemap><loc>/{day}.xml</loc><lastmod>2026-01-{day:02}</lastmod></sitemap>"
        for day in range(28, 0, -1)
    ]
    undated = [f"<sitemap><loc>/{number}.xml</loc></sitemap>" for number in range(1, 20)]

    for nested, last in ((dated, 28), (undated, 19)):
        found = entries_in(fetched(f"<sitemapindex {SITEMAPS}>{''.join(nested)}</sitemapindex>"))
        newest = range(last - MOST_SITEMAPS + 1, last + 1)
        assert found == Listing((), tuple(f"https://gull.example/{day}.xml" for day in newest))


BOMB: Final = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(n + 1)} "{f"&{chr(n)};" * 20}">' for n in range(97, 110))
    + "]>"
)


def test_entities_within_entities_do_not_grow() -> None:
    began = time.monotonic()
    for content in (
        rss("<item><title>&n;</title><link>/a&n;</link></item>", BOMB),
        f"{BOMB}<urlset><url><loc>/a&n;</loc></url></urlset>",
    ):
        [entry] = entries(content)
        assert len(entry.url + entry.title) < 1_000
    assert time.monotonic() - began < 10


def test_no_file_of_this_machine_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(rss(ITEM.replace("/ferry", "/secret")), encoding="utf-8")
    entity = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'

    for content in (str(secret), secret.as_uri()):  # what feedparser would open, were it text
        assert len(feedparser.parse(str(secret)).entries) == 1
        with pytest.raises(FetchError, match="holds no feed"):
            entries(content)
    for content in (
        rss("<item><title>&s;</title><link>/a&s;</link></item>", entity),
        f"{entity}<urlset><url><loc>/a&s;</loc></url></urlset>",
    ):
        assert "secret" not in str(entries(content))


def test_a_giant_of_nested_tags_ends() -> None:
    began = time.monotonic()
    assert entries("<rss><channel>" + "<item>" * 20_000) == ()
    late = "<item><link>/late</link></item>"
    assert urls(rss(f"{ITEM}<!--{' ' * MOST_PARSED}-->{late}")) == [FERRY.url]
    assert time.monotonic() - began < 20


@given(
    st.lists(
        st.sampled_from(
            [
                *("<rss>", "<channel>", "<item>", "</item>", "<title>", "</title>", "<link>"),
                *(
                    "</link>",
                    "http://[",
                    "<![CDATA[",
                    "]]>",
                    '<!DOCTYPE x [<!ENTITY a "&b;">',
                    "<!",
                ),
                *("&a;", "&#xD800;", "&#99999999;", "&#x;", "<entry>", '<link href="http://["/>'),
                *("<gml:pos>1", "<textinput>", "<urlset>", "<url>", "<loc>", "<x:urlset", "<?xml"),
                *(
                    "<georss:point>a b",
                    '<feed xmlns="http://www.w3.org/2005/Atom">',
                    "\0",
                    "é",
                    "{",
                ),
            ]
        ),
        max_size=12,
    ).map("".join)
)
def test_whatever_comes_gives_entries_or_a_sentence(content: str) -> None:
    try:
        found = entries(content)
    except FetchError as error:
        assert error.why.startswith("it ")  # noqa: PT017 - or none is raised
    else:
        assert all(entry.url.startswith(("http://", "https://")) for entry in found)
