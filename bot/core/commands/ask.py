"""`ask`: a question, answered with quotes, or "the articles don't say", or a hint how to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from bot.core import words
from bot.core.call import CommandName
from bot.core.reply import (
    DifferingLine,
    Notice,
    NoticeKind,
    NotSaid,
    Quoted,
    Quotes,
    Reply,
    Visibility,
)
from index.question.reading import Request
from index.records import Answer, NoAnswer, Silence, Span
from index.terms import matching_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.archive import Archive
    from bot.core.call import Call
    from index.records import Differing, Quote, Reported


class Ask:
    """Answers a question."""

    name: ClassVar[CommandName] = CommandName.ASK
    counts: ClassVar[bool] = True

    def run(self, call: Call, archive: Archive) -> Reply:
        """Search the archive for what was typed, in the light of what was asked before."""
        found = archive.answer(Request(call.text, call.history))
        understood = words.understood(found.reading)
        asked = " ".join((call.text, *found.reading.carried))
        match found:
            case Answer(quotes=quotes, confidence=confidence, differing=differing):
                quoted = _emphasise(asked, quotes)
                lines = tuple(_line(line) for line in differing)
                body = Quotes(call.text, quoted, confidence, lines, understood)
                return Reply(body, Visibility.PUBLIC)
            case NoAnswer(reason=Silence.NOT_SAID, nearest=nearest):
                nothing = NotSaid(call.text, _emphasise(asked, nearest), understood)
                return Reply(nothing, Visibility.PUBLIC)
            case NoAnswer(reason=reason):
                notice = Notice(NoticeKind.CANT_ASK, words.SILENCE[reason])
                return Reply(notice, Visibility.PRIVATE)


def _line(line: Differing) -> DifferingLine:
    """A value with its quotes, in which it is what stands out."""
    return DifferingLine(line.value, line.relation, tuple(_marked(one) for one in line.reported))


def _marked(reported: Reported) -> Quoted:
    start = reported.quote.span.start
    value = Span(reported.value.start - start, reported.value.end - start)
    return Quoted(reported.quote, (value,))


def _emphasise(question: str, quotes: Sequence[Quote]) -> tuple[Quoted, ...]:
    return tuple(Quoted(quote, matching_spans(question, quote.text)) for quote in quotes)
