"""The replies to the end of what has begun: pages were looked at, articles put, an index built."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core import adding_words, build_words
from bot.core.adding_bodies import Adding, FoundArticles, Looked, Stored
from bot.core.builds import Task
from bot.core.errors import BuildCancelledError, BuildError
from bot.core.reply import (
    ArticlesGone,
    NoticeKind,
    Rebuilding,
    Rebuilt,
    Reply,
    Visibility,
    WentBack,
    notice,
)
from index.errors import ArticlesLostError, DatelineError

if TYPE_CHECKING:
    from bot.core.reply import Begun, Body, BuildOutcome


def reply_to_end(begun: Begun, ended: Looked | Stored | BuildOutcome) -> Reply:
    """What is said at the end of what has begun; it may begin a build in turn."""
    body: Body
    match ended:
        case Looked(found=FoundArticles() as found):
            body = found
        case Looked(refused=refused):
            return notice(NoticeKind.WRONG_INPUT, " ".join(refused))
        case Stored(puts, Future() as build, trouble):
            body = Rebuilding(Task.UPDATE, build, puts, trouble)
        case Stored(puts=puts, trouble=trouble):
            return notice(NoticeKind.NOTED, adding_words.all_became(puts, trouble))
        case Rebuilt() if isinstance(begun, Rebuilding):
            body = replace(ended, puts=begun.puts)
        case Rebuilt() | WentBack():
            body = ended
    return Reply(body, Visibility.PRIVATE)


def reply_to_error(begun: Begun, error: DatelineError | BuildError) -> Reply:
    """What is said where it ended with an error; articles that were put stay where they are."""
    if not isinstance(begun, Rebuilding):
        again = adding_words.try_again(begun.typed) if isinstance(begun, Adding) else ""
        told = " ".join(filter(None, (adding_words.failed(str(error)), again)))
        return notice(NoticeKind.FAILED, told)
    before = adding_words.all_became(begun.puts, begun.trouble)
    match error:
        case ArticlesLostError(lost=lost, of=of):
            return Reply(ArticlesGone(begun.task, lost, of, begun.puts), Visibility.PRIVATE)
        case BuildCancelledError(cancelled_by=name):
            kind, told = NoticeKind.CANCELLED, build_words.cancelled(name)
        case _:
            kind, told = NoticeKind.FAILED, build_words.failed(begun.task, str(error))
    return notice(kind, " ".join(filter(None, (before, told))))
