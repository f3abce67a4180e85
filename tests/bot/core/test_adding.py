"""Articles of the web: looked at, kept for a while, and added with a build behind it."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.core import adding_words, build_words, words
from bot.core.adding import MOST_AT_ONCE, MOST_LOOKS
from bot.core.adding_bodies import Adding, FoundArticles, LookingUp
from bot.core.build_lines import lines
from bot.core.builds import Task
from bot.core.call import CommandName, Platform
from bot.core.layout.adding import ADD, ADD_ALL, CANCEL, add_sheet
from bot.core.layout.builds import build_sheet
from bot.core.layout.records import line
from bot.core.reply import ArticlesGone, Begun, Notice, NoticeKind, Rebuilding, Rebuilt
from bot.core.responder import Responder
from bot.core.state.found import KEPT_SECONDS
from bot.core.state.store import StateStore
from index.errors import ArticlesLostError, FolderUnwritableError, NoArticleError
from index.web.records import Added, Same
from tests.bot.fake_web import FULL, FakeWeb, make_page
from tests.bot.fakes import (
    ROOMY,
    Clock,
    FakeArchive,
    FakeBuild,
    make_call,
    make_report,
    make_services,
)

if TYPE_CHECKING:
    from bot.core.reply import Body

STORY = "https://news.example/bridge"
OTHER = "https://news.example/tunnel"
NONE = "https://news.example/none"
WHY = NoArticleError(NONE, "its text is behind a paywall")


class Chat:
    """Types `/add` and follows what it begins, with no platform between."""

    def __init__(
        self,
        web: FakeWeb | None = None,
        build: FakeBuild | None = None,
        state: StateStore | None = None,
    ) -> None:
        self.web = web or FakeWeb(make_page(STORY), make_page(OTHER, title=""), refused=[WHY])
        self.services = make_services(FakeArchive(), build, state, web=self.web)

    def type(self, *lines: str, is_admin: bool = True) -> list[Body]:
        """All bodies that come of some calls, one after the other, the last one's course too."""
        return asyncio.run(self._type(lines, is_admin=is_admin))

    async def _type(self, lines: tuple[str, ...], *, is_admin: bool) -> list[Body]:
        bodies: list[Body] = []
        with Responder(self.services, ROOMY) as responder:
            for line in lines:
                call = make_call(line, CommandName.ADD, is_admin=is_admin)
                bodies.append((await responder.respond(call)).body)
                while isinstance(bodies[-1], Begun):
                    bodies.append((await responder.outcome_of(bodies[-1])).body)
        return bodies

    def found(self, text: str = STORY) -> FoundArticles:
        looking, found = self.type(text)
        assert isinstance(looking, LookingUp)
        assert isinstance(found, FoundArticles)
        return found


def told(body: Body) -> str:
    assert isinstance(body, Notice)
    return body.text


# ── looking ──────────────────────────────────────────────────────────────────────────────────


def test_a_look_shows_what_is_there_and_adds_nothing() -> None:
    chat = Chat()
    found = chat.found(f"Have a look at {STORY}!")
    [one] = found.found
    assert (one.article, one.foreseen) == (make_page(STORY), Added("bridge"))
    assert not chat.web.shelf
    assert chat.services.rebuilder.outcome is None


def test_what_is_no_article_says_why_and_offers_nothing() -> None:
    _, said = Chat().type(NONE)
    assert told(said) == adding_words.refused(WHY)


def test_of_several_those_that_are_articles_are_offered_and_the_others_say_why() -> None:
    found = Chat().found(f"{STORY} {NONE} {OTHER}")
    assert [one.article.source_url for one in found.found] == [STORY, OTHER]
    assert found.refused == (adding_words.refused(WHY),)


def test_more_addresses_than_a_few_are_left() -> None:
    pages = [make_page(f"https://news.example/{number}") for number in range(MOST_AT_ONCE + 2)]
    chat = Chat(FakeWeb(*pages))
    found = chat.found(" ".join(page.source_url for page in pages))
    assert (len(found.found), found.left) == (MOST_AT_ONCE, 2)
    assert len(chat.web.looked) == MOST_AT_ONCE


@pytest.mark.parametrize("typed", ["", "the bridge", "cancel", "news.example, bridge"])
def test_without_an_address_it_says_what_to_type(typed: str) -> None:
    assert [told(body) for body in Chat().type(typed)] == [adding_words.NEEDS_LINK]


