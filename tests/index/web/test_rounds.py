"""Rounds through feeds, against sites on this machine: what is fetched, what not, and how often."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from index.errors import FeedsFileError, FolderMissingError, FolderUnwritableError, SeenFileError
from index.web import seen
from index.web.records import Added, Changed, Same
from index.web.rounds import OF_ONE_HOST, SEEN_NAME, SIDE_BY_SIDE
from index.web.seen import MOST_TRIES, Seen
from tests.index.web.ferry import NOW
from tests.index.web.newsroom import QUICK, RSS, Newsroom, publish, rss
from tests.index.web.pages import PARAGRAPHS, short, story
from tests.index.web.site import Exchange, Site

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def room(tmp_path: Path, site: Site) -> Newsroom:
    """With one feed, "/rss" of the site."""
    room = Newsroom(tmp_path)
    room.list_feeds(site.url("/rss"))
    return room


def test_the_entries_of_a_feed_become_articles(room: Newsroom, site: Site) -> None:
    publish(site, ["/a", "/b", "/c"])

    done = room.go()

    assert [type(one) for one in done.put] == [Added] * 3
    assert done.is_news
    assert (done.refused, done.dead, done.back, done.known, done.passed) == ([], [], [], 0, 0)
    assert len(room.names()) == 3
    assert room.heard == done.put


def test_an_entry_is_fetched_once_whatever_is_counted_in_its_address(
    room: Newsroom, site: Site
) -> None:
    publish(site, ["/a", "/b?id=1", "/b?id=2"])
    room.go()
    marked = ["/a?utm_source=rss&utm_medium=feed", "/a#top", "/b?id=1&fbclid=x", "/b?id=2", "/new"]
    marked += ["/a/", site.url("/a").replace("http:", "https:")]
    publish(site, ["/new"])
    site.serve("/rss", rss(site, marked), kind=RSS)
    before = len(site.paths())

    done = room.go()

    assert site.paths()[before:] == ["/rss", "/new"]
    assert len(done.put) == 1
    assert done.known == 3


def test_what_an_earlier_version_read_is_not_fetched_again(room: Newsroom, site: Site) -> None:
    publish(site, ["/a", "/b"])
    with Seen(room.folder / SEEN_NAME) as seen:
        seen.settle(site.url("/a"), NOW)
    done = room.go()
    assert (len(done.put), done.known) == (1, 1)
    assert site.paths() == ["/rss", "/b"]


def test_what_a_feed_lists_first_is_fetched_first(room: Newsroom, site: Site) -> None:
    paths = [f"/{number}" for number in range(30)]
    publish(site, paths)
    room.manners = replace(QUICK, pause=0.01, total=10)
    room.go()
    places = [site.paths()[1:].index(path) for path in paths]
    assert all(number - place < OF_ONE_HOST for number, place in enumerate(places))


def test_an_entry_that_a_feed_lists_twice_is_fetched_once(room: Newsroom, site: Site) -> None:
    publish(site, ["/a"])
    for link in ("/a?utm_source=one", "/a?utm_source=two"):
        site.serve(link, story())
    site.serve("/rss", rss(site, ["/a?utm_source=one", "/a", "/a?utm_source=two"]), kind=RSS)

    assert len(room.go().put) == 1
    assert site.paths() == ["/rss", "/a?utm_source=one"]


def test_entries_whose_turn_does_not_come_are_read_in_later_rounds(
    room: Newsroom, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seen, "MOST_TRIES", 2)
    paths = [f"/{number}" for number in range(30)]
    publish(site, paths)
    usual = room.manners
    room.manners = replace(usual, pause=0.1, total=0.25)
    for _ in range(3):
        room.go()

    assert len(room.names()) < len(paths), "there was time for all of them"
    room.manners = usual
    room.go()
    assert len(room.names()) == len(paths)


def test_only_entries_with_the_words_are_fetched(room: Newsroom, site: Site) -> None:
    titles = ["Night ferry stays", "NIGHT  FERRY: a café", "Knight ferryman", "The ferry of night"]
    publish(site, ["/0", "/1", "/2", "/3"])
    site.serve("/rss", rss(site, ["/0", "/1", "/2", "/3"], titles), kind=RSS)
    room.list_feeds(site.url("/rss"), words='any = ["night ferry"]\nall = ["cafe\u0301"]')

    done = room.go()

    assert site.paths() == ["/rss", "/1"]
    assert done.passed == 3


def test_with_other_words_an_unchanged_feed_is_read_anew(room: Newsroom, site: Site) -> None:
    publish(site, ["/a", "/b"], etag="1")
    room.list_feeds(site.url("/rss"), words='any = ["a"]')
    room.go()
    room.list_feeds(site.url("/rss"), words='any = ["b"]')

    assert len(room.go().put) == 1
    assert site.paths() == ["/rss", "/a", "/rss", "/b"]


def test_an_unchanged_feed_costs_one_request_that_names_what_is_known(
    room: Newsroom, site: Site
) -> None:
    publish(site, ["/a"], etag="1")
    room.go()
    done = room.go()

    assert site.paths() == ["/rss", "/a", "/rss"]
    assert [asked.headers.get("if-none-match") for asked in site.asked("/rss")] == [None, '"1"']
    assert not done.is_news
    assert (done.put, done.dead, done.back) == ([], [], [])


@pytest.mark.parametrize("status", [401, 402, 403, 404, 410, 451])
def test_an_entry_that_is_gone_is_settled(room: Newsroom, site: Site, status: int) -> None:
    publish(site, ["/a", "/gone"], etag="1")
    site.serve("/gone", "No.", status=status)

    [refused] = room.go().refused
    again = room.go()
    site.serve("/rss", rss(site, ["/a", "/gone"]), headers={"ETag": '"2"'}, kind=RSS)
    later = room.go()

    assert refused.url == site.url("/gone")
    assert not refused.again
    assert again.refused == later.refused == []
    assert later.known == 2
    assert len(site.asked("/gone")) == 1
    assert site.asked("/rss")[1].headers["if-none-match"] == '"1"'


def test_a_page_without_an_article_is_settled(room: Newsroom, site: Site) -> None:
    publish(site, ["/a"])
    site.serve("/a", short("Gull", "Subscribe to continue reading."))

    [refused] = room.go().refused
    assert not refused.again
    assert "paywall" in str(refused.error)
    assert room.go().refused == []
    assert len(site.asked("/a")) == 1


def test_an_entry_that_fails_for_now_is_tried_again_in_a_few_rounds(
    room: Newsroom, site: Site
) -> None:
    publish(site, ["/a", "/b"], etag="1")
    site.serve("/b", "Later.", status=503)

    rounds = [room.go() for _ in range(MOST_TRIES + 2)]

    again = [[one.again for one in done.refused] for done in rounds]
    assert again == [[True]] * (MOST_TRIES - 1) + [[False], [], []]
    assert len(site.asked("/b")) == MOST_TRIES == 5
    assert len(site.asked("/a")) == 1
    named = [asked.headers.get("if-none-match") for asked in site.asked("/rss")]
    assert named == [None] * MOST_TRIES + ['"1"'] * 2, "it is read whole while something is left"


def test_an_entry_that_failed_is_an_article_once_it_can_be_had(room: Newsroom, site: Site) -> None:
    publish(site, ["/a"], etag="1")
    site.serve("/a", "Later.", status=503, times=1)

    assert not room.go().is_news
    assert room.go().is_news
    room.go()
    assert site.paths() == ["/rss", "/a", "/rss", "/a", "/rss"]


def test_a_dead_feed_is_told_once_and_once_when_it_is_back(room: Newsroom, site: Site) -> None:
    publish(site, ["/a"], feed="/other")
    room.list_feeds(site.url("/rss"), site.url("/other"))
    site.serve("/rss", "Broken.", status=500)

    first, second = room.go(), room.go()
    publish(site, ["/b"])
    third, fourth = room.go(), room.go()

    [dead] = first.dead
    assert (dead.url, dead.status) == (site.url("/rss"), 500)
    assert len(first.put) == 1, "the other feed is read all the same"
    assert (second.dead, second.back) == ([], [])
    assert (third.dead, third.back) == ([], [site.url("/rss")])
    assert len(third.put) == 1
    assert (fourth.dead, fourth.back) == ([], [])


def test_a_page_in_the_place_of_a_feed_is_a_dead_feed(room: Newsroom, site: Site) -> None:
    site.serve("/rss", story())
    assert [dead.why for dead in room.go().dead] == ["it holds no feed"]


def test_what_a_page_says_later_is_not_asked_but_the_same_article_elsewhere_is_one_file(
    room: Newsroom, site: Site
) -> None:
    head = f'<link rel="canonical" href="{site.url("/a")}">'
    site.serve("/a", story("A ferry", head))
    site.serve("/amp", story("A ferry", head))
    site.serve("/print", story("A ferry", head, paragraphs=(*PARAGRAPHS, "It rained.")))
    room.manners = replace(QUICK, pause=0.05)
    for link, outcome in (("/a", Added), ("/amp", Same), ("/print", Changed)):
        site.serve("/rss", rss(site, [link]), kind=RSS)
        done = room.go()
        assert [type(one) for one in done.put] == [outcome]
        assert done.is_news == (outcome is not Same)
    assert len(room.names()) == 1


@pytest.mark.parametrize("path", ["/news/story-{}", "/news?story={}", "/news/{}"])
def test_stories_that_all_name_their_section_are_a_file_each(
    room: Newsroom, site: Site, path: str
) -> None:
    head = f'<link rel="canonical" href="{site.url("/news")}">'
    paths = [path.format(number) for number in range(2)]
    other = tuple(" ".join(word[::-1] for word in part.split()) for part in PARAGRAPHS)
    for one, paragraphs in zip(paths, (PARAGRAPHS, other), strict=True):
        site.serve(one, story(f"What {one[6:]} says", head, paragraphs=paragraphs))
    site.serve("/rss", rss(site, paths), kind=RSS)

    assert [type(one) for one in room.go().put] == [Added] * 2
    assert len(room.names()) == 2


def test_once_stopped_the_rest_is_left_for_the_next_round(room: Newsroom, site: Site) -> None:
    paths = [f"/{number}" for number in range(40)]
    publish(site, paths, etag="1")
    stop = threading.Event()

    first = room.go(stop.is_set, lambda _: stop.set())

    assert 1 <= len(first.put) < 40
    assert len(room.names()) == len(first.put), "each that was fetched is told of"
    second = room.go()
    assert len(first.put) + len(second.put) == 40
    assert all(len(site.asked(path)) == 1 for path in paths)
    assert "if-none-match" not in site.asked("/rss")[1].headers


def test_a_server_that_says_nothing_holds_up_no_one_who_stops(room: Newsroom, site: Site) -> None:
    publish(site, ["/a", "/b"])
    site.behave("/b", lambda exchange: void(exchange.wait(20)))
    room.manners = replace(QUICK, read=20, total=20)
    began = time.monotonic()

    done = room.go(lambda: bool(room.heard and site.asked("/b")))

    assert time.monotonic() - began < 5
    assert len(done.put) == 1
    publish(site, ["/b"])
    assert len(room.go().put) == 1, "it was left for the next round"


def test_stopped_before_it_began_a_round_asks_for_nothing(room: Newsroom, site: Site) -> None:
    publish(site, ["/a"])
    room.go(lambda: True)
    assert site.requests == []


def test_the_pause_of_a_host_is_kept_however_many_entries_there_are(
    room: Newsroom, site: Site
) -> None:
    paths = [f"/{number}" for number in range(40)]
    publish(site, paths)
    room.manners = replace(QUICK, pause=0.05, total=10)

    done = room.go()

    assert len(done.put) == 40
    at = [asked.at for asked in site.requests]
    assert len(at) == 1 + 1 + 40, "robots.txt, the feed, and each once"
    assert at[-1] - at[0] > 41 * 0.05 - 0.5, "one or the other may have come late"
    assert max(sum(begin <= one < begin + 0.5 for one in at) for begin in at) <= 10 + 5


def test_a_host_that_never_answers_does_not_keep_another_feed_from_being_read(
    room: Newsroom, site: Site
) -> None:
    with Site(host="localhost") as silent:
        links = [f"/{number}" for number in range(SIDE_BY_SIDE)]
        for link in links:
            silent.behave(link, lambda exchange: void(exchange.wait(20)))
        silent.serve("/rss", rss(silent, links), kind=RSS)
        publish(site, ["/a"])
        room.list_feeds(silent.url("/rss"), site.url("/rss"))
        began = time.monotonic()

        done = room.go()

    assert len(done.put) == 1
    assert len(done.refused) == len(links)
    assert all(one.again for one in done.refused)
    assert time.monotonic() - began < 10


def void(_: object) -> None:
    """A behaviour gives nothing."""


def test_a_slow_entry_holds_up_no_news_of_the_others(room: Newsroom, site: Site) -> None:
    publish(site, ["/slow", "/a", "/b"])
    heard = threading.Semaphore(0)

    def answer_last(exchange: Exchange) -> None:
        assert all(heard.acquire(timeout=5) for _ in range(2))
        exchange.answer(story("The slow one"))

    site.behave("/slow", answer_last)
    room.manners = replace(QUICK, read=20, total=20)

    done = room.go(tell=lambda _: heard.release())

    assert [type(one) for one in done.put] == [Added] * 3
    last = room.articles / f"{done.put[-1].doc_id}.md"
    assert "/slow" in last.read_text(encoding="utf-8")


def test_a_folder_that_is_not_there_or_can_not_be_written_to_ends_the_round(
    room: Newsroom, site: Site
) -> None:
    publish(site, ["/a", "/b"], etag="1")
    room.articles.rmdir()
    with pytest.raises(FolderMissingError):
        room.go()
    room.articles.mkdir()
    (room.articles / ".adding.lock").mkdir()
    with pytest.raises(FolderUnwritableError):
        room.go()
    (room.articles / ".adding.lock").rmdir()
    assert len(room.go().put) == 2, "nothing was settled that is not there"


def test_a_list_that_is_not_there_and_a_damaged_memory_end_the_round(
    room: Newsroom, site: Site
) -> None:
    publish(site, ["/a"])
    (room.folder / SEEN_NAME).write_text("This is no database." * 99, encoding="utf-8")
    with pytest.raises(SeenFileError):
        room.go()
    room.places.feeds_file.unlink()
    with pytest.raises(FeedsFileError):
        room.go()
    assert site.requests == []
