"""`Request` -> `Read`: what is searched for, after the conversation and the dates are understood.

history, question ─▶ what it leans on ─▶ words of time, options ─▶ text, days, newest first?
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.question.conversation.understanding import in_conversation
from index.question.dates.periods import TimeChoice, chosen
from index.question.dates.search_text import wants_latest
from index.question.dates.words import time_in_question
from index.records import Reading
from index.terms import stems

if TYPE_CHECKING:
    from datetime import datetime

    from index.question.dates.periods import Period

NO_CHOICE = TimeChoice()

_ABOUT = re.compile(r"What about (?P<topic>[^.?!]+)[.?!]*")
_ONLY_LATEST = frozenset(stems("latest newest new recent recently news updates current currently"))


@dataclass(frozen=True, slots=True)
class Request:
    """A question as it was typed, with what was asked before it (oldest first) and the options."""

    question: str
    history: tuple[str, ...] = ()
    time: TimeChoice = NO_CHOICE


@dataclass(frozen=True, slots=True)
class Read:
    """A request understood. `text` is searched for.

    `period` are the days of publication wanted, None for any; `insists` says that an option chose
    them, so that other days won't do. `latest` wants the newest first.
    """

    text: str
    period: Period | None
    insists: bool
    latest: bool
    reading: Reading


def read(request: Request, now: datetime) -> Read:
    """Understand `request`; times such as "last week" are relative to `now`."""
    understood = in_conversation(request.question, request.history)
    wish = chosen(time_in_question(understood.text, now), request.time)
    text = wish.text
    about = _ABOUT.fullmatch(text)
    if wish.latest and about and text != understood.text:
        text = about["topic"]  # "What is the latest on Rafah?": a bare name is found more surely
    if understood.carried and wish.latest and _asks_only_the_latest(request.question):
        # "What is the latest on it?" asks what was asked before, of the newest articles.
        before = in_conversation(request.history[-1], request.history[:-1])
        text = time_in_question(before.text, now).text
    return Read(
        text=text,
        period=wish.period,
        insists=request.time.period is not None,
        latest=wish.latest,
        reading=Reading(understood.carried, wish.words, wish.as_of),
    )


def _asks_only_the_latest(question: str) -> bool:
    return wants_latest(question) and _ONLY_LATEST.issuperset(stems(question))


def told(reading: Reading) -> str | None:
    """What was understood, in plain words: "about the Rafah crossing, in articles since …"."""
    parts = [f"about {_listed(reading.carried)}"] if reading.carried else []
    if reading.time:
        parts.append(reading.time)
    return ", ".join(parts) or None


def _listed(phrases: tuple[str, ...]) -> str:
    return " and ".join(filter(None, (", ".join(phrases[:-1]), phrases[-1])))
