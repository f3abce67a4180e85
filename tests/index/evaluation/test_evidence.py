"""How good the ledger's evidence is, by labels; and `evaluate FILE` for files of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from index.errors import QuestionSetError
from index.evaluation.evidence import (
    FULLY,
    EvidenceFigures,
    Label,
    holds_labels,
    measure_evidence,
    read_labels,
)
from index.issues.records import Evidence, Issue, Signal
from tests.index.issues.strike import REFUSED, SHIFTS, UNTIL, built, make_strike, run
from tests.index.issues.told import BRIDGE, NEUTRAL, OPEN, SETTLED, ledger_of, told

if TYPE_CHECKING:
    from pathlib import Path

FERRY = Issue("ferry", "The ferry", "")
SHUT = "The bridge is still shut."


def label(
    quote: str = SHUT,
    signal: Signal = OPEN,
    *,
    must: bool = False,
    issue: str = "bridge",
    doc_id: str = "a",
) -> Label:
    return Label(issue, doc_id, quote, signal, must)


def measured(evidence: list[Evidence], *labels: Label) -> EvidenceFigures:
    return measure_evidence(ledger_of(evidence, issues=(BRIDGE, FERRY)), labels)


def line(**values: Any) -> dict[str, Any]:
    blank = {"issue": "pay-rise", "doc_id": "first", "quote": REFUSED, "signal": "open"}
    return {**blank, **values}


def write(folder: Path, *lines: object, name: str = "labels.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
    return path


# ── Measuring ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (SHUT, 1),
        ("still shut", 1),
        (f"{SHUT} So it stays.", 1),
        ("The ferry is late.", 0),
    ],
)
def test_a_label_is_found_where_a_quote_holds_it_or_lies_in_it(words: str, found: int) -> None:
    figures = measured([told(doc_id="a")], label(words, must=True))
    assert (figures.must, figures.found, len(figures.missed)) == (1, found, 1 - found)


@pytest.mark.parametrize(
    "missing", [label(must=True, doc_id="b"), label(must=True, issue="ferry")], ids=repr
)
def test_the_same_words_elsewhere_are_not_found(missing: Label) -> None:
    assert measured([told(doc_id="a")], missing).missed == (missing,)


def test_what_need_not_be_shown_is_never_missed() -> None:
    figures = measured([], label())
    assert (figures.must, figures.found, figures.missed) == (0, 0, ())


def test_only_articles_that_are_fully_labelled_count_for_what_is_shown() -> None:
    full = [label(f"Sentence {n}.") for n in range(FULLY)]
    right = told(text="Sentence 1.", doc_id="a")
    wrong = told(text="Another.", doc_id="a", at=50)
    unknown = told(text="Another.", doc_id="b")
    figures = measured([right, wrong, unknown], *full, label("Else.", doc_id="b"))
    assert (figures.shown, figures.right, figures.wrong) == (2, 1, (wrong,))
    assert measured([right, wrong], *full[1:]).shown == 0


def test_open_issues_that_the_list_lacks_are_named_once() -> None:
    labels = [
        label(must=True),
        label(must=True),
        label(issue="ferry", must=True),
        label(SHUT, SETTLED, issue="tram", must=True),
        label(issue="quay"),
    ]
    assert measured([told(doc_id="a")], *labels).unlisted == ("ferry",)
    assert measured([told(SETTLED, doc_id="a")], *labels).unlisted == ("bridge", "ferry")


def test_signals_are_compared_where_a_label_is_shown() -> None:
    evidence = [
        told(signal, text=f"Sentence {n}.", doc_id="a", at=20 * n)
        for n, signal in enumerate((OPEN, OPEN, SETTLED))
    ]
    truth = (OPEN, SETTLED, SETTLED)
    labels = [label(f"Sentence {n}.", signal) for n, signal in enumerate(truth)]
    figures = measured(evidence, *labels, label("Not shown.", NEUTRAL))
    assert figures.labels == 3
    assert figures.same_signal == pytest.approx(2 / 3)
    assert figures.f1 == {OPEN: pytest.approx(2 / 3), SETTLED: pytest.approx(2 / 3), NEUTRAL: None}


def test_without_any_evidence_there_is_a_figure_all_the_same() -> None:
    figures = measured([], label(must=True))
    assert (figures.shown, figures.labels, figures.same_signal) == (0, 0, 0.0)
    assert set(figures.f1.values()) == {None}


# ── Reading ──────────────────────────────────────────────────────────────────────────────────


def test_labels_of_all_files_are_read(tmp_path: Path) -> None:
    one = write(tmp_path, line(must=True), name="1.jsonl")
    other = write(tmp_path, line(signal="neutral", doc_id="b", why="?"), name="2.jsonl")
    other.write_text("\n" + other.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert read_labels([one, other]) == (
        Label("pay-rise", "first", REFUSED, OPEN, must=True),
        Label("pay-rise", "b", REFUSED, NEUTRAL, must=False),
    )


@pytest.mark.parametrize(
    ("content", "labels"),
    [
        ('{"issue": "a"}\n', True),
        ('\n\n{"issue": "a"}\n', True),
        ('{"id": "a", "question": "When?"}\n{"issue": "a"}\n', False),
        ("[]", False),
        ("{", False),
        ("", False),
    ],
)
def test_a_file_of_labels_is_known_by_its_first_line(
    tmp_path: Path, content: str, labels: bool
) -> None:
    path = tmp_path / "file"
    path.write_text(content, encoding="utf-8")
    assert holds_labels(path) is labels
    assert not holds_labels(tmp_path / "none")


@pytest.mark.parametrize(
    "broken",
    ["{", "[]", "7", '{"issue": "a"}', json.dumps(line(signal="ajar")), json.dumps(line())[:-2]],
)
def test_a_bad_line_is_named_with_the_keys_that_it_needs(tmp_path: Path, broken: str) -> None:
    path = write(tmp_path, line())
    path.write_text(path.read_text(encoding="utf-8") + f"\n{broken}\n", encoding="utf-8")
    with pytest.raises(QuestionSetError, match="line 3 is no label; each has issue, doc_id"):
        read_labels([path])


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + json.dumps(line()).encode(),
        json.dumps(line(quote="a\u2028b\x85c"), ensure_ascii=False).encode(),
        b"[" * 100_000,
    ],
    ids=["byte order mark", "other line breaks", "deep nesting"],
)
def test_a_file_is_read_as_one_of_questions_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_bytes(content)
    assert holds_labels(path) is not content.startswith(b"[")
    if not content.startswith(b"["):
        assert len(read_labels([path])) == 1


# ── The command ──────────────────────────────────────────────────────────────────────────────


def test_evaluate_prints_the_figures_of_a_file_of_labels(tmp_path: Path) -> None:
    path = write(tmp_path, line(must=True), line(quote="Nobody said it.", must=True))
    done = run(make_strike(tmp_path), "evaluate", str(path), "--misses")
    assert done.code == 0
    assert "The ledger, by 2 labels" in done.out
    assert "passages that must be shown" in done.out
    assert "missed: pay-rise (first): Nobody said it." in done.out


def test_evaluate_as_json_has_the_keys_that_it_had(tmp_path: Path) -> None:
    shelf = built(tmp_path)
    labels = [
        line(must=True),
        line(quote=UNTIL),
        line(issue="night-shifts", quote=SHIFTS, signal="settled", must=True),
        *(line(issue="eastern-line", quote=f"{n}", must=True) for n in range(2)),
    ]
    path = write(tmp_path, *labels)
    plain = json.loads(run(shelf, "evaluate", "--json", str(path)).out)
    assert plain == {
        "shown": 4,
        "precision": 0.75,
        "must": 4,
        "must_recall": 0.5,
        "unlisted": [],
        "signals": 3,
        "same_signal": 0.6667,
        "f1": {"open": 0.8, "settled": 0.0, "neutral": None},
    }
    with_misses = json.loads(run(shelf, "evaluate", "--json", "--misses", str(path)).out)
    assert with_misses["wrong"] == [{"issue": "eastern-line", "doc_id": "first", "text": UNTIL}]
    assert [one["text"] for one in with_misses["missed"]] == ["0", "1"]


def test_evaluate_of_a_bad_file_of_labels_is_one_sentence(tmp_path: Path) -> None:
    path = write(tmp_path, line(), {"issue": "pay-rise"})
    done = run(built(tmp_path), "evaluate", str(path))
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"dateline: {path}: line 2 is no label; each has issue, doc_id")


def test_labels_and_questions_are_not_measured_together(tmp_path: Path) -> None:
    labels = write(tmp_path, line())
    questions = write(tmp_path, {"id": "a", "question": "?", "gold": []}, name="q.jsonl")
    done = run(built(tmp_path), "evaluate", str(questions), str(labels))
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"dateline: {labels}: line 1 ")
