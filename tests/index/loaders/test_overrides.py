from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.errors import MetadataError
from index.loaders.draft import Metadata
from index.loaders.overrides import read_overrides
from index.records import Article, Noted, Skipped
from tests.index.loaders.contract import read_files

if TYPE_CHECKING:
    from pathlib import Path

FRONT = (
    b"---\ntitle: Own\npublished: 2020\nurl: https://own.example\n---\n"
    b"HARBOUR, Jan. 25, 2026 (WS) - Body."
)


def with_toml(toml: str, name: str = "a.md", content: bytes = FRONT) -> Article:
    (article,) = read_files({name: content, "articles.toml": toml.encode()})
    assert isinstance(article, Article), article
    return article


def test_articles_toml_goes_before_the_files_own_metadata() -> None:
    article = with_toml(
        '[a]\ntitle = "Better"\npublished = "2025-12"\nsource_url = "https://better.example"'
    )
    assert article.title == "Better"
    assert article.published == "2025-12"
    assert article.source_url == "https://better.example"


def test_what_it_does_not_say_stays_as_it_is() -> None:
    article = with_toml('[a]\ntitle = "Better"')
    assert (article.published, article.source_url) == ("2020", "https://own.example")


def test_an_empty_value_says_that_there_is_none() -> None:
    article = with_toml('[a]\ntitle = ""\npublished = ""\nsource_url = ""')
    assert (article.title, article.published, article.source_url) == (None, None, None)


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ('"29 December 2025"', "2025-12-29"),
        ("2025-12-29", "2025-12-29"),
        ("2025-12-29T10:00:00Z", "2025-12-29"),
        ("2025", "2025"),
    ],
)
def test_dates_are_text_or_toml_dates(date: str, published: str) -> None:
    assert with_toml(f"[a]\npublished = {date}").published == published


def test_a_date_that_cant_be_read_leaves_the_article_undated() -> None:
    files = {"a.md": FRONT, "articles.toml": b'[a]\npublished = "last week"'}
    noted, article = read_files(files)
    assert noted == Noted("a.md", "its date 'last week' can't be read; it counts as undated")
    assert isinstance(article, Article)
    assert article.published is None


@pytest.mark.parametrize("doc_id", ["2025/harbour.talks", "two words", "Türkiye"])
def test_ids_with_slashes_dots_and_spaces_are_quoted_keys(doc_id: str) -> None:
    assert with_toml(f'["{doc_id}"]\ntitle = "Better"', f"{doc_id}.txt", b"Body.").title == "Better"


def test_composed_and_decomposed_letters_are_one_id() -> None:
    article = with_toml('["e\u0301"]\ntitle = "Better"', "é.txt", b"Body.")
    assert article.title == "Better"
    assert with_toml('["é"]\ntitle = "Better"', "e\u0301.txt", b"Body.").doc_id == "é"


def test_unknown_ids_are_said_three_times_and_counted() -> None:
    toml = "".join(f"[no{n}]\n" for n in range(5))
    files = {"a.md": FRONT, "articles.toml": toml.encode()}
    reasons = [(o.path, o.reason) for o in read_files(files) if isinstance(o, Skipped)]
    assert reasons == [
        *(("articles.toml", f"no article that was read has the id 'no{n}'") for n in range(3)),
        ("articles.toml", "and 2 more of its articles"),
    ]


def test_an_unknown_key_is_noted() -> None:
    noted, _ = read_files({"a.md": FRONT, "articles.toml": b'[a]\ntitel = "x"'})
    assert noted == Noted(
        "articles.toml", "[a] has 'titel', which is none of title, published, source_url"
    )


@pytest.mark.parametrize(
    ("toml", "problem"),
    [
        (b"[a/b]\n", "is not valid TOML: .*line 1, column 3.*; an id with .* needs quotes"),
        (b"[a]\n[a]\n", "is not valid TOML: .*line 2"),
        (b'[sub.talks]\ntitle = "x"', r"\[sub.talks\] is a table in a table; an id with"),
        (b'a = "x"', r"'a' stands outside a table; write \[a\] and its keys below it"),
        (b"[a]\ntitle = 7", r"\[a\] title must be text in quotes"),
        (b"[a]\npublished = true", r'\[a\] published must be a date, such as "2025-12-29"'),
        (b"[a]\npublished = 10:00:00", r"\[a\] published must be a date"),
        (b'[a]\ntitle = "caf\xe9"', "line 2 is not UTF-8; save the file as UTF-8"),
        (b"a = " + b"[" * 50_000, "is not TOML that Python can parse"),
    ],
)
def test_what_it_cant_say_is_an_error_that_names_place_and_cure(toml: bytes, problem: str) -> None:
    with pytest.raises(MetadataError, match=rf"articles\.toml: {problem}"):
        read_files({"a.md": FRONT, "articles.toml": toml})


def test_without_the_file_nothing_is_overridden(tmp_path: Path) -> None:
    assert read_overrides(tmp_path).by_id == {}


def test_a_table_without_keys_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "articles.toml").write_bytes(b"\xef\xbb\xbf[a]\n")
    assert read_overrides(tmp_path).by_id == {"a": Metadata()}


def test_a_folder_or_a_link_out_of_the_folder_in_its_place_is_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    (folder / "articles.toml").mkdir(parents=True)
    with pytest.raises(MetadataError, match="can't be read"):
        read_overrides(folder)
    (folder / "articles.toml").rmdir()
    (tmp_path / "elsewhere.toml").write_text("")
    (folder / "articles.toml").symlink_to(tmp_path / "elsewhere.toml")
    with pytest.raises(MetadataError, match="a link that leads out of the folder"):
        read_overrides(folder)
