"""`context`: the paragraphs around a quote that was shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from bot.core.call import CommandName
from bot.core.errors import ChangedError, ForgottenError
from bot.core.reply import ContextPassage, InContext, Reply, Visibility
from bot.core.state.conversations import digest
from index.errors import QuoteMismatchError, UnknownArticleError
from index.records import Span

if TYPE_CHECKING:
    from bot.core.call import Call
    from bot.core.command import Desk
    from index.records import Excerpt


class ShowContext:
    """Shows a quote where it was cut from, if it still stands there."""

    name: ClassVar[CommandName] = CommandName.CONTEXT
    counts: ClassVar[bool] = False

    def run(self, call: Call, desk: Desk) -> Reply:
        """Quote `call.number` of `call.turn` in context. Raises ForgottenError, ChangedError."""
        shown = desk.state.conversations.shown(call.turn)
        if call.number >= len(shown):
            raise ForgottenError
        place = shown[call.number].place
        try:
            context = desk.archive.current().context(place)
        except (UnknownArticleError, QuoteMismatchError) as exc:
            raise ChangedError(place.doc_id) from exc
        if digest(context.quote.text) != shown[call.number].digest:
            raise ChangedError(place.doc_id)
        passages = tuple(_passage(one, place.span) for one in context.excerpts)
        return Reply(InContext(context.quote, passages), Visibility.PRIVATE)


def _passage(excerpt: Excerpt, quoted: Span) -> ContextPassage:
    start = max(quoted.start, excerpt.span.start) - excerpt.span.start
    end = min(quoted.end, excerpt.span.end) - excerpt.span.start
    bold = Span(start, end) if start < end else None
    return ContextPassage(excerpt.text, bold, excerpt.after_gap)
