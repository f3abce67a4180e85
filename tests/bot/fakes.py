"""True fakes for the chat: a small archive over made-up articles, and calls to ask it with."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.core.adding import Adder
from bot.core.builds import Running, Task
from bot.core.call import Call, CommandName, Platform
from bot.core.errors import BuildCancelledError
from bot.core.limits import Limits
from bot.core.live_archive import LiveArchive
from bot.core.observing import SILENT
from bot.core.rebuilding import Rebuilder
from bot.core.services import Services
from bot.core.state.store import StateStore
from index.course import Phase
from index.errors import (
    DatelineError,
    QuoteMismatchError,
    UnknownArticleError,
    UnknownMomentError,
)
from index.issues.records import (
    Evidence,
    Issue,
    Ledger,
    Moves,
    Signal,
    Standing,
    Status,
    Step,
    Voice,
)
from index.records import (
    Answer,
    Article,
    Context,
    Differing,
    Excerpt,
    Furniture,
    FurnitureKind,
    Further,
    IndexSummary,
    NoAnswer,
    Place,
    Quote,
    Relation,
    Reported,
    Silence,
    Source,
    Span,
)
from index.rollback import RolledBack
from tests.bot.fake_web import FakeWeb

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from bot.core.archive import Archive
    from bot.core.observing import Observer
    from index.build import BuildReport
    from index.question.reading import Request

ROOMY = Limits(
    queue_length=20,
    answer_seconds=10.0,
    questions_per_minute=1_000,
    server_questions_per_minute=10_000,
    calls_at_once=1_000,
)


ROLLED_BACK = RolledBack("20260101-abc", "20260102-abc", 7, "2026-01-01T03:04:05+00:00")


def make_running(percent: int = 40, started_by: str = "ann", **about: Any) -> Running:
    """A build under way; `about` tells what is not as usual."""
    facts = {"task": Task.UPDATE, "began": datetime(2026, 1, 2, 6, tzinfo=UTC), **about}
    return Running(started_by=started_by, **{"done": percent, "total": 100, **facts})


def make_quote(text: str = "The bridge opened in May.", doc_id: str = "bridge") -> Quote:
    return Quote(doc_id, Span(0, len(text)), text, 0.9)


def make_line(
    value: str, text: str, relation: Relation = Relation.DIFFERENT, doc_id: str = "bridge"
) -> Differing:
    """A value that stands once in an article that begins with "So: " and says only `text`."""
    quote = replace(make_quote(text, doc_id), span=Span(4, 4 + len(text)))
    start = 4 + text.index(value)
    return Differing(value, relation, (Reported(quote, Span(start, start + len(value))),))


def make_source(doc_id: str, title: str | None = None, published: str | None = None) -> Source:
    return Source(doc_id, title, published, None, f"{doc_id}.txt", 250)


def make_evidence(
    text: str = "The bridge is still shut.",
    signal: Signal = Signal.OPEN,
    published: str | None = "2025-12-01",
    **about: Any,
) -> Evidence:
    """Evidence on "bridge", in the outlet's own words where `about` names no `speaker`.

    A speaker speaks for the party.
    """
    doc_id = about.pop("doc_id", "bridge")
    quote = replace(make_quote(text, doc_id), published=published)
    voice = Voice.NAMED if about.get("speaker") else Voice.OUTLET
    speaks_for = bool(about.get("speaker") and about.get("party"))
    facts = {"issue": "bridge", "signal": signal, "voice": voice, "speaks_for": speaks_for, **about}
    return Evidence(quote=quote, **facts)


def make_standing(
    id: str = "bridge",  # noqa: A002 - what an issue's is called
    status: Status = Status.OPEN,
    *evidence: Evidence,
    title: str | None = None,
    **about: Any,
) -> Standing:
    """An issue with `evidence`, newest first, of which the first decides; `about` the rest."""
    step = Step.SILENT if status is Status.NOT_MENTIONED else Step.ONE_VOICE
    facts = {
        "issue": Issue(id, title or f"The {id}", f"the {id} opens"),
        "because": Step.DENIED if status is Status.CONTESTED else step,
        "reason": None if status is Status.NOT_MENTIONED or not evidence else evidence[0],
        "positions": tuple(one for one in evidence if one.party),
        "waits_for": (),
        "articles": len({one.quote.doc_id for one in evidence}),
        "last_moved": max((e.quote.published for e in evidence if e.quote.published), default=None),
    }
    return Standing(status=status, evidence=evidence, **{**facts, **about})


def make_call(
    text: str = "When did the bridge open?",
    command: CommandName = CommandName.ASK,
    user: str = "ann",
    is_admin: bool = False,
) -> Call:
    return Call(command, text, Platform.CONSOLE, "here", user, is_admin)


def make_report(**about: Any) -> BuildReport:
    """A build of one article that did what `about` says."""
    nothing = {"added": (), "changed": (), "removed": (), "skipped": ()}
    facts = {"generation": "20260102-abc", "articles": 1, "passages": 2, "embedded": 2}
    from index.build import BuildReport  # noqa: PLC0415 - it loads the engine, which most do without

    return BuildReport(**{**nothing, **facts, "seconds": 3.0, **about})


@dataclass
class FakeBuild:
    """A build that is done as soon as `go` is set, and raises `error` if there is one.

    `begun` is released when it starts; then half of it is done. `on_phase` and `on_progress` are
    those of the last build, for a test to tell what comes next. Cancelled, it ends at once, unless
    it is `too_late`. `confirmed` says of each build whether articles might be gone.
    """

    report: BuildReport = field(default_factory=make_report)
    error: BaseException | None = None
    go: threading.Event = field(default_factory=threading.Event)
    begun: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    fulls: list[bool] = field(default_factory=list)
    confirmed: list[bool] = field(default_factory=list)
    too_late: bool = False
    on_phase: Callable[[Phase], None] = field(init=False, repr=False)
    on_progress: Callable[[int, int], None] = field(init=False, repr=False)

    def __call__(
        self,
        *,
        full: bool,
        confirm_loss: bool,
        on_phase: Callable[[Phase], None],
        on_progress: Callable[[int, int], None],
    ) -> BuildReport:
        self.fulls.append(full)
        self.confirmed.append(confirm_loss)
        self.on_phase, self.on_progress = on_phase, on_progress
        on_phase(Phase.EMBEDDING)
        on_progress(1, 2)
        self.begun.release()
        assert self.go.wait(10), "nobody let the build go"
        if self.error is not None:
            raise self.error
        return self.report

    def cancel(self) -> bool:
        if self.too_late:
            return False
        self.error = BuildCancelledError()
        self.go.set()
        return True


def make_quick_build() -> FakeBuild:
    """A build that nobody has to let go."""
    build = FakeBuild()
    build.go.set()
    return build


def make_services(
    archive: Archive | None,
    build: FakeBuild | None = None,
    state: StateStore | None = None,
    observer: Observer = SILENT,
    web: FakeWeb | None = None,
) -> Services:
    """Services over `archive`; what a build builds is the same archive again, or an empty one."""
    live = LiveArchive(archive)
    rebuilder = Rebuilder(
        live, lambda: build or make_quick_build(), lambda: archive or FakeArchive(),
        lambda: ROLLED_BACK, observer=observer,
    )  # fmt: skip
    state = state or StateStore(None)
    return Services(live, state, rebuilder, Adder(web or FakeWeb(), state.found, rebuilder))


@dataclass
class FakeArchive:
    """Answers every question that has an answer in `answers`, and says nothing to the rest."""

    answers: dict[str, Answer | NoAnswer] = field(default_factory=dict)
    listed: Sequence[Source] = (make_source("bridge", "A bridge", "2025-05-01"),)
    more: Sequence[Quote] = ()
    texts: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    histories: list[tuple[str, ...]] = field(default_factory=list)
    threads: set[str] = field(default_factory=set)
    ledger_now: Ledger = field(default_factory=lambda: Ledger(()))
    moves_found: Moves | DatelineError = field(
        default_factory=lambda: UnknownMomentError("There is no build to compare with.")
    )
    since: list[str] = field(default_factory=list)

    def answer(self, question: Request) -> Answer | NoAnswer:
        asked = question.question
        self.asked.append(asked)
        self.requests.append(question)
        self.histories.append(question.history)
        self.threads.add(threading.current_thread().name)
        return self.answers.get(asked) or NoAnswer(asked, Silence.NOT_SAID)

    def further(self, question: Request, shown: Collection[Place], count: int) -> Further:
        self.requests.append(question)
        new = [q for q in self.more if Place(q.doc_id, q.span) not in shown]
        return Further(tuple(new[:count]), len(new) > count)

    def context(self, place: Place) -> Context:
        article, _ = self.article(place.doc_id)
        span = place.span
        words = article.text[span.start : span.end]
        if not words:
            raise QuoteMismatchError(place.doc_id, span.start, span.end)
        quote = Quote(place.doc_id, span, words, 1.0)
        whole = Excerpt(Span(0, len(article.text)), article.text, after_gap=False)
        return Context(quote, (whole,))

    def article(self, doc_id: str) -> tuple[Article, tuple[Furniture, ...]]:
        if doc_id not in self.texts:
            raise UnknownArticleError(doc_id)
        text = self.texts[doc_id]
        whole = Span(0, len(text))
        article = Article(doc_id, None, text, None, None, f"{doc_id}.txt", whole)
        at = text.find("ADVERT")
        advert = Furniture(Span(at, at + 6), FurnitureKind.ADVERT)
        return article, (advert,) if at >= 0 else ()

    def sources(self) -> Sequence[Source]:
        return self.listed

    def summary(self) -> IndexSummary:
        return IndexSummary(
            generation="20260102-abc",
            articles=len(self.listed),
            passages=12,
            newest=max((s.published for s in self.listed if s.published), default=None),
            built_at="2026-01-02T03:04:05Z",
            model="all-MiniLM-L6-v2",
        )

    def ledger(self) -> Ledger:
        return self.ledger_now

    def moves(self, since: str) -> Moves:
        self.since.append(since)
        if isinstance(self.moves_found, DatelineError):
            raise self.moves_found
        return self.moves_found


class BlockingArchive(FakeArchive):
    """Holds every answer until `release` is set; `begun` counts those it has started on."""

    def __init__(self) -> None:
        super().__init__()
        self.release = threading.Event()
        self.begun = threading.Semaphore(0)

    def answer(self, question: Request) -> Answer | NoAnswer:
        self.begun.release()
        assert self.release.wait(10), "nobody released the archive"
        return super().answer(question)


class RaisingArchive(FakeArchive):
    """Raises what `error()` makes, for every question."""

    def __init__(self, error: Callable[[], BaseException]) -> None:
        super().__init__()
        self._error = error

    def answer(self, question: Request) -> Answer | NoAnswer:  # noqa: ARG002 - any question
        raise self._error()


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now
