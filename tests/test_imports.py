"""Foreign libraries: one file imports each, and `pyproject.toml` names it.

What `lint-imports` can't say in general is said here; the layers are checked there.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections import defaultdict
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parent.parent
OURS = ("bot", "index")

IMPORTED_IN_SEVERAL = {
    "aiohttp",  # it serves /metrics, and its errors are met on the way to Discord
    "bm25s",  # its stop words are those of all terms, not of the word search alone
    "httpx",  # its URL is what addresses are taken apart with; import-linter guards its package
    "numpy",  # vectors are numpy arrays wherever they go
    "slack_sdk",  # the files of its adapter, guarded likewise; slack_bolt is in one of them
    "discord",  # the files of its adapter, a package that import-linter guards
    "rich",  # its Text is what the console's files hand to each other
    "dotenv",  # both starts of the program load .env
}

USED_WITHOUT_IMPORT = {
    "lxml-html-clean",  # a part of trafilatura's that older pips miss
}


@cache
def foreign_imports() -> dict[str, set[str]]:
    """Each foreign top-level package and the files that import it."""
    files = defaultdict[str, set[str]](set)
    for path in (path for package in OURS for path in (ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Import(names=names):
                    modules = [name.name for name in names]
                case ast.ImportFrom(module=str(module), level=0):
                    modules = [module]
                case _:
                    continue
            for top in {module.split(".")[0] for module in modules}:
                if top not in sys.stdlib_module_names and top not in OURS:
                    files[top].add(str(path.relative_to(ROOT)))
    return dict(files)


@cache
def _distributions() -> Mapping[str, list[str]]:
    """The distributions that each installed package is from; all that is installed is read."""
    return packages_distributions()


def _declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["slack"]]
    return {canonicalize_name(Requirement(line).name) for line in lines}


@pytest.mark.parametrize(("library", "files"), sorted(foreign_imports().items()))
def test_a_library_is_imported_in_one_file(library: str, files: set[str]) -> None:
    assert len(files) == 1 or library in IMPORTED_IN_SEVERAL


@pytest.mark.parametrize("library", sorted(foreign_imports()))
def test_an_imported_library_is_declared(library: str) -> None:
    distributions = _distributions()
    assert library in distributions, f"{library} is not installed"

    assert {canonicalize_name(name) for name in distributions[library]} & _declared()


def test_a_declared_library_is_imported() -> None:
    distributions = _distributions()
    imported = {
        canonicalize_name(name)
        for library in foreign_imports()
        for name in distributions.get(library, [])
    }

    assert _declared() - imported == USED_WITHOUT_IMPORT
