"""Bodies that tell of a build, and its course ─▶ sheets.

┃ Building the index                      ┃ The index is built: 7 articles, in 34 s.
┃ embedding passages                      ┃ Files · 2 added, 1 changed
┃ ▰▰▰▰▰▰▰▰▰▰▰▰▱▱▱▱▱▱▱▱ 62 %               ┃ Added · news/a.txt, news/b.txt
┃ started by ann, half a minute ago       ┃ Ledger · Rafah crossing: open → settled
[Cancel]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core import build_lines, build_words, written
from bot.core.adding_words import all_became
from bot.core.builds import Step, Task
from bot.core.layout.records import DOT, Button, Card, Kind, Line, Run, Sheet, Style, line
from bot.core.presses import BuildAnyway, CancelBuild
from bot.core.reply import ArticlesGone, Rebuilding, Rebuilt, WentBack

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.build_lines import Line as Fact
    from bot.core.builds import Running
    from bot.core.layout.records import Block
    from bot.core.reply import BuildPage

CANCEL: Final = "Cancel"
ANYWAY: Final = "Build all the same"

BAR: Final = 20
"""Squares of the bar, each five percent."""

BULLET: Final = "• "

NAME: Final = 200
"""Characters of a name that are shown in the course of a build; it is told whole elsewhere."""


def build_sheet(body: BuildPage) -> Sheet:
    """A page on a build."""
    match body:
        case Rebuilding(task=task, puts=puts, trouble=trouble):
            told = " ".join(filter(None, (all_became(puts, trouble), build_words.begun(task))))
            return Sheet((_card(told),), buttons=_cancel(task))
        case Rebuilt():
            return _report(body)
        case WentBack(rolled=rolled):
            return Sheet(above=build_words.gone_back(rolled))
        case ArticlesGone(task=task, lost=lost, of=of, puts=puts):
            gone = " ".join(filter(None, (all_became(puts), build_words.articles_gone(lost, of))))
            button = Button(ANYWAY, BuildAnyway(task is Task.FULL), Style.DANGER)
            card = _card(gone, Kind.DIFFERING)
            return Sheet((card,), buttons=(button,))


def course_sheet(running: Running, now: datetime) -> Sheet:
    """How far a build is."""
    filled = BAR * running.percent // 100
    bar = "▰" * filled + "▱" * (BAR - filled)
    passages = build_words.passages(running)
    heading = build_words.HEADING[running.task]
    began = Run(
        written.age(running.began.isoformat(), now), moment=round(running.began.timestamp())
    )
    lines = (
        line(heading, len(heading)),
        line(DOT.join(filter(None, (running.stage, passages)))),
        line(f"{bar} {running.percent} %"),
        Line((Run("started by "), Run(running.started_by[:NAME]), Run(", "), began)),
    )
    # Once the index is being opened, nothing can be cancelled.
    buttons = () if running.stage is Step.OPENING else _cancel(running.task)
    return Sheet((Card(Kind.PAGE, (lines,)),), buttons=buttons)


def _cancel(task: Task) -> tuple[Button, ...]:
    """The button that ends a build; a way back takes a moment and has none."""
    return () if task is Task.ROLLBACK else (Button(CANCEL, CancelBuild(), Style.DANGER),)


def _card(text: str, kind: Kind = Kind.PAGE) -> Card:
    return Card(kind, ((line(text),),))


def _report(body: Rebuilt) -> Sheet:
    """What a build did: one group, so without space between the facts."""
    title = build_lines.heading(body.report)
    facts = build_lines.lines(body)
    if not facts:
        return Sheet((_card(title),))
    return Sheet((Card(Kind.PAGE, (tuple(map(_told, facts)),), title),))


def _told(fact: Fact) -> Block:
    if fact.label:
        return line(f"{fact.label}{DOT}{fact.text}", len(fact.label))
    return line(BULLET + fact.text)
