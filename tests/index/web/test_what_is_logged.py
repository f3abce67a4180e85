"""What the readers of pages log is for those who program them, and not told to who adds pages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
PROGRAM = """
import logging
import sys
from datetime import date

from index import __main__ as program
from index.errors import NoArticleError
from index.web.extraction import article_in
from index.web.fetching import Fetched, Validators


class Heard(logging.Handler):
    def emit(self, record):
        print("logged", record.name, record.levelname)


def main(*_):
    logging.getLogger("trafilatura").addHandler(Heard())
    for page in (b"<html></html>", b"no page"):
        try:
            article_in(Fetched("https://a.example/b", page, "text/html", None, Validators()),
                       date(2026, 1, 25))
        except NoArticleError as error:
            print(error)
    for name in ("htmldate.core", "courlan", "trafilatural", "index.build"):
        logging.getLogger(name).error("%s says this", name)
        logging.getLogger(name).info("%s says no more", name)
    return 0


program.main = main
sys.exit(program.start())
"""


def test_what_readers_of_pages_log_is_not_told_and_all_else_is(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", PROGRAM],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert "logged trafilatura.utils ERROR\n" in done.stdout, "there is something to leave out"
    assert "logged trafilatura.core WARNING\n" in done.stdout
    assert done.stdout.count("it is a page in which no article was found") == 2
    assert done.stderr == ("dateline: trafilatural says this\ndateline: index.build says this\n")
