"""The ledger of the live generation, and what moved in it: what `/issues` and `issues` open.

    store ─▶ ledger.json, articles ─▶ Book ─▶ ledger()   every quote in it read again and compared
    state file ─▶ earlier builds ─────────┴▶ moves(…)

No model is loaded for it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from index.clock import utc_now
from index.errors import QuoteMismatchError, UnknownMomentError
from index.issues.history import Build, History
from index.issues.ledger_file import LEDGER_FILE, read_findings
from index.issues.moves import compare
from index.issues.status import derive
from index.lineage import sound_generation, warn
from index.manifest import GENERATIONS, read_manifest
from index.question.dates.day_ranges import read_days
from index.quotes import verify
from index.stores.article_store import ARTICLES_FILE, ArticleStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from index.issues.records import Findings, Ledger, Moves
    from index.manifest import Manifest
    from index.records import Article, Quote

LAST: Final = "last"
"""What stands for the build before the live one."""

_BUILD: Final = re.compile(r"\d{8}T\d")
"""How the name of a build begins."""

_TO: Final = ".."
_DATES: Final = "2025-11-10..2025-12-31"


def keep_ledger(store: Path, state_file: Path | None) -> None:
    """Keep the ledger of what answers from `store` among those of earlier builds, if it isn't yet.

    Raises StoreMissingError, StoreDamagedError, StoreMismatchError.
    """
    history = History(state_file, store)
    sound = sound_generation(store, [LEDGER_FILE])
    folder, manifest = sound.folder, sound.manifest
    if all(build.generation != manifest.generation for build in history.builds()):
        history.add(Build(manifest.generation, manifest.built_at), read_findings(folder))


class Book:
    """Reads the ledger of one generation. Safe for several threads."""

    def __init__(
        self,
        findings: Findings,
        articles: ArticleStore,
        manifest: Manifest,
        history: History,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._findings = findings
        self._articles = articles
        self.manifest = manifest
        self._history = history
        self._now = now

    @classmethod
    def open(
        cls,
        store: Path,
        state_file: Path | None = None,
        now: Callable[[], datetime] = utc_now,
        *,
        generation: str | None = None,
    ) -> Book:
        """Open what answers from `store`, or the generation of that name, whose files are verified.

        Raises StoreMissingError, StoreDamagedError, StoreMismatchError.
        """
        if generation is None:
            sound = sound_generation(store, [LEDGER_FILE, ARTICLES_FILE])
            warn(sound)
            folder, manifest = sound.folder, sound.manifest
        else:
            folder = store / GENERATIONS / generation
            manifest = read_manifest(folder)
        return cls(
            read_findings(folder), ArticleStore(folder), manifest, History(state_file, store), now
        )

    def ledger(self) -> Ledger:
        """How every issue stands now. Raises QuoteMismatchError, StoreDamagedError."""
        ledger = derive(self._findings)
        self._verify(ledger)
        return ledger

    def moves(self, since: str) -> Moves:
        """What changed since "last", since a build or a date, or between two with ".." between.

        Raises UnknownMomentError, QuoteMismatchError, StoreDamagedError.
        """
        earlier, separator, later = " ".join(since.split()).partition(_TO)
        earlier, later = earlier.strip() or LAST, later.strip()
        if separator and not later:
            raise UnknownMomentError(f"nothing follows {_TO} in {since!r}; write A{_TO}B")
        days = self._days(earlier)
        if days is not None:
            return self._between_days(days[0], later)
        return self._between_builds(earlier, later)

    def _between_days(self, first: date, later: str) -> Moves:
        days = self._days(later) if later else None
        if later and days is None:
            raise UnknownMomentError(f"{later!r} is no date; two dates look like {_DATES}")
        last = days[1] if days else self._now().date()
        if last < first:
            cure = "turn them round" if later else "name a day that has come"
            raise UnknownMomentError(f"{_written(last)} is before {_written(first)}; {cure}")
        if not any(one.quote.published for one in self._findings.evidence):
            raise UnknownMomentError(
                "no article that speaks of an issue has a date, so nothing can be told by dates; "
                'dates go into articles.toml, or ask what changed since "last", the build before'
            )
        before = derive(self._findings, first - timedelta(days=1))
        after = derive(self._findings, last)
        self._verify(after)
        return compare(
            before, after, since=_written(first), until=_written(last), is_there=self._is_there
        )

    def _between_builds(self, earlier: str, later: str) -> Moves:
        builds = self._history.builds()
        live = next((b for b in builds if b.generation == self.manifest.generation), None)
        before = self._build(earlier, builds, live)
        after = self._build(later, builds, live) if later else None
        was = self._history.findings(before.generation)
        if was is None:
            raise UnknownMomentError(f"the ledger of {before.generation} can't be read any more")
        if after is None or after.generation == self.manifest.generation:
            ledger = self.ledger()
            until = "now"
        else:
            found = self._history.findings(after.generation)
            if found is None:
                raise UnknownMomentError(f"the ledger of {after.generation} can't be read any more")
            ledger = derive(self._only_there(found))
            until = _name(after)
        return compare(
            derive(was), ledger, since=_name(before), until=until, is_there=self._is_there
        )

    def _build(self, typed: str, builds: list[Build], live: Build | None) -> Build:
        """The build that a person means; raises UnknownMomentError."""
        older = [b for b in builds if live is None or b.generation < live.generation]
        if typed.lower() == LAST:
            if not older:
                raise UnknownMomentError(
                    "there is no build before this one, so nothing can have changed since; "
                    f"two dates can be compared all the same: {_DATES}"
                )
            # Not the newest one, if that was rolled back from before this was built.
            previous = self.manifest.previous
            return next((build for build in older if build.generation == previous), older[0])
        named = [b for b in builds if b.generation.startswith(typed)]
        if len(named) == 1:
            return named[0]
        if self._days(typed) is not None:
            raise UnknownMomentError(
                f"{typed!r} is a date, and a build can be compared only with a build; "
                f"write two dates, such as {_DATES}, or two builds"
            )
        kept = ", ".join(b.generation for b in builds[:3])
        raise UnknownMomentError(
            f"{typed!r} is neither a date nor a build; write {LAST!r}, a date such as 2025-12-01"
            + (f", or a build: {kept}" if kept else "")
        )

    def _days(self, typed: str) -> tuple[date, date] | None:
        is_build = typed.lower() == LAST or _BUILD.match(typed)
        return None if is_build else read_days(typed, self._now())

    def _only_there(self, findings: Findings) -> Findings:
        """Findings of another build without what can't be verified any more."""
        return replace(
            findings,
            evidence=tuple(one for one in findings.evidence if self._is_there(one.quote)),
            conditions=tuple(one for one in findings.conditions if self._is_there(one.quote)),
            candidates=(),
        )

    def _is_there(self, quote: Quote) -> bool:
        row = self._articles.row_of(quote.doc_id)
        if row is None:
            return False
        span = quote.span
        return self._articles.article(row).text[span.start : span.end] == quote.text

    def _verify(self, ledger: Ledger) -> None:
        """Read every quoted article once more from the store, and compare."""
        read: dict[str, Article] = {}
        for quote in dict.fromkeys(_quotes(ledger)):
            if quote.doc_id not in read:
                row = self._articles.row_of(quote.doc_id)
                if row is None:
                    raise QuoteMismatchError(quote.doc_id, quote.span.start, quote.span.end)
                read[quote.doc_id] = self._articles.article(row)
            verify(quote, read[quote.doc_id])


def _quotes(ledger: Ledger) -> Iterator[Quote]:
    for standing in ledger.standings:
        yield from (one.quote for one in standing.evidence)
        yield from (one.quote for one in standing.waits_for)
    for candidate in ledger.candidates:
        yield from candidate.quotes


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _name(build: Build) -> str:
    moment = datetime.fromisoformat(build.built_at)
    return f"the build of {_written(moment.date())}, {moment:%H:%M} UTC"
