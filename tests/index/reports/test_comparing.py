"""Which claims are of what was asked."""

from __future__ import annotations

import pytest

from index.question.asked_for import AnswerKind
from index.reports.claims import find_claims
from index.reports.comparing import done_by, find_setting, is_about, may_tell, names_all
from index.reports.wanted import read_wanted

KILLED = "How many people were killed in the Orvale flood?"


def about(question: str, sentence: str, around: str = "") -> list[str]:
    """The values of a sentence that are of what was asked."""
    wanted = read_wanted(question)
    setting = find_setting(sentence, f"{around} {sentence}".strip())
    claims = find_claims(
        sentence, wanted.kind, wanted.events, named=wanted.named, ahead=wanted.ahead
    )
    return [
        sentence[claim.span.start : claim.span.end]
        for claim in claims
        if may_tell(wanted, setting) and is_about(claim, wanted, setting)
    ]


@pytest.mark.parametrize(
    ("question", "sentence", "values"),
    [
        (KILLED, "The Orvale flood killed 34 people and injured 60.", ["34"]),
        (KILLED, "34 villagers lost their lives in the Orvale flood.", ["34"]),
        (KILLED, "34 shoppers died in the Orvale flood.", ["34"]),
        (KILLED, "34 children died in the Orvale flood.", []),
        (KILLED, "34 sheep died in the Orvale flood.", []),
        (KILLED, "34 people died in the Orvale flood, 12 of them children.", ["34"]),
        (KILLED, "Another 34 people died in the Orvale flood.", []),
        (KILLED, "34 people a day died in the Orvale flood.", []),
        (KILLED, "The Tarn flood killed 34 people.", []),
        (KILLED, "The Orvale flood killed people for 12 days.", []),
        ("How many soldiers died?", "12 civilians died.", []),
        ("How many soldiers died?", "12 troops died.", ["12"]),
        ("How many miners are trapped?", "12 people are trapped.", ["12"]),
        ("How many miners died?", "12 people died.", []),
        ("How many Kestrians died?", "12 Oldans died.", []),
        ("How many Kestrians died?", "12 people of Kestria died, all Kestrians.", ["12"]),
        ("How many soldiers did Kestria lose?", "Kestria lost 12 Oldan soldiers.", []),
        ("How many men did Kestria free?", "Oldan freed 12 men of Kestria.", []),
        ("How many men did Kestria free?", "12 men were freed by Kestria.", ["12"]),
        ("How many seats did the Plough Party win?", "The Plough Party got 63 seats.", ["63"]),
        ("How many seats did the Plough Party win?", "The Plough Party lost 63 seats.", []),
        ("How many deputies voted for the bill?", "Ninety deputies voted against the bill.", []),
        ("How many were killed in Lurenz?", "12 were killed in Tarn.", []),
        ("How many were killed in Lurenz?", "12 were killed in the city of Lurenz.", ["12"]),
        ("How much wheat did the Lily carry?", "The Lily carried 40 tonnes of wheat.", ["40"]),
        ("How much wheat did the Lily carry?", "The Lily carried 40 tonnes of coal.", []),
        ("What will the bridge cost?", "The bridge will cost €3 million.", ["€3 million"]),
        ("What will the bridge cost?", "To run the bridge costs €3 million.", []),
        ("When was the mill opened?", "The mill was opened on 4 May.", ["4 May"]),
        ("When was the mill opened?", "The mill was closed on 4 May.", []),
        ("When was the mill opened?", "The mayor said on 4 May that the mill was open.", []),
        ("Where was Ann Roe born?", "Ann Roe was born in Tarn.", ["Tarn"]),
        ("Where was Ann Roe born?", "Ann Roe died in Tarn.", []),
    ],
)
def test_a_value_is_about_what_was_asked(question: str, sentence: str, values: list[str]) -> None:
    assert about(question, sentence) == values


def test_what_a_sentence_leaves_out_may_stand_before_it() -> None:
    sentence = "It killed 34 people."
    assert about(KILLED, sentence) == []
    assert about(KILLED, sentence, "The flood came to Orvale.") == ["34"]
    assert about(KILLED, sentence, "The blast shook Orvale.") == []


@pytest.mark.parametrize(
    ("question", "article", "all_named"),
    [
        ("How many died in Orvale?", "the flood of orvale", True),
        ("How many died in Orvale?", "the flood", False),
        ("How many died in Tarn?", "the tarnished spoon", True),  # the tarns are of one name
        ("How many died in Tarn?", "the pantarn", False),
        ("How many died?", "", True),
    ],
)
def test_an_article_has_every_name_of_the_question(
    question: str, article: str, all_named: bool
) -> None:
    assert names_all(read_wanted(question), article) is all_named


@pytest.mark.parametrize(
    ("sentence", "by_kestria"),
    [
        ("Kestria freed 12", True),
        ("Oldan said that Kestria freed 12", True),
        ("Oldan freed 12 men of Kestria", False),
        ("12 were freed by Kestria", True),
        ("Union leaders said that 12 were freed at Kestria", True),
    ],
)
def test_who_did_it_comes_first(sentence: str, by_kestria: bool) -> None:
    wanted = read_wanted("How many men did Kestria free?")
    (claim,) = find_claims(sentence, AnswerKind.COUNT)
    assert done_by(wanted, sentence, claim.span) is by_kestria
