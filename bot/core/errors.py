"""What can go wrong in `bot`, as one tree.

    BotError
    ├── SettingsError           settings that can't be used, all of them in one message
    ├── JobAbortedError         a job on the worker thread raised something it should not
    └── UserError               its text is shown in chat, so it holds nothing private
        ├── QueueFullError
        ├── TooManyQuestionsError
        ├── TimeLimitError
        └── ClosingError

Only the text of a `UserError` reaches chat. Anything else becomes an apology with an id, which
the log carries too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from bot.core import words
from bot.core.reply import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Sequence


class BotError(Exception):
    """Base of all errors that `bot` raises on purpose."""


class SettingsError(BotError):
    """One or more settings can't be used; `problems` has one sentence for each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(
            "these settings can't be used (see .env.example):"
            + "".join(f"\n  {problem}" for problem in problems)
        )
        self.problems = tuple(problems)


class JobAbortedError(BotError):
    """A job let something escape that must end neither the worker thread nor the event loop.

    What it was is `__cause__`.
    """

    def __init__(self) -> None:
        super().__init__("the job was aborted")


class UserError(BotError):
    """A refusal whose text is meant for the person who asked."""

    kind: ClassVar[NoticeKind] = NoticeKind.WRONG_INPUT


class QueueFullError(UserError):
    """As many calls as allowed are waiting already."""

    kind = NoticeKind.BUSY

    def __init__(self) -> None:
        super().__init__(words.busy())


class TooManyQuestionsError(UserError):
    """One person asked more than the limit; `wait_seconds` until the next may come."""

    kind = NoticeKind.TOO_MANY

    def __init__(self, per_minute: int, wait_seconds: float) -> None:
        super().__init__(words.too_many(per_minute, wait_seconds))
        self.per_minute = per_minute
        self.wait_seconds = wait_seconds


class TimeLimitError(UserError):
    """A call was not done within `seconds`, waiting included."""

    kind = NoticeKind.TOO_SLOW

    def __init__(self, seconds: float) -> None:
        super().__init__(words.too_slow(seconds))
        self.seconds = seconds


class ClosingError(UserError):
    """The worker takes no more jobs."""

    kind = NoticeKind.CLOSING

    def __init__(self) -> None:
        super().__init__(words.closing())
