"""`not-helpful`: what a person found wrong with an answer, kept for the admins."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from bot.core import words
from bot.core.call import CommandName
from bot.core.errors import ForgottenError
from bot.core.reply import NoticeKind, Reply, notice

if TYPE_CHECKING:
    from bot.core.call import Call
    from bot.core.command import Desk


class TakeFeedback:
    """Keeps a remark on an answer."""

    name: ClassVar[CommandName] = CommandName.NOT_HELPFUL
    counts: ClassVar[bool] = False

    def run(self, call: Call, desk: Desk) -> Reply:
        """Keep `call.text`, which may be empty, on `call.turn`. Raises ForgottenError."""
        if desk.state.conversations.turn(call.turn) is None:
            raise ForgottenError
        desk.state.feedback.add(call.turn, call.platform, call.user, call.text.strip())
        return notice(NoticeKind.NOTED, words.THANKS)
