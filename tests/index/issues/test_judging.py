"""Every sentence of every article is judged once: whose, on what, and which are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.issues.book import Book
from index.issues.catalogue_file import catalogue_at
from index.issues.denials import SURE
from index.issues.judging import Judge, Sentences
from index.issues.records import Signal
from index.issues.signals import SignalModel, Weights
from tests.index.issues.strike import (
    OPENED,
    PLAN,
    REFUSED,
    SHIFTS,
    UNTIL,
    built,
    evidence,
    ledger,
    options,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.index.shelf import Shelf

PADDING = (
    "Commuters in Velden and Osterby waited in the rain while buses ran once an hour.\n\n"
    "Shopkeepers near the central station said that takings had fallen by a third since March.\n\n"
    "The company carries some 90,000 people a day between the coast and the capital.\n"
)
NO_RISE = "No pay rise is in sight, Northrail says"


def article(*sentences: str, title: str = "Northrail", published: str = "2026-03-02") -> str:
    text = "\n\n".join(sentences)
    return f"---\ntitle: {title}\npublished: {published}\n---\n{text}\n"


def quoted(shelf: Shelf, issue: str | None = None) -> list[str]:
    return [one.quote.text for one in evidence(shelf, issue)]


def test_a_sentence_is_evidence_for_each_issue_that_it_names(tmp_path: Path) -> None:
    shelf = built(tmp_path)
    told = {(one.issue, one.quote.text): one.signal for one in evidence(shelf)}
    assert told == {
        ("pay-rise", REFUSED): Signal.OPEN,
        ("pay-rise", UNTIL): Signal.OPEN,
        ("eastern-line", UNTIL): Signal.OPEN,
        ("night-shifts", SHIFTS): Signal.OPEN,
        ("night-shifts", PLAN): Signal.NEUTRAL,
    }
    text = (shelf.articles / "first.md").read_text(encoding="utf-8")
    for one in evidence(shelf, "pay-rise"):
        assert text[one.quote.span.start : one.quote.span.end] == one.quote.text
        assert 0.5 < one.quote.score <= 1
        assert (one.quote.published, one.quote.title) == (
            ("2026-03-02", "Rail strike enters its second week")
        )


def test_who_speaks_and_what_waits_is_kept_with_it(tmp_path: Path) -> None:
    shelf = built(tmp_path)
    line = next(s for s in ledger(shelf).standings if s.issue.id == "eastern-line")
    (told,) = line.evidence
    assert (told.party, told.speaker, told.speaks_for) == ("Union", "The Rail Workers Union", True)
    assert [(one.waits_for, one.quote.text) for one in line.waits_for] == [("pay-rise", UNTIL)]


class TestWhichArticles:
    @pytest.mark.parametrize(
        "text",
        [
            f"---\ntitle: A strike\n---\n{PLAN}\n",
            f"---\ntitle: Northrails\n---\n{PLAN}\n",
            article(PLAN, published="2026-01-31"),
            article(PLAN, published="2025"),
        ],
        ids=["does not name it", "names another", "before it began", "a year before"],
    )
    def test_none_of_its_sentences_count(self, tmp_path: Path, text: str) -> None:
        assert quoted(built(tmp_path, {"a.md": text})) == []

    @pytest.mark.parametrize(
        "text",
        [
            article(PLAN),
            article(PLAN, published="2026"),
            f"---\ntitle: Northrail\n---\n{PLAN}\n",
            f"---\ntitle: A strike\n---\nNORTHRAIL runs on.\n\n{PLAN}\n",
        ],
        ids=["in the title", "a year that holds the day", "undated", "in the text"],
    )
    def test_its_sentences_count(self, tmp_path: Path, text: str) -> None:
        assert quoted(built(tmp_path, {"a.md": text})) == [PLAN]


class TestCopies:
    def test_what_several_copies_say_is_judged_once(self, tmp_path: Path) -> None:
        copy = article(REFUSED, PADDING)
        shelf = built(tmp_path, {"a.md": copy, "b.md": copy, "c/d.md": copy})
        (told,) = evidence(shelf, "pay-rise")
        assert (told.quote.doc_id, told.quote.copies) == ("a", ("b", "c/d"))
        (standing,) = (s for s in ledger(shelf).standings if s.evidence)
        assert standing.articles == 1

    def test_of_copies_the_first_that_was_published_speaks(self, tmp_path: Path) -> None:
        undated = article(REFUSED, PADDING).replace("published: 2026-03-02\n", "")
        later = article(REFUSED, PADDING, published="2026-03-09")
        first = article(REFUSED, PADDING, published="2026-03-05")
        shelf = built(tmp_path, {"a.md": undated, "b.md": later, "c.md": first})
        (told,) = evidence(shelf, "pay-rise")
        assert (told.quote.doc_id, told.quote.published) == ("c", "2026-03-05")

    def test_what_a_later_version_adds_counts(self, tmp_path: Path) -> None:
        files = {"a.md": article(REFUSED, PADDING), "b.md": article(REFUSED, PADDING, PLAN)}
        shelf = built(tmp_path, files)
        told = {one.quote.text: one.quote for one in evidence(shelf)}
        assert told.keys() == {REFUSED, PLAN}
        assert (told[PLAN].doc_id, told[PLAN].copies) == ("b", ("a",))

    def test_an_article_that_says_the_same_and_is_no_copy_is_a_voice_of_its_own(
        self, tmp_path: Path
    ) -> None:
        files = {"a.md": article(REFUSED, PADDING), "b.md": article(REFUSED, "Northrail waits.")}
        told = evidence(built(tmp_path, files))
        assert {one.quote.doc_id: one.quote.text for one in told} == {"a": REFUSED, "b": REFUSED}

    def test_a_sentence_that_stands_twice_in_an_article_counts_once(self, tmp_path: Path) -> None:
        shelf = built(tmp_path, {"a.md": article(REFUSED, PADDING, REFUSED)})
        assert quoted(shelf) == [REFUSED]


def test_a_heading_of_some_words_is_judged_and_a_shorter_one_is_not(tmp_path: Path) -> None:
    text = article(PADDING, f"## {NO_RISE}", PADDING, "## Pay rise rejected", PADDING)
    assert quoted(built(tmp_path, {"a.md": text})) == [NO_RISE]


def test_what_only_describes_an_event_is_left_out(tmp_path: Path) -> None:
    described = "Under the plan, arbitration would last six weeks."
    refused = "Northrail still refuses arbitration."
    shelf = built(tmp_path, {"a.md": article(described, PADDING, refused, PADDING, PLAN)})
    assert quoted(shelf, "arbitration") == [refused]
    assert quoted(shelf, "night-shifts") == [PLAN]


def test_words_that_are_an_exception_name_nothing(tmp_path: Path) -> None:
    text = article("Under the plan, the night shift allowance would last six months.")
    assert quoted(built(tmp_path, {"a.md": text})) == []


def test_a_denial_of_the_sentence_before_counts_for_its_issue(tmp_path: Path) -> None:
    shelf = built(tmp_path, {"a.md": article(f"{OPENED} The union denied this.")})
    claim, denial = evidence(shelf, "eastern-line")
    assert (claim.signal, claim.names_it) == (Signal.SETTLED, True)
    assert (denial.quote.text, denial.signal) == ("The union denied this.", Signal.OPEN)
    assert (denial.names_it, denial.quote.score) == (False, SURE)


def test_disputes_on_no_issue_are_candidates_where_several_sentences_tell_of_one(
    tmp_path: Path,
) -> None:
    parking = "Whether {} may park at the depot in Velden remains unclear, as Northrail objects."
    drivers, guards = parking.format("drivers"), parking.format("guards")
    files = {
        "a.md": article(drivers, PADDING),
        "b.md": article(guards, title="Depot"),
        "c.md": article("Whether dogs will be let on trains remains unclear.", title="Dogs"),
        "d.md": article(SHIFTS, SHIFTS.replace("cut", "ended"), title="Shifts"),
    }
    shelf = built(tmp_path, files)
    (candidate,) = ledger(shelf).candidates
    assert {quote.text for quote in candidate.quotes} == {drivers, guards}
    assert candidate.articles == 2
    assert {"park", "depot", "Velden"} & set(candidate.about)
    assert {one.issue for one in evidence(shelf)} == {"night-shifts"}


class TestModel:
    """Vectors are looked at only where they are of the model that the weights were fitted with."""

    def judged(self, shelf: Shelf, revision: str) -> set[tuple[Signal, float]]:
        generation = shelf.generation()
        first = len(generation.layout.passages)
        rows = np.arange(first, first + len(generation.layout.sentences))
        sentences = Sentences(
            [generation.articles.article(row) for row in range(len(generation.articles))],
            generation.layout,
            generation.copies,
            generation.vectors.rows(rows).astype(np.float16),
            generation.manifest.revision,
        )
        neutral, open_ = np.array([0.0, 0.0, 9.0]), np.array([9.0, 0.0, 0.0])
        no_vector = np.zeros((3, 32))
        model = SignalModel(revision, Weights(neutral, {}, no_vector), Weights(open_, {}, None))
        catalogue = catalogue_at(options(shelf).issues_file)
        findings, _ = Judge(catalogue, model, sentences).judge()
        return {(one.signal, one.quote.score) for one in findings.evidence}

    def test_it_is_asked_with_vectors_that_it_knows_only(self, tmp_path: Path) -> None:
        shelf = built(tmp_path, {"a.md": article(PLAN)})
        assert self.judged(shelf, "first") == {(Signal.NEUTRAL, 0.9999)}
        assert self.judged(shelf, "another") == {(Signal.OPEN, 0.9999)}


def test_all_issues_of_the_catalogue_are_in_the_ledger_of_articles_that_name_none(
    tmp_path: Path,
) -> None:
    book = Book.open(built(tmp_path, {"a.md": article("It rained.")}).store)
    assert [standing.issue.id for standing in book.ledger().standings] == [
        *("pay-rise", "night-shifts", "eastern-line", "arbitration")
    ]
