"""What a build did, line by line."""

from __future__ import annotations

from bot.core import build_lines
from bot.core.build_lines import Line
from bot.core.reply import Rebuilt
from index.issues.records import Move, Moves, Status
from index.records import Skipped
from tests.bot.fakes import make_evidence, make_report, make_standing

SINCE = "the build of 1 January 2026, 03:04 UTC"


def moved(number: int = 1, before: Status = Status.OPEN) -> Move:
    now = make_standing(f"issue-{number}", Status.SETTLED, make_evidence(), title=f"Issue {number}")
    return Move(before, now, (make_evidence(), make_evidence()), 0, ())


def test_a_build_is_told_in_a_sentence_with_its_seconds() -> None:
    assert build_lines.heading(make_report(articles=7, seconds=34.4)) == (
        "The index is built: 7 articles, in 34 s."
    )
    fresh = make_report(articles=7, fresh=True)
    assert build_lines.heading(fresh) == "Nothing has changed: the index has 7 articles."
    assert build_lines.lines(Rebuilt(fresh)) == []


def test_files_are_counted_and_the_first_are_named() -> None:
    report = make_report(
        added=tuple(f"{n}.txt" for n in range(12)), changed=("b/c.md",), removed=("d", "e", "f")
    )
    assert build_lines.lines(Rebuilt(report)) == [
        Line("Files", "12 added, 1 changed, 3 removed"),
        Line("Added", "0.txt, 1.txt, 2.txt and 9 more"),
        Line("Changed", "b/c.md"),
        Line("Removed", "d, e, f"),
        Line("Copies", "none found"),
    ]


def test_a_build_that_found_the_same_files_says_so() -> None:
    assert build_lines.lines(Rebuilt(make_report()))[0] == Line("Files", "the same as before")


def test_files_that_were_skipped_are_told_with_the_reason_of_the_first() -> None:
    skipped = tuple(Skipped(f"{n}.pdf", "is no text") for n in range(40))
    files, *lines, _ = build_lines.lines(Rebuilt(make_report(skipped=skipped)))
    assert files == Line("Files", "40 skipped")
    assert lines[:2] == [Line("Skipped", "0.pdf: is no text"), Line("", "1.pdf: is no text")]
    assert lines[-1] == Line("", "and 35 more; “python -m index status” lists them all")
    assert len(lines) == build_lines.SKIPPED + 1


def test_copies_are_told_as_groups_with_the_first_ids() -> None:
    one = make_report(copies=(("a", "b"),))
    assert build_lines.lines(Rebuilt(one))[-1] == Line(
        "Copies", "1 story told more than once: a, b"
    )
    groups = (("a", "b", "c", "d", "e"), *((f"x{n}", f"y{n}") for n in range(4)))
    many = make_report(copies=groups)
    assert build_lines.lines(Rebuilt(many))[-1] == Line(
        "Copies", "5 stories told more than once: a, b, c and 2 more; x0, y0; x1, y1 and 2 more"
    )


def test_what_moved_in_the_ledger_is_told_an_issue_a_line() -> None:
    body = Rebuilt(make_report(), Moves(SINCE, "now", tuple(moved(n) for n in range(7))))
    lines = build_lines.lines(body)[2:]
    assert lines[:2] == [
        Line("Ledger", "Issue 0: open → settled · 2 new quotes"),
        Line("", "Issue 1: open → settled · 2 new quotes"),
    ]
    assert lines[-1] == Line("", "and 2 more issues")
    assert len(lines) == build_lines.MOVED + 1


def test_a_ledger_where_nothing_moved_says_since_when() -> None:
    body = Rebuilt(make_report(), Moves(SINCE, "now", ()))
    assert build_lines.lines(body)[-1] == Line("Ledger", f"nothing has changed since {SINCE}")


def test_without_a_build_before_there_is_no_word_of_the_ledger() -> None:
    assert "Ledger" not in [line.label for line in build_lines.lines(Rebuilt(make_report()))]
