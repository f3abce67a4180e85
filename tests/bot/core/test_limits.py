"""The limit of questions a person may ask in a minute, by a clock moved by hand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.core.limits import RateLimit
from tests.bot.fakes import Clock


def test_the_first_questions_of_a_minute_need_no_waiting() -> None:
    limit = RateLimit(3, Clock())
    for _ in range(3):
        assert limit.wait_seconds("ann") == 0
        limit.record("ann")
    assert limit.wait_seconds("ann") == 60


def test_waiting_ends_a_minute_after_the_oldest_question() -> None:
    clock = Clock()
    limit = RateLimit(2, clock)
    limit.record("ann")
    clock.now += 25
    limit.record("ann")
    assert limit.wait_seconds("ann") == 35
    clock.now += 35
    assert limit.wait_seconds("ann") == 0
    limit.record("ann")
    assert limit.wait_seconds("ann") == 25


def test_each_person_has_a_limit_of_their_own() -> None:
    limit = RateLimit(1, Clock())
    limit.record("ann")
    assert limit.wait_seconds("ann") > 0
    assert limit.wait_seconds("bob") == 0


def test_people_who_went_quiet_are_forgotten() -> None:
    clock = Clock()
    limit = RateLimit(1, clock)
    for n in range(100):
        limit.record(f"person {n}")
    clock.now += 61
    limit.record("ann")
    assert limit.remembered == 1


@given(
    st.integers(1, 5),
    st.lists(st.tuples(st.sampled_from(["ann", "bob"]), st.floats(0, 40)), max_size=60),
)
def test_no_minute_ever_holds_more_than_the_limit(
    per_minute: int, steps: list[tuple[str, float]]
) -> None:
    clock = Clock()
    limit = RateLimit(per_minute, clock)
    accepted: list[tuple[str, float]] = []
    for person, pause in steps:
        clock.now += pause
        if limit.wait_seconds(person) == 0:
            limit.record(person)
            accepted.append((person, clock.now))
    for person, moment in accepted:
        window = [t for p, t in accepted if p == person and moment <= t < moment + 60]
        assert len(window) <= per_minute
