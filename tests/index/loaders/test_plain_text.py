from __future__ import annotations

from index.loaders.plain_text import load_plain_text
from index.records import Article, Span
from tests.index.loaders.contract import VerbatimContract, read_article


class TestPlainText(VerbatimContract):
    def write(self, text: str) -> tuple[str, bytes]:
        return "below/article.txt", text.encode()


def test_a_text_file_is_an_article_without_metadata() -> None:
    text = "The board met.\r\nIt agreed."
    expected = Article("board", None, text, None, None, "board.txt", Span(0, len(text)))
    assert read_article("board.txt", text.encode()) == expected


def test_nothing_is_read_before_the_first_draft_is_asked_for() -> None:
    load_plain_text(None, 0)  # type: ignore[arg-type]  # would fail at once if it were used
