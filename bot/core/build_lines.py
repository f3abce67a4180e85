"""What a build did, in lines that fit any platform: a heading, then what changed, line by line.

Names of files, titles of issues and reasons are text of others: an adapter makes them harmless.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.core import adding_words, ledger_lines, written
from index.web.records import Added

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.core.reply import Rebuilt
    from index.build import BuildReport
    from index.issues.records import Move, Moves

NAMES: Final = 3
"""Files, or groups of copies, that are named of each kind; a first build would name them all."""

SKIPPED: Final = 5
"""Files whose reasons are told; a folder of the wrong kind would fill a page."""

MOVED: Final = 5
"""Issues that are told; “/issues” has them all."""


@dataclass(frozen=True, slots=True)
class Line:
    """One fact, behind the word for it; without a label, one more of the line above."""

    label: str
    text: str


def heading(report: BuildReport) -> str:
    """What a build came to: "The index is built: 7 articles, in 34 s."."""
    articles = written.counted(report.articles, "article")
    if report.fresh:
        return f"Nothing has changed: the index has {articles}."
    return f"The index is built: {articles}, in {report.seconds:,.0f} s."


def lines(body: Rebuilt) -> list[Line]:
    """What a build changed, left out and found; nothing of that where it had nothing to do."""
    report = body.report
    # What was added stands below, among the files, unless another build has brought it in.
    told = (one for one in body.puts if report.fresh or not isinstance(one, Added))
    put = [Line("Article", adding_words.became(one)) for one in told]
    moved = list(_moved(body.moves))
    if report.fresh:
        return [*put, *moved]
    kinds = (("Added", report.added), ("Changed", report.changed), ("Removed", report.removed))
    return [
        *put,
        Line("Files", _counts(report)),
        *(Line(label, _first(paths, ", ")) for label, paths in kinds if paths),
        *_skipped(report),
        Line("Copies", _copies(report.copies)),
        *moved,
    ]


def _counts(report: BuildReport) -> str:
    """How many files: "12 added, 3 changed, 1 removed"."""
    kinds = (
        (report.added, "added"), (report.changed, "changed"),
        (report.removed, "removed"), (report.skipped, "skipped"),
    )  # fmt: skip
    counted = [f"{len(files):,} {word}" for files, word in kinds if files]
    return ", ".join(counted) or "the same as before"


def _skipped(report: BuildReport) -> Iterator[Line]:
    """Files that were left out, with the reason; of many the first."""
    label = "Skipped"
    for one in report.skipped[:SKIPPED]:
        yield Line(label, f"{one.path}: {one.reason}")
        label = ""
    if (more := len(report.skipped) - SKIPPED) > 0:
        yield Line("", f"and {more:,} more; “python -m index status” lists them all")


def _copies(groups: Sequence[Sequence[str]]) -> str:
    """Groups of articles that tell one story, and the ids of the first."""
    if not groups:
        return "none found"
    named = [_first(group, ", ") for group in groups]
    stories = written.counted(len(groups), "story", "stories")
    return f"{stories} told more than once: {_first(named, '; ')}"


def _moved(moves: Moves | None) -> Iterator[Line]:
    """What changed in the ledger, an issue a line; nothing where there is nothing to compare."""
    if moves is None:
        return
    label = "Ledger"
    if not moves.moves:
        yield Line(label, f"nothing has changed since {moves.since}")
    for move in moves.moves[:MOVED]:
        yield Line(label, _move(move))
        label = ""
    if (more := len(moves.moves) - MOVED) > 0:
        yield Line("", f"and {written.counted(more, 'more issue')}")


def _move(move: Move) -> str:
    """How an issue stood and stands: "Rafah crossing: open → settled · 2 new quotes"."""
    facts = (ledger_lines.status_change(move), ledger_lines.quote_change(move))
    return f"{move.now.issue.title}: {ledger_lines.DOT.join(filter(None, facts))}"


def _first(texts: Sequence[str], mark: str) -> str:
    """The first of some texts, and how many there are besides."""
    more = len(texts) - NAMES
    return mark.join(texts[:NAMES]) + (f" and {more:,} more" if more > 0 else "")
