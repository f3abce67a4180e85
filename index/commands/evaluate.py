"""`evaluate`: measure the answers on questions whose answers are known."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import Progress

from index.build import why_stale
from index.build_display import build_with_display
from index.commands.answer_json import write_json
from index.commands.evaluate_ledger import evaluate_ledger
from index.commands.opening import open_index
from index.errors import UnknownArticleError
from index.evaluation.baselines import DenseAlone, WordsAlone
from index.evaluation.carried import write_carried
from index.evaluation.evidence import holds_labels
from index.evaluation.measuring import check_gold, measure
from index.evaluation.questions import put_in_a_row
from index.evaluation.reading import read_question_set
from index.evaluation.report import measurement_object, tables
from index.evaluation.systems import Shipped
from index.fitted import shipped
from index.generation import open_generation
from index.issues.book import keep_ledger
from index.lineage import sound_generation
from index.options import BUILT_IN_MODEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.commands.surroundings import Surroundings
    from index.evaluation.measuring import Measurement
    from index.evaluation.questions import QuestionSet
    from index.evaluation.systems import System
    from index.search import Searcher

TABLE_COLUMNS = 110
"""Width of a table where no terminal sets one."""


def evaluate(
    around: Surroundings,
    files: Sequence[Path],
    *,
    as_json: bool,
    baselines: bool,
    misses: bool,
    in_a_row: bool,
) -> int:
    """Ask all questions of `files` and print how the answers did.

    With `in_a_row` each is asked after the one before it, the first after the last: as the files
    ask of one thing after another, nothing should be lost by it.
    Questions that bring their passages are asked of these, in a temporary index; others of the
    index in the store, which is first brought up to date where a folder of articles is given.
    Files with labels of evidence measure the ledger instead.
    Raises DatelineError.
    """
    if all(map(holds_labels, files)):
        if around.articles is not None:
            console = Console(file=around.streams.stderr)
            _bring_up_to_date(around, around.articles, console)
        return evaluate_ledger(around, files, as_json=as_json, misses=misses)
    questions = read_question_set(files)
    if in_a_row:
        questions = put_in_a_row(questions)
    # Loaded once, though the build, the search and the baselines each ask for it.
    around = replace(around, load=cache(around.load))
    console = Console(file=around.streams.stderr)
    with ExitStack() as stack:
        if questions.carried:
            work = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dateline-")))
            around = _with_carried(around, questions, work)
        if around.articles is not None:
            _bring_up_to_date(around, around.articles, console)
        measurement = _measure(around, questions, console, baselines=baselines)
    _print(around, measurement, as_json=as_json, misses=misses)
    return 0


def _with_carried(around: Surroundings, questions: QuestionSet, work: Path) -> Surroundings:
    """`around` with a folder made of the passages that the questions bring, and its store."""
    articles = work / "articles"
    articles.mkdir()
    write_carried(articles, questions.carried)
    return replace(around, articles=articles, store=work / "store")


def _bring_up_to_date(around: Surroundings, articles: Path, console: Console) -> None:

    options = around.build_options(around.model or BUILT_IN_MODEL)
    if why_stale(articles, around.store, options) is not None:
        build_with_display(articles, around.store, options, around.load, console=console)
        keep_ledger(around.store, around.state_file)


def _measure(
    around: Surroundings, questions: QuestionSet, console: Console, *, baselines: bool
) -> Measurement:

    searcher = open_index(around)

    @cache
    def text_of(doc_id: str) -> str | None:
        try:
            return searcher.article(doc_id)[0].text
        except UnknownArticleError:
            return None

    for note in check_gold(questions, text_of):
        around.tell(note)
    others = _baselines(around, searcher) if baselines else ()
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Asking")

        def on_progress(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        threshold = shipped().threshold
        return measure(questions, Shipped(searcher), threshold, others, text_of, on_progress)


def _baselines(around: Surroundings, searcher: Searcher) -> Sequence[System]:

    generation = open_generation(sound_generation(around.store).folder)
    embedder = around.load(searcher.summary().model)
    return DenseAlone(generation, embedder), WordsAlone(generation)


def _print(around: Surroundings, measurement: Measurement, *, as_json: bool, misses: bool) -> None:

    stdout = around.streams.stdout
    if as_json:
        write_json(stdout, measurement_object(measurement, misses=misses))
        return
    width = None if stdout.isatty() else TABLE_COLUMNS
    console = Console(file=stdout, width=width, markup=False, emoji=False, highlight=False)
    for table in tables(measurement, misses=misses):
        console.print(table)
