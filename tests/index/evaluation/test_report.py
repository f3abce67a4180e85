"""Tables and JSON with the same figures."""

from __future__ import annotations

import io
import json
import math
from typing import TYPE_CHECKING, Any

from rich.console import Console

from index.evaluation.measuring import Measurement, measure
from index.evaluation.questions import Question, QuestionSet
from index.evaluation.report import measurement_object, tables
from index.evaluation.systems import Finding
from tests.index.evaluation.findings import COST, GOLD, RIGHT, ByRote, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping


def measurement() -> Measurement:
    questions = (
        Question("[q1]", "When did it open?", GOLD),
        Question("q2", "In which\nmonth?", GOLD),
        Question("q3", "Who drew it?", ()),
        Question("q4", "Who paid?", ()),
    )
    mix = {
        questions[0].text: Finding((RIGHT,), 2 / 3, answered=True),
        questions[1].text: Finding((COST, RIGHT), 0.25, answered=False),
        questions[2].text: Finding((COST,), 0.9, answered=True),
        questions[3].text: Finding((), 0.0, answered=False, refused=True),
    }
    nothing: Mapping[str, Finding] = {q.text: Finding((), 0.0, answered=False) for q in questions}
    return measure(
        QuestionSet("dir/set.jsonl", questions),
        ByRote("mix", mix),
        0.5,
        [ByRote("silent", dict(nothing))],
        text_of,
        lambda *_: None,
    )


def printed(*, misses: bool) -> str:
    out = io.StringIO()
    console = Console(file=out, width=110, markup=False)
    for table in tables(measurement(), misses=misses):
        console.print(table)
    return out.getvalue()


def test_a_row_shows_each_system_with_counts() -> None:
    rows = {
        cells[1].strip(): [cell.strip() for cell in cells[2:-1]]
        for line in printed(misses=False).splitlines()
        if len(cells := line.split("│")) == 5
    }

    assert rows["hit@1"] == ["0.500 (1 of 2)", "0.000 (0 of 2)"]
    assert rows["mean reciprocal rank"] == ["0.750", "0.000"]
    assert rows["wrong: answered anyway"] == ["0.500 (1 of 2)", "0.000 (0 of 2)"]
    assert rows["first quote holds the answer"] == ["–", "–"]
    assert rows["words of a first quote"] == ["4.3, at most 5", "–"]
    assert rows["threshold"] == ["0.500", "inf"]


def test_the_head_names_the_set_and_the_reliability_its_error() -> None:
    shown = printed(misses=False)

    assert shown.startswith("dir/set.jsonl: 4 questions, 2 answerable\n")
    assert "calibration error" in shown
    assert "cross-validated" not in shown  # too few questions for that
    assert "q2" not in shown


def test_misses_are_wrong_first_quotes_and_answers_that_should_not_be() -> None:
    shown = printed(misses=True)

    assert "q2: wrong first (0.25, right at 2)\n  In which month?\n  bridge: It cost" in shown
    assert "q3: answered, though the articles don't say (0.90)" in shown
    assert "q1" not in shown
    assert "q4" not in shown


def test_json_holds_the_same_figures_rounded() -> None:
    value = json.loads(json.dumps(measurement_object(measurement(), misses=False), allow_nan=False))

    assert list(value) == ["set", "systems", "reliability"]
    assert list(value["systems"]) == ["mix", "silent"]
    mix: dict[str, Any] = value["systems"]["mix"]
    assert (mix["hit1"], mix["mrr"], mix["auroc"]) == (0.5, 0.75, 0.5)
    assert mix["mean_words"] == round((5 + 4 + 4) / 3, 4)
    assert value["systems"]["silent"]["threshold"] is None
    assert value["reliability"]["cross_validated"] is None
    bins = value["reliability"]["shipped"]["bins"]
    assert len(bins) == 10
    assert bins[6] == {"low": 0.6, "high": 0.7, "count": 1, "confidence": 0.6667, "right": 1.0}


def test_json_lists_misses_when_asked() -> None:
    misses = measurement_object(measurement(), misses=True)["misses"]

    assert [(m["id"], m["answerable"], m["answered"], m["rank"]) for m in misses] == [
        ("q2", True, False, 2),
        ("q3", False, True, None),
    ]
    assert (misses[0]["doc_id"], misses[0]["text"]) == ("bridge", "It cost nine million.")


def test_an_infinite_threshold_is_no_number() -> None:
    assert math.isinf(measurement().systems["silent"].threshold)
