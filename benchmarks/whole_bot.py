"""A bot without a platform: settings in, its services and responder as `python -m bot` has them.

    with open_bot(articles, store) as bot:  await bot.ask(question)  ─▶ Asked

Every reply is looked at: which generation it names, which quotes it shows.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Console

from bot.core.call import Call, CommandName, Platform
from bot.core.limits import Limits
from bot.core.reply import NotSaid, Quotes
from bot.core.responder import Responder
from bot.settings import Settings
from bot.wiring import open_services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.core.reply import Reply
    from bot.core.services import Services
    from index.records import Quote


@dataclass(frozen=True, slots=True)
class Reaction:
    """One reply and the milliseconds it took. `failed` says what it was, where it was no answer."""

    reply: Reply
    milliseconds: float
    quotes: tuple[Quote, ...]
    failed: str

    @property
    def generation(self) -> str:
        """The one that the reply names, "" for none."""
        return "" if self.reply.index is None else self.reply.index.generation


class WholeBot:
    """Asks as many people would, each another one."""

    def __init__(self, services: Services, responder: Responder) -> None:
        self.services = services
        self._responder = responder
        self._people = itertools.count()

    async def ask(self, question: str) -> Reaction:
        """One question by someone who has asked none before."""
        person = f"person-{next(self._people)}"
        call = Call(CommandName.ASK, question, Platform.CONSOLE, "", person)
        started = time.perf_counter()
        reply = await self._responder.respond(call)
        milliseconds = 1e3 * (time.perf_counter() - started)
        match reply.body:
            case Quotes(quoted=quoted, differing=differing):
                shown = [*quoted, *(one for line in differing for one in line.quoted)]
                quotes, failed = tuple(one.quote for one in shown), ""
            case NotSaid(nearest=nearest):
                quotes, failed = tuple(one.quote for one in nearest), ""
            case other:
                quotes, failed = (), repr(other)
        return Reaction(reply, milliseconds, quotes, failed)


@contextlib.contextmanager
def open_bot(articles: Path, store: Path) -> Iterator[WholeBot]:
    """The bot over a folder of articles; the index is up to date when it opens."""
    settings = Settings(
        articles_dir=articles, store_dir=store, state_file=store.with_name(f"{store.name}.sqlite")
    )
    services = open_services(settings, Console(file=io.StringIO()), wait=True)
    with Responder(services, Limits(1_000, 60.0, 1_000)) as responder:
        yield WholeBot(services, responder)
