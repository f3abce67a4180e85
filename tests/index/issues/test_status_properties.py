"""What holds of the rule whatever the articles say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import assume, given
from hypothesis import strategies as st

from index.issues.records import Evidence, Signal, Standing, Status
from index.issues.status import DECIDES, age_key, days_of, deciding
from tests.index.issues.told import WORDS, standing_of, told

if TYPE_CHECKING:
    from random import Random

PARTIES = st.sampled_from([None, "Railway", "Town"])
DAYS = st.sampled_from(
    ["2025-12-20", "2025-12-21", "2025-12", "2025-12-31", "2025", "2026", "2026-01", "2026-01-02"]
)
DATES = DAYS | st.none()
TEXTS = [*WORDS.values(), "The bridge had been shut", "Residents denied it.", "“It is open.”"]


@st.composite
def evidence(draw: st.DrawFn, dates: st.SearchStrategy[str | None] = DATES) -> Evidence:
    """Of one of six articles a day; no two sentences begin at one place."""
    published = draw(dates)
    return told(
        draw(st.sampled_from(Signal)),
        published,
        draw(st.sampled_from(TEXTS)),
        sure=draw(st.sampled_from([0.35, DECIDES, 0.8, 0.9, 1.0])),
        at=draw(st.integers(0, 10**6)),
        doc_id=f"{draw(st.integers(0, 5))} of {published}",
        party=draw(PARTIES),
        also=draw(st.sampled_from([(), ("Town",)])),
        speaks_for=draw(st.booleans()),
        names_it=draw(st.booleans()),
    )


def several(
    dates: st.SearchStrategy[str | None] = DATES, least: int = 0
) -> st.SearchStrategy[list[Evidence]]:
    return st.lists(
        evidence(dates), min_size=least, max_size=8, unique_by=lambda one: one.quote.span.start
    )


def dated(told_so: list[Evidence]) -> list[Evidence]:
    """What is dated and can decide."""
    return [one for one in deciding(told_so) if one.quote.published]


def decided(standing: Standing) -> tuple[object, ...]:
    return standing.status, standing.because, standing.last_moved


@given(several(least=4), several(st.none()))
def test_undated_evidence_never_changes_what_dated_evidence_decides(
    known: list[Evidence], undated: list[Evidence]
) -> None:
    assume(dated(known))
    before, after = standing_of(*known), standing_of(*undated, *known)
    assert decided(after) == decided(before)
    assert after.reason == before.reason


@given(several(least=4), several(DAYS))
def test_evidence_older_than_the_newest_never_changes_a_status(
    known: list[Evidence], more: list[Evidence]
) -> None:
    assume(dated(known))
    newest = max((one.quote.published for one in dated(known)), key=age_key)
    older = [one for one in more if days_of(one.quote.published)[1] < days_of(newest)[0]]
    before, after = standing_of(*known), standing_of(*older, *known)
    assert decided(after) == decided(before)
    assert after.reason == before.reason


@given(several())
def test_a_reason_is_evidence_and_all_evidence_stays(told_so: list[Evidence]) -> None:
    standing = standing_of(*told_so)
    assert (standing.reason is None) == (standing.status is Status.NOT_MENTIONED)
    assert standing.reason is None or standing.reason in standing.evidence
    assert sorted(standing.evidence, key=repr) == sorted(told_so, key=repr)
    if standing.reason and standing.status is not Status.CONTESTED:
        assert standing.reason.signal.value == standing.status.value


@given(several(), st.randoms(use_true_random=False))
def test_the_order_of_evidence_changes_no_status(told_so: list[Evidence], random: Random) -> None:
    shuffled = list(told_so)
    random.shuffle(shuffled)
    assert decided(standing_of(*shuffled)) == decided(standing_of(*told_so))


@given(several())
def test_each_party_that_says_something_has_one_position(told_so: list[Evidence]) -> None:
    parties = [one.party for one in standing_of(*told_so).positions]
    spoken = [one for one in told_so if one.signal is not Signal.NEUTRAL]
    assert len(parties) == len(set(parties))
    assert set(parties) == {p for one in spoken for p in (one.party, *one.also) if p is not None}
