"""What every loader owes, as tests to inherit; and how these tests read a file.

A format's test class inherits `LoaderContract`, or `VerbatimContract` where the file holds the
article's text as it is, and says how its files are written.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import HealthCheck, given, settings

from index.loaders.folder import read_articles
from index.records import Article, Noted, Skipped

LIMIT = 100_000

# Words and the line ends and oddities that loaders have been seen to change.
PIECES = (
    *(
        "\n\n",
        "\n",
        "\r\n",
        "\r",
        " ",
        "\t",
        "\x0c",
        "\x85",
        "\u2028",
        "\u00a0",
        "\u200b",
        "\ufeff",
    ),
    *(
        "é",
        "e\u0301",
        "“word”",
        "U.S.",
        "Türkiye",
        "İ",
        "😀",
        "…",
        "---",
        "#",
        "•",
        "a: b",
        "<p>",
        "&amp;",
    ),
)
texts = (
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=30)
    .map("".join)
    .map(lambda text: text.lstrip("\ufeff"))  # at the start it is an encoding mark, not text
    .filter(lambda text: any(map(str.isalnum, text)))
)

# Each format runs these properties as its own; examples that one has failed on suit the others too.
inherited = settings(
    max_examples=50,  # for each of six kinds of file
    deadline=None,  # trafilatura takes its time to import, once
    suppress_health_check=[HealthCheck.differing_executors],
)


def read_files(files: dict[str, bytes]) -> list[Article | Skipped | Noted]:
    """Write files into a folder of their own and read it."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return list(read_articles(Path(folder), max_article_bytes=LIMIT))


def read_file(name: str, content: bytes) -> list[Article | Skipped | Noted]:
    return read_files({name: content})


def read_article(name: str, content: bytes) -> Article:
    """Read a file that gives one article and nothing else."""
    (outcome,) = read_file(name, content)
    assert isinstance(outcome, Article), outcome
    return outcome


class LoaderContract:
    """What holds for every format. `write` gives a file's name and content for a text."""

    def write(self, text: str) -> tuple[str, bytes]:
        raise NotImplementedError

    @inherited
    @given(texts)
    def test_offsets_lie_in_the_text_and_the_title_is_one_line_or_none(self, text: str) -> None:
        name, content = self.write(text)
        outcomes = read_file(name, content)
        assert outcomes, "every file gives an article or says why not"
        for article in outcomes:
            assert article.path == name
            if isinstance(article, Article):
                assert 0 <= article.body.start < article.body.end <= len(article.text)
                assert any(map(str.isalnum, article.text[article.body.start : article.body.end]))
                assert article.title is None or len(article.title.splitlines()) == 1
                assert article.doc_id == "below/article"
        assert read_file(name, content) == outcomes, "reading twice gives the same"

    def test_an_empty_file_is_skipped(self) -> None:
        name, _ = self.write("words")
        for content in (b"", b" \r\n\n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"):
            assert read_file(name, content) == [Skipped(name, "is empty")]

    def test_a_binary_file_is_skipped(self) -> None:
        name, _ = self.write("words")
        (outcome,) = read_file(name, b"GIF89a\0\0\0\1\0\0")
        assert isinstance(outcome, Skipped)
        assert outcome.reason.endswith("is binary (it holds null bytes)")

    def test_a_file_over_the_limit_is_skipped(self) -> None:
        name, content = self.write("word " * LIMIT)
        (outcome,) = read_file(name, content)
        assert isinstance(outcome, Skipped)
        assert "is too large (" in outcome.reason
        assert "the limit is 100 kB" in outcome.reason


class VerbatimContract(LoaderContract):
    """What holds where an article's text is in the file as it is."""

    def whole(self, text: str) -> str:
        """Give the `Article.text` that is expected: front matter may stand before the text."""
        return text

    @inherited
    @given(texts)
    def test_any_text_with_any_line_ends_comes_back_unchanged(self, text: str) -> None:
        (article,) = read_file(*self.write(text))
        assert isinstance(article, Article), article
        assert article.text == self.whole(text)
        assert article.text[article.body.start : article.body.end] == text

    @inherited
    @given(texts)
    def test_a_title_that_was_found_is_a_line_of_the_text(self, text: str) -> None:
        (article,) = read_file(*self.write(text))
        assert isinstance(article, Article), article
        assert article.title is None or article.title in article.text
