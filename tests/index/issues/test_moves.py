"""What changed between two ledgers: statuses, quotes, numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.issues.moves import FARTHEST, compare
from index.issues.records import Evidence, Figure, Issue, Ledger, Move, Moves, NumberMove, Status
from tests.index.issues.told import BRIDGE, NEUTRAL, OPEN, SETTLED, ledger_of, told

FERRY, TRAM = Issue("ferry", "The ferry", ""), Issue("tram", "The tram", "")


def ledger(*evidence: Evidence) -> Ledger:
    return ledger_of(evidence, issues=(BRIDGE, FERRY, TRAM))


def moves(before: Ledger, after: Ledger, *, there: bool = True) -> Moves:
    return compare(before, after, since="then", until="now", is_there=lambda _: there)


def move(before: list[Evidence], after: list[Evidence], *, there: bool = True) -> Move:
    """The one move between these."""
    (found,) = moves(ledger(*before), ledger(*after), there=there).moves
    return found


def killed(value: float, published: str = "2025-12-20", about: str = "kill people") -> Evidence:
    text = f"{value:g} people were killed by {published}."
    return told(published=published, text=text, figures=(Figure(about, f"{value:g}", value),))


def test_nothing_moves_between_two_equal_ledgers() -> None:
    both = ledger(told(), told(NEUTRAL, None), killed(3))
    assert moves(both, both) == Moves("then", "now", ())


def test_a_status_moves_with_what_is_new() -> None:
    old, new = told(OPEN, "2025-12-20"), told(SETTLED, "2026-01-02")
    found = move([old], [old, new])
    assert (found.before, found.now.status) == (Status.OPEN, Status.SETTLED)
    assert (found.new, found.gone, found.numbers) == ((new,), 0, ())
    assert found.now.reason == new


def test_new_quotes_move_an_issue_whose_status_stays_the_newest_first() -> None:
    old = told(OPEN, "2025-12-20")
    new = [told(OPEN, day) for day in ("2025-11-01", "2026-01-02")]
    found = move([old], [old, *new])
    assert (found.before, found.now.status) == (Status.OPEN, Status.OPEN)
    assert found.new == (new[1], new[0])


def test_quotes_that_are_gone_are_counted() -> None:
    gone = [told(OPEN, "2026-01-02", at=at, text=f"Shut for {at} days.") for at in (1, 2)]
    found = move([told(SETTLED, "2025-12-20"), *gone], [told(SETTLED, "2025-12-20")])
    assert (found.before, found.now.status) == (Status.OPEN, Status.SETTLED)
    assert (found.new, found.gone) == ((), 2)


def test_what_is_gone_moves_an_issue_whose_status_stays() -> None:
    found = move([told(OPEN, "2025"), told(OPEN, "2026")], [told(OPEN, "2026")])
    assert (found.before, found.now.status, found.new, found.gone) == (
        (Status.OPEN, Status.OPEN, (), 1)
    )


def test_an_issue_that_is_not_mentioned_any_more_moves_too() -> None:
    found = move([told()], [])
    assert (found.before, found.now.status, found.gone) == (Status.OPEN, Status.NOT_MENTIONED, 1)


def test_an_article_that_was_edited_elsewhere_moves_nothing() -> None:
    before, after = told(at=10), told(at=25, sure=0.8, party="Railway")
    assert moves(ledger(before), ledger(after)).moves == ()


def test_the_same_words_in_another_file_are_new() -> None:
    found = move([told(doc_id="a")], [told(doc_id="a"), told(doc_id="b")])
    assert found.new == (told(doc_id="b"),)
    assert found.elsewhere == {told(doc_id="b").quote}


def test_words_that_only_a_renamed_file_has_are_no_new_words() -> None:
    found = move([told(doc_id="a")], [told(doc_id="b"), told(text="Shut again.", doc_id="b")])
    assert (len(found.new), found.gone) == (2, 1)
    assert found.elsewhere == {told(doc_id="b").quote}


def test_a_date_that_became_known_moves_a_status() -> None:
    before = [told(OPEN, None, doc_id="a"), told(SETTLED, None, doc_id="b")]
    after = [before[0], told(SETTLED, "2026-01-02", doc_id="b")]
    found = move(before, after)
    assert (found.before, found.now.status) == (Status.CONTESTED, Status.SETTLED)
    assert (found.new, found.gone) == ((), 0)


def test_issues_that_changed_status_come_first_and_else_what_moved_last() -> None:
    before = ledger(told(OPEN, "2025-11-01"))
    after = ledger(
        told(OPEN, "2025-11-01"),
        told(OPEN, "2026-02-02", text="Shut again."),
        told(OPEN, "2026-01-01", issue=FERRY.id),
        told(SETTLED, "2026-01-05", issue=TRAM.id),
    )
    assert [one.now.issue for one in moves(before, after).moves] == [TRAM, FERRY, BRIDGE]


def test_an_issue_new_to_the_catalogue_was_not_mentioned_and_a_lost_one_is_not_told() -> None:
    before = ledger_of([told(), told(issue=FERRY.id)], issues=(BRIDGE, FERRY))
    after = ledger_of([told(), told(issue=TRAM.id)], issues=(BRIDGE, TRAM))
    (found,) = moves(before, after).moves
    assert (found.now.issue, found.before, found.now.status) == (
        (TRAM, Status.NOT_MENTIONED, Status.OPEN)
    )


class TestNumbers:
    def test_the_newest_of_each_side_are_compared_with_their_quotes(self) -> None:
        old, older, new = killed(406, "2025-12"), killed(244, "2025-11-10"), killed(484, "2026-01")
        (number,) = move([older, old], [older, old, new]).numbers
        (before,), (after,) = old.figures, new.figures
        assert number == NumberMove(before, after, old.quote, new.quote)

    def test_a_number_may_fall(self) -> None:
        (number,) = move([killed(9, "2025")], [killed(4, "2026")]).numbers
        assert (number.before.value, number.after.value) == (9, 4)

    def test_a_quote_that_can_t_be_verified_any_more_is_left_out(self) -> None:
        (number,) = move([killed(9, "2025")], [killed(4, "2026")], there=False).numbers
        assert number.before_quote is None
        assert number.after_quote == killed(4, "2026").quote

    @pytest.mark.parametrize(
        "after",
        [
            killed(9, "2026"),
            killed(10, "2026", about="wound people"),
            killed(9 * FARTHEST + 1, "2026"),
            killed(10, "2024"),
        ],
        ids=["the same", "of something else", "far too many", "of an older time"],
    )
    def test_no_number_moved_by(self, after: Evidence) -> None:
        before = killed(9, "2025")
        assert move([before], [before, after]).numbers == ()

    def test_numbers_of_another_issue_are_not_compared(self) -> None:
        before = killed(9, "2025")
        after = replace(killed(10, "2026"), issue=FERRY.id)
        assert move([before], [before, after]).numbers == ()
