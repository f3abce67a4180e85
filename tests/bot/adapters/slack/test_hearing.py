"""Which events are for the bot, what they ask, and what the commands are called."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.slack.access import Access
from bot.adapters.slack.hearing import (
    Asked,
    asked,
    dated,
    links_text,
    person_in,
    place,
    question_in,
)
from bot.adapters.slack.names import NAMES, Said, named, said
from bot.core import words
from bot.core.call import CommandName
from bot.core.links import links_in

SAID = {
    "type": "app_mention", "user": "UANN", "channel": "C1", "ts": "1.5",
    "text": "<@UBOT> When?",
}  # fmt: skip
SLACKS_OWN = {
    *("/status", "/feedback", "/help", "/who", "/remind", "/search", "/mute", "/leave", "/away"),
    *("/dnd", "/dm", "/msg", "/me", "/invite", "/join", "/open", "/remove", "/rename", "/topic"),
    *("/archive", "/collapse", "/expand", "/apps", "/call", "/star", "/shortcuts", "/prefs"),
    *("/active", "/keys", "/invite_people", "/kick", "/list", "/shrug", "/part", "/close", "/s"),
}


def heard(**about: Any) -> Asked | None:
    """What is heard of a mention of which `about` tells what is not as usual."""
    event = {name: part for name, part in {**SAID, **about}.items() if part is not None}
    return asked({"event_id": "Ev1", "team_id": "T1", "event": event})


# ── is it for us? ────────────────────────────────────────────────────────────────────────────


def test_a_mention_by_a_person_is_for_the_bot() -> None:
    assert heard() == Asked(
        event="Ev1", team="T1", channel="C1", ts="1.5", thread="", user="UANN",
        text="<@UBOT> When?", is_direct=False, holds_files=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    "about",
    [
        {"bot_id": "B2"},
        {"subtype": "bot_message"},
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "channel_join"},
        {"subtype": "something_new"},
        {"user": None},
        {"user": ""},
        {"channel": None},
        {"ts": None},
        {"type": "message", "channel_type": "channel"},
        {"type": "message", "channel_type": "group", "channel": "G1"},
        {"type": "message", "channel_type": "mpim", "channel": "G1"},
    ],
)
def test_bots_edits_joins_and_talk_are_not(about: dict[str, Any]) -> None:
    assert heard(**about) is None


def test_an_event_without_content_is_not() -> None:
    assert asked({}) is None
    assert asked({"event": {}}) is None


@pytest.mark.parametrize("about", [{"channel_type": "im"}, {"channel": "D1"}])
def test_a_direct_message_is_one_by_its_kind_or_its_channel(about: dict[str, Any]) -> None:
    found = heard(type="message", **about)
    assert found is not None
    assert found.is_direct


@pytest.mark.parametrize("subtype", ["file_share", "thread_broadcast", "me_message"])
def test_what_people_write_with_a_file_or_to_the_channel_too_is_for_the_bot(subtype: str) -> None:
    assert heard(subtype=subtype) is not None


def test_a_thread_files_and_a_missing_text_are_told() -> None:
    found = heard(thread_ts="1.1", files=[{"id": "F1"}], text=None)
    assert found is not None
    assert (found.thread, found.holds_files, found.text) == ("1.1", True, "")
    assert found.place == place("C1", "1.5")


def test_places_of_the_same_moment_differ_by_channel() -> None:
    assert place("C1", "1.5") != place("C2", "1.5")


# ── what is asked? ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("<@UBOT> When did it open?", "When did it open?"),
        ("When, <@UBOT>, did it open?", "When, , did it open?"),
        ("<@UBOT>", ""),
        (" \n<@UBOT>\n\n a\tb ", "a b"),
        ("<@UBOT|dateline> When?", "When?"),
        ("<@UBOT> what of <@UANN>?", "what of ?"),
        ("<@UBOT> what of <@UANN|ann> in <#C1|general>?", "what of ann in general?"),
        ("<@UBOT> <!subteam^S1|@team> <!here> a", "team a"),
        ("<@UBOT> see <https://a.b/c|a.b> and <https://d.e>", "see a.b and https://d.e"),
        ("<@UBOT> AT&amp;T &lt;b&gt; &amp;lt;", "AT&T <b> &lt;"),
        ("<@UBOT> a &lt;@UANN&gt; b", "a <@UANN> b"),
        ("<@UBOT> a < b", "a < b"),
    ],
)
def test_a_question_is_what_people_read_without_the_name_of_the_bot(
    text: str, question: str
) -> None:
    assert question_in(text, "UBOT") == question


PIECES = st.lists(
    st.sampled_from(
        [
            "&lt;",
            "&amp;amp;",
            "&",
            "<",
            ">",
            "<b>",
            " ",
            "\n",
            "“words”",
            "é",
            "שלום",
            "😀",
            "<@",
            "|",
        ]
    ),
    max_size=12,
).map("".join)


@given(PIECES)
def test_what_was_typed_is_asked_as_it_was_typed(text: str) -> None:
    sent = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert question_in(f"<@UBOT> {sent}", "UBOT") == " ".join(text.split())


@given(PIECES | st.text(max_size=40))
def test_no_text_breaks_anything(text: str) -> None:
    question_in(text, "UBOT")
    person_in(text)
    dated(text)
    said(text, named(""))


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("<@UANN>", "UANN"),
        ("<@W012ABC|ann>", "W012ABC"),
        ("please <@U1> and <@U2>", "U1"),
        ("U012ABCDEF", "U012ABCDEF"),
        ("ann", ""),
        ("<#C1|x>", ""),
        ("", ""),
    ],
)
def test_a_person_is_named_by_a_mention_or_an_id(text: str, person: str) -> None:
    assert person_in(text) == person


# ── names and places ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("prefix", ["", "news-"])
def test_each_command_has_a_name_of_its_own_behind_the_prefix(prefix: str) -> None:
    names = named(prefix)
    assert set(names) == set(NAMES)
    assert len(set(names.values())) == len(names)
    assert all(one.startswith(f"/{prefix}") for one in names.values())
    assert all(len(one) <= 32 and one == one.lower() and " " not in one for one in names.values())


def test_no_command_is_called_as_one_of_slacks_own() -> None:
    assert not set(named("").values()) & SLACKS_OWN


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("help", Said(CommandName.HELP, "")),
        (" Issues? ", Said(CommandName.ISSUES, "")),
        ("STATUS", Said(CommandName.STATUS, "")),
        ("/sources", Said(CommandName.SOURCES, "")),
        ("/status", Said(CommandName.STATUS, "")),
        ("/news-index-status", Said(CommandName.STATUS, "")),
        ("/news-ask Who built it?", Said(CommandName.ASK, "Who built it?")),
        ("/news-rebuild full", Said(CommandName.REBUILD, "full")),
        ("/isues", Said(None, "/isues")),
        ("/isues since last", Said(None, "/isues")),
        ("issues rafah-crossing", Said(CommandName.ISSUES, "rafah-crossing")),
        ("issues chart", Said(CommandName.ISSUES, "chart")),
        ("Issues since last", Said(CommandName.ISSUES, "since last")),
        ("sources rafah", Said(CommandName.SOURCES, "rafah")),
        ("issues with the bridge", None),
        ("issues remain?", None),
        ("sources say what", None),
        ("status quo", None),
        ("rebuild", None),
        ("feedback", None),
        ("/", None),
        ("", None),
    ],
)
def test_a_message_that_is_meant_as_a_command_is_one(text: str, command: Said | None) -> None:
    assert said(text.strip(), named("news-")) == command


@pytest.mark.parametrize(
    ("text", "question", "date"),
    [
        ("as_of:2025-12 Who?", "Who?", "2025-12"),
        ("Who as_of: 2025-12-31 built it?", "Who built it?", "2025-12-31"),
        ("Who built it as_of:last", "Who built it", "last"),
        ("Who built it as of 2025?", "Who built it as of 2025?", None),
        ("has_of:2025", "has_of:2025", None),
    ],
)
def test_a_date_that_is_given_as_an_option_is_no_part_of_the_question(
    text: str, question: str, date: str | None
) -> None:
    assert dated(text) == (question, date)


@pytest.mark.parametrize(
    ("channels", "channel", "is_direct", "allowed"),
    [
        (set(), "C1", False, True),
        (set(), "D1", True, True),
        ({"C1"}, "C1", False, True),
        ({"C1"}, "C2", False, False),
        ({"C1"}, "D1", True, False),
        ({"C1", "dm"}, "D1", True, True),
        ({"dm"}, "C1", False, False),
    ],
)
def test_the_bot_answers_where_it_was_told_to(
    channels: set[str], channel: str, is_direct: bool, allowed: bool
) -> None:
    assert Access(frozenset(channels)).allows(channel, is_direct=is_direct) == allowed


def test_where_it_answers_is_told_with_links() -> None:
    assert words.places({"C2", "dm", "C1"}) == "<#C1> or in <#C2> or in direct messages"


def test_links_are_looked_for_in_all_parts_of_a_message() -> None:
    message = {
        "text": "Seen <https://a.example/?x=1&amp;y=2|this>?",
        "blocks": [
            {"type": "rich_text", "elements": [{"type": "link", "url": "https://b.example"}]}
        ],
        "attachments": [{"from_url": "https://c.example", "image_url": "https://no.example/a.png"}],
        "icons": {"emoji": ":newspaper:"},
    }
    found = ("https://a.example/?x=1&y=2", "https://b.example", "https://c.example")
    assert links_in(links_text(message)) == found


@pytest.mark.parametrize("message", [{}, {"text": None}, {"text": "", "blocks": None}])
def test_a_message_without_parts_has_no_links(message: dict[str, Any]) -> None:
    assert links_in(links_text(message)) == ()
