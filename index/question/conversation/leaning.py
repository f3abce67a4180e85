"""Whether a question leans on those asked before it, and how.

    "What is holding it up?"            POINTS  a word points outside of the question
    "Why?"  "How many were wounded?"    OMITS   what it is about is left out
    "And Egypt?"  "What about in May?"  SWAPS   the same is asked of another
    "When does the port of Hull open?"  None    it stands alone

A question that says enough stands alone when in doubt: its own words find what it asks for, and
what is carried over wrongly spoils a new subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from index.question.conversation.pointing import PERSON, SEVERAL, THING, find_pointer
from index.question.conversation.word_lists import (
    ADVERBS,
    ASKING,
    AUXILIARY,
    BE,
    DETERMINERS,
    FUNCTION_WORDS,
    PREPOSITIONS,
    listed,
)
from index.question.conversation.wording import is_content, is_only_verb, is_participle, verb_of
from index.terms import stems

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from index.question.conversation.topics import Topic
    from index.question.conversation.wording import Word

MOST_WORDS: Final = 60
"""A question of more words says itself what it is about."""

_FRAGMENT: Final = 4
"""Content words that a fragment has at most: "And the fishermen of Hull?"."""

_PHRASE: Final = 3
"""Those of one that nothing introduces: "in December?"."""

_ENOUGH: Final = 2
"""Content words with which a question says what it is about."""

_OPENING: Final = re.compile(
    r"(?:(?:and|but|or|so|then|also|plus|ok|okay|well|hm+)\b[\s,]*)+", re.IGNORECASE
)
_OF_ANOTHER: Final = re.compile(
    r"(?:what|how) (?:about|of)\b"
    r"|(?:(?:is|does|did|will|was|would) )?(?:that |it )?(?:the )?same"
    r"(?: true| holds?| goes| go| apply| applies)? (?:for|with|of|to)\b",
    re.IGNORECASE,
)
_OTHERS: Final = re.compile(
    r"\b(?:else|others|ones|such|same|another|(?<!each )other)\b"
    r"|\bmore\W*$|\bmore (?:details?|information)\b"
    r"|(?<!even )(?<!or )(?<!more )(?<!not )(?<!very )\bso\W*$"
    r"|\b(?:which|the|this|that|first|second|last|only) one\b(?! (?:of|who|that))",
    re.IGNORECASE,
)
"""What asks for more than before, where little else is said."""

_ACKNOWLEDGING: Final = listed(
    """ok okay oh ah yes no thanks thank great good nice i we you got get see it that is was all
    fine help helps helped helpful interesting clear enough understand understood make makes sense
    forget never mind nevermind very really so well done"""
)
"""Words of what asks for nothing: "got it, thanks", "that's all"."""

_COMPARED: Final = re.compile(r"\bas\b|\band\b.*\bsame\b", re.IGNORECASE)
_SAY_WHO_IS_MEANT: Final = THING | PERSON | SEVERAL | listed("you your i we my our")
"""Pronouns that don't point outside of their question, where `find_pointer` found none."""

_UNFINISHED: Final = listed("will would can could should may might must did does")
_STATES: Final = listed("alive left missing dead safe free still now")
_WISHES: Final = listed(
    "want wants wanted need needs able plan plans hope hopes try agree refuse willing ready"
)


class Manner(StrEnum):
    """How a question leans."""

    POINTS = "points"
    OMITS = "omits"
    SWAPS = "swaps"


@dataclass(frozen=True, slots=True)
class Leaning:
    """How a question leans; `pointer` is the place, in words, of the one that points outside.

    `rest` is the place, in words, from which on a SWAPS question names what is new.
    """

    manner: Manner
    pointer: int | None = None
    rest: int = 0


def find_leaning(
    question: str, words: Sequence[Word], topics: Sequence[Topic], earlier: Set[str]
) -> Leaning | None:
    """How `question` leans on others; None if it stands alone.

    `words` and `topics` are its own, `earlier` the stems of those asked before.
    """
    if not words or len(words) > MOST_WORDS or acknowledges(question, words):
        return None
    opening = _OPENING.match(question, words[0].span.start)
    start = opening.end() if opening else words[0].span.start
    another = _OF_ANOTHER.match(question, start)
    if another:
        start = another.end()
    skipped = sum(word.span.start < start for word in words)
    rest = words[skipped:]
    content = [
        word
        for i, word in enumerate(words)
        if i >= skipped and is_content(word) and (not i or words[i - 1].key != "how")
    ]
    if (opening or another) and content and _is_fragment(rest, content):
        return Leaning(Manner.SWAPS, rest=skipped)
    pointer = find_pointer(words, topics)
    if pointer is not None:
        return Leaning(Manner.POINTS, pointer)
    if _is_phrase(question, rest, content):
        return Leaning(Manner.SWAPS, rest=skipped)
    omits = _omits(question, rest, content, opened=bool(opening))
    omits = omits or (len(topics) == 1 and _takes_up(rest, content, earlier))
    return Leaning(Manner.OMITS) if omits else None


