"""What a question takes over from those asked before it.

    "What did Ann Lee say about the ferry?", "When does it sail?"
        ─▶ "When does it sail? What did Ann Lee say about the ferry? When does it sail?"
    "What does Hull want?", "And Leeds?"
        ─▶ "What does Leeds want?"

Only a question that leans takes anything over (`leaning`), and what it leans on may lean itself.
Its own words are searched for twice, so that they weigh more than those taken over; on question
sets that found more than a phrase in the place of the pronoun, or phrases put behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from index.question.conversation.leaning import Manner, acknowledges, find_leaning
from index.question.conversation.pointing import PERSON, SEVERAL, THING
from index.question.conversation.topics import find_topics
from index.question.conversation.word_lists import AUXILIARY, PREPOSITIONS, listed
from index.question.conversation.wording import read_words, tells_time
from index.terms import stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.question.conversation.topics import Topic
    from index.question.conversation.wording import Word

REMEMBERED: Final = 6
"""Questions asked before that are looked at; the subject of older ones has been left."""

SHOWN: Final = 3
"""Phrases told at most as taken over."""

_LONGEST: Final = 300
"""Characters of earlier questions that are searched for; of longer ones, only the phrases."""

_LOOKED_AT: Final = 1_000
"""Characters of an earlier question that are looked at, as many as a question may have."""

_MARKS: Final = " \t\r\n?!."
_PLACING: Final = listed("in at to from near into around outside inside under")


@dataclass(frozen=True, slots=True)
class Understood:
    """A question and what it takes over from those asked before.

    `text` is what is searched for: the question itself, unchanged, where it stands alone.
    `carried` are phrases taken over, as they were typed, the likeliest meant first; none where it
    stands alone.
    """

    text: str
    carried: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Turn:
    """A question understood.

    `full` is what it asks with what it leans on, `topics` are the phrases of both, its own first,
    and `typed` is told where there are none.
    """

    full: str
    topics: tuple[Topic, ...]
    typed: str
    understood: Understood


def in_conversation(question: str, history: Sequence[str]) -> Understood:
    """Understand `question` after those in `history`, oldest first. Takes any texts.

    `carried` is empty exactly where `text` is the question.
    """
    before: _Turn | None = None
    for typed in history[-REMEMBERED:]:
        earlier = typed[:_LOOKED_AT].strip()
        words = read_words(earlier)
        if words and not acknowledges(earlier, words):
            before = _understand(earlier, before)
    return _understand(question, before).understood


def _understand(question: str, before: _Turn | None) -> _Turn:
    words = read_words(question[:_LOOKED_AT])
    topics = find_topics(question, words)
    leaning = None
    if before is not None:
        leaning = find_leaning(question, words, topics, frozenset(stems(before.full)))
    if before is None or leaning is None:
        return _alone(question, topics)
    if leaning.manner is Manner.SWAPS:
        swapped = _swapped(question, words[leaning.rest :], topics, before)
        if swapped is not None:
            return swapped
    kept = _new(before.topics, topics)
    earlier = _question(before.full)
    if _tells_time(words):  # "this month" isn't "last week"
        kept = tuple(topic for topic in kept if not topic.is_time)
        earlier = _without_time(earlier)
    if len(earlier) > _LONGEST:
        earlier = ", ".join(dict.fromkeys(topic.text for topic in kept))[:_LONGEST] or before.typed
    told = _told(kept, words[leaning.pointer :] if leaning.pointer is not None else ())
    asked = _question(question)
    full = f"{asked} {earlier}"
    text = f"{full} {asked}"
    return _Turn(full, topics + kept, before.typed, Understood(text, told or (before.typed,)))


def _alone(question: str, topics: tuple[Topic, ...]) -> _Turn:
    typed = question[:_LONGEST].rstrip(_MARKS)
    return _Turn(question, topics, typed, Understood(question, ()))


def _question(text: str) -> str:
    """A text with a mark at its end, so that another can follow."""
    bare = text.strip()
    return bare if bare.endswith(("?", "!", ".")) else f"{bare}?"


def _tells_time(words: Sequence[Word]) -> bool:
    return any(tells_time(words, i) for i in range(len(words)))


def _without_time(text: str) -> str:
    """A question without its days, months, years and weeks."""
    words = read_words(text)
    spans = [word.span for i, word in enumerate(words) if tells_time(words, i)]
    spans += [topic.span for topic in find_topics(text, words) if topic.is_time]
    kept = [char for i, char in enumerate(text) if not any(s.start <= i < s.end for s in spans)]
    return " ".join("".join(kept).split())


def _new(earlier: Sequence[Topic], own: Sequence[Topic]) -> tuple[Topic, ...]:
    """Those of the earlier phrases that the question doesn't name itself."""
    named = {stem for topic in own for stem in stems(topic.text)}
    return tuple(topic for topic in earlier if not named.issuperset(stems(topic.text)))


