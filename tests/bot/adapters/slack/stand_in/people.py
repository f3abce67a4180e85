"""What people do in the stand-in for Slack; each act is sent to the bot, without waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.bot.adapters.slack.stand_in import events
from tests.bot.adapters.slack.stand_in.delivery import Act, Delivery
from tests.bot.adapters.slack.stand_in.responses import show_response
from tests.bot.adapters.slack.stand_in.values import (
    APP,
    BOT,
    OTHER_BOT,
    Call,
    Channel,
    Message,
    Person,
    RefusedError,
)
from tests.bot.adapters.slack.stand_in.views import Views

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.bot.adapters.slack.stand_in.values import Json
    from tests.bot.adapters.slack.stand_in.world import World


class People:
    """They act at once; `deliver` is told of each act."""

    def __init__(
        self, world: World, deliver: Callable[[Act], None], *, message_events: bool
    ) -> None:
        """With `message_events` the bot hears all that is said in the channels it is in."""
        self._world = world
        self._deliver = deliver
        self._message_events = message_events
        self._views = Views(world)

    def mention(
        self, person: Person, text: str, *, channel: str = "C1", thread_ts: str | None = None,
        times: int = 1,
    ) -> Act:  # fmt: skip
        """Write to the bot in a channel; it reaches the bot if it is there."""
        said = text if f"<@{BOT.id}>" in text else f"<@{BOT.id}> {text}"
        return self._write(person, said, channel, thread_ts, times)

    def say(
        self, person: Person, text: str, *, channel: str = "C1", thread_ts: str | None = None,
        times: int = 1,
    ) -> Act:  # fmt: skip
        """Write in a channel, not to the bot."""
        return self._write(person, text, channel, thread_ts, times)

    def dm(self, person: Person, text: str, *, thread_ts: str | None = None, times: int = 1) -> Act:
        """Write to the bot alone."""
        return self._write(person, text, self._world.dm_of(person), thread_ts, times)

    def bot_says(self, channel: str, text: str, *, times: int = 1) -> Act:
        """Another bot writes in a channel."""
        return self._write(OTHER_BOT, text, channel, None, times, subtype="bot_message")

    def edit(self, person: Person, message: Message, text: str, *, times: int = 1) -> Act:
        """Change a message of one's own."""
        previous = message.json()
        message.edits.append((message.text, message.blocks))
        message.text = events.escaped(text)
        ts, channel = self._world.new_ts(), self._world.channels[message.channel]
        event = events.changed(message, previous, ts, channel.kind)
        return self._act(person, self._heard(event, channel), message, times)

    def delete(self, person: Person, message: Message, *, times: int = 1) -> Act:
        """Take a message of one's own away."""
        message.deleted = True
        ts, channel = self._world.new_ts(), self._world.channels[message.channel]
        event = events.deleted(message, ts, channel.kind)
        return self._act(person, self._heard(event, channel), message, times)

    def join(
        self, person: Person, channel: str, *, inviter: Person | None = None, times: int = 1
    ) -> Act:
        """Come into a channel, for the bot by invitation; it is told where it is."""
        place = self._world.channels[channel]
        place.members.add(person.id)
        event = events.joined(person, place, inviter, self._world.new_ts())
        told = [self._event(event, place)] if BOT.id in place.members else []
        return self._act(person, told, None, times)

    def open_messages_tab(self, person: Person, *, times: int = 1) -> Act:
        """Go to the conversation with the bot."""
        channel = self._world.channels[self._world.dm_of(person)]
        event = events.opened(person, channel.id, self._world.new_ts())
        return self._act(person, [self._event(event, channel)], None, times)

    def slash(
        self, person: Person, command: str, text: str = "", *, channel: str = "C1", times: int = 1
    ) -> Act:
        """Type a command, in any channel but not in a thread."""
        place = self._place(person, channel)
        ways = self._ways(person, channel, None)
        payload = events.command(command, text, person, place, ways)
        url = self._world.response_urls[ways["response_url"].rpartition("/")[2]]

        def show(answer: Json) -> None:
            if answer:
                self._judged(command, answer, lambda: show_response(self._world, url, answer))

        delivery = Delivery("slash_commands", payload, then=show)
        return self._act(person, [delivery], None, times)

    def press(
        self, person: Person, where: Message | Json, label_or_action: str, *,
        option: str | None = None, times: int = 1,
    ) -> Act:  # fmt: skip
        """Press a button of a message or a view, or choose an option. Raises LookupError."""
        blocks = where.blocks if isinstance(where, Message) else where["blocks"]
        block, element = events.find_element(blocks, label_or_action)
        action = events.action(block, element, option, self._world.new_ts())
        if isinstance(where, Message):
            payload = self._about_message("block_actions", person, where)
            payload |= {"container": events.container(where), "state": {"values": {}}}
            if where.to:
                del payload["message"]
        else:
            payload = events.interaction("block_actions", person, None)
            payload |= {"trigger_id": self._world.new_trigger(person), "view": where}
            payload["container"] = {"type": "view", "view_id": where["id"]}
        payload["actions"] = [action]
        return self._act(person, [Delivery("interactive", payload)], None, times)

    def shortcut(
        self, person: Person, message: Message, callback_id: str, *, times: int = 1
    ) -> Act:
        """Choose an entry in a message's menu, in any channel."""
        payload = self._about_message("message_action", person, message)
        payload |= {"callback_id": callback_id, "action_ts": self._world.new_ts()}
        payload["message_ts"] = message.ts
        return self._act(person, [Delivery("interactive", payload)], message, times)

    def submit(self, person: Person, view: Json, texts: dict[str, str], *, times: int = 1) -> Act:
        """Send a modal in, with texts by action_id or block_id. Raises LookupError."""
        payload = events.interaction("view_submission", person, None)
        payload |= {"trigger_id": self._world.new_trigger(person), "response_urls": []}
        payload["view"] = {**view, "state": events.state(view["blocks"], texts)}

        def answer(said: Json) -> None:
            self._judged("view_submission", said, lambda: self._views.answer(person, view, said))

        delivery = Delivery("interactive", payload, then=answer)
        return self._act(person, [delivery], None, times)

    def echo_posted(self, message: Message) -> None:
        """The bot is told of a message of its own."""
        place = self._world.channels[message.channel]
        event = {"type": "message", **events.written(message, BOT), "channel_type": place.kind}
        self._echo({**event, "app_id": APP}, message)

    def echo_changed(self, message: Message, previous: Json) -> None:
        """The bot is told that it changed one."""
        kind = self._world.channels[message.channel].kind
        self._echo(events.changed(message, previous, self._world.new_ts(), kind), message)

    def echo_deleted(self, message: Message) -> None:
        """The bot is told that it took one away."""
        kind = self._world.channels[message.channel].kind
        self._echo(events.deleted(message, self._world.new_ts(), kind), message)

    def _echo(self, event: Json, message: Message) -> None:
        told = self._heard(event, self._world.channels[message.channel])
        if told and not message.to:
            self._act(BOT, told, message, 1)

    def _write(
        self, person: Person, text: str, channel: str, thread_ts: str | None, times: int, *,
        subtype: str = "",
    ) -> Act:  # fmt: skip
        place, ts = self._place(person, channel), self._world.new_ts()
        message = Message(channel, ts, person.id, events.escaped(text), thread_ts=thread_ts)
        message.bot_id, message.subtype = person.bot_id, subtype
        self._world.messages.append(message)
        said = events.written(message, person)
        told = []
        if f"<@{BOT.id}>" in message.text and place.kind != "im" and BOT.id in place.members:
            mention = {name: part for name, part in said.items() if name != "subtype"}
            told = [self._event({"type": "app_mention", **mention}, place)]
        heard = {"type": "message", **said, "channel_type": place.kind}
        return self._act(person, told + self._heard(heard, place), message, times)

    def _place(self, person: Person, channel: str) -> Channel:
        if person.id not in self._world.channels[channel].members:
            raise LookupError(f"{person.name} is not in {channel}")
        return self._world.channels[channel]

    def _heard(self, event: Json, channel: Channel) -> list[Delivery]:
        """What the bot is told of what happens in a channel."""
        subscribed = channel.kind == "im" or self._message_events
        return [self._event(event, channel)] if subscribed and BOT.id in channel.members else []

    def _event(self, event: Json, channel: Channel) -> Delivery:
        shared, name = self._world.is_shared(channel), self._world.new_id("Ev")
        return Delivery("events_api", events.callback(event, name, channel, shared))

    def _about_message(self, kind: str, person: Person, message: Message) -> Json:
        payload = events.interaction(kind, person, self._world.channels[message.channel])
        shown = {"message": message.json(), **self._ways(person, message.channel, message)}
        return {**payload, **shown}

    def _ways(self, person: Person, channel: str, message: Message | None) -> dict[str, str]:
        url = self._world.new_response_url(person, channel, message)
        return {"trigger_id": self._world.new_trigger(person), "response_url": url}

    def _act(
        self, person: Person, told: list[Delivery], message: Message | None, times: int
    ) -> Act:
        act = Act(person, told, message, times)
        self._deliver(act)
        return act

    def _judged(self, name: str, answer: Json, use: Callable[[], Any]) -> None:
        """Use the payload of an acknowledgement; Slack drops one that it doesn't like."""
        said: Json = {"ok": True}
        try:
            use()
        except RefusedError as refusal:
            said = refusal.body()
        self._world.calls.append(Call(f"ack of {name}", answer, said, self._world.clock()))
