"""Articles of the web as files: what is written is what is read, and nothing is lost on the way."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path, PurePosixPath

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from index.errors import FolderMissingError
from index.loaders import LOADERS
from index.web.records import Added, Changed, Newer, Same, WebArticle
from index.web.shelf import VERSIONS, Shelf
from tests.index.web.ferry import CHANGED, FERRY, ID, LATER, NOW, files, only, paragraphs, read

PIECES = (
    *(
        "word",
        "Ferry",
        "é",
        "e\u0301",
        "“word”",
        "U.S.",
        "İ",
        "😀",
        "北京",
        "مرحبا",
        "\u200b",
        "\u202e",
    ),
    *(
        "---",
        "...",
        "#",
        "- ",
        "title:",
        "a: b",
        "'",
        '"',
        "\\",
        "%",
        "{",
        "[x]",
        "|",
        ">",
        "&",
        "*",
    ),
    *("../..", "/", "C:", "null", "~", "2025", "no", "\ufeff", "\ufffd", "\u00ad", ".md", "CON"),
)
lines = st.lists(st.sampled_from(PIECES), max_size=12).map(
    lambda some: " ".join("".join(some).split())
)
words = lines.map(lambda line: f"{line} word".strip())
articles = st.builds(
    WebArticle,
    source_url=st.sampled_from(
        ["https://a.example/x", "https://a.example/x?a='b'&c=%22#", "http://[::1]/"]
    ),
    title=lines,
    published=st.sampled_from(["2026-01-25", "2026-01", "2026", ""]),
    outlet=lines,
    author=lines,
    language=st.sampled_from(["en", "no", ""]),
    text=st.lists(words, min_size=1, max_size=5).map("\n".join),
)


@settings(max_examples=150, deadline=None)
@given(articles)
def test_a_file_is_read_back_as_what_was_put(article: WebArticle) -> None:
    with tempfile.TemporaryDirectory() as name:
        put = Shelf(Path(name)).put(article, NOW)
        found = only(Path(name))
        assert put == Added(found.doc_id)
        if article.title.strip() and article.title.lower() not in {"~", "null"}:
            assert found.title == article.title
        if article.published:
            assert found.published == article.published
        assert found.source_url == article.source_url
        assert paragraphs(found) == article.text.split("\n")
        assert Shelf(Path(name)).put(article, LATER) == Same(found.doc_id)


@settings(max_examples=150, deadline=None)
@given(articles)
def test_an_id_is_readable_and_stays_within_the_folder(article: WebArticle) -> None:
    with tempfile.TemporaryDirectory() as name:
        put = Shelf(Path(name)).put(article, NOW)
        assert put.doc_id.isascii()
        assert set(put.doc_id) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert put.doc_id.startswith(f"{article.published or '2026-01-26'}-")
        assert len(put.doc_id) <= 81
        assert not put.doc_id.endswith("-")
        assert [path.name for path in Path(name).glob("[!.]*")] == [f"{put.doc_id}.md"]


def test_an_article_is_a_file_that_a_person_can_read(folder: Path) -> None:
    assert Shelf(folder).put(FERRY, NOW) == Added(ID)
    written = (folder / f"{ID}.md").read_text(encoding="utf-8")
    assert written.startswith(
        '---\ntitle: "Night ferry: the council keeps it"\npublished: "2026-01-25"\n'
        'source_url: "https://gull.example/night-ferry"\nretrieved: "2026-01-26T08:30:00Z"\n'
        'outlet: "The Lindmouth Gull"\nauthor: "Ines Roth"\nlanguage: "en"\nsha256: "'
    )
    first, second = FERRY.text.split("\n")
    assert written.count("\nfetched: ") == 1
    assert written.endswith(f'"\n---\n\n{first}\n\n{second}\n')


def test_what_is_long_stands_in_one_line_too(folder: Path) -> None:
    title, address = "ferry " * 49 + "ferry", f"https://gull.example/{'ferry-' * 300}"
    put = Shelf(folder).put(replace(FERRY, title=title, source_url=address), NOW)
    written = (folder / f"{put.doc_id}.md").read_text(encoding="utf-8").splitlines()
    assert f'title: "{title}"' in written
    assert f'source_url: "{address}"' in written


def test_what_is_not_known_is_not_written_and_the_id_has_the_day_it_was_fetched(
    folder: Path,
) -> None:
    bare = replace(FERRY, title="", published="", outlet="", author="", language="")
    put = Shelf(folder).put(bare, NOW)
    assert put.doc_id.startswith("2026-01-26-the-council-voted-to-keep-the-night-ferry")
    written = (folder / f"{put.doc_id}.md").read_text(encoding="utf-8")
    assert [line.partition(":")[0] for line in written.splitlines()[1:4]] == [
        *("source_url", "retrieved", "sha256"),
    ]


def test_the_same_again_writes_nothing(folder: Path) -> None:
    Shelf(folder).put(FERRY, NOW)
    before = files(folder)
    assert Shelf(folder).put(FERRY, LATER) == Same(ID)
    other = replace(FERRY, outlet="Gull", author="I. Roth", language="no", published="2026-01")
    assert Shelf(folder).put(other, LATER) == Same(ID), "it says no less, or nothing of weight"
    nothing = replace(FERRY, title="", published="", outlet="", author="", language="")
    assert Shelf(folder).put(nothing, LATER) == Same(ID)
    assert files(folder) == before


def test_a_change_is_told_by_its_sentences_and_the_old_file_is_kept_to_the_byte(
    folder: Path,
) -> None:
    Shelf(folder).put(FERRY, NOW)
    before = (folder / f"{ID}.md").read_bytes()
    kept = f"{VERSIONS}/{ID}/2026-01-26T13-30-00Z.md"
    assert Shelf(folder).put(CHANGED, LATER) == Changed(
        ID,
        ("- Nine members were in favour.", "+ Ten members were in favour."),
        kept,
        was_corrected=False,
    )
    assert (folder / kept).read_bytes() == before
    assert paragraphs(only(folder)) == CHANGED.text.split("\n")
    assert Shelf(folder).put(CHANGED, LATER) == Same(ID)


def test_each_version_of_one_second_is_kept(folder: Path) -> None:
    texts = [f"Version {number} of it says this." for number in range(4)]
    for text in texts:
        Shelf(folder).put(replace(FERRY, text=text), NOW)
    versions = [path.read_text() for path in (folder / VERSIONS / ID).iterdir()]
    assert sorted(version.splitlines()[-1] for version in versions) == texts[:3]


def test_a_diff_is_short(folder: Path) -> None:
    def long(word: str) -> str:
        return "\n".join(f"The {word} sentence of number {n} stands here." for n in range(30))

    Shelf(folder).put(replace(FERRY, text=long("old")), NOW)
    put = Shelf(folder).put(replace(FERRY, text=f"{long('new')}\n{'word ' * 500}end."), NOW)
    assert isinstance(put, Changed)
    assert len(put.diff) == 21
    assert put.diff[-1] == "… and 41 more"
    assert all(len(line) <= 300 for line in put.diff)


def test_what_a_person_corrected_stays_while_the_page_is_the_same(folder: Path) -> None:
    Shelf(folder).put(FERRY, NOW)
    path = folder / f"{ID}.md"
    corrected = path.read_bytes().replace(b"Nine members", b"Nine of 14 members")
    path.write_bytes(corrected)
    assert Shelf(folder).put(FERRY, LATER) == Same(ID)
    assert path.read_bytes() == corrected


def test_what_a_person_corrected_is_kept_when_the_page_changes_and_that_is_said(
    folder: Path,
) -> None:
    Shelf(folder).put(FERRY, NOW)
    path = folder / f"{ID}.md"
    corrected = path.read_bytes().replace(b"Nine members", b"Nine of 14 members")
    path.write_bytes(corrected)
    put = Shelf(folder).put(CHANGED, LATER)
    assert isinstance(put, Changed)
    assert put.was_corrected
    assert put.diff == (*("- Nine of 14 members were in favour.", "+ Ten members were in favour."),)
    assert (folder / put.kept).read_bytes() == corrected


def test_a_page_that_comes_to_say_what_was_corrected_is_the_same(folder: Path) -> None:
    Shelf(folder).put(FERRY, NOW)
    path = folder / f"{ID}.md"
    path.write_bytes(path.read_bytes().replace(b"Nine", b"Ten"))
    assert Shelf(folder).put(CHANGED, LATER) == Same(ID)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_file_saved_by_an_editor_of_windows_is_still_that_file(folder: Path, mark: bytes) -> None:
    Shelf(folder).put(FERRY, NOW)
    path = folder / f"{ID}.md"
    saved = mark + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(saved)
    assert Shelf(folder).put(FERRY, LATER) == Same(ID)
    put = Shelf(folder).put(CHANGED, LATER)
    assert isinstance(put, Changed)
    assert not put.was_corrected
    assert (folder / put.kept).read_bytes() == saved


def test_a_file_that_is_not_utf_8_is_kept_to_the_byte(folder: Path) -> None:
    Shelf(folder).put(FERRY, NOW)
    path = folder / f"{ID}.md"
    saved = path.read_bytes().replace(b"mayor", b"mayor J\xf6rg")
    path.write_bytes(saved)
    put = Shelf(folder).put(CHANGED, LATER)
    assert isinstance(put, Changed)
    assert (folder / put.kept).read_bytes() == saved


def test_front_matter_broken_by_hand_is_still_of_that_page(folder: Path) -> None:
    Shelf(folder).put(FERRY, NOW)
    path = folder / f"{ID}.md"
    path.write_bytes(path.read_bytes().replace(b"Night ferry", b'Night "ferry"'))
    assert Shelf(folder).put(FERRY, LATER) == Same(ID)
    assert isinstance(Shelf(folder).put(CHANGED, LATER), Changed)
    assert only(folder).title == FERRY.title


@pytest.mark.parametrize("name", ["2026/ferry.md", "ferry.MD", f"below/{ID}.md"])
def test_a_file_that_was_moved_or_renamed_is_found(folder: Path, name: str) -> None:
    Shelf(folder).put(FERRY, NOW)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / f"{ID}.md").rename(folder / name)
    doc_id = PurePosixPath(name).with_suffix("").as_posix()
    assert Shelf(folder).put(FERRY, LATER) == Same(doc_id)
    put = Shelf(folder).put(CHANGED, LATER)
    assert isinstance(put, Changed)
    assert put.doc_id == only(folder).doc_id == doc_id
    assert (folder / put.kept).is_file()
    assert not (folder / f"{ID}.md").exists()


def test_a_deleted_file_is_added_again(folder: Path) -> None:
    Shelf(folder).put(FERRY, NOW)
    (folder / f"{ID}.md").unlink()
    assert Shelf(folder).put(FERRY, LATER) == Added(ID)


def test_what_a_person_added_to_the_front_matter_survives_a_change(folder: Path) -> None:
    undated = replace(FERRY, published="", author="")
    doc_id = Shelf(folder).put(undated, NOW).doc_id
    path = folder / f"{doc_id}.md"
    added = b'---\npublished: 2026-01-20\nauthor: "A. Bell"\ntopic: harbour\n'
    path.write_bytes(path.read_bytes().replace(b"---\n", added, 1))
    Shelf(folder).put(replace(undated, text=CHANGED.text), LATER)
    assert only(folder).published == "2026-01-20"
    assert b'author: "A. Bell"\n' in path.read_bytes()
    assert b'topic: "harbour"\n' in path.read_bytes()


@pytest.mark.parametrize("suffix", [*LOADERS, ".MD", ".Txt"])
def test_no_file_of_a_loader_is_written_over_or_has_the_same_id(folder: Path, suffix: str) -> None:
    for stem in (ID, f"{ID}-2".upper()):
        (folder / f"{stem}{suffix}").write_text("Other text of another article.")
    before = files(folder)
    assert Shelf(folder).put(FERRY, NOW) == Added(f"{ID}-3")
    assert before.items() <= files(folder).items()


def test_articles_with_one_title_and_day_are_two_files(folder: Path) -> None:
    assert Shelf(folder).put(FERRY, NOW) == Added(ID)
    other = replace(FERRY, source_url="https://gull.example/other")
    assert Shelf(folder).put(other, NOW) == Added(f"{ID}-2")
    assert len(read(folder)) == 2
    assert Shelf(folder).put(FERRY, NOW) == Same(ID)


def test_an_address_that_is_only_quoted_or_only_begins_the_same_is_another_article(
    folder: Path,
) -> None:
    quoting = replace(
        FERRY,
        source_url=f"{FERRY.source_url}/more",
        text=f'See {FERRY.source_url} for more.\nsource_url: "{FERRY.source_url}"',
    )
    Shelf(folder).put(quoting, NOW)
    assert Shelf(folder).put(FERRY, NOW) == Added(f"{ID}-2")


@pytest.mark.parametrize(
    "address",
    [
        "http://gull.example/night-ferry",
        "https://gull.example/night-ferry/",
        "http://www.gull.example/night-ferry/",
    ],
)
def test_an_article_is_found_again_however_its_address_is_written(
    folder: Path, address: str
) -> None:
    Shelf(folder).put(replace(FERRY, source_url=address), NOW)
    assert Shelf(folder).put(FERRY, LATER) == Same(ID)
    assert only(folder).source_url == address
    assert isinstance(Shelf(folder).put(CHANGED, LATER), Changed)
    assert only(folder).source_url == FERRY.source_url, "as its page says it now"


def test_the_very_address_comes_before_another_of_its_page(folder: Path) -> None:
    """An earlier version added both."""
    shelf = Shelf(folder)
    texts = {"http": "The first text.", "https": "The second text.", "https/": "The third text."}
    put: dict[str, str] = {}
    for name, text in texts.items():
        other = f"https://gull.example/{len(put)}"
        article = replace(FERRY, source_url=other, text=text)
        doc_id = put[name] = shelf.put(article, NOW).doc_id
        path = folder / f"{doc_id}.md"
        address = f"{name.rstrip('/')}://gull.example/night-ferry{name[5:]}"
        path.write_text(path.read_text("utf-8").replace(other, address), "utf-8")
    for name, text in texts.items():
        address = f"{name.rstrip('/')}://gull.example/night-ferry{name[5:]}"
        article = replace(FERRY, source_url=address, text=text)
        assert shelf.put(article, LATER) == Same(put[name])


def test_an_address_in_front_matter_broken_by_hand_may_be_written_otherwise(folder: Path) -> None:
    Shelf(folder).put(FERRY, NOW)
    path = folder / f"{ID}.md"
    path.write_bytes(path.read_bytes().replace(b"Night ferry", b'Night "ferry"'))
    other = replace(FERRY, source_url="http://gull.example/night-ferry/")
    assert Shelf(folder).put(other, LATER) == Same(ID)


def test_versions_locks_and_what_a_crash_left_are_no_articles(folder: Path) -> None:
    Shelf(folder).put(FERRY, NOW)
    Shelf(folder).put(CHANGED, LATER)
    (folder / f".{ID}.md.partial").write_text("half")
    assert only(folder).doc_id == ID


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(FolderMissingError, match="is not a folder; put articles there"):
        Shelf(tmp_path / "none").put(FERRY, NOW)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("retrieved", "put"),
    [
        (f"{NOW + timedelta(seconds=1):%Y-%m-%dT%H:%M:%SZ}", Newer),
        (f"{NOW:%Y-%m-%dT%H:%M:%SZ}", Changed),
        ("yesterday", Changed),
        ("", Changed),
    ],
)
def test_what_was_fetched_later_stays_whatever_is_put(
    folder: Path, retrieved: str, put: type
) -> None:
    Shelf(folder).put(FERRY, NOW)
    path = folder / f"{ID}.md"
    written = path.read_text(encoding="utf-8")
    text = written.replace(f"{NOW:%Y-%m-%dT%H:%M:%SZ}", retrieved)
    assert retrieved in text
    path.write_text(text, encoding="utf-8")
    assert isinstance(Shelf(folder).foreseen(CHANGED, NOW), put)
    assert path.read_text(encoding="utf-8") == text
    assert isinstance(Shelf(folder).put(CHANGED, NOW), put)
    assert (path.read_text(encoding="utf-8") == text) == (put is Newer)
