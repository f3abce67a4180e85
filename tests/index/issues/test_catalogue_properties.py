"""Whatever a file holds, what comes of it is a catalogue or CatalogueError."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import CatalogueError
from index.issues.catalogue_file import MAX_ISSUES, catalogue_at
from tests.index.issues.test_catalogue import GOOD

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def _check(path: Path, content: bytes) -> None:
    """A catalogue that keeps its promises, or the one error."""
    path.write_bytes(content)
    with contextlib.suppress(CatalogueError):
        catalogue = catalogue_at(str(path))
        assert 0 < len(catalogue.topics) <= MAX_ISSUES
        assert all(topic.terms and topic.issue.title.strip() for topic in catalogue.topics)


PIECES = st.sampled_from(
    [
        *("[[issues]]\n", "[issues]\n", "[[parties]]\n", "[negotiation]\n", "[", "]]", "\n", "\r"),
        *('id = "a"\n', 'title = "A"\n', 'settled_by = "S."\n', 'terms = ["a"]\n', "not = ", "["),
        *('name = "N"\n', 'aliases = ["N"]\n', "named = ", '["x ~ y"]', "issues.id = 1\n", "{}"),
        *("terms = ", "issues = [", "{id = 1}", ", ", "1979-13-40", "1e999", "nan", "true", "0x"),
        *('"""', "'", "\\", "\\ud800", "é", "\x00", "\u2028", "#", "=", ".", '"line 9"', "a" * 90),
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=40))
def test_random_toml_gives_a_catalogue_or_that_error(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    _check(tmp_path_factory.getbasetemp() / "random.toml", text.encode("utf-8", "surrogatepass"))


@settings(max_examples=200)
@given(st.integers(0, len(GOOD)), st.integers(0, 40), st.lists(PIECES, max_size=2).map("".join))
def test_a_catalogue_with_a_slip_of_the_pen_gives_one_or_that_error(
    tmp_path_factory: pytest.TempPathFactory, at: int, cut: int, typed: str
) -> None:
    text = GOOD[:at] + typed + GOOD[at + cut :]
    _check(tmp_path_factory.getbasetemp() / "slip.toml", text.encode())


@given(st.binary(max_size=80))
def test_random_bytes_give_that_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    _check(tmp_path_factory.getbasetemp() / "bytes.toml", content)
