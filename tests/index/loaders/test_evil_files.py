"""Files that were written to do harm: what the loaders make of each, and what that costs."""

from __future__ import annotations

import json
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from index.loaders.folder import read_articles
from index.records import Article, Noted, Skipped
from tests.index.loaders.contract import LIMIT, read_article, read_file, read_files

if TYPE_CHECKING:
    from pathlib import Path

BODY = "The lighthouse keeper counted nine ships on Sunday."
MEGABYTE = 1_000_000

NO_WEB_ADDRESSES = (
    *("javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,evil", "file:///etc/passwd"),
    *("vbscript:evil", "discord://evil.example/x", "http:evil.example"),
)


def page(head: str = "", more: str = "") -> bytes:
    body = f"<article><h1>Ships</h1><p>{BODY} {BODY}</p>{more}<p>{BODY} {BODY}</p></article>"
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


# ── addresses ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("address", NO_WEB_ADDRESSES)
def test_what_is_no_address_of_the_web_is_left_out_wherever_it_was_written(address: str) -> None:
    written = json.dumps(address)
    links = f'<link rel="canonical" href={written}><meta property="og:url" content={written}>'
    for files in (
        {"evil.md": f"---\nurl: {written}\n---\n{BODY}".encode()},
        {"evil.json": f'{{"text": "{BODY}", "source_url": {written}}}'.encode()},
        {"evil.jsonl": f'{{"text": "{BODY}", "url": {written}}}'.encode()},
        {"evil.html": page(links)},
        {"evil.txt": BODY.encode(), "articles.toml": f"[evil]\nsource_url = {written}".encode()},
    ):
        [article] = [one for one in read_files(files) if isinstance(one, Article)]
        assert article.source_url is None, files


# ── ids ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "evil", ["../../etc/passwd", "/etc/passwd", "C:\\evil", "..", "\u202eevil"]
)
def test_an_id_is_a_name_and_never_a_path(evil: str) -> None:
    article = read_article("news/a.json", json.dumps({"id": evil, "text": BODY}).encode())
    assert (article.doc_id, article.path) == (f"news/{evil}", "news/a.json")
    assert article.text == BODY


@pytest.mark.parametrize("evil", ["a\0b", "a\nb", "a\u2028b", "a\x1b[31mb", "\ud800", "x" * 400])
def test_an_id_that_can_not_be_shown_costs_its_article(evil: str) -> None:
    files = {"a.json": json.dumps({"id": evil, "text": BODY}).encode(), "b.txt": BODY.encode()}
    evil_one, sound = read_files(files)
    assert isinstance(evil_one, Skipped)
    assert isinstance(sound, Article)


def test_front_matter_names_no_id() -> None:
    front = f"---\nid: ../../etc/passwd\npath: /etc/passwd\n---\n{BODY}"
    article = read_article("a.md", front.encode())
    assert (article.doc_id, article.path) == ("a", "a.md")


# ── what explodes ────────────────────────────────────────────────────────────────────────────


def bomb(name: str, content: bytes) -> tuple[list[Article | Skipped | Noted], int]:
    """What comes of a file, and the most bytes that Python held meanwhile."""
    read_file(name, b"a")  # what is loaded once is no part of the cost
    tracemalloc.start()
    try:
        return read_file(name, content), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


ALIASES = "\n".join(
    ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
)


@pytest.mark.parametrize(
    "front",
    [
        f"{ALIASES}\ntitle: *a29",
        f"{ALIASES}\n? *a29\n: evil",
        f"{ALIASES}\n<<: *a29",
        "a: &a [*a]\ntitle: *a",
        "title: " + "[" * 1_200,
        "title: " + "{a: " * 15_000,
        "- " * 30_000,
    ],
    ids=["as text", "as a key", "merged", "in itself", "lists", "mappings", "dashes"],
)
def test_front_matter_that_explodes_costs_little_and_the_title_at_most(front: str) -> None:
    outcomes, most = bomb("evil.md", f"---\n{front}\n---\n{BODY}\n".encode())
    [article] = [one for one in outcomes if isinstance(one, Article)]
    assert BODY in article.text
    assert most < 50 * MEGABYTE


@pytest.mark.parametrize(
    "tag",
    [
        "!!python/object/apply:os.system ['touch evil']",
        "!!python/object/new:os.system ['touch evil']",
        "!!python/name:os.system ''",
        "!evil x",
    ],
)
def test_a_tag_of_front_matter_runs_nothing(
    tag: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    article = read_file("evil.md", f"---\ntitle: {tag}\n---\n{BODY}\n".encode())[-1]
    assert isinstance(article, Article)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("nested", ["[" * 90_000, '{"a":' * 18_000, "9" * 90_000])
def test_json_that_nests_without_end_is_skipped(nested: str) -> None:
    assert all(isinstance(one, Skipped) for one in read_file("a.json", nested.encode()))


def test_entities_of_a_page_are_neither_multiplied_nor_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("swordfish", encoding="utf-8")
    entities = '<!ENTITY e0 "lol">' + "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10)
    )
    declared = f'<!DOCTYPE html [{entities}<!ENTITY out SYSTEM "{secret.as_uri()}">]>'.encode()
    outcomes, most = bomb("evil.html", declared + page(more="<p>Here is &e9; and &out;.</p>"))
    texts = [one.text for one in outcomes if isinstance(one, Article)]
    assert not any("lollol" in text or "swordfish" in text for text in texts)
    assert most < 50 * MEGABYTE


def test_of_scripts_handlers_and_frames_no_word_is_article_text() -> None:
    evil = (
        "<script>evil()</script><p onclick='evil()' onload=evil()>Ships sail.</p>"
        "<iframe src='javascript:evil()' srcdoc='&lt;p&gt;evil&lt;/p&gt;'>evil</iframe>"
        "<img src=x onerror=evil()><style>evil{}</style><object data=evil></object>"
        "<a href='javascript:evil()'>The harbour is closed until further notice.</a>"
    )
    assert "evil" not in read_article("a.html", page("<script>evil()</script>", evil)).text


# ── what is too large ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "json", "jsonl"])
@pytest.mark.parametrize("filled", ["with holes", "with one line"])
def test_of_a_giant_file_no_more_is_read_than_an_article_may_have(
    tmp_path: Path, suffix: str, filled: str
) -> None:
    with (tmp_path / f"giant.{suffix}").open("wb") as giant:
        if filled == "with holes":
            giant.truncate(100 * MEGABYTE)
        for _ in range(20 if filled == "with one line" else 0):
            giant.write(b"a" * MEGABYTE)
    tracemalloc.start()
    try:
        [skipped] = read_articles(tmp_path, max_article_bytes=LIMIT)
        assert tracemalloc.get_traced_memory()[1] < 8 * MEGABYTE
    finally:
        tracemalloc.stop()
    assert isinstance(skipped, Skipped)
    assert "is too large" in skipped.reason
