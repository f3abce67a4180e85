"""`ask` in a conversation, in time, and explained."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.index.command_line import ANSWER_KEYS, OPENING

if TYPE_CHECKING:
    from tests.index.command_line import Town

LEANS = "When did it open?"
BEFORE = "Who built the stone bridge?"


def batch(town: Town, *records: object, flags: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    lines = "".join(json.dumps(record) + "\n" for record in records).encode()
    done = town.index("ask", "--batch", "-", *flags, stdin=lines)
    return [json.loads(line) for line in done.out.splitlines()]


def test_a_line_of_a_batch_may_tell_what_was_asked_before(built_town: Town) -> None:
    alone, first, history, nothing = batch(
        built_town,
        {"id": 1, "question": LEANS},
        {"id": 2, "question": LEANS, "first": BEFORE},
        {"id": 3, "question": LEANS, "history": ["Who is the mayor?", BEFORE]},
        {"id": 4, "question": LEANS, "first": None, "history": []},
    )
    assert alone["understood"] is None
    assert "bridge" in first["understood"]
    assert history["understood"] == first["understood"]
    assert (first["quotes"] or first["nearest"])[0]["text"] == OPENING
    assert nothing["understood"] is None


@pytest.mark.parametrize("wrong", [{"first": 4}, {"history": "Who?"}, {"history": ["Who?", 4]}])
def test_what_was_asked_before_in_another_form_is_told_and_the_batch_goes_on(
    built_town: Town, wrong: dict[str, object]
) -> None:
    bad, good = batch(
        built_town, {"id": 1, "question": LEANS, **wrong}, {"id": 2, "question": OPENING}
    )
    assert list(bad) == [*ANSWER_KEYS, "error"]
    assert "'first' that is no text, or a 'history' that is no list of texts" in bad["error"]
    assert good["answered"] is True


def test_after_tells_what_was_asked_before(built_town: Town) -> None:
    done = built_town.index("ask", "--json", "--after", "Who rules?", "--after", BEFORE, LEANS)
    assert "bridge" in json.loads(done.out)["understood"]


def test_options_choose_the_days_of_publication(built_town: Town) -> None:
    asked = ("ask", "--json", OPENING)
    then = json.loads(built_town.index(*asked, "--in", "2025-05").out)
    assert (then["understood"], then["note"]) == ("in articles from May 2025", None)
    assert then["quotes"][0]["doc_id"] == "bridge"
    by = json.loads(built_town.index(*asked, "--as-of", "2025-05-02").out)
    assert by["as_of"] == "2025-05-02"
    never = json.loads(built_town.index(*asked, "--before", "2025-05-02").out)
    assert never["note"] == "no article is dated then"
    found = never["quotes"] or never["nearest"]
    assert "bridge" not in [quote["doc_id"] for quote in found]


def test_options_hold_for_every_line_of_a_batch(built_town: Town) -> None:
    answers = batch(
        built_town,
        {"id": 1, "question": OPENING},
        {"id": 2, "question": OPENING},
        flags=("--as-of", "2025-05-02"),
    )
    assert [answer["as_of"] for answer in answers] == ["2025-05-02"] * 2


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--since", "someday"), "--since is 'someday', which is no date"),
        (("--since", "2025-06-01", "--before", "2025-05-01"), "--since 2025-06-01"),
    ],
)
def test_what_is_no_date_is_told_in_one_sentence(
    built_town: Town, flags: tuple[str, ...], said: str
) -> None:
    done = built_town.index("ask", OPENING, *flags)
    assert done.code == 1
    assert said in done.err
    assert done.err.count("\n") == 1
    assert done.out == ""


def test_explain_tells_every_candidate_below_the_answer(built_town: Town) -> None:
    done = built_town.index("ask", "--explain", OPENING)
    answer, _, explanation = done.out.partition("\n\nanswered: confidence ")
    assert OPENING in answer
    assert f"searched for: {OPENING}" in explanation
    assert " 1. " in explanation
    assert "quote 1" in explanation
    assert "tokens" in explanation


def test_explain_as_json_has_all_parts_of_every_score(built_town: Town) -> None:
    answer = json.loads(built_town.index("ask", "--explain", "--json", OPENING).out)
    assert list(answer) == [*ANSWER_KEYS, "explanation"]
    told = answer["explanation"]
    assert told["confidence"] == answer["confidence"]
    first = told["candidates"][0]
    moved = sum(move["amount"] for move in first["moves"])
    assert sum(first["parts"].values()) + moved == pytest.approx(first["score"], abs=2e-3)


@pytest.mark.parametrize("flag", [("--explain",), ("--after", "Who?")])
def test_what_goes_with_one_question_is_refused_for_a_batch(
    built_town: Town, flag: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        built_town.index("ask", "--batch", "-", *flag)
    assert caught.value.code == 2
    assert "go with one question" in capsys.readouterr().err


def test_build_brings_the_index_up_to_date_first(town: Town) -> None:
    asked = ("ask", "--build", "--articles", str(town.articles), OPENING)
    env = {"EMBEDDING_MODEL": "fake"}
    first = town.index(*asked, env=env)
    assert first.code == 0
    assert "3 articles" in first.err
    (town.articles / "market.txt").write_text("The market opens at nine.", encoding="utf-8")
    assert "4 articles" in town.index(*asked, env=env).err
    again = town.index(*asked, env=env)
    assert (again.code, again.err) == (0, "")
