from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Article, Noted, Skipped
from tests.index.loaders.contract import LIMIT, VerbatimContract, read_file, texts


class TestJsonLines(VerbatimContract):
    def write(self, text: str) -> tuple[str, bytes]:
        record = {"id": "article", "text": text}
        return "below/lines.jsonl", json.dumps(record, ensure_ascii=False).encode() + b"\n"


@given(st.lists(texts, min_size=1, max_size=5), st.sampled_from(["\n", "\r\n", "\n\n", "\n \r\n"]))
def test_each_line_is_an_article_with_its_lines_number(bodies: list[str], end: str) -> None:
    content = end.join(json.dumps({"text": body}) for body in bodies)
    articles = [a for a in read_file("a.jsonl", content.encode()) if isinstance(a, Article)]
    step = end.count("\n")
    assert [a.text for a in articles] == bodies
    assert [a.doc_id for a in articles] == [f"a/{1 + step * n}" for n in range(len(bodies))]


def test_a_bad_line_costs_only_itself() -> None:
    content = b'{"text": "One."}\nnot JSON\n\n{"text": 4}\n{"text": "Five."}'
    one, bad, textless, five = read_file("a.jsonl", content)
    assert isinstance(one, Article)
    assert bad == Skipped("a.jsonl", "line 2: is not valid JSON (Expecting value, column 1)")
    assert textless == Skipped("a.jsonl", "line 4: has no 'text', or one that is not a string")
    assert isinstance(five, Article)


def test_many_bad_lines_are_named_three_times_and_counted() -> None:
    outcomes = read_file("a.jsonl", b"{\n" * 1_003 + b'{"text": "Body."}')
    skipped = [outcome for outcome in outcomes if isinstance(outcome, Skipped)]
    assert [s.reason.partition(":")[0] for s in skipped[:3]] == ["line 1", "line 2", "line 3"]
    assert skipped[3:] == [Skipped("a.jsonl", "and 1,000 more of its articles")]
    assert len(outcomes) == 5


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b""])
def test_the_limit_is_for_a_line_and_the_file_may_be_larger(end: bytes) -> None:
    def line(size: int) -> bytes:
        return b'{"text": "' + b"a" * (size - 12) + b'"}'

    content = b"\n".join([line(LIMIT), line(LIMIT + 1), line(5 * LIMIT), line(LIMIT)]) + end
    first, over, far_over, last = read_file("a.jsonl", content)
    assert isinstance(first, Article)
    assert over == Skipped("a.jsonl", "line 2: is too large (the limit is 100 kB)")
    assert far_over == Skipped("a.jsonl", "line 3: is too large (the limit is 100 kB)")
    assert isinstance(last, Article)
    assert last.doc_id == "a/4"


def test_a_line_in_another_encoding_is_read_and_noted() -> None:
    noted, article = read_file("a.jsonl", '{"text": "A “Café”."}'.encode("cp1252"))
    assert noted == Noted("a.jsonl", "line 1: is not UTF-8; read as cp1252")
    assert isinstance(article, Article)
    assert article.text == "A “Café”."


def test_utf_16_is_refused_with_its_cure() -> None:
    content = '{"text": "Body."}\n'.encode("utf-16")
    assert read_file("a.jsonl", content) == [
        Skipped("a.jsonl", "is UTF-16, which JSON Lines can't be; save it again as UTF-8")
    ]