def test_an_address_alone_needs_nothing_before_it() -> None:
    looking, _ = Chat().type(" news.example/bridge ")
    assert isinstance(looking, LookingUp)
    assert looking.urls == (STORY,)


def test_only_admins_look_and_add() -> None:
    chat = Chat()
    token = chat.found().token
    refusal = words.admins_only(CommandName.ADD, Platform.CONSOLE)
    for typed in (STORY, token, f"cancel {token}"):
        assert [told(body) for body in chat.type(typed, is_admin=False)] == [refusal]
    assert chat.web.looked == [STORY]
    assert not chat.web.shelf


def test_a_look_holds_up_no_answer_and_no_more_than_a_few_are_under_way() -> None:
    chat = Chat()
    chat.web.go.clear()

    async def scenario() -> tuple[list[Body], Body, Body]:
        with Responder(chat.services, ROOMY) as responder:
            looks = [
                (await responder.respond(make_call(STORY, CommandName.ADD, is_admin=True))).body
                for _ in range(MOST_LOOKS + 1)
            ]
            answer = (await responder.respond(make_call())).body
            chat.web.go.set()
            ended = [await responder.outcome_of(one) for one in looks if isinstance(one, Begun)]
            again = await responder.respond(make_call(STORY, CommandName.ADD, is_admin=True))
            assert all(isinstance(one.body, FoundArticles) for one in ended)
            return looks, answer, again.body

    looks, answer, again = asyncio.run(scenario())
    assert [isinstance(one, LookingUp) for one in looks] == [True] * MOST_LOOKS + [False]
    assert told(looks[-1]) == adding_words.BUSY
    assert not isinstance(answer, Notice)
    assert isinstance(again, LookingUp)


def test_a_look_that_breaks_is_an_apology_with_an_id_that_the_log_has_too(
    caplog: pytest.LogCaptureFixture,
) -> None:
    _, said = Chat(FakeWeb()).type(STORY)
    assert isinstance(said, Notice)
    assert said.kind is NoticeKind.FAILED
    [record] = [one for one in caplog.records if one.levelname == "ERROR"]
    assert words.apology(getattr(record, "error_id", "")) == said.text


# ── adding ───────────────────────────────────────────────────────────────────────────────────


def test_what_was_found_is_added_and_a_build_brings_it_in() -> None:
    build = FakeBuild(make_report(added=("bridge.md",)))
    build.go.set()
    chat = Chat(build=build)
    adding, building, built = chat.type(chat.found().token)
    assert isinstance(adding, Adding)
    assert isinstance(building, Rebuilding)
    assert isinstance(built, Rebuilt)
    assert building.puts == built.puts == (Added("bridge"),)
    assert built.report.added == ("bridge.md",)
    assert chat.web.shelf == {STORY: "bridge"}
    assert (build.fulls, build.confirmed) == ([False], [False])


def test_what_is_added_is_what_was_shown_whatever_the_page_says_by_then() -> None:
    chat = Chat()
    token = chat.found().token
    chat.web.pages[STORY] = make_page(STORY, text="Something else by now.")
    chat.type(token)
    assert chat.web.added == [make_page(STORY)]


def test_one_of_several_is_added_and_then_the_others_still_can_be() -> None:
    chat = Chat()
    token = chat.found(f"{STORY} {OTHER}").token
    chat.type(f"{token} 2")
    assert list(chat.web.shelf) == [OTHER]
    *_, built = chat.type(token)
    assert list(chat.web.shelf) == [OTHER, STORY]
    assert isinstance(built, Rebuilt)
    assert built.puts == (Added("bridge"), Same("tunnel"))


def test_added_twice_nothing_is_built_the_second_time() -> None:
    chat = Chat()
    token = chat.found().token
    chat.type(token)
    before = chat.services.rebuilder.outcome
    _, said = chat.type(token)
    assert told(said) == "Was there already: bridge."
    assert chat.services.rebuilder.outcome is before


