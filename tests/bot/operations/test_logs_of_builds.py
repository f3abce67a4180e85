"""A build is a process of its own; it is counted and logged as everything else is."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from bot import wiring
from bot.core.errors import BuildAbortedError
from bot.core.observing import BuildResult
from bot.settings import LogFormat, LogLevel, Settings
from bot.wiring import open_services
from tests.bot.operations.looking import Notebook
from tests.index.shelf import Shelf, make_shelf

if TYPE_CHECKING:
    from pathlib import Path

    from index.embedders.base import Embedder

TOKEN = "a.token.of-nobody"  # noqa: S105 - opens nothing
ARTICLE = "Quokkas outnumber residents"


def break_off(name: str) -> Embedder:  # noqa: ARG001 - a loader's shape
    """A model with a mistake in it, that it tells with words of an article."""
    raise ZeroDivisionError(f"{ARTICLE}; {TOKEN}")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return make_shelf(tmp_path)


def failed(shelf: Shelf, level: LogLevel) -> Notebook:
    """What is told of a first build that breaks off in the middle."""
    notebook = Notebook()
    settings = Settings(
        articles_dir=shelf.articles,
        store_dir=shelf.store,
        state_file=shelf.store / "state",
        log_level=level,
        log_format=LogFormat.JSON,
        discord_token=TOKEN,
    )
    console = Console(file=io.StringIO())
    services = open_services(settings, console, wait=False, observer=notebook)
    try:
        assert services.rebuilder.outcome is not None
        with pytest.raises(BuildAbortedError):
            services.rebuilder.outcome.result(60)
    finally:
        for one in services.background:
            one.close()
    return notebook


@pytest.mark.parametrize("level", [LogLevel.WARNING, LogLevel.DEBUG])
def test_a_build_that_breaks_off_is_counted_and_leaves_a_line_without_what_nobody_should_read(
    shelf: Shelf,
    level: LogLevel,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(wiring, "load_model", break_off)
    notebook = failed(shelf, level)
    [(result, seconds)] = notebook.builds
    assert result is BuildResult.FAILED
    assert seconds > 0
    said = capfd.readouterr().err
    lines = [json.loads(line) for line in said.splitlines()]
    [line] = [line for line in lines if line["level"] == "ERROR"]
    assert line["message"] == "the process of the build broke off"
    assert "ZeroDivisionError" in line["exception"]
    assert (ARTICLE in said) is (level is LogLevel.DEBUG)
    assert TOKEN not in said
