"""What an incremental build cuts again, and what it takes over from the generation before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index import cutting
from index.cleaning import find_furniture
from index.options import BuildOptions
from index.program import digest_of_folder, program_digest
from index.records import FurnitureKind
from tests.index.shelf import BRIDGE, FERRY, PLUMS, make_shelf

if TYPE_CHECKING:
    from pathlib import Path

    from index.cleaning import LineCounts
    from index.records import Article, Furniture
    from tests.index.shelf import Shelf

ADVERT = "The ten best walks along the river"
TOWN = {
    "bridge.txt": f"{BRIDGE}\n\n{ADVERT}\n\nMany came.",
    "deep/ferry.txt": f"{FERRY}\n\n{ADVERT}\n\nNobody was hurt.",
    "plums.md": f"# Plums\n\n{PLUMS}",
}


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the articles that are cut, from when it is asked for, in their order."""
    ids: list[str] = []

    def note(article: Article, counts: LineCounts) -> tuple[Furniture, ...]:
        ids.append(article.doc_id)
        return find_furniture(article, counts)

    monkeypatch.setattr(cutting, "find_furniture", note)
    return ids


@pytest.fixture
def shelf(tmp_path: Path, cut: list[str]) -> Shelf:
    """A town that is built."""
    made = make_shelf(tmp_path, TOWN)
    made.build()
    assert cut == ["bridge", "deep/ferry", "plums"]
    cut.clear()
    return made


def furniture(shelf: Shelf) -> list[list[tuple[str, FurnitureKind]]]:
    articles = shelf.generation().articles
    return [
        [(articles.article(row).text[one.span.start : one.span.end], one.kind) for one in left_out]
        for row in range(len(articles))
        for left_out in [articles.furniture(row)]
    ]


def test_only_what_changed_is_cut_again(shelf: Shelf, cut: list[str]) -> None:
    shelf.write("plums.md", f"# Plums\n\n{PLUMS} They were blue.")
    shelf.build()
    assert cut == ["plums"]


def test_what_was_renamed_dated_or_moved_is_not(shelf: Shelf, cut: list[str]) -> None:
    (shelf.articles / "bridge.txt").rename(shelf.articles / "stone-bridge.txt")
    shelf.write("articles.toml", '[plums]\npublished = "2025-12-29"\n')
    shelf.build()
    assert cut == []
    passages = shelf.generation().layout.article_of_passage
    assert passages.tolist() == sorted(passages.tolist())


def test_a_new_title_is_cut_again(shelf: Shelf, cut: list[str]) -> None:
    shelf.write("articles.toml", '[plums]\ntitle = "A rich harvest"\n')
    shelf.build()
    assert cut == ["plums"]


def test_a_line_that_becomes_furniture_elsewhere_is_found_in_what_did_not_change(
    shelf: Shelf, cut: list[str]
) -> None:
    assert furniture(shelf) == [[], [], []]
    shelf.write("walks.txt", f"The path is open again.\n\n{ADVERT}\n\nIt is two miles long.")
    shelf.build()
    assert cut == ["bridge", "deep/ferry", "walks"]
    repeated = [(ADVERT, FurnitureKind.REPEATED)]
    assert furniture(shelf) == [repeated, repeated, [], repeated]
    cut.clear()
    (shelf.articles / "walks.txt").unlink()
    shelf.build()
    assert cut == ["bridge", "deep/ferry"]
    assert furniture(shelf) == [[], [], []]


def test_a_full_build_cuts_everything(shelf: Shelf, cut: list[str]) -> None:
    shelf.build(full=True)
    assert cut == ["bridge", "deep/ferry", "plums"]


def test_other_options_cut_everything(shelf: Shelf, cut: list[str]) -> None:
    shelf.build(options=BuildOptions(passage_words=9))
    assert cut == ["bridge", "deep/ferry", "plums"]


def test_another_program_cuts_everything(
    shelf: Shelf, cut: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cutting, "program_digest", lambda: b"with other rules")
    shelf.write("new.txt", "A new report.")
    report = shelf.build()
    assert cut == ["bridge", "deep/ferry", "new", "plums"]
    assert report.embedded == 1, "what is cut as it was has the same vectors"


def test_a_program_is_another_when_any_of_its_rules_changed(tmp_path: Path) -> None:
    digests = [digest_of_folder(tmp_path)]
    for name, text in (
        ("cleaning.py", "A = 1"),
        ("cleaning.py", "A = 2"),
        ("deep/cues.toml", "a = 2"),
        ("fitted.json", "{}"),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
        digests.append(digest_of_folder(tmp_path))
    (tmp_path / "fitted.json").rename(tmp_path / "deep" / "fitted.json")
    digests.append(digest_of_folder(tmp_path))
    assert len(set(digests)) == len(digests)
    (tmp_path / "cleaning.pyc").write_text("", encoding="utf-8")
    assert digest_of_folder(tmp_path) == digests[-1]
    assert program_digest() == program_digest()