def _told(topics: Sequence[Topic], pointing: Sequence[Word]) -> tuple[str, ...]:
    """The phrases to tell, those first that the words from the pointing one on may mean."""
    best = sorted(
        (topic for topic in topics if not topic.is_general),
        key=lambda topic: -_fit(topic, [word.key for word in pointing[:2]]),
    )
    return tuple(dict.fromkeys(topic.text for topic in best))[:SHOWN]


def _fit(topic: Topic, pointing: Sequence[str]) -> int:
    """How well a phrase fits the word that points, and the one after it."""
    key = pointing[0] if pointing else ""
    if key in PERSON:
        return int(topic.is_name and topic.before not in PREPOSITIONS)
    if key in SEVERAL:
        return int(topic.is_plural)
    if key in THING:
        return 2 * (not topic.is_plural) + topic.text.startswith("the ")
    if key == "there":
        return int(topic.before in _PLACING and not topic.is_time)
    return int(not set(stems(" ".join(pointing[1:]))).isdisjoint(stems(topic.text)))


def _swapped(
    question: str, rest: Sequence[Word], topics: tuple[Topic, ...], before: _Turn
) -> _Turn | None:
    """The earlier question asked of another; None where it has nothing of that kind."""
    base = before.full
    words = read_words(base)
    new = question[rest[0].span.start : rest[-1].span.end]
    old = _counterpart(rest, new, find_topics(base, words))
    if old is None or len(base) > _LONGEST:
        return None
    start = old.span.start
    if rest[0].key in PREPOSITIONS:
        start = max(word.span.start for word in words if word.span.end <= start)
    full = base[:start] + new + base[old.span.end :]
    if full.rstrip(_MARKS) == new or full == question:  # nothing else was asked
        return _alone(question, topics)
    kept = tuple(t for t in _new(before.topics, topics) if t.text != old.text)
    around = max(base[:start].strip(), base[old.span.end :].strip(_MARKS), key=len)
    # "What does" or "have been freed" alone tell nobody anything.
    broken = not stems(around) or around.split()[0].lower() in AUXILIARY
    typed = before.typed if broken or around not in before.typed else around
    return _Turn(full, topics + kept, typed, Understood(full, _told(kept, ()) or (typed,)))


def _counterpart(rest: Sequence[Word], text: str, topics: Sequence[Topic]) -> Topic | None:
    """Which phrase a fragment stands for: "And Leeds?" for a name, "in May" for a time."""
    time = _tells_time(rest)
    before = rest[0].key
    if before in PREPOSITIONS:
        placed = [t for t in topics if t.before in PREPOSITIONS and t.is_time == time]
        same = [topic for topic in placed if topic.before == before]
        alike = [t for t in placed if time or {t.before, before} <= _PLACING]
        return next(reversed(same or alike), None)
    own = set(stems(text))
    named = any(word.is_name for word in rest)

    def likeness(topic: Topic) -> int:
        # "the Leeds ferry" stands for "the Hull ferry" rather than for "Ann Lee".
        same = topic.is_name == named
        article = (topic.text[:4].lower() == "the ") == (before == "the")
        shared = not own.isdisjoint(stems(topic.text))
        return 4 * shared + 2 * (same and (named or article)) + (same and article)

    best = max(topics, key=likeness, default=None)
    return best if best and likeness(best) > 1 and best.is_time == time else None
