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


def test_status_lists_articles_that_are_copies(town: Town) -> None:
    harvest = (town.articles / "harvest.txt").read_text(encoding="utf-8")
    (town.articles / "wire").mkdir()
    (town.articles / "wire" / "plums.txt").write_text(harvest.replace(" ", "\n"), encoding="utf-8")
    town.build()

    listed = json.loads(town.index("status", "--json").out)["copies"]

    assert listed == [{"ids": ["harvest", "wire/plums"], "kind": "same text"}]
    assert "copies:     harvest, wire/plums (same text)\n" in town.index("status").out


def test_status_counts_what_would_flood_the_terminal(town: Town) -> None:
    ferry = (town.articles / "ferry.txt").read_text(encoding="utf-8")
    for number in range(12):
        for copy in range(2 if number else 7):
            path = town.articles / f"{number:02}-{copy}.txt"
            path.write_text(ferry.replace("Ines", f"Ines{number}"), encoding="utf-8")
    town.build()

    plain = [line for line in town.index("status").out.splitlines() if "copies:" in line]

    assert len(json.loads(town.index("status", "--json").out)["copies"]) == 12
    assert len(plain) == 11
    assert plain[0] == "copies:     00-0, 00-1, 00-2, 00-3, 00-4 and 2 more (same text)"
    assert plain[-1].startswith("copies:     2 more groups; 29 articles have copies in all")


def test_nothing_is_said_of_copies_where_there_are_none(built_town: Town) -> None:
    assert "copies" not in built_town.index("status").out
    assert json.loads(built_town.index("status", "--json").out)["copies"] == []


def test_copies_of_another_index_are_told(town: Town) -> None:
    town.build()
    (path,) = town.store.rglob("copies.json")
    groups = [{"kind": "same text", "articles": [0, 9]}]
    path.write_text(json.dumps({"articles": 10, "groups": groups}), encoding="utf-8")

    done = town.index("status")

    assert done.code == 1
    assert "copies.json" in done.err
    assert "build --full" in done.err


def test_status_needs_no_model(built_town: Town) -> None:
    def fail(name: str) -> FakeEmbedder:
        raise AssertionError(name)

    assert built_town.index("status", load=fail).code == 0
    assert built_town.index("show", "bridge", load=fail).code == 0
