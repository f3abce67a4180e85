"""`Settings`: what can be set from outside, read from a mapping such as the environment.

A field's name in capitals is the name of its setting. `.env.example` explains each; a test fails
if one is missing there.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from bot.core.call import DIRECT_MESSAGES
from bot.core.errors import SettingsError
from index.options import BUILT_IN_MODEL
from index.web.manners import A_CONTACT, LONGEST_PAUSE, contact_in
from index.web.reach import HOSTS, hosts_in

if TYPE_CHECKING:
    from collections.abc import Mapping


TOKEN_LIKE = re.compile(r"[\w.-]{40,}", re.ASCII)
"""What may be a secret in the wrong place, and is not repeated where others may read it."""

SLACK_ID = re.compile(r"(?=.*[0-9])[A-Z][A-Z0-9]{7,}")

DISCORD_ID = re.compile(r"[0-9]{1,20}")
"""64 bits at most."""

FEEDS_NAME = "feeds.toml"

COMMAND_PREFIX = re.compile(r"[a-z0-9_-]{1,16}")

OFF = frozenset({"", "false", "no", "off", "0"})
"""Values that turn a setting off."""


class LogLevel(StrEnum):
    """How much is logged."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


class LogFormat(StrEnum):
    """How a line of the log is written."""

    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. A secret's field is declared with `field(repr=False)`.

    `embedding_model` is the built-in model, a folder or a hub name. `issues_file` is a catalogue of
    issues, an absolute path, or "" for the one that ships. `queue_length` calls may
    wait while one is worked on, each for `answer_seconds` in all. `questions_per_minute` holds
    for one person, `server_questions_per_minute` for all of one server; who runs the bot is exempt.
    The feeds in `feeds_file` are read every `fetch_every` minutes, 0 for never. Who runs a site
    reaches those who run the bot at `fetch_contact`; no host is asked more often than every
    `fetch_pause_seconds`, and none but `allow_hosts` (if there are any), without `deny_hosts`.
    With `watch` a build starts `watch_quiet_seconds` after the last change in the articles folder.
    A build may use `build_memory_mb` million bytes, 0 for no limit. `metrics_port` is 0 where
    nothing is told over HTTP. The channels `announce_channel`, on Discord or Slack, are told what
    new articles bring. What people asked is kept in `state_file` for `keep_days`. Channels, roles
    and users are a platform's ids; "dm" among the channels stands for
    direct messages. No channel means all. With a `slack_port` Slack calls the bot there, and signs
    with `slack_signing_secret`; else the bot connects to Slack with `slack_app_token`. All commands
    on Slack begin with `slack_command_prefix`.
    """

    articles_dir: Path = Path("articles")
    store_dir: Path = Path("data/store")
    embedding_model: str = BUILT_IN_MODEL
    issues_file: str = ""
    log_level: LogLevel = LogLevel.WARNING
    log_format: LogFormat = LogFormat.TEXT
    queue_length: int = 20
    answer_seconds: float = 30.0
    questions_per_minute: int = 10
    server_questions_per_minute: int = 120
    feeds_file: Path = Path(FEEDS_NAME)
    fetch_every: int = 0
    fetch_contact: str = ""
    fetch_pause_seconds: float = 0.25
    allow_hosts: frozenset[str] = frozenset()
    deny_hosts: frozenset[str] = frozenset()
    watch: bool = False
    watch_quiet_seconds: float = 10.0
    build_memory_mb: int = 8_000
    metrics_port: int = 0
    metrics_host: str = "127.0.0.1"
    announce_channel: frozenset[str] = frozenset()
    state_file: Path = Path("data/state.sqlite")
    keep_days: int = 30
    discord_token: str = field(default="", repr=False)
    discord_channels: frozenset[str] = frozenset()
    discord_admin_roles: frozenset[str] = frozenset()
    discord_threads: bool = False
    discord_read_threads: bool = False
    slack_bot_token: str = field(default="", repr=False)
    slack_app_token: str = field(default="", repr=False)
    slack_signing_secret: str = field(default="", repr=False)
    slack_port: int = 0
    slack_host: str = "0.0.0.0"  # noqa: S104 - for a load balancer elsewhere; Slack signs
    slack_channels: frozenset[str] = frozenset()
    slack_admin_users: frozenset[str] = frozenset()
    slack_command_prefix: str = ""

    @property
    def announce_on_discord(self) -> frozenset[str]:
        """The channels of Discord that are told what new articles bring."""
        return frozenset(one for one in self.announce_channel if one.isdecimal())

    @property
    def announce_on_slack(self) -> frozenset[str]:
        """Those of Slack."""
        return self.announce_channel - self.announce_on_discord

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Settings:
        """Read the settings; one that is missing or blank has its default.

        Raises SettingsError, which names everything that is wrong.
        """
        default = cls()
        reader = _Reader(env)
        settings = cls(
            articles_dir=reader.path("ARTICLES_DIR", default.articles_dir),
            store_dir=reader.path("STORE_DIR", default.store_dir),
            embedding_model=reader.text("EMBEDDING_MODEL") or default.embedding_model,
            issues_file=reader.absolute("ISSUES_FILE"),
            log_level=reader.level("LOG_LEVEL", default.log_level),
            log_format=reader.form("LOG_FORMAT", default.log_format),
            queue_length=reader.whole("QUEUE_LENGTH", default.queue_length, 1, 1_000),
            answer_seconds=reader.seconds("ANSWER_SECONDS", default.answer_seconds, 1, 600),
            questions_per_minute=reader.whole(
                "QUESTIONS_PER_MINUTE", default.questions_per_minute, 1, 1_000
            ),
            server_questions_per_minute=reader.whole(
                "SERVER_QUESTIONS_PER_MINUTE", default.server_questions_per_minute, 1, 100_000
            ),
            feeds_file=reader.path("FEEDS_FILE", default.feeds_file),
            fetch_every=reader.whole("FETCH_EVERY", default.fetch_every, 0, 10_080),
            fetch_contact=reader.contact("FETCH_CONTACT"),
            fetch_pause_seconds=reader.seconds(
                "FETCH_PAUSE_SECONDS", default.fetch_pause_seconds, 0, LONGEST_PAUSE
            ),
            allow_hosts=reader.hosts("ALLOW_HOSTS"),
            deny_hosts=reader.hosts("DENY_HOSTS"),
            watch=reader.switch("WATCH"),
            watch_quiet_seconds=reader.seconds(
                "WATCH_QUIET_SECONDS", default.watch_quiet_seconds, 1, 3_600
            ),
            build_memory_mb=reader.whole("BUILD_MEMORY_MB", default.build_memory_mb, 0, 10_000_000),
            metrics_port=reader.whole("METRICS_PORT", default.metrics_port, 0, 65_535),
            metrics_host=reader.text("METRICS_HOST") or default.metrics_host,
            announce_channel=reader.channels("ANNOUNCE_CHANNEL"),
            state_file=reader.path("STATE_FILE", default.state_file),
            keep_days=reader.whole("KEEP_DAYS", default.keep_days, 1, 3_650),
            discord_token=reader.secret("DISCORD_TOKEN"),
            discord_channels=reader.ids("DISCORD_CHANNELS", also=DIRECT_MESSAGES),
            discord_admin_roles=reader.ids("DISCORD_ADMIN_ROLES"),
            discord_threads=reader.switch("DISCORD_THREADS"),
            discord_read_threads=reader.switch("DISCORD_READ_THREADS"),
            slack_bot_token=reader.secret("SLACK_BOT_TOKEN", "xoxb-"),
            slack_app_token=reader.secret("SLACK_APP_TOKEN", "xapp-"),
            slack_signing_secret=reader.secret("SLACK_SIGNING_SECRET"),
            slack_port=reader.whole("SLACK_PORT", default.slack_port, 0, 65_535),
            slack_host=reader.text("SLACK_HOST") or default.slack_host,
            slack_channels=reader.slack_ids("SLACK_CHANNELS", "CGD", also=DIRECT_MESSAGES),
            slack_admin_users=reader.slack_ids("SLACK_ADMIN_USERS", "UW"),
            slack_command_prefix=reader.prefix("SLACK_COMMAND_PREFIX"),
        )
        if not reader.problems:
            reader.needs_token("DISCORD_TOKEN")
            reader.needs_token("SLACK_BOT_TOKEN")
        if not reader.problems:
            reader.needs_somebody_to_tell(settings)
        if not reader.problems and settings.slack_bot_token:
            reader.needs_a_way_to_slack(settings)
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

    def path(self, name: str, default: Path) -> Path:
        """A path, with `~` for the home folder: .env files, unlike a shell, leave it as it is."""
        value = self.text(name)
        if not value:
            return default
        try:
            return Path(value).expanduser()
        except RuntimeError:
            self._object(name, value, "a folder whose home can be found")
            return default

    def absolute(self, name: str) -> str:
        """A path that means the same wherever the program is started from; "" where none is set."""
        return str(self.path(name, Path()).absolute()) if self.text(name) else ""

    def secret(self, name: str, begins: str = "") -> str:
        """A token, which may have to begin in a known way; what is wrong is told without it."""
        value = self.text(name)
        if len(value.split()) > 1 or not value.isascii():
            self.problems.append(
                f"{name} has white space or letters in it that no token has; paste the token alone"
            )
            return ""
        if value and not value.startswith(begins):
            self.problems.append(
                f"{name} does not begin with “{begins}”, so it is another token, a part of one, or "
                "stands between quotes"
            )
            return ""
        return value

    def slack_ids(self, name: str, begin: str, also: str | None = None) -> frozenset[str]:
        """Ids of Slack that begin with one of the letters `begin`, or `also`, commas between."""
        ids = frozenset(part.strip() for part in self.text(name).split(",") if part.strip())
        for part in sorted(ids):
            # Names are no ids, though they may begin alike.
            known = SLACK_ID.fullmatch(part) and part[0] in begin
            if not known and part != also:
                wanted = f"an id like {begin[0]}0123ABCD, as .env.example says"
                self._object(name, part, f"{wanted}, or {also!r}" if also else wanted)
                return frozenset()
        return ids

    def channels(self, name: str) -> frozenset[str]:
        """Ids of channels, of whichever platform, with commas between."""
        parts = frozenset(part.strip() for part in self.text(name).split(",") if part.strip())
        for part in sorted(parts):
            on_discord = DISCORD_ID.fullmatch(part)
            if not (on_discord or (SLACK_ID.fullmatch(part) and part[0] in "CG")):
                wanted = "ids of channels: a number on Discord, one like C0123ABCD on Slack"
                self._object(name, part, wanted)
                return frozenset()
        return parts

    def prefix(self, name: str) -> str:
        """What stands before the names of commands: short, and written as Slack wants it."""
        value = self.text(name).removeprefix("/")
        if value and not COMMAND_PREFIX.fullmatch(value):
            self._object(name, value, "at most 16 lower-case letters, digits, “-” and “_”")
            return ""
        return value

    def ids(self, name: str, also: str | None = None) -> frozenset[str]:
        """Numbers that a platform gives to channels or roles, or `also`, with commas between."""
        parts = {part.strip().lower() for part in self.text(name).split(",") if part.strip()}
        for part in sorted(parts):
            if not (part.isdecimal() and part.isascii()) and part != also:
                wanted = "a number (Developer Mode › right-click › Copy ID)"
                self._object(name, part, f"{wanted} or {also!r}" if also else wanted)
                return frozenset()
        return frozenset(parts)

    def hosts(self, name: str) -> frozenset[str]:
        """Hosts with commas between; none when it is missing."""
        try:
            return hosts_in(self.text(name))
        except ValueError as exc:
            self._object(name, str(exc), HOSTS)
            return frozenset()

    def contact(self, name: str) -> str:
        """What may stand in a header as a contact."""
        try:
            return contact_in(self.text(name))
        except ValueError as exc:
            self._object(name, str(exc), A_CONTACT)
            return ""

    def switch(self, name: str) -> bool:
        """On or off; off when it is missing."""
        value = self.text(name).lower()
        if value in OFF:
            return False
        if value not in {"true", "yes", "on", "1"}:
            self._object(name, value, "true or false")
        return True

    def needs_token(self, token: str) -> None:
        """Object to settings of a platform without the one that they all need."""
        platform = token.partition("_")[0]
        default = Settings()
        known = (one.name.upper() for one in fields(default))
        names = sorted(name for name in known if name.startswith(f"{platform}_"))
        on = [
            name
            for name in names
            if self.text(name).lower() not in OFF
            and self.text(name) != getattr(default, name.lower(), None)
        ]
        if on and token not in on:
            self.problems.append(f"{on[0]} is set, but {token} is not; set that too, or neither")

    def needs_somebody_to_tell(self, settings: Settings) -> None:
        """Object to a channel of a platform that the bot isn't on."""
        for channels, token in (
            (settings.announce_on_discord, "DISCORD_TOKEN"),
            (settings.announce_on_slack, "SLACK_BOT_TOKEN"),
        ):
            if channels and not self.text(token):
                platform = token.partition("_")[0].capitalize()
                self.problems.append(
                    f"ANNOUNCE_CHANNEL names {min(channels)}, a channel on {platform}, but {token} "
                    "is not set; set that too, or leave the channel out"
                )

    def needs_a_way_to_slack(self, settings: Settings) -> None:
        """Object where the bot can neither connect to Slack nor safely be called by it."""
        over_http = bool(settings.slack_port)
        if settings.slack_signing_secret and not over_http:
            self.problems.append(
                "SLACK_SIGNING_SECRET is set, but SLACK_PORT is not; for Socket Mode leave out both"
            )
        elif over_http and not settings.slack_signing_secret:
            self.problems.append(
                "SLACK_PORT is set, but SLACK_SIGNING_SECRET is not, so anybody could call; set it "
                "too (Basic Information › Signing Secret), or leave out SLACK_PORT"
            )
        elif not (over_http or settings.slack_app_token):
            self.problems.append(
                "SLACK_BOT_TOKEN is set, but SLACK_APP_TOKEN is not; Socket Mode needs both. To be "
                "called over HTTP instead, set SLACK_SIGNING_SECRET and SLACK_PORT"
            )

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

    def form(self, name: str, default: LogFormat) -> LogFormat:
        """How log lines are written, in capitals or not."""
        value = self.text(name)
        if not value:
            return default
        try:
            return LogFormat(value.lower())
        except ValueError:
            self._object(name, value, f"one of {', '.join(LogFormat)}")
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
        said = "something like a token" if TOKEN_LIKE.fullmatch(value.strip()) else repr(value)
        self.problems.append(f"{name} is {said}, but must be {wanted}")
