"""What the index holds, and whether it is out of date."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.index.command_line import Town
    from tests.index.fakes import FakeEmbedder


def test_status_tells_what_was_skipped_and_what_has_changed(town: Town) -> None:
    (town.articles / "blank.txt").write_bytes(b"")
    town.build()
    (town.articles / "ferry.txt").unlink()

    plain = town.index("status")
    state = json.loads(town.index("status", "--json").out)

    assert (state["articles"], state["passages"], state["sentences"]) == (3, 3, 6)
    assert [one["path"] for one in state["skipped"]] == ["blank.txt"]
    assert state["outdated"] == "1 file changed"
    assert state["bytes"] > 1_000
    assert "skipped:    blank.txt: is empty\n" in plain.out
    assert "state:      out of date (1 file changed); update it with: " in plain.out


def test_status_needs_no_model(built_town: Town) -> None:
    def fail(name: str) -> FakeEmbedder:
        raise AssertionError(name)

    assert built_town.index("status", load=fail).code == 0
    assert built_town.index("show", "bridge", load=fail).code == 0
