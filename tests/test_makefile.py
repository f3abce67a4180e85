"""The commands of the Makefile: what each starts, and that a question arrives as it was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.checkout import Checkout, make_checkout

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return make_checkout(tmp_path)


def test_make_alone_lists_the_commands(checkout: Checkout) -> None:
    done = checkout.make()

    assert done.returncode == 0
    for command in ("setup", "run", "ask", "test", "chaos", "check", "bench", "lock"):
        assert f"make {command} " in done.stdout
    assert not checkout.calls()


@pytest.mark.parametrize(
    ("command", "started"),
    [
        ("run", "[-m][bot]"),
        ("test", "[-m][pytest][--numprocesses][auto][--dist][worksteal]"),
        ("chaos", "[-m][tests.chaos]"),
        ("bench", "[-m][benchmarks]"),
    ],
)
def test_a_command_sets_up_what_it_needs_and_then_starts(
    checkout: Checkout, command: str, started: str
) -> None:
    assert checkout.make(command).returncode == 0

    calls = checkout.calls()
    assert calls[-1] == started
    assert any("[-m][venv]" in call for call in calls)


def test_ask_without_a_question_says_how_to_ask(checkout: Checkout) -> None:
    done = checkout.make("ask")

    assert done.returncode == 2
    assert 'make ask Q="' in done.stderr


TYPED = 'Who\'s|"he"|$5|$$|$(HOME)|${HOME}|`id`|\\|#1|100%|a;b|&|<x>|*|!|-h|é|“word”|U.S.|=|:|~'


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    parts=st.lists(st.sampled_from([*TYPED.split("|"), "|"]), min_size=1),
    separator=st.sampled_from([" ", "", "  "]),
)
def test_a_question_reaches_the_program_as_it_was_typed(
    checkout: Checkout, parts: list[str], separator: str
) -> None:
    question = separator.join(parts)

    assert checkout.make("ask", f"Q={question}").returncode == 0
    assert checkout.calls()[-1] == f"[-m][index][ask][--build][--][{question}]"
