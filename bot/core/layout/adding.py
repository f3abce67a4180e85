"""Bodies that tell of articles of the web ─▶ sheets.

┃ The article's title
┃ The Outlet · 25 January 2026 · 512 words · by Ann Author · example.org
┃ > How it begins, as far as it has room …
[Add] [Cancel]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core import adding_words
from bot.core.adding_bodies import Adding, FoundArticles, LookingUp
from bot.core.layout.records import (
    DOT,
    Button,
    Card,
    Kind,
    Run,
    Sheet,
    Style,
    Words,
    joined,
    line,
)
from bot.core.layout.sources import link
from bot.core.presses import AddFound, AddNone
from index.web.records import Changed

if TYPE_CHECKING:
    from bot.core.adding_bodies import FoundArticle
    from bot.core.layout.records import Block
    from bot.core.reply import AddPage

ADD: Final = "Add"
ADD_ALL: Final = "Add all"
UPDATE: Final = "Update"
CANCEL: Final = "Cancel"


def add_sheet(body: AddPage) -> Sheet:
    """A page on articles of the web."""
    match body:
        case LookingUp(urls=urls):
            return Sheet((Card(Kind.PAGE, ((line(adding_words.looking(urls)),),)),))
        case Adding(waits=waits):
            return Sheet((Card(Kind.PAGE, ((line(adding_words.adding(waits=waits)),),)),))
        case FoundArticles():
            return _found(body)


def _found(body: FoundArticles) -> Sheet:
    """A card for each article, and one for what is none; several are numbered."""
    several = len(body.found) > 1
    cards = [
        _card(one, number, adding_words.FEW) if several else _card(one)
        for number, one in enumerate(body.found, start=1)
    ]
    rest = [line(refused) for refused in body.refused]
    if body.left:
        rest.append(line(adding_words.not_looked_at(body.left)))
    if rest:
        cards.append(Card(Kind.NOTHING, tuple((one,) for one in rest)))
    buttons = _buttons(body)
    return Sheet(tuple(cards), footer=adding_words.NOT_YET if buttons else "", buttons=buttons)


def _card(one: FoundArticle, number: int | None = None, most: int | None = None) -> Card:
    """An article, and what adding it would change, in `most` lines at most."""
    article = one.article
    title = article.title or adding_words.UNTITLED
    heading = title if number is None else f"{number}{DOT}{title}"
    groups: list[tuple[Block, ...]] = [
        (
            line(heading, len(heading)),
            joined(*map(Run, adding_words.about(article)), link(article.source_url)),
            Words(adding_words.first_lines(article)),
        ),
    ]
    if told := adding_words.foreseen(one.foreseen):
        groups.append((line(told, len(told)), *map(line, adding_words.changes(one.foreseen, most))))
    return Card(Kind.PAGE, tuple(groups))


def _buttons(body: FoundArticles) -> tuple[Button, ...]:
    """To add all or one of several, where adding would change anything; and to add none."""
    if not body.addable:
        return ()
    several = len(body.found) > 1
    label = UPDATE if isinstance(body.found[0].foreseen, Changed) else ADD
    every = Button(ADD_ALL if several else label, AddFound(body.token, 0), Style.OFFER)
    single = [Button(f"{ADD} {number}", AddFound(body.token, number)) for number in body.addable]
    return (every, *(single if several else ()), Button(CANCEL, AddNone(body.token)))
