"""The loads on Slack, and on both platforms, small and with a fake model: they can't rot unseen."""

from __future__ import annotations

import asyncio
import io
from typing import TYPE_CHECKING

from rich.console import Console

from benchmarks import answer_speed, both_platforms, slack_load
from benchmarks.evals import ROOT
from tests.index.fakes import load_fake

if TYPE_CHECKING:
    from pathlib import Path

    from rich.table import Table


def printed(table: Table) -> str:
    output = io.StringIO()
    Console(file=output, width=120).print(table)
    return output.getvalue()


def test_a_bot_under_load_has_one_outcome_for_each_question(tmp_path: Path) -> None:
    answer_speed.bring_up_to_date(ROOT / "articles", tmp_path, load_fake)
    figures = asyncio.run(slack_load.measure(tmp_path, load_fake, 16))
    assert [asked.outcomes for asked in figures.asked] == [1] * 16
    assert all(asked.acknowledged < 3 for asked in figures.asked)
    assert (figures.refused, figures.pings) == (0, 0)
    assert "16 of 16" in printed(slack_load.as_table(figures))


def test_one_bot_answers_on_both_platforms_from_one_index(tmp_path: Path) -> None:
    answer_speed.bring_up_to_date(ROOT / "articles", tmp_path, load_fake)
    figures = asyncio.run(both_platforms.measure(tmp_path, load_fake, (16, 40)))
    assert len(figures.discord) + len(figures.slack) == 40
    assert {*figures.discord, *figures.slack} == {1}
    assert len(figures.slack) >= both_platforms.ON_EACH
    assert figures.refused == 0
    assert "Slack: exactly one outcome" in printed(both_platforms.as_table(figures, (16, 40)))
