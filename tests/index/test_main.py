"""`python -m index`: settings, exit codes, and what each command prints."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import index
from index.__main__ import NO_READER, main
from index.commands.surroundings import Streams
from tests.index.command_line import OPENING
from tests.index.fakes import FakeEmbedder, load_fake

if TYPE_CHECKING:
    from tests.index.command_line import Town

KEYS = [
    *("id", "question", "answered", "reason", "confidence", "quotes", "differing", "nearest"),
    *("understood", "as_of", "index", "took_ms"),
]
QUOTE_KEYS = ["doc_id", "start", "end", "text", "score", "title", "published", "copies"]
UNKNOWN = "Which violinist recorded seven sonatas underwater?"


def process(
    *arguments: str, folder: Path, stdin: str = "", **env: str
) -> subprocess.CompletedProcess[str]:
    """A process of its own, in `folder`."""
    root = Path(index.__file__).parent.parent
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "index", *arguments],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(root), **env},
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


# --- ask ---------------------------------------------------------------------------------------


def test_a_question_is_answered_with_quotes_and_their_sources(built_town: Town) -> None:
    done = built_town.index("ask", OPENING)

    assert done.code == 0
    assert done.out.splitlines()[:2] == [
        f"  “{OPENING}”",
        "      bridge · The new bridge · 2025-05-02",
    ]
    assert done.err == ""


def test_an_answer_as_json_has_the_keys_that_other_tools_rely_on(built_town: Town) -> None:
    done = built_town.index("ask", "--json", OPENING)

    answer = json.loads(done.out)
    text = (built_town.articles / "bridge.md").read_text(encoding="utf-8")
    first = answer["quotes"][0]
    assert list(answer) == KEYS
    assert list(first) == QUOTE_KEYS
    assert text[first["start"] : first["end"]] == first["text"] == OPENING
    assert (first["title"], first["published"]) == ("The new bridge", "2025-05-02")
    assert answer["answered"] is True
    assert answer["reason"] is None
    assert answer["nearest"] == []
    assert (answer["id"], answer["question"]) == (None, OPENING)
    assert answer["index"]["articles"] == 3
    assert answer["index"]["newest"] == "2025-05-02"
    assert 0 < answer["confidence"] <= 1
    assert answer["took_ms"] > 0


def test_where_the_articles_say_nothing_the_nearest_are_kept_apart(built_town: Town) -> None:
    answer = json.loads(built_town.index("ask", "--json", UNKNOWN).out)

    assert answer["answered"] is False
    assert answer["reason"] == "not_said"
    assert answer["quotes"] == []
    assert 1 <= len(answer["nearest"]) <= 3
    assert list(answer["nearest"][0]) == QUOTE_KEYS


def test_where_the_articles_say_nothing_people_are_told_so(built_town: Town) -> None:
    done = built_town.index("ask", UNKNOWN)

    assert done.code == 0
    assert done.out.startswith("The articles don't say.")


def test_words_of_a_question_need_no_quotation_marks(built_town: Town) -> None:
    answer = json.loads(built_town.index("ask", "--json", "When", "did", "it", "open?").out)

    assert answer["question"] == "When did it open?"


@pytest.mark.parametrize("question", ["--what opened on Friday?", "-x", "--json", "--batch"])
def test_after_two_dashes_a_question_may_look_like_a_flag(built_town: Town, question: str) -> None:
    answer = json.loads(built_town.index("ask", "--json", "--", question).out)

    assert answer["question"] == question


def test_an_empty_question_is_told_from_a_missing_one(built_town: Town) -> None:
    assert json.loads(built_town.index("ask", "--json", "").out)["reason"] == "empty"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["ask"],
        ["ask", "A question?", "--batch", "-"],
        ["ask", "--jso", "A question?"],
        ["forget"],
        ["evaluate"],
        ["status", "surplus"],
    ],
)
def test_wrong_usage_ends_with_2(
    built_town: Town, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        built_town.index(*arguments)

    assert ended.value.code == 2
    assert "usage: python -m index" in capsys.readouterr().err


def test_changed_files_are_told_beside_the_answer(town: Town) -> None:
    town.build()
    (town.articles / "market.txt").write_text("The market opens at nine.", encoding="utf-8")

    done = town.index("ask", OPENING)

    assert done.code == 0
    assert OPENING in done.out
    assert done.err == (
        "dateline: the index is out of date (1 file changed); update it with: python -m index "
        f"build --articles '{town.articles}' --store {town.store} --model fake\n"
    )


def test_a_folder_that_is_gone_is_told_and_the_index_answers_still(town: Town) -> None:
    town.build()
    town.articles.rename(town.articles.with_name("moved"))

    done = town.index("ask", OPENING)

    assert OPENING in done.out
    assert "is gone" in done.err


@pytest.mark.parametrize(
    ("flags", "env"),
    [
        (["--articles", "{other}"], {}),
        ([], {"ARTICLES_DIR": "{other}"}),
        (["--articles", "{other}"], {"ARTICLES_DIR": "{articles}"}),
    ],
)
def test_another_folder_than_the_one_indexed_is_refused(
    built_town: Town, tmp_path: Path, flags: list[str], env: dict[str, str]
) -> None:
    names = {"other": str(tmp_path), "articles": str(built_town.articles)}

    done = built_town.index(
        "ask",
        OPENING,
        *(flag.format(**names) for flag in flags),
        env={key: value.format(**names) for key, value in env.items()},
    )

    assert done.code == 1
    assert done.out == ""
    assert done.err.startswith("dateline: the index in ")
    assert str(tmp_path) in done.err


def test_a_flag_wins_over_the_environment_and_a_blank_setting_is_none(built_town: Town) -> None:
    env = {"ARTICLES_DIR": "/nowhere", "EMBEDDING_MODEL": "  "}

    done = built_town.index("ask", OPENING, "--articles", str(built_town.articles), env=env)

    assert (done.code, done.err) == (0, "")


def test_without_an_index_one_sentence_tells_the_cure(town: Town) -> None:
    done = town.index("ask", OPENING)

    assert done.code == 1
    assert done.err == (
        f"dateline: {town.store} has no index; build it with: python -m index build\n"
    )


def test_a_model_with_other_weights_is_refused(built_town: Town) -> None:
    done = built_town.index("ask", OPENING, load=lambda name: FakeEmbedder(name, revision="second"))

    assert done.code == 1
    assert done.err.count("\n") == 1


# --- ask --batch -------------------------------------------------------------------------------


def lines(*records: object) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def test_a_batch_answers_each_line_with_one_line(built_town: Town, tmp_path: Path) -> None:
    questions = lines(
        {"id": "q1", "question": OPENING, "first": "What else?", "unknown": [1]},
        {"id": 7, "question": UNKNOWN},
    )
    (tmp_path / "questions.jsonl").write_bytes(b"\xef\xbb\xbf" + questions + b"\n  \n")

    from_file = built_town.index("ask", "--batch", str(tmp_path / "questions.jsonl"))
    from_stdin = built_town.index("ask", "--batch", "-", stdin=questions)

    for done in (from_file, from_stdin):
        answers = [json.loads(line) for line in done.out.splitlines()]
        assert done.code == 0
        assert [(a["id"], a["answered"]) for a in answers] == [("q1", True), (7, False)]
        assert [list(a) for a in answers] == [KEYS, KEYS]


def test_a_bad_line_has_an_error_and_the_batch_goes_on(built_town: Town) -> None:
    bad = [
        b"{not json}\n",
        b"[1]\n",
        b'{"id": "q3"}\n',
        b'{"id": "q4", "question": 4}\n',
        b'{"id": "q5", "question": "\xff"}\n',
        b"[" * 100_000 + b"\n",
    ]
    done = built_town.index(
        "ask", "--batch", "-", stdin=b"".join(bad) + lines({"id": "q7", "question": OPENING})
    )

    answers = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 1
    assert [a["id"] for a in answers] == [None, None, "q3", "q4", None, None, "q7"]
    assert all(list(a) == [*KEYS, "error"] for a in answers[:-1])
    assert answers[-1]["answered"] is True
    assert "error" not in answers[-1]
    assert [line.split(" ")[:3] for line in done.err.splitlines()] == [
        ["dateline:", "line", str(number)] for number in range(1, 7)
    ]


class AnswersFirst(io.BytesIO):
    """Lines that can be read only once the answers to those before have been flushed."""

    def __init__(self, questions: bytes, out: CountsFlushed) -> None:
        super().__init__(questions)
        self._out = out
        self._read = 0

    def __next__(self) -> bytes:
        assert self._out.flushed == self._read
        self._read += 1
        return super().__next__()


class CountsFlushed(io.StringIO):
    """Knows how many lines were written before the last flush."""

    flushed = 0

    def flush(self) -> None:
        self.flushed = self.getvalue().count("\n")
        super().flush()


def test_each_answer_is_flushed_before_the_next_line_is_read(built_town: Town) -> None:
    out = CountsFlushed()
    stdin = AnswersFirst(lines(*({"id": i, "question": OPENING} for i in range(3))), out)
    env = {"STORE_DIR": str(built_town.store)}

    code = main(["ask", "--batch", "-"], env, Streams(stdin, out, io.StringIO()), load_fake)

    assert code == 0
    assert out.flushed == 3


def test_a_batch_file_that_is_not_there_is_a_failure(built_town: Town) -> None:
    done = built_town.index("ask", "--batch", "nowhere.jsonl")

    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("dateline: nowhere.jsonl: can't be read")


# --- build, show, status -----------------------------------------------------------------------


def test_a_folder_that_is_not_there_can_t_be_built(town: Town) -> None:
    done = town.index("build", "--articles", str(town.articles / "nowhere"))

    assert done.code == 1
    assert done.err.startswith(f"dateline: {town.articles / 'nowhere'} is not a folder")


def test_build_takes_folder_store_and_model_from_the_environment(town: Town) -> None:
    env = {"ARTICLES_DIR": str(town.articles), "EMBEDDING_MODEL": "fake"}

    assert town.index("build", env=env).code == 0
    state = json.loads(town.index("status", "--json", env=env).out)
    assert state["articles_folder"] == str(town.articles)
    assert state["model"] == "fake"
    assert state["outdated"] is None


def test_status_tells_what_was_skipped_and_what_has_changed(town: Town) -> None:
    (town.articles / "blank.txt").write_bytes(b"")
    town.build()
    (town.articles / "ferry.txt").unlink()

    plain = town.index("status")
    state = json.loads(town.index("status", "--json").out)

    assert (state["articles"], state["passages"], state["sentences"]) == (3, 3, 6)
    assert [one["path"] for one in state["skipped"]] == ["blank.txt"]
    assert state["outdated"] == "1 file changed"
    assert state["bytes"] > 1_000
    assert "skipped:    blank.txt: is empty\n" in plain.out
    assert "state:      out of date (1 file changed); update it with: " in plain.out


def test_status_needs_no_model(built_town: Town) -> None:
    def fail(name: str) -> FakeEmbedder:
        raise AssertionError(name)

    assert built_town.index("status", load=fail).code == 0
    assert built_town.index("show", "bridge", load=fail).code == 0


def test_show_prints_the_article(built_town: Town) -> None:
    text = (built_town.articles / "harvest.txt").read_text(encoding="utf-8")

    assert built_town.index("show", "harvest").out == text


def test_show_without_an_id_lists_what_there_is(built_town: Town) -> None:
    assert built_town.index("show").out.splitlines() == [
        "bridge  2025-05-02  The new bridge",
        "ferry  undated",
        "harvest  undated",
    ]


def test_show_with_an_unknown_id_suggests_one(built_town: Town) -> None:
    done = built_town.index("show", "bridges")

    assert done.code == 1
    assert done.err == "dateline: no article has the id 'bridges'; did you mean bridge?\n"


# --- the process -------------------------------------------------------------------------------


def test_help_loads_no_engine(tmp_path: Path) -> None:
    heavy = ("numpy", "torch", "rich", "faiss", "sklearn")
    code = (
        "import sys, runpy; sys.argv = ['index', '--help']\n"
        "try: runpy.run_module('index', run_name='__main__')\n"
        f"finally: assert not sys.modules.keys() & {set(heavy)!r}"
    )
    root = Path(index.__file__).parent.parent

    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == 0, done.stderr
    assert "evaluate" in done.stdout


def test_the_env_file_is_read_and_the_environment_wins(built_town: Town, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"STORE_DIR={built_town.store}\n", encoding="utf-8")

    assert process("show", "ferry", folder=tmp_path).returncode == 0
    elsewhere = process("show", "ferry", folder=tmp_path, STORE_DIR=str(tmp_path / "none"))
    assert elsewhere.returncode == 1
    assert "Traceback" not in elsewhere.stderr


def test_an_env_file_that_can_t_be_read_is_bad_usage(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"STORE_DIR=\xff\n")

    done = process("status", folder=tmp_path)

    assert done.returncode == 2
    assert done.stderr.startswith("dateline: .env can't be read")


def test_a_reader_that_leaves_early_is_no_traceback(town: Town) -> None:
    (town.articles / "long.txt").write_text("The tide came in again.\n\n" * 20_000, "utf-8")
    town.build()
    root = Path(index.__file__).parent.parent
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "index", "show", "long", "--store", str(town.store)],
        env={"PYTHONPATH": str(root)},
        cwd=town.store,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as shown:
        assert shown.stdout is not None
        assert shown.stderr is not None
        shown.stdout.read(10)
        shown.stdout.close()

        assert shown.wait(30) == NO_READER
        assert shown.stderr.read() == b""
