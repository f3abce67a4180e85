"""`issues` for people: the list, one issue, the rule, what moved, a picture; what goes wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from index.issues import status as rule
from index.manifest import live_generation
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

FIRST = "first · Rail strike enters its second week · 2026-03-02"
LAST = "later · Trains return after the rail strike · 2026-03-09"
SCORE = re.compile(r", [01]\.\d\d(?=\)$)")
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """The strike and its end. Tests must not change it."""
    return built(tmp_path_factory.mktemp("strike"), {**ARTICLES, "later.md": LATER})


def lines(shelf: Shelf, *arguments: str) -> list[str]:
    """What is printed, of a command that goes well."""
    done = run(shelf, "issues", *arguments)
    assert (done.code, done.err) == (0, "")
    return done.out.splitlines()


def test_the_list_has_open_issues_then_settled_ones_then_those_not_mentioned(shelf: Shelf) -> None:
    assert lines(shelf) == [
        "1 Night shifts (night-shifts): open",
        "  Northrail · a spokeswoman for Northrail",
        f"  > {SHIFTS}",
        f"    {FIRST}",
        "",
        "2 Pay rise (pay-rise): settled",
        "  the article itself",
        f"  > {SIGNED}",
        f"    {LAST}",
        "",
        "3 Reopening of the eastern line (eastern-line): settled",
        "  the article itself",
        f"  > {OPENED}",
        f"    {LAST}",
        "",
        "not mentioned: arbitration",
    ]


@pytest.mark.parametrize("typed", ["eastern-line", "3", "Eastern LINE", "reopening"])
def test_an_issue_is_found_by_its_id_its_number_or_its_words(shelf: Shelf, typed: str) -> None:
    assert lines(shelf, typed)[0] == "Reopening of the eastern line (eastern-line): settled"


def test_where_nothing_is_open_the_list_says_so(tmp_path: Path) -> None:
    shelf = built(tmp_path, {"a.txt": "It rained in Velden.\n\nNobody minded it.\n"})
    assert lines(shelf) == [
        "The articles tell of no open issue.",
        "not mentioned: pay-rise, night-shifts, eastern-line, arbitration",
    ]


def test_an_issue_is_told_with_who_says_what_and_why(shelf: Shelf) -> None:
    assert [SCORE.sub("", line) for line in lines(shelf, "night-shifts")] == [
        "Night shifts (night-shifts): open",
        "  Northrail · a spokeswoman for Northrail",
        f"  > {SHIFTS}",
        f"    {FIRST}",
        "  why: nothing as new says otherwise",
        "  what would settle it: The roster for night shifts is agreed.",
        "",
        "  who says what",
        "  Northrail · a spokeswoman for Northrail (open)",
        f"  > {SHIFTS}",
        f"    {FIRST}",
    ]


def test_an_id_may_be_typed_in_capitals(shelf: Shelf) -> None:
    assert lines(shelf, "NIGHT-Shifts") == lines(shelf, "night-shifts")


def test_an_issue_says_what_it_waits_for(tmp_path: Path) -> None:
    out = lines(built(tmp_path), "eastern-line")
    assert out[out.index("  waits for: Pay rise") + 1] == f"  > {UNTIL}"


def test_explained_an_issue_has_the_rule_as_the_code_states_it_and_all_evidence(
    shelf: Shelf,
) -> None:
    out = lines(shelf, "night-shifts", "--explain")
    steps = rule.RULE.splitlines()
    assert out[: len(steps)] == steps
    assert "  all evidence, the newest first" in out
    assert [SCORE.sub("", line) for line in out[-3:-1]] == [
        "  the article itself (neutral)",
        f"  > {PLAN}",
    ]


def test_all_issues_may_be_explained(shelf: Shelf) -> None:
    out = lines(shelf, "--explain")
    assert sum(line.startswith("  what would settle it: ") for line in out) == 4
    for sentence in (REFUSED, UNTIL, SHIFTS, PLAN, OPENED, SIGNED):
        assert f"  > {sentence}" in out


class TestSince:
    def test_the_build_before_what_moved_is_told_statuses_first(self, tmp_path: Path) -> None:
        shelf = built(tmp_path)
        run(shelf, "build")
        first = live_generation(shelf.store).name
        shelf.write("later.md", LATER)
        assert run(shelf, "build").code == 0
        head, *out = lines(shelf, "--since", first)
        assert head.startswith("From the build of ")
        assert head.endswith(" UTC to now:")
        assert [line for line in out if "→" in line] == [
            "Pay rise (pay-rise): open → settled",
            "Reopening of the eastern line (eastern-line): open → settled",
        ]
        assert [line[4:] for line in out if line.startswith("  > ")] == [SIGNED, OPENED]

    def test_a_date_what_moved_by_then_is_told(self, shelf: Shelf) -> None:
        out = lines(shelf, "--since", "2026-03-01..2026-03-03")
        assert out[0] == "From 1 March 2026 to 3 March 2026:"
        assert "Night shifts (night-shifts): not mentioned → open" in out

    def test_nothing_may_have_changed(self, shelf: Shelf) -> None:
        assert lines(shelf, "--since", "2026-03-10..2026-03-12") == [
            "From 10 March 2026 to 12 March 2026: nothing changed."
        ]


class TestChart:
    @pytest.mark.parametrize("flags", [[], ["--dark"]])
    def test_it_is_written_and_what_it_shows_is_said(
        self, shelf: Shelf, tmp_path: Path, flags: list[str]
    ) -> None:
        file = tmp_path / "chart.png"
        (said,) = lines(shelf, "--chart", str(file), *flags)
        assert file.read_bytes().startswith(PNG)
        assert "Night shifts: open" in said
        assert "1 issue not mentioned" in said

    def test_the_dark_one_is_another_picture(self, shelf: Shelf, tmp_path: Path) -> None:
        for name, flags in (("a", []), ("b", ["--dark"])):
            lines(shelf, "--chart", str(tmp_path / name), *flags)
        assert (tmp_path / "a").read_bytes() != (tmp_path / "b").read_bytes()


def test_disputes_that_are_no_issue_are_listed_apart(tmp_path: Path) -> None:
    parking = "Whether {} may park at the depot in Velden remains unclear, as Northrail objects."
    files = {f"{who}.txt": f"{parking.format(who)}\n" for who in ("drivers", "guards")}
    shelf = built(tmp_path, files)
    out = lines(shelf, "--unlisted")
    assert out[0].startswith("2 quotes in 2 files about ")
    assert {line[4:] for line in out if line.startswith("  > ")} == {
        parking.format(who) for who in ("drivers", "guards")
    }
    assert "park" not in "".join(lines(shelf))


def test_there_may_be_no_such_dispute(shelf: Shelf) -> None:
    assert lines(shelf, "--unlisted") == [
        "There is no dispute that fits no issue of the catalogue."
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["eastern-lime"], "there is no issue 'eastern-lime'; did you mean eastern-line?"),
        (["4"], "there is no issue '4'; `issues --json` lists them all"),
        (["0"], "there is no issue '0'; `issues --json` lists them all"),
        (["moon"], "there is no issue 'moon'"),
        (["\x1b[31m"], "there is no issue '\\x1b[31m'"),
        (["moon", "--json"], "there is no issue 'moon'"),
        (["--since", "soonish"], "'soonish' is neither a date nor a build; write 'last', a date"),
        (["--since", "last"], "there is no build before this one, so nothing can have changed"),
        (["--chart", "{tmp}/no/c.png"], "{tmp}/no/c.png can't be written (No such file or direct"),
        (["--chart", "{tmp}"], "{tmp} can't be written (Is a directory); name another file"),
    ],
)
def test_what_can_t_be_done_is_one_sentence(
    shelf: Shelf, tmp_path: Path, arguments: list[str], sentence: str
) -> None:
    done = run(shelf, "issues", *(one.format(tmp=tmp_path) for one in arguments))
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert done.err.startswith("dateline: " + sentence.format(tmp=tmp_path))


def test_without_an_index_one_sentence_tells_the_cure(shelf: Shelf, tmp_path: Path) -> None:
    done = run(shelf, "issues", STORE_DIR=str(tmp_path / "none"))
    assert (done.code, done.out) == (1, "")
    assert done.err.endswith("none has no index; build it with: python -m index build\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["a", "b"],
        ["--since"],
        ["--chart"],
        ["--dark"],
        ["--since", "last", "--chart", "c.png"],
        ["--since", "last", "--unlisted"],
        ["pay-rise", "--since", "last"],
        ["pay-rise", "--chart", "c.png"],
        ["pay-rise", "--unlisted"],
        ["--jso"],
    ],
)
def test_wrong_usage_ends_with_2(
    shelf: Shelf, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        run(shelf, "issues", *arguments)
    assert ended.value.code == 2
    assert "usage: python -m index" in capsys.readouterr().err
