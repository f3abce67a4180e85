"""The kind of answer a question asks for: a number, a sum, a day, a place, a person, a reason …

    "About how many people were arrested?"  ─▶  COUNT
    "Has Egypt agreed?"                      ─▶  YES_NO

Read from the question's own wording, its last interrogative clause first: quizzes put a statement
before the question. What shows no kind is OTHER, for which no sentence is better than another.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class AnswerKind(StrEnum):
    """What a good answer holds."""

    COUNT = "how many"
    AMOUNT = "how much"
    WHEN = "when"
    WHERE = "where"
    WHO = "who"
    WHICH = "which"
    WHY = "why"
    YES_NO = "yes or no"
    OTHER = "other"


_AUXILIARY: Final = (
    r"(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|should|may|might|must)"
    r"(?:n['’]t)?"
)
_IS: Final = r"(?:['’]s| is| are| was| were)"
_NO_PLACE: Final = (
    r"(?:year|month|day|date|week|century|decade|season|time|hour|age|price|cost|sum|fee|amount"
    r"|extent|way|form|case|order|language|grounds?|circumstances|conditions?|terms|sense|respect"
    r"|role|capacity|charges?|subject|topic|issue|basis|purpose|person|man|woman|people|party"
    rf"|company|union|team|film|of|{_AUXILIARY})\b"
)
# Behind the word, where it is looked for seldom.
_IN_WHICH: Final = "|".join(
    rf"(?<=\b{how} {word})"
    for how in ("in", "at", "to", "on", "from")
    for word in ("what", "which")
)

_ASKING: Final = (
    (
        AnswerKind.COUNT,
        rf"how many|(?:what|which){_IS} the (?:\w+ ){{0,3}}?(?:number|count|toll)"
        r"|what (?:\w+ )?(?:number|share|percentage|proportion|percent) of|(?:the )?death toll",
    ),
    (
        AnswerKind.AMOUNT,
        r"how much|(?:what|which) (?:\w+ ){0,2}(?:price|cost|sum|amount|fee|fine|salary)\b"
        rf"|what{_IS} the (?:\w+ )?(?:price|cost(?! of living)|sum|amount|fee|fine|salary)\b"
        r"|what (?:will|does|did|would|do)\b[^?]*\bcosts?\b|how (?:expensive|costly)",
    ),
    (
        AnswerKind.WHEN,
        r"when\b|(?:what|which) (?:day|date|week|month|year|decade|century|season|time)\b|how soon"
        rf"|what{_IS} the (?:\w+ )?(?:day|date|deadline)\b|how long ago",
    ),
    (
        AnswerKind.WHERE,
        rf"where\b|(?:what|which)(?:{_IN_WHICH}) (?!{_NO_PLACE})\w+"
        r"|(?:what|which) (?:place|city|town|village|location|venue)\b"
        rf"|what{_IS} the (?:\w+ )?(?:place|location|venue|whereabouts)\b",
    ),
    (AnswerKind.WHO, r"who(?:m|se)?\b|(?:what|which) (?:person|man|woman|people)\b"),
    (
        AnswerKind.WHY,
        rf"why\b|what{_IS} the (?:main )?reasons?|what reasons?|how come|what (?:led|caused)",
    ),
    (
        AnswerKind.WHICH,
        r"which|what (?:\w+ )?(?:company|team|party|film|movie|show|song|band|country|union)\b",
    ),
    # Something else is asked, though "when" follows: "What happens when the truce ends?"
    (AnswerKind.OTHER, rf"(?:what|how) {_AUXILIARY}\b"),
)
_KINDS: Final = tuple(
    (kind, re.compile(rf"\b(?:{words})", re.IGNORECASE)) for kind, words in _ASKING
)
_PREPOSITION: Final = r"(?:of|for|in|to|from|by|with|at|on|about|near|under|since|until|during)"
_INTERROGATIVE: Final = r"(?:who|whom|whose|which|what|when|where|why|how)\b"
_OPENING: Final = re.compile(
    rf"[\s\"“‘'(]*(?:(?:and|but|so|well|also|then|ok|okay|please|exactly|hi|hey|hello)\b,? +)*"
    r"(?:(?:(?:(?:do|can|could|would|will) you (?:please )?(?:know|tell (?:me|us)|say|explain)"
    r"|does anyone know|(?:please )?tell (?:me|us)|i(?: want|['’]d like| would like) to know),? "
    rf"(?=(?:{_PREPOSITION} )?(?:exactly )?(?:{_INTERROGATIVE}|if\b|whether\b)))(?:exactly )?)?",
    re.IGNORECASE,
)
"""What is said before the question itself: "so", "could you tell me"."""
_OPENS_YES_NO: Final = re.compile(rf"(?:{_AUXILIARY}|if|whether)\b", re.IGNORECASE)
_OPENS_OTHER: Final = re.compile(rf"(?:{_PREPOSITION} )?(?P<word>what|how)\b", re.IGNORECASE)
_FRONTED: Final = re.compile(
    rf"(?:(?:when|where)\b(?! {_AUXILIARY}\b)|after|before|while|as|since|if|although|though"
    r"|because|in|on|at|during|of|among|following|for|with|under|by|despite|according to)\b"
    rf"(?! {_INTERROGATIVE})[^?]*?, (?=(?:{_PREPOSITION} )?(?:{_INTERROGATIVE}|{_AUXILIARY}\b))",
    re.IGNORECASE,
)
"""What stands before the main clause: "When the pier fell, who was saved?"."""
_ABBREVIATION: Final = re.compile(
    r"\b([A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Sen|Gov|Lt|Col|Prof|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov"
    r"|Dec|No(?=\. \d))\.(?=\s)",
    re.IGNORECASE,
)
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+")
_RELATIVE: Final = re.compile(rf"[\w'’]\s*,?\s*(?:\b{_PREPOSITION} )?$", re.IGNORECASE)
"""What stands before a relative pronoun: "the man who", "the day when"."""
_LONE_PREPOSITION: Final = re.compile(rf"{_PREPOSITION} $", re.IGNORECASE)

_INVERTED: Final = re.compile(rf"(?:when|where|why) {_AUXILIARY}\b", re.IGNORECASE)

_AFTER_A_COMMA: Final = frozenset({"who", "whom", "whose", "which"})
_MAY_FOLLOW_A_WORD: Final = frozenset({"how", "what", "the", "what's", "what’s"})
_LOOKED_AT: Final = 600
"""Characters of a question that are looked at, from its end."""


def answer_kind(question: str) -> AnswerKind:
    """The kind of answer that `question` asks for. Takes any text."""
    looked_at = question.strip()[-_LOOKED_AT:]
    if ". " in looked_at:
        looked_at = _ABBREVIATION.sub(r"\1", looked_at)
    sentences = _SENTENCE_END.split(looked_at)
    asking = [s for s in sentences if s.rstrip(" \"”')").endswith("?")] or sentences[-1:]
    for sentence in reversed(asking):
        opening = _OPENING.match(sentence)
        kind = _kind_of(sentence[opening.end() if opening else 0 :])
        if kind is not AnswerKind.OTHER:
            return kind
    return AnswerKind.OTHER


def _kind_of(sentence: str) -> AnswerKind:
    fronted = _FRONTED.match(sentence)
    main = fronted.end() if fronted else 0
    if _OPENS_YES_NO.match(sentence, main):
        return AnswerKind.YES_NO
    found = [
        (_relative(sentence, match, main), match.start(), kind is AnswerKind.OTHER, kind)
        for kind, words in _KINDS
        for match in words.finditer(sentence)
    ]
    if other := _OPENS_OTHER.match(sentence, main):
        found.append((0, other.start("word"), True, AnswerKind.OTHER))
    # "Who was there when it began?" asks who; a relative pronoun asks only where nothing else does.
    return min(found, key=lambda f: f[:3])[-1] if found else AnswerKind.OTHER


def _relative(sentence: str, match: re.Match[str], main: int) -> int:
    """How likely an interrogative is a relative pronoun, 0 to 2; `main` starts the main clause."""
    if match.start() < main:
        return 2
    word = match.group().split()[0].lower()
    before = sentence[main : match.start()]
    if not before or _LONE_PREPOSITION.fullmatch(before):
        return 1 if main and word in _AFTER_A_COMMA else 0
    if word in _MAY_FOLLOW_A_WORD or _INVERTED.match(sentence, match.start()):
        return 0
    return 2 if _RELATIVE.search(sentence[: match.start()]) else 0
