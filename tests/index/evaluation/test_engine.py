"""The measured systems over a real index with the fake model, and `evaluate` from end to end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from index.evaluation.baselines import DenseAlone, WordsAlone
from index.evaluation.questions import Question
from index.evaluation.systems import Shipped
from index.generation import open_generation
from index.manifest import live_generation
from index.search import Searcher
from tests.index.command_line import OPENING
from tests.index.fakes import FakeEmbedder, load_fake

if TYPE_CHECKING:
    from pathlib import Path

    from index.generation import Generation
    from tests.index.command_line import Town

FERRY = "Captain Ines Roth steered her ferry through thick fog at dawn."
UNHURT = "Nobody aboard was hurt, according to harbour officials."


def asking(text: str, *history: str) -> Question:
    return Question("q", text, (), history=history)


@pytest.fixture
def generation(built_town: Town) -> Generation:
    return open_generation(live_generation(built_town.store))


def test_dense_alone_quotes_the_nearest_sentence_of_each_passage(generation: Generation) -> None:
    found = DenseAlone(generation, FakeEmbedder()).find(asking(UNHURT), 2)

    assert found.quotes[0].text == UNHURT
    assert found.quotes[0].doc_id == "ferry"
    assert len({quote.doc_id for quote in found.quotes}) == 2
    # The passage's cosine: its mean points to both of its sentences.
    assert 0.5 < found.confidence < 0.95
    assert found.quotes[0].score == pytest.approx(found.confidence)


def test_words_alone_quotes_the_sentence_with_most_terms(generation: Generation) -> None:
    found = WordsAlone(generation).find(asking("rain, delayed picking, nine days and plums"), 10)

    assert [quote.text for quote in found.quotes] == [
        "Heavy rain had delayed picking by nine days, their union said."
    ]
    assert 0 < found.confidence <= 1


def test_words_alone_says_nothing_where_no_word_is_known(generation: Generation) -> None:
    found = WordsAlone(generation).find(asking("violinist sonatas underwater"), 10)

    assert (found.quotes, found.confidence, found.answered) == ((), 0.0, False)


def test_the_shipped_system_says_what_a_user_would_see(built_town: Town) -> None:
    searcher = Searcher.open(built_town.store, load_fake, model="fake")
    shipped = Shipped(searcher)

    found, refused = shipped.find(asking(OPENING), 10), shipped.find(asking(""), 10)

    reply = searcher.answer(OPENING)
    assert found.answered
    assert found.confidence == reply.confidence
    assert found.quotes[0].text == OPENING
    assert len(found.quotes) > 3
    assert found.signals
    assert not found.refused
    assert (refused.refused, refused.answered, refused.quotes) == (True, False, ())


def write_questions(folder: Path) -> Path:
    path = folder / "questions.jsonl"
    records = [
        {"id": "a", "question": OPENING, "gold": [{"file": "bridge", "quote": "on Friday"}]},
        {"id": "b", "question": FERRY, "gold": [{"file": "ferry"}], "answers": ["ines roth"]},
        {"id": "c", "question": "Which violinist recorded sonatas underwater?", "gold": []},
    ]
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return path


def test_evaluate_measures_the_index(built_town: Town, tmp_path: Path) -> None:
    done = built_town.index("evaluate", str(write_questions(tmp_path)), "--json", "--baselines")

    value = json.loads(done.out)
    assert (done.code, done.err) == (0, "")
    assert list(value["systems"]) == ["mix", "dense alone", "BM25 alone"]
    for figures in value["systems"].values():
        assert (figures["questions"], figures["answerable"]) == (3, 2)
        assert (figures["hit1"], figures["mrr"], figures["auroc"]) == (1.0, 1.0, 1.0)
        assert (figures["holds_answer"], figures["not_verbatim"]) == (1.0, 0)
    assert value["systems"]["mix"]["kept"] == 1.0


def test_evaluate_prints_tables_for_people(built_town: Town, tmp_path: Path) -> None:
    done = built_town.index("evaluate", str(write_questions(tmp_path)), "--misses")

    assert "1.000 (2 of 2)" in done.out
    assert "calibration error" in done.out
    assert max(map(len, done.out.splitlines())) <= 110


def test_evaluate_builds_first_where_a_folder_is_given(town: Town, tmp_path: Path) -> None:
    arguments = ["evaluate", str(write_questions(tmp_path)), "--articles", str(town.articles)]
    env = {"EMBEDDING_MODEL": "fake"}

    first = town.index(*arguments, "--json", env=env)
    again = town.index(*arguments, "--json", env=env)

    assert "3 articles, 3 passages (3 embedded anew)" in first.err
    assert again.err == ""
    assert json.loads(first.out)["systems"]["mix"]["hit1"] == 1.0


def test_evaluate_of_other_articles_fails_with_a_sentence(built_town: Town, tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"id": 1, "question": "Who?", "gold": [{"file": "x"}]}', encoding="utf-8")

    done = built_town.index("evaluate", str(path))

    assert (done.code, done.out) == (1, "")
    assert "none of the articles that answer it is in the index" in done.err


def test_evaluate_indexes_the_passages_that_questions_bring(town: Town, tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    texts = ["The stone bridge opened on Friday . Flags flew all day .", "Plums ripen in June ."]
    records = [
        {
            "id": number,
            "input": question,
            "passages": [{"title": "A title", "text": texts[number % 2]}],
            "output": [{"selected_sentences": sentences}],
        }
        for number, (question, sentences) in enumerate(
            [
                ("when did the stone bridge open", ["The stone bridge opened on Friday ."]),
                ("when do plums ripen", ["Plums ripen in June ."]),
                ("which violinist recorded sonatas", []),
            ]
        )
    ]
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")

    done = town.index("evaluate", str(path), "--json", env={"EMBEDDING_MODEL": "fake"})

    value = json.loads(done.out)
    assert done.code == 0
    assert value["systems"]["mix"]["hit1"] == 1.0
    assert value["systems"]["mix"]["answerable"] == 2
    assert not town.store.exists()
