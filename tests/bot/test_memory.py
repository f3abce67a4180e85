"""Errors that come of memory that was refused, told from all others."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from bot.memory import limit_memory, ran_out
from index.errors import ModelMissingError, StoreUnwritableError

if TYPE_CHECKING:
    from pathlib import Path


def led_to(cause: BaseException, error: BaseException) -> BaseException:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes"),
        RuntimeError("std::bad_alloc"),
        RuntimeError("can't start new thread"),
        ImportError("libtorch_python.so: cannot map zero-fill pages"),
        OSError(errno.ENOMEM, "Cannot allocate memory"),
    ],
)
def test_memory_that_was_refused_is_known_by_the_error_and_by_what_it_led_to(
    error: BaseException, tmp_path: Path
) -> None:
    assert ran_out(error)
    assert ran_out(led_to(error, ModelMissingError("x", "it broke")))
    assert ran_out(led_to(error, StoreUnwritableError(tmp_path, "why")))


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        RuntimeError("mat1 and mat2 shapes cannot be multiplied"),
        ModelMissingError("x", "is not there"),
    ],
)
def test_other_errors_are_not_taken_for_it(error: BaseException) -> None:
    assert not ran_out(error)


def test_no_limit_is_none() -> None:
    limit_memory(0)
    assert len(bytearray(50_000_000)) == 50_000_000
