"""Whether a sentence holds the kind of answer that is asked for, or merely says what it is about.

    "How many …?"   "a number is there"                    ─▶  holds it
    "Why …?"        "because", "depends on", "in order to"  ─▶  holds it
    "the two discussed the force"                           ─▶  announces, states nothing

What the question itself names is no answer to it: a sentence that only repeats the question's
number, date or name does not hold one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from index.question.asked_for import AnswerKind
from index.terms import find_terms, stems
from index.values.days import find_days
from index.values.names import find_names, find_places
from index.values.quantities import Unit, find_quantities

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from index.records import Span

_REASON: Final = re.compile(
    r"\b(?:because|due to|owing to|thanks to|as a result of|result(?:ed|ing) from"
    r"|stem(?:s|med|ming) from|caused by|in order to|so (?:that|as to)|to (?:avoid|prevent|protect"
    r"|ensure|allow|stop|make sure|give)|cit(?:ed|es|ing)|blam(?:ed|es|ing)"
    r"|depend(?:s|ed|ing)? on|hing(?:es|ed|ing) on"
    r"|link(?:s|ed|ing)? (?:\w+ ){0,8}to|condition(?:s|ed|ing|al)?|until|unless|reasons?|fears?"
    r"|fear(?:ed|ing)|fail(?:ed|s|ing|ure)|over (?:concerns|claims|allegations)|amid|led to"
    r"|since (?:it|they|he|she|the)\b|as (?:it|they|he|she)\b|demand(?:s|ed|ing)?|refus\w+"
    r"|accus(?:e[sd]?|ing)|complain\w*|after (?:\w+ ){0,3}(?:failed|refused|accused|said))\b",
    re.IGNORECASE,
)
_ROLE: Final = (
    r"(?:an?|the|who|whose|head|chief|former|leader|director|minister|president|spokes\w+|adviser"
    r"|advisor|envoy|founder|author|professor|senior|co-\w+|then|now|his|her|their|one of|\d+)"
)
_TITLED: Final = re.compile(
    r"\b(?:minister|president|spokes\w+|advis[eo]r|envoy|chief|head|leader|director|official|senator"
    r"|secretary|king|queen|pope|judge|general|coach|singer|actor|actress|author|professor|mayor"
    r"|governor|chairman|chancellor|ambassador|analyst|Dr)\.? (?:\w+ )?$",
    re.IGNORECASE,
)
_WHO_IS: Final = re.compile(r"\bwho(?:'s|’s| is| are| was| were) (?=(?-i:[A-Z]))", re.IGNORECASE)
_OF_MONEY: Final = re.compile(
    r"\b(?:cost|price|pa(?:y|id)|worth|fine|fee|money|salary|budget|spen[dt]|raise|debt|value"
    r"|donat|fund|invest|earn|profit|revenue|charge|dollars?|euros?|pounds?)",
    re.IGNORECASE,
)
_ADJECTIVE: Final = re.compile(
    # Of one word, or "South African": "Ida Dunstan" is a person.
    r"(?:(?:North|South|East|West|Latin|Saudi) )?[\w’'-]+(?:an|ese|ish|ic|ch|[a-z]{3}i)$"
)
_LOWER_WORD: Final = re.compile(
    r"[ -](?!(?:and|or|in|on|at|of|to|is|was|were|has|had|said|says|told|who|which|that|with"
    r"|will|would|could|may|did|does|won|lost|led|leads|left|took|takes|made|gave|went|came|\w+ed)\b)"
    r"[a-z]"
)
_ANNOUNCES: Final = re.compile(
    r"\b(?:discuss(?:ed|es|ing)?\b|(?:held|holding|hold|had|resumed?) (?:\w+ ){0,3}"
    r"(?:talks|discussions|meetings?)"
    r"|(?:talks?|discussions?) (?:cent(?:er|r)(?:e?d|e|ing)?|focus(?:ed|ing)?) on"
    r"|(?<!was )(?<!were )(?<!been )met (?:with|in|for|to)\b"
    r"|(?:is|are|was|were) (?:expected|scheduled|due|set) to"
    r" (?:be (?:raised|discussed|announced)|discuss|address|review|meet|visit|speak|outline)"
    r"|review(?:ed|s)? (?=[\w\s\"“]{0,30}\b(?:phase|progress|plan|developments))|touched on"
    r"|spoke (?:by phone|about)|exchanged views|addressed (?:the )?(?:issue|question|matter)s?"
    r"|(?:took|takes) stock)",
    re.IGNORECASE,
)
_OF_TALKS: Final = re.compile(r"\b(?:talks|discussions?|meet|met|meetings?)\b", re.IGNORECASE)
_STATES: Final = re.compile(
    r"\b(?:said|says|told|stated|announced|insist(?:s|ed)|agreed|warned|demand(?:s|ed)|denied|accused"
    r"|rejected|reported|added|noted|claimed|described|decided|concluded)\b(?! to meet)",
    re.IGNORECASE,
)


def holds_kind(text: str, kind: AnswerKind, question: str) -> bool:
    """Whether a sentence has what a question of `kind` asks for, beside what the question says.

    False for kinds that no wording shows (YES_NO, OTHER).
    """
    holds = _HOLDS.get(kind)
    return holds is not None and holds(text, question)


def _a_number(text: str, question: str) -> bool:
    asked = _asked_numbers(question)
    return any(
        not q.unit.is_money and (q.low, q.high, q.unit) not in asked for q in find_quantities(text)
    )


def _an_amount(text: str, question: str) -> bool:
    money, asked = bool(_OF_MONEY.search(question)), _asked_numbers(question)
    return any(
        (not money or q.unit is not Unit.COUNT) and (q.low, q.high, q.unit) not in asked
        for q in find_quantities(text)
    )


def _a_day(text: str, question: str) -> bool:
    return _adds(text, (day.span for day in find_days(text)), question)


def _a_place(text: str, question: str) -> bool:
    return _adds(text, find_places(text), question)


def _a_name(text: str, question: str) -> bool:
    return _adds(text, _nouns(text), question)


def _a_person(text: str, question: str) -> bool:
    return (_tells_who if _WHO_IS.search(question) else _a_name)(text, question)


def _a_reason(text: str, _question: str) -> bool:
    return bool(_REASON.search(text))


_HOLDS: Final[Mapping[AnswerKind, Callable[[str, str], bool]]] = {
    AnswerKind.COUNT: _a_number,
    AnswerKind.AMOUNT: _an_amount,
    AnswerKind.WHEN: _a_day,
    AnswerKind.WHERE: _a_place,
    AnswerKind.WHO: _a_person,
    AnswerKind.WHICH: _a_name,
    AnswerKind.WHY: _a_reason,
}


def merely_announces(text: str, question: str) -> bool:
    """Whether a sentence only says that something was, or will be, talked about.

    Never where the question asks about talks itself.
    """
    announced = _ANNOUNCES.search(text)
    return bool(
        announced
        and not _STATES.search(text, 0, announced.start())
        and not _ANNOUNCES.search(question)
        and not _OF_TALKS.search(question)
    )


def _nouns(text: str) -> list[Span]:
    """Names that stand for themselves: not "American" in "the American plan"."""
    return [
        name
        for name in find_names(text)
        if not (_ADJECTIVE.match(text[name.start : name.end]) and _LOWER_WORD.match(text, name.end))
    ]


def _adds(text: str, values: Iterable[Span], question: str) -> bool:
    """Whether one of the values holds a term that the question doesn't have."""
    asked = _asked(question)
    told = (stems(text[value.start : value.end]) for value in values)
    return any(not asked.issuperset(terms) or not terms for terms in told)


@lru_cache(maxsize=256)
def _asked(question: str) -> frozenset[str]:
    """The terms of a question, for all the sentences that it is held against."""
    return frozenset(stems(question))


@lru_cache(maxsize=256)
def _asked_numbers(question: str) -> frozenset[tuple[float, float, Unit]]:
    """The quantities that a question itself names."""
    return frozenset((q.low, q.high, q.unit) for q in find_quantities(question))


def _tells_who(text: str, question: str) -> bool:
    """Whether a sentence introduces the person asked about: "Ann Roe, a judge", "judge Ann Roe"."""
    asked = _asked(question)
    for name in find_names(text):
        terms = find_terms(text[name.start : name.end])
        first = next((term.span.start for term in terms if term.stem in asked), None)
        if first is None:
            continue
        if re.match(rf",? (?:{_ROLE}|is|was|has (?:led|been)|leads|heads)\b", text[name.end :]):
            return True
        before = text[max(0, name.start - 40) : name.start + first]  # "Judge" is part of the name
        if _TITLED.search(before):
            return True
    return False
