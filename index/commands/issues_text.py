"""The ledger for people: an issue a few lines, each quote set off, its source on the line below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.commands.answer_text import quote_lines
from index.issues.records import Status
from index.issues.status import RULE
from index.issues.wording import STATUS_WORD, byline
from index.printable import counted, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.issues.records import Candidate, Evidence, Ledger, Move, Moves, Standing

NEW_SHOWN = 3
"""New quotes of an issue that are printed; all are in the JSON."""


def list_text(ledger: Ledger) -> str:
    """The open issues, each with the quote that is the reason; below them the others."""
    lines = [] if ledger.listed else ["The articles tell of no open issue.\n"]
    for number, standing in enumerate(ledger.numbered, 1):
        lines.append(f"{number} {_brief(standing)}\n")
    silent = [s.issue.id for s in ledger.standings if s.status is Status.NOT_MENTIONED]
    if silent:
        lines.append(f"not mentioned: {', '.join(silent)}\n")
    return "".join(lines)


def issue_text(standing: Standing, ledger: Ledger, *, explained: bool) -> str:
    """One issue: its status and why, who says what, what it waits for.

    With `explained` all evidence comes after that.
    """
    titles = {s.issue.id: s.issue.title for s in ledger.standings}
    lines = [
        _brief(standing),
        f"  why: {standing.because.value}\n",
        f"  what would settle it: {one_line(standing.issue.settled_by)}\n",
    ]
    for condition in standing.waits_for:
        lines.append(f"\n  waits for: {one_line(titles[condition.waits_for])}\n")
        lines.append(_indented(quote_lines(condition.quote)))
    if standing.positions:
        lines.append("\n  who says what\n")
        lines += [_told(one) for one in standing.positions]
    if explained and standing.evidence:
        lines.append("\n  all evidence, the newest first\n")
        lines += [_told(one) for one in standing.evidence]
    return "".join(lines)


def rule_text() -> str:
    """The rule by which a status is derived."""
    return RULE + "\n"


def moves_text(moves: Moves) -> str:
    """What changed, issues that changed status first."""
    head = f"From {moves.since} to {moves.until}:"
    if not moves.moves:
        return head + " nothing changed.\n"
    return head + "\n\n" + "\n".join(_move(move) for move in moves.moves)


def candidates_text(candidates: Sequence[Candidate]) -> str:
    """Disputes that the catalogue doesn't list."""
    if not candidates:
        return "There is no dispute that fits no issue of the catalogue.\n"
    return "\n".join(
        f"{counted(len(one.quotes), 'quote')} in {counted(one.articles, 'file')}"
        f" about {one_line(', '.join(one.about)) or 'one thing'}\n"
        + "".join(_indented(quote_lines(quote)) for quote in one.quotes)
        for one in candidates
    )


def _brief(standing: Standing) -> str:
    """Title and status, and the quote that decided it below who says it."""
    issue = standing.issue
    head = f"{one_line(issue.title)} ({issue.id}): {STATUS_WORD[standing.status]}\n"
    if standing.reason is None:
        return head
    return f"{head}  {one_line(byline(standing.reason))}\n" + _quoted(standing.reason)


def _told(one: Evidence) -> str:
    """A quote, who says it and what it tells."""
    head = f"  {one_line(byline(one))} ({one.signal.value}, {one.quote.score:.2f})\n"
    return head + _quoted(one)


def _quoted(one: Evidence) -> str:
    return _indented(quote_lines(one.quote))


def _move(move: Move) -> str:
    issue, now = move.now.issue, STATUS_WORD[move.now.status]
    changed = now if move.before is move.now.status else f"{STATUS_WORD[move.before]} → {now}"
    lines = [f"{one_line(issue.title)} ({issue.id}): {changed}\n"]
    if move.before is not move.now.status and move.now.reason is not None:
        lines.append(_indented(quote_lines(move.now.reason.quote)))
    for number in move.numbers:
        lines.append(f"  {one_line(number.before.text)} → {one_line(number.after.text)}\n")
        quotes = filter(None, (number.before_quote, number.after_quote))
        lines += [_indented(quote_lines(quote)) for quote in quotes]
    changed_by = move.now.reason if move.before is not move.now.status else None
    shown = [one for one in move.new if one != changed_by][:NEW_SHOWN]
    lines += [_told(one) for one in shown]
    if len(move.new) > len(shown):
        lines.append(f"  {counted(len(move.new), 'new quote')} in all\n")
    if move.gone:
        lines.append(f"  {counted(move.gone, 'quote')} gone\n")
    return "".join(lines)


def _indented(lines: str) -> str:
    return "".join(f"  {line}" for line in lines.splitlines(keepends=True))
