"""What Prometheus is told: `Metrics` counts what it hears of, and reads the rest when asked.

    counted and timed      calls, stages, acknowledgements, quote checks, builds
    read when asked        the line, the index that answers, the connection, the process

No label has values that a stranger could choose, so their number stays small.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from bot.core.observing import BuildResult, Heard, Stage
from index.clock import utc_now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.core.call import CommandName, Platform
    from bot.core.live_archive import LiveArchive

CONTENT_TYPE: Final = CONTENT_TYPE_LATEST

STAGES: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
ACKNOWLEDGEMENTS: Final = (0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 5.0)
"""Seconds. Discord gives up on an interaction after three."""

BUILDS: Final = (1.0, 5.0, 15.0, 60.0, 300.0, 900.0, 3_600.0)


class Metrics:
    """An `Observer`. Safe for several threads; lives as long as the process."""

    def __init__(self, registry: CollectorRegistry) -> None:
        """`registry` holds nothing of others; it has the process's own figures from here on."""
        self._registry = registry
        self._calls = Counter(
            "dateline_calls_total", "Calls, by what became of them.",
            ("command", "platform", "outcome"), registry=registry,
        )  # fmt: skip
        self._stages = Histogram(
            "dateline_stage_seconds", "Time that calls spent in each stage.",
            ("stage",), registry=registry, buckets=STAGES,
        )  # fmt: skip
        self._acknowledgements = Histogram(
            "dateline_ack_seconds", "Time until those who asked could see that they were heard.",
            ("heard",), registry=registry, buckets=ACKNOWLEDGEMENTS,
        )  # fmt: skip
        self._quote_check_failures = Counter(
            "dateline_quote_check_failures_total",
            "Quotes that were not in their article, and not sent.", registry=registry,
        )  # fmt: skip
        self._builds = Counter(
            "dateline_builds_total", "Builds of the index, by how they ended.",
            ("result",), registry=registry,
        )  # fmt: skip
        self._build_times = Histogram(
            "dateline_build_seconds", "Time that builds took, however they ended.",
            registry=registry, buckets=BUILDS,
        )  # fmt: skip
        # There from the start, so that the first of its kind shows as a step and not as a start.
        for stage in Stage:
            self._stages.labels(stage)
        for heard in Heard:
            self._acknowledgements.labels(heard)
        for result in BuildResult:
            self._builds.labels(result)
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=registry)

    def called(self, command: CommandName, platform: Platform, outcome: str) -> None:
        """As `Observer.called`."""
        self._calls.labels(command, platform, outcome).inc()

    def took(self, stage: Stage, seconds: float) -> None:
        """As `Observer.took`."""
        self._stages.labels(stage).observe(seconds)

    def acknowledged(self, heard: Heard, seconds: float) -> None:
        """As `Observer.acknowledged`."""
        self._acknowledgements.labels(heard).observe(seconds)

    def quote_check_failed(self) -> None:
        """As `Observer.quote_check_failed`."""
        self._quote_check_failures.inc()

    def built(self, result: BuildResult, seconds: float) -> None:
        """As `Observer.built`."""
        self._builds.labels(result).inc()
        self._build_times.observe(seconds)

    def read(
        self,
        archive: LiveArchive,
        waiting: Callable[[], int],
        is_connected: Callable[[], bool],
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        """Look at these whenever `written` is called. Once only."""
        self._registry.register(_Standing(archive, waiting, is_connected, now))

    def written(self) -> bytes:
        """Everything, in Prometheus' text form; see `CONTENT_TYPE`."""
        return generate_latest(self._registry)


def fresh_metrics() -> Metrics:
    """With a registry of their own: the library's has what any other part of a process puts in."""
    return Metrics(CollectorRegistry())


class _Standing(Collector):
    """How things stand at the moment of asking. Waits for no thread."""

    def __init__(
        self,
        archive: LiveArchive,
        waiting: Callable[[], int],
        is_connected: Callable[[], bool],
        now: Callable[[], datetime],
    ) -> None:
        self._archive = archive
        self._waiting = waiting
        self._is_connected = is_connected
        self._now = now

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Called by the registry."""
        yield _gauge("queue_length", "Calls that wait in line.", self._waiting())
        yield _gauge("connected", "1 while the platform is connected.", self._is_connected())
        summary = self._archive.summary
        yield _gauge("articles", "Articles that are searched.", summary.articles if summary else 0)
        if summary is None:
            return
        age = self._now() - datetime.fromisoformat(summary.built_at)
        yield _gauge("index_age_seconds", "Since the index was built.", age.total_seconds())
        which = GaugeMetricFamily(
            "dateline_index_info", "Which index answers.", labels=("generation", "model")
        )
        which.add_metric((summary.generation, summary.model), 1)
        yield which


def _gauge(name: str, what: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"dateline_{name}", what, value=value)
