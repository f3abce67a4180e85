"""`issues`: the open phase-two issues. Says plainly that the ledger of them isn't built yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from bot.core import words
from bot.core.call import CommandName
from bot.core.reply import NoticeKind, Reply, notice

if TYPE_CHECKING:
    from bot.core.call import Call
    from bot.core.command import Desk


class ListIssues:
    """Will list the issues of the ledger."""

    name: ClassVar[CommandName] = CommandName.ISSUES
    counts: ClassVar[bool] = False

    def run(self, call: Call, desk: Desk) -> Reply:  # noqa: ARG002 - there is nothing to read yet
        """Say that there is no ledger, and what to do instead."""
        return notice(NoticeKind.NOT_BUILT, words.LEDGER_NOT_BUILT)
