"""`ask`: a question, answered with quotes, or "the articles don't say", or a hint how to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from bot.core import words
from bot.core.call import CommandName
from bot.core.reply import Notice, NoticeKind, NotSaid, Quoted, Quotes, Reply, Visibility
from index.records import Answer, NoAnswer, Silence
from index.terms import matching_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.archive import Archive
    from bot.core.call import Call
    from index.records import Quote


class Ask:
    """Answers a question."""

    name: ClassVar[CommandName] = CommandName.ASK
    counts: ClassVar[bool] = True

    def run(self, call: Call, archive: Archive) -> Reply:
        """Search the archive for what was typed."""
        match archive.answer(call.text):
            case Answer(quotes=quotes, confidence=confidence):
                body = Quotes(call.text, _emphasise(call.text, quotes), confidence)
                return Reply(body, Visibility.PUBLIC)
            case NoAnswer(reason=Silence.NOT_SAID, nearest=nearest):
                return Reply(NotSaid(call.text, _emphasise(call.text, nearest)), Visibility.PUBLIC)
            case NoAnswer(reason=reason):
                notice = Notice(NoticeKind.CANT_ASK, words.SILENCE[reason])
                return Reply(notice, Visibility.PRIVATE)


def _emphasise(question: str, quotes: Sequence[Quote]) -> tuple[Quoted, ...]:
    return tuple(Quoted(quote, matching_spans(question, quote.text)) for quote in quotes)
