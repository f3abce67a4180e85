"""`feedback`: what people found not helpful, as a CSV file for a spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar, Final

from bot.core import words
from bot.core.call import CommandName
from bot.core.reply import FeedbackList, NoticeKind, Reply, Visibility, notice

if TYPE_CHECKING:
    from bot.core.call import Call
    from bot.core.command import Desk
    from bot.core.state.feedback import Remark

COLUMNS: Final = ("at", "platform", "user", "question", "files quoted", "why it was not helpful")

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class ListFeedback:
    """Lists all remarks that are kept, the newest first."""

    name: ClassVar[CommandName] = CommandName.FEEDBACK
    counts: ClassVar[bool] = False

    def run(self, call: Call, desk: Desk) -> Reply:  # noqa: ARG002 - takes no words
        """All remarks, or the word that there are none."""
        remarks = desk.state.feedback.all()
        if not remarks:
            return notice(NoticeKind.NOTED, words.NO_FEEDBACK)
        text = io.StringIO(newline="")
        lines = csv.writer(text)
        lines.writerow(COLUMNS)
        lines.writerows([_cell(value) for value in _values(remark)] for remark in remarks)
        return Reply(FeedbackList(text.getvalue(), len(remarks)), Visibility.PRIVATE)


def _values(remark: Remark) -> tuple[str, ...]:
    at = datetime.fromtimestamp(remark.at, UTC).isoformat(timespec="seconds")
    files = " ".join(remark.doc_ids)
    return at, remark.platform, remark.user, remark.question or "", files, remark.reason


def _cell(value: str) -> str:
    """`value`, so that no spreadsheet takes what a stranger typed for a formula."""
    return f"'{value}" if value.startswith(_FORMULA) else value
