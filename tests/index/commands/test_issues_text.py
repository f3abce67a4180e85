"""The ledger in lines: counts in words, and nothing that an article or a catalogue says steers."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from index.commands.issues_text import (
    NEW_SHOWN,
    candidates_text,
    issue_text,
    list_text,
    moves_text,
)
from index.issues.moves import compare
from index.issues.records import Candidate, Evidence, Figure, Issue, Ledger, Moves
from index.records import Quote, Span
from tests.index.issues.strike import CATALOGUE, built, catalogue_of, run
from tests.index.issues.told import BRIDGE, OPEN, SETTLED, ledger_of, told, waiting

if TYPE_CHECKING:
    from pathlib import Path

STEERS: Final = "\x1b[2J\x9b31m\r\u202e\x07\ud800"
HOSTILE = Issue("bridge", f"The {STEERS} bridge", f"It {STEERS}\nopens.")
FERRY = Issue("ferry", f"The\n{STEERS} ferry", "")


def hostile(text: str) -> Quote:
    words = f"{text} {STEERS}\nand more."
    return Quote(
        f"a{STEERS}", Span(0, len(words)), words, 0.9, title=f"T{STEERS}\n", published="2025",
        copies=(f"c\n{STEERS}",),
    )  # fmt: skip


def shown(*told_so: Evidence) -> Moves:
    """What moved from nothing to this."""
    before, after = ledger_of([]), ledger_of(told_so)
    return compare(before, after, since="then", until="now", is_there=lambda _: True)


def test_nothing_steers_the_terminal() -> None:
    figures = (Figure("kill", f"4{STEERS}", 4.0),), (Figure("kill", f"5{STEERS}\n", 5.0),)
    party, speaker = f"P{STEERS}", f"a\n{STEERS} man"
    old, new = (
        replace(
            told(OPEN, party=party, speaker=speaker, figures=figure), quote=hostile(f"Quote {n}")
        )
        for n, figure in enumerate(figures)
    )
    condition = replace(waiting("ferry", "2025"), quote=hostile("First"))
    before = ledger_of([old], issues=(HOSTILE,))
    after = ledger_of([new], [condition], (HOSTILE, FERRY))
    moves = compare(before, after, since="then", until="now", is_there=lambda _: True)
    (bridge, _) = after.standings
    printed = [
        list_text(after),
        issue_text(bridge, after, explained=True),
        moves_text(moves),
        candidates_text([Candidate((f"words{STEERS}\n",), (hostile("Other"),), 1)]),
    ]
    for text in printed:
        kinds = {unicodedata.category(c) for c in text if c != "\n"}
        assert not kinds & {"Cc", "Cs"}
        assert "\u202e" not in text
        assert text.endswith("\n")
    assert "4␛[2J" in moves_text(moves)
    # A line break in a title or a quote begins no line of its own.
    assert list_text(after).count("\n") == 6


def test_a_hostile_catalogue_is_harmless_from_the_file_to_the_terminal(tmp_path: Path) -> None:
    shelf = built(tmp_path)
    title = 'title = "Pay \\u001b[2J\\u202e rise"'
    catalogue_of(shelf).write_text(CATALOGUE.replace('title = "Pay rise"', title), "utf-8")
    assert run(shelf, "build").code == 0
    for arguments in ([], ["pay-rise"], ["--explain"], ["--chart", str(tmp_path / "chart.png")]):
        out = run(shelf, "issues", *arguments).out
        assert "rise" in out
        assert not {"\x1b", "\u202e"} & set(out)


def test_an_empty_ledger_says_that_nothing_is_open() -> None:
    assert list_text(Ledger(())) == "The articles tell of no open issue.\n"


def test_a_quote_keeps_every_word() -> None:
    text = "“It is   open,” he said [red] :smile: é U.S."
    assert f"> {text}\n" in list_text(ledger_of([told(text=text)]))


class TestMoves:
    def test_a_status_that_stays_is_named_once(self) -> None:
        ledgers = ledger_of([told(OPEN, "2025")]), ledger_of([told(OPEN, "2025"), told(OPEN)])
        moves = compare(*ledgers, since="then", until="now", is_there=lambda _: True)
        assert moves_text(moves).splitlines()[2] == "The bridge (bridge): open"

    def test_of_many_new_quotes_some_are_shown_and_all_are_counted(self) -> None:
        new = [told(at=n, text=f"Shut for {n} days.", sure=1 - n / 100) for n in range(6)]
        out = moves_text(shown(*new))
        assert out.count("  > Shut for ") == 1 + NEW_SHOWN
        assert "  6 new quotes in all\n" in out

    def test_quotes_that_are_gone_are_counted(self) -> None:
        ledgers = (
            ledger_of([told(OPEN), told(OPEN, at=9, text="Shut."), told(SETTLED, "2026")]),
            (ledger_of([told(SETTLED, "2026")])),
        )
        moves = compare(*ledgers, since="then", until="now", is_there=lambda _: True)
        assert moves_text(moves) == (
            "From then to now:\n\nThe bridge (bridge): settled\n  2 quotes gone\n"
        )

    def test_one_is_not_called_many(self) -> None:
        gone = compare(
            ledger_of([told()]), ledger_of([]), since="", until="", is_there=lambda _: True
        )
        assert "1 quotes" not in moves_text(gone)
        assert "1 new quotes" not in moves_text(shown(told()))

    @pytest.mark.parametrize(("there", "quotes"), [(True, 2), (False, 1)])
    def test_a_number_has_the_quotes_of_both_sides_that_can_be_verified(
        self, there: bool, quotes: int
    ) -> None:
        old = told(OPEN, "2025", "4 dead.", figures=(Figure("kill", "4", 4.0),))
        new = told(OPEN, "2026", "At least 5 dead.", figures=(Figure("kill", "At least 5", 5.0),))
        ledgers = ledger_of([old]), ledger_of([old, new])
        moves = compare(*ledgers, since="then", until="now", is_there=lambda _: there)
        numbers = moves_text(moves).split("  4 → At least 5\n")[1].split("(open")[0]
        assert numbers.count("  > ") == quotes


@pytest.mark.parametrize(("articles", "files"), [(1, "1 file"), (2, "2 files")])
def test_a_candidate_says_in_how_many_files_it_is(articles: int, files: str) -> None:
    quote = Quote("a", Span(0, 5), "Fares", 0.9)
    text = candidates_text([Candidate(("fares", "bus"), (quote, quote), articles)])
    assert text.startswith(f"2 quotes in {files} about fares, bus\n  > Fares\n")
    nameless = candidates_text([Candidate((), (quote, quote), articles)])
    assert nameless.startswith(f"2 quotes in {files} about one thing\n")
    assert BRIDGE.title not in text
