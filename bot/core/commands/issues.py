"""`issues`: the ledger of open phase-two issues.

"" ─▶ all issues, in brief
since [WHEN] ─▶ what changed since a build or a date; since the build before, where none is named
chart ─▶ a picture of the ledger
unlisted ─▶ disputes that the catalogue lacks; for admins
anything else ─▶ one issue, by its id, its number in the list, or words of its id and title
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from bot.core import ledger_words
from bot.core.call import UNLISTED, CommandName, Platform
from bot.core.errors import InvalidInputError, NotAdminError
from bot.core.reply import (
    IssueChart,
    IssueList,
    IssueMoves,
    OneIssue,
    Reply,
    Unlisted,
    Visibility,
)
from index.errors import UnknownMomentError
from index.issues.finding import close_ids, find_issues

if TYPE_CHECKING:
    from bot.core.archive import Archive
    from bot.core.call import Call
    from bot.core.command import Desk
    from bot.core.reply import LedgerPage
    from index.issues.records import Ledger, Standing

SHOWN: Final = 6
CONSOLE_SHOWN: Final = 12
"""Evidence that is shown of one issue besides the reason; a terminal has more room."""


class ListIssues:
    """Shows the ledger, or a part of it."""

    name: ClassVar[CommandName] = CommandName.ISSUES
    counts: ClassVar[bool] = True

    def run(self, call: Call, desk: Desk) -> Reply:
        """Show what `call.text` names, as the module says.

        Raises InvalidInputError where there is no such issue or moment, NotAdminError.
        """
        archive = desk.archive.current()
        typed = call.text.split()
        seen = Visibility.PRIVATE if call.private else Visibility.PUBLIC
        body: LedgerPage
        match [word.casefold() for word in typed]:
            case []:
                body = _list(archive)
            case ["since", *_]:
                body = _moves(archive, " ".join(typed[1:]) or "last")
            case ["chart"]:
                body = _chart(archive)
            case [word] if word == UNLISTED:
                if not call.is_admin:
                    raise NotAdminError(f"{self.name} unlisted", call.platform)
                seen = Visibility.PRIVATE
                body = Unlisted(archive.ledger().candidates)
            case _:
                size = CONSOLE_SHOWN if call.platform is Platform.CONSOLE else SHOWN
                body = _one(archive, " ".join(typed), size)
        return Reply(body, seen, index=archive.summary())


def _list(archive: Archive) -> IssueList:
    sources = archive.sources()
    dated = sum(source.published is not None for source in sources)
    return IssueList(archive.ledger().standings, len(sources), dated)


def _moves(archive: Archive, since: str) -> IssueMoves:
    try:
        return IssueMoves(archive.moves(since))
    except UnknownMomentError as exc:
        raise InvalidInputError(str(exc)) from exc


def _chart(archive: Archive) -> IssueChart:
    from index.issues.chart import Theme, draw_chart  # noqa: PLC0415 - matplotlib takes a second

    picture = draw_chart(archive.ledger(), Theme.DARK)
    return IssueChart(picture.png, picture.alt)


def _one(archive: Archive, typed: str, size: int) -> OneIssue:
    ledger = archive.ledger()
    standing = _find(typed, ledger)
    others = [one for one in standing.evidence if one != standing.reason]
    named = {one.issue.id: one.issue.title for one in ledger.standings}
    titles = {one.waits_for: named.get(one.waits_for, one.waits_for) for one in standing.waits_for}
    return OneIssue(standing, tuple(others[:size]), max(0, len(others) - size), titles)


def _find(typed: str, ledger: Ledger) -> Standing:
    match find_issues(typed, ledger):
        case [standing]:
            return standing
        case []:
            raise InvalidInputError(ledger_words.no_issue(typed, close_ids(typed, ledger)))
        case several:
            ids = [one.issue.id for one in several]
            raise InvalidInputError(ledger_words.several_issues(typed, ids))
