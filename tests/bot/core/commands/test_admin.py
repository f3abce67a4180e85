"""The commands for admins: rebuild, feedback, forget."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.core.builds import Task
from bot.core.call import CommandName, Platform
from bot.core.commands.feedback import COLUMNS
from bot.core.errors import AlreadyRebuildingError, InvalidInputError, NothingRunsError
from bot.core.observing import BuildResult
from bot.core.reply import FeedbackList, Notice, Rebuilding, Rebuilt, Status, WentBack
from index.errors import StoreBusyError
from tests.bot.core.commands.running import reply_to
from tests.bot.fakes import ROLLED_BACK, FakeArchive, FakeBuild, make_services

if TYPE_CHECKING:
    from bot.core.services import Services


@pytest.fixture
def services() -> Services:
    return make_services(FakeArchive())


def asked(services: Services, user: str = "ann") -> str:
    return reply_to(services, CommandName.ASK, "When did it open?", user=user).turn


def feedback(services: Services) -> list[list[str]]:
    body = reply_to(services, CommandName.FEEDBACK).body
    assert isinstance(body, FeedbackList)
    rows = list(csv.reader(io.StringIO(body.csv)))
    assert len(rows) == body.count + 1
    return rows


@pytest.mark.parametrize(
    ("typed", "task", "confirmed"),
    [
        ("", Task.UPDATE, False),
        ("update", Task.UPDATE, False),
        (" FULL ", Task.FULL, False),
        ("full --confirm-loss", Task.FULL, True),
        ("--confirm-loss", Task.UPDATE, True),
    ],
)
def test_a_build_is_begun_and_not_waited_for(typed: str, task: Task, confirmed: bool) -> None:
    build = FakeBuild()
    services = make_services(FakeArchive(), build)
    begun = reply_to(services, CommandName.REBUILD, typed).body
    assert isinstance(begun, Rebuilding)
    assert begun.task is task
    with pytest.raises(AlreadyRebuildingError):
        reply_to(services, CommandName.REBUILD, typed)
    build.go.set()
    assert begun.outcome.result(10) == Rebuilt(build.report)
    assert (build.fulls, build.confirmed) == ([task is Task.FULL], [confirmed])


def test_a_rollback_is_begun_and_not_waited_for(services: Services) -> None:
    begun = reply_to(services, CommandName.REBUILD, "rollback").body
    assert isinstance(begun, Rebuilding)
    assert begun.task is Task.ROLLBACK
    assert begun.outcome.result(10) == WentBack(ROLLED_BACK)


def test_a_build_is_cancelled_by_name() -> None:
    services = make_services(FakeArchive(), FakeBuild())
    begun = reply_to(services, CommandName.REBUILD, "full").body
    assert isinstance(begun, Rebuilding)
    told = reply_to(services, CommandName.REBUILD, "cancel", user_name="Mo").body
    assert isinstance(told, Notice)
    assert told.text == "The build is cancelled."
    assert str(begun.outcome.exception(10)) == "cancelled by Mo"


def test_without_a_build_there_is_nothing_to_cancel(services: Services) -> None:
    with pytest.raises(NothingRunsError, match="No build is running"):
        reply_to(services, CommandName.REBUILD, "cancel")


@pytest.mark.parametrize(
    "typed", ["everything", "full update", "rollback --confirm-loss", "--force", "cancel full"]
)
def test_what_is_no_task_is_refused(services: Services, typed: str) -> None:
    with pytest.raises(InvalidInputError, match="“update”"):
        reply_to(services, CommandName.REBUILD, typed)
    assert services.rebuilder.outcome is None


@pytest.mark.parametrize(
    ("is_admin", "reason"), [(True, "/home/ann/store"), (False, "the log has the reason")]
)
def test_only_admins_are_told_folders_of_the_machine_by_a_build_that_failed(
    is_admin: bool, reason: str
) -> None:
    build = FakeBuild(error=StoreBusyError(Path("/home/ann/store")))
    build.go.set()
    services = make_services(FakeArchive(), build)
    services.rebuilder.start(full=False, started_by="ann").exception(10)
    body = reply_to(services, CommandName.STATUS, is_admin=is_admin).body
    assert isinstance(body, Status)
    assert body.last_build is not None
    assert body.last_build.result is BuildResult.FAILED
    assert reason in body.last_build.reason
    assert ("/home" in body.last_build.reason) == is_admin


def test_all_are_told_that_a_build_was_cancelled_and_by_whom() -> None:
    services = make_services(FakeArchive(), FakeBuild())
    outcome = services.rebuilder.start(full=False, started_by="ann")
    services.rebuilder.cancel("mo")
    outcome.exception(10)
    body = reply_to(services, CommandName.STATUS).body
    assert isinstance(body, Status)
    assert body.last_build is not None
    assert body.last_build.reason == "cancelled by mo"


def test_before_the_first_build_has_ended_there_is_none_to_tell_of(services: Services) -> None:
    body = reply_to(services, CommandName.STATUS).body
    assert isinstance(body, Status)
    assert (body.rebuilding, body.last_build) == (None, None)


def test_no_feedback_is_a_sentence(services: Services) -> None:
    assert isinstance(reply_to(services, CommandName.FEEDBACK).body, Notice)


def test_feedback_is_a_table_for_spreadsheets(services: Services) -> None:
    turn = asked(services)
    reply_to(services, CommandName.NOT_HELPFUL, 'Says "May",\nnot June', turn=turn)
    heading, row = feedback(services)
    assert tuple(heading) == COLUMNS
    assert row[1:] == ["console", "ann", "When did it open?", "", 'Says "May",\nnot June']
    assert row[0].endswith("+00:00")


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_no_cell_of_feedback_is_a_formula(services: Services, typed: str) -> None:
    reply_to(services, CommandName.NOT_HELPFUL, typed, turn=asked(services))
    assert feedback(services)[1][-1] == f"'{typed}"


def test_a_person_is_forgotten_on_the_platform_of_the_call(services: Services) -> None:
    turn = asked(services)
    reply_to(services, CommandName.NOT_HELPFUL, "hm", turn=turn)
    body = reply_to(services, CommandName.FORGET, "ann", platform=Platform.DISCORD).body
    assert body == reply_to(services, CommandName.FORGET, "nobody").body
    body = reply_to(services, CommandName.FORGET, " ann ").body
    assert isinstance(body, Notice)
    assert body.text == "Deleted 1 question and 1 remark of that person."


def test_forgetting_needs_a_person(services: Services) -> None:
    with pytest.raises(InvalidInputError, match="whose"):
        reply_to(services, CommandName.FORGET, "  ")


def test_a_date_that_is_none_is_refused_with_how_to_write_one(services: Services) -> None:
    with pytest.raises(InvalidInputError, match=r"“2025-13-45” is no date. Write one like"):
        reply_to(services, CommandName.ASK, "When did it open?", as_of="2025-13-45")
