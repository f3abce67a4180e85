"""A catalogue is read whole, or refused with the line and a cure."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

import pytest

from index.errors import CatalogueError
from index.issues.catalogue_file import (
    MAX_BYTES,
    MAX_ISSUES,
    MAX_TITLE,
    SHIPPED,
    catalogue_at,
    digest_of,
)

if TYPE_CHECKING:
    from pathlib import Path

    from index.issues.catalogue import Catalogue

GOOD = """\
[negotiation]
named = ["Tarn"]
begins = 2025-09-29

[[parties]]
name = "Kestria"
aliases = ["Kestria", "Kestrian"]

[[parties]]
name = "Tarn Front"
aliases = ["Tarn Front"]

[[issues]]
id = "old-bridge"
title = "The  old bridge"
settled_by = "It is open."
terms = ["bridge/span", "river ~ cross*"]
not = ["bridge loan"]

[[issues]]
id = "port"
title = "The port"
settled_by = "Ships land."
terms = ["port"]
described = false
"""
HERE = "#<<"
"""Stands on the line that an error has to name."""


def _read(tmp_path: Path, content: str | bytes) -> Catalogue:
    path = tmp_path / "issues.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return catalogue_at(str(path))


def _refused(tmp_path: Path, content: str | bytes) -> str:
    """What the error says behind the name of the file."""
    with pytest.raises(CatalogueError) as caught:
        _read(tmp_path, content)
    return str(caught.value).removeprefix(str(tmp_path / "issues.toml"))


def test_the_shipped_catalogue_has_its_twelve_issues() -> None:
    catalogue = catalogue_at("")

    assert [topic.issue.id for topic in catalogue.topics] == [
        *("hamas-disarmament", "stabilization-force", "transitional-government", "peace-council"),
        *("israeli-withdrawal", "rafah-crossing", "last-hostage-remains", "rafah-tunnel-fighters"),
        *("humanitarian-aid", "ceasefire-violations", "reconstruction", "phase-two-start"),
    ]
    assert [topic.issue.id for topic in catalogue.topics if not topic.described] == [
        "phase-two-start"
    ]
    assert {"Israel", "Hamas", "United States"} <= {party.name for party in catalogue.parties}
    for topic in catalogue.topics:  # what would settle it is one line, as in a list
        assert topic.issue.settled_by.endswith(".")
        assert len(topic.issue.settled_by) <= 100


def test_no_two_parties_of_the_shipped_catalogue_share_a_name() -> None:
    aliases = [alias for party in catalogue_at("").parties for alias in party.aliases]
    assert len(set(aliases)) == len(aliases)


def test_a_catalogue_says_what_its_file_says(tmp_path: Path) -> None:
    catalogue = _read(tmp_path, GOOD)
    bridge, port = catalogue.topics

    assert [phrase.typed for phrase in catalogue.named] == ["Tarn"]
    assert catalogue.begins == date(2025, 9, 29)
    assert [(party.name, party.aliases) for party in catalogue.parties] == [
        ("Kestria", ("Kestria", "Kestrian")),
        ("Tarn Front", ("Tarn Front",)),
    ]
    assert (bridge.issue.id, bridge.issue.title) == ("old-bridge", "The old bridge")
    assert [term.typed for term in bridge.terms] == ["bridge/span", "river ~ cross*"]
    assert [phrase.typed for phrase in bridge.exceptions] == ["bridge loan"]
    assert (bridge.described, port.described, port.exceptions) == (True, False, ())


def test_the_digest_is_of_the_bytes(tmp_path: Path) -> None:
    catalogue = _read(tmp_path, GOOD)
    path = str(tmp_path / "issues.toml")

    assert catalogue.digest == digest_of(path)
    assert catalogue.digest == hashlib.sha256(GOOD.encode()).hexdigest()[:16]
    assert _read(tmp_path, GOOD + "# more\n").digest != catalogue.digest
    assert digest_of("") == hashlib.sha256(SHIPPED.read_bytes()).hexdigest()[:16]


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf" + GOOD.encode(), GOOD.replace("\n", "\r\n")])
def test_files_of_windows_are_read(tmp_path: Path, content: str | bytes) -> None:
    assert len(_read(tmp_path, content).topics) == 2


def test_negotiation_and_parties_may_be_left_out(tmp_path: Path) -> None:
    catalogue = _read(tmp_path, GOOD[GOOD.index("[[issues]]") :])
    assert (catalogue.named, catalogue.begins, catalogue.parties) == ((), None, ())


TEXT = 'is missing or no text; write {} = "…"'
TEXTS = 'is missing or no list of texts; write {} = ["…", "…"]'
TERM = 'where a word is letters or digits, with "*" at its end only; write words, "a/b" for either'
HEAD = '[[issues]]\nid = "port"\n'


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"Ships land."', '"Ships land. #<<', "is not valid TOML"),
        ('"Ships land."', "Ships land. #<<", "correct that line"),
        ('id = "port"', 'id = "port"\nid = "quay" #<<', "is not valid TOML"),
        ("[negotiation]", "extra = 1 #<<\n[negotiation]", "the file can't have 'extra'; what it"),
        ("[negotiation]", '[negotiations] #<<\nnamed = "a"\n[negotiation]', "what it can have"),
        ('named = ["Tarn"]', 'names = ["Tarn"] #<<', "[negotiation] can't have 'names'"),
        ('named = ["Tarn"]', "named = [] #<<", TEXTS.format("named")),
        ('named = ["Tarn"]', 'named = "Tarn" #<<', TEXTS.format("named")),
        ('named = ["Tarn"]', 'named = ["Ta*rn"] #<<', TERM),
        ("2025-09-29", '"soon" #<<', "begins is 'soon', which is no date; write \"2025-09-29\""),
        ("2025-09-29", "2025-09-29T10:00:00 #<<", "which is no date"),
        ("2025-09-29", "true #<<", "begins is True, which is no date"),
        ('[negotiation]\nnamed = ["Tarn"]\nbegins =', "negotiation = 3 #<<\n# ", "is no table"),
        ('name = "Tarn Front"', "name = 5 #<<", TEXT.format("name")),
        ('aliases = ["Tarn Front"]', 'aliases = ["Tarn Front", " "] #<<', TEXTS.format("aliases")),
        ('aliases = ["Tarn Front"]', 'alias = ["Tarn Front"] #<<', "can't have 'alias'"),
        ('name = "Tarn Front"', "name = 'Kestria' #<<", "two parties have the name 'Kestria'; ren"),
        ('id = "port"', 'id = "old-bridge" #<<', "two issues have the id 'old-bridge'; rename one"),
        ('id = "port"', 'id = "The Port" #<<', "'The Port' is no id; use small letters, digits"),
        ('id = "port"', 'id = "port-" #<<', "'port-' is no id"),
        ('id = "port"', 'id = "pört" #<<', "'pört' is no id"),
        ('id = "port"', 'id = "" #<<', TEXT.format("id")),
        ('id = "port"', "id = 7 #<<", TEXT.format("id")),
        ('id = "port"', 'id = "chart" #<<', "'chart' can be no id; chart, since, unlisted mean"),
        (HEAD, "[[issues]] #<<\n", TEXT.format("id")),
        # Not the line of the next table's key.
        ('[[issues]]\nid = "old-bridge"\ntitle = "The  old bridge"',
         '[[issues]] #<<\nid = "old-bridge"', TEXT.format("title")),
        ('[[issues]]\nid = "old-bridge"', "[[issues]] #<<", TEXT.format("id")),
        ('["bridge/span", "river ~ cross*"]', '["bridge*", "-"] #<<', TERM),
        ('["bridge loan"]', '["*"] #<<', TERM),
        ("[negotiation]", '["line 9"]\n["line 9"] #<<\n[negotiation]', "is not valid TOML"),
        ("[negotiation]", "[other.table] #<<\n[negotiation]", "the file can't have 'other'"),
        ('aliases = ["Tarn Front"]', 'aliases = ["Kestrian"] #<<', "names Kestria and Tarn Front"),
        (HEAD + 'title = "The port"\n', '[[issues]] #<<\nid = "port"\n', TEXT.format("title")),
        ('"The port"', f'"{"p" * (MAX_TITLE + 1)}" #<<', "has 81 characters; use 80 at most"),
        ('"The port"', '" \\n " #<<', TEXT.format("title")),
        ('"Ships land."', "false #<<", TEXT.format("settled_by")),
        ('terms = ["port"]', "terms = [] #<<", TEXTS.format("terms")),
        ('terms = ["port"]', 'terms = ["port", 5] #<<', TEXTS.format("terms")),
        ('terms = ["port"]', 'terms = "port" #<<', TEXTS.format("terms")),
        ('["port"]', '["port", "po*rt"] #<<', TERM),
        ('["port"]', '[\n"port",\n"port//quay", #<<\n]', TERM),
        ('["port"]', '[\n"port",\n"port ~", #<<\n]', 'has nothing on one side of "~"; write'),
        ('["bridge loan"]', '["bridge loan", "!"] #<<', TERM),
        ('["bridge loan"]', "[] #<<", TEXTS.format("not")),
        ("described = false", 'described = "no" #<<', "neither true nor false; write described ="),
        ("described = false", "described = 0 #<<", "neither true nor false"),
        ("described = false", "describe = false #<<", "[[issues]] can't have 'describe'; what it"),
    ],
)  # fmt: skip
def test_a_bad_catalogue_is_refused_with_its_line_and_a_cure(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    bad = GOOD.replace(old, new)
    line = bad[: bad.index(HERE)].count("\n") + 1

    error = _refused(tmp_path, bad)

    assert error.startswith(f", line {line}: ")
    assert said in error


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", ": has 0 issues; give it one to 50, each below a line [[issues]]"),
        (GOOD + "\0", f", line {GOOD.count(chr(10)) + 1}: is not valid TOML"),
        (GOOD.encode() + b"\n# \xff", f", line {GOOD.count(chr(10)) + 2}: is not UTF-8; save"),
        (GOOD.replace("[[parties]]", "[parties]", 1).partition("[[parties]]")[0], ", line 5: par"),
        ("issues = 5", ", line 1: issues is no list of tables; write [[issues]] above each"),
        ("a = " + "[" * 20_000, ": is not TOML that Python can parse; correct it"),
        ("a = " + "1" * 5_000, ": is not TOML that Python can parse; correct it"),
        ("#" * (MAX_BYTES + 1), ": is larger than 1,000,000 bytes; is it a catalogue?"),
        (
            "".join(GOOD[GOOD.index(HEAD) :].replace("port", f"p{n}") for n in range(51)),
            ": has 51 issues; give it one to 50",
        ),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused(
    tmp_path: Path, content: str | bytes, said: str
) -> None:
    assert said in _refused(tmp_path, content)


def test_a_file_may_be_as_large_and_have_as_many_issues_as_the_limits_say(tmp_path: Path) -> None:
    one = GOOD[GOOD.index(HEAD) :]
    many = "".join(one.replace("port", f"p{n}") for n in range(MAX_ISSUES))
    full = many + "#" * (MAX_BYTES - len(many))
    assert len(_read(tmp_path, full).topics) == MAX_ISSUES


def test_other_ends_of_lines_than_those_of_toml_are_not_counted(tmp_path: Path) -> None:
    bad = GOOD.replace("It is open.", "It is\u2028open.").replace('"The port"', "5")
    line = GOOD[: GOOD.index("The port")].count("\n") + 1
    assert _refused(tmp_path, bad).startswith(f", line {line}: title is missing")


def test_a_home_that_isn_t_there_and_a_name_that_is_no_file_s_are_told() -> None:
    for path in ("~no-such-user-here/issues.toml", "a\0b"):
        for read in (catalogue_at, digest_of):
            with pytest.raises(CatalogueError, match="leave ISSUES_FILE empty"):
                read(path)


def test_what_can_t_be_read_is_told_with_a_cure(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.toml"):
        for read in (catalogue_at, digest_of):
            with pytest.raises(CatalogueError, match=r"can't be read .*put a catalogue there, or"):
                read(str(path))
