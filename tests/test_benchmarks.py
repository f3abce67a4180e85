"""The benchmarks on a few tiny articles with a fake model, so that they can't rot unseen."""

from __future__ import annotations

import gzip
import io
import json
import re
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from rich.console import Console

from benchmarks import (
    answer_speed,
    build_speed,
    differences,
    sentence_splitters,
    small_change,
    start_up,
    token_vectors,
    word_search,
)
from benchmarks.__main__ import NAMES, main, run
from benchmarks.bench import Bench, SkippedError
from benchmarks.evals import ROOT, find_evals, five_articles, news, news_store, samples
from benchmarks.figures import against, folder_bytes, megabytes, percentile
from benchmarks.machine import describe, usable_cores
from benchmarks.processes import in_fresh_process
from index.stores.quantisation import quantise, similarities
from tests.index.fakes import FakeEmbedder, load_fake
from tests.index.shelf import FITTED, make_shelf

if TYPE_CHECKING:
    from pathlib import Path

    from index.embedders.base import QuestionVectors


PLACES = ("Avora", "Belmar", "Corvin", "Duskan", "Elmira", "Fenholt")


def write_evals(folder: Path) -> Path:
    """Evaluation sets of our own: an article a place, a question on each, and one on none."""
    articles = [
        {
            "id": place.lower(),
            "title": f"{place} reopens its harbour",
            "text": f"The harbour of {place} reopened on Monday.\n\nThe mayor of {place} paid "
            f"{number} million for new cranes. Ships from the north arrived a day later.",
        }
        for number, place in enumerate(PLACES, start=2)
    ]
    questions = [
        {
            "id": f"q{number}",
            "question": f"How much did the mayor of {place} pay for cranes?",
            "gold": [{"file": place.lower(), "quote": f"paid {number} million for new cranes"}],
        }
        for number, place in enumerate(PLACES, start=2)
    ]
    questions.append({"id": "none", "question": "Who won the chess final in Oslo?", "gold": []})
    evals = folder / "evals"
    for name in ("news", "gaza"):
        (evals / name).mkdir(parents=True)
        lines = "".join(json.dumps(question) + "\n" for question in questions)
        (evals / name / "questions.jsonl").write_text(lines, encoding="utf-8")
    text = "".join(json.dumps(article) + "\n" for article in articles)
    with gzip.open(evals / "news" / "articles.jsonl.gz", "wt", encoding="utf-8") as packed:
        packed.write(text)
    (folder / "articles").mkdir()
    (folder / "articles" / "five.jsonl").write_text(text, encoding="utf-8")
    return evals


class SlowFake(FakeEmbedder):
    """Takes longer for a question than all else does."""

    seconds = 0.03

    def encode_question(self, question: str) -> QuestionVectors:
        time.sleep(self.seconds)
        return super().encode_question(question)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    console = Console(file=io.StringIO(), width=160)
    return Bench(console, tmp_path / "work", write_evals(tmp_path), None, load_fake)


def printed(bench: Bench) -> str:
    assert isinstance(bench.console.file, io.StringIO)
    return bench.console.file.getvalue()


def test_a_build_is_measured_and_the_next_benchmark_asks_what_it_built(bench: Bench) -> None:
    build_speed.main(bench)
    answer_speed.main(bench)

    text = printed(bench)
    assert "A full build of 6 articles" in text
    assert "word pieces a second" in text
    assert "of the limit" in text
    assert "news: whole answer" in text
    assert "samples: whole answer" in text


def test_a_build_s_parts_add_up_and_its_tokens_are_counted(bench: Bench) -> None:
    figures = build_speed.build_once(news(bench).articles, news_store(bench), load_fake)

    assert figures.articles == len(PLACES)
    assert figures.pieces > 10 * len(PLACES)
    assert 0 <= figures.loading + figures.reading + figures.embedding <= figures.seconds + 0.05
    assert figures.size > figures.token_size > 0


