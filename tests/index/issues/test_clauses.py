"""The clause of a sentence that some of its words stand in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.issues.clauses import clause_around
from index.records import Span
from tests.index.issues.marked import only_mark


@pytest.mark.parametrize(
    ("marked", "clause"),
    [
        ("[The bridge] is shut.", "The bridge is shut."),
        ("The road opened, but [the bridge] is shut.", "but the bridge is shut."),
        ("[The bridge] is shut while the road is open.", "The bridge is shut "),
        ("[The bridge]: a ruin.", "The bridge"),
        ("Envoys said that [the bridge], once whole, is shut.", "that the bridge"),
        ("Until [the bridge] opens, nothing moves.", "Until the bridge opens"),
        ("No trucks – [the bridge] is shut – came.", " – the bridge is shut"),
        ("No trucks - [the bridge] is shut - came.", " - the bridge is shut"),
        ("The mid-river [bridge] is shut.", "The mid-river bridge is shut."),
        ("He said: “[The bridge] is shut until the river falls.” They left.",
         "“The bridge is shut "),
        ("“[The bridge] is shut to all of us,” he said.", "“The bridge is shut to all of us"),
        ("The “New River Line” runs by [the bridge] now.",
         "The “New River Line” runs by the bridge now."),
        ('The "yellow line" of [the bridge] stays, he said.',
         'The "yellow line" of the bridge stays'),
        ("[Bridge, road and port] are shut, he said.", "Bridge, road and port are shut"),
        ("A witness, Anders Whiley, saw [the bridge].", ", saw the bridge."),
        ("[the bridge]", "the bridge"),
        ("Some 1,200 guards hold [the bridge] at 10:30, he said.",
         "Some 1,200 guards hold the bridge at 10:30"),
    ],
)  # fmt: skip
def test_a_clause_ends_at_punctuation_and_at_words_that_join(marked: str, clause: str) -> None:
    text, inner = only_mark(marked)
    found = clause_around(text, inner)
    assert text[found.start : found.end] == clause


PIECES = st.sampled_from(
    [
        *(", ", "; ", ": ", " - ", " – ", "—", "(", ")", "“", "”", '"', " ", " ", "\n", "-", "’"),
        *("while", "Before", "and", "whose", "the", "bridge", "New", "Line", "is", "é", "😀", "."),
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=30).map("".join) | st.text(min_size=1, max_size=40)


@given(TEXTS, st.data())
def test_a_clause_lies_in_the_text_and_holds_the_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    clause = clause_around(text, Span(start, end))

    assert 0 <= clause.start <= start <= end <= clause.end <= len(text)
    # What the clause is of its own, it is of all that lies in it.
    assert clause_around(text, clause) == clause
