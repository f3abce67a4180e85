"""The flags of `python -m index`, one parser a command."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def parse_flags(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the flags; argparse itself answers `--help` and mistakes, the latter with exit code 2.

    `articles`, `store` and `model` are None, or not there, where no flag names one.
    """
    parser = argparse.ArgumentParser(
        prog="python -m index",
        description="Index a folder of articles and get their exact words back.",
        epilog="Settings are read from the environment and .env too, see .env.example.",
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, what: str, *, articles: bool = True) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=what, description=what, allow_abbrev=False)
        if articles:
            command.add_argument("--articles", metavar="DIR", help="their folder (ARTICLES_DIR)")
        command.add_argument("--store", metavar="DIR", help="folder of the index (STORE_DIR)")
        return command

    build = add("build", "build the index, or bring it up to date")
    build.add_argument("--model", metavar="NAME", help="embedding model (EMBEDDING_MODEL)")
    build.add_argument("--full", action="store_true", help="embed everything anew")
    ask = add("ask", "answer a question, or a file of them")
    ask.add_argument("question", nargs="*", metavar="QUESTION", help="put -- before one like -x")
    ask.add_argument("--batch", metavar="FILE", help='lines {"id", "question"}; - for stdin')
    ask.add_argument("--json", action="store_true", help="answer as JSON")
    before = "what was asked before; again for each question, the oldest first"
    ask.add_argument("--after", metavar="QUESTION", action="append", default=[], help=before)
    ask.add_argument("--build", action="store_true", help="bring the index up to date first")
    ask.add_argument("--explain", action="store_true", help="tell how the answer came about")
    dates = ask.add_argument_group("only articles published …", "2025-12-31, 2025-12, 'last week'")
    dates.add_argument("--as-of", metavar="DATE", help="then or earlier")
    dates.add_argument("--before", metavar="DATE", help="earlier")
    dates.add_argument("--since", metavar="DATE", help="then or later")
    dates.add_argument("--in", dest="within", metavar="DATE", help="within that month, week …")
    dates.add_argument("--latest", action="store_true", help="all, but the newest first")
    show = add("show", "print an article, with what is never quoted marked", articles=False)
    show.add_argument("id", nargs="?", metavar="ID", help="without one, all ids are listed")
    status = add("status", "tell what the index holds")
    status.add_argument("--json", action="store_true", help="as JSON")
    evaluate = add("evaluate", "measure the answers on questions whose answers are known")
    evaluate.add_argument("files", nargs="+", type=Path, metavar="FILE", help="JSON Lines")
    evaluate.add_argument("--json", action="store_true", help="as JSON")
    evaluate.add_argument("--baselines", action="store_true", help="vectors and words alone too")
    unrelated = "ask each question after the one before it in the file, as in a conversation"
    evaluate.add_argument("--in-a-row", action="store_true", help=unrelated)
    evaluate.add_argument("--misses", action="store_true", help="list what went wrong")
    flags = parser.parse_args(arguments)
    if flags.command == "ask" and (flags.batch is None) == (not flags.question):
        ask.error("give either a question or --batch FILE")
    if flags.command == "ask" and flags.batch is not None and (flags.explain or flags.after):
        ask.error("--explain and --after go with one question, not with --batch")
    return flags
