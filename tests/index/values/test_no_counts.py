"""What has a number in it and counts nothing."""

from __future__ import annotations

import pytest

from index.values.quantities import find_quantities
from tests.index.values.reading import cut


@pytest.mark.parametrize(
    "text",
    [
        *("in 2024", "since 1998", "from 2010 to 2020", "between 2010 and 2020", "2019-2023"),
        *("the 2019–20 season", "1914-18", "until at least 2030", "about 1900", "the 2024 Games"),
        *("on 14 March", "March 14", "the 14th of March", "Oct. 12", "12 Oct.", "12-14 May"),
        *("between 12 and 14 March", "March 12 and 14", "2024-05-12", "12/5/2024", "9/11"),
        *("Ida Morn, 45, said", "Tomas Brell (45)", "Ida Morn, 45, and Tomas Brell, 50."),
        *("a 45-year-old pilot", "45 years old", "six months old", "aged 45", "aged 12 to 15"),
        *("the age of 18", "between the ages of 5 and 12", "people over 65", "children under 12"),
        *("Morn, who is 45, said", "She was 45.", "He turned 60."),
        *(
            "at 10:30",
            "at 9 p.m.",
            "7pm",
            "10.30am",
            "9 o’clock",
            "0930 GMT",
            "between 9 and 11 a.m.",
        ),
        *("the 20th century", "a 3rd tug", "his 21st", "in the 1980s", "in his 40s", "mid-30s"),
        *("Channel 12", "Phase 2", "phase two", "Pier 9", "No. 5", "flight 370", "page 3", "#5"),
        *("Article 12", "Route 66", "on day 12 of the strike", "the top 10", "Group of 20"),
        *(
            "a 20-point plan",
            "a two-state plan",
            "a B-2",
            "an F-16",
            "the M25",
            "a 5G mast",
            "24/7",
        ),
        *("10 Harbour Street", "a magnitude 6.1 quake", "a 3D map", "COVID-19"),
        *("won 3-2", "lost 2-3", "drew 2-2", "a 1-2 defeat", "Tarnholm 3, Pellam 2"),
        *(
            "one of the tugs",
            "one tug",
            "no one",
            "one another",
            "zero tugs",
            "a tug",
            "under one roof",
        ),
        *("one in five tugs", "1 in 30 tugs", "nine out of ten tugs", "one in every 4"),
        *(
            "the second half of the season",
            "the southern half of the island",
            "two-thirds majority",
        ),
        *("half an hour", "the scores were level", "a hundredth", "hundred", "", "   ", "twice"),
    ],
)
def test_what_counts_nothing_is_no_quantity(text: str) -> None:
    assert [cut(text, quantity) for quantity in find_quantities(text)] == []
