"""`ask`: a question, answered with quotes, or "the articles don't say", or a hint how to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from bot.core import words
from bot.core.call import CommandName
from bot.core.emphasis import emphasise, mark_value
from bot.core.errors import InvalidInputError
from bot.core.reply import (
    DifferingLine,
    NoticeKind,
    NotSaid,
    Quotes,
    Reply,
    Visibility,
    notice,
    shown_quotes,
)
from index.errors import TimeOptionError
from index.question.dates.options import time_from_options
from index.question.reading import Request
from index.records import Answer, NoAnswer, Silence

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.call import Call
    from bot.core.command import Desk
    from index.records import Differing, Reading


class Ask:
    """Answers a question and keeps it, so that the next one may lean on it."""

    name: ClassVar[CommandName] = CommandName.ASK
    counts: ClassVar[bool] = True

    def run(self, call: Call, desk: Desk) -> Reply:
        """Search the archive for what was typed, in the light of what was asked before."""
        archive = desk.archive.current()
        conversations = desk.state.conversations
        leant_on = conversations.leans_on(call)
        request = request_of(call.text, conversations.history(leant_on), call.as_of, now=desk.now())
        found = archive.answer(request)
        seen = Visibility.PRIVATE if call.private else Visibility.PUBLIC
        match found:
            case Answer():
                body = quotes_of(found, call.text)
                shown = [one.quote for one in shown_quotes(body)]
                turn = conversations.record(call, leant_on=leant_on, answered=True, quotes=shown)
                return Reply(body, seen, turn, archive.summary())
            case NoAnswer(reason=Silence.NOT_SAID, nearest=nearest):
                turn = conversations.record(call, leant_on=leant_on, answered=False, quotes=())
                asked = _with_carried(call.text, found.reading)
                understood = words.understood(found.reading)
                nothing = NotSaid(call.text, emphasise(asked, nearest), understood)
                return Reply(nothing, seen, turn, archive.summary())
            case NoAnswer(reason=reason):
                return notice(NoticeKind.CANT_ASK, words.SILENCE[reason])


def request_of(
    question: str, history: tuple[str, ...], as_of: str | None, *, now: datetime
) -> Request:
    """What the archive is asked. Raises InvalidInputError where `as_of` is no date."""
    if as_of is None or not as_of.strip():
        return Request(question, history)
    try:
        return Request(question, history, time_from_options(as_of=as_of.strip(), now=now))
    except TimeOptionError as exc:
        raise InvalidInputError(words.no_date(as_of)) from exc


def quotes_of(answer: Answer, question: str) -> Quotes:
    """What an answer to a question shows: its quotes, or the values in which articles differ."""
    asked = _with_carried(question, answer.reading)
    return Quotes(
        question=question,
        quoted=emphasise(asked, answer.quotes),
        confidence=answer.confidence,
        differing=tuple(_line(line) for line in answer.differing),
        understood=words.understood(answer.reading),
        further=answer.further,
    )


def _with_carried(question: str, reading: Reading) -> str:
    """A question with the words that it took over from those before it."""
    return " ".join((question, *reading.carried))


def _line(line: Differing) -> DifferingLine:
    """A value with its quotes, in which it is what stands out."""
    return DifferingLine(line.value, line.relation, tuple(mark_value(one) for one in line.reported))
