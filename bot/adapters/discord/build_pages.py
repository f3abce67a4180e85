"""Bodies that tell of a build, and its course ─▶ messages for Discord.

    ┃ Building the index                      ┃ The index is built: 7 articles, in 34 s.
    ┃ embedding passages                      ┃ Files · 2 added, 1 changed
    ┃ ▰▰▰▰▰▰▰▰▰▰▰▰▱▱▱▱▱▱▱▱ 62 %               ┃ Added · news/a.txt, news/b.txt
    ┃ started by ann, half a minute ago       ┃ Ledger · Rafah crossing: open → settled
      [Cancel]

Names of files, people and issues are escaped; what is too long for one message goes on in another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.adapters.discord.budget import assembled, split_text
from bot.adapters.discord.citing import LINE, embeds_of, told
from bot.adapters.discord.escaping import escape
from bot.adapters.discord.outgoing import Button, Colour, Embed, Outgoing, Style
from bot.adapters.discord.presses import BuildAnyway, CancelBuild, custom_id_of
from bot.adapters.discord.sources import DOT
from bot.core import build_lines, build_words
from bot.core.builds import Step, Task
from bot.core.reply import ArticlesGone, Rebuilding, Rebuilt, WentBack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.build_lines import Line
    from bot.core.builds import Running
    from bot.core.reply import BuildPage

CANCEL: Final = "Cancel"
ANYWAY: Final = "Build all the same"

BAR: Final = 20
"""Squares of the bar, each five percent."""

BULLET: Final = "• "

NAME: Final = 200
"""Characters of a name that are shown in the course of a build; it is told whole elsewhere."""


def format_build(body: BuildPage) -> list[Outgoing]:
    """The messages of a page on a build, at least one."""
    match body:
        case Rebuilding(task=task):
            text = escape(build_words.begun(task))
            return [Outgoing(embeds=(Embed(text, Colour.PAGE),), rows=_cancel(task))]
        case Rebuilt():
            return _report(body)
        case WentBack(rolled=rolled):
            return [Outgoing(content=escape(build_words.gone_back(rolled)))]
        case ArticlesGone(task=task, lost=lost, of=of):
            text = escape(build_words.articles_gone(lost, of))
            button = Button(ANYWAY, custom_id_of(BuildAnyway(task is Task.FULL)), Style.DANGER)
            return [Outgoing(embeds=(Embed(text, Colour.DIFFERING),), rows=((button,),))]


def format_course(running: Running) -> Outgoing:
    """How far a build is. Discord counts the time since its start, without an edit."""
    filled = BAR * running.percent // 100
    bar = "▰" * filled + "▱" * (BAR - filled)
    passages = build_words.passages(running)
    lines = [
        f"**{escape(build_words.HEADING[running.task])}**",
        DOT.join(filter(None, (escape(running.stage), escape(passages)))),
        f"{bar} {running.percent} %",
        f"started by {_short(running.started_by)}, <t:{running.began.timestamp():.0f}:R>",
    ]
    # Once the index is being opened, nothing can be cancelled.
    rows = () if running.stage is Step.OPENING else _cancel(running.task)
    return Outgoing(embeds=(Embed("\n".join(lines), Colour.PAGE),), rows=rows)


def _cancel(task: Task) -> tuple[tuple[Button, ...], ...]:
    """The button that ends a build; a way back takes a moment and has none."""
    if task is Task.ROLLBACK:
        return ()
    return ((Button(CANCEL, custom_id_of(CancelBuild()), Style.DANGER),),)


def _short(name: str) -> str:
    return escape(name[:NAME], starts_line=False)


def _report(body: Rebuilt) -> list[Outgoing]:
    """What a build did, in as few embeds as hold it."""
    title = build_lines.heading(body.report)
    lines = build_lines.lines(body)
    if not lines:
        return [Outgoing(embeds=(Embed(escape(title), Colour.PAGE),))]
    # One group a fact: no blank lines between them, and each broken only where it must be.
    texts = [piece for line in lines for piece in _told(line)]
    return assembled(embeds_of([texts], Colour.PAGE, title), (), "", None)


def _told(line: Line) -> Iterator[str]:
    if line.label:
        yield from told(f"{line.label}{DOT}{line.text}", len(line.label))
    else:
        yield from (BULLET + piece for piece in split_text(line.text, (), LINE - len(BULLET)))
