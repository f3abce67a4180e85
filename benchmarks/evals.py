"""Where the evaluation sets are, and their articles as folders that an index can be built of.

They are found in the folder that `EVALS_DIR` names, or beside the checkout; nothing of them is
copied anywhere but into the working folder. The five articles lie beside the sets.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.bench import SkippedError
from index.errors import QuestionSetError
from index.evaluation.reading import read_question_set

if TYPE_CHECKING:
    from benchmarks.bench import Bench
    from index.evaluation.questions import Question

ROOT: Final = Path(__file__).resolve().parents[1]
BESIDE_CHECKOUT: Final = ROOT.parent / "shared" / "evals"


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions, and the folder of articles they are asked of."""

    name: str
    articles: Path
    questions: tuple[Question, ...]


def find_evals(named: str | None) -> Path | None:
    """The folder `named`, else the one beside the checkout; None where neither is there.

    Raises SkippedError if `named` is not a folder: a wrong setting should not go unnoticed.
    """
    if named:
        folder = Path(named).expanduser()
        if not folder.is_dir():
            raise SkippedError(f"EVALS_DIR is {named!r}, which is not a folder")
        return folder
    return BESIDE_CHECKOUT if BESIDE_CHECKOUT.is_dir() else None


def samples() -> Asked:
    """The sample articles of this project and the questions on them."""
    questions = ROOT / "tests" / "samples" / "questions.jsonl"
    return Asked("samples", ROOT / "articles", _questions(questions))


def five_articles(bench: Bench) -> Asked:
    """The questions on the five articles; raises SkippedError."""
    evals = _evals(bench)
    articles = evals.parent / "articles"
    if not articles.is_dir():
        raise SkippedError(f"{articles} is not there, on which the questions are asked")
    return Asked("five articles", articles, _questions(evals / "gaza" / "questions.jsonl"))


def news(bench: Bench) -> Asked:
    """The questions on the news, with `bench.articles` articles of it; raises SkippedError."""
    source = _evals(bench) / "news"
    folder = _news_folder(bench, "articles")
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with gzip.open(source / "articles.jsonl.gz", "rt", encoding="utf-8") as packed:
            text = "".join(islice(packed, bench.articles))
    except OSError as exc:
        raise SkippedError(f"{source} has no news articles ({exc.strerror or exc})") from exc
    (folder / "articles.jsonl").write_text(text, encoding="utf-8")
    return Asked("news", folder, _questions(source / "questions.jsonl"))


def news_store(bench: Bench) -> Path:
    """Where the index of the news articles is kept."""
    return _news_folder(bench, "store")


def _news_folder(bench: Bench, what: str) -> Path:
    part = "" if bench.articles is None else f"-{bench.articles}"
    return bench.work / f"news{part}-{what}"


def _evals(bench: Bench) -> Path:
    if bench.evals is None:
        raise SkippedError("no evaluation sets here; name their folder with EVALS_DIR")
    return bench.evals


def _questions(path: Path) -> tuple[Question, ...]:
    try:
        return read_question_set([path]).questions
    except QuestionSetError as exc:
        raise SkippedError(str(exc)) from exc
