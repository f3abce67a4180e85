"""`more`: the next page of quotes for a question, or what came closest to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from bot.core import words
from bot.core.call import CommandName
from bot.core.commands.ask import request_of
from bot.core.emphasis import emphasise
from bot.core.errors import ForgottenError
from bot.core.reply import MoreQuotes, NoticeKind, Reply, Visibility, notice

if TYPE_CHECKING:
    from bot.core.call import Call
    from bot.core.command import Desk

PAGE: Final = 3
"""Quotes on a page: as many as an answer has at most."""


class ShowMore:
    """Pages through the quotes of an answer that is still kept."""

    name: ClassVar[CommandName] = CommandName.MORE
    counts: ClassVar[bool] = True

    def run(self, call: Call, desk: Desk) -> Reply:
        """The quotes of `call.turn` from number `call.number` on. May raise ForgottenError."""
        conversations = desk.state.conversations
        turn = conversations.turn(call.turn)
        if turn is None:
            raise ForgottenError
        request = request_of(turn.question, turn.history, turn.as_of, now=desk.now())
        shown = [one.place for one in conversations.shown(turn.turn)[: call.number]]
        archive = desk.archive.current()
        found = archive.further(request, shown, PAGE)
        if not found.quotes:
            return notice(NoticeKind.NOTED, words.NOTHING_MORE)
        # What was recorded decides where a page begins: an older page may hold fewer by now.
        first = len(shown)
        conversations.show(turn.turn, first, found.quotes)
        body = MoreQuotes(
            question=turn.question,
            quoted=emphasise(" ".join((turn.question, *found.reading.carried)), found.quotes),
            first=first,
            closest=not turn.answered,
            further=found.more,
        )
        return Reply(body, Visibility.PRIVATE, turn.turn, archive.summary())
