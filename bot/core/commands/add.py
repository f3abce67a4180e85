"""`add`: articles of the web into the articles folder, once an admin has seen what they are.

https://example.org/story   looks at it, and at any other address in what is typed
0c3f52a9b1d4 [2]            adds what was found, or the second article of it
cancel 0c3f52a9b1d4         adds nothing
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from bot.core import adding_words
from bot.core.adding import MOST_AT_ONCE
from bot.core.call import CommandName
from bot.core.errors import InvalidInputError
from bot.core.links import links_in, typed_address
from bot.core.reply import NoticeKind, Reply, Visibility, notice
from bot.core.state.found import TOKEN

if TYPE_CHECKING:
    from bot.core.call import Call
    from bot.core.command import Desk

_TYPED: Final = re.compile(
    rf"(?P<cancel>{adding_words.CANCEL}\s+)?(?P<token>{TOKEN})(?:\s+(?P<number>[0-9]{{1,9}}))?"
)


class AddArticles:
    """Begins to look at pages, or to add what they hold; `Responder.outcome_of` sees it end."""

    name: ClassVar[CommandName] = CommandName.ADD
    counts: ClassVar[bool] = False

    def run(self, call: Call, desk: Desk) -> Reply:
        """Begin, as the module says. Raises UserError where there is nothing to begin with."""
        typed = _TYPED.fullmatch(call.text.strip())
        if typed is None:
            links = links_in(call.text) or tuple(filter(None, [typed_address(call.text)]))
            if not links:
                raise InvalidInputError(adding_words.NEEDS_LINK)
            looked_at = links[:MOST_AT_ONCE]
            body = desk.adder.look(looked_at, left=len(links) - len(looked_at))
            return Reply(body, Visibility.PRIVATE)
        if typed["cancel"]:
            desk.adder.drop(typed["token"])
            return notice(NoticeKind.CANCELLED, adding_words.DROPPED)
        who = call.user_name or call.user
        added = desk.adder.add(typed["token"], int(typed["number"] or 0), started_by=who)
        return Reply(added, Visibility.PRIVATE)
