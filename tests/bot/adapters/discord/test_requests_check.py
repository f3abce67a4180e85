"""The check of requests refuses a bad one of each kind, and lets good ones be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.bot.adapters.discord.api_description import as_described
from tests.bot.adapters.discord.conftest import DESCRIPTION
from tests.bot.adapters.discord.requests_check import check_requests, limit_problems, order_problems

if TYPE_CHECKING:
    from tests.bot.adapters.discord.api_description import ApiDescription

SILENT: dict[str, Any] = {"parse": []}
MESSAGES = "/channels/1/messages"
CALLBACK = "/interactions/1/token/callback"
ORIGINAL = "/webhooks/9/token/messages/@original"
COMMANDS = "/applications/9/commands"


@dataclass(frozen=True, slots=True)
class Made:
    """A request that was made."""

    method: str
    path: str
    json: Any = None


def message(**body: Any) -> Made:
    return Made("POST", MESSAGES, {"allowed_mentions": SILENT, **body})


def embed(**about: Any) -> dict[str, Any]:
    return {"description": "Text.", "type": "rich", **about}


def button(custom_id: str = "more", **about: Any) -> dict[str, Any]:
    return {"type": 2, "style": 2, "label": "More", "custom_id": custom_id, **about}


def row(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(buttons)}


def callback(kind: int, **data: Any) -> Made:
    return Made("POST", CALLBACK, {"type": kind, "data": data})


def form(custom_id: str = "why", title: str = "Why?", label: str = "Words", **about: Any) -> Made:
    field = {"type": 4, "style": 2, "custom_id": "words", **about}
    inside = [{"type": 18, "label": label, "component": field}]
    return callback(9, custom_id=custom_id, title=title, components=inside)


def command(**about: Any) -> Made:
    return Made("PUT", COMMANDS, [{"name": "ask", "description": "Asks.", "type": 1, **about}])


def option(**about: Any) -> Made:
    option = {"name": "question", "description": "Which?", "type": 3, **about}
    return command(options=[option])


GOOD = {
    "words": message(content="x" * 2_000),
    "embeds": message(embeds=[embed(url="https://a.example"), embed(url="https://b.example")]),
    "all that fits": message(embeds=[embed(description="x" * 600)] * 10),
    "buttons": message(content="x", components=[row(*(button(str(n)) for n in range(5)))]),
    "an edit": Made("PATCH", ORIGINAL, {"embeds": [embed()], "allowed_mentions": SILENT}),
    "taking buttons away": Made("PATCH", f"{MESSAGES}/2", {"components": []}),
    "defer": callback(5, flags=64),
    "defer an update": Made("POST", CALLBACK, {"type": 6}),
    "answer at once": callback(4, content="x", allowed_mentions=SILENT),
    "suggestions": callback(8, choices=[{"name": "A title", "value": "id"}] * 25),
    "form": form(),
    "commands": option(choices=[{"name": "update", "value": "update"}]),
    "an entry in the menu of a message": command(type=3, name="Add that", description=""),
    "thread": Made("POST", f"{MESSAGES}/2/threads", {"name": "x" * 100}),
    "typing": Made("POST", "/channels/1/typing"),
    "reading": Made("GET", f"{MESSAGES}/2"),
}

OVER_A_LIMIT = {
    "content": message(content="x" * 2_001),
    "content of two units a sign": message(content="🌉" * 1_001),
    "description": message(embeds=[embed(description="x" * 4_097)]),
    "title": message(embeds=[embed(title="x" * 257)]),
    "footer": message(embeds=[embed(footer={"text": "x" * 2_049})]),
    "author": message(embeds=[embed(author={"name": "x" * 257})]),
    "field's name": message(embeds=[embed(fields=[{"name": "x" * 257, "value": "x"}])]),
    "field": message(embeds=[embed(fields=[{"name": "x", "value": "x" * 1_025}])]),
    "embeds together": message(embeds=[embed(description="x" * 2_001)] * 3),
    "embeds": message(embeds=[embed()] * 11),
    "one address": message(embeds=[embed(url="https://a.example")] * 2),
    "custom_id": message(content="x", components=[row(button("x" * 101))]),
    "empty custom_id": message(content="x", components=[row(button(""))]),
    "custom_id twice": message(content="x", components=[row(button()), row(button())]),
    "label": message(content="x", components=[row(button(label="x" * 81))]),
    "empty label": message(content="x", components=[row(button(label=""))]),
    "no label": message(content="x", components=[row(button(label=None))]),
    "buttons": message(content="x", components=[row(*(button(str(n)) for n in range(6)))]),
    "rows": message(content="x", components=[row(button(str(n))) for n in range(6)]),
    "button without a row": message(content="x", components=[button()]),
    "no mentions named": Made("POST", MESSAGES, {"content": "x"}),
    "all pinged": message(content="x", allowed_mentions={"parse": ["everyone"]}),
    "one pinged": message(content="x", allowed_mentions={"parse": [], "users": ["1"]}),
    "replied-to pinged": message(
        embeds=[embed()], allowed_mentions={**SILENT, "replied_user": True}
    ),
    "edit that pings": Made("PATCH", ORIGINAL, {"content": "x"}),
    "followup that pings": Made("POST", "/webhooks/9/token", {"embeds": [embed()]}),
    "answer at once that pings": callback(4, content="x"),
    "defer with words": callback(5, flags=64, content="x"),
    "callback of no kind": callback(99),
    "choices": callback(8, choices=[{"name": "x", "value": "x"}] * 26),
    "choice's name": callback(8, choices=[{"name": "🌉" * 51, "value": "x"}]),
    "choice's value": callback(8, choices=[{"name": "x", "value": "x" * 101}]),
    "choice without a name": callback(8, choices=[{"name": "", "value": "x"}]),
    "form's title": form(title="x" * 46),
    "form's custom_id": form(custom_id="x" * 101),
    "form's label": form(label=""),
    "form's placeholder": form(placeholder="x" * 101),
    "command's name": command(name="Ask"),
    "command's long name": command(name="x" * 33),
    "command's description": command(description="x" * 101),
    "no description": command(description=""),
    "a menu's long name": command(type=3, name="x" * 33, description=""),
    "a menu's entry with a description": command(type=3, name="Add that"),
    "option's name": option(name="as of"),
    "option's description": option(description=""),
    "option's choices": option(choices=[{"name": str(n), "value": str(n)} for n in range(26)]),
    "one command": Made("POST", COMMANDS, {"name": "Ask", "description": "Asks."}),
    "thread's name": Made("POST", f"{MESSAGES}/2/threads", {"name": "x" * 101}),
    "thread without a name": Made("POST", "/channels/1/threads", {"name": ""}),
}

NOT_AS_DESCRIBED = {
    "path": Made("POST", "/channels/1/message", {"content": "x"}),
    "method": Made("PUT", MESSAGES, {"content": "x"}),
    "type": message(content=5),
    "key": message(text="x"),
    "key of a part": message(embeds=[embed(text="x")]),
    "too long a nonce": message(content="x", nonce="x" * 26),
    "style of a button": message(content="x", components=[row(button(style=9))]),
    "form without parts": callback(9, title="Why?", custom_id="why"),
    "no body": Made("POST", MESSAGES),
    "commands that are none": Made("PUT", COMMANDS, {"name": "ask"}),
}


@pytest.mark.parametrize("made", GOOD.values(), ids=GOOD)
def test_a_good_request_is_let_be(made: Made, description: ApiDescription | None) -> None:
    assert not [*limit_problems(made)]
    if description is not None:
        assert not [*description.problems(made)]


@pytest.mark.parametrize("made", OVER_A_LIMIT.values(), ids=OVER_A_LIMIT)
def test_what_is_over_a_limit_is_refused_for_one_reason(made: Made) -> None:
    assert len([*limit_problems(made)]) == 1
    with pytest.raises(AssertionError, match=made.path):
        check_requests([made], None)


@pytest.mark.parametrize("made", NOT_AS_DESCRIBED.values(), ids=NOT_AS_DESCRIBED)
def test_what_discord_does_not_describe_is_refused(
    made: Made, description: ApiDescription | None
) -> None:
    if description is None:
        pytest.skip("Discord's description of its API is not beside the project")
    assert not [*limit_problems(made)]
    for _ in range(2):
        assert len([*description.problems(made)]) == 1


def test_requests_are_held_against_discords_description_of_its_api(
    description: ApiDescription | None,
) -> None:
    if description is None:
        pytest.skip(f"{DESCRIPTION} is not there, so only the limits are checked")
    check_requests([message(content="x"), callback(5), command()], description)


def test_ways_of_discord_py_that_discord_takes_are_let_be(
    description: ApiDescription | None,
) -> None:
    ids = {"message_id": 1, "channel_id": 2, "guild_id": 3}
    sent = message(embeds=[embed(flags=0)], message_reference=ids, attachments=[{"id": 0}])
    made = [
        sent,
        Made("PATCH", ORIGINAL, {**sent.json, "message_reference": None, "tts": False}),
        Made("POST", "/users/@me/channels", {"recipient_id": 1}),
        command(nsfw=False),
    ]
    described = as_described("POST", sent.json)
    assert described["message_reference"] == {key: str(value) for key, value in ids.items()}
    assert sent.json["message_reference"] == ids
    if description is not None:
        assert [
            problem for one in made[:1] + made[2:] for problem in description.problems(one)
        ] == []
        assert "tts" not in as_described("PATCH", made[1].json)


OUT_OF_ORDER = {
    "two callbacks": [callback(5), callback(4, content="x", allowed_mentions=SILENT)],
    "an edit first": [Made("PATCH", ORIGINAL, {"components": []}), callback(5)],
    "a followup and no callback": [Made("POST", "/webhooks/9/token", {"components": []})],
    "two messages of one nonce": [message(content="x", nonce="1"), message(content="y", nonce="1")],
}


@pytest.mark.parametrize("made", OUT_OF_ORDER.values(), ids=OUT_OF_ORDER)
def test_requests_out_of_order_are_refused(made: list[Made]) -> None:
    assert len([*order_problems(made)]) == 1
    with pytest.raises(AssertionError):
        check_requests(made, None)


def test_requests_in_their_order_are_let_be() -> None:
    other = "/interactions/2/other/callback"
    made = [
        callback(5),
        Made("POST", other, {"type": 5}),
        Made("PATCH", ORIGINAL, {"components": []}),
        Made("POST", "/webhooks/9/token", {"components": []}),
        Made("PATCH", "/webhooks/9/other/messages/@original", {"components": []}),
        message(content="x", nonce="1"),
        Made("POST", "/channels/2/messages", message(content="x", nonce="1").json),
    ]
    check_requests(made, None)


def test_all_that_is_wrong_is_told_at_once() -> None:
    made = [message(content="x" * 2_001), callback(5), callback(5)]
    with pytest.raises(AssertionError) as refused:
        check_requests(made, None)
    assert str(refused.value).splitlines()[:2] == [
        f"POST {MESSAGES}: the content has 2,001 characters, not 0 to 2,000",
        "interaction 1 has more than one callback",
    ]
