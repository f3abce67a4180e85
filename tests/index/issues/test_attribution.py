"""Whose word a sentence is, and which parties' stance it tells."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.issues.attribution import Attributed, Attribution, PartyNames
from index.issues.catalogue import Party
from index.issues.catalogue_file import catalogue_at
from index.issues.records import Voice
from index.records import Span
from tests.index.issues.marked import only_mark
from tests.index.issues.spoken import NAMED, OUTLET, PARTIES, UNNAMED

NAMES = PartyNames(PARTIES)


def attributed(
    marked: str, attribution: Attribution | None = None
) -> tuple[Attributed, str | None]:
    """What is read of a sentence, and the words that name its speaker."""
    text, mention = only_mark(marked)
    reader = attribution or Attribution(NAMES)
    found = reader.read(text, mention, reader.hear(text))
    return found, text[found.speaker.start : found.speaker.end] if found.speaker else None


def told(parties: str) -> tuple[bool, tuple[str, ...]]:
    """Whether the speaker speaks for the first of them, and the parties."""
    names = tuple(filter(None, parties.removeprefix("~").split(", ")))
    return not parties.startswith("~"), names


@pytest.mark.parametrize(
    ("voice", "marked", "speaker", "parties"),
    [
        *((Voice.NAMED, *one) for one in NAMED),
        *((Voice.UNNAMED, *one) for one in UNNAMED),
        *((Voice.OUTLET, marked, None, parties) for marked, parties in OUTLET),
    ],
)
def test_a_sentence_is_somebody_s_word_and_tells_a_stance(
    voice: Voice, marked: str, speaker: str | None, parties: str
) -> None:
    found, words = attributed(marked)

    assert words == speaker
    assert found.voice is voice
    assert (found.speaks_for, found.parties) == told(parties)


@pytest.mark.parametrize(
    ("sentences", "party"),
    [
        (["Zelensky said [the truce] held.", "[The truce] is fragile, he said."], "Ukraine"),
        (["A Kremlin aide said [the truce] held.", "[The truce] is fragile, she added."], "Russia"),
        (["Ukrainian envoy Olena Marchuk came to [Kell].", "“[It] is late,” Marchuk said."], None),
        (["Ukrainian envoy Olena Marchuk said [it] was late.", "“[It] is late,” Marchuk said."],
         "Ukraine"),
        (["Ukrainian envoy Olena Marchuk said [it] was late.", "“[It] is late,” the envoy said."],
         None),
        (["Yuri Belov, a Kremlin aide, said [it] was late.", "Zelensky said [it] was early.",
          "“[It] is late,” Belov said."], "Russia"),
        (["Yuri Belov, a Kremlin aide, said [it] was late.", "Zelensky said [it] was early.",
          "“[It] is early,” he said."], "Ukraine"),
        (["Zelensky said [it] was late.", "An Arab diplomat said [it] was early.",
          "“[It] is early,” he said."], None),
        (["Zelensky said [it] was late.", "[The bridge] is shut.", "“[It] is late,” he said."],
         "Ukraine"),
        (["A former adviser to Netanyahu, Dan Regev, said [it] was late.",
          "“[It] is late,” Regev said."], None),
        (["“[It] is late,” he said."], None),
    ],
)  # fmt: skip
def test_who_a_surname_or_he_stands_for_is_remembered(
    sentences: list[str], party: str | None
) -> None:
    attribution = Attribution(NAMES)
    *_, (last, _) = [attributed(marked, attribution) for marked in sentences]
    assert (last.parties, last.speaks_for) == ((party,) if party else (), party is not None)


def test_another_article_knows_nothing_of_it() -> None:
    attributed("Ukrainian envoy Olena Marchuk said [it] was late.")
    assert attributed("“[It] is late,” Marchuk said.")[0].parties == ()


def test_a_party_that_is_part_of_the_mention_tells_no_stance() -> None:
    assert attributed("[The Israeli pullback] has begun.")[0].parties == ()
    assert attributed("[The pullback] of Israel has begun.")[0].parties == ()


def test_names_of_parties_are_whole_words_the_longest_first_and_case_matters() -> None:
    names = PartyNames(
        (
            Party("Kell", ("Kell", "Kell's office", "US")),
            Party("New Kell", ("New Kell",)),
            Party("T.A.", ("T.A.",)),
        )
    )
    text = "New Kell, Kell’s office; kell, Kellian, X.US, US, us: T.A."
    assert [(text[s.start : s.end], party) for s, party in names.find(text)] == [
        ("New Kell", "New Kell"),
        ("Kell’s office", "Kell"),
        ("US", "Kell"),
        ("T.A.", "T.A."),
    ]
    assert (names.first("kell or New Kell"), names.first("kell")) == ("New Kell", None)
    assert PartyNames(()).find(text) == []


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Netanyahu’s office said no.", "Israel"),
        ("A U.S. official said no.", "United States"),
        ("Cairo said no.", "Egypt"),
        ("Erdoğan said no.", "Türkiye"),
        ("Gaza’s Health Ministry said no.", "Gaza authorities"),
        ("They told us nothing.", None),
    ],
)
def test_the_shipped_parties_are_known_by_their_names(text: str, party: str | None) -> None:
    assert PartyNames(catalogue_at("").parties).first(text) == party


WORDS = list(chain.from_iterable(party.aliases for party in PARTIES))
PIECES = st.sampled_from(
    [
        *(
            *WORDS,
            *WORDS,
            "said",
            "told",
            "according to",
            "According to",
            "citing",
            "he",
            "officials",
        ),
        *("an official", "wants", "has", "repeatedly", ",", ", the envoy,", "”", "“", "—", "that"),
        *("and", "the bridge", ".", "\n", "  ", "\u00a0", "é", "😀", "former", "Channel 12", "’s"),
    ]
)
TEXTS = st.lists(PIECES, max_size=18).map(" ".join) | st.text(max_size=50)


@given(st.lists(TEXTS, max_size=3), st.data())
def test_any_article_is_read(texts: list[str], data: st.DataObject) -> None:
    attribution = Attribution(NAMES)
    for text in texts:
        start = data.draw(st.integers(0, len(text)))
        mention = Span(start, data.draw(st.integers(start, len(text))))

        found = attribution.read(text, mention, attribution.hear(text))

        assert len(set(found.parties)) == len(found.parties)
        assert set(found.parties) <= {party.name for party in PARTIES}
        assert (found.speaker is None) is (found.voice is Voice.OUTLET)
        assert not found.speaks_for or (found.speaker and found.parties)
