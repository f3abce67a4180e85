"""What Slack would say of blocks and views: nothing, or all that is wrong with them.

slack_sdk's own validators judge first; the rules below are those that it hasn't or that it skips.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bot.adapters.slack.stand_in.values import Json

MESSAGE_BLOCKS: Final = 50
VIEW_BLOCKS: Final = 100
MARKDOWN_CHARACTERS: Final = 12_000
"""Of all markdown blocks of a message together."""

_TEXTS: Final = {
    # Of what, and which part of it: the most characters, and whether it must be plain.
    ("section", "text"): (3_000, False),
    ("header", "text"): (150, True),
    ("image", "title"): (2_000, True),
    ("input", "label"): (2_000, True),
    ("input", "hint"): (2_000, True),
    ("button", "text"): (75, True),
    ("option", "text"): (75, False),
    ("option", "description"): (75, False),
    ("confirm", "title"): (100, True),
    ("confirm", "text"): (300, False),
    ("confirm", "confirm"): (30, True),
    ("confirm", "deny"): (30, True),
    ("view", "title"): (24, True),
    ("view", "submit"): (24, True),
    ("view", "close"): (24, True),
}
_STRINGS: Final = {
    "value": 2_000, "action_id": 255, "block_id": 255, "url": 3_000, "callback_id": 255,
    "private_metadata": 3_000, "alt_text": 2_000, "image_url": 3_000,
}  # fmt: skip
_OPTION_VALUE: Final = 150
_PLAIN_OPTIONS: Final = {"static_select", "multi_static_select", "overflow"}
_MOST: Final = {("actions", "elements"): 25, ("context", "elements"): 10, ("section", "fields"): 10}


def problems_of_blocks(blocks: Any, most: int = MESSAGE_BLOCKS) -> list[str]:
    """What is wrong with the blocks of a message, or of a view where `most` says so."""
    if not isinstance(blocks, list):
        return ["must be an array [json-pointer:/blocks]"]
    found = []
    if len(blocks) > most:
        found.append(f"no more than {most} items allowed [json-pointer:/blocks]")
    for at, block in enumerate(blocks):
        found += _block(block, f"/blocks/{at}")
    named = [block.get("block_id") for block in blocks if isinstance(block, dict)]
    found += [f"block_id {name!r} already exists" for name in _doubles(named)]
    long = sum(len(str(one.get("text", ""))) for one in blocks if _type(one) == "markdown")
    if long > MARKDOWN_CHARACTERS:
        found.append(f"markdown blocks have more than {MARKDOWN_CHARACTERS} characters")
    return found


def problems_of_view(view: Any) -> list[str]:
    """What is wrong with a view."""
    if not isinstance(view, dict) or view.get("type") not in {"modal", "home"}:
        return ["unsupported type [json-pointer:/view/type]"]
    found = []
    try:
        View(**view).to_dict()
    except (SlackObjectFormationError, TypeError, AttributeError) as exc:
        found.append(f"{exc} [json-pointer:/view]")
    if view["type"] == "modal" and "title" not in view:
        found.append("missing required field: title [json-pointer:/view]")
    if "submit" not in view and any(_type(one) == "input" for one in view.get("blocks", [])):
        found.append("submit is required where there are inputs [json-pointer:/view]")
    found += _parts("view", view, "/view")
    return found + problems_of_blocks(view.get("blocks", []), VIEW_BLOCKS)


def _type(thing: Any) -> str:
    return str(thing.get("type", "")) if isinstance(thing, dict) else ""


def _doubles(names: list[Any]) -> list[Any]:
    return [name for name, often in Counter(names).items() if name is not None and often > 1]


def _block(block: Any, where: str) -> list[str]:
    try:
        parsed = Block.parse(block) if isinstance(block, dict) else None
        if parsed is None:
            return [f"unsupported type: {_type(block)!r} [json-pointer:{where}/type]"]
        parsed.to_dict()  # validates it with all that is inside; validate_json alone doesn't
    except (SlackObjectFormationError, TypeError, AttributeError) as exc:
        return [f"{exc} [json-pointer:{where}]"]
    inside = [*_elements(block), block.get("accessory"), block.get("element")]
    actions = [one.get("action_id") for one in inside if isinstance(one, dict)]
    double = [
        f"action_id {name!r} already exists [json-pointer:{where}]" for name in _doubles(actions)
    ]
    return [*_parts(_type(block), block, where), *double]


def _elements(block: Json) -> list[Json]:
    return block.get("elements") or [] if _type(block) in {"actions", "context_actions"} else []


def _parts(kind: str, thing: Json, where: str) -> Iterator[str]:
    """What is wrong with the texts, strings and lists of a thing, and with all within it."""
    for name, part in thing.items():
        here = f"{where}/{name}"
        if isinstance(part, str):
            yield from _string(kind, name, part, here)
        elif isinstance(part, list):
            yield from _list(kind, name, part, here)
        elif _type(part) in {"plain_text", "mrkdwn"}:
            yield from _text(part, here, *_TEXTS.get((kind, name), (3_000, name == "placeholder")))
        elif isinstance(part, dict):
            yield from _parts("confirm" if name == "confirm" else _type(part), part, here)


def _text(text: Json, where: str, most: int, plain: bool) -> Iterator[str]:
    said = str(text.get("text", ""))
    if not said:
        yield f"must be more than 0 characters [json-pointer:{where}/text]"
    if len(said) > most:
        yield f"must be less than {most + 1} characters [json-pointer:{where}/text]"
    if plain and text["type"] != "plain_text":
        yield f"must be plain_text [json-pointer:{where}/type]"


def _string(kind: str, name: str, text: str, where: str) -> Iterator[str]:
    most = _OPTION_VALUE if (kind, name) == ("option", "value") else _STRINGS.get(name)
    if most is not None and len(text) > most:
        yield f"must be less than {most + 1} characters [json-pointer:{where}]"
    if not text and (name == "action_id" or (kind, name) == ("markdown", "text")):
        yield f"must be more than 0 characters [json-pointer:{where}]"


def _list(kind: str, name: str, things: list[Any], where: str) -> Iterator[str]:
    if kind == "rich_text" or (kind, name) == ("view", "blocks"):
        return  # blocks have been seen; rich text may be nested and empty
    if not things:
        yield f"must have at least 1 item [json-pointer:{where}]"
    if len(things) > _MOST.get((kind, name), 100):
        yield f"no more than {_MOST.get((kind, name), 100)} items allowed [json-pointer:{where}]"
    for at, thing in enumerate(things):
        here = f"{where}/{at}"
        if _type(thing) in {"plain_text", "mrkdwn"}:
            most = 2_000 if (kind, name) == ("section", "fields") else 3_000
            yield from _text(thing, here, most, plain=False)
        elif isinstance(thing, dict):
            yield from _parts("option" if name == "options" else _type(thing), thing, here)
            if kind in _PLAIN_OPTIONS and _type(thing.get("text")) == "mrkdwn":
                yield f"must be plain_text [json-pointer:{here}/text/type]"
