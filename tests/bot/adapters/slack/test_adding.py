"""`/add`, and “Add linked articles”, as admins meet them on Slack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.adapters.slack.names import ADD_SHORTCUT
from bot.core import adding_words, words
from bot.core.call import CommandName, Platform
from bot.core.layout.adding import ADD, ADD_ALL, CANCEL
from index.errors import NoArticleError
from tests.bot.adapters.slack.reading import buttons, written
from tests.bot.adapters.slack.test_building import done, ended, in_channel, in_private
from tests.bot.adapters.slack.world import Setup
from tests.bot.fake_web import FakeWeb, make_page
from tests.bot.fakes import make_report

if TYPE_CHECKING:
    from tests.bot.adapters.slack.stand_in import Message
    from tests.bot.adapters.slack.world import OpenWorld, World

pytestmark = pytest.mark.asyncio

STORY = "https://news.example/bridge?a=1&b=2"
OTHER = "https://news.example/tunnel"
NONE = "https://news.example/none"
WHY = NoArticleError(NONE, "its text is behind a paywall")


@pytest.fixture
def web() -> FakeWeb:
    return FakeWeb(make_page(STORY), make_page(OTHER, title="<!channel> *dig*"), refused=[WHY])


@pytest_asyncio.fixture
async def newsroom(open_world: OpenWorld, web: FakeWeb) -> World:
    build = done(report=make_report(articles=2, added=("bridge.md",)))
    return await open_world(Setup(build=build, web=web))


async def looked(world: World, text: str = STORY) -> list[Message]:
    """What Mo, an admin, is shown of some addresses, alone."""
    before = len(in_channel(world))
    await world.slash("/add", text, by=world.slack.mo)
    await ended(world)
    shown = in_channel(world)[before:]
    assert all(one.to == world.slack.mo.id for one in shown)
    return shown


async def pressed(world: World, message: Message, label: str) -> None:
    await world.press(message, label, by=world.slack.mo)
    await ended(world)


async def test_it_shows_what_there_is_to_the_admin_alone(newsroom: World, web: FakeWeb) -> None:
    looking, preview = await looked(newsroom)
    assert written(looking) == adding_words.looking([STORY])
    told = written(preview)
    assert "The bridge opens" in told
    assert "News Example · 25 January 2026 · 11 words · by Ann Author" in told
    assert "The bridge opened in May." in told
    assert told.endswith(adding_words.NOT_YET)
    assert buttons(preview) == [ADD, CANCEL]
    assert not web.shelf


async def test_added_the_report_of_its_build_takes_its_place(newsroom: World, web: FakeWeb) -> None:
    _, preview = await looked(newsroom)
    await pressed(newsroom, preview, ADD)
    assert list(web.shelf) == [STORY]
    assert "Added · bridge.md" in written(preview)
    assert not buttons(preview)
    [report] = in_private(newsroom)
    assert written(report) == written(preview)


async def test_cancelled_nothing_is_added(newsroom: World, web: FakeWeb) -> None:
    _, preview = await looked(newsroom)
    await pressed(newsroom, preview, CANCEL)
    assert (written(preview), buttons(preview)) == (adding_words.DROPPED, [])
    assert not web.shelf


async def test_of_several_one_is_added_and_the_others_still_can_be(
    newsroom: World, web: FakeWeb
) -> None:
    _, preview = await looked(newsroom, f"{STORY} {NONE} {OTHER}")
    labels = [ADD_ALL, f"{ADD} 1", f"{ADD} 2", CANCEL]
    assert buttons(preview) == labels
    assert adding_words.refused(WHY) in written(preview)
    await pressed(newsroom, preview, f"{ADD} 2")
    assert buttons(preview) == labels
    assert list(web.shelf) == [OTHER]
    await pressed(newsroom, preview, ADD_ALL)
    assert list(web.shelf) == [OTHER, STORY]


async def test_what_is_no_article_says_why(newsroom: World) -> None:
    _, told = await looked(newsroom, NONE)
    assert written(told) == adding_words.refused(WHY)


async def test_without_an_address_it_says_what_to_type(newsroom: World) -> None:
    [told] = await looked(newsroom, "the bridge")
    assert written(told) == adding_words.NEEDS_LINK


async def test_only_admins_are_shown_anything(newsroom: World, web: FakeWeb) -> None:
    [refused] = await newsroom.slash("/add", STORY)
    assert written(refused) == words.admins_only(CommandName.ADD, Platform.SLACK)
    assert not web.looked


async def test_what_was_typed_twice_as_slack_sends_it_is_looked_at_once(
    newsroom: World, web: FakeWeb
) -> None:
    newsroom.slack.slash(newsroom.slack.mo, "/add", STORY, times=3)
    await newsroom.settle()
    await ended(newsroom)
    assert web.looked == [STORY]


async def menu(world: World, text: str, *, admin: bool = True) -> list[Message]:
    """What an admin, or Ann, is told by the entry in the menu of a message of Bob's."""
    act = world.slack.say(world.slack.bob, text, channel="C2")
    assert act.message is not None
    before = len(world.slack.said)
    person = world.slack.mo if admin else world.slack.ann
    world.slack.shortcut(person, act.message, ADD_SHORTCUT)
    await world.settle()
    await ended(world)
    shown = world.slack.said[before:]
    assert all(one.to == person.id for one in shown)
    return shown


async def test_the_links_of_a_message_are_looked_at_from_its_menu(
    newsroom: World, web: FakeWeb
) -> None:
    escaped = STORY.replace("&", "&amp;")
    _, preview = await menu(newsroom, f"Seen <{escaped}|this>? And <{OTHER}>.")
    assert buttons(preview) == [ADD_ALL, f"{ADD} 1", f"{ADD} 2", CANCEL]
    assert web.looked == [STORY, OTHER]


async def test_a_message_without_links_says_so(newsroom: World) -> None:
    [told] = await menu(newsroom, "Seen the news?")
    assert written(told) == adding_words.NEEDS_LINK


async def test_others_are_refused_the_menu(newsroom: World, web: FakeWeb) -> None:
    [told] = await menu(newsroom, f"<{STORY}>", admin=False)
    assert written(told) == words.admins_only(CommandName.ADD, Platform.SLACK)
    assert not web.looked


async def test_the_button_is_pressed_after_a_restart(newsroom: World, web: FakeWeb) -> None:
    _, preview = await looked(newsroom)
    await newsroom.restart()
    await pressed(newsroom, preview, ADD)
    assert web.added == [make_page(STORY)]
