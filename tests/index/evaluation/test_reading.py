"""Files of questions: both forms, and a sentence for each way to get them wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.errors import QuestionSetError
from index.evaluation.questions import CarriedArticle, GivenValue, Gold, Question, put_in_a_row
from index.evaluation.reading import read_question_set

EVALS = Path(__file__).parents[4] / "shared" / "evals"


def write(folder: Path, *records: object, name: str = "questions.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return path


def carrying(question_id: str, text: str, *sentences: str, title: str = "T") -> dict[str, object]:
    return {
        "id": question_id,
        "input": f"what of {question_id}",
        "passages": [{"title": title, "text": text, "sentences": ["ignored"]}],
        "output": [{"answer": "", "selected_sentences": list(sentences)}],
    }


def test_questions_of_the_index_have_gold_with_or_without_words(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        {"id": "a", "question": "When?", "gold": [{"file": "x", "quote": "in May"}], "kind": "?"},
        {"id": 2, "question": "Who?", "gold": [{"file": "y"}], "answers": ["Ann"]},
        {"id": "c", "question": "Why?", "gold": []},
    )

    found = read_question_set([path])

    assert found.questions == (
        Question("a", "When?", (Gold("x", "in May"),)),
        Question("2", "Who?", (Gold("y"),), ("Ann",)),
        Question("c", "Why?", ()),
    )
    assert found.carried == ()
    assert found.name == f"{tmp_path.name}/questions.jsonl"


def test_what_was_asked_before_is_one_question_or_a_list(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        {"id": "a", "first": "Who?", "question": "Why?", "gold": []},
        {"id": "b", "history": ["Who?", "When?"], "question": "Why?", "gold": []},
    )

    found = read_question_set([path]).questions

    assert [question.history for question in found] == [("Who?",), ("Who?", "When?")]


def test_values_in_which_articles_differ_are_gold_too_and_need_no_id(tmp_path: Path) -> None:
    values = [{"file": "x", "quote": "at least 12 ferries", "value": "12"}]
    path = write(tmp_path, {"question": "How many?", "values": values})

    [found] = read_question_set([path]).questions

    assert found.gold == (Gold("x", "at least 12 ferries"),)
    assert (found.id, found.values) == ("line 1", (GivenValue("x", "12"),))


def test_in_a_row_each_question_comes_after_the_one_before(tmp_path: Path) -> None:
    asked = ({"id": n, "question": f"What of {n}?", "gold": []} for n in range(3))

    found = put_in_a_row(read_question_set([write(tmp_path, *asked)])).questions

    assert [one.history for one in found] == [("What of 2?",), ("What of 0?",), ("What of 1?",)]


def test_carried_passages_become_articles_equal_texts_once(tmp_path: Path) -> None:
    one = write(tmp_path, carrying("a", "It rained. It froze.", "It froze."), name="1.jsonl")
    two = write(
        tmp_path,
        carrying("b", "It rained. It froze.", title="Other"),
        carrying("c", "Sun.", "Sun.", " "),
        name="2.jsonl",
    )

    found = read_question_set([one, two])

    assert found.carried == (
        CarriedArticle("passage-00001", "T", "It rained. It froze."),
        CarriedArticle("passage-00002", "T", "Sun."),
    )
    assert [q.gold for q in found.questions] == [
        (Gold("passage-00001", "It froze.", whole_sentence=True),),
        (),
        (Gold("passage-00002", "Sun.", whole_sentence=True),),
    ]
    assert found.questions[0].text == "what of a"


def test_an_answer_without_marked_sentences_may_come_from_the_whole_passage(tmp_path: Path) -> None:
    record = {**carrying("a", "It rained."), "output": [{"answer": "Rain fell."}]}

    found = read_question_set([write(tmp_path, record)])

    assert found.questions[0].gold == (Gold("passage-00001"),)


def test_blank_lines_and_a_byte_order_mark_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_bytes(b'\xef\xbb\xbf\n{"id": "a", "question": "When?", "gold": []}\n\n')

    assert len(read_question_set([path]).questions) == 1


GOOD = '{"id": "a", "question": "When?", "gold": []}'


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[1]", "is not an object"),
        ('{"question": "When?", "gold": []}', "has no 'id'"),
        ('{"id": true, "question": "When?", "gold": []}', "has no 'id'"),
        ('{"id": "b", "gold": []}', "has no 'question'"),
        ('{"id": "b", "question": " ", "gold": []}', "has no 'question'"),
        ('{"id": "b", "question": "When?"}', "has no 'gold'"),
        ('{"id": "b", "question": "When?", "gold": ["x"]}', "has no 'gold'"),
        ('{"id": "b", "question": "When?", "gold": [{"quote": "x"}]}', "has no 'file'"),
        ('{"id": "b", "question": "W?", "gold": [], "answers": "x"}', "has a 'answers'"),
        ('{"id": "a", "question": "Again?", "gold": []}', "has the id 'a' again"),
        ('{"id": "b", "input": "W?", "passages": [], "output": []}', "has another form"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, problem: str) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(f"{GOOD}\n\n{line}\n", encoding="utf-8")

    with pytest.raises(QuestionSetError) as error:
        read_question_set([path])

    assert str(error.value).startswith(f"{path}: line 3 {problem}")


def test_bytes_that_are_no_text_are_named_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_bytes(GOOD.encode() + b'\n{"id": "\xff"}\n')

    with pytest.raises(QuestionSetError, match="line 2 is not UTF-8"):
        read_question_set([path])


def test_a_file_without_questions_and_one_that_is_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError, match="holds no question"):
        read_question_set([write(tmp_path)])
    with pytest.raises(QuestionSetError, match="can't be read"):
        read_question_set([tmp_path / "nowhere.jsonl"])


@pytest.mark.parametrize(
    ("files", "questions", "answerable", "carried"),
    [
        (["gaza/questions.jsonl"], 39, 24, 0),
        (["news/questions.jsonl"], 243, 123, 0),
        (
            ["clapnq/clapnq_dev_answerable.jsonl", "clapnq/clapnq_dev_unanswerable.jsonl"],
            600,
            300,
            597,
        ),
    ],
)
def test_the_real_sets_are_read_whole(
    files: list[str], questions: int, answerable: int, carried: int
) -> None:
    if not EVALS.is_dir():
        pytest.skip("the question sets are not on this machine")

    found = read_question_set([EVALS / name for name in files])

    assert len(found.questions) == questions
    assert sum(bool(q.gold) for q in found.questions) == answerable
    assert abs(len(found.carried) - carried) <= 3  # a few texts stand in both files
