"""Pairs of invented sentences: which are put side by side, and which are left alone.

`pairs.jsonl` was at hand while the rules were written. `pairs_by_another.jsonl` was written by
somebody else and measured first: 28 of its 60 pairs were right. Then the rules were mended for the
kinds of failures in every other pair; of the 30 pairs that were still unseen 21 were right, and
none was shown as differing that isn't. The floors below are from a last look at all of them, after
more was mended: neither file is held out any longer.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from index.question.asked_for import AnswerKind
from index.reports.comparing import names_all
from index.reports.differing import Statement, find_claim, find_differing
from index.reports.stances import find_stance
from index.reports.wanted import read_wanted
from tests.index.real_model import read_lines

SAMPLES = Path(__file__).parents[2] / "samples"
DIFFERING, AGREEING, INCOMPARABLE = "differing", "agreeing", "incomparable"


def statements(pair: dict[str, str]) -> list[Statement]:
    """The two sentences, each all that its article says."""
    sentences = (pair["first"], pair["second"])
    return [
        Statement(f"{number}", number, None, sentence, sentence, sentence.lower())
        for number, sentence in enumerate(sentences)
    ]


def judge(pair: dict[str, str]) -> str:
    """Lines that differ are differing; two sentences that both answer alike are agreeing."""
    first, second = statements(pair)
    if find_differing(pair["question"], [first, second]):
        return DIFFERING
    wanted = read_wanted(pair["question"])
    if not all(names_all(wanted, one.article) for one in (first, second)):
        return INCOMPARABLE
    if wanted.kind is AnswerKind.YES_NO:
        found = [find_stance(one.sentence, wanted) for one in (first, second)]
        return AGREEING if all(found) else INCOMPARABLE
    claim = find_claim(first, wanted)
    return AGREEING if claim and find_claim(second, wanted, claim) else INCOMPARABLE


@pytest.mark.parametrize(
    ("file", "count", "not_differing", "right"),
    [("pairs.jsonl", 70, 44, 65), ("pairs_by_another.jsonl", 60, 38, 50)],
)
def test_pairs_are_judged_as_people_judge_them(
    file: str, count: int, not_differing: int, right: int
) -> None:
    pairs = read_lines(SAMPLES / file)
    judged = {pair["id"]: (pair["expected"], judge(pair)) for pair in pairs}
    wrong = {pair: verdicts for pair, verdicts in judged.items() if verdicts[0] != verdicts[1]}
    assert len(judged) == count
    assert count - len(wrong) >= right, f"expected and got: {wrong}"
    told_apart = [pair for pair, (_, got) in wrong.items() if got == DIFFERING]
    assert sum(expected != DIFFERING for expected, _ in judged.values()) == not_differing
    assert len(told_apart) <= 2, f"shown as differing: {told_apart}"


@pytest.mark.parametrize("file", ["pairs.jsonl", "pairs_by_another.jsonl"])
def test_the_order_of_two_sentences_seldom_matters(file: str) -> None:
    turned = Counter(
        bool(find_differing(pair["question"], statements(pair)))
        != bool(find_differing(pair["question"], reversed(statements(pair))))
        for pair in read_lines(SAMPLES / file)
    )
    assert turned[True] <= 1, "one of them was taken as what the other is compared with"


@pytest.mark.parametrize("file", ["pairs.jsonl", "pairs_by_another.jsonl"])
def test_shown_values_are_those_that_people_marked(file: str) -> None:
    """Or a part of them: "Lurenz" of "in Lurenz"; stances are marked by what carries them."""
    astray = {}
    for pair in read_lines(SAMPLES / file):
        lines = find_differing(pair["question"], statements(pair))
        shown = [one.words for line in lines for one in line.said]
        if pair["expected"] != DIFFERING or not shown or pair["kind"] == "yes_no":
            continue
        if not all(any(words in value for value in pair["values"]) for words in shown):
            astray[pair["id"]] = (shown, pair["values"])
    assert len(astray) <= 1, f"shown and marked: {astray}"
