"""The same terminal for every test of the bot, whatever the machine says about its own."""

from __future__ import annotations

import pytest

import index.build  # noqa: F401 - so that no fake build takes the time to load the engine


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "COLORTERM", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("LOG_LEVEL", raising=False)
