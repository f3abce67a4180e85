"""Which issues a sentence speaks of, and which articles are judged at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.issues.catalogue import Catalogue, Topic
from index.issues.catalogue_file import catalogue_at
from index.issues.mentions import BEGINNING, is_judged, spans_of
from index.issues.phrases import overlaps, read_phrase
from index.issues.records import Issue
from index.records import Article, Span


def _topic(name: str, terms: list[str], exceptions: list[str]) -> Topic:
    return Topic(
        Issue(name, name, f"{name} is settled."),
        tuple(map(read_phrase, terms)),
        tuple(map(read_phrase, exceptions)),
    )


BRIDGE = _topic(
    "bridge", ["bridge/span", "river ~ cross*", "old river bridge"], ["bridge loan", "foot bridge"]
)
FORCE = _topic("force", ["foreign troops/force", "ISF"], ["task force"])
CATALOGUE = Catalogue(
    (read_phrase("Tarn/Tarnish"), read_phrase("Kestria*")),
    date(2025, 9, 29),
    (),
    (BRIDGE, FORCE),
    digest="",
)


def _article(title: str | None, text: str, published: str | None = None, body: int = 0) -> Article:
    return Article("a", title, text, published, None, "a.md", Span(body, len(text)))


FAR = "Nothing. " * (BEGINNING // 9 + 1)


@pytest.mark.parametrize(
    ("title", "text", "judged"),
    [
        ("Kestria talks to Tarn", "They met.", True),
        ("Talks in Tarn", "A Kestrian envoy came.", True),
        (None, "The TARN talks went on in kestria.", True),
        (None, f"\n\n  Kestria and Tarn. {FAR}", True),
        ("Kestria", f"{FAR}Tarn and Kestria.", False),
        ("Talks in Tarn", "They met.", False),
        ("Kestria", "A Tarnished reputation.", False),
        (None, "", False),
    ],
)
def test_an_article_is_judged_that_has_all_names_in_its_title_or_at_its_beginning(
    title: str | None, text: str, *, judged: bool
) -> None:
    assert is_judged(CATALOGUE, _article(title, text)) is judged


def test_front_matter_is_no_beginning() -> None:
    front, text = "---\ntags: Tarn\n---\n", "Kestria is calm."
    assert not is_judged(CATALOGUE, _article(None, front + text, body=len(front)))
    assert is_judged(CATALOGUE, _article(None, front + f"{text} Tarn too.", body=len(front)))


@pytest.mark.parametrize(
    ("published", "judged"),
    [
        (None, True),
        ("2025-09-28", False),
        ("2025-09-29", True),
        ("2025-08", False),
        ("2025-09", True),
        ("2024", False),
        ("2025", True),
        ("2026-01-01", True),
        ("soon", True),
    ],
)
def test_an_article_is_left_out_that_is_known_to_be_older(
    published: str | None, *, judged: bool
) -> None:
    assert is_judged(CATALOGUE, _article("Tarn, Kestria", "", published)) is judged


def test_without_names_and_a_day_every_article_is_judged() -> None:
    assert is_judged(Catalogue((), None, (), (BRIDGE,), ""), _article(None, "", "1999"))


@pytest.mark.parametrize(
    ("text", "bridge", "force"),
    [
        ("The bridge is shut.", ["bridge"], []),
        ("The old river bridge is shut.", ["bridge", "old river bridge"], []),
        ("They crossed the river by boat.", ["crossed the river"], []),
        ("Foreign troops guard the span.", ["span"], ["Foreign troops"]),
        ("The bank gave a bridge loan.", [], []),
        ("The bridge loan pays for a bridge.", ["bridge"], []),
        ("A bridge loan and the river crossing.", ["river crossing"], []),
        ("A foot-bridge crosses the river.", ["crosses the river"], []),
        ("A foreign task force came.", [], []),
        ("The foreign force is a task force.", [], ["foreign force"]),
        ("The ISF came; isf is no word.", [], ["ISF"]),
        ("Bridges are built.", [], []),
    ],
)
def test_a_sentence_speaks_of_an_issue_where_it_holds_a_term_and_no_exception(
    text: str, bridge: list[str], force: list[str]
) -> None:
    for topic, words in ((BRIDGE, bridge), (FORCE, force)):
        assert [text[span.start : span.end] for span in spans_of(topic, text)] == words


WORDS = ["bridge", "span", "foot", "loan", "river", "crossed", "foreign", "force", "task", "ISF"]
TEXTS = st.lists(st.sampled_from([*WORDS, " ", " ", "-", ", ", "\n"]), max_size=25).map("".join)


@given(TEXTS | st.text(max_size=30), st.sampled_from([BRIDGE, FORCE]))
def test_what_is_found_are_all_terms_that_overlap_with_no_exception(text: str, one: Topic) -> None:
    everywhere = [span for term in one.terms for span in term.find(text)]
    exceptions = [span for phrase in one.exceptions for span in phrase.find(text)]

    found = spans_of(one, text)

    assert found == [span for span in everywhere if not overlaps(exceptions, span)]
    assert one.may_be_in(text) or not everywhere
    assert all(0 <= span.start < span.end <= len(text) for span in found)


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("They will not lay down their arms.", "hamas-disarmament"),
        ("The ISF has no mandate yet.", "stabilization-force"),
        ("Nobody knows who governs the enclave now.", "transitional-government"),
        ("The Board of Peace met for an hour.", "peace-council"),
        ("Israeli troops pulled back to the line.", "israeli-withdrawal"),
        ("The Rafah crossing opened at noon.", "rafah-crossing"),
        ("The body of the last hostage was found.", "last-hostage-remains"),
        ("Some 80 fighters are trapped in tunnels.", "rafah-tunnel-fighters"),
        ("Hardly any food enters, and hunger spreads.", "humanitarian-aid"),
        ("Each side says that the other violated the truce.", "ceasefire-violations"),
        ("Reconstruction has not begun.", "reconstruction"),
        ("Mediators want the second phase soon.", "phase-two-start"),
        ("The weather was fine in Cairo on Sunday.", None),
        ("A task force of the ministry met.", None),
    ],
)
def test_the_shipped_catalogue_knows_plain_sentences_on_its_issues(
    text: str, issue: str | None
) -> None:
    found = [topic.issue.id for topic in catalogue_at("").topics if spans_of(topic, text)]
    assert found == ([issue] if issue else [])
