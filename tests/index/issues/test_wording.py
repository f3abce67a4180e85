"""How the ledger says who says it."""

from __future__ import annotations

import pytest

from index.issues.records import Status, Voice
from index.issues.wording import STATUS_WORD, THE_ARTICLE, byline
from tests.index.issues.told import told


@pytest.mark.parametrize(
    ("party", "speaker", "speaks_for", "shown"),
    [
        ("Hamas", "a senior official", True, "Hamas · a senior official"),
        ("Hamas", "Hamas", True, "Hamas"),
        ("Hamas", "HAMAS", True, "HAMAS"),
        ("Israel", "diplomats", False, "diplomats, on Israel"),
        ("Israel", "Israel", False, "Israel, on Israel"),
        ("Israel", None, False, f"{THE_ARTICLE}, on Israel"),
        (None, "residents", False, "residents"),
        (None, None, False, THE_ARTICLE),
    ],
)
def test_a_byline_names_who_speaks_and_whose_stance_it_is(
    party: str | None, speaker: str | None, speaks_for: bool, shown: str
) -> None:
    voice = Voice.OUTLET if speaker is None else Voice.UNNAMED
    said = told(party=party, speaker=speaker, speaks_for=speaks_for, voice=voice)
    assert byline(said) == shown


def test_every_status_has_a_word_of_its_own() -> None:
    assert STATUS_WORD.keys() == set(Status)
    assert len(set(STATUS_WORD.values())) == len(Status)
