"""SECURITY.md names a test for each attack, and each is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NAMED = re.findall(r"`(tests/[^`]+\.py)::(\w+)`", (ROOT / "SECURITY.md").read_text("utf-8"))


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_the_test_that_is_named_is_there(file: str, name: str) -> None:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    found = (
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    assert name in {node.name for node in found}


def test_every_attack_has_one() -> None:
    rows = (ROOT / "SECURITY.md").read_text("utf-8").partition("| attack | test |")[2].splitlines()
    assert len(rows) > 20
    assert all("::test_" in row for row in rows[2:])
