"""People on the stand-in for Slack, each in a channel of their own, who ask one after the other."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from benchmarks.discord_load import HOLDS
from bot.adapters.slack.scopes import SCOPES
from tests.bot.adapters.slack.stand_in import Channel, Person, Slack

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.bot.adapters.slack.stand_in import Act, Message

SECONDS_A_MESSAGE: Final = 1.0
"""What Slack allows in a channel."""

LOOK: Final = 0.002
"""Seconds between two looks whether something is answered."""


@dataclass(slots=True)
class Asked:
    """A question on Slack, by mention or by command, and what became of it; `at` by monotonic()."""

    by_command: bool
    act: Act
    lane: Lane
    sent_at: float
    before: int
    """How many messages the person alone had been shown before."""

    answered_at: float | None = None

    @property
    def outcomes(self) -> int:
        """How many messages answer it, those aside that only ask to wait."""
        return len(self._answers())

    @property
    def acknowledged(self) -> float:
        """Seconds until Slack was told that it was heard."""
        return self.act.acked[0] if self.act.acked else float("inf")

    def _answers(self) -> Sequence[Message]:
        shown = self.lane.shown_alone() if self.by_command else self.lane.in_thread(self.act)
        new = shown[self.before :] if self.by_command else shown
        return [one for one in new[: self.lane.until(self)] if one.text not in HOLDS]


@dataclass(slots=True)
class Lane:
    """One person in one channel."""

    slack: Slack
    person: Person
    channel: str
    asked: list[Asked] = field(default_factory=list)

    def ask(self, number: int, text: str) -> Asked:
        """Ask, by mention or by command in turn."""
        before = len(self.shown_alone())
        by_command = number % 2 == 0
        if by_command:
            act = self.slack.slash(self.person, "/ask", text, channel=self.channel)
        else:
            act = self.slack.mention(self.person, text, channel=self.channel)
        self.asked.append(Asked(by_command, act, self, time.monotonic(), before))
        return self.asked[-1]

    def shown_alone(self) -> Sequence[Message]:
        """What this person alone was shown so far."""
        return self.slack.ephemeral(self.channel, self.person)

    def in_thread(self, act: Act) -> Sequence[Message]:
        """What the bot said below a mention."""
        return [one for one in self.slack.messages(self.channel, act.ts) if one.by_bot]

    def until(self, asked: Asked) -> int | None:
        """How many of the messages after `asked` belong to it: until the next command."""
        if not asked.by_command:
            return None
        later = self.asked[self.asked.index(asked) + 1 :]
        following = next((one for one in later if one.by_command), None)
        return None if following is None else following.before - asked.before


def workspace() -> Slack:
    """A Slack with the scopes that the manifest asks for, which takes no more than it says."""
    return Slack(scopes=frozenset(SCOPES), seconds_a_message=SECONDS_A_MESSAGE)


def lanes(slack: Slack, count: int) -> list[Lane]:
    """So many people and channels; the bot is in all of these."""
    made: list[Lane] = []
    for number in range(count):
        person = Person(f"ULANE{number:03}", f"lane{number}")
        channel, alone = f"CLANE{number:03}", slack.world.dm_of(person)
        slack.world.people[person.id] = person
        members = {person.id, slack.bot.id}
        slack.world.channels[channel] = Channel(channel, channel.lower(), "channel", members)
        slack.world.channels[alone] = Channel(alone, person.id, "im", set(members))
        made.append(Lane(slack, person, channel))
    return made


async def ask_all(
    made: Sequence[Lane], texts: Iterator[tuple[int, str]], patience: float
) -> list[Asked]:
    """Each lane takes the next question as soon as its last one is answered."""
    all_asked: list[Asked] = []

    async def ask_in(lane: Lane) -> None:
        for number, text in texts:
            asked = lane.ask(number, text)
            all_asked.append(asked)
            due = time.monotonic() + patience
            while not asked.outcomes:
                if time.monotonic() > due:  # the table will tell; others would wait as long
                    return
                await asyncio.sleep(LOOK)
            asked.answered_at = time.monotonic()

    async with asyncio.TaskGroup() as people:
        for lane in made:
            people.create_task(ask_in(lane))
    return all_asked
