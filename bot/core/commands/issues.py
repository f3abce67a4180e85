"""`issues`: the ledger of open phase-two issues.

"" ─▶ all issues, in brief
since [WHEN] ─▶ what changed since a build or a date; since the build before, where none is named
chart ─▶ a picture of the ledger
unlisted ─▶ disputes that the catalogue lacks; for admins
anything else ─▶ one issue, by its id, its number in the list, or words of its id and title
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, ClassVar, Final

from bot.core import words
from bot.core.call import CommandName, Platform
from bot.core.errors import InvalidInputError, NotAdminError
from bot.core.ledger_lines import listed, settled
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

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.archive import Archive
    from bot.core.call import Call
    from bot.core.command import Desk
    from bot.core.reply import LedgerPage
    from index.issues.records import Issue, Standing

SHOWN: Final = 6
CONSOLE_SHOWN: Final = 12
"""Evidence that is shown of one issue besides the reason; a terminal has more room."""

CLOSE: Final = 3
"""Ids that are suggested for one that there isn't."""

TELLING: Final = 4
"""Letters that a word has at least to be compared; "the" and "of" are in many titles."""

COMPARED: Final = 100
"""Characters of what was typed that are compared with ids; comparing takes time squared."""


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
            case ["unlisted"]:
                if not call.is_admin:
                    raise NotAdminError(f"{self.name} unlisted")
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
    standings = archive.ledger().standings
    standing = _find(typed, standings)
    others = [one for one in standing.evidence if one != standing.reason]
    named = {one.issue.id: one.issue.title for one in standings}
    titles = {one.waits_for: named.get(one.waits_for, one.waits_for) for one in standing.waits_for}
    return OneIssue(standing, tuple(others[:size]), max(0, len(others) - size), titles)


def _find(typed: str, standings: Sequence[Standing]) -> Standing:
    """The issue that was typed: by its id, its number, or words that are all in its id or title."""
    wanted = typed.casefold()
    exact = [one for one in standings if one.issue.id == wanted] or _numbered(wanted, standings)
    found = exact or [one for one in standings if _has(one.issue, wanted.split())]
    match found:
        case [standing]:
            return standing
        case []:
            close = _close(wanted, [one.issue for one in standings])
            raise InvalidInputError(words.no_issue(typed, close))
        case _:
            ids = [one.issue.id for one in found]
            raise InvalidInputError(words.several_issues(typed, ids))


def _numbered(wanted: str, standings: Sequence[Standing]) -> list[Standing]:
    """The issue with that number in the list, if it is one."""
    if not (wanted.isascii() and wanted.isdecimal()):
        return []
    body = IssueList(tuple(standings), 0, 0)
    shown = (*listed(body), *settled(body))
    return [shown[int(wanted) - 1]] if 0 < int(wanted[:9]) <= len(shown) else []


def _has(issue: Issue, wanted: Sequence[str]) -> bool:
    text = f"{issue.id}\n{issue.title}".casefold()
    return all(word in text for word in wanted)


def _close(wanted: str, issues: Sequence[Issue]) -> list[str]:
    """Ids of the issues that `wanted`, or a word of it, is nearly an id, a title or a word of."""
    ids: dict[str, list[str]] = {}
    for issue in issues:
        for name in dict.fromkeys(_parts(issue.id) + _parts(issue.title)):
            ids.setdefault(name, []).append(issue.id)
    close = [name for part in _parts(wanted) for name in get_close_matches(part, ids, CLOSE)]
    return list(dict.fromkeys(one for name in close for one in ids[name]))[:CLOSE]


def _parts(text: str) -> list[str]:
    head = text.casefold()[:COMPARED]
    return [head, *(word for word in head.split() if len(word) >= TELLING)]