def test_where_another_build_has_read_it_meanwhile_it_is_told_all_the_same() -> None:
    build = FakeBuild(make_report(fresh=True))
    build.go.set()
    chat = Chat(build=build)
    _, building, built = chat.type(chat.found().token)
    assert isinstance(built, Rebuilt)
    assert [(one.label, one.text) for one in lines(built)] == [("Article", "added as bridge")]
    assert isinstance(building, Rebuilding)
    [card] = build_sheet(building).cards
    assert card.groups == ((line(f"Added as bridge. {build_words.begun(Task.UPDATE)}"),),)


def test_what_is_there_already_has_no_button_of_its_own() -> None:
    chat = Chat()
    chat.type(chat.found(OTHER).token)
    found = chat.found(f"{OTHER} {STORY}")
    assert found.addable == (2,)
    labels = [button.label for button in add_sheet(found).buttons]
    assert labels == [ADD_ALL, f"{ADD} 2", CANCEL]
    chat.type(chat.found().token)
    assert add_sheet(chat.found(f"{OTHER} {STORY}")).buttons == ()


def test_a_number_that_none_has_adds_nothing() -> None:
    chat = Chat()
    token = chat.found().token
    assert [told(body) for body in chat.type(f"{token} 2")] == [adding_words.NO_SUCH]
    assert not chat.web.shelf


def test_what_was_found_can_be_added_after_a_restart(tmp_path: Path) -> None:
    state = StateStore(tmp_path / "state.sqlite")
    token = Chat(state=state).found().token
    state.close()
    chat = Chat(state=StateStore(tmp_path / "state.sqlite"))
    chat.type(token)
    assert chat.web.added == [make_page(STORY)]


def test_what_was_found_long_ago_or_never_or_was_cancelled_is_no_more() -> None:
    clock = Clock()
    chat = Chat(state=StateStore(None, clock))
    cancelled, old = chat.found().token, chat.found().token
    assert told(chat.type(f"cancel {cancelled}")[-1]) == adding_words.DROPPED
    clock.now += KEPT_SECONDS + 1
    for token in (cancelled, old, "0123456789ab"):
        assert [told(body) for body in chat.type(token)] == [adding_words.NO_LONGER]
    assert not chat.web.shelf


def test_a_folder_that_can_not_be_written_to_is_named_and_it_can_be_tried_again() -> None:
    chat = Chat()
    token = chat.found().token
    chat.web.error = FolderUnwritableError(Path("articles"), "no space left")
    _, said = chat.type(token)
    why, again = adding_words.failed(str(chat.web.error)), adding_words.try_again(token)
    assert told(said) == f"{why} {again}"
    chat.web.error = None
    assert isinstance(chat.type(token)[-1], Rebuilt)


def test_what_came_in_before_the_folder_was_full_is_built_and_the_rest_is_told() -> None:
    chat = Chat()
    token = chat.found(f"{STORY} {OTHER}").token
    chat.web.full_after = 1
    _, building, built = chat.type(token)
    assert isinstance(building, Rebuilding)
    assert (building.puts, building.trouble) == ((Added("bridge"),), str(FULL))
    assert isinstance(built, Rebuilt)
    assert adding_words.all_became(building.puts, building.trouble).endswith(
        f"The others could not be added: {FULL}."
    )


def test_behind_a_build_that_runs_another_one_begins() -> None:
    build = FakeBuild()
    chat = Chat(build=build)
    token = chat.found().token
    chat.services.rebuilder.start(full=False, started_by="ann")
    assert build.begun.acquire(timeout=10)
    threading.Timer(0.05, build.go.set).start()
    adding, *_, built = chat.type(token)
    assert isinstance(adding, Adding)
    assert adding.waits
    assert isinstance(built, Rebuilt)
    assert build.fulls == [False, False]


def test_where_the_build_fails_it_is_told_that_the_article_is_there() -> None:
    build = FakeBuild(error=FolderUnwritableError(Path("articles"), "no space left"))
    build.go.set()
    chat = Chat(build=build)
    *_, said = chat.type(chat.found().token)
    assert told(said).startswith("Added as bridge. The build failed")


def test_where_articles_are_gone_the_build_asks_as_any_does() -> None:
    build = FakeBuild(error=ArticlesLostError(Path("articles"), 120, 300))
    build.go.set()
    chat = Chat(build=build)
    *_, gone = chat.type(chat.found().token)
    assert isinstance(gone, ArticlesGone)
    assert (gone.lost, gone.of, gone.puts) == (120, 300, (Added("bridge"),))
