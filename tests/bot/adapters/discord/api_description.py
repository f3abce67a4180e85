"""Discord's own description of its API, and whether a request fits it."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any, Final, Protocol

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry
from referencing.jsonschema import DRAFT202012

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


_DESCRIPTION: Final = "urn:discord"


class Request(Protocol):
    """A request that was made; `path` begins behind the version, `json` is None without a body."""

    @property
    def method(self) -> str:
        """In capitals."""

    @property
    def path(self) -> str:
        """As in "/channels/1/messages"."""

    @property
    def json(self) -> Any:
        """The body."""


class ApiDescription:
    """Discord's OpenAPI file, read once. It is read more strictly: keys it doesn't name are wrong.

    What fitted once isn't looked at again.
    """

    def __init__(self, file: Path) -> None:
        document = json.loads(file.read_bytes())
        _forbid_unknown_keys(document["components"]["schemas"])
        self._paths: dict[str, Any] = document["paths"]
        resource = DRAFT202012.create_resource(document)
        self._registry: Registry[Any] = Registry().with_resource(_DESCRIPTION, resource)
        self._fitted: set[str] = set()

    def problems(self, request: Request) -> Iterator[str]:
        """What doesn't fit; at most one, the most telling."""
        method = request.method.lower()
        template = self._template(request.path, method)
        if template is None:
            yield "Discord has no such path"
            return
        if "requestBody" not in self._paths[template][method]:
            return
        body = as_described(request.method, request.json)
        written = json.dumps([method, template, body])
        if written in self._fitted:
            return
        pointer = template.replace("/", "~1").replace("{", "%7B").replace("}", "%7D")
        schema = f"{pointer}/{method}/requestBody/content/application~1json/schema"
        validator = Draft202012Validator(
            {"$ref": f"{_DESCRIPTION}#/paths/{schema}"}, registry=self._registry
        )
        error = best_match(validator.iter_errors(body))
        if error is None:
            self._fitted.add(written)
        else:
            yield f"{error.json_path}: {error.message[:300]}"

    def _template(self, path: str, method: str) -> str | None:
        """The path of the description that fits best: "@me" is rather itself than an id."""
        parts = path.split("/")
        fitting = [
            template
            for template, operations in self._paths.items()
            if method in operations and _fits(template.split("/"), parts)
        ]
        return min(fitting, key=lambda template: template.count("{"), default=None)


def as_described(method: str, body: Any) -> Any:
    """`body` without the ways of discord.py that the description doesn't know and Discord takes."""
    body = copy.deepcopy(body)
    if isinstance(body, list):  # commands
        for command in body:
            # Discord's documentation has it, the description of its API doesn't.
            command.pop("nsfw", None)
        return body
    if not isinstance(body, dict):
        return body
    # Of new messages; discord.py names it in every edit, where Discord leaves it unread.
    if method == "PATCH":
        body.pop("tts", None)
    message = body.get("data", body)
    for embed in message.get("embeds") or ():
        # Part of embeds that come from Discord; discord.py sends it back.
        embed.pop("flags", None)
    # Ids are strings in the description; Discord takes numbers as well.
    reference, attachments = message.get("message_reference"), message.get("attachments")
    for holder in (body, reference or {}, *(attachments or ())):
        for key in ("id", "message_id", "channel_id", "guild_id", "recipient_id"):
            if isinstance(holder.get(key), int):
                holder[key] = str(holder[key])
    return body


def _fits(template: Sequence[str], parts: Sequence[str]) -> bool:
    return len(template) == len(parts) and all(
        expected == part or (expected.startswith("{") and bool(part))
        for expected, part in zip(template, parts, strict=True)
    )


def _forbid_unknown_keys(schema: Any, *, part_of_another: bool = False) -> None:
    """Close each object of the description, in place; parts of an `allOf` know only their own."""
    match schema:
        case dict():
            closed = "additionalProperties" in schema or "allOf" in schema or part_of_another
            if isinstance(schema.get("properties"), dict) and not closed:
                schema["additionalProperties"] = False
            for key, inner in schema.items():
                _forbid_unknown_keys(inner, part_of_another=key == "allOf")
        case list():
            for inner in schema:
                _forbid_unknown_keys(inner, part_of_another=part_of_another)
