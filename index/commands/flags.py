"""The flags of `python -m index`, one parser a command."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


class Add(Protocol):
    """Adds a command that takes `--store`, and `--articles` unless told otherwise."""

    def __call__(self, name: str, what: str, *, articles: bool = True) -> argparse.ArgumentParser:
        """Add `name`; `what` it does stands in the help."""


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

    _add_build(add)
    _add_add(add)
    _add_fetch(add)
    _add_rollback(add)
    ask = _add_ask(add)
    issues = _add_issues(add)
    _add_show(add)
    _add_status(add)
    _add_evaluate(add)
    flags = parser.parse_args(arguments)
    if flags.command == "ask" and (flags.batch is None) == (not flags.question):
        ask.error("give either a question or --batch FILE")
    if flags.command == "ask" and flags.batch is not None and (flags.explain or flags.after):
        ask.error("--explain and --after go with one question, not with --batch")
    if flags.command == "issues":
        ways = {
            "--since": flags.since,
            "--chart": flags.chart,
            "--unlisted": flags.unlisted or None,
        }
        asked = [name for name, value in ways.items() if value is not None]
        if len(asked) > 1:
            issues.error(f"{' and '.join(asked)} don't go together")
        if asked and flags.id is not None:
            issues.error(f"{asked[0]} is of all issues; leave {flags.id!r} out")
        if flags.json and (flags.chart is not None or flags.unlisted):
            issues.error(f"{asked[0]} can't be had as JSON")
        if flags.dark and flags.chart is None:
            issues.error("--dark goes with --chart FILE")
    return flags


def _add_build(add: Add) -> argparse.ArgumentParser:
    build = add("build", "build the index, or bring it up to date")
    build.add_argument("--model", metavar="NAME", help="embedding model (EMBEDDING_MODEL)")
    build.add_argument("--full", action="store_true", help="embed everything anew")
    lost = "build even if many articles are gone"
    build.add_argument("--confirm-loss", action="store_true", help=lost)
    return build


def _add_add(add: Add) -> argparse.ArgumentParser:
    adding = add("add", "add articles of the web to the folder")
    adding.add_argument("url", nargs="+", metavar="URL", help="the address of one article")
    adding.add_argument("--build", action="store_true", help="bring the index up to date then")
    return adding


def _add_fetch(add: Add) -> argparse.ArgumentParser:
    fetching = add("fetch", "add what is new in the feeds that a file lists")
    fetching.add_argument("--feeds", metavar="FILE", help="feeds.toml, unless told (FEEDS_FILE)")
    fetching.add_argument("--build", action="store_true", help="bring the index up to date then")
    return fetching


def _add_rollback(add: Add) -> argparse.ArgumentParser:
    what = "answer from the index before the last build again"
    return add("rollback", what, articles=False)


def _add_ask(add: Add) -> argparse.ArgumentParser:
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
    return ask


def _add_issues(add: Add) -> argparse.ArgumentParser:
    issues = add("issues", "tell which issues are open, and on whose word")
    issues.add_argument("id", nargs="?", metavar="ID", help="this issue alone")
    issues.add_argument("--json", action="store_true", help="as JSON, settled ones and all")
    issues.add_argument("--explain", action="store_true", help="with the rule and all evidence")
    what = "what changed: since last (the build before), a date, a build, or DATE..DATE"
    issues.add_argument("--since", metavar="WHEN", help=what)
    issues.add_argument("--chart", metavar="FILE", help="draw a picture, a PNG file")
    issues.add_argument("--dark", action="store_true", help="the picture for dark surroundings")
    issues.add_argument("--unlisted", action="store_true", help="disputes that are no issue yet")
    return issues


def _add_show(add: Add) -> argparse.ArgumentParser:
    show = add("show", "print an article, with what is never quoted marked", articles=False)
    show.add_argument("id", nargs="?", metavar="ID", help="without one, all ids are listed")
    return show


def _add_status(add: Add) -> argparse.ArgumentParser:
    status = add("status", "tell what the index holds")
    status.add_argument("--json", action="store_true", help="as JSON")
    return status


def _add_evaluate(add: Add) -> argparse.ArgumentParser:
    evaluate = add("evaluate", "measure the answers on questions whose answers are known")
    evaluate.add_argument("files", nargs="+", type=Path, metavar="FILE", help="JSON Lines")
    evaluate.add_argument("--json", action="store_true", help="as JSON")
    evaluate.add_argument("--baselines", action="store_true", help="vectors and words alone too")
    unrelated = "ask each question after the one before it in the file, as in a conversation"
    evaluate.add_argument("--in-a-row", action="store_true", help=unrelated)
    evaluate.add_argument("--misses", action="store_true", help="list what went wrong")
    return evaluate
