"""`Settings`: what can be set from outside, read from a mapping such as the environment.

A field's name in capitals is the name of its setting. `.env.example` explains each; a test fails
if one is missing there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from bot.core.errors import SettingsError
from index.options import BUILT_IN_MODEL

if TYPE_CHECKING:
    from collections.abc import Mapping


class LogLevel(StrEnum):
    """How much is logged."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. A secret's field is declared with `field(repr=False)`.

    `embedding_model` is the built-in model, a folder or a hub name. `queue_length` calls may
    wait while one is worked on, each for `answer_seconds` in all. `questions_per_minute` holds
    for one person; who runs the bot is exempt.
    """

    articles_dir: Path = Path("articles")
    store_dir: Path = Path("data/store")
    embedding_model: str = BUILT_IN_MODEL
    log_level: LogLevel = LogLevel.WARNING
    queue_length: int = 20
    answer_seconds: float = 30.0
    questions_per_minute: int = 10

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Settings:
        """Read the settings; one that is missing or blank has its default.

        Raises SettingsError, which names everything that is wrong.
        """
        default = cls()
        reader = _Reader(env)
        settings = cls(
            articles_dir=reader.folder("ARTICLES_DIR", default.articles_dir),
            store_dir=reader.folder("STORE_DIR", default.store_dir),
            embedding_model=reader.text("EMBEDDING_MODEL") or default.embedding_model,
            log_level=reader.level("LOG_LEVEL", default.log_level),
            queue_length=reader.whole("QUEUE_LENGTH", default.queue_length, 1, 1_000),
            answer_seconds=reader.seconds("ANSWER_SECONDS", default.answer_seconds, 1, 600),
            questions_per_minute=reader.whole(
                "QUESTIONS_PER_MINUTE", default.questions_per_minute, 1, 1_000
            ),
        )
        if reader.problems:
            raise SettingsError(reader.problems)
        return settings


class _Reader:
    """Reads one value after the other and keeps a sentence for each that can't be used.

    A value that can't be used becomes its default, so that reading goes on to the next.
    """

    def __init__(self, env: Mapping[str, str]) -> None:
        self._env = env
        self.problems: list[str] = []

    def text(self, name: str) -> str:
        """The value without outer white space; "" when it is missing."""
        return self._env.get(name, "").strip()

    def folder(self, name: str, default: Path) -> Path:
        """A path, with `~` for the home folder: .env files, unlike a shell, leave it as it is."""
        value = self.text(name)
        if not value:
            return default
        try:
            return Path(value).expanduser()
        except RuntimeError:
            self._object(name, value, "a folder whose home can be found")
            return default

    def level(self, name: str, default: LogLevel) -> LogLevel:
        """A log level, in capitals or not."""
        value = self.text(name)
        if not value:
            return default
        try:
            return LogLevel(value.upper())
        except ValueError:
            self._object(name, value, f"one of {', '.join(LogLevel)}")
            return default

    def whole(self, name: str, default: int, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        value = self.text(name)
        try:
            number = int(value or default)
        except ValueError:
            number = low - 1
        if low <= number <= high:
            return number
        self._object(name, value, f"a whole number from {low:,} to {high:,}")
        return default

    def seconds(self, name: str, default: float, low: float, high: float) -> float:
        """A number of seconds from `low` to `high`."""
        value = self.text(name)
        try:
            number = float(value or default)
        except ValueError:
            number = math.nan
        if low <= number <= high:
            return number
        self._object(name, value, f"a number of seconds from {low:g} to {high:g}")
        return default

    def _object(self, name: str, value: str, wanted: str) -> None:
        self.problems.append(f"{name} is {value!r}, but must be {wanted}")