def test_one_changed_file_after_another_is_brought_up_to_date(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(small_change, "CHANGES", 2)
    monkeypatch.setattr(small_change, "in_fresh_process", lambda do, *given: (do(*given), 0))
    kept: list[small_change.Change] = []
    texts: list[str] = []

    def change(articles: Path, store: Path, work: Path, load: Any) -> list[small_change.Change]:
        kept.extend(small_change_files(articles, store, work, load))
        texts.extend(path.read_text(encoding="utf-8") for path in (work / "articles").iterdir())
        return kept

    small_change_files = small_change.change_files
    monkeypatch.setattr(small_change, "change_files", change)
    small_change.main(bench)
    assert [(one.changed, one.embedded) for one in kept] == [(1, 1)] * 2
    assert sum(small_change.SENTENCE in text for text in texts) == 2
    assert "One changed file of 6" in printed(bench)
    assert "2, one by one" in printed(bench)


def test_the_parts_of_an_answer_are_no_longer_than_the_whole(bench: Bench) -> None:
    asked = news(bench)
    answer_speed.bring_up_to_date(asked.articles, news_store(bench), load_fake)
    questions = [question.text for question in asked.questions]

    figures = answer_speed.ask_all(news_store(bench), questions, SlowFake)

    assert len(figures.whole) == len(questions)
    assert min(figures.embedding) >= 1e3 * SlowFake.seconds
    parts = zip(figures.whole, figures.embedding, figures.search, strict=True)
    assert all(0 < embedding + search <= whole for whole, embedding, search in parts)


def test_differences_are_claimed_where_they_are_and_timed(tmp_path: Path) -> None:
    shelf = make_shelf(
        tmp_path,
        {
            "one.txt": "The storm in Avora killed 12 people, the mayor said.",
            "two.txt": "In Avora the storm killed 20 people, doctors said.",
        },
    )
    shelf.build()
    searcher = shelf.searcher(fitted=replace(FITTED, threshold=0.0))
    asked = {"How many people did the storm in Avora kill?": "differing", "Who is the mayor?": ""}

    claimed = list(differences.find_claimed(searcher, asked))
    times = differences.measure(searcher, shelf.generation(), list(asked))

    assert [(one.expected, len(one.answer.differing)) for one in claimed] == [("differing", 2)]
    assert {len(values) for values in times.values()} == {len(asked)}
    assert min(times["whole answer"]) > 0


def test_every_difference_that_is_claimed_is_printed(bench: Bench) -> None:
    differences.main(bench)

    assert "Differing reports on the news" in printed(bench)
    assert "whole answer" in printed(bench)


def test_word_search_finds_the_article_that_is_asked_about(bench: Bench) -> None:
    asked = news(bench)
    passages = word_search.read_passages(asked.articles)

    figures = word_search.measure(word_search.Bm25s, passages, asked.questions[:-1])

    assert figures.first == figures.five == 1.0
    assert figures.size > 0


def test_an_engine_that_is_not_installed_is_a_row_that_says_so(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "tantivy", None)

    word_search.main(bench)

    assert "not installed" in printed(bench)


def test_tokens_are_found_by_their_rounded_vectors_too(bench: Bench, tmp_path: Path) -> None:
    rows = list(token_vectors.rows(five_articles(bench), tmp_path / "store", load_fake))

    by_bits = {name: figures for name, *figures in rows}
    assert set(by_bits) == {"16", "4", "3", "2", "1", "2, the store's own"}
    sizes = [int(by_bits[bits][0]) for bits in ("16", "4", "3", "2", "1")]
    assert sizes == sorted(sizes, reverse=True)
    assert by_bits["2"][2:] == by_bits["2, the store's own"][2:]
    assert all(float(by_bits[bits][2]) == 1.0 for bits in ("16", "4", "2"))


def test_two_bits_are_rounded_as_the_store_rounds_them() -> None:
    vectors = np.random.default_rng(1).standard_normal((40, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)

    ours = token_vectors.round_to(vectors, 2) @ vectors.T

    assert np.abs(ours - similarities(vectors, *quantise(vectors))).max() < 1e-3


@pytest.mark.parametrize("bits", [1, 2, 3, 4])
def test_a_rounded_vector_s_product_with_itself_is_one(bits: int) -> None:
    vectors = np.random.default_rng(bits).standard_normal((40, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)

    products = (token_vectors.round_to(vectors, bits) * vectors).sum(axis=1)

    assert np.abs(products - 1).max() < 1e-4


def test_splitters_are_scored_by_the_ends_they_find() -> None:
    marked = ["One.| Two.| Three.", "Four."]

    assert sentence_splitters.score(lambda text: [text], marked) == (0.0, 0.5)
    perfect = sentence_splitters.score(lambda text: text.split(". "), marked)
    assert perfect == pytest.approx((0.0, 0.5))  # the full stops are lost, so the ends differ
    kept = sentence_splitters.score(lambda text: text.replace(". ", ".\n").split("\n"), marked)
    assert kept == (1.0, 1.0)


def test_our_splitter_is_right_on_its_paragraphs(bench: Bench) -> None:
    sentence_splitters.main(bench)

    assert re.search(r"ours \(sentencex, mended\) │ +1\.000 │", printed(bench))


def test_commands_are_timed_in_turn_and_a_failing_one_gives_its_last_line() -> None:
    times = start_up.in_turn({"quick": [sys.executable, "-c", "pass"]}, rounds=2)

    assert len(times["quick"]) == 2
    with pytest.raises(SkippedError, match="no such thing"):
        start_up.in_turn({"bad": [sys.executable, "-c", "raise SystemExit('no such thing')"]}, 1)
    with pytest.raises(SkippedError, match=r"longer than 0\.1 s"):
        start_up.in_turn({"slow": [sys.executable, "-c", "import time; time.sleep(9)"]}, 1, 0.1)


def test_part_of_the_news_is_the_first_articles_of_it(bench: Bench) -> None:
    part = replace(bench, articles=2)

    lines = (news(part).articles / "articles.jsonl").read_text(encoding="utf-8").splitlines()

    assert [json.loads(line)["id"] for line in lines] == ["avora", "belmar"]
    assert news_store(part) != news_store(bench)


def test_without_evaluation_sets_a_benchmark_says_how_to_name_them(bench: Bench) -> None:
    without = replace(bench, evals=None)

    for name in ("build_speed", "word_search", "token_vectors"):
        assert run(name, without) == 0
    assert printed(without).count("EVALS_DIR") == 3


def test_half_an_evaluation_set_is_a_reason_not_a_traceback(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "evals" / "news" / "articles.jsonl.gz").unlink()
    (tmp_path / "evals" / "gaza" / "questions.jsonl").write_text("no json\n", encoding="utf-8")

    assert run("word_search", bench) == run("token_vectors", bench) == 0
    assert printed(bench).count("left out:") == 2


def test_a_named_folder_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    console = Console(file=io.StringIO(), width=160)

    with pytest.raises(SkippedError, match="EVALS_DIR"):
        find_evals(str(tmp_path / "nowhere"))
    assert main(["sentence_splitters"], str(tmp_path / "nowhere"), console) == 2
    assert find_evals(str(tmp_path)) == tmp_path


def test_an_unknown_benchmark_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["speed"], ["--articles", "0"], ["--articles", "x"]):
        with pytest.raises(SystemExit) as stopped:
            main(arguments, None, Console(file=io.StringIO()))
        assert stopped.value.code == 2
    assert "there is no benchmark speed" in capsys.readouterr().err


def test_every_script_is_run_or_is_a_part_of_others() -> None:
    scripts = {path.stem for path in (ROOT / "benchmarks").glob("*.py")}
    with_main = {
        name
        for name in scripts - {"__init__", "__main__", "fit"}
        if "\ndef main(bench" in (ROOT / "benchmarks" / f"{name}.py").read_text(encoding="utf-8")
    }

    assert with_main == set(NAMES)


def test_the_samples_have_questions() -> None:
    asked = samples()

    assert asked.articles.is_dir()
    assert len(asked.questions) >= 20


def test_memory_is_that_of_the_other_process() -> None:
    ballast = np.ones(60_000_000 // 8)

    result, peak = in_fresh_process(divmod, 7, 2)

    assert result == (3, 1)
    assert ballast.nbytes < 1e6 * 60 + 1
    assert 5e6 < peak < 60e6


def test_figures_are_written_for_people(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "file").write_bytes(b"x" * 1_500_000)

    assert megabytes(folder_bytes(tmp_path)) == "1.50 MB"
    assert megabytes(1_499_600_000) == "1,500 MB"
    assert percentile([1.0, 2.0, 4.0], 50) == 2.0
    assert against(30, 60) == "0.50 of the limit"
    assert against(90, 60) == "1.50 × limit"


def test_the_machine_is_named() -> None:
    assert f"{usable_cores()} cores" in describe()
    assert "Python 3." in describe()
