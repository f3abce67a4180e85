"""Titles and dates that an outlet corrects, and those that a person does: which of them stands."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from index.loaders.markdown import split_front_matter, with_front_matter
from index.web.records import Changed, Same, WebArticle
from index.web.shelf import VERSIONS, Shelf
from tests.index.web.ferry import CHANGED, FERRY, ID, LATER, NOW, only, paragraphs

RETITLED: Final = replace(FERRY, title="Night ferry: the council gives it up")
REDATED: Final = replace(FERRY, published="2026-01-24")
BY_HAND: Final = "The ferry stays"


def path_of(folder: Path) -> Path:
    return folder / f"{ID}.md"


def correct(folder: Path, **fields: str) -> None:
    """Correct the front matter by hand; "" takes a field out."""
    said, text = split_front_matter(path_of(folder).read_text(encoding="utf-8"))
    merged = {str(name): str(value) for name, value in said.items()} | fields
    kept = {name: value for name, value in merged.items() if value}
    path_of(folder).write_text(with_front_matter(kept, text), encoding="utf-8")


def forget(folder: Path) -> None:
    """Leave the file as an earlier version wrote it, which knew nothing of fields."""
    written = path_of(folder).read_bytes()
    path_of(folder).write_bytes(re.sub(rb"fetched: .*\n", b"", written))


def said(folder: Path, name: str) -> object:
    return split_front_matter(path_of(folder).read_text(encoding="utf-8"))[0].get(name, "")


@pytest.mark.parametrize(
    ("article", "diff"),
    [
        (RETITLED, (f"- title: {FERRY.title}", f"+ title: {RETITLED.title}")),
        (REDATED, ("- published: 2026-01-25", "+ published: 2026-01-24")),
    ],
)
def test_a_title_or_a_date_that_the_outlet_corrects_arrives_and_the_old_file_is_kept(
    folder: Path, article: WebArticle, diff: tuple[str, ...]
) -> None:
    Shelf(folder).put(FERRY, NOW)
    before = path_of(folder).read_bytes()

    kept = f"{VERSIONS}/{ID}/2026-01-26T13-30-00Z.md"
    assert Shelf(folder).put(article, LATER) == Changed(ID, diff, kept, was_corrected=False)

    assert (folder / kept).read_bytes() == before
    found = only(folder)
    assert (found.title, found.published) == (article.title, article.published)
    assert paragraphs(found) == FERRY.text.split("\n")
    assert said(folder, "retrieved") == "2026-01-26T13:30:00Z"
    assert Shelf(folder).put(article, LATER) == Same(ID)


def test_a_title_and_a_text_that_change_at_once_are_both_told(folder: Path) -> None:
    Shelf(folder).put(FERRY, NOW)
    put = Shelf(folder).put(replace(CHANGED, title=RETITLED.title, author="A. Bell"), LATER)
    assert isinstance(put, Changed)
    assert put.diff == (
        f"- title: {FERRY.title}",
        f"+ title: {RETITLED.title}",
        "- author: Ines Roth",
        "+ author: A. Bell",
        "- Nine members were in favour.",
        "+ Ten members were in favour.",
    )


@pytest.mark.parametrize("article", [CHANGED, RETITLED, replace(CHANGED, title=RETITLED.title)])
def test_a_title_that_a_person_corrected_stays_whatever_changes(
    folder: Path, article: WebArticle
) -> None:
    Shelf(folder).put(FERRY, NOW)
    correct(folder, title=BY_HAND)
    for changed in (article, replace(article, text="Another text. It is new."), article):
        Shelf(folder).put(changed, LATER)
        assert only(folder).title == BY_HAND


def test_what_a_person_did_not_correct_still_arrives(folder: Path) -> None:
    Shelf(folder).put(FERRY, NOW)
    correct(folder, published="2026-01-20")
    put = Shelf(folder).put(RETITLED, LATER)
    assert isinstance(put, Changed)
    assert put.diff == (f"- title: {FERRY.title}", f"+ title: {RETITLED.title}")
    assert only(folder).published == "2026-01-20"
    assert not put.was_corrected, "nothing of it is gone"


def test_a_text_that_a_person_corrected_stays_where_only_the_title_changes(folder: Path) -> None:
    Shelf(folder).put(FERRY, NOW)
    path = path_of(folder)
    path.write_text(path.read_text("utf-8").replace("Nine members", "Nine of 14 members"), "utf-8")

    put = Shelf(folder).put(RETITLED, LATER)
    assert isinstance(put, Changed)
    assert not put.was_corrected
    assert only(folder).title == RETITLED.title
    assert "Nine of 14 members were in favour." in only(folder).text
    assert Shelf(folder).put(RETITLED, LATER) == Same(ID)

    put = Shelf(folder).put(replace(CHANGED, title=RETITLED.title), LATER)
    assert isinstance(put, Changed)
    assert put.was_corrected


def test_what_a_person_took_out_or_added_is_a_correction_too(folder: Path) -> None:
    Shelf(folder).put(replace(FERRY, published=""), NOW)
    (folder / "2026-01-26-night-ferry-the-council-keeps-it.md").rename(path_of(folder))
    correct(folder, published="2026-01-20", author="")
    put = Shelf(folder).put(replace(CHANGED, published="2026-01-21"), LATER)
    assert isinstance(put, Changed)
    assert only(folder).published == "2026-01-20"
    assert said(folder, "author") == ""


def test_a_page_that_comes_to_say_what_was_corrected_is_followed_again(folder: Path) -> None:
    Shelf(folder).put(FERRY, NOW)
    correct(folder, title=BY_HAND)
    Shelf(folder).put(replace(CHANGED, title=BY_HAND), LATER)
    Shelf(folder).put(RETITLED, LATER)
    assert only(folder).title == RETITLED.title


def test_a_page_that_says_nothing_for_a_while_is_followed_again(folder: Path) -> None:
    Shelf(folder).put(FERRY, NOW)
    Shelf(folder).put(replace(CHANGED, title="", published=""), LATER)
    assert (only(folder).title, only(folder).published) == (FERRY.title, FERRY.published)
    Shelf(folder).put(replace(RETITLED, published="2026-01-24"), LATER)
    assert (only(folder).title, only(folder).published) == (RETITLED.title, "2026-01-24")


def test_a_date_that_is_known_better_arrives_and_a_vaguer_one_does_not(folder: Path) -> None:
    Shelf(folder).put(replace(FERRY, published="2026-01"), NOW)
    (folder / "2026-01-night-ferry-the-council-keeps-it.md").rename(path_of(folder))
    assert isinstance(Shelf(folder).put(FERRY, LATER), Changed)
    assert only(folder).published == "2026-01-25"
    Shelf(folder).put(replace(CHANGED, published="2026"), LATER)
    assert only(folder).published == "2026-01-25"


def test_a_file_of_an_earlier_version_is_left_alone_until_its_text_changes(folder: Path) -> None:
    Shelf(folder).put(FERRY, NOW)
    forget(folder)
    before = path_of(folder).read_bytes()
    assert Shelf(folder).put(RETITLED, LATER) == Same(ID)
    assert path_of(folder).read_bytes() == before

    put = Shelf(folder).put(replace(CHANGED, title=RETITLED.title), LATER)
    assert isinstance(put, Changed)
    assert put.diff[:2] == (f"- title: {FERRY.title}", f"+ title: {RETITLED.title}")
    assert (folder / put.kept).read_bytes() == before
    correct(folder, title=BY_HAND)
    Shelf(folder).put(RETITLED, LATER)
    assert only(folder).title == BY_HAND, "from now on it is known"


def test_a_file_that_is_not_utf_8_is_not_written_again_for_a_title(folder: Path) -> None:
    Shelf(folder).put(FERRY, NOW)
    saved = path_of(folder).read_bytes().replace(b"mayor", b"mayor J\xf6rg")
    path_of(folder).write_bytes(saved)
    assert Shelf(folder).put(RETITLED, LATER) == Same(ID)
    assert path_of(folder).read_bytes() == saved


@pytest.mark.parametrize("sums", ["", "x", "title", "title:", ":::", "title:e3b0c442 title:1"])
def test_sums_that_are_broken_lose_nothing(folder: Path, sums: str) -> None:
    Shelf(folder).put(FERRY, NOW)
    correct(folder, fetched=sums, title=BY_HAND)
    before = path_of(folder).read_bytes()
    put = Shelf(folder).put(replace(CHANGED, title=RETITLED.title), LATER)
    assert isinstance(put, Changed)
    assert (folder / put.kept).read_bytes() == before


titles = st.sampled_from(["Ferry", "Ferry: it stays", "“Ferry”", "2026", "no", "Fähre #1", ""])
dates = st.sampled_from(["2026-01-25", "2026-01", "2026", "2025-12-31", ""])
pages = st.builds(
    replace,
    st.just(FERRY),
    title=titles,
    published=dates,
    author=titles,
    text=st.sampled_from([FERRY.text, CHANGED.text]),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(pages, min_size=1, max_size=5), st.integers(0, 4), titles)
def test_what_stands_above_a_text_is_what_its_page_said_last_or_a_person(
    said_by: list[WebArticle], moment: int, by_hand: str
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Shelf(folder).put(FERRY, NOW)
        corrected = None
        page = FERRY
        for number, page in enumerate(said_by):
            if number == moment and by_hand not in {"", only(folder).title}:
                correct(folder, title=by_hand)
                corrected = by_hand
            Shelf(folder).put(page, LATER)
            if page.title == corrected:
                corrected = None  # a page that says it, too, may be followed again
                break
            assert only(folder).title == (corrected or page.title or only(folder).title)
            assert only(folder).text.count("members were in favour") == 1
        assert Shelf(folder).put(page, LATER) == Same(ID)
