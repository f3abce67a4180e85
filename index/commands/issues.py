"""`issues`: how the issues of the catalogue stand, one of them, what moved, a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.commands.answer_json import quote_object, write_json
from index.commands.issues_text import (
    candidates_text,
    issue_text,
    list_text,
    moves_text,
    rule_text,
)
from index.commands.opening import say_if_outdated
from index.errors import ChartUnwritableError, UnknownIssueError
from index.issues.book import Book
from index.issues.finding import close_ids, find_issues

if TYPE_CHECKING:
    from argparse import Namespace

    from index.commands.surroundings import Surroundings
    from index.issues.records import Evidence, Ledger, Moves, Standing


def show_issues(around: Surroundings, flags: Namespace) -> int:
    """Print what `flags` ask for. Raises StoreError, UnknownIssueError, UnknownMomentError."""
    book = Book.open(around.store, around.state_file, around.now)
    say_if_outdated(around, book.manifest)
    stdout = around.streams.stdout
    if flags.since is not None:
        moves = book.moves(flags.since)
        if flags.json:
            write_json(stdout, moves_object(moves))
        else:
            stdout.write(moves_text(moves))
        return 0
    ledger = book.ledger()
    chosen = _chosen(ledger, flags.id)
    if flags.chart is not None:
        _draw(around, ledger, Path(flags.chart), dark=flags.dark)
    elif flags.json:
        write_json(stdout, [issue_object(standing) for standing in chosen])
    elif flags.unlisted:
        stdout.write(candidates_text(ledger.candidates))
    elif flags.id is not None or flags.explain:
        stdout.write(rule_text() if flags.explain else "")
        stdout.write("\n".join(issue_text(s, ledger, explained=flags.explain) for s in chosen))
    else:
        stdout.write(list_text(ledger))
    return 0


def issue_object(standing: Standing) -> dict[str, Any]:
    """An issue, with the keys that other tools rely on."""
    return {
        "id": standing.issue.id,
        "title": standing.issue.title,
        "status": standing.status.value,
        "reason": None if standing.reason is None else quote_object(standing.reason.quote),
        "because": standing.because.value,
        "evidence": [_evidence_object(one) for one in standing.evidence],
        "positions": [_evidence_object(one) for one in standing.positions],
        "waits_for": [
            {"issue": one.waits_for, "quote": quote_object(one.quote)} for one in standing.waits_for
        ],
        "articles": standing.articles,
        "last_moved": standing.last_moved,
    }


def moves_object(moves: Moves) -> dict[str, Any]:
    """What changed between two ledgers."""
    return {
        "since": moves.since,
        "until": moves.until,
        "moves": [
            {
                "id": move.now.issue.id,
                "title": move.now.issue.title,
                "before": move.before.value,
                "status": move.now.status.value,
                "reason": (
                    None if move.now.reason is None else quote_object(move.now.reason.quote)
                ),
                "new": [_evidence_object(one) for one in move.new],
                "gone": move.gone,
                "numbers": [
                    {
                        "before": number.before.text,
                        "after": number.after.text,
                        "before_quote": (
                            None
                            if number.before_quote is None
                            else quote_object(number.before_quote)
                        ),
                        "after_quote": quote_object(number.after_quote),
                    }
                    for number in move.numbers
                ],
            }
            for move in moves.moves
        ],
    }


def _evidence_object(one: Evidence) -> dict[str, Any]:
    return {
        **quote_object(one.quote),
        "signal": one.signal.value,
        "party": one.party,
        "speaker": one.speaker,
        "voice": one.voice.value,
        "speaks_for": one.speaks_for,
    }


def _chosen(ledger: Ledger, typed: str | None) -> list[Standing]:
    """All issues, or the one that was asked for; raises UnknownIssueError."""
    if typed is None:
        return list(ledger.standings)
    match find_issues(typed, ledger):
        case [standing]:
            return [standing]
        case []:
            raise UnknownIssueError(typed, close_ids(typed, ledger))
        case several:
            raise UnknownIssueError(typed, [one.issue.id for one in several])


def _draw(around: Surroundings, ledger: Ledger, path: Path, *, dark: bool) -> None:
    """Write the picture, and say what it shows. Raises ChartUnwritableError."""
    # Imported only now: it takes a second.
    from index.issues.chart import draw_chart  # noqa: PLC0415 - see above
    from index.issues.charting.palette import Theme  # noqa: PLC0415 - see above

    picture = draw_chart(ledger, Theme.DARK if dark else Theme.LIGHT)
    try:
        path.write_bytes(picture.png)
    except OSError as exc:
        raise ChartUnwritableError(path, exc.strerror or type(exc).__name__) from exc
    around.streams.stdout.write(f"{picture.alt}\n")
