"""What is counted and timed, by Prometheus' own reading of it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import prometheus_client
from prometheus_client.parser import text_string_to_metric_families

from bot.core.call import CommandName, Platform
from bot.core.live_archive import LiveArchive
from bot.core.observing import BuildResult, Heard, Stage
from bot.core.responder import Responder
from bot.operations.metrics import Metrics, fresh_metrics
from index.errors import QuoteMismatchError
from tests.bot.core.asking import QUESTION, answering
from tests.bot.fakes import ROOMY, FakeArchive, RaisingArchive, make_call, make_services

if TYPE_CHECKING:
    from bot.core.archive import Archive

BUILT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
"""When the index of `FakeArchive` was built."""


def samples(metrics: Metrics) -> dict[str, float]:
    """Each sample by its name and labels, as they stand in the text: `name{label="value"}`."""
    found: dict[str, float] = {}
    for family in text_string_to_metric_families(metrics.written().decode()):
        for sample in family.samples:
            labels = ",".join(f'{name}="{value}"' for name, value in sorted(sample.labels.items()))
            found[sample.name + (f"{{{labels}}}" if labels else "")] = sample.value
    return found


def ask(archive: Archive, *texts: str) -> Metrics:
    metrics = fresh_metrics()

    async def talk() -> None:
        with Responder(make_services(archive), ROOMY, observer=metrics) as responder:
            for text in texts:
                await responder.respond(make_call(text))

    asyncio.run(talk())
    return metrics


def test_calls_are_counted_by_command_platform_and_outcome() -> None:
    found = samples(ask(answering(), QUESTION, QUESTION, "What else?"))
    calls = {
        name: value for name, value in found.items() if name.startswith("dateline_calls_total")
    }
    assert calls == {
        'dateline_calls_total{command="ask",outcome="quotes",platform="console"}': 2,
        'dateline_calls_total{command="ask",outcome="not said",platform="console"}': 1,
    }


def test_waiting_and_working_are_timed_for_each_call() -> None:
    found = samples(ask(answering(), QUESTION, "What else?"))
    counts = {stage: found[f'dateline_stage_seconds_count{{stage="{stage}"}}'] for stage in Stage}
    assert counts == {Stage.WAITING: 2, Stage.WORKING: 2, Stage.SENDING: 0}


def test_a_quote_check_that_fails_is_counted() -> None:
    metrics = ask(RaisingArchive(lambda: QuoteMismatchError("bridge", 0, 9)), QUESTION)
    assert samples(metrics)["dateline_quote_check_failures_total"] == 1


def test_what_takes_long_falls_into_the_bucket_of_its_time() -> None:
    metrics = fresh_metrics()
    metrics.took(Stage.SENDING, 0.3)
    metrics.acknowledged(Heard.INTERACTION, 2.7)
    metrics.built(BuildResult.CANCELLED, 100.0)
    found = samples(metrics)
    sending = 'dateline_stage_seconds_bucket{le="%s",stage="sending"}'
    assert (found[sending % "0.25"], found[sending % "0.5"]) == (0, 1)
    interaction = 'dateline_ack_seconds_bucket{heard="interaction",le="%s"}'
    assert (found[interaction % "2.5"], found[interaction % "3.0"]) == (0, 1)
    builds = 'dateline_build_seconds_bucket{le="%s"}'
    assert (found[builds % "60.0"], found[builds % "300.0"]) == (0, 1)


def test_each_result_of_a_build_is_there_from_the_start_and_counted() -> None:
    metrics = fresh_metrics()
    for result in (BuildResult.BUILT, BuildResult.BUILT, BuildResult.ROLLED_BACK):
        metrics.built(result, 1.0)
    found = samples(metrics)
    counts = {
        result: found[f'dateline_builds_total{{result="{result}"}}'] for result in BuildResult
    }
    assert counts == {
        BuildResult.BUILT: 2,
        BuildResult.FAILED: 0,
        BuildResult.CANCELLED: 0,
        BuildResult.ROLLED_BACK: 1,
    }


def test_the_index_the_line_and_the_connection_are_read_at_the_moment_of_asking() -> None:
    metrics, archive, waiting, connected = fresh_metrics(), LiveArchive(), [0], [False]
    metrics.read(
        archive, lambda: waiting[0], lambda: connected[0], lambda: BUILT + timedelta(hours=3)
    )
    before = samples(metrics)
    assert (before["dateline_queue_length"], before["dateline_connected"]) == (0, 0)
    assert before["dateline_articles"] == 0
    assert not [name for name in before if "index" in name]

    archive.replace(FakeArchive())
    waiting[0], connected[0] = 7, True
    after = samples(metrics)
    assert (after["dateline_queue_length"], after["dateline_connected"]) == (7, 1)
    assert after["dateline_articles"] == 1
    assert after["dateline_index_age_seconds"] == 3 * 3_600
    assert after['dateline_index_info{generation="20260102-abc",model="all-MiniLM-L6-v2"}'] == 1


def test_the_process_is_told_of_and_nothing_goes_into_the_librarys_own_registry() -> None:
    found = samples(ask(answering(), QUESTION))
    assert found["process_resident_memory_bytes"] > 0
    own = prometheus_client.generate_latest(prometheus_client.REGISTRY)
    assert b"dateline" not in own


def test_nothing_that_somebody_typed_or_is_called_becomes_a_label() -> None:
    found = samples(ask(answering(), QUESTION, "What else?"))
    assert "bridge" not in str(found)
    assert "ann" not in str(found).split()


def test_every_command_platform_and_result_has_a_name_that_prometheus_takes() -> None:
    metrics = fresh_metrics()
    for command in CommandName:
        for platform in Platform:
            metrics.called(command, platform, 'a "word"\\')
    assert len(samples(metrics)) > len(CommandName) * len(Platform)
