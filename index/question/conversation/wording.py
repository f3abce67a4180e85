"""The words of a question as a follow-up is judged by: what each is, and in which clause it stands.

    "When it's open, who runs it?"  ─▶  when it is open | who runs it

No grammar is parsed: words are looked up (`word_lists`), and clauses begin at punctuation, at
"when", "who", "because", and after verbs of saying.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from index.question.conversation.word_lists import (
    ASKING,
    AUXILIARY,
    DAYS,
    DETERMINERS,
    FUNCTION_WORDS,
    IRREGULAR,
    LIGHT,
    LIGHT_VERBS,
    NOUNS_TOO,
    PERIODS,
    PREPOSITIONS,
    PRONOUNS,
    SAYING,
    SUBORDINATING,
    VERBS,
    listed,
)
from index.records import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOKEN: Final = re.compile(
    r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*(?:-[^\W_]+)*|[^\W_]+(?:['’&-][^\W_]+)*['’]?"
)
_SHORTENED: Final = re.compile(
    r"(it|he|she|they|we|you|i|that|there|this|here|who|what|where|when|why|how)"
    r"['’](s|re|ll|ve|d|m)|(he|she|that|there|who|what|where|how)(s)",  # "whats" is typed, too
    re.IGNORECASE,
)
_FULL: Final = {"s": "is", "re": "are", "ll": "will", "ve": "have", "d": "would", "m": "am"}
_NEGATED: Final = re.compile(r"(?<=[a-z])n'?t$")
_ODD_NEGATED: Final = {"wo": "will", "ca": "can", "sha": "shall", "can": "can", "ai": "is"}
_ABBREVIATED: Final = listed("mr mrs ms dr st gen sen rep gov lt col sgt prof no vs")
_BREAK: Final = re.compile(r"[,;:.!?()\[\]—–…\n]|\s-+\s")
_END: Final = re.compile(r"[.!?…]\s*|\n\s*\n")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_RELATIVE: Final = listed("last next past this previous")
_CLAUSE: Final = 8
"""Words within which the verb of a clause is looked for."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question. `key` is how it is looked up: lower case, "isn't" as "is".

    An acronym's key is the acronym, so that "US" and "IT" are no pronouns. `clause` and `sentence`
    count from 0.
    """

    key: str
    span: Span
    is_name: bool
    clause: int
    sentence: int


@lru_cache(maxsize=10_000)
def verb_of(key: str) -> str | None:
    """The verb that a word is a form of, or the word itself; None if it is no verb."""
    if key in VERBS:
        return key
    if key in IRREGULAR:
        return IRREGULAR[key]
    for ending in ("s", "es", "ed", "ing"):
        stem = key[: -len(ending)]
        if not key.endswith(ending) or not stem:
            continue
        doubled = stem[:-1] if stem[-2:-1] == stem[-1] else stem
        for base in (stem, stem + "e", doubled, stem[:-1] + "y" if stem[-1] == "i" else stem):
            if base in VERBS:
                return base
    return None


def is_only_verb(key: str) -> bool:
    """Whether a word is a verb and hardly a noun."""
    verb = verb_of(key)
    return verb is not None and (verb if key not in IRREGULAR else key) not in NOUNS_TOO


def is_participle(key: str) -> bool:
    """Whether a word ends as what was done to someone does, or is known as such."""
    return (len(key) > 3 and key.endswith("ed")) or key in IRREGULAR


def is_light(key: str) -> bool:
    """Whether a word leaves open what is asked about: "happened", "people"."""
    return key in LIGHT or verb_of(key) in LIGHT_VERBS


def is_content(word: Word) -> bool:
    """Whether a word says by itself what is asked about."""
    return word.key not in FUNCTION_WORDS and not is_light(word.key)


def tells_time(words: Sequence[Word], i: int) -> bool:
    """Whether word `i` is a day, a month, a year, or belongs to "last week"."""
    key = words[i].key
    named = key in DAYS or key.removesuffix("s") in DAYS or _YEAR.fullmatch(key)
    return bool(named) or is_relative_time(words, i)


def is_relative_time(words: Sequence[Word], i: int) -> bool:
    """Whether word `i` belongs to "last week"."""
    if words[i].key in PERIODS:
        return i > 0 and words[i - 1].key in _RELATIVE
    following = words[i + 1].key if i + 1 < len(words) else ""
    return words[i].key in _RELATIVE and following in PERIODS


def read_words(question: str) -> tuple[Word, ...]:
    """The words of `question` in order. Takes any text."""
    shouted = question.upper() == question
    keyed = _keys(question, shouted=shouted)
    keys = [key for key, _ in keyed]
    found: list[Word] = []
    clause = sentence = end = 0
    for i, (key, span) in enumerate(keyed):
        gap = question[end : span.start]
        if i and _BREAK.search(gap) and not (gap[0] == "." and keys[i - 1] in _ABBREVIATED):
            clause += 1
            sentence += bool(_END.search(gap))
        elif i and _opens_clause(keys, i):
            clause += 1
        name = question[span.start].isupper() and not shouted and key not in FUNCTION_WORDS
        found.append(Word(key, span, name, clause, sentence))
        end = span.end
    return tuple(found)


def _keys(question: str, *, shouted: bool) -> list[tuple[str, Span]]:
    """Each word's key and place; "it's" gives two."""
    found: list[tuple[str, Span]] = []
    for match in _TOKEN.finditer(question):
        text, start, end = match.group(), match.start(), match.end()
        short = _SHORTENED.fullmatch(text)
        if short:
            word, rest = filter(None, short.groups())
            cut = start + len(word)
            found.append((word.lower(), Span(start, cut)))
            found.append((_FULL[rest.lower()], Span(cut, end)))
        else:
            found.append((_key(text, shouted=shouted), Span(start, end)))
    return found


def _key(text: str, *, shouted: bool) -> str:
    bare = text.replace("’", "'").removesuffix("'s")
    acronym = 2 <= len(bare) <= 5 and bare.isupper() and not shouted and bare != "OK"
    if acronym or bare == "May":
        return bare
    key = text.lower().replace("’", "'")
    if key == "cannot":
        return "can"
    positive = _NEGATED.sub("", key)
    if positive != key and (positive in AUXILIARY or positive in _ODD_NEGATED):
        return _ODD_NEGATED.get(positive, positive)
    return key


def _opens_clause(keys: list[str], i: int) -> bool:
    """Whether a clause begins at word `i`, which follows another without a comma."""
    key, last = keys[i], keys[i - 1]
    if last in {"and", "or", "but"}:
        return key in ASKING or key in AUXILIARY or is_participle(key) or is_only_verb(key)
    if key in SUBORDINATING:
        return last not in PREPOSITIONS
    if key == "that" and i + 1 < len(keys) and last not in FUNCTION_WORDS:
        after = keys[i + 1]
        return after in AUXILIARY or after in PRONOUNS or not verb_of(last)
    if verb_of(last) not in SAYING or key in PREPOSITIONS:
        return False
    noun = i > 1 and (keys[i - 2] in DETERMINERS or keys[i - 2].endswith("'s"))
    return not noun and _has_verb(keys, i + 1)


def _has_verb(keys: list[str], i: int) -> bool:
    """Whether a verb follows: "said it would" has a clause, "said it on Monday" has none."""
    for key in keys[i : i + _CLAUSE]:
        if key in SUBORDINATING:
            return False
        if key in AUXILIARY or verb_of(key):
            return True
    return False
