"""Articles that were written to do harm cost themselves at most: the others answer as before."""

from __future__ import annotations

import gzip
import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.index.shelf import BRIDGE, FERRY, Shelf, assert_verbatim, first_quote, make_shelf

if TYPE_CHECKING:
    from pathlib import Path

    from index.records import Article

BODY = "The lighthouse keeper counted nine ships on Sunday."
LAUGHS = "\n".join(
    ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
)
ENTITIES = (
    '<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)


def packed(suffix: str) -> bytes:
    """A megabyte of articles in a few kilobytes."""
    text = f"{BODY} ".encode() * 20_000
    if suffix == "gz":
        return gzip.compress(text)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("article.txt", text)
    return buffer.getvalue()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return make_shelf(tmp_path)


def ids(shelf: Shelf) -> set[str]:
    """The articles of the index, once it is seen that the good ones answer."""
    shelf.build()
    assert first_quote(shelf, BRIDGE) == BRIDGE
    assert first_quote(shelf, FERRY) == FERRY
    return {source.doc_id for source in shelf.searcher().sources()} - {
        "bridge",
        "harvest",
        "news/ferry",
    }


@pytest.mark.parametrize(
    "front",
    [
        LAUGHS + "\ntitle: *a11",
        "title: " + "[" * 5_000 + "]" * 5_000,
        "title: !!python/object/apply:os.system ['touch evil']",
        "title: " + "x" * 1_000_000,
    ],
    ids=["aliases that explode", "deep nesting", "a tag that runs code", "a giant title"],
)
def test_front_matter_that_explodes_costs_the_metadata_at_most(shelf: Shelf, front: str) -> None:
    shelf.write("evil.md", f"---\n{front}\n---\n{BODY}\n")
    assert ids(shelf) <= {"evil"}


def test_an_id_is_never_a_way_out_of_the_folder(shelf: Shelf, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("The password is swordfish and nobody knows it.", encoding="utf-8")
    for number, evil in enumerate(("../secret", "/etc/passwd", "..\\\\secret", "a\\u0000b")):
        shelf.write(f"{number}.json", f'{{"id": "{evil}", "text": "{BODY}", "title": "x"}}')
    (shelf.articles / "link.txt").symlink_to(secret)
    ids(shelf)
    quotes, _ = shelf.searcher().closest("The password is swordfish", 20)
    assert not any("swordfish" in quote.text for quote in quotes)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles", "secret.txt", "store"]


@pytest.mark.parametrize("kind", ["gz", "zip"])
@pytest.mark.parametrize("suffix", ["txt", "html", "md", "jsonl"])
def test_what_is_packed_is_never_unpacked(shelf: Shelf, kind: str, suffix: str) -> None:
    (shelf.articles / f"evil.{suffix}").write_bytes(packed(kind))
    ids(shelf)
    assert first_quote(shelf, BODY) != BODY


def test_scripts_of_a_page_are_no_article_text(shelf: Shelf) -> None:
    script = "<script>document.write('The vault holds forty coins of pure gold.')</script>"
    hidden = "<iframe srcdoc='The vault holds forty coins.'></iframe><p onclick='evil()'>"
    page = f"<html><body><article><p>{BODY} {BODY}</p>{script}{hidden}</p></article></body></html>"
    shelf.write("evil.html", page * 3)
    ids(shelf)
    assert_verbatim(shelf.ask("What does the vault hold?"), articles(shelf))
    quotes, _ = shelf.searcher().closest("What does the vault hold?", 20)
    assert not any("vault" in quote.text or "evil()" in quote.text for quote in quotes)


def test_entities_that_explode_are_not_expanded(shelf: Shelf) -> None:
    shelf.write("evil.html", f"{ENTITIES}<html><body><p>{BODY} {BODY} &d;&d;</p></body></html>")
    ids(shelf)
    assert not any("lollol" in article.text for article in articles(shelf).values())


@pytest.mark.parametrize("text", ["(", "a.a.a. ", "9", "<", "- - - ", "“", "\u202e", "\n"])
def test_a_long_text_of_one_kind_is_read_in_time(shelf: Shelf, text: str) -> None:
    shelf.write("evil.txt", f"{BODY}\n\n{text * (60_000 // len(text))}")
    ids(shelf)


def articles(shelf: Shelf) -> dict[str, Article]:
    searcher = shelf.searcher()
    return {one.doc_id: searcher.article(one.doc_id)[0] for one in searcher.sources()}
