"""The ledger in words that fit any platform: what is listed, who says it, how it stands and moved.

Records of the ledger go in; strings, and selections of those records, come out. Names of speakers,
titles and figures are the articles' and the catalogue's own text: an adapter makes them harmless.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core import ledger_words, words, written
from index.issues.records import Signal, Status
from index.issues.wording import STATUS_WORD, byline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.reply import IssueList, OneIssue
    from index.issues.records import Evidence, Move, NumberMove, Standing

DOT: Final = " · "
ARROW: Final = " → "


def listed(body: IssueList) -> tuple[Standing, ...]:
    """The issues that are open or contested, in the order of the body."""
    return _with_status(body, Status.OPEN, Status.CONTESTED)


def settled(body: IssueList) -> tuple[Standing, ...]:
    """The issues that are settled, in the order of the body."""
    return _with_status(body, Status.SETTLED)


def silent(body: IssueList) -> tuple[Standing, ...]:
    """The issues that no article calls open or settled, in the order of the body."""
    return _with_status(body, Status.NOT_MENTIONED)


def _with_status(body: IssueList, *wanted: Status) -> tuple[Standing, ...]:
    return tuple(standing for standing in body.standings if standing.status in wanted)


def above(body: IssueList) -> tuple[str, ...]:
    """The sentences above the list: how many issues are open, and that no article has a date."""
    if not body.articles:
        return (words.NO_ARTICLES,)
    dated = body.dated > 0
    count = len(listed(body))
    heading = ledger_words.open_issues(count, dated=dated) if count else ledger_words.NO_OPEN_ISSUES
    return (heading,) if dated else (heading, ledger_words.NONE_NEWER)


def telling(standing: Standing) -> Evidence | None:
    """The one quote to show of an issue: what decided its status, else the newest, else None."""
    if standing.reason is not None:
        return standing.reason
    return standing.evidence[0] if standing.evidence else None


def positions(body: OneIssue) -> tuple[Evidence, ...]:
    """The newest word of each party, but for the reason, which is shown before them."""
    standing = body.standing
    return tuple(one for one in standing.positions if one != standing.reason)


def besides(body: OneIssue) -> tuple[Evidence, ...]:
    """What is shown after the reason and the positions, so that no quote is shown twice."""
    return tuple(one for one in body.shown if one not in body.standing.positions)


def unshown(body: OneIssue) -> int:
    """How many quotes of the issue are shown nowhere: as the reason, a position or besides."""
    return body.further - sum(one not in body.shown for one in positions(body))


def signalled(evidence: Evidence) -> str:
    """The byline, and what the quote tells of the issue unless it is neutral: "Hamas · open"."""
    told = "" if evidence.signal is Signal.NEUTRAL else ledger_words.SIGNAL_WORD[evidence.signal]
    return DOT.join(filter(None, (byline(evidence), told)))


def status_word(status: Status) -> str:
    """How an issue stands: "open", "contested", "settled", "not mentioned"."""
    return STATUS_WORD[status]


def why(standing: Standing) -> str:
    """How an issue stands and by which step of the rule: "open: nothing as new says otherwise"."""
    return f"{status_word(standing.status)}: {standing.because}"


def facts(standing: Standing) -> str:
    """What is known of an issue besides: "3 articles · last moved 29 December 2025"."""
    if not standing.evidence:
        return written.counted(0, "article")
    articles = written.counted(standing.articles, "article")
    return f"{articles}{DOT}{ledger_words.last_moved(standing.last_moved)}"


def status_change(move: Move) -> str:
    """How an issue stood and stands: "open → settled", or "open" where it stands as before."""
    before, now = status_word(move.before), status_word(move.now.status)
    return now if before == now else f"{before}{ARROW}{now}"


def number_change(move: NumberMove) -> str:
    """A number that changed, in the articles' own words: "at least 244 → more than 400"."""
    return f"{move.before.text}{ARROW}{move.after.text}"


def quote_change(move: Move) -> str:
    """How many quotes came and went: "2 new quotes · 1 quote gone"; "" where none did."""
    return DOT.join(
        filter(None, (ledger_words.new_quotes(len(move.new)), ledger_words.gone_quotes(move.gone)))
    )


def new_besides(move: Move) -> tuple[Evidence, ...]:
    """The new evidence but for quotes that are shown with a number, newest first."""
    with_number = [number.after_quote for number in move.numbers]
    return tuple(one for one in move.new if one.quote not in with_number)


def titles(standings: Iterable[Standing]) -> str:
    """Issues in brief, for those that are only named: "Title (id); Title (id)"."""
    return "; ".join(f"{one.issue.title} ({one.issue.id})" for one in standings)
