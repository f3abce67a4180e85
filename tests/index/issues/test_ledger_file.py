"""Findings come back from a file as they were written, and a damaged file is told."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import StoreDamagedError
from index.issues.ledger_file import (
    LEDGER_FILE,
    from_json,
    read_findings,
    to_json,
    write_findings,
)
from index.issues.records import (
    Candidate,
    Condition,
    Evidence,
    Figure,
    Findings,
    Issue,
    Signal,
    Voice,
)
from index.records import Quote, Span
from tests.index.issues.told import BRIDGE, NEUTRAL, told, waiting

if TYPE_CHECKING:
    from pathlib import Path

SHORT = st.lists(
    st.sampled_from(["\n\n", "\r\n", "\u2028", " ", "é", "“word”", "U.S.", "\ud800", "\x00", "🕊"]),
    max_size=4,
).map("".join)
SCORES = st.floats(0, 1)
SPANS = st.tuples(st.integers(0, 10**9), st.integers(0, 10**4)).map(
    lambda at: Span(at[0], at[0] + at[1])
)
QUOTES = st.builds(
    Quote,
    doc_id=SHORT,
    span=SPANS,
    text=SHORT,
    score=SCORES,
    title=st.none() | SHORT,
    published=st.sampled_from([None, "2025", "2025-12", "2025-12-20"]),
    source_url=st.none() | SHORT,
    copies=st.lists(SHORT, max_size=3).map(tuple),
)
FIGURES = st.builds(Figure, about=SHORT, text=SHORT, value=st.floats(allow_nan=False))
EVIDENCE = st.builds(
    Evidence,
    issue=SHORT,
    quote=QUOTES,
    signal=st.sampled_from(Signal),
    party=st.none() | SHORT,
    speaker=st.none() | SHORT,
    voice=st.sampled_from(Voice),
    speaks_for=st.booleans(),
    also=st.lists(SHORT, max_size=2).map(tuple),
    names_it=st.booleans(),
    figures=st.lists(FIGURES, max_size=2).map(tuple),
)
CONDITIONS = st.builds(Condition, issue=SHORT, waits_for=SHORT, quote=QUOTES)
CANDIDATES = st.builds(
    Candidate,
    about=st.lists(SHORT, max_size=3).map(tuple),
    quotes=st.lists(QUOTES, max_size=3).map(tuple),
    articles=st.integers(0, 9),
)
FINDINGS = st.builds(
    Findings,
    issues=st.lists(st.builds(Issue, id=SHORT, title=SHORT, settled_by=SHORT), max_size=3).map(
        tuple
    ),
    evidence=st.lists(EVIDENCE, max_size=5).map(tuple),
    conditions=st.lists(CONDITIONS, max_size=3).map(tuple),
    candidates=st.lists(CANDIDATES, max_size=3).map(tuple),
)
SMALL = Findings((BRIDGE,), (told(), told(NEUTRAL, None)), (waiting("ferry", "2025"),))


@given(FINDINGS)
def test_findings_come_back_as_they_were(findings: Findings) -> None:
    written = to_json(findings)
    assert from_json(written) == findings
    assert len(written.splitlines()) == 1
    assert written.isascii()


def test_they_lie_in_the_folder_of_a_generation(tmp_path: Path) -> None:
    write_findings(tmp_path, SMALL)
    assert [path.name for path in tmp_path.iterdir()] == [LEDGER_FILE]
    assert read_findings(tmp_path) == SMALL


def test_a_quote_on_several_issues_is_written_once() -> None:
    one = told()
    both = Findings((BRIDGE,), (one, replace(one, issue="ferry")), (waiting("ferry", None),))
    value = json.loads(to_json(both))
    assert len(value["quotes"]) == 2
    assert [evidence["quote"] for evidence in value["evidence"]] == [0, 0]


WRITTEN = to_json(SMALL)


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\xff\xfe",
        b"null",
        b"[]",
        b"7",
        b"{}",
        WRITTEN[: len(WRITTEN) // 2].encode(),
        WRITTEN.replace('"open"', '"ajar"').encode(),
        WRITTEN.replace('"outlet"', '"nobody"').encode(),
        WRITTEN.replace('"quote": 1', '"quote": 99').encode(),
        WRITTEN.replace('"quote": 1', '"quote": "1"').encode(),
        WRITTEN.replace('"span": [0, 25]', '"span": [0]').encode(),
        WRITTEN.replace('"span": [0, 25]', '"span": null').encode(),
        WRITTEN.replace('"settled_by"', '"settles"').encode(),
        WRITTEN.replace('"figures": []', '"figures": [[]]').encode(),
        WRITTEN.replace('"evidence"', '"hearsay"').encode(),
    ],
)
def test_a_damaged_file_is_told_with_its_cure(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / LEDGER_FILE).write_bytes(damage)
    with pytest.raises(StoreDamagedError, match="python -m index build --full") as caught:
        read_findings(tmp_path)
    assert caught.value.path == tmp_path / LEDGER_FILE


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.mkdir()])  # noqa: ARG005
def test_a_missing_file_is_told_with_its_cure(tmp_path: Path, make: object) -> None:
    make(tmp_path / LEDGER_FILE)  # type: ignore[operator]
    with pytest.raises(StoreDamagedError):
        read_findings(tmp_path)
