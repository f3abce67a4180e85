"""The classes of cue words, and what the signal model looks at around an issue."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.issues.cues import CUES
from index.issues.signals import CUE_SCALE, ISSUE, WORD_SCALE, features, shipped
from index.records import Span
from tests.index.issues.marked import only_mark


def cues_of(text: str) -> set[str]:
    return {name for name, pattern in CUES.items() if pattern.search(text)}


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("They did not sign.", "negated"),
        ("They didn’t sign.", "negated"),
        ("It is not here yet.", "so_far"),
        ("Only after the vote.", "conditional"),
        ("They ruled out a vote.", "refused"),
        ("They INSIST on it.", "demanded"),
        ("It was pushed back.", "delayed"),
        ("It is anyone's guess.", "unclear"),
        ("They met for a third round.", "discussed"),
        ("It will come next week.", "ahead"),
        ("It is expected to come.", "expected"),
        ("They hinted at it.", "announced"),
        ("They condemned it.", "accused"),
        ("It rumbles on, daily.", "going_on"),
        ("Two were wounded.", "harm"),
        ("It entered into force.", "done"),
        ("It has finally been signed.", "perfect"),
        ("It had long been signed.", "past_perfect"),
        ("It was quickly mended.", "passive_past"),
        ("They are chosen by lot.", "passive_present"),
        ("It would gradually end.", "would"),
        ("Under the truce plan.", "plan"),
        ("It consists of a dozen.", "described"),
        ("Sources told the paper.", "said"),
        ("They met last month.", "when"),
        ("A “quarter”.", "quoted"),
    ],
)
def test_a_class_of_cues_knows_its_words(text: str, cue: str) -> None:
    assert cue in cues_of(text)


def test_cues_are_whole_words() -> None:
    assert cues_of("Notable knots, blockade-runner's overdone metal iffy tired") <= {
        "passive_present"
    }
    assert cues_of("The bridge, the river and a hat.") == set()


@pytest.mark.parametrize(
    ("marked", "cue", "places"),
    [
        ("They refused [the bridge].", "refused", {"count", "near", "before"}),
        ("[The bridge] was refused.", "refused", {"count", "near", "behind"}),
        ("They refused, and [the bridge] is old.", "refused", {"count", "near", "earlier"}),
        ("[The bridge] is old, but they refused.", "refused", {"count", "near", "later"}),
        ("[The refused bridge] is old.", "refused", {"inside"}),
        ("They refused [the refused bridge].", "refused", {"inside", "count", "near", "before"}),
        ("[The bridge] is old.", "refused", set()),
    ],
)
def test_where_a_cue_stands_is_a_feature(marked: str, cue: str, places: set[str]) -> None:
    found = {name for name in features(*only_mark(marked)) if name.startswith(f"{cue}:")}
    assert found == {f"{cue}:{place}" for place in places}


def test_a_cue_counts_more_the_nearer_it_is_and_two_count_more_than_one() -> None:
    near, far, two, both = (
        features(*only_mark(text))
        for text in (
            "They refused [the bridge].",
            "They refused the old and the new [bridge].",
            "They refused and refused [the bridge].",
            "They refused [the bridge], as was said by all who refused.",
        )
    )
    assert CUE_SCALE > near["refused:near"] > far["refused:near"] > 0
    assert both["refused:near"] == near["refused:near"]  # the nearest
    assert two["refused:count"] == CUE_SCALE == 2 * near["refused:count"]
    assert features(*only_mark("refuse [bridge] refuse refuse"))["refused:count"] == CUE_SCALE


def test_words_are_features_alone_and_two_by_two_with_the_issue_left_out() -> None:
    found = features(*only_mark("Now $5 came, and Kell’s [old bridge] has 1200 guards"))
    words = {name for name, value in found.items() if value == WORD_SCALE}
    assert words == {
        *("sentence now", "sentence $", "sentence #", "sentence came", "sentence and"),
        *("sentence kell's", f"sentence {ISSUE}", "sentence has", "sentence guards"),
        *("clause and", "clause kell's", f"clause {ISSUE}", "clause has", "clause #"),
        *("clause guards", "clause and kell's", f"clause kell's {ISSUE}"),
        *(f"clause {ISSUE} has", "clause has #", "clause # guards"),
    }


ISSUES = ["bridge", "withdrawal", "Ceasefire", "disarmament", "strikes", "talks", "reopened", "aid"]
AROUND = st.lists(
    st.sampled_from(
        [
            *("They", "refused", "the", "was", "has", "not", "signed", "“yes”", "said", "under"),
            *("plan", "until", "and", "which", "—", ",", ";", "is", "expected", "to", "finally"),
            *("phase", "Hamas", "1,200", "in", "coming", "yet", "no", "date", "calls", "for", "é"),
        ]
    ),
    max_size=9,
).map(" ".join)


@given(AROUND, AROUND, st.sampled_from(ISSUES), st.sampled_from(["bridge", "dam", "Kell"]))
def test_features_know_nothing_of_the_words_of_the_issue(
    before: str, behind: str, issue: str, other: str
) -> None:
    def outside(words: str) -> dict[str, float]:
        text = f"{before} {words} {behind}"
        found = features(text, Span(len(before) + 1, len(before) + 1 + len(words)))
        return {name: value for name, value in found.items() if not name.endswith(":inside")}

    assert outside(issue) == outside(other)


@given(st.text(max_size=60), st.data())
def test_any_text_has_features_of_known_kinds(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    mention = Span(start, data.draw(st.integers(start, len(text))))

    for name, value in features(text, mention).items():
        assert 0 < value <= CUE_SCALE
        cue, _, place = name.partition(":")
        known = place in {"inside", "count", "near", "before", "behind", "earlier", "later"}
        assert (cue in CUES and known) or re.match(r"(?:sentence|clause) \S", name)


def test_the_weights_that_ship_know_no_class_of_cues_that_is_gone() -> None:
    for weights in (shipped().words_alone, shipped().with_vector):
        classes = {name.partition(":")[0] for name in weights.features if ":" in name}
        assert classes <= CUES.keys()
        assert len(classes) > len(CUES) // 2
