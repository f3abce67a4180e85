"""`rebuild`: brings the index up to date with the articles folder, or goes back to the one before.

"", update, full   a build; with --confirm-loss behind it, whatever is gone from the folder
rollback           back to the index before
cancel             ends what is under way
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from bot.core import build_words
from bot.core.builds import CANCEL, CONFIRM_LOSS, Task
from bot.core.call import CommandName
from bot.core.errors import InvalidInputError
from bot.core.reply import NoticeKind, Rebuilding, Reply, Visibility, notice

if TYPE_CHECKING:
    from bot.core.call import Call
    from bot.core.command import Desk


class Rebuild:
    """Begins a build and doesn't wait for its end: `Responder.outcome_of` does."""

    name: ClassVar[CommandName] = CommandName.REBUILD
    counts: ClassVar[bool] = False

    def run(self, call: Call, desk: Desk) -> Reply:
        """Begin a build, or cancel one. Raises UserError: one at a time, and none to cancel."""
        who = call.user_name or call.user
        if call.text.strip().casefold() == CANCEL:
            desk.rebuilder.cancel(who)
            return notice(NoticeKind.CANCELLED, build_words.CANCELLING)
        task, confirm_loss = _read(call.text)
        if task is Task.ROLLBACK:
            outcome = desk.rebuilder.roll_back(started_by=who)
        else:
            full = task is Task.FULL
            outcome = desk.rebuilder.start(full=full, started_by=who, confirm_loss=confirm_loss)
        return Reply(Rebuilding(task, outcome), Visibility.PRIVATE)


def _read(text: str) -> tuple[Task, bool]:
    """What is to be done, and whether articles may be gone. Raises InvalidInputError."""
    words = text.casefold().split()
    confirm_loss = CONFIRM_LOSS in words
    named = [word for word in words if word != CONFIRM_LOSS] or [Task.UPDATE]
    try:
        [name] = named
        task = Task(name)
    except ValueError as exc:
        raise InvalidInputError(build_words.HOW) from exc
    if task is Task.ROLLBACK and confirm_loss:
        raise InvalidInputError(build_words.HOW)
    return task, confirm_loss
