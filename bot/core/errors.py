"""What can go wrong in `bot`, as one tree.

    BotError
    ├── SettingsError           settings that can't be used, all of them in one message
    ├── StateError              data/state.sqlite can't be read or written
    ├── StartError              a platform that can't be connected to; names the cure
    ├── NotToldError            a channel that was to be told something; names the cure
    ├── BuildError              a build did not come to its end
    │   ├── BuildAbortedError       its process ended before it was done
    │   ├── BuildMemoryError        it needed more memory than it may have
    │   └── BuildCancelledError     an admin wanted it to end
    ├── JobAbortedError         a job on the worker thread raised something it should not
    └── UserError               its text is shown in chat, so it holds nothing private
        ├── QueueFullError
        ├── TooManyQuestionsError
        ├── TooManyOnServerError
        ├── TooManyAtOnceError
        ├── TimeLimitError
        ├── ClosingError
        ├── NotReadyError           there is no index yet
        ├── NotAdminError           a command for admins, called by someone else
        ├── AlreadyRebuildingError
        ├── NothingRunsError        there is no build to cancel
        ├── TooLateToCancelError    what was built is about to answer
        ├── TooManyLooksError       as many pages are looked at as may be
        ├── NoLongerFoundError      what was found at an address is no longer kept
        ├── ForgottenError          a button under an answer that is no longer kept
        ├── ChangedError            a quote whose article has changed since
        ├── AnswerChangedError      a question whose answer is another by now
        └── InvalidInputError       what was typed can't be used; says how to type it

Only the text of a `UserError` reaches chat. Anything else becomes an apology with an id, which
the log carries too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from bot.core import adding_words, build_words, words
from bot.core.reply import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.core.call import Platform


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


class StateError(BotError):
    """What is kept between calls can't be read or written."""

    def __init__(self, file: Path, problem: str) -> None:
        super().__init__(
            f"{file} can't be used ({problem}); make sure that its folder can be written to, or "
            "name another file in STATE_FILE"
        )
        self.file = file


class StartError(BotError):
    """A platform refused the bot. The text says why, and what to do about it."""


class NotToldError(BotError):
    """A channel could not be told what new articles bring. The text says why, and the cure."""


class BuildError(BotError):
    """A build did not come to its end, for a reason outside of the articles and the index."""


class BuildAbortedError(BuildError):
    """The process that built the index ended before it was done; `exit_code` as in `subprocess`.

    `memory_mb` million bytes were all the memory it could have, 0 if that had no limit.
    """

    def __init__(self, exit_code: int | None, memory_mb: int = 0) -> None:
        if exit_code is not None and exit_code < 0:  # a signal, that is
            why = "was ended, perhaps because memory ran out; try again, with less beside it"
            # A library that gets no memory may abort the process, or make it crash.
            limit = f", or with more than the {memory_mb:,} MB of BUILD_MEMORY_MB"
            why += limit if memory_mb else ""
        else:
            why = "broke off; the bot's log has the reason"
        super().__init__(f"the process that built it {why} (exit code {exit_code})")
        self.exit_code = exit_code


class BuildMemoryError(BuildError):
    """A build needed more than the `memory_mb` million bytes it may have; 0 if all there are."""

    def __init__(self, memory_mb: int) -> None:
        if memory_mb:
            why = (
                f"needs more memory than the {memory_mb:,} MB of BUILD_MEMORY_MB; set that higher, "
                "or to 0 for no limit"
            )
        else:
            why = "needs more memory than there is, with no limit in BUILD_MEMORY_MB"
        super().__init__(f"the process that builds it {why}")
        self.memory_mb = memory_mb


class BuildCancelledError(BuildError):
    """A build was cancelled; by whom is "" where only the process is meant."""

    def __init__(self, cancelled_by: str = "") -> None:
        super().__init__(f"cancelled by {cancelled_by}" if cancelled_by else "cancelled")
        self.cancelled_by = cancelled_by


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


class TooManyOnServerError(UserError):
    """All people of a server together asked more than the limit; `wait_seconds` as above."""

    kind = NoticeKind.TOO_MANY

    def __init__(self, per_minute: int, wait_seconds: float) -> None:
        super().__init__(words.too_many_on_server(per_minute, wait_seconds))
        self.per_minute = per_minute
        self.wait_seconds = wait_seconds


class TooManyAtOnceError(UserError):
    """One person has `count` calls waiting or being worked on, which is the limit."""

    kind = NoticeKind.TOO_MANY

    def __init__(self, count: int) -> None:
        super().__init__(words.too_many_at_once(count))
        self.count = count


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


class NotReadyError(UserError):
    """No index answers yet; `percent` of it is built, None when it is not being built."""

    kind = NoticeKind.NOT_READY

    def __init__(self, percent: int | None) -> None:
        super().__init__(words.not_ready(percent))
        self.percent = percent


class NotAdminError(UserError):
    """Only admins may call this command."""

    kind = NoticeKind.NOT_ALLOWED

    def __init__(self, command: str, platform: Platform) -> None:
        super().__init__(words.admins_only(command, platform))
        self.command = command


class AlreadyRebuildingError(UserError):
    """A build is under way; `percent` of it is done."""

    kind = NoticeKind.BUSY

    def __init__(self, percent: int, started_by: str) -> None:
        super().__init__(build_words.already_running(percent, started_by))
        self.percent = percent
        self.started_by = started_by


class NothingRunsError(UserError):
    """There is no build to cancel."""

    def __init__(self) -> None:
        super().__init__(build_words.NOTHING_RUNS)


class TooLateToCancelError(UserError):
    """The build under way is so near to its end that it can't be cancelled any more."""

    def __init__(self) -> None:
        super().__init__(build_words.TOO_LATE)


class TooManyLooksError(UserError):
    """As many looks at pages are under way as there may be."""

    kind = NoticeKind.BUSY

    def __init__(self) -> None:
        super().__init__(adding_words.BUSY)


class NoLongerFoundError(UserError):
    """What was found at an address, and could be added, is no longer kept."""

    kind = NoticeKind.FORGOTTEN

    def __init__(self) -> None:
        super().__init__(adding_words.NO_LONGER)


class ForgottenError(UserError):
    """The answer that a button stands under is no longer kept."""

    kind = NoticeKind.FORGOTTEN

    def __init__(self) -> None:
        super().__init__(words.FORGOTTEN)


class ChangedError(UserError):
    """The article that a quote was cut from has other words there by now, or is gone."""

    kind = NoticeKind.FORGOTTEN

    def __init__(self, doc_id: str) -> None:
        super().__init__(words.changed(doc_id))
        self.doc_id = doc_id


class AnswerChangedError(UserError):
    """A question that was answered once is answered otherwise by now, or not at all."""

    kind = NoticeKind.FORGOTTEN

    def __init__(self) -> None:
        super().__init__(words.ANSWER_CHANGED)


class InvalidInputError(UserError):
    """What was typed after a command can't be used."""