def acknowledges(question: str, words: Sequence[Word]) -> bool:
    """Whether nothing is asked: "got it, thanks"."""
    if "?" in question or words[0].key in AUXILIARY or words[0].key in {"so", "all"}:
        return False
    return all(word.key in _ACKNOWLEDGING for word in words)


def _is_fragment(rest: Sequence[Word], content: Sequence[Word]) -> bool:
    """Whether a part of a question has no verb and asks for nothing by itself."""
    if len(content) > _FRAGMENT or _asks(rest):
        return False
    return len(rest) < 3 or rest[1].is_name or verb_of(rest[1].key) is None


def _is_phrase(question: str, rest: Sequence[Word], content: Sequence[Word]) -> bool:
    """Whether the whole question is "in December?", "with whom?" or "Egypt?"."""
    if not content or len(content) > _PHRASE or _asks(rest):
        return False
    if rest[0].key in PREPOSITIONS:
        return not any(is_only_verb(word.key) for word in content)
    return len(content) == 1 and question.rstrip().endswith("?")


def _asks(rest: Sequence[Word]) -> bool:
    return any(word.key in AUXILIARY or word.key in ASKING for word in rest)


def _omits(question: str, rest: Sequence[Word], content: Sequence[Word], *, opened: bool) -> bool:
    """Whether so little is said that what it is about must have been said before."""
    keys = [word.key for word in rest]
    if len(content) <= _ENOUGH:
        others = _OTHERS.search(question) and not _COMPARED.search(question)
        if others or _breaks_off(keys):
            return True
    if not _SAY_WHO_IS_MEANT.isdisjoint(keys):
        return False
    if _leaves_out_noun(keys) or opened:
        named = any(word.is_name for word in content)
        return len(content) < _ENOUGH + (not named)
    # "What does Leeds say?" names a subject of its own.
    if len(content) >= _ENOUGH or not _asks(rest):
        return False
    if rest[0].key in ASKING and any(word.is_name for word in content):
        return False
    first = [word.key for word in rest if word.clause == rest[0].clause]
    return not (content and _asks_what_it_is(first, content[0]))


def _leaves_out_noun(keys: Sequence[str]) -> bool:
    """Whether it is "how many were wounded", "how many wounded": who is left out."""
    for i in range(len(keys) - 2):
        if keys[i] == "how" and keys[i + 1] in {"many", "much"}:
            # "How much will the work cost?" has its subject.
            if keys[i + 2] in AUXILIARY:
                return i + 3 == len(keys) or _stands_alone(keys[i + 3])
            return is_participle(keys[i + 2])
    return False


def _stands_alone(key: str) -> bool:
    """Whether the word after "how many were" is no subject of them: "wounded", "there", "in"."""
    if key in DETERMINERS:
        return False
    return is_participle(key) or key in FUNCTION_WORDS or key in PREPOSITIONS or key in _STATES


def _breaks_off(keys: Sequence[str]) -> bool:
    """Whether what is done is left out: "Which port said it would not?", "Does Hull want to?"."""
    kept = list(keys[:-1]) if keys and keys[-1] == "not" else list(keys)
    if len(kept) < 2:
        return False
    return kept[-1] in _UNFINISHED or (kept[-1] == "to" and kept[-2] in _WISHES)


def _asks_what_it_is(keys: Sequence[str], content: Word) -> bool:
    """Whether it is "who is Ann", "what is inflation": a name or notion and nothing else."""
    if len(keys) < 3 or keys[0] not in ASKING or keys[-1] != content.key:
        return False
    if keys[1] not in BE and keys[0] != "how":  # "how old is Ann"
        return False
    said_of_it = content.key.endswith(("ing", "ible", "able", "ive", "ful", "al", "ent"))
    return content.is_name or (len(keys) == 3 and not said_of_it and not is_participle(content.key))


def _takes_up(rest: Sequence[Word], content: Sequence[Word], earlier: Set[str]) -> bool:
    """Whether it names, as known, a thing of an earlier question: "Where is the ship now?"."""
    if len(content) > _PHRASE or any(word.is_name for word in content):
        return False
    keys = [word.key for word in rest] + ["now", ""]
    return any(
        rest[i].key == "the"
        and is_content(rest[i + 1])
        and not earlier.isdisjoint(stems(rest[i + 1].key))
        and _ends_phrase_before(keys[i + 2], keys[i + 3])
        for i in range(len(rest) - 1)
    )


def _ends_phrase_before(following: str, after: str) -> bool:
    """Whether the noun before `following` ends its phrase: not in "the peace plan signed"."""
    if following in AUXILIARY or following in ADVERBS:
        return True
    return verb_of(following) is not None and not is_participle(after)
