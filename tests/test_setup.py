"""What `make` installs on a newcomer's machine, when, and what it says where it can't."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.checkout import LOCKS, Checkout, make_checkout

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return make_checkout(tmp_path)


def test_running_installs_no_development_tools(checkout: Checkout) -> None:
    checkout.make("run")

    assert not any("requirements-dev.txt" in call for call in checkout.installs())


def test_the_second_time_nothing_is_installed(checkout: Checkout) -> None:
    checkout.make("test")
    checkout.calls()

    assert checkout.make("run").returncode == 0
    assert checkout.make("test").returncode == 0
    assert checkout.calls() == [
        "[-m][bot]",
        "[-m][pytest][--numprocesses][auto][--dist][worksteal]",
    ]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_changed_lock_file_is_installed(checkout: Checkout, lock: str) -> None:
    checkout.make("test")
    checkout.calls()
    later = (checkout.folder / ".venv" / ".dev").stat().st_mtime + 1
    os.utime(checkout.folder / lock, (later, later))

    assert checkout.make("test").returncode == 0
    assert any(f"[{lock}]" in call for call in checkout.installs())


@pytest.mark.parametrize("lock", LOCKS)
def test_an_interrupted_setup_goes_on_the_next_time(checkout: Checkout, lock: str) -> None:
    failed = checkout.make("test", fail_at=lock)

    assert failed.returncode != 0
    assert "It needs the internet once" in failed.stderr
    assert ".dev" not in checkout.stamps()
    checkout.calls()

    assert checkout.make("test").returncode == 0
    assert any(f"[{lock}]" in call for call in checkout.installs())
    assert ".dev" in checkout.stamps()


def test_a_virtual_environment_that_could_not_be_made_is_removed(checkout: Checkout) -> None:
    assert checkout.make("run", fail_at="-m venv").returncode != 0
    assert not (checkout.folder / ".venv").exists()


def test_a_virtual_environment_whose_python_is_gone_is_made_again(checkout: Checkout) -> None:
    checkout.make("run")
    checkout.calls()
    python = checkout.folder / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python3")

    assert checkout.make("run").returncode == 0
    calls = checkout.calls()
    assert any("[-m][venv]" in call for call in calls)
    assert any("[requirements.txt]" in call for call in calls)


def test_a_python_without_venv_is_told_which_package_to_install(checkout: Checkout) -> None:
    done = checkout.make("run", fail_at="import ensurepip")

    assert done.returncode != 0
    assert "sudo apt install python3-venv" in done.stderr


def test_a_python_that_is_too_old_is_told_what_is_needed(checkout: Checkout) -> None:
    done = checkout.make("run", fail_at="version_info")

    assert done.returncode != 0
    assert "needs Python 3.11, 3.12, 3.13 or 3.14" in done.stderr


def test_a_python_can_be_named(checkout: Checkout) -> None:
    other = checkout.folder / "other python"
    shutil.copy(checkout.path / "python3", other)
    (checkout.path / "python3").unlink()

    assert checkout.make("run", f"PYTHON={other}").returncode == 0


@pytest.mark.skipif(os.uname().sysname != "Linux", reason="elsewhere PyPI's torch has no CUDA")
def test_torch_comes_from_its_index_of_cpu_builds_and_alone(checkout: Checkout) -> None:
    checkout.make("run")

    (call,) = (call for call in checkout.installs() if "requirements-torch.txt" in call)
    assert "[--index-url][https://download.pytorch.org/whl/cpu]" in call
    assert "[--no-deps]" in call


def test_torch_with_cuda_is_a_choice_that_is_remembered(checkout: Checkout) -> None:
    assert checkout.make("setup", "TORCH=gpu").returncode == 0
    (call,) = (call for call in checkout.installs() if "requirements-torch.txt" in call)
    assert "download.pytorch.org" not in call
    assert "[--no-deps]" not in call

    checkout.make("run")
    assert checkout.calls() == ["[-m][bot]"]


@pytest.mark.parametrize(("first", "then"), [("cpu", "gpu"), ("gpu", "cpu")])
def test_another_build_of_torch_replaces_the_one_before(
    checkout: Checkout, first: str, then: str
) -> None:
    checkout.make("setup", f"TORCH={first}")
    checkout.calls()

    assert checkout.make("setup", f"TORCH={then}").returncode == 0
    calls = checkout.calls()
    removed = next(i for i, call in enumerate(calls) if "[uninstall]" in call)
    installed = next(i for i, call in enumerate(calls) if "requirements-torch.txt" in call)
    assert removed < installed
    assert checkout.stamps() == {f".torch-{then}", ".run"}


def test_a_build_of_torch_that_is_not_there_is_refused(checkout: Checkout) -> None:
    done = checkout.make("run", "TORCH=tpu")

    assert done.returncode != 0
    assert 'TORCH is "cpu" or "gpu", not "tpu"' in done.stderr
