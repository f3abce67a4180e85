"""The methods of the Web API that are about channels, people, reactions, files and agents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.bot.adapters.slack.stand_in.values import (
    APP,
    BOT,
    TEAM,
    Channel,
    Json,
    Message,
    Person,
    RefusedError,
)

if TYPE_CHECKING:
    from tests.bot.adapters.slack.stand_in.chat import Chat
    from tests.bot.adapters.slack.stand_in.world import World

MOST_PROMPTS: Final = 4
PAGE: Final = 100


class Methods:
    """All methods but `chat.…` and `views.…`."""

    def __init__(self, world: World, chat: Chat) -> None:
        self._world = world
        self._chat = chat

    def auth_test(self, _: Json) -> Json:
        """`auth.test`."""
        return {
            "url": "https://example.slack.com/", "team": "Example", "user": BOT.name,
            "team_id": TEAM, "user_id": BOT.id, "bot_id": BOT.bot_id, "app_id": APP,
            "is_enterprise_install": False,
        }  # fmt: skip

    def connect(self, _: Json) -> Json:
        """`apps.connections.open`: an address that one connection can be made with."""
        ticket = self._world.new_id("ticket")
        self._world.tickets.add(ticket)
        return {"url": f"{self._world.url.replace('http', 'ws', 1)}/link?ticket={ticket}"}

    def open_dm(self, args: Json) -> Json:
        """`conversations.open`."""
        person = self._person(args.get("users"))
        if person.bot_id:
            raise RefusedError("cannot_dm_bot")
        return {"channel": {"id": self._world.dm_of(person)}}

    def channel_info(self, args: Json) -> Json:
        """`conversations.info`."""
        channel = self._visible(args)
        facts = {
            "id": channel.id, "is_channel": channel.kind == "channel", "is_member": False,
            "is_group": False, "is_im": channel.kind == "im", "is_mpim": False,
            "is_private": channel.kind != "channel", "is_archived": False,
            "is_ext_shared": self._world.is_shared(channel),
        }  # fmt: skip
        if channel.kind == "im":
            return {"channel": {**facts, "user": channel.name}}
        member = BOT.id in channel.members
        return {"channel": {**facts, "name": channel.name, "is_member": member}}

    def history(self, args: Json) -> Json:
        """`conversations.history`: the newest first, and no replies."""
        channel = self._readable(args)
        found = [one for one in self._shown(channel.id) if not one.in_thread]
        return self._page(found[::-1], args)

    def replies(self, args: Json) -> Json:
        """`conversations.replies`: what began the thread, and the replies to it, in order."""
        channel = self._readable(args)
        asked = self._world.find(channel.id, str(args.get("ts", "")))
        if asked is None:
            raise RefusedError("thread_not_found")
        root = asked.thread_ts or asked.ts
        found = [one for one in self._shown(channel.id) if root in {one.ts, one.thread_ts}]
        return self._page(found, args)

    def person_info(self, args: Json) -> Json:
        """`users.info`."""
        person = self._person(args.get("user"))
        profile = {"real_name": person.name.title(), "display_name": person.name}
        return {"user": {
            "id": person.id, "team_id": person.team, "name": person.name, "deleted": False,
            "real_name": person.name.title(), "profile": profile, "tz": "Europe/Berlin",
            "tz_offset": 3600, "is_admin": person.is_admin, "is_owner": person.is_owner,
            "is_primary_owner": False, "is_restricted": False, "is_ultra_restricted": False,
            "is_bot": bool(person.bot_id), "is_app_user": False, "locale": "en-US",
            **({"is_stranger": True} if person.is_stranger else {}),
        }}  # fmt: skip

    def react(self, args: Json) -> Json:
        """`reactions.add`."""
        channel = self._chat.open_to_bot(args)
        message = self._world.find(channel.id, str(args.get("timestamp", "")))
        if message is None:
            raise RefusedError("message_not_found")
        if args.get("name") in message.reactions:
            raise RefusedError("already_reacted")
        message.reactions.append(str(args.get("name", "")))
        return {}

    def begin_upload(self, args: Json) -> Json:
        """`files.getUploadURLExternal`."""
        if not args.get("filename") or not int(args.get("length") or 0):
            raise RefusedError("invalid_arguments")
        name = self._world.new_id("F")
        self._world.files[name] = {
            "id": name, "name": args["filename"], "length": int(args["length"]),
            "content": None, "title": args["filename"], "channels": [], "thread_ts": None,
        }  # fmt: skip
        return {"upload_url": f"{self._world.url}/upload/{name}", "file_id": name}

    def complete_upload(self, args: Json) -> Json:
        """`files.completeUploadExternal`: a message with the files appears."""
        listed = [(self._uploaded(one), one) for one in args.get("files") or []]
        if not listed:
            raise RefusedError("invalid_arguments")
        wanted = args.get("channel_id") or args.get("channels") or ""
        channels = [self._chat.open_to_bot({"channel": one}) for one in wanted.split(",") if one]
        thread = args.get("thread_ts") or None
        for channel in channels if thread else []:
            self._chat.check_thread(channel.id, thread)
        for file, given in listed:
            file["title"] = given.get("title") or file["title"]
            file |= {"channels": [one.id for one in channels], "thread_ts": thread}
        files = [{name: file[name] for name in ("id", "name", "title")} for file, _ in listed]
        for channel in channels:
            text = str(args.get("initial_comment") or "")
            self._world.post(Message(
                channel.id, self._world.new_ts(), BOT.id, text, thread_ts=thread,
                bot_id=BOT.bot_id, subtype="file_share", files=files,
            ))  # fmt: skip
        return {"files": files}

    def status(self, args: Json) -> Json:
        """`assistant.threads.setStatus`."""
        channel = self._world.channel(str(args.get("channel_id", "")))
        if args.get("status") is None or not args.get("thread_ts"):
            raise RefusedError("invalid_arguments")
        self._chat.check_thread(channel.id, args["thread_ts"])
        self._world.statuses.append({**args, "at": self._world.clock()})
        return {}

    def prompts(self, args: Json) -> Json:
        """`assistant.threads.setSuggestedPrompts`, by an app that declares `agent_view`.

        Slack takes a call with `thread_ts` from such an app and does nothing; here it is refused.
        """
        channel = self._world.channel(str(args.get("channel_id", "")))
        prompts = args.get("prompts") or []
        fit = all(one.get("title") and one.get("message") for one in prompts)
        if "thread_ts" in args or not fit or not 0 < len(prompts) <= MOST_PROMPTS:
            raise RefusedError("invalid_arguments")
        self._world.prompts[channel.id] = {"title": args.get("title", ""), "prompts": prompts}
        return {}

    def _person(self, name: Any) -> Person:
        if str(name) not in self._world.people:
            raise RefusedError("user_not_found")
        return self._world.people[str(name)]

    def _visible(self, args: Json) -> Channel:
        channel = self._world.channel(str(args.get("channel", "")))
        if channel.kind == "group" and BOT.id not in channel.members:
            raise RefusedError("channel_not_found")
        return channel

    def _readable(self, args: Json) -> Channel:
        channel = self._visible(args)
        if BOT.id not in channel.members:
            raise RefusedError("not_in_channel")
        return channel

    def _shown(self, channel: str) -> list[Message]:
        shown = [one for one in self._world.messages if one.channel == channel]
        return [one for one in shown if not one.to and not one.deleted]

    def _page(self, found: list[Message], args: Json) -> Json:
        found = [one for one in found if _within(one.ts, args)]
        start, size = int(args.get("cursor") or 0), int(args.get("limit") or PAGE)
        end = start + size
        more = end < len(found)
        messages = [self._with_replies(one) for one in found[start:end]]
        cursor = {"next_cursor": str(end) if more else ""}
        return {"messages": messages, "has_more": more, "response_metadata": cursor}

    def _with_replies(self, message: Message) -> Json:
        replies = [one for one in self._shown(message.channel) if one.thread_ts == message.ts]
        if not replies:
            return message.json()
        return {**message.json(), "thread_ts": message.ts, "reply_count": len(replies)}

    def _uploaded(self, given: Json) -> Json:
        file = self._world.files.get(str(given.get("id")))
        if file is None or file["content"] is None:
            raise RefusedError("file_not_found")
        return file


def _within(ts: str, args: Json) -> bool:
    """Whether a message is between `oldest` and `latest`, which all have as many digits."""
    oldest, latest = str(args.get("oldest") or "0"), str(args.get("latest") or "9")
    if str(args.get("inclusive", "")).lower() in {"1", "true"}:
        return oldest <= ts <= latest
    return oldest < ts < latest
