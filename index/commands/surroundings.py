"""What a command finds when it starts: streams, folders, the model."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, TextIO

from index.clock import utc_now
from index.options import BuildOptions

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from index.embedders.base import Embedder
    from index.web.fetching import Fetcher

DEFAULT_ARTICLES: Final = Path("articles")
DEFAULT_STORE: Final = Path("data/store")
DEFAULT_STATE: Final = Path("data/state.sqlite")
FEEDS_NAME: Final = "feeds.toml"


@dataclass(frozen=True, slots=True)
class Streams:
    """Where the program reads and writes; what it reads is bytes, since any line may be broken."""

    stdin: BinaryIO
    stdout: TextIO
    stderr: TextIO


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Streams, settings, the clock, and `load`, which makes an embedder of a model's name.

    `articles`, `model` and `issues_file` are None where neither a flag nor the environment names
    one: then what the index was built with holds, or for a build the default. `state_file` has the
    ledgers of earlier builds; beside it is what was read of feeds. `fetcher` opens what fetches
    articles of the web.
    """

    streams: Streams
    articles: Path | None
    store: Path
    model: str | None
    load: Callable[[str], Embedder]
    fetcher: Callable[[], Fetcher]
    now: Callable[[], datetime] = utc_now
    state_file: Path | None = None
    issues_file: str | None = None
    feeds_file: Path = Path(FEEDS_NAME)

    def build_options(self, model: str, issues_file: str = "") -> BuildOptions:
        """The options of a build with `model`; `issues_file` where nothing names another one."""
        chosen = issues_file if self.issues_file is None else self.issues_file
        return BuildOptions(model=model, issues_file=chosen)

    def tell(self, sentence: str) -> None:
        """Say something beside the result, on standard error."""
        self.streams.stderr.write(f"dateline: {sentence}\n")
        self.streams.stderr.flush()
