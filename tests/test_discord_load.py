"""The load on the bot, small, with a fake model, so that its benchmark can not rot unseen."""

from __future__ import annotations

import asyncio
import io
from typing import TYPE_CHECKING

from rich.console import Console

from benchmarks import answer_speed, discord_load
from benchmarks.evals import ROOT
from tests.index.fakes import load_fake

if TYPE_CHECKING:
    from pathlib import Path


def test_a_bot_under_load_has_one_outcome_for_each_question(tmp_path: Path) -> None:
    answer_speed.bring_up_to_date(ROOT / "articles", tmp_path, load_fake)
    figures = asyncio.run(discord_load.measure(tmp_path, load_fake, (8, 16, 24)))
    assert [asked.outcomes for asked in figures.asked] == [1] * 24
    assert all(asked.acknowledged_at is not None for asked in figures.asked)
    assert len(figures.memory) == 2
    output = io.StringIO()
    Console(file=output, width=120).print(discord_load.as_table(figures, (8, 16, 24)))
    assert "24 of 24" in output.getvalue()
