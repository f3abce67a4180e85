"""What is said of the ledger on every platform: groups, bylines, changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import ledger_lines, ledger_words, words
from bot.core.reply import IssueList, OneIssue
from index.issues.records import Evidence, Figure, Move, NumberMove, Signal, Status, Voice
from index.issues.wording import byline
from tests.bot.fakes import make_evidence, make_quote, make_standing

HAMAS = make_evidence("No arms.", party="Hamas", speaker="a senior official", voice=Voice.UNNAMED)
EGYPT = make_evidence("Agreed.", Signal.SETTLED, party="Egypt", speaker="Badr Abdelatty")
OUTLET = make_evidence("It is planned.", Signal.NEUTRAL)


@given(st.lists(st.sampled_from(Status)))
def test_every_issue_is_in_one_group_and_keeps_its_place_there(statuses: list[Status]) -> None:
    standings = tuple(make_standing(f"{n}", status) for n, status in enumerate(statuses))
    body = IssueList(standings, 1, 1)
    groups = (ledger_lines.listed(body), ledger_lines.settled(body), ledger_lines.silent(body))
    assert sorted((s for group in groups for s in group), key=standings.index) == list(standings)
    for group in groups:
        assert list(group) == sorted(group, key=standings.index)
    assert {s.status for s in groups[0]} <= {Status.OPEN, Status.CONTESTED}
    assert {s.status for s in groups[1]} <= {Status.SETTLED}
    assert {s.status for s in groups[2]} <= {Status.NOT_MENTIONED}


@pytest.mark.parametrize(
    ("statuses", "articles", "dated", "expected"),
    [
        ([Status.OPEN], 3, 2, ("1 open issue, last moved first:",)),
        ([Status.OPEN, Status.CONTESTED], 3, 0, ("2 open issues:", ledger_words.NONE_NEWER)),
        ([Status.SETTLED], 3, 3, (ledger_words.NO_OPEN_ISSUES,)),
        ([], 3, 0, (ledger_words.NO_OPEN_ISSUES, ledger_words.NONE_NEWER)),
        ([Status.NOT_MENTIONED], 0, 0, (words.NO_ARTICLES,)),
    ],
)
def test_above_the_list_stands_how_many_are_open_and_in_which_order(
    statuses: list[Status], articles: int, dated: int, expected: tuple[str, ...]
) -> None:
    standings = tuple(make_standing(f"{n}", status) for n, status in enumerate(statuses))
    assert ledger_lines.above(IssueList(standings, articles, dated)) == expected


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        (HAMAS, "Hamas · a senior official"),
        (EGYPT, "Egypt · Badr Abdelatty"),
        (OUTLET, "the article itself"),
        (replace(OUTLET, party="Hamas"), "the article itself, on Hamas"),
        (replace(HAMAS, speaks_for=False), "a senior official, on Hamas"),
        (replace(HAMAS, party=None), "a senior official"),
        (replace(HAMAS, speaker="HAMAS"), "HAMAS"),
    ],
)
def test_a_byline_tells_who_speaks_as_the_article_names_them(
    evidence: Evidence, expected: str
) -> None:
    assert byline(evidence) == expected


def test_a_quote_says_what_it_tells_unless_that_is_nothing() -> None:
    told = [ledger_lines.signalled(one) for one in (HAMAS, EGYPT, OUTLET)]
    assert told == [
        "Hamas · a senior official · open",
        "Egypt · Badr Abdelatty · settled",
        "the article itself",
    ]


def test_every_status_has_its_word() -> None:
    told = [ledger_lines.status_word(status) for status in Status]
    assert told == ["open", "contested", "settled", "not mentioned"]


def test_the_quote_shown_of_an_issue_is_what_decided_its_status() -> None:
    neutral_is_newer = make_standing("x", Status.OPEN, OUTLET, HAMAS, reason=HAMAS)
    assert ledger_lines.telling(neutral_is_newer) == HAMAS
    assert ledger_lines.telling(make_standing("x", Status.NOT_MENTIONED, OUTLET)) == OUTLET
    assert ledger_lines.telling(make_standing("x", Status.NOT_MENTIONED)) is None


def test_what_is_known_of_an_issue_reads_well_with_and_without_a_date() -> None:
    undated = make_evidence(published=None)
    assert ledger_lines.facts(make_standing("x", Status.OPEN, HAMAS)) == (
        "1 article · last moved 1 December 2025"
    )
    assert ledger_lines.facts(make_standing("x", Status.OPEN, undated)) == "1 article · undated"
    assert ledger_lines.facts(make_standing("x", Status.NOT_MENTIONED)) == "0 articles"


@given(st.data())
def test_no_quote_of_an_issue_is_shown_twice_and_all_are_counted(data: st.DataObject) -> None:
    parties = data.draw(st.lists(st.sampled_from([None, "Hamas", "Egypt", "Israel"]), min_size=1))
    evidence = tuple(make_evidence(f"{n}", party=party) for n, party in enumerate(parties))
    newest = {one.party: one for one in reversed(evidence) if one.party}
    reason = data.draw(st.sampled_from(evidence))
    standing = make_standing(
        "x", Status.OPEN, *evidence, positions=tuple(newest.values()), reason=reason
    )
    others = [one for one in evidence if one != reason]
    size = data.draw(st.integers(0, 5))
    body = OneIssue(standing, tuple(others[:size]), max(0, len(others) - size), {})
    shown = [reason, *ledger_lines.positions(body), *ledger_lines.besides(body)]
    assert len(shown) == len(set(shown))
    assert set(newest.values()) <= set(shown)
    assert len(shown) + ledger_lines.unshown(body) == len(evidence)


def number(before: str, after: str) -> NumberMove:
    return NumberMove(Figure("kill", before, 1), Figure("kill", after, 2), None, OUTLET.quote)


def test_a_number_changes_in_the_words_of_the_articles() -> None:
    told = ledger_lines.number_change(number("at least 244", "more than 400"))
    assert told == "at least 244 → more than 400"


def test_a_move_tells_statuses_and_counts() -> None:
    now = make_standing("x", Status.SETTLED, EGYPT)
    move = Move(Status.OPEN, now, (EGYPT, OUTLET), 1, ())
    assert ledger_lines.status_change(move) == "open → settled"
    assert ledger_lines.quote_change(move) == "2 new quotes · 1 quote gone"
    same = replace(move, before=Status.SETTLED, new=(), gone=0)
    assert (ledger_lines.status_change(same), ledger_lines.quote_change(same)) == ("settled", "")


def test_new_quotes_that_stand_with_a_number_are_not_repeated() -> None:
    now = make_standing("x", Status.OPEN, OUTLET)
    move = Move(Status.OPEN, now, (HAMAS, OUTLET), 0, (number("9", "12"),))
    assert ledger_lines.new_besides(move) == (HAMAS,)


def test_issues_that_are_only_named_have_their_ids_to_type() -> None:
    silent = [make_standing("aid", title="Aid"), make_standing("arms")]
    assert ledger_lines.titles(silent) == "Aid (aid); The arms (arms)"


def test_evidence_of_one_text_in_two_articles_is_two() -> None:
    twin = replace(HAMAS, quote=make_quote("No arms.", "other"))
    body = OneIssue(
        make_standing("x", Status.OPEN, HAMAS, twin, positions=(HAMAS,)), (twin,), 0, {}
    )
    assert ledger_lines.besides(body) == (twin,)
