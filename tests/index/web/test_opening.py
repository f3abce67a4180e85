"""What is set about fetching, and what is no setting."""

from __future__ import annotations

import pytest

from index.errors import WebSettingError
from index.web.manners import Manners
from index.web.opening import manners_of, open_fetcher, reach_of
from index.web.reach import Reach


def test_nothing_set_is_what_the_program_does_by_itself() -> None:
    assert manners_of({}) == Manners()
    assert reach_of({}) == Reach()
    assert not reach_of({}).loopback


def test_a_contact_is_said_in_the_user_agent() -> None:
    agent = manners_of({"FETCH_CONTACT": " desk@gull.example "}).user_agent
    assert agent.endswith("; desk@gull.example)")
    assert manners_of({}).user_agent.endswith("who quote them)")


@pytest.mark.parametrize("contact", ["Zoë", "a)b", "(a", "a\x00b", "a\x1bb"])
def test_a_contact_that_no_header_may_hold_is_told(contact: str) -> None:
    with pytest.raises(WebSettingError, match="FETCH_CONTACT"):
        manners_of({"FETCH_CONTACT": contact})


def test_a_contact_on_two_lines_is_one() -> None:
    contact = "desk@gull.example\r\nX-Evil: 1"
    assert manners_of({"FETCH_CONTACT": contact}).contact == "desk@gull.example X-Evil: 1"


@pytest.mark.parametrize(("written", "pause"), [("0", 0), (" 1.5 ", 1.5), ("", Manners().pause)])
def test_a_pause_is_read_in_seconds(written: str, pause: float) -> None:
    assert manners_of({"FETCH_PAUSE_SECONDS": written}).pause == pause


@pytest.mark.parametrize("written", ["-1", "nan", "inf", "soon", "3601", "1e999"])
def test_a_pause_of_no_seconds_is_told(written: str) -> None:
    with pytest.raises(WebSettingError, match="FETCH_PAUSE_SECONDS"):
        manners_of({"FETCH_PAUSE_SECONDS": written})


def test_hosts_are_read_with_commas_between() -> None:
    env = {"ALLOW_HOSTS": "gull.example, tern.example", "DENY_HOSTS": "ads.gull.example"}
    reach = reach_of(env)
    assert reach.allowed == {"gull.example", "tern.example"}
    assert reach.denied == {"ads.gull.example"}


@pytest.mark.parametrize("name", ["ALLOW_HOSTS", "DENY_HOSTS"])
def test_what_is_no_host_is_told_with_the_setting_that_holds_it(name: str) -> None:
    with pytest.raises(WebSettingError, match=f"{name} is 'https://gull.example'"):
        reach_of({name: "tern.example, https://gull.example"})


def test_a_fetcher_closes_what_it_opened() -> None:
    with open_fetcher(Manners(), Reach()) as fetcher:
        assert fetcher
