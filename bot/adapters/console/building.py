"""Bodies that tell of a build ─▶ lines for a terminal or a pipe.

    The index is built: 7 articles, in 34 s.
      Files    2 added, 1 skipped
      Added    news/a.txt, news/b.txt
      Skipped  c.pdf: is no text

As in `formatter`, everything that comes from a folder or an article goes through `plain`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from bot.adapters.console.layout import NAME, format_notice, table
from bot.core import build_lines, build_words
from bot.core.adding_words import all_became
from bot.core.plain import plain
from bot.core.reply import ArticlesGone, Rebuilding, Rebuilt, WentBack

if TYPE_CHECKING:
    from bot.core.reply import BuildPage


def format_build(body: BuildPage, columns: int | None) -> list[Text]:
    """The lines of a page on a build."""
    match body:
        case Rebuilding(task=task, puts=puts, trouble=trouble):
            told = " ".join(filter(None, (all_became(puts, trouble), build_words.begun(task))))
            return format_notice(told, columns)
        case Rebuilt():
            return _report(body, columns)
        case WentBack(rolled=rolled):
            return format_notice(build_words.gone_back(rolled), columns)
        case ArticlesGone(task=task, lost=lost, of=of, puts=puts):
            how = build_words.confirm_by_typing(task)
            parts = (all_became(puts), build_words.articles_gone(lost, of), how)
            return format_notice(" ".join(filter(None, parts)), columns)


def _report(body: Rebuilt, columns: int | None) -> list[Text]:
    heading = format_notice(build_lines.heading(body.report), columns)
    facts = [(Text(one.label, NAME), Text(plain(one.text))) for one in build_lines.lines(body)]
    return [*heading, *(table(facts, columns) if facts else [])]
