"""`forget`: deletes what is kept of one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from bot.core import words
from bot.core.call import CommandName
from bot.core.errors import InvalidInputError
from bot.core.reply import NoticeKind, Reply, notice

if TYPE_CHECKING:
    from bot.core.call import Call
    from bot.core.command import Desk


class ForgetPerson:
    """Deletes a person's questions, with the buttons under their answers, and remarks."""

    name: ClassVar[CommandName] = CommandName.FORGET
    counts: ClassVar[bool] = False

    def run(self, call: Call, desk: Desk) -> Reply:
        """Delete what is kept of the user whose id is `call.text`, on the call's platform."""
        user = call.text.strip()
        if not user:
            raise InvalidInputError(words.NEED_USER)
        turns, remarks = desk.state.forget_user(call.platform, user)
        return notice(NoticeKind.NOTED, words.forgot(turns, remarks))
