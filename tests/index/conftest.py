"""Fixtures for tests of the whole engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.index.command_line import Town, make_town

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def built_town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """A town whose index is built. Tests must not change it."""
    town = make_town(tmp_path_factory.mktemp("town"))
    assert town.build().code == 0
    return town


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """A town of one's own, nothing built."""
    return make_town(tmp_path)
