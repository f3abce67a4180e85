"""`issues`: which part of the ledger is shown, to whom, and what is said of what there isn't."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import ledger_words, words
from bot.core.call import CommandName, Platform
from bot.core.commands.issues import CONSOLE_SHOWN, SHOWN
from bot.core.errors import InvalidInputError, NotAdminError
from bot.core.reply import (
    IssueChart,
    IssueList,
    IssueMoves,
    Notice,
    NoticeKind,
    OneIssue,
    Reply,
    Unlisted,
    Visibility,
)
from index.errors import CatalogueError, UnknownMomentError
from index.issues.finding import COMPARED
from index.issues.records import Candidate, Condition, Evidence, Ledger, Moves, Status
from tests.bot.core.asking import ask_all
from tests.bot.core.commands.running import reply_to
from tests.bot.fakes import (
    FakeArchive,
    make_call,
    make_evidence,
    make_quote,
    make_services,
    make_source,
    make_standing,
)

OPEN = make_evidence("No arms are handed over.", party="Hamas")
CANDIDATE = Candidate(("prisoner", "swap"), (make_quote("Secret dispute."),), 1)
RAFAH = make_standing("rafah-crossing", Status.OPEN, OPEN, title="Reopening of the crossing")
LEDGER = Ledger(
    (
        make_standing("disarmament", Status.CONTESTED, OPEN, title="Disarmament of Hamas"),
        RAFAH,
        make_standing("rafah", Status.SETTLED, OPEN, title="Rafah itself"),
        make_standing("rafah-tunnels", Status.NOT_MENTIONED, title="Fighters below Rafah"),
        make_standing("aid", Status.NOT_MENTIONED, title="Aid for the Strip"),
    ),
    (CANDIDATE,),
)
MOVES = Moves("10 November 2025", "now", ())


def archive_of(ledger: Ledger = LEDGER) -> FakeArchive:
    return FakeArchive(ledger_now=ledger, moves_found=MOVES)


def issues(text: str, archive: FakeArchive | None = None, **about: object) -> Reply:
    services = make_services(archive or archive_of())
    return reply_to(services, CommandName.ISSUES, text, **about)


def one(text: str, archive: FakeArchive | None = None, **about: object) -> OneIssue:
    body = issues(text, archive, **about).body
    assert isinstance(body, OneIssue)
    return body


@pytest.mark.parametrize("text", ["", " \n "])
def test_without_words_all_issues_are_listed_in_the_ledgers_order(text: str) -> None:
    archive = archive_of()
    archive.listed = [make_source("a", None, "2025"), make_source("b"), make_source("c")]
    reply = issues(text, archive)
    assert reply.body == IssueList(LEDGER.standings, articles=3, dated=1)
    assert reply.index == archive.summary()


def test_a_ledger_without_issues_over_no_articles_is_a_list_too() -> None:
    assert issues("", FakeArchive(listed=[])).body == IssueList((), 0, 0)


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("since", "last"),
        ("Since", "last"),
        ("since last", "last"),
        ("SINCE  10 November  2025 ", "10 November 2025"),
        ("since 20260102-ABC", "20260102-ABC"),
    ],
)
def test_since_shows_what_changed_since_a_build_or_a_date(text: str, since: str) -> None:
    archive = archive_of()
    assert issues(text, archive).body == IssueMoves(MOVES)
    assert archive.since == [since]


def test_a_moment_that_there_is_not_becomes_a_notice_with_its_sentence() -> None:
    archive = archive_of()
    archive.moves_found = UnknownMomentError("“soon” is no date. Write one like 2025-12-31.")
    [reply] = ask_all(archive, [make_call("since soon", CommandName.ISSUES)])
    assert reply.body == Notice(NoticeKind.WRONG_INPUT, str(archive.moves_found))


def test_where_the_catalogue_lies_on_the_machine_is_told_to_nobody() -> None:
    archive = archive_of()
    archive.moves_found = CatalogueError("/home/secret/issues.toml", 3, "is bad", "mend it")
    [reply] = ask_all(archive, [make_call("since", CommandName.ISSUES)])
    assert isinstance(reply.body, Notice)
    assert reply.body.kind is NoticeKind.FAILED
    assert "secret" not in reply.body.text


def test_a_chart_is_a_png_file_with_its_words() -> None:
    body = issues(" Chart ").body
    assert isinstance(body, IssueChart)
    assert body.png.startswith(b"\x89PNG\r\n\x1a\n")
    assert body.alt


@pytest.mark.parametrize("text", ["unlisted", " UNLISTED\n"])
def test_unlisted_disputes_are_for_admins_and_for_nobody_besides(text: str) -> None:
    reply = issues(text, is_admin=True, private=False)
    assert reply.body == Unlisted((CANDIDATE,))
    assert reply.visibility is Visibility.PRIVATE
    with pytest.raises(NotAdminError):
        issues(text, is_admin=False)


def test_others_are_told_that_unlisted_disputes_are_for_admins_and_nothing_of_them() -> None:
    [reply] = ask_all(archive_of(), [make_call("unlisted", CommandName.ISSUES)])
    told = words.admins_only("issues unlisted", Platform.DISCORD)
    assert reply == Reply(Notice(NoticeKind.NOT_ALLOWED, told), Visibility.PRIVATE)


@pytest.mark.parametrize("text", ["", "since", "chart", "aid"])
@pytest.mark.parametrize("private", [False, True])
def test_the_others_see_it_unless_it_was_asked_in_private(text: str, private: bool) -> None:
    expected = Visibility.PRIVATE if private else Visibility.PUBLIC
    assert issues(text, private=private).visibility is expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("disarmament", "disarmament"),
        ("DisArmament", "disarmament"),
        ("rafah", "rafah"),
        ("RAFAH", "rafah"),
        ("rafah-crossing", "rafah-crossing"),
        ("crossing  REOPEN", "rafah-crossing"),
        ("below", "rafah-tunnels"),
        ("strip aid", "aid"),
    ],
)
def test_an_issue_is_found_by_its_id_or_by_words_of_id_and_title(text: str, found: str) -> None:
    assert one(text).standing.issue.id == found


def test_a_number_is_that_of_the_list_settled_issues_after_open_ones() -> None:
    ids = [one(str(number)).standing.issue.id for number in (1, 2, 3)]
    assert ids == ["disarmament", "rafah-crossing", "rafah"]


@pytest.mark.parametrize("number", ["0", "4", "99999999999", "٢"])
def test_a_number_that_the_list_lacks_is_no_issue(number: str) -> None:
    with pytest.raises(InvalidInputError):
        issues(number)


def test_several_that_match_are_named() -> None:
    with pytest.raises(InvalidInputError) as caught:
        issues("rafah- ra")
    assert str(caught.value) == ledger_words.several_issues(
        "rafah- ra", ["rafah-crossing", "rafah-tunnels"]
    )


@pytest.mark.parametrize(
    ("text", "close"),
    [
        ("disarmement", ["disarmament"]),
        ("the disarmement talks", ["disarmament"]),
        ("reopning", ["rafah-crossing"]),
        ("unlisted things", []),
        ("zzz", []),
        ("the off", []),
    ],
)
def test_an_issue_that_there_is_not_is_told_with_those_that_come_close(
    text: str, close: list[str]
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        issues(text)
    assert str(caught.value) == ledger_words.no_issue(text, close)
    assert "“/issues” lists them all." in str(caught.value)


@given(st.text() | st.text("rafah -\n"))
def test_whatever_is_typed_is_answered(text: str) -> None:
    [reply] = ask_all(archive_of(), [make_call(text, CommandName.ISSUES)])
    assert isinstance(reply.body, IssueList | OneIssue | IssueMoves | Notice)
    if isinstance(reply.body, Notice):
        assert reply.body.kind in {NoticeKind.WRONG_INPUT, NoticeKind.NOT_ALLOWED}


def test_of_a_long_text_only_the_head_is_compared() -> None:
    for padding, close in ((COMPARED // 2, ["disarmament"]), (COMPARED, [])):
        text = f"{'x' * padding} disarmement"
        with pytest.raises(InvalidInputError) as caught:
            issues(text)
        assert str(caught.value) == ledger_words.no_issue(text, close)


@pytest.mark.parametrize("count", [0, 1, SHOWN, CONSOLE_SHOWN + 5])
@pytest.mark.parametrize("platform", Platform)
def test_of_much_evidence_the_newest_is_shown_and_the_rest_counted(
    count: int, platform: Platform
) -> None:
    evidence = [make_evidence(f"Quote {n}.") for n in range(count)]
    reason = make_evidence("It decides.")
    standing = make_standing("x", Status.OPEN, *evidence[:2], reason, *evidence[2:], reason=reason)
    body = one("x", archive_of(Ledger((standing,))), platform=platform)
    size = CONSOLE_SHOWN if platform is Platform.CONSOLE else SHOWN
    assert body.shown == tuple(evidence[:size])
    assert body.further == count - len(body.shown)
    assert body.standing == standing


def test_an_issue_that_nothing_decides_shows_all_its_evidence() -> None:
    neutral: list[Evidence] = [make_evidence("A."), make_evidence("B.")]
    standing = make_standing("x", Status.NOT_MENTIONED, *neutral)
    assert one("x", archive_of(Ledger((standing,)))).shown == tuple(neutral)


def test_the_issues_that_one_waits_for_have_their_titles() -> None:
    waits = tuple(
        Condition("aid", waits_for, make_quote("Only then."))
        for waits_for in ("rafah-crossing", "of-old")
    )
    aid = make_standing("aid", Status.OPEN, OPEN, waits_for=waits)
    body = one("aid", archive_of(Ledger((RAFAH, aid))))
    assert body.titles == {"rafah-crossing": "Reopening of the crossing", "of-old": "of-old"}
