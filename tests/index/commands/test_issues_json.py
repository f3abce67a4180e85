"""`issues --json`: the keys that other tools rely on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.index.command_line import QUOTE_KEYS
from tests.index.issues.strike import (
    ARTICLES,
    LATER,
    OPENED,
    PLAN,
    REFUSED,
    SHIFTS,
    SIGNED,
    UNTIL,
    built,
    run,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.index.shelf import Shelf

ISSUE_KEYS = [
    *("id", "title", "status", "reason", "because", "evidence", "positions", "waits_for"),
    *("articles", "last_moved"),
]
EVIDENCE_KEYS = [*QUOTE_KEYS, "signal", "party", "speaker", "voice", "speaks_for"]
MOVE_KEYS = ["id", "title", "before", "status", "reason", "new", "gone", "numbers"]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """The strike and its end. Tests must not change it."""
    return built(tmp_path_factory.mktemp("strike"), {**ARTICLES, "later.md": LATER})


def printed(shelf: Shelf, *arguments: str) -> Any:
    """What one line of JSON holds."""
    done = run(shelf, "issues", "--json", *arguments)
    assert (done.code, done.err, done.out.count("\n")) == (0, "", 1)
    return json.loads(done.out)


def one(shelf: Shelf, issue: str) -> dict[str, Any]:
    (found,) = printed(shelf, issue)
    assert isinstance(found, dict)
    return found


def test_all_issues_are_listed_open_or_not_last_moved_first(shelf: Shelf) -> None:
    found = printed(shelf)
    assert [(issue["id"], issue["status"], issue["last_moved"]) for issue in found] == [
        ("pay-rise", "settled", "2026-03-09"),
        ("eastern-line", "settled", "2026-03-09"),
        ("night-shifts", "open", "2026-03-02"),
        ("arbitration", "not_mentioned", None),
    ]
    assert all(list(issue) == ISSUE_KEYS for issue in found)


def test_an_issue_of_which_nothing_is_said_has_the_same_keys(shelf: Shelf) -> None:
    found = one(shelf, "arbitration")
    assert (found["title"], found["reason"], found["articles"]) == ("Arbitration", None, 0)
    assert found["evidence"] == found["positions"] == found["waits_for"] == []


def test_every_quote_is_a_true_cut_with_its_source(shelf: Shelf) -> None:
    found = printed(shelf)
    evidence = [quote for issue in found for quote in issue["evidence"]]
    positions = [quote for issue in found for quote in issue["positions"]]
    reasons = [issue["reason"] for issue in found if issue["reason"]]
    waits = [wait["quote"] for issue in found for wait in issue["waits_for"]]
    assert {quote["text"] for quote in evidence} == {REFUSED, UNTIL, SHIFTS, PLAN, OPENED, SIGNED}
    assert {quote["text"] for quote in reasons} == {SIGNED, OPENED, SHIFTS}
    assert all(list(quote) == EVIDENCE_KEYS for quote in evidence + positions)
    assert all(list(quote) == QUOTE_KEYS for quote in reasons + waits)
    texts = {path.stem: path.read_text(encoding="utf-8") for path in shelf.articles.iterdir()}
    for quote in evidence + positions + reasons + waits:
        assert texts[quote["doc_id"]][quote["start"] : quote["end"]] == quote["text"]
        assert 0 <= quote["score"] <= 1


def test_evidence_says_what_it_tells_and_on_whose_word(shelf: Shelf) -> None:
    said, described = one(shelf, "night-shifts")["evidence"]
    assert {key: said[key] for key in EVIDENCE_KEYS if key not in {"start", "end", "score"}} == {
        "doc_id": "first",
        "text": SHIFTS,
        "title": "Rail strike enters its second week",
        "published": "2026-03-02",
        "copies": [],
        "signal": "open",
        "party": "Northrail",
        "speaker": "a spokeswoman for Northrail",
        "voice": "unnamed",
        "speaks_for": True,
    }
    assert (described["signal"], described["party"], described["speaker"]) == (
        "neutral",
        None,
        None,
    )
    assert (described["voice"], described["published"]) == ("outlet", None)


def test_positions_and_what_an_issue_waits_for_are_there(tmp_path: Path) -> None:
    found = one(built(tmp_path), "eastern-line")
    assert [(p["party"], p["text"]) for p in found["positions"]] == [("Union", UNTIL)]
    (wait,) = found["waits_for"]
    assert list(wait) == ["issue", "quote"]
    assert (wait["issue"], wait["quote"]["text"]) == ("pay-rise", UNTIL)
    assert (found["status"], found["articles"]) == ("open", 1)


def test_copies_of_a_story_are_named_beside_its_quote(tmp_path: Path) -> None:
    padding = (
        "Commuters in Velden waited in the rain while buses ran once an hour to the coast.\n\n"
    )
    story = f"---\ntitle: Northrail\n---\n{padding * 3}{REFUSED}\n"
    shelf = built(tmp_path, {"a.md": story, "b.md": story})
    found = one(shelf, "pay-rise")
    assert [quote["copies"] for quote in found["evidence"]] == [["b"]]
    assert found["articles"] == 1


def test_what_moved_has_the_status_before_and_what_is_new(shelf: Shelf) -> None:
    found = printed(shelf, "--since", "2026-03-03..2026-03-09")
    assert list(found) == ["since", "until", "moves"]
    assert (found["since"], found["until"]) == ("3 March 2026", "9 March 2026")
    assert all(list(move) == MOVE_KEYS for move in found["moves"])
    pay, line = found["moves"]
    assert (pay["id"], pay["before"], pay["status"]) == ("pay-rise", "open", "settled")
    assert (line["id"], line["reason"]["text"]) == ("eastern-line", OPENED)
    assert [quote["text"] for quote in pay["new"]] == [SIGNED]
    assert list(pay["new"][0]) == EVIDENCE_KEYS
    assert (pay["gone"], pay["numbers"]) == (0, [])


def test_numbers_that_moved_have_a_quote_on_each_side(tmp_path: Path) -> None:
    def day(number: int, hurt: int) -> str:
        return (
            f"---\ntitle: Northrail\npublished: 2026-03-0{number}\n---\n"
            f"Accidents have injured {hurt} drivers, and whether night shifts end is unclear.\n"
        )

    shelf = built(tmp_path, {"a.md": day(2, 12), "b.md": day(6, 19)})
    (move,) = printed(shelf, "--since", "2026-03-04..2026-03-08")["moves"]
    (number,) = move["numbers"]
    assert list(number) == ["before", "after", "before_quote", "after_quote"]
    assert (number["before"], number["after"]) == ("12", "19")
    assert (number["before_quote"]["doc_id"], number["after_quote"]["doc_id"]) == ("a", "b")
