"""The stand-in for Slack: which blocks and views it takes and which it refuses, as Slack does."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bot.adapters.slack.stand_in.blocks import problems_of_blocks, problems_of_view


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "x", **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": mrkdwn(text), **more}


def fields(*texts: str) -> dict[str, Any]:
    return {"type": "section", "fields": [mrkdwn(text) for text in texts]}


def header(text: dict[str, Any]) -> dict[str, Any]:
    return {"type": "header", "text": text}


def button(name: str = "a", text: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    return {"type": "button", "action_id": name, "text": text or plain("Go"), **more}


def actions(*elements: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements), **more}


def context(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "context", "elements": list(elements)}


def select(*options: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "static_select", "action_id": "s", "placeholder": plain("Which?"),
        "options": list(options),
    }  # fmt: skip


def option(text: dict[str, Any], value: str = "v") -> dict[str, Any]:
    return {"text": text, "value": value}


def given(**more: Any) -> dict[str, Any]:
    element = {"type": "plain_text_input", "action_id": "q"}
    return {
        "type": "input",
        "block_id": "i",
        "label": plain("Question"),
        "element": element,
        **more,
    }


def markdown(length: int) -> dict[str, Any]:
    return {"type": "markdown", "text": "x" * length}


def feedback() -> dict[str, Any]:
    buttons = {
        "type": "feedback_buttons", "action_id": "f",
        "positive_button": {"text": plain("Good"), "value": "1"},
        "negative_button": {"text": plain("Bad"), "value": "0"},
    }  # fmt: skip
    return {"type": "context_actions", "elements": [buttons]}


GOOD: list[list[dict[str, Any]]] = [
    [section("x" * 3_000), fields(*["x" * 2_000] * 10), header(plain("x" * 150))],
    [actions(*(button(str(at), plain("x" * 75), value="x" * 2_000) for at in range(25)))],
    [context(*[mrkdwn("x")] * 10), {"type": "divider"}, markdown(12_000)],
    [section(accessory=select(option(plain("x" * 75), "x" * 150)))],
    [section(block_id="a"), section(block_id="b"), actions(button("a")), actions(button("a"))],
    [section()] * 50,
    [feedback()],
]

BAD = {
    "more than 50 blocks": [section()] * 51,
    "an unknown type": [{"type": "paragraph", "text": "x"}],
    "no block at all": ["x"],
    "section text over 3,000": [section("x" * 3_001)],
    "empty section text": [section("")],
    "a section without text": [{"type": "section"}],
    "field text over 2,000": [fields("x" * 2_001)],
    "empty field text": [fields("")],
    "more than 10 fields": [fields(*["x"] * 11)],
    "header over 150": [header(plain("x" * 151))],
    "mrkdwn in a header": [header(mrkdwn("x"))],
    "empty header": [header(plain(""))],
    "button text over 75": [actions(button(text=plain("x" * 76)))],
    "mrkdwn in a button": [actions(button(text=mrkdwn("x")))],
    "mrkdwn in an accessory": [section(accessory=button(text=mrkdwn("x")))],
    "empty button text": [actions(button(text=plain("")))],
    "button value over 2,000": [actions(button(value="x" * 2_001))],
    "an unknown button style": [actions(button(style="loud"))],
    "button url over 3,000": [actions(button(url="x" * 3_001))],
    "action_id over 255": [actions(button("x" * 256))],
    "block_id over 255": [section(block_id="x" * 256)],
    "more than 10 context elements": [context(*[mrkdwn("x")] * 11)],
    "empty context text": [context(mrkdwn(""))],
    "a context without elements": [context()],
    "more than 25 actions": [actions(*(button(str(at)) for at in range(26)))],
    "actions without elements": [actions()],
    "one action_id twice in a block": [actions(button("a"), button("a"))],
    "one block_id twice": [section(block_id="a"), section(block_id="a")],
    "option text over 75": [section(accessory=select(option(plain("x" * 76))))],
    "mrkdwn in an option": [section(accessory=select(option(mrkdwn("x"))))],
    "option value over 150": [section(accessory=select(option(plain("x"), "x" * 151)))],
    "markdown over 12,000": [markdown(12_001)],
    "all markdown over 12,000": [markdown(6_000), markdown(6_001)],
    "empty markdown": [markdown(0)],
    "input label over 2,000": [given(label=plain("x" * 2_001))],
    "mrkdwn in an input label": [given(label=mrkdwn("x"))],
}


@pytest.mark.parametrize("blocks", GOOD)
def test_blocks_up_to_every_limit_are_taken(blocks: list[dict[str, Any]]) -> None:
    assert problems_of_blocks(blocks) == []


@pytest.mark.parametrize("blocks", BAD.values(), ids=BAD)
def test_blocks_beyond_a_limit_are_refused(blocks: list[Any]) -> None:
    assert problems_of_blocks(blocks)


def test_a_problem_says_where_it_is() -> None:
    [problem] = problems_of_blocks([section(), fields("x", "x" * 2_001)])

    assert "/blocks/1/fields/1" in problem


def view(**more: Any) -> dict[str, Any]:
    whole = {"type": "modal", "title": plain("Ask"), "submit": plain("Send"), "blocks": [given()]}
    return {**whole, **more}


GOOD_VIEWS = [
    view(), view(title=plain("x" * 24), submit=plain("x" * 24), close=plain("x" * 24)),
    view(private_metadata="x" * 3_000), view(blocks=[section()] * 100),
    {"type": "modal", "title": plain("Look"), "blocks": [section()]},
]  # fmt: skip

BAD_VIEWS = {
    "an unknown type": view(type="window"),
    "no title": {"type": "modal", "submit": plain("Send"), "blocks": [given()]},
    "an empty title": view(title=plain("")),
    "title over 24": view(title=plain("x" * 25)),
    "mrkdwn in the title": view(title=mrkdwn("x")),
    "submit over 24": view(submit=plain("x" * 25)),
    "an empty submit": view(submit=plain("")),
    "close over 24": view(close=plain("x" * 25)),
    "private_metadata over 3,000": view(private_metadata="x" * 3_001),
    "callback_id over 255": view(callback_id="x" * 256),
    "more than 100 blocks": view(blocks=[section()] * 101),
    "no blocks": view(blocks=[]),
    "inputs and nothing to send them with": {
        "type": "modal", "title": plain("Ask"), "blocks": [given()],
    },
    "a bad block": view(blocks=[header(mrkdwn("x"))]),
}  # fmt: skip


@pytest.mark.parametrize("good", GOOD_VIEWS)
def test_views_up_to_every_limit_are_taken(good: dict[str, Any]) -> None:
    assert problems_of_view(good) == []


@pytest.mark.parametrize("bad", BAD_VIEWS.values(), ids=BAD_VIEWS)
def test_views_beyond_a_limit_are_refused(bad: dict[str, Any]) -> None:
    assert problems_of_view(bad)
