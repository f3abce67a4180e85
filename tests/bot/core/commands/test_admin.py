"""The commands for admins: rebuild, feedback, forget."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from bot.core.call import CommandName, Platform
from bot.core.commands.feedback import COLUMNS
from bot.core.errors import AlreadyRebuildingError, InvalidInputError
from bot.core.reply import FeedbackList, Notice, Rebuilding
from tests.bot.core.commands.running import reply_to
from tests.bot.fakes import FakeArchive, FakeBuild, make_services

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


@pytest.mark.parametrize(("typed", "full"), [("", False), ("update", False), (" FULL ", True)])
def test_a_build_is_begun_and_not_waited_for(typed: str, full: bool) -> None:
    build = FakeBuild()
    services = make_services(FakeArchive(), build)
    assert reply_to(services, CommandName.REBUILD, typed).body == Rebuilding(full=full)
    with pytest.raises(AlreadyRebuildingError):
        reply_to(services, CommandName.REBUILD, typed)
    build.go.set()
    assert services.rebuilder.outcome
    assert services.rebuilder.outcome.result(10) == build.report
    assert build.fulls == [full]


def test_anything_but_update_and_full_is_refused(services: Services) -> None:
    with pytest.raises(InvalidInputError, match="“update”"):
        reply_to(services, CommandName.REBUILD, "everything")


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
