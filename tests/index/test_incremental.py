"""An index that was brought up to date answers as one that was built afresh."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import hypothesis.strategies as st
from hypothesis import given, settings

from index.lexical import FOLDER
from index.manifest import live_generation
from tests.index.shelf import BRIDGE, FERRY, PLUMS, Shelf

if TYPE_CHECKING:
    import pytest

NAMES = ("a.txt", "b.txt", "c.md", "deep/d.txt")
LINES = (
    BRIDGE,
    PLUMS,
    FERRY,
    "Read more: our ten best walks",  # one that cleaning leaves out, once it is repeated
    "## What happened next",
    "He said so on Monday. But nobody believed him.",
    "The U.S. envoy arrived at 10:30 a.m. with a dog.",
)
QUESTIONS = (BRIDGE, "What did the envoy bring along?", "Who steered the ferry?", "ten best walks")

texts = st.lists(st.sampled_from(LINES), min_size=1, max_size=5, unique=True).map("\n\n".join)


@dataclass(frozen=True)
class Write:
    name: str
    text: str


@dataclass(frozen=True)
class Remove:
    name: str


@dataclass(frozen=True)
class Rename:
    name: str
    new: str


@dataclass(frozen=True)
class Title:
    """Given in articles.toml, to the article of one file alone."""

    name: str
    title: str


names = st.sampled_from(NAMES)
edits = st.one_of(
    st.builds(Write, names, texts),
    st.builds(Remove, names),
    st.builds(Rename, names, names),
    st.builds(Title, names, st.sampled_from(["", "The ferry", "A bridge in the fog"])),
)


def apply(shelf: Shelf, edit: Write | Remove | Rename | Title) -> None:
    path = shelf.articles / edit.name
    match edit:
        case Write(name, text):
            shelf.write(name, text)
        case Remove():
            path.unlink(missing_ok=True)
        case Rename(name, new):
            if path.exists() and new != name:
                (shelf.articles / new).parent.mkdir(exist_ok=True)
                path.replace(shelf.articles / new)
        case Title(name, title):
            shelf.write("articles.toml", f'["{name.partition(".")[0]}"]\ntitle = "{title}"\n')
    if not any((shelf.articles / name).exists() for name in NAMES):
        shelf.write("a.txt", "There is always one article at least.")


def assert_cut_alike(one: Shelf, other: Shelf) -> None:
    """Furniture, passages, sentences and terms are the same, however they came about."""
    mine, theirs = one.generation(), other.generation()
    for row in range(len(theirs.articles)):
        assert mine.articles.furniture(row) == theirs.articles.furniture(row)
    for part in ("article", "first_sentence", "sentences", "digest"):
        assert (mine.layout.passages[part] == theirs.layout.passages[part]).all()
    assert (mine.layout.sentences == theirs.layout.sentences).all()
    folders = [live_generation(shelf.store) / FOLDER for shelf in (one, other)]
    for path in folders[1].rglob("*.*"):
        assert (folders[0] / path.relative_to(folders[1])).read_bytes() == path.read_bytes()


@settings(deadline=None, max_examples=12)
@given(start=st.dictionaries(names, texts, min_size=1), changes=st.lists(edits, max_size=5))
def test_a_fresh_build_and_an_incremental_one_answer_alike(
    start: dict[str, str],
    changes: list[Write | Remove | Rename | Title],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("shelf")
    shelf = Shelf(folder / "articles", folder / "store")
    for name, text in start.items():
        shelf.write(name, text)
    shelf.build()
    for change in changes:
        apply(shelf, change)
        known = {bytes(p["digest"]) for p in shelf.generation().layout.passages}
        before = shelf.embedded
        shelf.build()
        layout = shelf.generation().layout
        new = [bytes(p["digest"]) for p in layout.passages if bytes(p["digest"]) not in known]
        assert shelf.embedded - before == len(new), "what is known is not embedded again"
    fresh = Shelf(shelf.articles, folder / "fresh")
    assert fresh.build().embedded == len(shelf.generation().layout.passages)
    assert_cut_alike(shelf, fresh)
    one, other = shelf.searcher(), fresh.searcher()
    assert one.sources() == other.sources()
    assert shelf.generation().copies.groups == fresh.generation().copies.groups
    for question in QUESTIONS:
        mine, theirs = one.examine(question, 10), other.examine(question, 10)
        assert (mine.reply, mine.quotes, mine.signals) == (
            theirs.reply,
            theirs.quotes,
            theirs.signals,
        )
