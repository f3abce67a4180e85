from __future__ import annotations

import pytest

from index.records import Article, Noted, Skipped, Span
from tests.index.loaders.contract import VerbatimContract, read_article, read_file

FRONT = "---\ntitle: Ferry line opens\n---\n"


class TestMarkdown(VerbatimContract):
    def write(self, text: str) -> tuple[str, bytes]:
        return "below/article.md", (FRONT + text).encode()

    def whole(self, text: str) -> str:
        return FRONT + text

    def test_an_empty_file_is_skipped(self) -> None:
        super().test_an_empty_file_is_skipped()
        expected = [Skipped("a.md", "has nothing below its front matter")]
        assert read_file("a.md", (FRONT + " \n").encode()) == expected


class TestMarkdownWithoutFrontMatter(VerbatimContract):
    """Texts may begin with anything but a line of three dashes."""

    def write(self, text: str) -> tuple[str, bytes]:
        return "below/article.md", ("A" + text).encode()

    def whole(self, text: str) -> str:
        return "A" + text

    def test_any_text_with_any_line_ends_comes_back_unchanged(self) -> None:
        text = "\rone\r\ntwo\n---\nthree: 3\n---\n"
        article = read_article(*self.write(text))
        assert article.text == "A" + text
        assert article.body == Span(0, len(article.text))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_front_matter_gives_title_date_and_address(end: str) -> None:
    lines = [
        "---",
        "title: 'Ferry: it opens'",
        "date: 2025-12-29",
        "url: https://a.example/x",
        "---",
    ]
    text = end.join([*lines, "", "Body."])
    article = read_article("a.md", text.encode())
    assert article == Article(
        doc_id="a",
        title="Ferry: it opens",
        text=text,
        published="2025-12-29",
        source_url="https://a.example/x",
        path="a.md",
        body=Span(text.index("---" + end, 3) + 3 + len(end), len(text)),
    )


def test_published_and_source_url_go_before_date_and_url() -> None:
    front = "---\ndate: 2024\npublished: 2025-12\nurl: http://b.example\nsource_url: http://a.example\n---\n"
    article = read_article("a.md", (front + "Body.").encode())
    assert (article.published, article.source_url) == ("2025-12", "http://a.example")


def test_words_that_yaml_takes_for_something_else_stay_words() -> None:
    article = read_article("a.md", b"---\ntitle: No\npublished: 2025\n---\nBody.")
    assert (article.title, article.published) == ("No", "2025")


@pytest.mark.parametrize("nothing", ["", "null", "~", '""'])
def test_a_key_without_a_value_says_nothing(nothing: str) -> None:
    article = read_article("a.md", f"---\ntitle: {nothing}\ndate: {nothing}\n---\nBody.".encode())
    assert (article.title, article.published) == (None, None)


def test_broken_front_matter_costs_the_metadata_but_not_the_article() -> None:
    noted, article = read_file("a.md", b"---\ntitle: Ferry: it opens\ndate: 2025\n---\nBody.")
    assert noted == Noted(
        "a.md",
        "its front matter is not valid YAML and was left out "
        "(mapping values are not allowed here, line 2)",
    )
    assert isinstance(article, Article)
    assert (article.title, article.published) == (None, None)
    assert article.text[article.body.start :] == "Body."


@pytest.mark.parametrize(
    "block",
    ["a: " + "[" * 1_000, "title: \x07", "? [x]: y\n", "a: &a [*a]", "a: *b", "x: !!timestamp no"],
)
def test_no_front_matter_breaks_the_reading(block: str) -> None:
    article = read_file("a.md", f"---\n{block}\n---\nBody.".encode())[-1]
    assert isinstance(article, Article)
    assert article.text.endswith("Body.")


def test_metadata_of_another_type_is_left_out_with_a_note() -> None:
    noted, article = read_file("a.md", b"---\ntitle: [one, two]\n---\nBody.")
    assert noted == Noted("a.md", "its title is not text and was left out")
    assert isinstance(article, Article)
    assert article.title is None


@pytest.mark.parametrize(
    "text",
    [
        "---\nA paragraph between two rules.\n---\nMore.",
        "---\ntitle: never closed\n\nBody.",
        "----\ntitle: too long a rule\n----\nBody.",
        "\n---\ntitle: not at the top\n---\nBody.",
    ],
)
def test_what_is_no_front_matter_is_article_text(text: str) -> None:
    assert read_article("a.md", text.encode()).body == Span(0, len(text))


def test_empty_front_matter_is_front_matter() -> None:
    assert read_article("a.md", b"---\n---\nBody.").body == Span(8, 13)


def test_a_first_heading_is_the_title_without_its_marks() -> None:
    assert (
        read_article("a.md", b"\n# Why a **new** ferry? #\n\nText.").title == "Why a **new** ferry?"
    )
