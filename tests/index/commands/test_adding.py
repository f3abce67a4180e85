"""`add`, as someone uses it who has an address and a folder, against a site on this machine."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from index.__main__ import main
from index.commands.surroundings import Streams
from tests.index.command_line import Done
from tests.index.fakes import load_fake
from tests.index.web.pages import PARAGRAPHS, TITLE, short, story
from tests.index.web.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ID = "2026-01-25-harbour-council-votes-to-keep-the-night-ferry"
CHANGED = (PARAGRAPHS[0].replace("three more years", "two more years"), *PARAGRAPHS[1:])


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder of articles, and what is told to the command about it."""

    folder: Path

    @property
    def articles(self) -> Path:
        return self.folder / "articles"

    def index(self, *arguments: str, **env: str) -> Done:
        out, err = io.StringIO(), io.StringIO()
        settings = {
            "ARTICLES_DIR": str(self.articles),
            "STORE_DIR": str(self.folder / "store"),
            "STATE_FILE": str(self.folder / "state"),
            "EMBEDDING_MODEL": "fake",
            "FETCH_PAUSE_SECONDS": "0",
            **env,
        }
        streams = Streams(io.BytesIO(), out, err)
        code = main(
            arguments, settings, streams, load_fake, lambda reach: replace(reach, loopback=True)
        )
        return Done(code, out.getvalue(), err.getvalue())

    def names(self) -> list[str]:
        return sorted(path.name for path in self.articles.glob("[!.]*"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "articles").mkdir()
    return Desk(tmp_path)


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        site.serve("/ferry", story())
        yield site


def test_an_article_is_added_and_shown_in_a_line(desk: Desk, site: Site) -> None:
    done = desk.index("add", site.url("/ferry"))
    assert done == Done(
        0,
        f"added {ID}\n  {TITLE} · 127.0.0.1 · 2026-01-25 · 184 words\n",
        "dateline: what is new answers once the index is built: python -m index build "
        f"--articles {desk.articles} --store {desk.folder / 'store'}\n",
    )
    assert desk.names() == [f"{ID}.md"]


def test_with_build_the_new_article_is_quoted_at_once(desk: Desk, site: Site) -> None:
    done = desk.index("add", site.url("/ferry"), "--build")
    assert done.code == 0
    assert "1 article" in done.err
    assert "once the index is built" not in done.err
    asked = desk.index("ask", "Who said there is no cannery without the late shift?", "--json")
    quote = json.loads(asked.out)["quotes"][0]
    assert quote["doc_id"] == ID
    assert quote["text"] in PARAGRAPHS
    assert (quote["title"], quote["published"]) == (TITLE, "2026-01-25")


def test_build_builds_what_was_added_before(desk: Desk, site: Site) -> None:
    desk.index("add", site.url("/ferry"))
    done = desk.index("add", site.url("/ferry"), "--build")
    assert (done.code, done.out) == (0, f"unchanged {ID}\n")
    assert "1 article" in done.err


def test_the_same_again_is_unchanged_and_nothing_is_to_be_built(desk: Desk, site: Site) -> None:
    desk.index("add", site.url("/ferry"))
    assert desk.index("add", site.url("/ferry")) == Done(0, f"unchanged {ID}\n", "")


def test_the_same_address_twice_is_fetched_once(desk: Desk, site: Site) -> None:
    done = desk.index("add", site.url("/ferry"), site.url("/ferry"))
    assert done.code == 0
    assert done.out.count(ID) == 1
    assert site.paths() == ["/ferry"]


def test_a_change_is_shown_by_its_sentences(desk: Desk, site: Site) -> None:
    desk.index("add", site.url("/ferry"))
    site.serve("/ferry", story(paragraphs=CHANGED))
    done = desk.index("add", site.url("/ferry"))
    told = done.out.splitlines()
    assert done.code == 0
    assert told[:3] == [f"changed {ID}", f"  - {PARAGRAPHS[0]}", f"  + {CHANGED[0]}"]
    assert told[3].startswith(f"  the file as it was is kept: .versions/{ID}/")
    assert "what is new answers once the index is built" in done.err
    assert desk.names() == [f"{ID}.md"]


def test_what_was_corrected_by_hand_is_said_to_be_kept(desk: Desk, site: Site) -> None:
    desk.index("add", site.url("/ferry"))
    path = desk.articles / f"{ID}.md"
    path.write_text(path.read_text().replace("Nine of the", "Nine out of"))
    site.serve("/ferry", story(paragraphs=CHANGED))
    done = desk.index("add", site.url("/ferry"))
    said = "the file as it was, with what was corrected in it by hand, is kept: .versions/"
    assert said in done.out


def test_a_change_of_paragraphs_alone_is_said(desk: Desk, site: Site) -> None:
    desk.index("add", site.url("/ferry"))
    joined = (f"{PARAGRAPHS[0]} {PARAGRAPHS[1]}", *PARAGRAPHS[2:])
    site.serve("/ferry", story(paragraphs=joined))
    done = desk.index("add", site.url("/ferry"))
    assert "\n  only its paragraphs begin elsewhere\n" in done.out


def test_one_that_fails_keeps_none_of_the_others_back(desk: Desk, site: Site) -> None:
    site.serve("/stub", short("Ferry", f"Subscribe to continue reading. {PARAGRAPHS[0]}"))
    site.serve("/pdf", b"%PDF-1.7", kind="application/pdf")
    paths = ("/gone", "/stub", "/pdf", "/ferry")
    done = desk.index("add", "ftp://gull.example/a", "", *map(site.url, paths), "--build")
    assert done.code == 1
    assert done.out.startswith(f"added {ID}\n")
    refused = [line for line in done.err.splitlines() if "was not added" in line]
    no_web = "it is no address of the web; give one that begins with https://"
    assert refused == [
        f"dateline: ftp://gull.example/a was not added: {no_web}",
        f"dateline: An empty address was not added: {no_web}",
        f"dateline: {site.url('/gone')} was not added: its server answers 404 (Not Found)",
        f"dateline: {site.url('/stub')} was not added: it shows no more than a beginning: the "
        "rest is behind a paywall",
        f"dateline: {site.url('/pdf')} was not added: it holds application/pdf, which is no page",
    ]
    assert "1 article" in done.err


def test_where_nothing_was_added_nothing_is_built(desk: Desk, site: Site) -> None:
    done = desk.index("add", site.url("/gone"), "--build")
    assert (done.code, done.out) == (1, "")
    assert len(done.err.splitlines()) == 1
    assert not (desk.folder / "store").exists()


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("ALLOW_HOSTS", "gull.example post.example", "hosts such as example.org"),
        ("DENY_HOSTS", "https://gull.example", "hosts such as example.org"),
        ("FETCH_CONTACT", "ines@gull.example (Ines)", "a mail or web address"),
        ("FETCH_CONTACT", "Zoë", "a mail or web address"),
        ("FETCH_PAUSE_SECONDS", "soon", "a number of seconds from 0 to 10"),
        ("FETCH_PAUSE_SECONDS", "-1", "a number of seconds from 0 to 10"),
        ("FETCH_PAUSE_SECONDS", "nan", "a number of seconds from 0 to 10"),
    ],
)
def test_a_wrong_setting_is_named_and_nothing_is_fetched(
    desk: Desk, site: Site, name: str, value: str, wanted: str
) -> None:
    done = desk.index("add", site.url("/ferry"), **{name: value})
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"dateline: {name} is {value!r}, but must be {wanted}")
    assert len(done.err.splitlines()) == 1
    assert not site.requests


