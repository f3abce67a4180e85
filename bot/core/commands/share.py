"""`share`: an answer once more, for others to see."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from bot.core.call import CommandName
from bot.core.commands.ask import quotes_of, request_of
from bot.core.errors import AnswerChangedError, ForgottenError
from bot.core.reply import Reply, Visibility, shown_quotes
from bot.core.state.conversations import digest
from index.records import Answer

if TYPE_CHECKING:
    from bot.core.call import Call
    from bot.core.command import Desk


class ShareAnswer:
    """Shows an answer that only one person saw, if it is still the same."""

    name: ClassVar[CommandName] = CommandName.SHARE
    counts: ClassVar[bool] = True

    def run(self, call: Call, desk: Desk) -> Reply:
        """The answer of `call.turn`. Raises ForgottenError, AnswerChangedError."""
        conversations = desk.state.conversations
        turn = conversations.turn(call.turn)
        if turn is None or not turn.answered:
            raise ForgottenError
        archive = desk.archive.current()
        found = archive.answer(request_of(turn.question, turn.history, turn.as_of, now=desk.now()))
        if not isinstance(found, Answer):
            raise AnswerChangedError
        body = quotes_of(found, turn.question)
        now = [digest(one.quote.text) for one in shown_quotes(body)]
        # What was seen later, with the button for more, comes after these.
        seen = [one.digest for one in conversations.shown(turn.turn)[: len(now)]]
        if now != seen:
            raise AnswerChangedError
        return Reply(body, Visibility.PUBLIC, turn.turn, archive.summary())
