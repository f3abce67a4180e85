"""Bodies that tell of the ledger ─▶ lines for a terminal or a pipe.

    1 · The title of an issue · open · its-id
      Hamas · a senior official
      “A sentence of an article.”
      the/file-id · 29 December 2025

Quotes stand between quotation marks, with all their words. As in `formatter`, everything that
comes from an article, an index or a person goes through `plain`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from bot.adapters.console.layout import (
    DOT,
    HEADING,
    INDENT,
    NAME,
    NOTICE,
    QUIET,
    apart,
    format_notice,
    link,
    paragraph,
    source_line,
)
from bot.core import ledger_lines, ledger_words, words, written
from bot.core.plain import plain
from bot.core.reply import IssueChart, IssueList, IssueMoves, OneIssue, Unlisted
from index.issues.wording import byline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.core.reply import LedgerPage
    from index.issues.records import Candidate, Condition, Evidence, Move, NumberMove, Standing
    from index.records import Quote

NEW_SHOWN: Final = 3
"""New quotes that are shown of one issue that moved; /issues ID shows them all."""

CANDIDATE_SHOWN: Final = 3
"""Quotes that are shown of one dispute that the catalogue lacks."""

ONE_OF_THEM: Final = "Type /issues ID for all that the articles say of one of them."
WRITES_PICTURE: Final = "To have the picture as a file: python -m index issues --chart FILE"


def format_ledger(body: LedgerPage, columns: int | None) -> list[Text]:
    """The lines of a page of the ledger."""
    match body:
        case IssueList():
            lines = _list(body, columns)
        case OneIssue():
            lines = _one(body, columns)
        case IssueMoves():
            lines = _moves(body, columns)
        case IssueChart(alt=alt):
            lines = format_notice(f"{alt.rstrip('. ')}. {WRITES_PICTURE}", columns)
        case Unlisted():
            lines = _unlisted(body, columns)
    return lines


def _list(body: IssueList, columns: int | None) -> list[Text]:
    listed, settled = ledger_lines.listed(body), ledger_lines.settled(body)
    silent = ledger_lines.silent(body)
    named = f"{ledger_words.SILENT_ISSUES} {ledger_lines.titles(silent)}." if silent else ""
    return apart(
        [
            _lines(ledger_lines.above(body), NOTICE, columns),
            *_numbered(listed, 1, columns),
            _lines([ledger_words.SETTLED_ISSUES] if settled else [], HEADING, columns),
            *_numbered(settled, len(listed) + 1, columns),
            _lines([named] if named else [], QUIET, columns),
            _lines([ONE_OF_THEM] if body.standings else [], QUIET, columns),
        ]
    )


def _numbered(standings: Sequence[Standing], first: int, columns: int | None) -> list[list[Text]]:
    """A block for each issue, numbered from `first` on."""
    return [_brief(one, number, columns) for number, one in enumerate(standings, start=first)]


def _brief(standing: Standing, number: int, columns: int | None) -> list[Text]:
    status = ledger_lines.status_word(standing.status)
    lines = paragraph(
        Text.assemble((f"{number}{DOT}", QUIET), _title(standing, status)),
        columns,
        Text(),
        Text(INDENT),
    )
    evidence = ledger_lines.telling(standing)
    if evidence is None:
        return lines
    quote = evidence.quote
    source = source_line(quote.doc_id, None, [written.date(quote.published)], QUIET)
    return [
        *lines,
        *paragraph(Text(plain(byline(evidence))), columns, Text(INDENT)),
        *_words(quote, columns),
        *paragraph(source, columns, Text(INDENT)),
    ]


def _title(standing: Standing, status: str) -> Text:
    """The title of an issue, how it stands and its id."""
    issue = standing.issue
    return Text.assemble(
        (plain(issue.title), HEADING),
        (f"{DOT}{plain(status)}{DOT}", QUIET),
        (plain(issue.id), NAME),
    )


def _one(body: OneIssue, columns: int | None) -> list[Text]:
    standing = body.standing
    head = [
        *paragraph(_title(standing, ledger_lines.facts(standing)), columns),
        *_lines([ledger_words.settled_by(standing.issue.settled_by)], QUIET, columns),
    ]
    reason = [] if standing.reason is None else [standing.reason]
    unshown = ledger_lines.unshown(body)
    return apart(
        [
            head,
            _lines([ledger_lines.why(standing)], NOTICE, columns),
            _evidence("", reason, columns),
            _evidence(ledger_words.WHO_SAYS_WHAT, ledger_lines.positions(body), columns),
            *(_condition(one, body, columns) for one in standing.waits_for),
            _evidence(ledger_words.MORE_EVIDENCE, ledger_lines.besides(body), columns),
            _lines([ledger_words.further_evidence(unshown)] if unshown else [], QUIET, columns),
        ]
    )


def _evidence(heading: str, evidence: Iterable[Evidence], columns: int | None) -> list[Text]:
    """Quotes, each below the line that says whose word it is; nothing where there are none."""
    blocks = [
        [
            *paragraph(Text(plain(ledger_lines.signalled(one))), columns, Text(INDENT)),
            *_sourced(one.quote, columns),
        ]
        for one in evidence
    ]
    above = _lines([heading] if heading else [], HEADING, columns)
    return apart([above, *blocks]) if blocks else []


def _condition(condition: Condition, body: OneIssue, columns: int | None) -> list[Text]:
    title = body.titles.get(condition.waits_for, condition.waits_for)
    return apart(
        [
            _lines([ledger_words.waits_for(title)], HEADING, columns),
            _sourced(condition.quote, columns),
        ]
    )


def _moves(body: IssueMoves, columns: int | None) -> list[Text]:
    moves = body.moves
    if not moves.moves:
        return format_notice(ledger_words.nothing_changed(moves.since), columns)
    heading = format_notice(ledger_words.what_changed(moves.since, moves.until), columns)
    return apart([heading, *(_move(one, columns) for one in moves.moves)])


def _move(move: Move, columns: int | None) -> list[Text]:
    """What changed of one issue: its status, numbers, and the new quotes."""
    counts = ledger_lines.quote_change(move)
    new = ledger_lines.new_besides(move)
    further = len(new) - NEW_SHOWN
    return apart(
        [
            [
                *paragraph(_title(move.now, ledger_lines.status_change(move)), columns),
                *_lines([counts] if counts else [], QUIET, columns),
            ],
            *(_number(one, columns) for one in move.numbers),
            _evidence("", new[:NEW_SHOWN], columns),
            _lines([ledger_words.further_evidence(further)] if further > 0 else [], QUIET, columns),
        ]
    )


def _number(move: NumberMove, columns: int | None) -> list[Text]:
    """A number that changed, with the quote of each side, the newer first."""
    change = Text(plain(ledger_lines.number_change(move)), HEADING)
    return [
        *paragraph(change, columns, Text(INDENT)),
        *_sourced(move.after_quote, columns),
        *(
            paragraph(Text(ledger_words.FIRST_IS_GONE, QUIET), columns, Text(INDENT))
            if move.before_quote is None
            else _sourced(move.before_quote, columns)
        ),
    ]


def _unlisted(body: Unlisted, columns: int | None) -> list[Text]:
    if not body.candidates:
        return format_notice(ledger_words.NONE_UNLISTED, columns)
    blocks = [_candidate(one, columns) for one in body.candidates]
    return apart([format_notice(ledger_words.UNLISTED, columns), *blocks])


def _candidate(candidate: Candidate, columns: int | None) -> list[Text]:
    about = Text.assemble(
        (plain(", ".join(candidate.about)), HEADING),
        (DOT + written.counted(candidate.articles, "article"), QUIET),
    )
    shown = candidate.quotes[:CANDIDATE_SHOWN]
    further = len(candidate.quotes) - len(shown)
    return [
        *paragraph(about, columns),
        *(line for quote in shown for line in _sourced(quote, columns)),
        *_lines([ledger_words.further_evidence(further)] if further else [], QUIET, columns),
    ]


def _sourced(quote: Quote, columns: int | None) -> list[Text]:
    """The words of a quote, and below them all that is known of where they were cut from."""
    known = [written.date(quote.published)]
    if quote.copies:
        known.append(words.copies(quote.copies))
    source = source_line(quote.doc_id, quote.title, known, QUIET)
    margin = Text(INDENT)
    return [
        *_words(quote, columns),
        *paragraph(source, columns, margin),
        *link(quote.source_url, margin),
    ]


def _words(quote: Quote, columns: int | None) -> list[Text]:
    """The words of a quote between quotation marks, wrapped and otherwise as they stand."""
    return paragraph(Text(f"“{plain(quote.text)}”"), columns, Text(INDENT))


def _lines(texts: Iterable[str], style: str, columns: int | None) -> list[Text]:
    return [line for text in texts for line in paragraph(Text(plain(text), style), columns)]