def test_a_wrong_setting_for_fetching_stops_no_other_command(desk: Desk) -> None:
    assert "ALLOW_HOSTS" not in desk.index("status", ALLOW_HOSTS="a b").err


def test_hosts_that_an_operator_rules_out_are_not_asked(desk: Desk, site: Site) -> None:
    denied = desk.index("add", site.url("/ferry"), DENY_HOSTS="127.0.0.1")
    assert denied.code == 1
    assert denied.err.endswith("was not added: DENY_HOSTS rules out 127.0.0.1\n")
    other = desk.index("add", site.url("/ferry"), ALLOW_HOSTS="gull.example")
    assert other.code == 1
    assert other.err.endswith("was not added: 127.0.0.1 is none of ALLOW_HOSTS\n")
    assert not site.requests


def test_without_an_address_the_command_is_wrong(desk: Desk) -> None:
    with pytest.raises(SystemExit) as left:
        desk.index("add")
    assert left.value.code == 2


def test_a_folder_that_is_not_there_is_told(desk: Desk, site: Site) -> None:
    done = desk.index("add", site.url("/ferry"), ARTICLES_DIR=str(desk.folder / "none"))
    assert done.code == 1
    assert done.err.startswith(f"dateline: {desk.folder / 'none'} is not a folder; put articles")


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "https://[::1",
        "http://a b",
        "http://\x00",
        "\ud800",
        "-",
        "x" * 5_000,
        "http://..",
    ],
)
def test_whatever_is_typed_ends_in_one_sentence(desk: Desk, url: str) -> None:
    done = desk.index("add", "--", url)
    assert (done.code, done.out) == (1, "")
    assert len(done.err.splitlines()) == 1
    assert " was not added: " in done.err
    assert done.err.rstrip("\n").isprintable()
