"""The word of a question that points outside of it: the "it" of "What is holding it up?".

    pronoun, "that", "there" ─▶ does it stand for nothing?    "Is it true that …", "Is there a …"
                             ─▶ or join clauses?              "said that …", "a ship that …"
                             ─▶ or mean what is named here?   "What did Hull say when it …"
                             ─▶ else it points outside

What may be meant by a pronoun stands in an earlier clause; a possessive's also in its own
("Hull … its role"), but an object is never the subject of its own clause ("Hull reject it").
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from index.question.conversation.expletives import stand_for_nothing
from index.question.conversation.word_lists import (
    ASKING,
    AUXILIARY,
    COLLECTIVE,
    DETERMINERS,
    FRONTED,
    FUNCTION_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    listed,
)
from index.question.conversation.wording import is_participle, verb_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.question.conversation.topics import Topic
    from index.question.conversation.wording import Word

THING: Final = listed("it its")
PERSON: Final = listed("he him his she her hers")
SEVERAL: Final = listed("they them their theirs")
_PERSONAL: Final = THING | PERSON | SEVERAL
_POSSESSIVE: Final = listed("its his her hers their theirs")
_DEMONSTRATIVE: Final = listed("that this these those")

_JOINED_BY_THAT: Final = listed(
    """convinced sure true likely unlikely clear certain aware possible evidence fact news sign
    signs proof chance idea concern concerns so such and or but"""
)
_WITH_SEVERAL: Final = listed("which what are were do have")
"""What several may stand behind: "are dockers", and "which firm", which people call "they"."""

_ONE: Final = listed("one which each none every either neither")
_AGENT: Final = re.compile(r"(?:er|or|ist|ian|ant|ent|man|woman|king|queen|chief|head|boss|pope)$")


def find_pointer(words: Sequence[Word], topics: Sequence[Topic]) -> int | None:
    """Which of `words` is the first to point outside of the question; `topics` are its phrases."""
    pointing = [i for i, w in enumerate(words) if w.key in _PERSONAL | _DEMONSTRATIVE | {"there"}]
    if not pointing:
        return None
    empty = stand_for_nothing(words)
    for i in pointing:
        key = words[i].key
        if i in empty:
            continue
        if key in _PERSONAL:
            points = not _means_inside(words, i, topics)
        elif key == "there":
            points = not any(t.is_name and words[t.last].clause < words[i].clause for t in topics)
        else:
            points = not _is_taken_up(words, i, topics) and (
                _that_points(words, i, topics) if key == "that" else _points_at(words, i)
            )
        if points:
            return i
    return None


def _means_inside(words: Sequence[Word], i: int, topics: Sequence[Topic]) -> bool:
    """Whether what the personal pronoun `i` means is named in the question."""
    key, clause = words[i].key, words[i].clause
    possessive = key in _POSSESSIVE and not (key == "her" and _ends_phrase(words, i))
    for topic in topics:
        if topic.first > i:
            break
        within = words[topic.last].clause == clause
        if (not within or possessive) and _fits(key, words, topic, within=within):
            return True
    # "Despite its losses, did the ferry company …"
    fronted = possessive and clause == 0 and words[0].key in PREPOSITIONS
    return fronted and any(
        words[topic.first].clause == 1 and _fits(key, words, topic, within=False)
        for topic in topics
    )


def _fits(key: str, words: Sequence[Word], topic: Topic, *, within: bool) -> bool:
    if key in THING:
        one = any(word.key in _ONE for word in words[max(topic.first - 3, 0) : topic.first])
        return not topic.is_plural or one or words[topic.last].key in COLLECTIVE
    if key in PERSON:
        return _is_person(words, topic)
    phrase = words[topic.first : topic.last + 1]
    if any(word.key in COLLECTIVE for word in phrase):
        return True
    several = topic.is_plural or topic.before in _WITH_SEVERAL or _is_one_of_two(words, topic)
    return several or (topic.is_name and not within)


def _is_person(words: Sequence[Word], topic: Topic) -> bool:
    """Whether a phrase may be someone; where nobody types capitals, any bare noun may."""
    if topic.is_name or topic.before in {"which", "what"}:
        return True
    phrase = words[topic.first : topic.last + 1]
    if any(_AGENT.search(word.key) for word in phrase):
        return True
    if topic.is_plural or any(word.is_name for word in words):
        return False
    return not topic.first or words[topic.first - 1].key not in DETERMINERS


def _is_one_of_two(words: Sequence[Word], topic: Topic) -> bool:
    """Whether a phrase is joined with another: "Mo and Al"."""
    after = words[topic.last + 1 : topic.last + 3]
    if len(after) == 2 and after[0].key == "and":
        return after[1].key not in AUXILIARY | ASKING
    return topic.before == "and"


def _ends_phrase(words: Sequence[Word], i: int) -> bool:
    """Whether nothing follows that the word `i` could belong to."""
    if i + 1 == len(words) or words[i + 1].sentence != words[i].sentence:
        return True
    after = words[i + 1].key
    return after in FUNCTION_WORDS and after not in DETERMINERS


def _is_taken_up(words: Sequence[Word], i: int, topics: Sequence[Topic]) -> bool:
    """Whether "this", "that" takes up what the question said before it."""
    if words[i].sentence:
        return True
    if words[0].key not in FRONTED or not words[i].clause:
        return False
    return any(words[topic.first].clause == 0 for topic in topics)


def _points_at(words: Sequence[Word], i: int) -> bool:
    """Whether "this", "these" or "those" does; "those killed" says itself who is meant."""
    if words[i].key != "those" or i + 1 == len(words):
        return True
    after = words[i + 1].key
    return not (is_participle(after) or (after.endswith("ing") and i + 2 < len(words)))


def _that_points(words: Sequence[Word], i: int, topics: Sequence[Topic]) -> bool:
    """Whether "that" stands for something, instead of joining two clauses."""
    opens = not i or words[i - 1].sentence != words[i].sentence
    closes = i + 1 == len(words) or words[i + 1].sentence != words[i].sentence
    if opens or closes:
        return True
    before, after = words[i - 1].key, words[i + 1].key
    if before in PREPOSITIONS:
        return after not in PRONOUNS  # "where the boats come from that they use"
    if before in AUXILIARY or before in FRONTED:
        return True
    if before in PRONOUNS | _JOINED_BY_THAT or any(topic.last == i - 1 for topic in topics):
        return False
    is_verb = verb_of(before) is not None or is_participle(before)
    return is_verb and not _has_verb(words, i + 1)


def _has_verb(words: Sequence[Word], i: int) -> bool:
    """Whether a verb follows within the clause, as in "that dockers reject"."""
    rest = [word.key for word in words[i:] if word.clause == words[i].clause]
    return any(
        after in AUXILIARY or (verb_of(after) and before not in DETERMINERS | PREPOSITIONS)
        for before, after in pairwise(rest)
    )
