"""The articles folder is watched; once it has been quiet after a change, a build starts.

    watchfiles ─▶ may it matter? ─▶ Quiet ─▶ no build runs, and the index is not of the folder as
                                              it is now ─▶ Rebuilder.start

What happens in the folder only says when to look. Whether there is anything to build, the folder
itself says, compared with what the live generation was built from: so nothing is missed and nothing
built for nothing, whatever events were lost, seen twice, or came while a build was reading.

A folder that is not there, was put in the place of another, or can't be listed is looked for until
it can. Where the system tells of no changes, as on most network mounts, watchfiles looks for them
itself if WATCHFILES_FORCE_POLLING is set. Where it can't do either, files are compared here.
"""

from __future__ import annotations

import contextlib
import logging
import time
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from watchfiles import Change, watch

from bot.core.errors import AlreadyRebuildingError
from index.errors import FolderMissingError
from index.loaders import LOADERS
from index.loaders.listing import list_files
from index.loaders.overrides import OVERRIDES_NAME

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterator

    from bot.core.quiet import Quiet
    from bot.core.rebuilding import Rebuilder

logger = logging.getLogger(__name__)

STARTED_BY: Final = "a change in the articles folder"

AGAIN: Final = 1.0
"""Seconds between two looks for a folder that can't be watched."""

COMPARED_EVERY: Final = 2.0
"""Seconds between two looks at all files, where neither the system nor watchfiles can."""

STEP_MS: Final = 300
"""So long changes are gathered; as often it is looked whether the folder is still the same."""


class FolderWatch:
    """Starts builds when the folder changes. `run` is the work of a thread of its own."""

    def __init__(
        self,
        folder: Path,
        rebuilder: Rebuilder,
        is_due: Callable[[], bool],
        quiet: Quiet,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`is_due` says whether a build has anything to do; it may raise FolderMissingError."""
        self._folder = folder
        self._rebuilder = rebuilder
        self._is_due = is_due
        self._quiet = quiet
        self._clock = clock
        self._compares = False
        self._trouble = ""

    def run(self, stop: threading.Event) -> None:
        """Watch until `stop` is set, whatever becomes of the folder."""
        if self._rebuilder.outcome is None:
            self._quiet.note(self._clock())  # of changes since the folder was last read
        while not stop.is_set():
            try:
                self._watch(stop)
            except FolderMissingError as error:
                self._wait(stop, f"the articles folder can't be watched: {error}", None)
            except Exception as exc:  # noqa: BLE001 - nothing may end the thread; logged, not hidden
                self._wait(stop, f"watching the articles folder broke off: {exc!r}", exc)

    def _watch(self, stop: threading.Event) -> None:
        """Watch the folder that is there now, until it is another or its changes are over.

        They are dealt with at the beginning of the next watch, which also has the subfolders that
        could not be watched before. Raises FolderMissingError.
        """
        identity = _identity(self._folder)
        root = self._folder.resolve()
        begins = True
        for changed in self._changed(root, stop):
            now = self._clock()
            if identity != _identity(self._folder):
                self._quiet.begin_again(now)
                return
            if changed:
                self._quiet.note(now)
            if self._quiet.is_over(now) and self._rebuilder.running is None:
                if not begins:
                    return
                self._look()
            begins = False

    def _changed(self, root: Path, stop: threading.Event) -> Iterator[bool]:
        """Every so often, whether anything below `root` that may matter has changed."""
        if not self._compares:
            try:
                yield from _told(root, stop)
            except FileNotFoundError as exc:
                raise FolderMissingError(root) from exc
            except (OSError, RuntimeError) as exc:
                # More folders or watchers than the system allows, or, where watchfiles looks for
                # changes itself, a subfolder that can't be read.
                self._compares = True
                logger.warning("watching does not work here (%s); files are compared instead", exc)
                self._quiet.note(self._clock())
            else:
                return
        yield from _seen(root, stop)

    def _look(self) -> None:
        """Start a build, if there is anything to do. Raises FolderMissingError."""
        self._quiet.clear()
        is_due = self._is_due()
        if self._trouble:
            self._trouble = ""
            logger.warning("the articles folder is watched again")
        if not is_due:
            logger.info("nothing has to be built from the articles folder")
            return
        try:
            self._rebuilder.start(full=False, started_by=STARTED_BY)
        except AlreadyRebuildingError:
            # Someone was quicker. What that build doesn't see is looked for after its end.
            self._quiet.note(self._clock())

    def _wait(self, stop: threading.Event, trouble: str, exc: Exception | None) -> None:
        """Log a trouble once, not at each look for its end; what came meanwhile was not seen."""
        if trouble != self._trouble:
            logger.warning(trouble, exc_info=exc)
        self._trouble = trouble
        # Counted from now on: what comes back, such as a network mount, may be coming still.
        self._quiet.begin_again(self._clock())
        stop.wait(AGAIN)


def _told(root: Path, stop: threading.Event) -> Iterator[bool]:
    """By what the system tells of, or what watchfiles finds where it tells of nothing."""
    for changes in watch(
        root, watch_filter=None, debounce=STEP_MS, stop_event=stop, rust_timeout=STEP_MS,
        yield_on_timeout=True, raise_interrupt=False, ignore_permission_denied=True,
    ):  # fmt: skip
        yield any(may_matter(change, path, root) for change, path in changes)


def _seen(root: Path, stop: threading.Event) -> Iterator[bool]:
    """By comparing the files that are there with those before. Raises FolderMissingError."""
    before = _stamps(root)
    yield False
    while not stop.wait(COMPARED_EVERY):
        now = _stamps(root)
        yield now != before
        before = now


def _stamps(root: Path) -> dict[str, tuple[int, int, int]]:
    """Of each file that is read what changes when it does, without reading it."""
    files = {file.name: file.path for file in list_files(root).files}
    files[OVERRIDES_NAME] = root / OVERRIDES_NAME
    found = {}
    for name, path in files.items():
        with contextlib.suppress(OSError):  # gone by now, or never there
            stat = path.stat()
            found[name] = (stat.st_size, stat.st_mtime_ns, stat.st_ino)
    return found


def may_matter(change: Change, path: str, root: Path) -> bool:
    """Whether a change below `root` may be one of an article or of `articles.toml`.

    Of what is gone nobody can say whether it was a file or a folder full of articles.
    """
    name = PurePath(path)
    below = name.relative_to(root) if name.is_relative_to(root) else name
    if any(part.startswith(".") for part in below.parts):
        return False
    if below.suffix.lower() in LOADERS or str(below) == OVERRIDES_NAME:
        return True
    return change is Change.deleted or Path(path).is_dir()


def _identity(folder: Path) -> tuple[int, int]:
    """Tells a folder from another at the same place. Raises FolderMissingError."""
    try:
        found = folder.stat()
    except OSError as exc:
        raise FolderMissingError(folder) from exc
    return found.st_dev, found.st_ino
