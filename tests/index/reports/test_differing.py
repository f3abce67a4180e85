"""Values of several articles side by side: which, in what order, and how they stand to another."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.records import Relation
from index.reports.differing import SEPARATOR, Line, Statement, compare, find_differing

DIFFERENT, LATER, EARLIER = Relation.DIFFERENT, Relation.LATER, Relation.EARLIER
KILLED = "How many people were killed in the Orvale flood?"


def said(
    sentence: str,
    published: str | None = None,
    origin: int | None = None,
    before: str = "",
    article: str = "",
) -> Statement:
    """A statement of an article of its own, if no `origin` is given."""
    number = hash(sentence) if origin is None else origin
    around = f"{before} {sentence}".strip()
    text = f"{around}\n{article}".lower()
    return Statement(f"{number}", number, published, sentence, around, text)


def killed(count: str, published: str | None = None, origin: int | None = None) -> Statement:
    return said(f"The Orvale flood killed {count} people.", published, origin)


def values(question: str, *statements: Statement) -> list[str]:
    return [line.value for line in find_differing(question, statements)]


def relations(*statements: Statement) -> list[tuple[str, Relation]]:
    return [(line.value, line.relation) for line in find_differing(KILLED, statements)]


class TestOrder:
    def test_the_newest_comes_first_and_undated_ones_last(self) -> None:
        found = relations(
            killed("30", "2025-03-01"),
            killed("50"),
            killed("20", "2025-03-09"),
            killed("40", "2025"),
        )
        assert [value for value, _ in found] == ["40", "20", "30", "50"]

    def test_a_month_counts_as_its_last_day(self) -> None:
        found = relations(killed("30", "2025-03-30"), killed("20", "2025-03"))
        assert [value for value, _ in found] == ["20", "30"]

    def test_undated_ones_stay_as_they_are_given(self) -> None:
        assert values(KILLED, killed("30"), killed("20"), killed("40")) == ["30", "20", "40"]

    def test_a_line_is_as_new_as_its_newest_article_which_it_names_first(self) -> None:
        (newest, _) = find_differing(
            KILLED,
            [
                killed("more than 400", "2025-03-01"),
                killed("300", "2025-03-05"),
                killed("at least 406", "2025-03-09"),
            ],
        )
        assert newest.value == "at least 406 · more than 400"
        assert [one.statement.published for one in newest.said] == ["2025-03-09", "2025-03-01"]


class TestRelation:
    def test_a_rise_from_date_to_date_is_a_later_count(self) -> None:
        found = relations(
            killed("20", "2025-03-01"), killed("30", "2025-03-04"), killed("50", "2025-04")
        )
        assert found == [("50", LATER), ("30", EARLIER), ("20", EARLIER)]

    @pytest.mark.parametrize(
        "statements",
        [
            (killed("30", "2025-03-01"), killed("20", "2025-03-09")),  # a fall
            (killed("20", "2025-03-01"), killed("30", "2025-03-01")),  # on one day
            (killed("20", "2025-03-01"), killed("30", "2025-03")),  # perhaps on one day
            (killed("20", "2025-03-01"), killed("30")),
            (killed("20"), killed("30")),
            (
                killed("20", "2025-03-01"),
                killed("30", "2025-03-04"),
                killed("40", "2025-03-04"),
                killed("50", "2025-03-09"),
            ),
        ],
    )
    def test_all_are_different_as_soon_as_one_pair_is_no_rise(
        self, statements: tuple[Statement, ...]
    ) -> None:
        found = relations(*statements)
        assert len(found) == len(statements)
        assert {relation for _, relation in found} == {DIFFERENT}

    def test_sums_and_dates_do_not_rise(self) -> None:
        for question, text in [
            ("How much was Lumenar fined?", "Lumenar was fined €{} million."),
            ("When was the mill opened?", "The mill was opened on {} May."),
        ]:
            found = find_differing(
                question,
                [said(text.format(3), "2025-03-01"), said(text.format(20), "2025-03-09")],
            )
            assert [line.relation for line in found] == [DIFFERENT, DIFFERENT]


class TestVoices:
    def test_copies_of_a_story_are_one_voice(self) -> None:
        copies = [killed("30", origin=7), killed("31", origin=7)]
        assert values(KILLED, *copies) == []
        (first, second) = find_differing(KILLED, [*copies, killed("90")])
        assert [len(line.said) for line in (first, second)] == [1, 1]
        assert first.value == "30", "the best statement of an origin speaks for it"

    def test_an_article_never_differs_with_itself(self) -> None:
        assert values(KILLED, killed("30", origin=1), killed("40", origin=1)) == []

    def test_articles_that_agree_share_a_line(self) -> None:
        assert values(KILLED, killed("at least 406"), killed("more than 400")) == []
        found = values(KILLED, killed("at least 406"), killed("more than 400"), killed("20"))
        assert found == [f"at least 406{SEPARATOR}more than 400", "20"]

    def test_words_that_are_said_twice_stand_once(self) -> None:
        found = values(KILLED, killed("30", origin=1), killed("30", origin=2), killed("90"))
        assert found == ["30", "90"]

    def test_an_article_has_to_speak_of_what_the_question_names(self) -> None:
        sentence = "The flood killed 90 people."
        silent, spoken = said(sentence), said(sentence, article="Orvale", before="Orvale")
        assert values(KILLED, killed("30"), silent) == []
        assert values(KILLED, killed("30"), spoken) == ["30", "90"]


class TestVagueWords:
    def test_they_agree_with_numbers_that_are_near(self) -> None:
        assert values(KILLED, killed("30"), said("The Orvale flood killed dozens.")) == []

    def test_they_join_the_one_line_they_agree_with(self) -> None:
        vague = said("The Orvale flood killed hundreds.")
        assert values(KILLED, killed("30"), killed("400"), vague) == ["30", "400 · hundreds"]

    def test_where_they_agree_with_several_lines_they_tell_nothing(self) -> None:
        vague = said("The Orvale flood killed dozens.")
        assert values(KILLED, killed("30"), killed("50"), vague) == ["30", "50"]

    def test_they_differ_from_numbers_far_off(self) -> None:
        vague = said("The Orvale flood killed dozens.")
        assert values(KILLED, killed("4,000"), vague) == ["4,000", "dozens"]

    def test_a_number_of_the_same_article_speaks_before_them(self) -> None:
        vague = said("The Orvale flood killed dozens.", origin=1)
        assert values(KILLED, vague, killed("30", origin=1), killed("90")) == ["30", "90"]


@pytest.mark.parametrize(
    "question",
    [
        "Who was killed in the Orvale flood?",
        "Why were people killed in the Orvale flood?",
        "Which people were killed in the Orvale flood?",
        "Tell me about the people killed in the Orvale flood.",
        "",
    ],
)
def test_other_questions_show_no_differences(question: str) -> None:
    assert values(question, killed("30"), killed("90")) == []


SINCE = "How many people have been killed in Tarn since the truce began?"


@pytest.mark.parametrize(
    ("question", "sentence", "other"),
    [
        # Another time.
        (
            SINCE,
            "Since the truce, 38 people have been killed in Tarn.",
            "In Tarn 9,400 people have been killed since the war began two years before the truce.",
        ),
        (
            SINCE,
            "Since the truce, 38 people have been killed in Tarn.",
            "On Tuesday 4 people were killed in Tarn, despite the truce.",
        ),
        (
            KILLED,
            "The Orvale flood killed 30 people.",
            "In 1962 a flood at Orvale killed 90 people.",
        ),
        # A part, more of them, or each day.
        (
            KILLED,
            "The Orvale flood killed 30 people, including 12 children.",
            "The Orvale flood killed 30 people.",
        ),
        (
            KILLED,
            "The Orvale flood killed 30 people.",
            "The Orvale flood killed another 12 people.",
        ),
        (KILLED, "The Orvale flood killed 30 people.", "The Orvale flood killed 12 people a day."),
        (KILLED, "The Orvale flood killed 30 people.", "12 soldiers died in the Orvale flood."),
        # Another place or party.
        (
            "How many people died in Port Amaro in Cyclone Hedda?",
            "Cyclone Hedda killed 15 people in Port Amaro.",
            "Cyclone Hedda killed 8 people in Ellisk, far from Port Amaro.",
        ),
        (
            "How many soldiers did Kestria lose at the pass?",
            "Kestria lost 40 soldiers at the pass.",
            "Kestria said Oldan lost 90 soldiers at the pass.",
        ),
        (
            "How many Kestrians were arrested at the pass?",
            "40 Kestrians were arrested at the pass.",
            "90 Oldans were arrested at the Kestrian pass.",
        ),
        # Another event.
        (KILLED, "The Orvale flood killed 30 people.", "The Orvale flood injured 90 people."),
        (KILLED, "The Orvale flood killed 30 people.", "The Orvale fire killed 90 people."),
    ],
)
def test_what_counts_other_things_is_not_put_side_by_side(
    question: str, sentence: str, other: str
) -> None:
    assert values(question, said(sentence), said(other)) == []
    assert values(question, said(other), said(sentence)) == []


def test_all_values_are_the_articles_own_words() -> None:
    found = find_differing(
        KILLED, [killed("nearly 400"), said("Nine hundred villagers drowned in the Orvale flood.")]
    )
    assert [line.value for line in found] == ["nearly 400", "Nine hundred"]


def test_dates_places_and_stances_differ_too() -> None:
    opened = "The mill in Tarn was opened on {}."
    assert values(
        "When was the mill in Tarn opened?",
        said(opened.format("4 May")),
        said(opened.format("9 June")),
        said(opened.format("4 May 2021")),
    ) == ["4 May · 4 May 2021", "9 June"]
    born = "Ann Roe was born in {}."
    question = "Where was Ann Roe born?"
    assert values(question, said(born.format("Tarn")), said(born.format("Lurenz"))) == [
        "Tarn",
        "Lurenz",
    ]
    both = said(born.format("Tarn"), article="Tarn lies in Kestria.")
    assert values(question, both, said(born.format("Kestria"))) == [], "a town and its country"
    assert values(
        "Has the Kell Front accepted the harbour plan?",
        said("The Kell Front has accepted the harbour plan.", "2025-03-01"),
        said("The Kell Front rejected the harbour plan.", "2025-03-02"),
    ) == ["rejected", "has accepted"]


WORDS = [
    *("How many ", "How much ", "When ", "Where ", "Has ", "were ", "people ", "killed ", "in "),
    *("Orvale ", "the flood ", "was ", "opened ", "12 ", "at least 40 ", "dozens of ", "on 4 May "),
    *("in Tarn ", "since the truce ", "denied ", "that ", "not ", "confirmed ", "? ", ", ", ". "),
    *("including ", "others ", "a day ", "€3 million ", "é", "“", "\n", "\x00", "\ud800", "U.S. "),
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=18).map("".join)
QUESTIONS = st.sampled_from(
    [
        KILLED,
        SINCE,
        "How many were killed?",
        "When was the mill opened?",
        "Where was he killed?",
        "How much was paid?",
        "Was the mill opened?",
    ]
)
SENTENCES = TEXTS | st.builds(
    "{}{} people were killed in the Orvale flood{}".format,
    st.sampled_from(["", "About ", "On 4 May "]),
    st.integers(2, 5_000),
    st.sampled_from(["", ".", " in Tarn", " since the truce", ", 3 of them children"]),
)
STATEMENTS = st.builds(
    lambda sentence, published, origin: said(sentence, published, origin, article="Orvale Tarn"),
    SENTENCES,
    st.sampled_from([None, "2025", "2025-03", "2025-03-01", "2025-03-09", "soon", ""]),
    st.integers(0, 5),
)


def assert_lines(lines: tuple[Line, ...]) -> None:
    assert len(lines) != 1
    voices = [one.statement.origin for line in lines for one in line.said]
    assert len(voices) == len(set(voices)), "no origin stands in two lines"
    for one in chain.from_iterable(line.said for line in lines):
        assert one.words
        assert one.words in one.statement.sentence
    assert len({line.value for line in lines}) == len(lines) or not lines
    relations = [line.relation for line in lines]
    assert set(relations) <= {DIFFERENT} or relations == [LATER, *[EARLIER] * (len(lines) - 1)]


@settings(deadline=None)
@given(QUESTIONS | TEXTS | st.text(max_size=100), st.lists(STATEMENTS, max_size=8))
def test_any_question_and_any_statements_give_sound_lines(
    question: str, statements: list[Statement]
) -> None:
    compared = compare(question, statements)
    assert_lines(compared.lines)
    assert find_differing(question, statements) == compared.lines
    telling = [statement.origin for statement in compared.telling]
    assert len(telling) == len(set(telling))


def test_sentences_that_give_a_number_are_told_whether_they_differ_or_not() -> None:
    alike = [killed("30", origin=1), killed("30", origin=2), killed("12 a day", origin=3)]
    assert compare(KILLED, alike).telling == tuple(alike[:2])
    assert compare(KILLED, alike).lines == ()
    twice = [killed("30", origin=1), killed("90", origin=1), killed("90", origin=2)]
    assert compare(KILLED, twice).telling == (twice[0], twice[2])
    opened = [said("The mill was opened on 4 May."), said("The mill was opened on 9 June.")]
    assert compare("When was the mill opened?", opened).telling == ()


def test_statements_are_looked_at_only_where_the_question_can_differ() -> None:
    def never() -> Statement:
        raise AssertionError("nothing to look at")

    assert find_differing("Who was killed?", (never() for _ in range(3))) == ()


def test_sixty_statements_take_a_few_milliseconds() -> None:
    others = [
        said(
            f"The mayor of Orvale spoke of the flood {n} times, and of the people there.", origin=n
        )
        for n in range(50)
    ]
    statements = [*others, *(killed(f"{n}", origin=n) for n in range(50, 60))]
    assert len(values(KILLED, *statements)) == 10
    started = time.process_time()
    for _ in range(10):
        find_differing(KILLED, statements)
    # About 4 ms each; the bound leaves room for a slow machine.
    assert (time.process_time() - started) / 10 < 0.05


def test_a_copy_in_which_the_number_was_changed_is_heard_too() -> None:
    wire = killed("30", origin=1)
    same = replace(wire, doc_id="same")
    changed = replace(killed("36", origin=1), doc_id="changed")
    assert values(KILLED, wire, same) == []
    assert values(KILLED, wire, same, changed) == ["30", "36"]
    twice = replace(changed, doc_id="changed again")
    assert values(KILLED, wire, changed, twice) == ["30", "36"]


def test_the_first_phase_is_not_the_second() -> None:
    asked = "When does the second phase of the Orvale plan begin?"
    second = said("The second phase of the Orvale plan will begin in early May, the mayor said.")
    first = said("The first phase of the Orvale plan begins in March, engineers said.")
    other = said("The second phase of the Orvale plan begins in June, engineers said.")
    assert values(asked, second, first) == []
    assert values(asked, second, other) == ["early May", "June"]
    two = asked.replace("the second phase", "phase two")
    assert values(two, second, other) == ["early May", "June"]


def test_what_is_done_is_no_denial() -> None:
    asked = "Did Orvale break the truce?"
    assert (
        values(
            asked,
            said("Orvale broke the truce hundreds of times, Doss said."),
            said("Orvale accused Doss of blocking aid and of breaking the truce."),
        )
        == []
    )
