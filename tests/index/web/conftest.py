"""Fixtures for tests of what comes from the web."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.index.web.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    return articles


@pytest.fixture
def site() -> Iterator[Site]:
    """A site on this machine, with no page yet."""
    with Site() as one:
        yield one
