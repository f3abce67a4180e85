"""What every chat platform owes to those who ask, as tests to inherit.

Questions, commands and buttons in a world of the platform: a fixture `open_stage` opens it, and its
`Stage` says how people act there.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Protocol

import pytest

from bot.core import call, words
from bot.core.layout.answers import CONTEXT, MORE_QUOTES
from index.records import Answer
from tests.bot.adapters.bodies import HARMFUL
from tests.bot.bridge import ANOTHER, ARTICLE, QUESTION, SENTENCE, error_id, make_archive
from tests.bot.fakes import (
    FakeArchive,
    FakeBuild,
    RaisingArchive,
    make_quote,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A message of the bot's: what is read of it, and the platform's own of it, to be pressed."""

    text: str
    message: Any


class Stage(ABC):
    """A world of the platform, in which ann, bob and mo, who is an admin, share a channel."""

    platform: ClassVar[call.Platform]

    @abstractmethod
    async def thread(self) -> Any:
        """A new thread in the channel."""

    @abstractmethod
    async def ask(
        self, question: str = QUESTION, by: str = "ann", thread: Any = None
    ) -> list[Said]:
        """Ask in the channel, or in a thread; what all see of the bot from then on."""

    @abstractmethod
    async def ask_alone(self, question: str = QUESTION, by: str = "ann") -> list[Said]:
        """Ask so that nobody else sees it, in the channel; what that person is shown."""

    @abstractmethod
    async def ask_twice(self) -> list[Said]:
        """Ask `QUESTION` in the channel, of which the bot is told twice."""

    @abstractmethod
    async def press(self, said: Said, label: str, by: str) -> list[str]:
        """Press a button; what that person is shown."""

    @abstractmethod
    async def rebuild(self, by: str) -> list[str]:
        """Use the command for admins; what that person is shown first."""

    @abstractmethod
    def seen_by(self, person: str) -> list[str]:
        """All that a person can read of the bot now."""

    @abstractmethod
    def pings(self) -> list[str]:
        """Whom the bot has called, in anything it ever said."""


class OpenStage(Protocol):
    """Opens a world over an archive."""

    async def __call__(self, archive: FakeArchive, build: FakeBuild | None = None, /) -> Stage: ...


@pytest.mark.asyncio
class Platform:
    """What is owed to those who ask."""

    async def test_a_question_has_one_outcome(self, open_stage: OpenStage) -> None:
        stage = await open_stage(make_archive())
        [answer] = await stage.ask()
        assert SENTENCE in answer.text
        assert "bridge" in answer.text
        assert stage.seen_by("bob") == [answer.text]

    async def test_a_command_is_answered_to_one_person_alone(self, open_stage: OpenStage) -> None:
        stage = await open_stage(make_archive())
        [answer] = await stage.ask_alone()
        assert SENTENCE in answer.text
        assert stage.seen_by("ann") == [answer.text]
        assert stage.seen_by("bob") == []

    async def test_what_breaks_is_one_apology_with_an_id_that_the_log_has_too(
        self, open_stage: OpenStage, log: pytest.LogCaptureFixture
    ) -> None:
        stage = await open_stage(RaisingArchive(lambda: RuntimeError("a secret")))
        [told] = await stage.ask()
        [told_alone] = await stage.ask_alone()
        logged = [one.getMessage() for one in log.records if one.exc_info]
        for text in (told.text, told_alone.text):
            assert any(error_id(text) in line for line in logged)
            assert "secret" not in text

    async def test_an_answer_that_can_not_be_written_is_apologised_for(
        self, open_stage: OpenStage, log: pytest.LogCaptureFixture
    ) -> None:
        stage = await open_stage(FakeArchive({QUESTION: Answer(QUESTION, (), 0.9)}))
        [told] = await stage.ask()
        [told_alone] = await stage.ask_alone()
        for text in (told.text, told_alone.text):
            assert f"error {error_id(text)}" in log.text

    async def test_what_is_told_twice_is_answered_once(self, open_stage: OpenStage) -> None:
        archive = make_archive()
        stage = await open_stage(archive)
        [answer] = await stage.ask_twice()
        assert SENTENCE in answer.text
        assert archive.asked == [QUESTION]

    async def test_only_admins_rebuild(self, open_stage: OpenStage) -> None:
        build = FakeBuild()
        build.go.set()
        stage = await open_stage(make_archive(), build)
        [refusal] = await stage.rebuild("ann")
        assert words.admins_only("rebuild", stage.platform) in refusal
        assert not build.fulls
        assert await stage.rebuild("mo")
        assert build.fulls == [False]

    @pytest.mark.parametrize(
        ("label", "shown"), [(MORE_QUOTES, ANOTHER), (CONTEXT, ARTICLE.replace("\n", " "))]
    )
    async def test_what_a_button_shows_is_for_who_pressed_it(
        self, open_stage: OpenStage, label: str, shown: str
    ) -> None:
        stage = await open_stage(make_archive())
        [answer] = await stage.ask(by="ann")
        [told] = await stage.press(answer, label, "bob")
        assert shown in told
        assert stage.seen_by("ann") == [answer.text]
        assert Counter(stage.seen_by("bob")) == Counter([answer.text, told])

    async def test_text_of_articles_is_shown_as_it_is_and_calls_nobody(
        self, open_stage: OpenStage
    ) -> None:
        quote = replace(make_quote(HARMFUL, "<!here>/@here"), title=HARMFUL, copies=("@here",))
        answer = Answer(QUESTION, (quote,), 0.9, further=True)
        more = make_quote("@everyone More.", quote.doc_id)
        texts = {quote.doc_id: f"{HARMFUL} More."}
        stage = await open_stage(FakeArchive({QUESTION: answer}, texts=texts, more=[more]))
        [said] = await stage.ask()
        [alone] = await stage.ask_alone()
        [context] = await stage.press(said, CONTEXT, "bob")
        [further] = await stage.press(said, MORE_QUOTES, "bob")
        assert all(HARMFUL in text for text in (said.text, alone.text, context))
        assert more.text in further
        assert stage.pings() == []

    async def test_a_question_in_a_thread_leans_on_those_before_it_there(
        self, open_stage: OpenStage
    ) -> None:
        archive = make_archive()
        stage = await open_stage(archive)
        one, other = await stage.thread(), await stage.thread()
        await stage.ask("Who built it?", "ann", one)
        await stage.ask("And when?", "bob", one)
        await stage.ask("And why?", "ann", other)
        await stage.ask("Really?", "ann")
        assert archive.histories == [(), ("Who built it?",), (), ()]

    async def test_a_question_asked_alone_is_never_leant_on_in_public(
        self, open_stage: OpenStage
    ) -> None:
        archive = make_archive()
        stage = await open_stage(archive)
        thread = await stage.thread()
        await stage.ask_alone("What do they say of me?", "ann")
        await stage.ask("And when?", "bob", thread)
        await stage.ask("And why?", "ann", thread)
        await stage.ask("And who?", "ann")
        assert archive.histories == [(), (), ("And when?",), ()]
        assert not any("say of me" in text for text in stage.seen_by("bob"))
