from __future__ import annotations

import json

import pytest

from index.records import Article, Noted, Skipped, Span
from tests.index.loaders.contract import VerbatimContract, read_article, read_file


def read(value: object) -> list[Article | Skipped | Noted]:
    return read_file("news/day.json", json.dumps(value).encode())


class TestJsonObject(VerbatimContract):
    def write(self, text: str) -> tuple[str, bytes]:
        return "below/article.json", json.dumps({"text": text}, ensure_ascii=False).encode()


class TestJsonListOfOne(VerbatimContract):
    def write(self, text: str) -> tuple[str, bytes]:
        return "below/article.json", json.dumps([{"id": None, "text": text}]).encode()


def test_a_record_gives_all_that_an_article_has() -> None:
    record = {
        "id": "x.1",
        "title": "T",
        "text": "Body.",
        "published": 2025,
        "url": "http://a.example",
    }
    assert read(record) == [
        Article("news/x.1", "T", "Body.", "2025", "http://a.example", "news/day.json", Span(0, 5))
    ]


def test_a_records_id_takes_the_place_of_the_files_name() -> None:
    ids = [a.doc_id for a in read([{"id": " b ", "text": "One."}, {"id": 7, "text": "Two."}])]  # type: ignore[union-attr]
    assert ids == ["news/b", "news/7"]


def test_records_without_an_id_are_numbered() -> None:
    ids = [a.doc_id for a in read([{"text": "One."}, {"text": "Two."}])]  # type: ignore[union-attr]
    assert ids == ["news/day/1", "news/day/2"]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({}, "has no 'text', or one that is not a string"),
        ({"text": ["a"]}, "has no 'text', or one that is not a string"),
        ({"text": " \n"}, "is empty"),
        ({"text": "•••"}, "holds no words"),
        ({"text": "a\0b"}, "holds a null character"),
        ({"text": "ab\ud800"}, "holds half a character (a lone surrogate) at 2"),
        ({"text": "a", "id": " "}, "has an empty 'id'"),
        ({"text": "a", "id": True}, "has an 'id' that is neither text nor a number"),
        ({"text": "a", "id": {}}, "has an 'id' that is neither text nor a number"),
        ({"text": "a", "id": "a\nb"}, "has an id with characters that can't be printed"),
        ({"text": "a", "id": "\udfff"}, "has an id with characters that can't be printed"),
        ({"text": "a", "id": "x" * 301}, "has an id of more than 300 characters"),
        ("text", "is not a JSON object"),
        (None, "is not a JSON object"),
    ],
)
def test_a_record_that_cant_be_used_is_skipped_and_the_rest_is_read(
    record: object, reason: str
) -> None:
    assert read(record) == [Skipped("news/day.json", reason)]
    skipped, article = read([record, {"text": "Body."}])
    assert skipped == Skipped("news/day.json", f"item 1: {reason}")
    assert isinstance(article, Article)
    assert article.doc_id == "news/day/2"


def test_odd_characters_do_not_get_into_titles_and_addresses() -> None:
    noted, article = read(
        {"text": "Body.", "title": "A\ud800\n B\0", "url": "https://a\udfff.example"}
    )
    assert noted == Noted("news/day.json", "its address is not an http(s) address and was left out")
    assert isinstance(article, Article)
    assert (article.title, article.source_url) == ("A B", None)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{", "is not valid JSON (Expecting property name enclosed in double quotes, column 2)"),
        (b'{"text":\n"a"]', "is not valid JSON (Expecting ',' delimiter, line 2)"),
        (b"[" * 100_000, "is JSON that Python can't parse"),
        (b"1" * 5_000, "is JSON that Python can't parse"),
        (b"[]", "is an empty list"),
    ],
)
def test_a_file_that_cant_be_parsed_is_skipped(content: bytes, reason: str) -> None:
    (outcome,) = read_file("a.json", content)
    assert isinstance(outcome, Skipped)
    assert outcome.reason == reason


def test_a_byte_order_mark_is_no_part_of_the_json() -> None:
    assert read_article("a.json", b'\xef\xbb\xbf{"text": "Body."}').text == "Body."


def test_the_encoding_of_a_list_is_noted_once() -> None:
    content = '[{"text": "Café “one”."}, {"text": "Two."}]'.encode("cp1252")
    noted, *articles = read_file("a.json", content)
    assert noted == Noted("a.json", "item 1: is not UTF-8; read as cp1252")
    assert [a.text for a in articles if isinstance(a, Article)] == ["Café “one”.", "Two."]
