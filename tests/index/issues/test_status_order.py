"""What a standing tells beside the status: the order of all, who says what, what it waits for."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from index.issues.records import Candidate, Evidence, Findings, Issue, Status
from index.issues.status import derive
from index.records import Quote, Span
from tests.index.issues.told import (
    BRIDGE,
    NEUTRAL,
    OPEN,
    SETTLED,
    ledger_of,
    standing_of,
    told,
    waiting,
)

OTHERS = tuple(Issue(name, f"The {name}", "") for name in ("ferry", "tunnel", "tram", "quay"))
FERRY, TUNNEL, TRAM, QUAY = (issue.id for issue in OTHERS)
ISSUES = (BRIDGE, *OTHERS)


def order(*evidence: Evidence) -> list[str]:
    return [standing.issue.id for standing in ledger_of(evidence, issues=ISSUES).standings]


def test_what_moved_last_comes_first_and_undated_after_in_catalogue_order() -> None:
    found = order(
        told(published=None, issue=QUAY),
        told(published="2025-11", issue=FERRY),
        told(published="2025-12-24", issue=TUNNEL),
        told(published="2025-12", issue=TRAM),
    )
    assert found == [TRAM, TUNNEL, FERRY, BRIDGE.id, QUAY]


def test_without_any_date_the_order_is_the_catalogue_s() -> None:
    assert order(told(published=None, issue=QUAY)) == [issue.id for issue in ISSUES]


def test_what_only_describes_an_issue_does_not_move_it() -> None:
    found = order(
        told(OPEN, "2025-11-01", issue=FERRY),
        told(NEUTRAL, "2026-02-01", issue=FERRY),
        told(SETTLED, "2026-02-01", issue=FERRY, sure=0.3),
        told(OPEN, "2025-12-01", issue=TUNNEL),
    )
    assert found[:2] == [TUNNEL, FERRY]


def test_listed_are_open_and_contested_issues() -> None:
    ledger = ledger_of(
        [
            told(OPEN, issue=FERRY),
            told(SETTLED, issue=TUNNEL),
            told(SETTLED, issue=TRAM, doc_id="a"),
            told(OPEN, issue=TRAM, doc_id="b"),
            told(NEUTRAL, issue=QUAY),
        ],
        issues=ISSUES,
    )
    found = {standing.issue.id: standing.status for standing in ledger.standings}
    assert found == {
        FERRY: Status.OPEN,
        TUNNEL: Status.SETTLED,
        TRAM: Status.CONTESTED,
        QUAY: Status.NOT_MENTIONED,
        BRIDGE.id: Status.NOT_MENTIONED,
    }
    assert [standing.issue.id for standing in ledger.listed] == [FERRY, TRAM]


def test_evidence_has_the_newest_first_then_undated_in_the_order_of_the_text() -> None:
    undated = [told(published=None, at=at) for at in (0, 50)]
    old, month, new = (told(published=day) for day in ("2025-01-05", "2025-12", "2026-01-01"))
    assert standing_of(undated[0], old, month, undated[1], new).evidence == (
        new, month, old, *undated,
    )  # fmt: skip


def test_of_a_month_and_its_last_day_the_day_is_newer_in_any_order() -> None:
    evidence = [told(SETTLED, "2025-12"), told(SETTLED, "2025-12-31"), told(OPEN, "2025-12-20")]
    found = [standing_of(*order) for order in permutations(evidence)]
    assert {(one.status, one.last_moved) for one in found} == {(Status.SETTLED, "2025-12-31")}


def test_articles_counts_files_not_quotes() -> None:
    assert standing_of(told(at=0), told(at=80), told(NEUTRAL, None)).articles == 2


class TestPositions:
    def test_each_party_s_newest_word(self) -> None:
        old = told(published="2025-11-01", party="Railway")
        new = told(published="2025-12-01", party="Railway")
        town = told(published="2025-11-15", party="Town")
        assert standing_of(old, new, town, told(published="2026-01-01")).positions == (new, town)

    def test_of_one_time_its_own_word_goes_before_what_others_tell_of_it(self) -> None:
        own = told(party="Railway", speaks_for=True, sure=0.5)
        of_it = told(party="Railway", sure=0.99, at=100)
        assert standing_of(of_it, own).positions == (own,)

    def test_newer_news_of_a_party_goes_before_its_own_older_word(self) -> None:
        own = told(published="2025-11-01", party="Railway", speaks_for=True)
        of_it = told(published="2025-12-01", party="Railway")
        assert standing_of(own, of_it).positions == (of_it,)

    def test_of_equals_the_surest(self) -> None:
        sure, surer = (told(party="Railway", sure=sure, at=at) for sure, at in ((0.6, 0), (0.8, 9)))
        assert standing_of(sure, surer).positions == (surer,)

    def test_neutral_words_are_no_position(self) -> None:
        assert standing_of(told(NEUTRAL, party="Railway", speaks_for=True)).positions == ()

    def test_a_sentence_on_several_parties_is_a_position_of_each_and_the_first_one_s_own(
        self,
    ) -> None:
        both = told(party="Railway", also=("Town",), speaks_for=True, speaker="the railway")
        railway, town = standing_of(both).positions
        assert railway == both
        assert (town.party, town.also, town.speaks_for) == ("Town", (), False)
        assert town.quote == both.quote

    def test_a_party_told_of_by_another_has_its_own_word_first(self) -> None:
        both = told(party="Railway", also=("Town",), speaks_for=True)
        own = told(party="Town", speaks_for=True, sure=0.5, at=100)
        assert set(standing_of(both, own).positions) == {both, own}


class TestWaitsFor:
    def test_the_newest_condition_of_each_issue(self) -> None:
        found = standing_of(
            conditions=[
                waiting(FERRY, "2025-11-01"),
                waiting(TRAM, None),
                waiting(FERRY, "2025-12-01", "No bridge before the ferry."),
            ]
        )
        assert found.waits_for == (
            waiting(FERRY, "2025-12-01", "No bridge before the ferry."),
            waiting(TRAM, None),
        )

    def test_it_is_the_issue_s_own(self) -> None:
        ledger = ledger_of([], [waiting(FERRY, "2025-11-01")], ISSUES)
        waits = {standing.issue.id for standing in ledger.standings if standing.waits_for}
        assert waits == {BRIDGE.id}


class TestUntil:
    """By what was published on a day or before."""

    @pytest.mark.parametrize(
        ("until", "status"),
        [
            (date(2025, 10, 31), Status.NOT_MENTIONED),
            (date(2025, 11, 1), Status.OPEN),  # November may be its first day
            (date(2025, 12, 19), Status.OPEN),
            (date(2025, 12, 20), Status.SETTLED),
            (date(2026, 6, 1), Status.SETTLED),
        ],
    )
    def test_the_status_is_that_of_the_day(self, until: date, status: Status) -> None:
        evidence = [told(OPEN, "2025-11"), told(SETTLED, "2025-12-20")]
        (standing,) = ledger_of(evidence, until=until).standings
        assert standing.status is status

    def test_undated_evidence_counts_on_no_day(self) -> None:
        (standing,) = ledger_of([told(OPEN, None)], until=date(2100, 1, 1)).standings
        assert (standing.status, standing.evidence) == (Status.NOT_MENTIONED, ())

    def test_conditions_are_those_of_the_day(self) -> None:
        conditions = [waiting(FERRY, "2025-11"), waiting(TRAM, "2025-12"), waiting(QUAY, None)]
        (standing,) = ledger_of([], conditions, until=date(2025, 11, 30)).standings
        assert standing.waits_for == (waiting(FERRY, "2025-11"),)


def test_evidence_on_no_issue_of_the_catalogue_is_left_aside() -> None:
    assert ledger_of([told(issue="moon")]).standings[0].evidence == ()


def test_candidates_are_passed_on() -> None:
    candidate = Candidate(("fares",), (Quote("a", Span(0, 5), "Fares", 0.9),), 1)
    assert derive(Findings((BRIDGE,), candidates=(candidate,))).candidates == (candidate,)
