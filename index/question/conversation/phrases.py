"""Where the noun phrases of a question stand, by its words: runs of nouns without verbs.

    "What did | Ann Lee | announce about the | Hull ferry | ?"

A run goes from one function word to the next and is cut where a verb stands; the rest of it are
phrases. Whether a word such as "strike" is a verb is told by where it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.question.conversation.word_lists import (
    ADVERBS,
    ARTICLES,
    ASKING,
    AUXILIARY,
    BE,
    DETERMINERS,
    FUNCTION_WORDS,
    HAVE,
    LIGHT_VERBS,
    NUMBERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATING,
    listed,
)
from index.question.conversation.wording import (
    is_content,
    is_only_verb,
    is_participle,
    is_relative_time,
    verb_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.question.conversation.wording import Word

_BEFORE_NOUNS: Final = ARTICLES | listed("its his their")
_DO: Final = listed("do does did will would can could shall should may might must")
_MAY_FOLLOW: Final = listed("now yet again today still")
"""What may follow what is said of a thing: "is the pier open yet"."""

_WITHIN: Final = "“”\"' ‘’"
"""What may stand between two words of a phrase."""


def find_phrases(question: str, words: Sequence[Word]) -> list[tuple[int, int]]:
    """The phrases of `question`, which consists of `words`: places of words, half-open, in order.

    Without articles.
    """
    phrases: list[tuple[int, int]] = []
    start = 0
    while start < len(words):
        end = start
        while end < len(words) and _goes_on(question, words, start, end):
            end += 1
        if end > start:
            phrases += _parts(words, start, end)
        start = max(end, start + 1)
    return phrases


def _goes_on(question: str, words: Sequence[Word], start: int, i: int) -> bool:
    """Whether word `i` goes on with the run that began at `start`."""
    if words[i].key in FUNCTION_WORDS and words[i].key not in NUMBERS:
        return False
    if is_relative_time(words, i):
        return False  # "the ferry last week"
    if i == start:
        return words[i].key not in NUMBERS
    if question[words[i - 1].span.end : words[i].span.start].strip(_WITHIN):
        return False
    if words[i].key in NUMBERS:  # "phase two", but not "how did Mo see two boats"
        return i + 1 == len(words) or not is_content(words[i + 1]) or is_only_verb(words[i + 1].key)
    return True


def _parts(words: Sequence[Word], start: int, end: int) -> list[tuple[int, int]]:
    """The phrases of a run of words without function words, cut where a verb stands."""
    if _is_predicate(words, start, end):
        return []
    parts: list[tuple[int, int]] = []
    first = start
    for i in range(start, end):
        begins = i == start and _begins_with_verb(words, start, end)
        if begins or (i > start and _is_verb_within(words, i, (first, start, end))):
            parts.append((first, i))
            first = i + 1
    parts.append((first, _without_what_is_said(words, start, first, end)))
    return [(a, b) for a, b in (_trimmed(words, *part) for part in parts) if a < b]


def _trimmed(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    """Without the light verbs at either end: "Mo going"."""
    while start < end and verb_of(words[start].key) in LIGHT_VERBS:
        start += 1
    while start < end and verb_of(words[end - 1].key) in LIGHT_VERBS:
        end -= 1
    return start, end


def _is_verb_within(words: Sequence[Word], i: int, run: tuple[int, int, int]) -> bool:
    """Whether word `i` of a run, not its first, is a verb, by its form and its place.

    `run` is where the phrase, the run and its end are.
    """
    first, start, end = run
    word, last = words[i], i + 1 == end
    if word.is_name:
        return False
    if i == first:  # right after a verb
        return is_only_verb(word.key)
    if is_only_verb(word.key) and not word.key.endswith("ing"):
        return True
    if last and (_has_object(words, i) or _needs_verb(words, i)):
        return True
    followed = not last and _is_surely_verb(words[i + 1].key)
    return first == start and not followed and _follows_subject(words, i, start, end)


def _has_object(words: Sequence[Word], i: int) -> bool:
    """Whether an article follows at once: "stadium hosts the"."""
    if i + 1 == len(words) or words[i + 1].key not in _BEFORE_NOUNS:
        return False
    return words[i].clause == words[i + 1].clause and not words[i].key.endswith("ing")


def _follows_subject(words: Sequence[Word], i: int, start: int, end: int) -> bool:
    """Whether it is the verb after a subject: "did Hull welcome", "does the mayor demand"."""
    before = words[start - 1].key if start else ""
    is_verb = verb_of(words[i].key) is not None
    if before in AUXILIARY:
        named = words[i - 1].is_name and not words[i - 1].key.endswith("'s")
        return named and (is_verb or i + 1 == end or words[i + 1].is_name)
    asked = start > 1 and words[start - 2].key in AUXILIARY - BE
    return asked and before in DETERMINERS and words[i].key == verb_of(words[i].key)


def _needs_verb(words: Sequence[Word], i: int) -> bool:
    """Whether word `i` must be the verb of its clause: "if the bridge opens"."""
    key = words[i].key
    verb = verb_of(key)
    clause = [word.key for word in words if word.clause == words[i].clause]
    others = (other for other in clause if other != key and other not in AUXILIARY)
    if verb is None or any(verb_of(other) for other in others):
        return False
    if not _DO.isdisjoint(clause):
        return key == verb
    opener = clause[0]
    if opener not in SUBORDINATING or opener in {"what", "which"}:
        return False
    # "after the strikes" and "before talks start" both begin like this.
    several = words[i - 1].key.endswith("s")
    agrees = several != key.endswith("s") and AUXILIARY.isdisjoint(clause)
    return agrees and (several or opener not in PREPOSITIONS)


def _is_surely_verb(key: str) -> bool:
    return is_only_verb(key) or verb_of(key) in LIGHT_VERBS


def _begins_with_verb(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether the first word of a run is a verb."""
    word = words[start]
    before = words[start - 1].key if start else ""
    asked = words[start - 2].key if start > 1 else ""
    can_be = verb_of(word.key) is not None
    participle = is_participle(word.key)
    ing = word.key.endswith("ing")
    if word.is_name and start:
        is_verb = False
    elif before == "who" or (asked == "who" and before in AUXILIARY - BE - HAVE):
        is_verb = True
    elif before in {"what", "which"}:
        alone = end - start == 1 and (end == len(words) or words[end].key not in AUXILIARY)
        is_verb = alone and (can_be or participle)
    elif before in DETERMINERS:
        is_verb = False
    elif before in BE or before in HAVE:
        is_verb = participle or ing
    elif before in PRONOUNS or before in ADVERBS or before == "to":
        is_verb = can_be and not ing
    else:
        is_verb = is_only_verb(word.key) and not (ing and end - start > 1)
    return is_verb


def _is_predicate(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether the run says something of what stood before: "Which boats are late?"."""
    if end - start != 1 or not start or words[start].is_name:
        return False
    if words[start - 1].key in {"how", "so", "too", "very"}:
        return True
    if start < 2 or words[start - 1].key not in BE:
        return False
    return start > 2 or words[0].key not in ASKING  # not "who is lee"


def _without_what_is_said(words: Sequence[Word], start: int, first: int, end: int) -> int:
    """Where the last phrase ends: before what is said of it, as in "is the north pier open?"."""
    if end - first < 2 or words[end - 1].is_name:
        return end
    if is_participle(words[end - 1].key):
        return end - 1
    before = words[start - 1].key if start else ""
    clause = [word.key for word in words if word.clause == words[start].clause]
    asked = 1 if clause[0] in ASKING - {"what", "who", "which"} else 0
    is_asked = clause[asked : asked + 1] != [] and clause[asked] in BE
    subject = before == "of" or (before in DETERMINERS and words[start - 2].key in BE)
    closes = end == len(words) or words[end].key in _MAY_FOLLOW
    return end - 1 if is_asked and subject and closes and "there" not in clause else end
