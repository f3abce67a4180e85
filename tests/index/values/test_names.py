"""Names are runs of capitalised words; places are names that something is said to be in or at."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.values.names import find_names, find_places

PIECES = st.sampled_from(
    [
        *(
            " ",
            ", ",
            ". ",
            "\n",
            "\u00a0",
            "-",
            "–",
            "’",
            "'s",
            "“",
            "(",
            "&",
            "\ud800",
            "\x00",
            "ſ",
        ),
        *("the", "The", "of", "de", "and the", "in", "In", "at", "on", "off", "near", "next to"),
        *("Ida", "Morn", "Tarnholm", "Éva", "Łask", "U.S.", "WHO", "who", "IT", "I", "St.", "J."),
        *("Monday", "March", "Mr", "However", "Two", "iPhone", "G7", "A", "É", "É.É.", "İ"),
        *("island", "Island", "city", "northern", "a", "support", "board", "12", "said"),
    ]
)
SPACED = st.lists(PIECES, max_size=20).map(" ".join)
TEXTS = st.text(max_size=120) | st.lists(PIECES, max_size=40).map("".join) | SPACED
patient = settings(deadline=None)


def names(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_names(text)]


def places(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_places(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The talks in West Tarnholm, Morn said", ["West Tarnholm", "Morn"]),
        ("Ida Morn, a judge, spoke to Tomas Brell.", ["Ida Morn", "Tomas Brell"]),
        ("Ida and Tomas", ["Ida", "Tomas"]),
        ("The Hythe court ruled.", ["Hythe"]),
        ("a court in The Hythe", ["Hythe"]),
        ("the Bank of Pellam", ["Bank of Pellam"]),
        ("The University of Pellam opened.", ["University of Pellam"]),
        ("Juan de la Vessa", ["Juan de la Vessa"]),
        ("Ludwig van Orm", ["Ludwig van Orm"]),
        ("Jean-Luc O'Morn spoke.", ["Jean-Luc O'Morn"]),
        ("Tarnholm’s mayor met Pellam's.", ["Tarnholm", "Pellam"]),
        ("Dr Morn’s tug", ["Dr Morn"]),
        ("The U.S. envoy", ["U.S."]),
        ("the US envoy told us", ["US"]),
        ("WHO officials, who left", ["WHO"]),
        ("J.R. Morn", ["J.R. Morn"]),
        ("St. Ida’s church", ["St. Ida"]),
        ("Éva Morn and Øystein Łask", ["Éva Morn", "Øystein Łask"]),
        ("President Ida Morn of Sarland", ["President Ida Morn of Sarland"]),
        ("the Harbour Board wrote COVID-19 rules", ["Harbour Board", "COVID-19"]),
        ("In Tarnholm, it rained.", ["Tarnholm"]),
        ("Near Tarnholm, it rained.", ["Tarnholm"]),
        ("Despite Morn, they left.", ["Morn"]),
        ("Who is Ida Morn?", ["Ida Morn"]),
        ("Why did Sarland leave?", ["Sarland"]),
        ("“Yes,” Ida said, “it is Tomas’s.”", ["Ida", "Tomas"]),
        ("She bought an iPhone.", []),
        ("In March, the court ruled.", []),
        ("Monday was cold.", []),
        ("However, they left. He said so. No tugs came.", []),
        ("Two tugs sank. Twenty people swam.", []),
        ("I think it is so", []),
        ("according to the crew", []),
        ("", []),
    ],
)
def test_names_of(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It sank in Tarnholm.", ["Tarnholm"]),
        ("In Tarnholm, it sank.", ["Tarnholm"]),
        ("Near Tarnholm, it sank.", ["Tarnholm"]),
        ("At Gannet Point the light went out", ["Gannet Point"]),
        ("off the northern tip of Orm Island", ["the northern tip of Orm Island"]),
        ("near the village of Pellam", ["the village of Pellam"]),
        ("in the port city of Tarnholm", ["the port city of Tarnholm"]),
        ("in the Sarlandish city of Tarnholm", ["the Sarlandish city of Tarnholm"]),
        ("in the Bay of Orm", ["the Bay of Orm"]),
        ("at the Hotel Meridian", ["the Hotel Meridian"]),
        ("in northern Sarland", ["northern Sarland"]),
        ("in downtown Tarnholm", ["downtown Tarnholm"]),
        ("in the north of Sarland", ["the north of Sarland"]),
        ("on the outskirts of Tarnholm", ["the outskirts of Tarnholm"]),
        ("on Orm Island", ["Orm Island"]),
        ("on the River Pell", ["the River Pell"]),
        ("on the island of Orm", ["the island of Orm"]),
        ("across Sarland and throughout Norvia", ["Sarland", "Norvia"]),
        ("close to Pellam", ["Pellam"]),
        ("next to Pellam Bridge", ["Pellam Bridge"]),
        ("outside the parliament in Tarnholm", ["Tarnholm"]),
        ("in Tarnholm and in Pellam", ["Tarnholm", "Pellam"]),
        ("in Łask, not in Ústí", ["Łask", "Ústí"]),
        ("at St. Ida’s", ["St. Ida"]),
        ("in the U.S. and at home in Norvia", ["the U.S.", "Norvia"]),
        ("What is new in Tarnholm?", ["Tarnholm"]),
        ("It sailed to Pellam from Tarnholm.", []),
        ("It sank on Monday, in March.", []),
        ("sanctions on Sarland and pressure on Ida Morn", []),
        ("on board the Silver Tern", []),
        ("at a meeting of the Harbour Board", []),
        ("in support of Sarland, in favour of Norvia", []),
        ("in an interview with the Pellam Post", []),
        ("The Tarnholm court sat in the morning.", []),
        ("", []),
    ],
)
def test_places_of(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@patient
@given(TEXTS)
def test_names_are_true_cuts_in_order_that_do_not_overlap(text: str) -> None:
    found = find_names(text)
    for span in found:
        assert 0 <= span.start < span.end <= len(text)
        name = text[span.start : span.end]
        assert name == name.strip()
        assert any(letter.isupper() for letter in name)
    assert all(one.end <= other.start for one, other in pairwise(found))


@patient
@given(TEXTS)
def test_every_place_ends_with_a_name_and_overlaps_no_other(text: str) -> None:
    found, ends = find_places(text), {span.end for span in find_names(text)}
    for span in found:
        assert 0 <= span.start < span.end <= len(text)
        assert span.end in ends
    assert all(one.end <= other.start for one, other in pairwise(found))


@patient
@given(TEXTS)
def test_the_same_text_gives_the_same(text: str) -> None:
    assert find_names(text) == find_names(text)
    assert find_places(text) == find_places(text)


@patient
@given(st.text("abcdefghijklmnopqrstuvwxyz ,.-’", max_size=80))
def test_a_text_without_capitals_has_no_names(text: str) -> None:
    assert names(text) == places(text) == []


@pytest.mark.parametrize("how", ["in", "at", "near", "inside", "outside", "off", "across"])
def test_each_way_to_be_at_a_place(how: str) -> None:
    assert places(f"The tug was {how} Tarnholm.") == ["Tarnholm"]
    assert places(f"{how.title()} Tarnholm, the tug sank.") == ["Tarnholm"]
