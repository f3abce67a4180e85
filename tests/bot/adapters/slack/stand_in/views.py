"""Modals: the methods named `views.…`, and what becomes of a modal when it is sent in."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any, Final

from tests.bot.adapters.slack.stand_in.blocks import problems_of_view
from tests.bot.adapters.slack.stand_in.values import APP, BOT, TEAM, Json, Person, RefusedError

if TYPE_CHECKING:
    from tests.bot.adapters.slack.stand_in.world import World

VIEW_BYTES: Final = 250_000
VIEWS_AT_ONCE: Final = 3


class Views:
    """The modals that people have before them, one upon the other."""

    def __init__(self, world: World) -> None:
        self._world = world

    def open(self, args: Json) -> Json:
        """`views.open`."""
        view = _checked(args.get("view"))
        person = self._pull(str(args.get("trigger_id", "")))
        self._world.views[person.id] = []
        return {"view": self.show(person, view)}

    def push(self, args: Json) -> Json:
        """`views.push`."""
        view = _checked(args.get("view"))
        person = self._pull(str(args.get("trigger_id", "")))
        before = self._world.views.get(person.id)
        if not before:
            raise RefusedError("not_found")
        if len(before) >= VIEWS_AT_ONCE:
            raise RefusedError("push_limit_reached")
        return {"view": self.show(person, view)}

    def update(self, args: Json) -> Json:
        """`views.update`."""
        view = _checked(args.get("view"))
        for stack in self._world.views.values():
            for at, old in enumerate(stack):
                named = args.get("view_id") == old["id"]
                if named or (args.get("external_id") or None) == old.get("external_id", ""):
                    if args.get("hash") and args["hash"] != old["hash"]:
                        raise RefusedError("hash_conflict")
                    stack[at] = self._whole(view, old["id"], old["root_view_id"])
                    return {"view": stack[at]}
        raise RefusedError("not_found")

    def show(self, person: Person, view: Json) -> Json:
        """Put a modal before a person, upon those that are there; as Slack writes it."""
        stack = self._world.views.setdefault(person.id, [])
        name = self._world.new_id("V")
        stack.append(self._whole(view, name, stack[0]["id"] if stack else name))
        return stack[-1]

    def answer(self, person: Person, view: Json, answer: Json) -> None:
        """What the bot acknowledged a modal with. Raises RefusedError."""
        stack = self._world.views.get(person.id, [])
        at = next((at for at, one in enumerate(stack) if one["id"] == view["id"]), None)
        if at is None:
            return
        match answer.get("response_action"):
            case "errors":
                _check_errors(view, answer.get("errors"))
                stack[at] = {**stack[at], "errors": answer["errors"]}
            case "update":
                stack[at] = self._whole(
                    _checked(answer.get("view")), view["id"], view["root_view_id"]
                )
            case "push":
                self.show(person, _checked(answer.get("view")))
            case "clear":
                stack.clear()
            case None:
                del stack[at:]
            case other:
                raise RefusedError("invalid_arguments", response_action=other)

    def _pull(self, name: str) -> Person:
        trigger = self._world.triggers.get(name)
        if trigger is None:
            raise RefusedError("invalid_trigger_id")
        if trigger.used:
            raise RefusedError("exchanged_trigger_id")
        if self._world.clock() - trigger.made_at > self._world.limits.trigger:
            raise RefusedError("expired_trigger_id")
        trigger.used = True
        return trigger.person

    def _whole(self, view: Json, name: str, root: str) -> Json:
        self._world.name_blocks(view.get("blocks", []))
        plain = {"private_metadata": "", "callback_id": "", "external_id": ""}
        whole = {
            **plain, "clear_on_close": False, "notify_on_close": False, **view,
            "id": name, "team_id": TEAM, "app_id": APP, "app_installed_team_id": TEAM,
            "bot_id": BOT.bot_id, "root_view_id": root, "previous_view_id": None,
            "hash": f"{self._world.new_ts()}.{name}", "state": {"values": {}},
        }  # fmt: skip
        self._world.all_views.append(whole)
        return whole


def _checked(view: Any) -> Json:
    if len(json.dumps(view)) > VIEW_BYTES:
        raise RefusedError("view_too_large")
    if problems := problems_of_view(view):
        messages = [f"[ERROR] {problem}" for problem in problems]
        raise RefusedError("invalid_arguments", response_metadata={"messages": messages})
    return dict(copy.deepcopy(view))


def _check_errors(view: Json, errors: Any) -> None:
    """Errors name blocks with inputs; Slack drops the acknowledgement if they don't."""
    inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not errors.keys() <= inputs:
        raise RefusedError("invalid_arguments", errors=errors)
