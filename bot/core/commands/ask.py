"""`ask`: a question, answered with quotes, or "the articles don't say", or a hint how to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from bot.core import words
from bot.core.call import CommandName
from bot.core.emphasis import emphasise, mark_value
from bot.core.errors import InvalidInputError
from bot.core.reply import DifferingLine, NoticeKind, NotSaid, Quotes, Reply, Visibility, notice
from index.errors import TimeOptionError
from index.question.dates.options import time_from_options
from index.question.reading import Request
from index.records import Answer, NoAnswer, Silence

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.call import Call
    from bot.core.command import Desk
    from index.records import Differing


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
        understood = words.understood(found.reading)
        asked = " ".join((call.text, *found.reading.carried))
        seen = Visibility.PRIVATE if call.private else Visibility.PUBLIC
        match found:
            case Answer(quotes=quotes, confidence=confidence, differing=differing):
                lines = tuple(_line(line) for line in differing)
                shown = [one.quote for line in lines for one in line.quoted] or list(quotes)
                turn = conversations.record(call, leant_on=leant_on, answered=True, quotes=shown)
                body = Quotes(
                    call.text, emphasise(asked, quotes), confidence, lines, understood,
                    found.further,
                )  # fmt: skip
                return Reply(body, seen, turn, archive.summary())
            case NoAnswer(reason=Silence.NOT_SAID, nearest=nearest):
                turn = conversations.record(call, leant_on=leant_on, answered=False, quotes=())
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


def _line(line: Differing) -> DifferingLine:
    """A value with its quotes, in which it is what stands out."""
    return DifferingLine(line.value, line.relation, tuple(mark_value(one) for one in line.reported))
