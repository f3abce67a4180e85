"""Bodies that tell of the ledger ─▶ sheets.

    ┃ 3 open issues, last moved first:
    ┃ **1 · The title of an issue** · contested · its-id
    ┃ Hamas · a senior official
    ┃ `the/file-id` · 29 December 2025
    ┃ > A sentence of an article.
      [1] [2] [3]

Each button opens the issue of that number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core import ledger_lines, ledger_words
from bot.core.layout.issue_pages import briefly, candidates, changes, issue_line, one_issue
from bot.core.layout.records import DOT, Button, Card, File, Kind, Sheet, line
from bot.core.presses import OpenIssue
from bot.core.reply import IssueChart, IssueList, IssueMoves, OneIssue, Unlisted
from index.issues.records import Status
from index.issues.wording import byline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.layout.records import Block
    from bot.core.reply import LedgerPage
    from index.issues.records import Standing

PICTURE: Final = "issues.png"
PRESS_NUMBER: Final = "press a number to open an issue"


def ledger_sheet(body: LedgerPage, searched: str) -> Sheet:
    """A page of the ledger; `searched` says of what it was made."""
    match body:
        case IssueList():
            sheet = _list(body, searched)
        case OneIssue():
            sheet = Sheet(tuple(one_issue(body)), footer=searched)
        case IssueChart(png=png, alt=alt):
            sheet = Sheet(file=File(PICTURE, png, alt), footer=searched)
        case IssueMoves(moves=moves) if not moves.moves:
            sheet = Sheet(above=ledger_words.nothing_changed(moves.since))
        case IssueMoves(moves=moves):
            heading = ledger_words.what_changed(moves.since, moves.until)
            sheet = Sheet(tuple(changes(moves)), above=heading, footer=searched)
        case Unlisted(candidates=()):
            sheet = Sheet(above=ledger_words.NONE_UNLISTED)
        case Unlisted():
            sheet = Sheet(tuple(candidates(body)), above=ledger_words.UNLISTED, footer=searched)
    return sheet


def _list(body: IssueList, searched: str) -> Sheet:
    """Open and contested issues, then settled ones, numbered throughout; the others by name."""
    heading, *notes = ledger_lines.above(body)
    if not body.articles:
        return Sheet(above=heading)
    listed, settled = ledger_lines.listed(body), ledger_lines.settled(body)
    noted = tuple(line(note) for note in notes)
    if listed:
        groups = ((noted,) if noted else ()) + _numbered(listed, 1)
        cards = [Card(Kind.OPEN, groups, heading)]
    else:
        cards = [Card(Kind.NOTHING, ((line(heading, len(heading)), *noted),))]
    if settled:
        groups = _numbered(settled, len(listed) + 1)
        cards.append(Card(Kind.SETTLED, groups, ledger_words.SETTLED_ISSUES))
    cards += _silent(ledger_lines.silent(body))
    buttons = [
        Button(str(number), OpenIssue(one.issue.id))
        for number, one in enumerate([*listed, *settled], start=1)
    ]
    footer = DOT.join(filter(None, (searched, PRESS_NUMBER if buttons else "")))
    return Sheet(tuple(cards), footer=footer, buttons=tuple(buttons))


def _numbered(standings: Sequence[Standing], first: int) -> tuple[tuple[Block, ...], ...]:
    """The lines of each issue, numbered from `first` on."""
    return tuple(_brief(one, number) for number, one in enumerate(standings, start=first))


def _brief(standing: Standing, number: int) -> tuple[Block, ...]:
    """An issue in brief; that it is settled stands above those that are."""
    word = ledger_lines.status_word(standing.status)
    facts = () if standing.status is Status.SETTLED else (word,)
    telling = ledger_lines.telling(standing)
    quoted = () if telling is None else (line(byline(telling)), briefly(telling.quote))
    return (issue_line(standing.issue, facts, number), *quoted)


def _silent(standings: Sequence[Standing]) -> list[Card]:
    """The issues that are only named, on one line."""
    if not standings:
        return []
    named = f"{ledger_words.SILENT_ISSUES} {ledger_lines.titles(standings)}."
    return [Card(Kind.NOTHING, ((line(named),),))]
