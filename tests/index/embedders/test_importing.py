"""Garbage is left where it is during an import, and looked for again after it."""

from __future__ import annotations

import gc

import pytest

from index.embedders.importing import garbage_left


def test_nobody_looks_for_garbage_meanwhile_and_all_is_as_before_then() -> None:
    assert gc.isenabled()
    with garbage_left():
        assert not gc.isenabled()
        with garbage_left():
            pass
        assert not gc.isenabled(), "the inner one found it so"
    assert gc.isenabled()


def test_so_it_is_after_an_import_that_fails() -> None:
    with pytest.raises(ImportError), garbage_left():
        raise ImportError
    assert gc.isenabled()
