"""Bodies that tell of the ledger ─▶ messages for Discord.

    ┃ 3 open issues, last moved first:
    ┃ **1 · The title of an issue** · contested · its-id
    ┃ Hamas · a senior official
    ┃ `the/file-id` · 29 December 2025
    ┃ > A sentence of an article.
      [1] [2] [3]

What is longer than a message goes on in another; the buttons, each of which opens an issue, stand
below the last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.adapters.discord.budget import SMALL, assembled
from bot.adapters.discord.citing import briefly, embeds_of, issue_lines, told
from bot.adapters.discord.escaping import escape
from bot.adapters.discord.issue_pages import candidates, changes, one_issue
from bot.adapters.discord.limits import BUTTONS_IN_ROW, CUSTOM_ID, ROWS, length
from bot.adapters.discord.outgoing import Button, Colour, File, Outgoing
from bot.adapters.discord.phrases import PRESS_NUMBER
from bot.adapters.discord.presses import OpenIssue, custom_id_of
from bot.adapters.discord.sources import DOT
from bot.core import ledger_lines, ledger_words
from bot.core.reply import IssueChart, IssueList, IssueMoves, OneIssue, Unlisted
from index.issues.records import Status
from index.issues.wording import byline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.adapters.discord.outgoing import Embed
    from bot.core.reply import LedgerPage
    from index.issues.records import Standing

PICTURE: Final = "issues.png"


def format_ledger(body: LedgerPage, searched: str) -> list[Outgoing]:
    """The messages of a page of the ledger, at least one; `searched` says of what it was made."""
    match body:
        case IssueList():
            messages = _list(body, searched)
        case OneIssue():
            messages = assembled(one_issue(body), (), searched, None)
        case IssueChart(png=png, alt=alt):
            content = SMALL + escape(searched) if searched else ""
            messages = [Outgoing(content=content, file=File(PICTURE, png, alt))]
        case IssueMoves(moves=moves) if not moves.moves:
            messages = [Outgoing(content=escape(ledger_words.nothing_changed(moves.since)))]
        case IssueMoves(moves=moves):
            heading = ledger_words.what_changed(moves.since, moves.until)
            messages = assembled(changes(moves), (), searched, heading)
        case Unlisted(candidates=()):
            messages = [Outgoing(content=escape(ledger_words.NONE_UNLISTED))]
        case Unlisted():
            messages = assembled(candidates(body), (), searched, ledger_words.UNLISTED)
    return messages


def _list(body: IssueList, searched: str) -> list[Outgoing]:
    """Open and contested issues, then settled ones, numbered throughout; the others by name."""
    heading, *notes = ledger_lines.above(body)
    if not body.articles:
        return [Outgoing(content=escape(heading))]
    listed, settled = ledger_lines.listed(body), ledger_lines.settled(body)
    noted = [escape(note) for note in notes]
    if listed:
        groups = [noted, *_numbered(listed, 1)]
        embeds = embeds_of(groups, Colour.OPEN, heading)
    else:
        embeds = embeds_of([[f"**{escape(heading)}**", *noted]], Colour.NOTHING)
    if settled:
        groups = _numbered(settled, len(listed) + 1)
        embeds += embeds_of(groups, Colour.SETTLED, ledger_words.SETTLED_ISSUES)
    embeds += _silent(ledger_lines.silent(body))
    rows = _rows([*listed, *settled])
    footer = DOT.join(filter(None, (searched, PRESS_NUMBER if rows else "")))
    return assembled(embeds, rows, footer, None)


def _numbered(standings: Sequence[Standing], first: int) -> list[list[str]]:
    """The lines of each issue, numbered from `first` on."""
    return [_brief(one, number) for number, one in enumerate(standings, start=first)]


def _brief(standing: Standing, number: int) -> list[str]:
    """An issue in brief; that it is settled stands above those that are."""
    word = ledger_lines.status_word(standing.status)
    facts = () if standing.status is Status.SETTLED else (word,)
    telling = ledger_lines.telling(standing)
    quoted = [] if telling is None else [*told(byline(telling)), *briefly(telling.quote)]
    return [*issue_lines(standing.issue, facts, number), *quoted]


def _silent(standings: Sequence[Standing]) -> list[Embed]:
    """The issues that are only named, on one line."""
    if not standings:
        return []
    line = f"{ledger_words.SILENT_ISSUES} {ledger_lines.titles(standings)}."
    return embeds_of([told(line)], Colour.NOTHING)


def _rows(standings: Sequence[Standing]) -> tuple[tuple[Button, ...], ...]:
    """A button for each of the first issues, but for those whose id is too long for one."""
    pressed = [custom_id_of(OpenIssue(one.issue.id)) for one in standings]
    buttons = [
        Button(str(number), custom_id)
        for number, custom_id in enumerate(pressed[: BUTTONS_IN_ROW * ROWS], start=1)
        if length(custom_id) <= CUSTOM_ID
    ]
    return tuple(
        tuple(buttons[at : at + BUTTONS_IN_ROW]) for at in range(0, len(buttons), BUTTONS_IN_ROW)
    )
