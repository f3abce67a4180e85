"""`python -m index`: build an index, ask it, look into it, measure it. With `bot.__main__` the only
file that looks at the environment.

    .env, environment, flags ─▶ Surroundings ─▶ one of index.commands

Exit codes: 0, 1 with a sentence on standard error, 2 for wrong flags or settings; 130 when stopped
with Ctrl-C, 141 when the reader of the output has gone.
"""

from __future__ import annotations

import io
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dotenv import dotenv_values

from index.commands.flags import parse_flags
from index.commands.surroundings import (
    DEFAULT_STATE,
    DEFAULT_STORE,
    FEEDS_NAME,
    Streams,
    Surroundings,
)
from index.embedders.loading import load_model
from index.errors import DatelineError, WebSettingError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping, Sequence

    from index.embedders.base import Embedder
    from index.web.fetching import Fetcher
    from index.web.reach import Reach

READERS_OF_PAGES: Final = {"trafilatura", "htmldate", "courlan"}

STOPPED: Final = 130
NO_READER: Final = 141
"""128 and the number of the signal, as shells count it."""


def main(
    arguments: Sequence[str],
    env: Mapping[str, str],
    streams: Streams,
    load: Callable[[str], Embedder],
    reach: Callable[[Reach], Reach] = lambda reach: reach,
) -> int:
    """Run one command; the exit code is what it returns. Raises SystemExit for wrong flags.

    `reach` may widen which hosts are spoken to, which tests do for their own server.
    """
    flags = parse_flags(arguments)

    def setting(flag: str, name: str) -> str | None:
        """The flag, else the setting; a blank one is one that isn't there."""
        return getattr(flags, flag, None) or env.get(name, "").strip() or None

    def fetcher() -> Fetcher:
        """What fetches articles of the web; raises WebSettingError."""
        # httpx takes 0.2 s to import, and most commands fetch nothing.
        from index.web.opening import manners_of, open_fetcher, reach_of  # noqa: PLC0415

        return open_fetcher(manners_of(env), reach(reach_of(env)))

    articles = setting("articles", "ARTICLES_DIR")
    store = setting("store", "STORE_DIR")
    around = Surroundings(
        streams=streams,
        articles=Path(articles).expanduser() if articles else None,
        store=Path(store).expanduser() if store else DEFAULT_STORE,
        model=setting("model", "EMBEDDING_MODEL"),
        load=load,
        fetcher=fetcher,
        state_file=_state_file(flags, env),
        feeds_file=Path(setting("feeds", "FEEDS_FILE") or FEEDS_NAME).expanduser(),
        issues_file=_absolute(env.get("ISSUES_FILE", "").strip()),
    )
    try:
        return run(flags, around)
    except WebSettingError as error:
        around.tell(str(error))
        return 2
    except DatelineError as error:
        around.tell(str(error))
        return 1


def _absolute(typed: str) -> str | None:
    """A file as an index remembers it, wherever it is built from; None where none is named."""
    return str(Path(typed).expanduser().absolute()) if typed else None


def _state_file(flags: argparse.Namespace, env: Mapping[str, str]) -> Path:
    """Where the ledgers of earlier builds are: the bot's state file, as the settings name it.

    A store that only a flag names has one of its own beside it.
    """
    named = env.get("STATE_FILE", "").strip()
    if named:
        return Path(named).expanduser()
    return (
        Path(flags.store).expanduser().parent / DEFAULT_STATE.name if flags.store else DEFAULT_STATE
    )


def run(flags: argparse.Namespace, around: Surroundings) -> int:
    """Run the command that `flags` name; the exit code. Raises DatelineError.

    Each is imported only here, because it loads the engine: `--help` is there at once.
    """
    match flags.command:
        case "build":
            from index.commands.building import build_index  # noqa: PLC0415 - see above

            code = build_index(around, full=flags.full, confirm_loss=flags.confirm_loss)
        case "add" | "fetch":
            code = _gather(flags, around)
        case "rollback":
            from index.commands.building import go_back  # noqa: PLC0415 - see above

            code = go_back(around)
        case "ask":
            from index.commands.ask import ask_batch, ask_one, read_choice  # noqa: PLC0415 - see above
            from index.question.reading import Request  # noqa: PLC0415 - see above

            choice = read_choice(flags, around.now())
            if flags.build:
                from index.commands.building import bring_up_to_date  # noqa: PLC0415 - see above

                around = bring_up_to_date(around)
            if flags.batch is not None:
                source = None if flags.batch == "-" else Path(flags.batch)
                return ask_batch(around, source, choice)
            request = Request(" ".join(flags.question), tuple(flags.after), choice)
            code = ask_one(around, request, as_json=flags.json, explained=flags.explain)
        case "issues":
            from index.commands.issues import show_issues  # noqa: PLC0415 - see above

            code = show_issues(around, flags)
        case "show":
            from index.commands.show import show, show_all  # noqa: PLC0415 - see above

            code = show_all(around) if flags.id is None else show(around, flags.id)
        case "status":
            from index.commands.status import status  # noqa: PLC0415 - see above

            code = status(around, as_json=flags.json)
        case _:
            from index.commands.evaluate import evaluate  # noqa: PLC0415 - see above

            wanted = {"as_json": flags.json, "baselines": flags.baselines, "misses": flags.misses}
            code = evaluate(around, flags.files, in_a_row=flags.in_a_row, **wanted)
    return code


def _gather(flags: argparse.Namespace, around: Surroundings) -> int:
    """Run one of the commands that fetch articles from the web."""
    if flags.command == "add":
        from index.commands.adding import add  # noqa: PLC0415 - see `run`

        return add(around, flags.url, build=flags.build)
    from index.commands.fetching import fetch  # noqa: PLC0415 - see `run`

    return fetch(around, build=flags.build)


def start() -> int:
    """`main` over this process's own arguments, environment and streams."""
    # Characters that the terminal can't show become "?".
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    # Standard input is None when it is closed (`<&-`), whatever its type says.
    stdin = sys.stdin.buffer if sys.stdin else io.BytesIO()
    try:
        extra = dotenv_values(".env", interpolate=False)  # a "$" in a value is a "$"
    except (OSError, UnicodeDecodeError) as exc:
        sys.stderr.write(f"dateline: .env can't be read: {exc}\n")
        return 2
    # What the index warns of, as everything else that is said beside the result.
    told = logging.StreamHandler()
    # Not left to the level of loggers: a library may set its own to DEBUG, as bm25s does.
    told.setLevel(logging.WARNING)
    # What is wrong with somebody's page, told for the programmers of what reads it.
    told.addFilter(lambda record: record.name.partition(".")[0] not in READERS_OF_PAGES)
    logging.basicConfig(format="dateline: %(message)s", handlers=[told])
    env = {name: value for name, value in extra.items() if value is not None} | dict(os.environ)
    try:
        code = main(sys.argv[1:], env, Streams(stdin, sys.stdout, sys.stderr), load_model)
        sys.stdout.flush()
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        return STOPPED
    except BrokenPipeError:
        # Python flushes standard output once more at exit; that must find someone to take it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NO_READER
    return code


if __name__ == "__main__":
    sys.exit(start())
